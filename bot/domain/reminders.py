"""What time makes due: the ladder of a promise, the call for a lead, the calls for areas.

``agenda`` lists what is still ahead, ``tick`` raises what is due, ``wake`` says when to look again.
Nothing is scheduled that would have to be cancelled: all three are functions of the state.

A rung of the ladder comes at its own moment, but never before the rung below had its time, never
while somebody is on the phone, and at once when the rung below had nobody in it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import facts as m
from bot.domain.apply import apply
from bot.domain.audience import audience, next_on_duty
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import (
    Area,
    HoldKind,
    Phase,
    PingKind,
    Promise,
    Rung,
    Swarm,
    Ticket,
    Where,
)

SEARCHING = (Phase.OPEN, Phase.FIXING)
"""Phases in which an area that nobody looks at is worth a call."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that time will bring at ``at``, unless the state changes before."""

    at: datetime
    kind: PingKind | None
    promise: int | None = None
    area: str = ""
    mark: str = ""


def tick(swarm: Swarm, now: datetime, policy: Policy) -> tuple[m.Fact, ...]:
    """The facts that the passing of time has brought until ``now``."""
    facts: list[m.Fact] = []
    while True:
        due = [d for d in agenda(swarm, policy) if d.at <= now]
        if not due:
            return tuple(facts)
        for fact in _raise(due, swarm, now, policy):
            facts.append(fact)
            swarm = apply(swarm, m.Event(swarm.rev + 1, now, None, "", fact))


def wake(swarm: Swarm, policy: Policy) -> datetime | None:
    """When somebody must look at the swarm again; None: when it changes."""
    return min((due.at for due in agenda(swarm, policy)), default=None)


def agenda(swarm: Swarm, policy: Policy) -> list[Due]:
    """What is ahead of the swarm as it is now, in the order of time."""
    due = [d for promise in swarm.promises for d in _ladder(swarm, promise, policy)]
    if swarm.hold is not None:
        kind = PingKind.IN_CALL_END if swarm.hold.kind is HoldKind.CALL else None
        due.append(Due(swarm.hold.until, kind, mark="hold"))
    if not swarm.closed:
        due += _lead_calls(swarm, policy)
    if swarm.phase in SEARCHING:
        due += [d for area in swarm.areas for d in _area_calls(swarm, area, policy)]
    return sorted(due, key=lambda d: d.at)


def arrival(ticket: Ticket, now: datetime, policy: Policy) -> list[m.Fact]:
    """Whom a new swarm calls: the assignee and those on duty, in the thread; supervisors, 1:1."""
    named = ticket.assignee.casefold()
    everybody = {*policy.on_duty(now), *(p for rule in policy.areas for p in rule.experts)}
    assignee = tuple(
        p for p in everybody if named and named in (p.id.casefold(), p.name.casefold())
    )
    called = tuple(dict.fromkeys((*assignee, *policy.called_first(now))))
    raised = m.Raised(PingKind.ARRIVAL, Where.THREAD, called, marks=("arrival",))
    return [raised, *supervisors_told(now, policy, opened=True)]


def supervisors_told(now: datetime, policy: Policy, *, opened: bool) -> list[m.Fact]:
    """One 1:1 line to each supervisor, on opening, severity change and recovery."""
    kind = PingKind.SUPERVISOR_OPEN if opened else PingKind.SUPERVISOR_CHANGE
    return [m.Raised(kind, Where.DIRECT, (person,)) for person in policy.supervisors]


# ---------------------------------------------------------------- the ladder of a promise


def _ladder(swarm: Swarm, promise: Promise, policy: Policy) -> list[Due]:
    reached = {rung.mark for rung in promise.raised}
    quiet = max(
        (t for t in (promise.quiet_until, swarm.hold and swarm.hold.until) if t), default=None
    )
    times = [*_before(promise, policy, swarm), *_after(swarm, promise, policy)]
    return [
        Due(max(at, quiet) if quiet else at, kind, promise.number)
        for kind, at in times
        if kind.value not in reached
    ]


