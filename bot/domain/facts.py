"""What has happened: past tense, frozen, a closed union. The log of a swarm is a row of these.

A fact says what changed; its sequence, time, author and operation stand in ``Event``. A new member
of the union must be handled by ``apply``, or the type checker refuses it.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.facts_areas import (
    AreaAdded,
    AreaClaimed,
    AreaJoined,
    AreaReleased,
    AreaSetAside,
    AreaWaits,
    CameBack,
    ClaimLapsed,
    Estimated,
    Found,
    ResultsDoubted,
    StillOnIt,
    TeamLeft,
    WentAway,
    WorkPlaced,
)
from bot.domain.facts_case import (
    CaseFact,
    DeadlineSet,
    ImpactChanged,
    SeverityChanged,
    SymptomDated,
    TitleChanged,
)
from bot.domain.facts_roles import (
    HandoverAccepted,
    HandoverDeclined,
    HandoverOffered,
    HandoverWithdrawn,
    RoleFact,
    SteppedBack,
)
from bot.domain.followup import FollowUpAdded, FollowUpDone, FollowUpFact, FollowUpMoved
from bot.domain.home import HomeFact
from bot.domain.overrides import Override
from bot.domain.people import Person
from bot.domain.reported import ReportGiven
from bot.domain.swarm import AreaState, HoldKind, How, Phase, PingKind, PromiseKind, Ticket, Where

__all__ = [
    "AreaAdded",
    "AreaClaimed",
    "AreaJoined",
    "AreaReleased",
    "AreaSetAside",
    "AreaWaits",
    "CameBack",
    "ClaimLapsed",
    "DeadlineSet",
    "Estimated",
    "FollowUpAdded",
    "FollowUpDone",
    "FollowUpMoved",
    "Found",
    "HandoverAccepted",
    "HandoverDeclined",
    "HandoverOffered",
    "HandoverWithdrawn",
    "ImpactChanged",
    "ReportGiven",
    "ResultsDoubted",
    "SeverityChanged",
    "SteppedBack",
    "StillOnIt",
    "SymptomDated",
    "TeamLeft",
    "TitleChanged",
    "WentAway",
    "WorkPlaced",
]
"""Names of other modules that are part of this one; what is defined here is exported anyway."""


@dataclass(frozen=True, slots=True)
class Opened:
    ticket: Ticket
    areas: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TicketChanged:
    """``standing`` is what people have set and the ticket does not take back."""

    ticket: Ticket
    changed: tuple[str, ...]
    standing: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class LeadTaken:
    person: Person
    liaison_too: bool


@dataclass(frozen=True, slots=True)
class LiaisonTaken:
    person: Person


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
    text: str = ""
    handover: int | None = None
    follow_up: int | None = None


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """Somebody who was asked by a person (``ping``) comes, or cannot."""

    ping: str
    person: Person
    coming: bool


@dataclass(frozen=True, slots=True)
class Phoned:
    """``person`` has phoned ``called``, the keeper of the promise, who did not answer in Teams."""

    number: int
    called: Person | None
    person: Person


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
    | AreaReleased | AreaSetAside | Found | AreaWaits | Estimated | WorkPlaced | StillOnIt
    | ClaimLapsed | ResultsDoubted | WentAway | CameBack | TeamLeft
    | Contacted | ContactCorrected | CustomerHeard | CadenceChanged | NextContactWaived
    | PromiseMade | PromiseKept | PromiseMoved | PromiseTaken | PromiseEnded | PromiseMissed
    | LadderHeld | LadderFreed | Snoozed | Raised | CallAnswered | Phoned
    | Noted | NextActionSet | PhaseMoved | Closed | Reopened | StatusShown
    | HomeFact | CaseFact
    | RoleFact | ReportGiven | FollowUpFact
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
