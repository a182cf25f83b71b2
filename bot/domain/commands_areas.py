"""What people ask for about areas, and about their own presence."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.swarm import AreaState


@dataclass(frozen=True, slots=True)
class AddArea:
    name: str
    key: str = ""


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
    """Take the area from whoever holds it. ``turn`` is the area's turn that the person saw."""

    area: str
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """The area is not relevant to this case, because of ``reason``."""

    area: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Find:
    """A finding: LOOKING, SUSPECT, CAUSE or RULED_OUT, in one line.

    ``link`` leads to the evidence, ``tell`` is one sentence for the customer. What was looked at
    is ``since`` to ``until``; by default since the symptom began, until now.
    """

    area: str
    state: AreaState
    text: str = ""
    link: str = ""
    tell: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """What was ruled out and had to be checked again still holds."""

    area: str


@dataclass(frozen=True, slots=True)
class WaitFor:
    """The area waits for ``whom``; at ``until`` its owner is asked."""

    area: str
    whom: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """So long somebody will need; without an area: for everything that they look at."""

    span: timedelta
    area: str = ""


@dataclass(frozen=True, slots=True)
class StillOn:
    """ "Yes, still on it": the area, or everything that the person looks at."""

    area: str = ""


@dataclass(frozen=True, slots=True)
class WorkAt:
    """Where the work on the area happens: a link; an empty one takes it away."""

    area: str
    link: str


@dataclass(frozen=True, slots=True)
class GoAway:
    """Away for a while: nobody asks, and areas may be taken over. None: the policy's time."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ComeBack:
    """Here again, perhaps before the time that was given."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The person is no longer in the team: whatever they look at wants somebody else."""
