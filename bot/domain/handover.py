"""Handing over: what somebody hands over, to whom, and since when somebody holds something.

Until the receiver has accepted, the giver holds it all: a hand-over is a question, and nothing
belongs to two people or to nobody meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.people import Person


class Role(StrEnum):
    LEAD = "lead"
    LIAISON = "liaison"


@dataclass(frozen=True, slots=True)
class Lines:
    """What only the giver knows: how the customer is, what has not been told yet, how to reach
    them, and whatever else matters."""

    mood: str = ""
    untold: str = ""
    reach: str = ""
    other: str = ""


NO_LINES = Lines()


@dataclass(frozen=True, slots=True)
class Handover:
    """A hand-over that waits for its receiver. ``number`` is that of its event.

    The receiver is asked at ``at`` (``asked``: when they were, ``silent``: that no answer came has
    been said). Whoever only bridges accepts for a while: at ``then_at`` they hand it on to ``then``.
    """

    number: int
    giver: Person
    receiver: Person
    at: datetime
    lines: Lines = NO_LINES
    then: Person | None = None
    then_at: datetime | None = None
    asked: datetime | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Stint:
    """Since when somebody holds a role or an area without a break."""

    person: Person
    since: datetime


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything that somebody holds: ``promises`` are those that go on with them, ``helping`` the
    areas at which they help."""

    lead: bool = False
    liaison: bool = False
    areas: tuple[str, ...] = ()
    promises: tuple[int, ...] = ()
    action: bool = False
    helping: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        return self.lead or self.liaison or bool(self.areas or self.promises or self.action)
