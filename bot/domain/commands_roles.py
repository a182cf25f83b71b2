"""What people ask for about roles, and about handing over what they hold."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.handover import NO_LINES, Lines, Role
from bot.domain.people import Person


@dataclass(frozen=True, slots=True)
class StepBack:
    """Lead or liaison no longer; None: whichever the person is."""

    role: Role | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """Everything that the person holds is to go to ``receiver``.

    ``at`` is when they are there (None: now). Until then ``bridge`` holds it, who is asked at once;
    without a bridge the giver does.
    """

    receiver: Person
    lines: Lines = NO_LINES
    at: datetime | None = None
    bridge: Person | None = None


@dataclass(frozen=True, slots=True)
class AnswerHandover:
    """The receiver accepts, or cannot. ``number`` None: whichever waits for this person."""

    number: int | None = None
    accept: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawHandover:
    """The giver goes on after all."""


RoleCommand = StepBack | HandOver | AnswerHandover | WithdrawHandover
