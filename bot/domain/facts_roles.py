"""What has happened to roles, and to what was handed over."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.handover import NO_LINES, Lines
from bot.domain.people import Person


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """``person`` is lead or liaison no longer; ``heir`` talks to the customer then."""

    person: Person
    lead: bool
    liaison: bool
    heir: Person | None = None


@dataclass(frozen=True, slots=True)
class HandoverOffered:
    """``receiver`` is asked at ``at``; ``then`` gets it from them at ``then_at``."""

    giver: Person
    receiver: Person
    at: datetime
    lines: Lines = NO_LINES
    then: Person | None = None
    then_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandoverAccepted:
    """In one moment all this belongs to ``receiver``; the giver helps at ``helping`` no longer."""

    handover: int
    giver: Person
    receiver: Person
    lead: bool = False
    liaison: bool = False
    areas: tuple[str, ...] = ()
    promises: tuple[int, ...] = ()
    action: bool = False
    helping: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandoverDeclined:
    """``person`` cannot; everything stays with ``giver``."""

    handover: int
    giver: Person
    person: Person
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HandoverWithdrawn:
    """It is not handed over; whoever had it goes on."""

    handover: int
    giver: Person
    receiver: Person


RoleFact = SteppedBack | HandoverOffered | HandoverAccepted | HandoverDeclined | HandoverWithdrawn
