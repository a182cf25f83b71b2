"""What has happened between us and the customer: contacts, and what was promised."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.people import Person
from bot.domain.swarm import AreaState, How, PromiseKind


@dataclass(frozen=True, slots=True)
class Contacted:
    """A contact was logged. ``to`` is whom; NOT_REACHED attempts are recorded the same way.

    ``known`` are the areas that it speaks of, each with its state as it was known then.
    """

    said: str
    said_at: datetime
    how: How
    to: str
    person: Person
    known: tuple[tuple[str, AreaState], ...] = ()


@dataclass(frozen=True, slots=True)
class ContactCorrected:
    """The record of ``contact`` (the number of its event) reads so from now on; it stays in the log.

    An empty ``said`` leaves the words as they were.
    """

    contact: int
    said: str
    said_at: datetime
    how: How
    to: str
    person: Person
    known: tuple[tuple[str, AreaState], ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerHeard:
    """The customer contacted us."""

    who: str
    text: str
    person: Person


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """``made`` is when it was given: the contact's own time, or the ticket's creation."""

    number: int
    kind: PromiseKind
    to: str
    due: datetime
    made: datetime
    told: bool
    owner: Person | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class PromiseKept:
    """A contact closed the promise; ``late`` is by how much, zero when on time."""

    number: int
    late: timedelta


@dataclass(frozen=True, slots=True)
class PromiseMoved:
    """``judged``: the time that the customer still counts on; None when they know the new one."""

    number: int
    due: datetime
    told: bool
    judged: datetime | None = None


@dataclass(frozen=True, slots=True)
class PromiseTaken:
    """``person`` will keep it; the ladder waits until ``quiet_until``."""

    number: int
    person: Person
    quiet_until: datetime


@dataclass(frozen=True, slots=True)
class PromiseEnded:
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class PromiseMissed:
    """It ended after its time without a contact; ``late`` is by how much it had passed then."""

    number: int
    late: timedelta
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CadenceChanged:
    every: timedelta


@dataclass(frozen=True, slots=True)
class NextContactWaived:
    """No next contact is owed to ``to`` (empty: the usual contact), because of ``reason``."""

    reason: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Snoozed:
    number: int
    until: datetime
