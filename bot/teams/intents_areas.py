"""What somebody can mean about areas, and about their own presence. An empty text was not said."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.swarm import AreaState


@dataclass(frozen=True, slots=True)
class Claim:
    area: str


@dataclass(frozen=True, slots=True)
class Join:
    area: str


@dataclass(frozen=True, slots=True)
class Release:
    area: str


@dataclass(frozen=True, slots=True)
class TakeOver:
    area: str


@dataclass(frozen=True, slots=True)
class AddArea:
    name: str


@dataclass(frozen=True, slots=True)
class SetAside:
    area: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """``state`` None: no state was said; ``area`` is then a guess (the first word)."""

    area: str
    state: AreaState | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class StillOn:
    """``area`` empty: everything that the person has; so with an estimate."""

    area: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """``span`` None: it could not be read."""

    area: str
    span: timedelta | None


@dataclass(frozen=True, slots=True)
class Confirm:
    """What was ruled out still is; ``area`` empty: the only one that is to be checked again."""

    area: str = ""


@dataclass(frozen=True, slots=True)
class WaitFor:
    """``until`` is a time as typed."""

    area: str
    whom: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class WorkAt:
    area: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Runbook:
    area: str


@dataclass(frozen=True, slots=True)
class Away:
    """For a while, until a time as typed, or as long as usual."""

    span: timedelta | None = None
    until: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    pass