def _before(promise: Promise, policy: Policy, swarm: Swarm) -> list[tuple[PingKind, datetime]]:
    """The rungs before the moment, only in the second half of the promise's span."""
    ladder = policy.rules(swarm.ticket.severity).ladder
    half = promise.made + (promise.due - promise.made) / 2
    rungs = ((PingKind.BEFORE, ladder.before), (PingKind.SOON, ladder.soon))
    return [
        (kind, promise.due - ahead)
        for kind, ahead in rungs
        if ahead > timedelta(0) and promise.due - ahead >= half
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
    # A ticket that was late already when it came has just called somebody: give them that time.
    earliest = max(promise.due, swarm.opened_at + policy.no_lead_after)
    below: Rung | None = None
    before = timedelta(0)
    for kind, after in rungs:
        if after <= timedelta(0) and kind is not PingKind.NOW:
            continue
        rung = reached.get(kind.value)
        if rung is None:
            at = max(promise.due + after, earliest)
            if below is not None:
                at = below.at if below.skipped else max(at, below.at + (after - before))
            return [(kind, at)]
        below, before = rung, after
    return []


# ---------------------------------------------------------------- the calls of an open swarm


def _lead_calls(swarm: Swarm, policy: Policy) -> list[Due]:
    if swarm.lead is not None:
        return []
    marks = {rung.mark: rung for rung in swarm.calls}
    if "lead-1" not in marks:
        return [Due(swarm.opened_at + policy.no_lead_after, PingKind.NO_LEAD, mark="lead-1")]
    if "lead-2" not in marks:
        first = marks["lead-1"]
        spacing = policy.no_lead_manager_after - policy.no_lead_after
        at = first.at if first.skipped else first.at + spacing
        return [Due(at, PingKind.NO_LEAD, mark="lead-2")]
    return []


def _area_calls(swarm: Swarm, area: Area, policy: Policy) -> list[Due]:
    if area.free_since is None:
        return []
    marks = {rung.mark for rung in swarm.calls}
    first, second = (f"area/{area.key}/{area.turn}/{n}" for n in (1, 2))
    if first not in marks:
        at = area.free_since + policy.unclaimed_after
        return [Due(at, PingKind.UNCLAIMED, area=area.key, mark=first)]
    if second not in marks:
        at = area.free_since + policy.unclaimed_lead_after
        return [Due(at, PingKind.UNCLAIMED_AGAIN, area=area.key, mark=second)]
    return []


# ---------------------------------------------------------------- raising


def _raise(due: list[Due], swarm: Swarm, now: datetime, policy: Policy) -> list[m.Fact]:
    """The facts for the first of what is due; calls for areas that are due together go together."""
    first = due[0]
    if first.mark == "hold":
        ended: list[m.Fact] = [m.LadderFreed()]
        if first.kind is PingKind.IN_CALL_END and swarm.hold is not None:
            ended.append(m.Raised(first.kind, Where.DIRECT, (swarm.hold.by,)))
        return ended
    if first.kind is PingKind.UNCLAIMED:
        return _call_for_areas([d for d in due if d.kind is first.kind], swarm, now, policy)
    if first.kind is PingKind.UNCLAIMED_AGAIN:
        together = [d for d in due if d.kind is first.kind]
        to = (swarm.lead,) if swarm.lead else ()
        return [_areas_ping(first.kind, Where.DIRECT, to, together)]
    if first.kind is PingKind.NO_LEAD:
        return [_lead_ping(first.mark, swarm, now, policy)]
    if first.kind is None or first.promise is None:
        raise AssertionError(first)
    return [_promise_ping(first.kind, first.promise, swarm, now, policy)]


def _promise_ping(
    kind: PingKind, number: int, swarm: Swarm, now: datetime, policy: Policy
) -> m.Fact:
    promise = next(p for p in swarm.promises if p.number == number)
    too_late = kind in (PingKind.BEFORE, PingKind.SOON) and now >= promise.due
    where, to, skip = audience(kind, promise, swarm, now, policy)
    return m.Raised(kind, where, to, promise=number, skipped=skip or too_late)


def _lead_ping(mark: str, swarm: Swarm, now: datetime, policy: Policy) -> m.Fact:
    if mark == "lead-1":
        to = next_on_duty(swarm, now, policy)
        return m.Raised(PingKind.NO_LEAD, Where.THREAD, to, marks=(mark,), skipped=not to)
    managers = policy.managers[:1]
    return m.Raised(PingKind.NO_LEAD, Where.DIRECT, managers, marks=(mark,), skipped=not managers)


def _call_for_areas(due: list[Due], swarm: Swarm, now: datetime, policy: Policy) -> list[m.Fact]:
    """One message for all areas with somebody to call, one to the lead for those without."""
    asked: dict[str, tuple[Person, ...]] = {
        d.area: policy.experts_on_duty(d.area, now) for d in due
    }
    known = [d for d in due if asked[d.area]]
    unknown = [d for d in due if not asked[d.area]]
    facts: list[m.Fact] = []
    if known:
        people = tuple(dict.fromkeys(p for d in known for p in asked[d.area]))
        facts.append(_areas_ping(PingKind.UNCLAIMED, Where.THREAD, people, known))
    if unknown:
        to = (swarm.lead,) if swarm.lead else ()
        # The lead is told once: what is said now is not said again at the second call.
        again = [Due(d.at, d.kind, area=d.area, mark=d.mark[:-1] + "2") for d in unknown]
        marked = [*unknown, *again] if to else unknown
        facts.append(_areas_ping(PingKind.UNCLAIMED_NOBODY, Where.DIRECT, to, marked))
    return facts


def _areas_ping(kind: PingKind, where: Where, to: tuple[Person, ...], due: list[Due]) -> m.Fact:
    areas = tuple(dict.fromkeys(d.area for d in due))
    marks = tuple(d.mark for d in due)
    return m.Raised(kind, where, to, areas=areas, marks=marks, skipped=not to)
