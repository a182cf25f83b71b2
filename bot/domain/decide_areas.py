"""Who looks at what: claim, join, release, take over, set aside."""

import re
import unicodedata
from datetime import datetime
from typing import assert_never

from bot.domain import decide_findings
from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.decisions import accept, refuse
from bot.domain.leases import told_taken_over
from bot.domain.limits import AREA_NAME, AREAS_MOST, HELPERS_MOST, line, prose
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import Area, AreaState, Swarm

OwnerCommand = m.Claim | m.Join | m.Release | m.TakeOver | m.SetAside
AreaCommand = m.AddArea | OwnerCommand | decide_findings.FindingCommand


def decide(
    swarm: Swarm, command: AreaCommand, by: Person, now: datetime, policy: Policy
) -> Decision:
    """Decide a command about an area; ``by`` is whoever asks for it."""
    if isinstance(command, m.AddArea):
        return _add(swarm, command, policy)
    area = swarm.area(command.area)
    if area is None:
        return refuse(AnswerKey.AREA_UNKNOWN, area=line(command.area))
    if not isinstance(command, OwnerCommand):
        return decide_findings.decide(swarm, area, command, by, now)
    match command:
        case m.Claim():
            return _claim(area, by, _away(swarm, area, now))
        case m.Join():
            return _join(area, by)
        case m.Release():
            return _release(area, by)
        case m.TakeOver():
            return _take_over(area, command, by, now, policy)
        case m.SetAside():
            if area.state is AreaState.NOT_RELEVANT:
                return refuse(AnswerKey.ALREADY_ASIDE, area=area.key)
            fact = m.AreaSetAside(area.key, prose(command.reason))
            return accept(AnswerKey.SET_ASIDE, fact, area=area.key)
        case _:
            assert_never(command)


def area_key(name: str) -> str:
    """A key for an area that a person named: lower case, width and spaces made alike."""
    plain = unicodedata.normalize("NFKC", name).strip().lower()
    return re.sub(r"[^\w]+", "-", plain).strip("-")[:AREA_NAME]


def _add(swarm: Swarm, command: m.AddArea, policy: Policy) -> Decision:
    name = line(command.name, AREA_NAME)
    rule = policy.area(command.key or area_key(name)) or next(
        (r for r in policy.areas if area_key(name) in map(area_key, r.names.values())), None
    )
    key = rule.key if rule else area_key(name)
    if rule and (not name or command.key):
        name = rule.name(policy.language)
    if not key or not name:
        return refuse(AnswerKey.AREA_NAME_EMPTY)
    known = next((a for a in swarm.areas if key in (a.key, area_key(a.name))), None)
    if known is not None:
        return refuse(AnswerKey.AREA_EXISTS, area=known.key)
    if len(swarm.areas) >= AREAS_MOST:
        return refuse(AnswerKey.AREA_LIMIT, n=AREAS_MOST)
    return accept(AnswerKey.AREA_ADDED, m.AreaAdded(key, name), area=key, name=name)


def _away(swarm: Swarm, area: Area, now: datetime) -> datetime | None:
    """When the owner comes back, if they are away."""
    return None if area.owner is None else swarm.away_until(area.owner, now)


def _claim(area: Area, by: Person, away: datetime | None = None) -> Decision:
    """Whoever comes second may look together; while the owner is away, they may take over."""
    if area.owner == by:
        return refuse(AnswerKey.ALREADY_YOURS, area=area.key)
    if area.owner is not None and away is not None:
        return refuse(AnswerKey.OWNER_AWAY, area=area.key, name=area.owner, until=away)
    if area.owner is not None:
        return refuse(AnswerKey.ALREADY_CLAIMED, area=area.key, name=area.owner, at=area.since)
    return accept(AnswerKey.CLAIMED, m.AreaClaimed(area.key, by), area=area.key)


def _join(area: Area, by: Person) -> Decision:
    if area.owner is None:
        return _claim(area, by)
    if area.owner == by or by in area.helpers:
        return refuse(AnswerKey.ALREADY_JOINED, area=area.key)
    if len(area.helpers) >= HELPERS_MOST:
        return refuse(AnswerKey.HELPER_LIMIT, area=area.key, n=HELPERS_MOST)
    return accept(AnswerKey.JOINED, m.AreaJoined(area.key, by), area=area.key, name=area.owner)


def _release(area: Area, by: Person) -> Decision:
    if by in area.helpers:
        return accept(AnswerKey.RELEASED, m.AreaReleased(area.key, by), area=area.key)
    if area.owner != by:
        return refuse(AnswerKey.NOT_YOURS, area=area.key)
    heir = area.helpers[0] if area.helpers else None
    return accept(AnswerKey.RELEASED, m.AreaReleased(area.key, by, heir), area=area.key)


def _take_over(
    area: Area, command: m.TakeOver, by: Person, now: datetime, policy: Policy
) -> Decision:
    turn = command.turn
    if area.owner is None or area.owner == by:
        return _claim(area, by)
    if turn is not None and turn != area.turn:
        return refuse(AnswerKey.ALREADY_CLAIMED, area=area.key, name=area.owner, at=area.since)
    taken = m.AreaClaimed(area.key, by, taken_from=area.owner)
    told = told_taken_over(area, area.owner, now, policy)
    return accept(AnswerKey.TAKEN_OVER, taken, told, area=area.key, new=by, old=area.owner)
