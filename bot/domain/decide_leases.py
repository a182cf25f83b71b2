"""Signs of life: still on it, estimates, away for a while, gone for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.decisions import accept, ahead_fault, refuse
from bot.domain.leases import QUESTIONS, told_left
from bot.domain.limits import line
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import Area, Swarm

LeaseCommand = m.Estimate | m.StillOn | m.GoAway | m.ComeBack | m.Leave

ESTIMATE_LEAST = timedelta(minutes=1)
ESTIMATE_MOST = timedelta(hours=24)
AWAY_LONGEST = timedelta(hours=12)
"""Whoever is away for longer has gone home: then it is a hand-over."""


@dataclass(frozen=True, slots=True)
class _Mine:
    """What somebody means by "mine": ``held`` is theirs, ``lost`` was until it lapsed."""

    held: tuple[Area, ...]
    lost: tuple[Area, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(area.key for area in (*self.held, *self.lost))


def decide(
    swarm: Swarm, command: LeaseCommand, by: Person, now: datetime, policy: Policy
) -> Decision:
    """Decide a command about somebody's presence; ``by`` is whoever gives it."""
    match command:
        case m.StillOn() | m.Estimate():
            return _sign(swarm, command, by, now)
        case m.GoAway():
            until = command.until or now + policy.away_for
            if until - now > AWAY_LONGEST:
                return refuse(AnswerKey.TIME_FAR, at=until)
            gone = accept(AnswerKey.AWAY, m.WentAway(by, until), until=until)
            return ahead_fault(until, now) or gone
        case m.ComeBack():
            if swarm.away_until(by, now) is None:
                return refuse(AnswerKey.BACK)
            return accept(AnswerKey.BACK, m.CameBack(by))
        case m.Leave():
            return _leave(swarm, by, now, policy)
        case _:
            assert_never(command)


def _sign(swarm: Swarm, command: m.StillOn | m.Estimate, by: Person, now: datetime) -> Decision:
    """Somebody goes on. What has lapsed meanwhile, and nobody took, is theirs again."""
    mine = _mine(swarm, by, command.area)
    if isinstance(mine, Decision):
        return mine
    claimed = [m.AreaClaimed(area.key, by) for area in mine.lost]
    if isinstance(command, m.StillOn):
        said = m.StillOnIt(by, mine.keys)
        return accept(AnswerKey.STILL_ON, *claimed, said, areas=mine.keys)
    if not ESTIMATE_LEAST <= command.span <= ESTIMATE_MOST:
        return refuse(AnswerKey.ESTIMATE_RANGE, least=ESTIMATE_LEAST, most=ESTIMATE_MOST)
    until = now + command.span
    estimated = m.Estimated(by, mine.keys, until)
    return accept(AnswerKey.ESTIMATED, *claimed, estimated, areas=mine.keys, at=until)


def _mine(swarm: Swarm, by: Person, key: str) -> _Mine | Decision:
    area = swarm.area(key)
    if area is not None:
        if by in (area.owner, *area.helpers):
            return _Mine((area,), ())
        if area.owner is not None:
            return refuse(AnswerKey.ALREADY_CLAIMED, area=key, name=area.owner, at=area.since)
        return _Mine((), (area,))
    if key:
        return refuse(AnswerKey.AREA_UNKNOWN, area=line(key))
    held = tuple(a for a in swarm.areas if by in (a.owner, *a.helpers) and a.state in QUESTIONS)
    lost = tuple(a for a in swarm.areas if a.lapsed_from == by and a.owner is None)
    return _Mine(held, lost) if held or lost else refuse(AnswerKey.NOTHING_YOURS)


def _leave(swarm: Swarm, by: Person, now: datetime, policy: Policy) -> Decision:
    """Areas go to a helper, or are free; the lead hears of it once."""
    owned = tuple(area for area in swarm.areas if area.owner == by)
    helped = [m.AreaReleased(area.key, by) for area in swarm.areas if by in area.helpers]
    role = by in (swarm.lead, swarm.liaison)
    if swarm.closed or not (owned or helped or role):
        return refuse(AnswerKey.NOTHING)
    freed = [
        m.AreaReleased(area.key, by, area.helpers[0] if area.helpers else None) for area in owned
    ]
    keys = tuple(area.key for area in owned)
    told = [told_left(by, keys, swarm, now, policy)] if owned or role else []
    return accept(AnswerKey.NOTHING, *helped, *freed, m.TeamLeft(by, keys), *told)
