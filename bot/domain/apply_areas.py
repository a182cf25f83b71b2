"""What facts about areas change."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import facts as m
from bot.domain.limits import LINE
from bot.domain.swarm import Area, AreaState, Swarm

OwnerFact = m.AreaClaimed | m.AreaJoined | m.AreaReleased | m.AreaSetAside | m.Found
AreaFact = m.AreaAdded | OwnerFact


def area_changed(swarm: Swarm, fact: AreaFact, at: datetime) -> Swarm:
    """The swarm after a fact about one of its areas."""
    if isinstance(fact, m.AreaAdded):
        return replace(swarm, areas=(*swarm.areas, Area(fact.area, fact.name, free_since=at)))
    old = swarm.area(fact.area)
    if old is None:
        return swarm
    new = _area_after(old, fact, at)
    areas = tuple(new if area.key == new.key else area for area in swarm.areas)
    swarm = replace(swarm, areas=areas)
    return swarm if new.turn == old.turn else _without_calls_of(old.key, swarm)


def _area_after(area: Area, fact: OwnerFact, at: datetime) -> Area:
    match fact:
        case m.AreaClaimed():
            state = area.state
            if state in (AreaState.FREE, AreaState.NOT_RELEVANT):
                state = AreaState.LOOKING
            helpers = tuple(p for p in area.helpers if p != fact.person)
            return replace(
                area, state=state, owner=fact.person, helpers=helpers, since=at,
                free_since=None, turn=area.turn + 1,
            )  # fmt: skip
        case m.AreaJoined():
            return replace(area, helpers=(*area.helpers, fact.person))
        case m.AreaReleased():
            return _released(area, fact, at)
        case m.AreaSetAside():
            return replace(
                area, state=AreaState.NOT_RELEVANT, owner=None, helpers=(), since=None,
                free_since=None, finding=fact.reason[:LINE], turn=area.turn + 1,
            )  # fmt: skip
        case m.Found():
            since = area.since or at
            owner = area.owner or fact.person
            return replace(
                area, state=fact.state, finding=fact.text[:LINE], owner=owner, since=since,
                free_since=None, turn=area.turn + (area.owner is None),
            )  # fmt: skip
        case _:
            assert_never(fact)


def _released(area: Area, fact: m.AreaReleased, at: datetime) -> Area:
    helpers = tuple(p for p in area.helpers if p not in (fact.person, fact.heir))
    if area.owner != fact.person:
        return replace(area, helpers=helpers)
    turn = area.turn + 1
    if fact.heir is not None:
        return replace(area, owner=fact.heir, helpers=helpers, since=at, turn=turn)
    state = AreaState.FREE if area.state is AreaState.LOOKING else area.state
    # A cause and a ruled-out area are results; a suspect that nobody follows wants somebody.
    wanted = state in (AreaState.FREE, AreaState.SUSPECT)
    return replace(
        area, state=state, owner=None, helpers=helpers, since=None,
        free_since=at if wanted else None, turn=turn,
    )  # fmt: skip


def _without_calls_of(key: str, swarm: Swarm) -> Swarm:
    """The area's rungs belong to an owner who has changed; a ping goes when all its areas went."""
    free = {area.key for area in swarm.areas if area.free_since is not None}
    pings = tuple(p for p in swarm.pings if not p.areas or free.intersection(p.areas))
    calls = tuple(r for r in swarm.calls if not r.mark.startswith(f"area/{key}/"))
    return replace(swarm, pings=pings, calls=calls)
