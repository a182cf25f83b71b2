"""The ladder of a promise: reminders before its moment, then one rung after the other.

A rung of the ladder comes at its own moment, but never before the rung below had its time, never
while somebody is on the phone, and at once when the rung below had nobody in it.
"""

from datetime import datetime, timedelta

from bot.domain import facts as m
from bot.domain.audience import audience
from bot.domain.due import Due
from bot.domain.policy import Policy
from bot.domain.swarm import PingKind, Promise, Rung, Swarm

AHEAD = (PingKind.BEFORE, PingKind.SOON)
"""Rungs before the moment: of no use once a later one is due."""


def rungs_ahead(swarm: Swarm, promise: Promise, policy: Policy) -> list[Due]:
    """The rungs of this promise that are still ahead of the swarm as it is now."""
    reached = {rung.mark for rung in promise.raised}
    quiet = promise.quiet_until
    if swarm.hold is not None and swarm.hold.holds(promise):
        quiet = max(swarm.hold.until, quiet or swarm.hold.until)
    times = [*_before(swarm, promise, policy), *_after(swarm, promise, policy)]
    return [
        Due(max(at, quiet) if quiet else at, kind, promise.number)
        for kind, at in times
        if kind.value not in reached
    ]


def rung_fact(first: Due, due: list[Due], swarm: Swarm, now: datetime, policy: Policy) -> m.Raised:
    """What reaching the rung ``first`` says; ``due`` is everything that is due with it."""
    promise = next(p for p in swarm.promises if p.number == first.promise)
    kind = first.kind or PingKind.NOW
    overtaken = any(d.promise == promise.number and d is not first for d in due)
    too_late = kind in AHEAD and (overtaken or now >= promise.due)
    where, to, skip = audience(kind, promise, swarm, now, policy)
    return m.Raised(kind, where, to, promise=promise.number, skipped=skip or too_late)


def _known_since(promise: Promise) -> datetime:
    return max(promise.made, promise.set_at or promise.made)


def _before(swarm: Swarm, promise: Promise, policy: Policy) -> list[tuple[PingKind, datetime]]:
    """The rungs before the moment, only in the second half of the time that there was for it."""
    ladder = policy.rules(swarm.ticket.severity).ladder
    half = (promise.due - _known_since(promise)) / 2
    return [
        (kind, promise.due - ahead)
        for kind, ahead in ((PingKind.BEFORE, ladder.before), (PingKind.SOON, ladder.soon))
        if timedelta(0) < ahead <= half
    ]


def _after(swarm: Swarm, promise: Promise, policy: Policy) -> list[tuple[PingKind, datetime]]:
    """The next rung from the moment on: one at a time, each after the one below had its time."""
    ladder = policy.rules(swarm.ticket.severity).ladder
    rungs = [
        (PingKind.NOW, timedelta(0)),
        (PingKind.OVERDUE_LIAISON, ladder.liaison),
        (PingKind.OVERDUE_LEAD, ladder.lead),
        (PingKind.OVERDUE_MANAGER, ladder.manager),
        (PingKind.OVERDUE_PHONE, ladder.phone),
    ]
    reached = {rung.mark: rung for rung in promise.raised}
    below: Rung | None = None
    before = timedelta(0)
    for kind, after in rungs:
        if after <= timedelta(0) and kind is not PingKind.NOW:
            continue
        rung = reached.get(kind.value)
        if rung is None:
            at = max(promise.due + after, _earliest(promise, policy))
            if below is not None:
                at = below.at if below.skipped else max(at, below.at + (after - before))
            return [(kind, at)]
        below, before = rung, after
    return []


def _earliest(promise: Promise, policy: Policy) -> datetime:
    """A promise that was late already when we came to know of it gives people time to begin."""
    known = _known_since(promise)
    return known + policy.no_lead_after if promise.due <= known else promise.due
