"""The calls of a swarm that belong to no promise: on arrival, for a lead, for areas."""

from dataclasses import replace
from datetime import datetime

from bot.domain import facts as m
from bot.domain.audience import distinct, holders, manager, next_on_duty
from bot.domain.due import Due
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import SEARCHING, Area, PingKind, Swarm, Ticket, Where


def arrival(ticket: Ticket, now: datetime, policy: Policy) -> list[m.Fact]:
    """Whom a new swarm calls: the assignee and those on duty, in the thread; supervisors, 1:1."""
    named = ticket.assignee.casefold()
    everybody = [*policy.on_duty(now), *(p for rule in policy.areas for p in rule.experts)]
    assignee = [p for p in everybody if named and named in (p.id.casefold(), p.name.casefold())]
    called = distinct((*policy.reachable(assignee, now), *policy.called_first(now)))
    raised = m.Raised(PingKind.ARRIVAL, Where.THREAD, called, marks=("arrival",))
    return [raised, *supervisors_told(policy, now, opened=True)]


def supervisors_told(policy: Policy, now: datetime, *, opened: bool) -> list[m.Fact]:
    """One 1:1 line to each supervisor, on opening, severity change and recovery."""
    kind = PingKind.SUPERVISOR_OPEN if opened else PingKind.SUPERVISOR_CHANGE
    reached = policy.reachable(policy.supervisors, now)
    return [m.Raised(kind, Where.DIRECT, (person,)) for person in reached]


def calls_ahead(swarm: Swarm, policy: Policy) -> list[Due]:
    """The calls that are still ahead of the swarm as it is now."""
    due: list[Due] = []
    if not swarm.closed:
        due += _lead_calls(swarm, policy)
    if swarm.phase in SEARCHING:
        due += [d for area in swarm.areas for d in _area_calls(swarm, area, policy)]
    return due


def call_facts(
    first: Due, due: list[Due], swarm: Swarm, now: datetime, policy: Policy
) -> list[m.Fact]:
    """What the call says; calls for areas that are ``due`` together go together."""
    together = [d for d in due if d.kind is first.kind]
    if first.kind is PingKind.NO_LEAD:
        return [_lead_ping(first.mark, swarm, now, policy)]
    if first.kind is PingKind.UNCLAIMED:
        return _call_experts(together, swarm, now, policy)
    kind = first.kind or PingKind.UNCLAIMED_AGAIN
    return [_tell_somebody(kind, together, swarm, now, policy)]


# ---------------------------------------------------------------- a lead


def _lead_calls(swarm: Swarm, policy: Policy) -> list[Due]:
    """The next on duty, then a manager: at once when there was no next. A call may be off."""
    if swarm.lead is not None:
        return []
    marks = {rung.mark: rung for rung in swarm.calls}
    first = marks.get("lead-1")
    if first is None and policy.no_lead_after:
        return [Due(swarm.opened_at + policy.no_lead_after, PingKind.NO_LEAD, mark="lead-1")]
    if "lead-2" in marks or not policy.no_lead_manager_after:
        return []
    at = swarm.opened_at + policy.no_lead_manager_after
    if first is not None:
        spacing = policy.no_lead_manager_after - policy.no_lead_after
        at = first.at if first.skipped else first.at + spacing
    return [Due(at, PingKind.NO_LEAD, mark="lead-2")]


def _lead_ping(mark: str, swarm: Swarm, now: datetime, policy: Policy) -> m.Fact:
    if mark == "lead-1":
        to, where = next_on_duty(swarm, now, policy), Where.THREAD
    else:
        asked = [p for ping in swarm.pings if ping.kind is PingKind.NO_LEAD for p in ping.to]
        to, where = manager(asked, now, policy), Where.DIRECT
    return m.Raised(PingKind.NO_LEAD, where, to, marks=(mark,), skipped=not to)


# ---------------------------------------------------------------- areas


def _area_calls(swarm: Swarm, area: Area, policy: Policy) -> list[Due]:
    """First those who know the area, once; then the lead, once there is somebody to tell."""
    if area.free_since is None:
        return []
    marks = {rung.mark: rung for rung in swarm.calls}
    first = marks.get(_mark(area, 1))
    if first is None and policy.unclaimed_after:
        at = area.free_since + policy.unclaimed_after
        return [Due(at, PingKind.UNCLAIMED, area=area.key, mark=_mark(area, 1))]
    if _mark(area, 2) in marks or not policy.unclaimed_lead_after or not _listeners(swarm)[1]:
        return []
    kind, at = PingKind.UNCLAIMED_AGAIN, area.free_since + policy.unclaimed_lead_after
    if first is not None and first.skipped:
        kind, at = PingKind.UNCLAIMED_NOBODY, first.at
    elif first is not None:
        at = max(at, first.at + policy.unclaimed_lead_after - policy.unclaimed_after)
    return [Due(at, kind, area=area.key, mark=_mark(area, 2))]


def _mark(area: Area, call: int) -> str:
    return f"area/{area.key}/{area.turn}/{call}"


def _listeners(swarm: Swarm) -> tuple[Where, tuple[Person, ...]]:
    """Who hears that an area has nobody: the lead, 1:1; without one, those who hold an area."""
    if swarm.lead is not None:
        return Where.DIRECT, (swarm.lead,)
    return Where.THREAD, holders(swarm)


def _call_experts(due: list[Due], swarm: Swarm, now: datetime, policy: Policy) -> list[m.Fact]:
    """One message for all areas with somebody to call, one to the lead for those without."""
    experts = {d.area: policy.experts_on_duty(d.area, now) for d in due}
    known = [d for d in due if experts[d.area]]
    unknown = [d for d in due if not experts[d.area]]
    facts: list[m.Fact] = []
    if known:
        to = distinct(person for d in known for person in experts[d.area])
        facts.append(_ping(PingKind.UNCLAIMED, Where.THREAD, to, known))
    if unknown:
        fact = _tell_somebody(PingKind.UNCLAIMED_NOBODY, unknown, swarm, now, policy)
        # What is told now is not told again at the second call.
        again = () if fact.skipped else tuple(d.mark[:-1] + "2" for d in unknown)
        facts.append(replace(fact, marks=(*fact.marks, *again)))
    return facts


def _tell_somebody(
    kind: PingKind, due: list[Due], swarm: Swarm, now: datetime, policy: Policy
) -> m.Raised:
    where, to = _listeners(swarm)
    reached = policy.reachable(to, now)
    if where is Where.DIRECT and not reached:
        where, reached = Where.THREAD, policy.reachable(holders(swarm), now)
    return _ping(kind, where, reached, due)


def _ping(kind: PingKind, where: Where, to: tuple[Person, ...], due: list[Due]) -> m.Raised:
    areas = tuple(dict.fromkeys(d.area for d in due))
    marks = tuple(d.mark for d in due)
    return m.Raised(kind, where, to, areas=areas, marks=marks, skipped=not to)
