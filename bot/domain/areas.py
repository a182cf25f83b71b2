"""The state of an area of the investigation, and of those who look at it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.people import Person


class AreaState(StrEnum):
    FREE = "free"
    LOOKING = "looking"
    SUSPECT = "suspect"
    CAUSE = "cause"
    RULED_OUT = "ruled_out"
    WAITING = "waiting"
    CHECK_AGAIN = "check_again"  # ruled out under conditions that have changed since
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody else's answer is needed: whose, and until when it is expected."""

    whom: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a result may hold no longer: the fields of the ticket that have changed, and when."""

    why: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who found it, when, for which time (``since`` to ``until``), and where it can be seen."""

    by: Person
    at: datetime
    since: datetime | None = None
    until: datetime | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """One angle of the investigation.

    ``since`` is when the owner took it, ``free_since`` since when it wants somebody (None while
    somebody has it, or when there is nothing left to look at); ``turn`` counts the changes of its
    owner. ``heard`` is the last sign of life of its owner, ``eta`` their estimate, ``lapsed_from``
    whoever lost it by silence (until somebody takes it). ``finding`` and ``evidence`` are for us
    alone; ``tell`` is the one sentence that was written for the customer. ``place`` is a link to
    where the work happens.
    """

    key: str
    name: str
    state: AreaState = AreaState.FREE
    owner: Person | None = None
    helpers: tuple[Person, ...] = ()
    since: datetime | None = None
    free_since: datetime | None = None
    finding: str = ""
    turn: int = 0
    heard: datetime | None = None
    eta: datetime | None = None
    wait: Wait | None = None
    doubt: Doubt | None = None
    evidence: Evidence | None = None
    tell: str = ""
    place: str = ""
    lapsed_from: Person | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody has said that they are away for a while."""

    person: Person
    since: datetime
    until: datetime
