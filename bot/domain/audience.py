"""Who is spoken to on which rung. A rung with nobody in it is skipped, and says so in the log.

Whoever was asked on the rung below is not asked again on the next: it goes to the next person.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import PingKind, Promise, Swarm, Where

MENTIONS_MOST = 8
"""More people in one message are nobody in particular (and Teams refuses more than 20)."""

People = tuple[Person, ...]


def keeper(promise: Promise, swarm: Swarm) -> Person | None:
    """Exactly one person owns a promise: its owner, else the liaison, else the lead.

    Where nobody took a role it is whoever spoke to the customer last.
    """
    last = swarm.last_contact
    return promise.owner or swarm.liaison or swarm.lead or (last.by if last else None)


def audience(
    kind: PingKind, promise: Promise, swarm: Swarm, now: datetime, policy: Policy
) -> tuple[Where, People, bool]:
    """Where a rung speaks, to whom, and whether it is to be skipped."""
    owner = keeper(promise, swarm)
    own: People = (owner,) if owner else ()
    first = own or (() if policy.managers else holders(swarm))
    second = _next_after(first, swarm, now, policy)
    where = Where.THREAD
    if kind in (PingKind.BEFORE, PingKind.SOON):
        where, to = Where.DIRECT, own
    elif kind is PingKind.NOW:
        # Nobody at all is known: the thread hears it, rather than no one.
        return where, first, not first and bool(second or policy.managers)
    elif kind is PingKind.OVERDUE_LEAD:
        to = second
    elif kind is PingKind.OVERDUE_MANAGER:
        where, to = Where.DIRECT, manager((*first, *second), now, policy)
    elif kind is PingKind.OVERDUE_PHONE:
        callers = distinct((*second, *policy.managers), but=own)
        to = callers if owner and owner.id in policy.phones else ()
    else:
        to = own
    return where, to, not to


def next_on_duty(swarm: Swarm, now: datetime, policy: Policy) -> People:
    """The next person on duty whom the arrival has not called yet; empty when all were called."""
    called = policy.called_first(swarm.opened_at)[:MENTIONS_MOST]
    return distinct(policy.on_duty(now), but=called)[:1]


def manager(asked: Iterable[Person], now: datetime, policy: Policy) -> People:
    """One manager who was not asked before, rather one on duty; empty when there is none."""
    duty = policy.on_duty(now)
    left = distinct(policy.managers, but=asked)
    return tuple(sorted(left, key=lambda person: person not in duty))[:1]


def holders(swarm: Swarm) -> People:
    """Those who hold an area, each once."""
    return distinct(area.owner for area in swarm.areas if area.owner is not None)


def distinct(people: Iterable[Person], but: Iterable[Person] = ()) -> People:
    """Each once, in their order, at most as many as one message may mention."""
    left_out = frozenset(but)
    return tuple(dict.fromkeys(p for p in people if p not in left_out))[:MENTIONS_MOST]


def _next_after(first: People, swarm: Swarm, now: datetime, policy: Policy) -> People:
    """The lead; when the lead was asked already, those with an area; else those on duty."""
    if swarm.lead is not None and swarm.lead not in first:
        return (swarm.lead,)
    return distinct(holders(swarm), but=first) or distinct(policy.called_first(now), but=first)
