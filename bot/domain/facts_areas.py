"""What has happened to areas, and to those who look at them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person
from bot.domain.swarm import AreaState


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
    """A result. ``text`` and ``link`` are evidence, for us alone; ``tell`` is what may be said to
    the customer about it; ``since`` to ``until`` is the time that was looked at."""

    area: str
    state: AreaState
    text: str
    person: Person
    link: str = ""
    tell: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AreaWaits:
    """Nothing can be done until ``whom`` has answered, which is expected by ``until``."""

    area: str
    whom: str
    until: datetime
    person: Person


@dataclass(frozen=True, slots=True)
class Estimated:
    """``person`` will need until then; an area that waits is expected to wait so long."""

    person: Person
    areas: tuple[str, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class WorkPlaced:
    """Where the work on the area happens: a link, or nothing any more."""

    area: str
    link: str
    person: Person


@dataclass(frozen=True, slots=True)
class StillOnIt:
    """``person`` was asked, or says by themselves, that they go on."""

    person: Person
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimLapsed:
    """Nothing was heard from ``person``: the area goes to ``heir``, a helper, or is free."""

    area: str
    person: Person
    heir: Person | None = None


@dataclass(frozen=True, slots=True)
class ResultsDoubted:
    """What was ruled out must be checked again, because these fields of the ticket have changed."""

    areas: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WentAway:
    person: Person
    until: datetime


@dataclass(frozen=True, slots=True)
class CameBack:
    person: Person


@dataclass(frozen=True, slots=True)
class TeamLeft:
    """``person`` is no longer in the team; ``areas`` are those that they had."""

    person: Person
    areas: tuple[str, ...]
