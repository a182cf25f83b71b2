"""What has happened: past tense, frozen, a closed union. The log of a swarm is a row of these.

A fact says what changed; its sequence, time, author and operation stand in ``Event``. A new member
of the union must be handled by ``apply``, or the type checker refuses it.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.people import Person
from bot.domain.swarm import AreaState, HoldKind, How, Phase, PingKind, PromiseKind, Ticket, Where


@dataclass(frozen=True, slots=True)
class Opened:
    ticket: Ticket
    areas: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TicketChanged:
    ticket: Ticket
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadTaken:
    person: Person
    liaison_too: bool


@dataclass(frozen=True, slots=True)
class LiaisonTaken:
    person: Person


@dataclass(frozen=True, slots=True)
class AreaAdded:
    area: str
    name: str


@dataclass(frozen=True, slots=True)
class AreaClaimed:
    area: str
    person: Person
    taken_from: Person | None = None


@dataclass(frozen=True, slots=True)
class AreaJoined:
    area: str
    person: Person


@dataclass(frozen=True, slots=True)
class AreaReleased:
    """``person`` no longer looks at it; ``heir``, a helper, owns it then, or nobody does."""

    area: str
    person: Person
    heir: Person | None = None


@dataclass(frozen=True, slots=True)
class AreaSetAside:
    area: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    area: str
    state: AreaState
    text: str
    person: Person


@dataclass(frozen=True, slots=True)
class Contacted:
    """A contact was logged. ``to`` is whom; NOT_REACHED attempts are recorded the same way."""

    said: str
    said_at: datetime
    how: How
    to: str
    person: Person


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
    number: int
    due: datetime
    told: bool


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
class CadenceChanged:
    every: timedelta


@dataclass(frozen=True, slots=True)
class NextContactWaived:
    """No next contact is owed to ``to`` (empty: the usual contact), because of ``reason``."""

    reason: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class LadderHeld:
    kind: HoldKind
    person: Person
    until: datetime


@dataclass(frozen=True, slots=True)
class LadderFreed:
    pass


@dataclass(frozen=True, slots=True)
class Snoozed:
    number: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Raised:
    """A rung is reached and this should be said, unless it is ``skipped``: nobody in it, or no use.

    ``marks`` are the rungs of ``Swarm.calls`` that it settles (one about a promise is marked by
    its kind on the promise). ``to`` is whom it mentions (THREAD) or reaches (DIRECT: one person).
    """

    kind: PingKind
    where: Where
    to: tuple[Person, ...] = ()
    promise: int | None = None
    areas: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    text: str
    person: Person


@dataclass(frozen=True, slots=True)
class NextActionSet:
    text: str
    owner: Person | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class PhaseMoved:
    phase: Phase
    since: datetime
    confirmed_by: str = ""
    extent: str = ""
    watch_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed with ``open_promises`` still owed; none of them is silenced."""

    open_promises: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopened:
    pass


@dataclass(frozen=True, slots=True)
class StatusShown:
    pass


Fact = (
    Opened | TicketChanged | LeadTaken | LiaisonTaken | AreaAdded | AreaClaimed | AreaJoined
    | AreaReleased | AreaSetAside | Found | Contacted | CustomerHeard | PromiseMade | PromiseKept
    | PromiseMoved | PromiseTaken | PromiseEnded | CadenceChanged | NextContactWaived | LadderHeld
    | LadderFreed | Snoozed | Raised | Noted | NextActionSet | PhaseMoved | Closed | Reopened | StatusShown
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log: the ``seq``-th thing that happened to this swarm."""

    seq: int
    at: datetime
    by: Person | None
    op: str
    fact: Fact


def kind_of(fact: type) -> str:
    """The name of a kind of fact as it is stored and shown: ``AreaClaimed`` is ``area_claimed``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", fact.__name__).lower()
