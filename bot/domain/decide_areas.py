"""Who looks at what: claim, join, release, take over, set aside, find."""

import re
import unicodedata
from typing import assert_never

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.decisions import accept, refuse
from bot.domain.limits import AREA_NAME, AREAS_MOST, HELPERS_MOST, line, prose
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import Area, AreaState, Swarm

FINDINGS = (AreaState.LOOKING, AreaState.SUSPECT, AreaState.CAUSE, AreaState.RULED_OUT)
"""What can be found out; FREE and NOT_RELEVANT have commands of their own."""

AreaCommand = m.AddArea | m.Claim | m.Join | m.Release | m.TakeOver | m.SetAside | m.Find


def decide(swarm: Swarm, command: AreaCommand, by: Person, policy: Policy) -> Decision:
    """Decide a command about an area; ``by`` is whoever asks for it."""
    if isinstance(command, m.AddArea):
        return _add(swarm, command, policy)
    area = swarm.area(command.area)
    if area is None:
        return refuse(AnswerKey.AREA_UNKNOWN, area=line(command.area))
    match command:
        case m.Claim():
            return _claim(area, by)
        case m.Join():
            return _join(area, by)
        case m.Release():
            return _release(area, by)
        case m.TakeOver():
            return _take_over(area, by, command.turn)
        case m.SetAside():
            if area.state is AreaState.NOT_RELEVANT:
                return refuse(AnswerKey.ALREADY_ASIDE, area=area.key)
            fact = m.AreaSetAside(area.key, prose(command.reason))
            return accept(AnswerKey.SET_ASIDE, fact, area=area.key)
        case m.Find():
            return _find(area, command, by)
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


def _claim(area: Area, by: Person) -> Decision:
    if area.owner == by:
        return refuse(AnswerKey.ALREADY_YOURS, area=area.key)
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


def _take_over(area: Area, by: Person, turn: int | None) -> Decision:
    if area.owner is None or area.owner == by:
        return _claim(area, by)
    if turn is not None and turn != area.turn:
        return refuse(AnswerKey.ALREADY_CLAIMED, area=area.key, name=area.owner, at=area.since)
    fact = m.AreaClaimed(area.key, by, taken_from=area.owner)
    return accept(AnswerKey.TAKEN_OVER, fact, area=area.key, new=by, old=area.owner)


def _find(area: Area, command: m.Find, by: Person) -> Decision:
    if command.state not in FINDINGS:
        return refuse(AnswerKey.NOT_NOW)
    text = prose(command.text)
    if not text and command.state is not AreaState.LOOKING:
        return refuse(AnswerKey.TEXT_EMPTY)
    fact = m.Found(area.key, command.state, text, by)
    return accept(AnswerKey.FOUND, fact, area=area.key, state=command.state.value)
