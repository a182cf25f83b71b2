"""What facts about areas change: who looks at what, and what was found."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import facts as m
from bot.domain.apply_leases import answered, calls_left
from bot.domain.limits import LINE
from bot.domain.swarm import Area, AreaState, Doubt, Evidence, Swarm, Wait

OwnerFact = (
    m.AreaClaimed
    | m.AreaJoined
    | m.AreaReleased
    | m.ClaimLapsed
    | m.AreaSetAside
    | m.Found
    | m.AreaWaits
    | m.WorkPlaced
)
AreaFact = m.AreaAdded | m.ResultsDoubted | OwnerFact

UNFINISHED = (AreaState.FREE, AreaState.SUSPECT, AreaState.WAITING, AreaState.CHECK_AGAIN)
"""States in which an area that nobody has wants somebody. A cause, and what is ruled out, are
results; a suspect that nobody follows is not."""

TIMED = (AreaState.LOOKING, AreaState.SUSPECT, AreaState.CHECK_AGAIN)
"""States in which an estimate of the owner means something."""


def area_changed(swarm: Swarm, fact: AreaFact, at: datetime) -> Swarm:
    """The swarm after a fact about its areas."""
    if isinstance(fact, m.AreaAdded):
        return replace(swarm, areas=(*swarm.areas, Area(fact.area, fact.name, free_since=at)))
    if isinstance(fact, m.ResultsDoubted):
        doubted = (
            _doubted(area, fact, at) if area.key in fact.areas else area for area in swarm.areas
        )
        return replace(swarm, areas=tuple(doubted))
    old = swarm.area(fact.area)
    if old is None:
        return swarm
    new = _area_after(old, fact, at)
    areas = tuple(new if area.key == new.key else area for area in swarm.areas)
    swarm = replace(swarm, areas=areas)
    if isinstance(fact, m.Found | m.AreaWaits):
        swarm = answered(swarm, fact.area, at)
    return swarm if new.turn == old.turn else calls_left(swarm, old.key)


def _area_after(area: Area, fact: OwnerFact, at: datetime) -> Area:
    match fact:
        case m.AreaClaimed():
            return _claimed(area, fact, at)
        case m.AreaJoined():
            return replace(area, helpers=(*area.helpers, fact.person))
        case m.AreaReleased():
            return _released(area, fact, at)
        case m.ClaimLapsed():
            heard = at if fact.heir else area.heard
            return replace(_released(area, fact, at), heard=heard, lapsed_from=fact.person)
        case m.AreaSetAside():
            return replace(
                _unheld(area), state=AreaState.NOT_RELEVANT, helpers=(), free_since=None,
                finding=fact.reason[:LINE], wait=None, doubt=None, evidence=None, tell="",
                turn=area.turn + 1,
            )  # fmt: skip
        case m.Found():
            return _found(area, fact, at)
        case m.AreaWaits():
            wait = Wait(fact.whom, fact.until)
            area = _held_by(area, fact, at)
            return replace(area, state=AreaState.WAITING, wait=wait, doubt=None, eta=None)
        case m.WorkPlaced():
            return replace(area, place=fact.link)
        case _:
            assert_never(fact)


def _claimed(area: Area, fact: m.AreaClaimed, at: datetime) -> Area:
    state = area.state
    if state in (AreaState.FREE, AreaState.NOT_RELEVANT):
        state = AreaState.LOOKING
    helpers = tuple(p for p in area.helpers if p != fact.person)
    return replace(
        area, state=state, owner=fact.person, helpers=helpers, since=at, free_since=None,
        heard=at, eta=None, lapsed_from=None, turn=area.turn + 1,
    )  # fmt: skip


def _held_by(area: Area, fact: m.Found | m.AreaWaits, at: datetime) -> Area:
    """A result in an area that nobody had is a sign of somebody looking."""
    if area.owner is not None:
        return replace(area, free_since=None)
    return replace(
        area, owner=fact.person, since=at, free_since=None, heard=at, lapsed_from=None,
        helpers=tuple(p for p in area.helpers if p != fact.person), turn=area.turn + 1,
    )  # fmt: skip


def _found(area: Area, fact: m.Found, at: datetime) -> Area:
    area = _held_by(area, fact, at)
    return replace(
        area,
        state=fact.state,
        finding=fact.text[:LINE],
        evidence=Evidence(fact.person, at, fact.since, fact.until, fact.link),
        tell=fact.tell,
        wait=None,
        doubt=None,
        eta=area.eta if fact.state in TIMED else None,
    )


def _doubted(area: Area, fact: m.ResultsDoubted, at: datetime) -> Area:
    """A result that may hold no longer is no result: its owner is asked, or the area is free."""
    free = at if area.owner is None else None
    state = AreaState.CHECK_AGAIN
    return replace(area, state=state, doubt=Doubt(fact.why, at), free_since=free)


def _unheld(area: Area) -> Area:
    return replace(area, owner=None, since=None, heard=None, eta=None)


def _released(area: Area, fact: m.AreaReleased | m.ClaimLapsed, at: datetime) -> Area:
    helpers = tuple(p for p in area.helpers if p not in (fact.person, fact.heir))
    if area.owner != fact.person:
        return replace(area, helpers=helpers)
    turn = area.turn + 1
    if fact.heir is not None:
        return replace(
            area, owner=fact.heir, helpers=helpers, since=at, heard=at, eta=None, turn=turn
        )
    state = AreaState.FREE if area.state is AreaState.LOOKING else area.state
    free_since = at if state in UNFINISHED else None
    return replace(_unheld(area), state=state, helpers=helpers, free_since=free_since, turn=turn)
