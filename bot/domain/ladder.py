"""The ladder of a promise: reminders before its moment, then one rung after the other.

A rung of the ladder comes at its own moment, but never before the rung below had its time, never
while somebody is on the phone, and at once when the rung below had nobody in it. What the rungs
are, in their order, is the table ``LADDER``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain import facts as m
from bot.domain.audience import Audience, People
from bot.domain.due import Due
from bot.domain.policy import Ladder, Policy
from bot.domain.swarm import PingKind, Promise, PromiseKind, Rung, Swarm, Where

AT_ONCE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the ladder: when it comes (from the moment on; ``ahead``: before it), where it is
    said, and to whom. Which presses it has stands in ``pingkinds.TABLE``."""

    kind: PingKind
    when: Callable[[Ladder], timedelta]
    where: Where
    to: Callable[[Audience], People]
    ahead: bool = False


LADDER: tuple[Step, ...] = (
    Step(PingKind.BEFORE, lambda x: x.before, Where.DIRECT, lambda a: a.owner, ahead=True),
    Step(PingKind.SOON, lambda x: x.soon, Where.DIRECT, lambda a: a.owner, ahead=True),
    Step(PingKind.NOW, lambda _: AT_ONCE, Where.THREAD, lambda a: a.first),
    Step(PingKind.OVERDUE_LIAISON, lambda x: x.liaison, Where.THREAD, lambda a: a.owner),
    Step(PingKind.OVERDUE_LEAD, lambda x: x.lead, Where.THREAD, lambda a: a.second),
    Step(PingKind.OVERDUE_MANAGER, lambda x: x.manager, Where.DIRECT, lambda a: a.manager),
    Step(PingKind.OVERDUE_PHONE, lambda x: x.phone, Where.THREAD, lambda a: a.callers),
    Step(PingKind.OVERDUE_PAGE, lambda x: x.page, Where.PAGE, lambda _: ()),
)
STEPS = {step.kind: step for step in LADDER}


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
    step = STEPS[first.kind or PingKind.NOW]
    overtaken = any(d.promise == promise.number and d is not first for d in due)
    too_late = step.ahead and (overtaken or now >= promise.due)
    asked = Audience(promise, swarm, now, policy)
    to = step.to(asked)
    skip = not to and step.where is not Where.PAGE
    if step.kind is PingKind.NOW:
        # Nobody at all is known: the thread hears it, rather than no one.
        skip = not to and asked.anybody
    return m.Raised(step.kind, step.where, to, promise=promise.number, skipped=skip or too_late)


def _known_since(promise: Promise) -> datetime:
    return max(promise.made, promise.set_at or promise.made)


def _before(swarm: Swarm, promise: Promise, policy: Policy) -> list[tuple[PingKind, datetime]]:
    """The rungs before the moment, only in the second half of the time that there was for it."""
    ladder = policy.rules(swarm.ticket.severity).ladder
    half = (promise.due - _known_since(promise)) / 2
    before = [(step.kind, step.when(ladder)) for step in LADDER if step.ahead]
    times = [(kind, promise.due - ahead) for kind, ahead in before if AT_ONCE < ahead <= half]
    eve = _eve(promise, policy) if ladder.before > AT_ONCE else None
    if eve is None:
        return times
    return [(PingKind.BEFORE, eve), *(t for t in times if t[0] is not PingKind.BEFORE)]


def _eve(promise: Promise, policy: Policy) -> datetime | None:
    """A report takes time to write: its reminder comes on the day before, in the morning."""
    if promise.kind is not PromiseKind.REPORT:
        return None
    zone = ZoneInfo(policy.zone)
    local = promise.due.astimezone(zone).replace(tzinfo=None)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    eve = (midnight + policy.report_reminder).replace(tzinfo=zone).astimezone(promise.due.tzinfo)
    return eve if eve > _known_since(promise) else None


def _after(swarm: Swarm, promise: Promise, policy: Policy) -> list[tuple[PingKind, datetime]]:
    """The next rung from the moment on: one at a time, each after the one below had its time."""
    ladder = policy.rules(swarm.ticket.severity).ladder
    reached = {rung.mark: rung for rung in promise.raised}
    below: Rung | None = None
    before = AT_ONCE
    for step in LADDER:
        after = step.when(ladder)
        off = after <= AT_ONCE and step.kind is not PingKind.NOW
        if step.ahead or off or (step.where is Where.PAGE and not policy.paging):
            continue
        rung = reached.get(step.kind.value)
        if rung is None:
            at = max(promise.due + after, _earliest(promise, policy))
            if below is not None:
                at = below.at if below.skipped else max(at, below.at + (after - before))
            return [(step.kind, at)]
        below, before = rung, after
    return []


def _earliest(promise: Promise, policy: Policy) -> datetime:
    """A promise that was late already when we came to know of it gives people time to begin."""
    known = _known_since(promise)
    return known + policy.no_lead_after if promise.due <= known else promise.due
