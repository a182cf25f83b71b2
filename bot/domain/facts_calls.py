"""What has happened with the bot's own words: rungs reached, answers, and who holds the ladder."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person
from bot.domain.swarm import HoldKind, PingKind, Where


@dataclass(frozen=True, slots=True)
class LadderHeld:
    kind: HoldKind
    person: Person
    until: datetime


@dataclass(frozen=True, slots=True)
class LadderFreed:
    pass


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
