"""What keeps a claim alive: signs of life, estimates, absences; and what is asked meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import facts as m
from bot.domain.people import Person
from bot.domain.swarm import Area, AreaState, Away, Ping, PingKind, Swarm, Wait

LeaseFact = m.Estimated | m.StillOnIt | m.WentAway | m.CameBack | m.TeamLeft

QUESTIONS = frozenset({PingKind.STILL_ON_IT, PingKind.WAITING_OVER, PingKind.CHECK_AGAIN})
"""Questions to whoever looks at an area. A sign of life answers them."""

CALLS = frozenset(
    {
        PingKind.UNCLAIMED,
        PingKind.UNCLAIMED_NOBODY,
        PingKind.UNCLAIMED_AGAIN,
        PingKind.CALLED_IN,
        PingKind.CLAIM_LAPSED,
        PingKind.LEFT_TEAM,
    }
)
"""What is asked about areas that nobody has."""

ASKED = "asked"
AWAY_MOST = 16


def asked_mark(area: Area) -> str:
    """The rung of the question to the present owner."""
    return f"area/{area.key}/{area.turn}/{ASKED}"


def lease_changed(swarm: Swarm, fact: LeaseFact, at: datetime) -> Swarm:
    """The swarm after a fact about somebody's presence."""
    match fact:
        case m.Estimated():
            return _each(swarm, fact.areas, lambda area: _estimated(area, fact.until, at))
        case m.StillOnIt():
            return _each(swarm, fact.areas, lambda area: replace(area, heard=at))
        case m.WentAway():
            others = _present(swarm, fact.person, at)[1 - AWAY_MOST :]
            return replace(swarm, away=(*others, Away(fact.person, at, fact.until)))
        case m.CameBack() | m.TeamLeft():
            return replace(swarm, away=_present(swarm, fact.person, at))
        case _:
            assert_never(fact)


def heard_from(swarm: Swarm, person: Person, at: datetime) -> Swarm:
    """Whatever somebody does is a sign of life: of all areas that they have."""
    keys = tuple(area.key for area in swarm.areas if area.owner == person)
    return _each(swarm, keys, lambda area: replace(area, heard=at)) if keys else swarm


def search_resumed(swarm: Swarm, at: datetime) -> Swarm:
    """After a break in the search everybody has the whole interval again."""
    held = tuple(area.key for area in swarm.areas if area.owner is not None)
    return _each(swarm, held, lambda area: replace(area, heard=at))


def answered(swarm: Swarm, key: str, at: datetime) -> Swarm:
    """Whatever is found in an area is a sign of life, whoever finds it."""
    return _each(swarm, (key,), lambda area: replace(area, heard=at))


def calls_left(swarm: Swarm, key: str) -> Swarm:
    """The area has changed hands: its rungs belonged to its owner, and some pings go with them."""
    pings = tuple(ping for ping in swarm.pings if _matters(ping, swarm, key))
    calls = tuple(r for r in swarm.calls if not r.mark.startswith(f"area/{key}/"))
    if (pings, calls) == (swarm.pings, swarm.calls):
        return swarm
    return replace(swarm, pings=pings, calls=calls)


def _each(swarm: Swarm, keys: tuple[str, ...], change: Callable[[Area], Area]) -> Swarm:
    """Areas after a sign of life: what was asked about them is answered."""
    areas = tuple(change(area) if area.key in keys else area for area in swarm.areas)
    answered = {asked_mark(area) for area in areas if area.key in keys}
    calls = tuple(rung for rung in swarm.calls if rung.mark not in answered)
    swarm = replace(swarm, areas=areas, calls=calls)
    pings = tuple(ping for ping in swarm.pings if ping.kind not in QUESTIONS or _open(ping, swarm))
    return swarm if pings == swarm.pings else replace(swarm, pings=pings)


def _estimated(area: Area, until: datetime, at: datetime) -> Area:
    if area.state is AreaState.WAITING and area.wait is not None:
        return replace(area, heard=at, wait=Wait(area.wait.whom, until))
    return replace(area, heard=at, eta=until)


def _present(swarm: Swarm, person: Person, at: datetime) -> tuple[Away, ...]:
    """Who else is still away."""
    return tuple(away for away in swarm.away if away.person != person and away.until > at)


def _open(ping: Ping, swarm: Swarm) -> bool:
    """Whether the question still waits for an answer about any of its areas."""
    marks = {rung.mark for rung in swarm.calls}
    about = (area for area in swarm.areas if area.key in ping.areas)
    return any(area.owner in ping.to and asked_mark(area) in marks for area in about)


def _matters(ping: Ping, swarm: Swarm, changed: str) -> bool:
    if not ping.areas:
        return True
    if ping.kind in QUESTIONS:
        return _open(ping, swarm)
    if ping.kind is PingKind.TAKEN_OVER:  # told until the area changes hands again
        return changed not in ping.areas
    if ping.kind not in CALLS:
        return True
    free = {area.key for area in swarm.areas if area.free_since is not None}
    return not free.isdisjoint(ping.areas)
