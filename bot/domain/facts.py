"""What has happened: past tense, frozen, a closed union. The log of a swarm is a row of these.

A fact says what changed; its sequence, time, author and operation stand in ``Event``. A new member
of the union must be handled by ``apply``, or the type checker refuses it.
"""

import re
from dataclasses import dataclass
from datetime import datetime

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
from bot.domain.facts_calls import (
    CallAnswered,
    LadderFreed,
    LadderHeld,
    Phoned,
    Raised,
)
from bot.domain.facts_case import (
    CaseFact,
    DeadlineSet,
    ImpactChanged,
    SeverityChanged,
    SymptomDated,
    TitleChanged,
)
from bot.domain.facts_promises import (
    CadenceChanged,
    ContactCorrected,
    Contacted,
    CustomerHeard,
    NextContactWaived,
    PromiseEnded,
    PromiseKept,
    PromiseMade,
    PromiseMissed,
    PromiseMoved,
    PromiseTaken,
    Snoozed,
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
from bot.domain.swarm import Phase, Ticket

__all__ = [
    "AreaAdded",
    "AreaClaimed",
    "AreaJoined",
    "AreaReleased",
    "AreaSetAside",
    "AreaWaits",
    "CadenceChanged",
    "CallAnswered",
    "CameBack",
    "ClaimLapsed",
    "ContactCorrected",
    "Contacted",
    "CustomerHeard",
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
    "LadderFreed",
    "LadderHeld",
    "NextContactWaived",
    "Phoned",
    "PromiseEnded",
    "PromiseKept",
    "PromiseMade",
    "PromiseMissed",
    "PromiseMoved",
    "PromiseTaken",
    "Raised",
    "ReportGiven",
    "ResultsDoubted",
    "SeverityChanged",
    "Snoozed",
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
