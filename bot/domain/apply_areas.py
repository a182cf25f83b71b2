"""What facts about areas change."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import facts as m
from bot.domain.swarm import Area, AreaState, Swarm

AreaFact = m.AreaAdded | m.AreaClaimed | m.AreaJoined | m.AreaReleased | m.AreaSetAside | m.Found


def area_changed(swarm: Swarm, fact: AreaFact, at: datetime) -> Swarm:
    """The swarm after a fact about one of its areas."""
    if isinstance(fact, m.AreaAdded):
        return replace(swarm, areas=(*swarm.areas, Area(fact.area, fact.name, free_since=at)))
    old = swarm.area(fact.area)
    if old is None:
        return swarm
    new = _area_after(old, fact, at)
    areas = tuple(new if area.key == new.key else area for area in swarm.areas)
    return _without_settled_calls(replace(swarm, areas=areas))


def _area_after(
    area: Area,
    fact: m.AreaClaimed | m.AreaJoined | m.AreaReleased | m.AreaSetAside | m.Found,
    at: datetime,
) -> Area:
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
            helpers = tuple(p for p in area.helpers if p not in (fact.person, fact.heir))
            if area.owner != fact.person:
                return replace(area, helpers=helpers)
            state = area.state
            if fact.heir is None and state is AreaState.LOOKING:
                state = AreaState.FREE
            return replace(
                area, state=state, owner=fact.heir, helpers=helpers,
                since=at if fact.heir else None, turn=area.turn + 1,
                free_since=at if state is AreaState.FREE else None,
            )  # fmt: skip
        case m.AreaSetAside():
            return replace(
                area, state=AreaState.NOT_RELEVANT, owner=None, helpers=(), since=None,
                free_since=None, finding=fact.reason, turn=area.turn + 1,
            )  # fmt: skip
        case m.Found():
            since = area.since or at
            owner = area.owner or fact.person
            return replace(
                area, state=fact.state, finding=fact.text, owner=owner, since=since,
                free_since=None, turn=area.turn + (area.owner is None),
            )  # fmt: skip
        case _:
            assert_never(fact)


def _without_settled_calls(swarm: Swarm) -> Swarm:
    """Calls for areas are settled when somebody has each of them."""
    free = {area.key for area in swarm.areas if area.free_since is not None}
    pings = tuple(p for p in swarm.pings if not p.areas or free.intersection(p.areas))
    return replace(swarm, pings=pings)
