"""Who is spoken to on which rung. A rung with nobody in it is skipped, and says so in the log."""

from datetime import datetime

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import PingKind, Promise, Swarm, Where

MENTIONS_MOST = 8
"""More people in one message are nobody in particular (and Teams refuses more than 20)."""


def keeper(promise: Promise, swarm: Swarm) -> Person | None:
    """Exactly one person owns a promise: its owner, else the liaison, else the lead."""
    return promise.owner or swarm.liaison or swarm.lead


def audience(
    kind: PingKind, promise: Promise, swarm: Swarm, now: datetime, policy: Policy
) -> tuple[Where, tuple[Person, ...], bool]:
    """Where a rung speaks, to whom, and whether it is to be skipped."""
    owner = keeper(promise, swarm)
    to: tuple[Person, ...] = (owner,) if owner else ()
    where = Where.THREAD
    if kind in (PingKind.BEFORE, PingKind.SOON):
        where = Where.DIRECT
    elif kind is PingKind.NOW:
        to = to or _when_nobody_leads(swarm, policy)
        # Nobody at all is known: the thread hears it, rather than no one.
        return where, to, not to and bool(_others(None, swarm, now, policy) or policy.managers)
    elif kind is PingKind.OVERDUE_LEAD:
        to = _others(owner, swarm, now, policy)
    elif kind is PingKind.OVERDUE_MANAGER:
        where, to = Where.DIRECT, _manager(owner, now, policy)
    elif kind is PingKind.OVERDUE_PHONE:
        reachable = owner is not None and owner.id in policy.phones
        to = tuple(p for p in (*_others(owner, swarm, now, policy), *policy.managers))
        to = tuple(dict.fromkeys(to))[:MENTIONS_MOST] if reachable else ()
    return where, to, not to


def next_on_duty(swarm: Swarm, now: datetime, policy: Policy) -> tuple[Person, ...]:
    """The next person on duty whom the arrival has not called yet; empty when all were called."""
    called = set(policy.called_first(swarm.opened_at))
    return tuple(person for person in policy.on_duty(now) if person not in called)[:1]


def _when_nobody_leads(swarm: Swarm, policy: Policy) -> tuple[Person, ...]:
    return () if policy.managers else _holders(None, swarm)


def _others(
    owner: Person | None, swarm: Swarm, now: datetime, policy: Policy
) -> tuple[Person, ...]:
    """The lead; when the lead is who was asked already, those with an area; else those on duty."""
    if swarm.lead is not None and swarm.lead != owner:
        return (swarm.lead,)
    duty = tuple(p for p in policy.called_first(now) if p != owner)
    return (_holders(owner, swarm) or duty)[:MENTIONS_MOST]


def _holders(owner: Person | None, swarm: Swarm) -> tuple[Person, ...]:
    held = (area.owner for area in swarm.areas if area.owner and area.owner != owner)
    return tuple(dict.fromkeys(held))[:MENTIONS_MOST]


def _manager(owner: Person | None, now: datetime, policy: Policy) -> tuple[Person, ...]:
    duty = policy.on_duty(now)
    managers = [person for person in policy.managers if person != owner]
    return tuple(sorted(managers, key=lambda person: person not in duty))[:1]
