"""What the customer was promised, how they were contacted, and what holds the ladder."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.areas import AreaState
from bot.domain.people import Person


class PromiseKind(StrEnum):
    FIRST_RESPONSE = "first_response"
    UPDATE = "update"
    CALL_BACK = "call_back"
    REPORT = "report"


class How(StrEnum):
    """How the customer was contacted. ``NOT_REACHED`` is recorded, but closes no promise."""

    PHONE = "phone"
    MAIL = "mail"
    TICKET = "ticket"
    MEETING = "meeting"
    NOT_REACHED = "not_reached"


class HoldKind(StrEnum):
    CALL = "call"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung that was reached at ``at``; ``skipped`` when there was nobody in it, or no use."""

    mark: str
    at: datetime
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """When the customer must next hear from us. Only open promises stand in the state.

    ``told`` is True when the customer was told the time, False when it is our own target.
    ``owner`` None means whoever is the liaison at the moment.
    ``made`` is when it was given, ``set_at`` when we came to know of this due time (later than
    ``made`` when a call was written down late, or the time was moved).
    ``raised`` holds the rungs of the ladder that have been reached for this due time; until
    ``quiet_until`` none is, because somebody snoozed it (once: ``snoozed``) or took it on.
    ``judged`` is the time that the customer still counts on, when it was moved without asking them.
    """

    number: int
    kind: PromiseKind
    to: str
    due: datetime
    made: datetime
    told: bool
    owner: Person | None = None
    text: str = ""
    set_at: datetime | None = None
    raised: tuple[Rung, ...] = ()
    quiet_until: datetime | None = None
    snoozed: bool = False
    judged: datetime | None = None

    @property
    def judged_by(self) -> datetime:
        """The moment that decides whether it was kept in time."""
        return self.judged or self.due

    @property
    def owed(self) -> bool:
        """Whether the customer counts on the time; our own target is ours to move."""
        first = self.kind is PromiseKind.FIRST_RESPONSE
        return self.told or first or self.judged is not None


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody is on the phone with, or writing to, the customer: the ladder waits.

    It waits for what they have in hand: promises that somebody else took on go their own way.
    """

    kind: HoldKind
    by: Person
    since: datetime
    until: datetime

    def holds(self, promise: Promise) -> bool:
        return promise.owner in (None, self.by)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with the customer. ``at`` is when it was said, not when it was written down.

    ``number`` is the sequence number of its event: by it the record can be corrected for ever.
    """

    said: str
    at: datetime
    how: How
    to: str
    by: Person
    number: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the customer was told about an area, and when: its state as it was known then."""

    area: str
    state: AreaState
    at: datetime
