"""Follow-ups: what is to be done after the case so that it does not come back. Kept until done."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person


@dataclass(frozen=True, slots=True)
class FollowUp:
    """``due`` is the day on which ``owner`` is reminded; ``raised`` counts the reminders since."""

    number: int
    text: str
    owner: Person
    due: datetime
    raised: int = 0


@dataclass(frozen=True, slots=True)
class AddFollowUp:
    """``owner`` None: whoever adds it. ``due`` None: a week from now, in the morning."""

    text: str
    owner: Person | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class MoveFollowUp:
    """Another day; ``due`` None: a week from now."""

    number: int
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class FinishFollowUp:
    number: int


@dataclass(frozen=True, slots=True)
class FollowUpAdded:
    number: int
    text: str
    owner: Person
    due: datetime


@dataclass(frozen=True, slots=True)
class FollowUpMoved:
    number: int
    text: str
    due: datetime


@dataclass(frozen=True, slots=True)
class FollowUpDone:
    """``text`` is what was to be done, so that the line in the timeline says it."""

    number: int
    text: str
    person: Person


FollowUpCommand = AddFollowUp | MoveFollowUp | FinishFollowUp
FollowUpFact = FollowUpAdded | FollowUpMoved | FollowUpDone
