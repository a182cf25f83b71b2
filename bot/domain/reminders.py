"""What time makes due: the ladders of the promises, the calls, the end of a hold.

``agenda`` lists what is still ahead, ``tick`` raises what is due, ``wake`` says when to look again,
``archive_at`` when it is over. Nothing is scheduled that would have to be cancelled: all are
functions of the state.
"""

from datetime import datetime

from bot.domain import facts as m
from bot.domain.apply import apply
from bot.domain.calls import call_facts, calls_ahead
from bot.domain.drill import of_swarm
from bot.domain.due import Due
from bot.domain.followups import follow_up_facts, follow_ups_ahead
from bot.domain.handovers import HANDOVERS, handover_facts, handovers_ahead
from bot.domain.ladder import rung_fact, rungs_ahead
from bot.domain.leases import LEASES, lease_facts, leases_ahead
from bot.domain.policy import Policy
from bot.domain.reports import REPORTS, report_facts, reports_ahead
from bot.domain.swarm import HoldKind, PingKind, Swarm, Where
from bot.domain.told import told_ahead, told_facts

HOLD = "hold"


def tick(swarm: Swarm, now: datetime, policy: Policy) -> tuple[m.Fact, ...]:
    """The facts that the passing of time has brought until ``now``."""
    facts: list[m.Fact] = []
    while True:
        due = [d for d in agenda(swarm, policy) if d.at <= now]
        if not due:
            return tuple(facts)
        for fact in _raise(due, swarm, now, of_swarm(swarm, policy)):
            facts.append(fact)
            swarm = apply(swarm, m.Event(swarm.rev + 1, now, None, "", fact))


def wake(swarm: Swarm, policy: Policy) -> datetime | None:
    """When somebody must look at the swarm again; None: when it changes."""
    return min((due.at for due in agenda(swarm, policy)), default=None)


def archive_at(swarm: Swarm, policy: Policy) -> datetime | None:
    """When a closed swarm goes to the archive; None while it is open or something is owed.

    Counted from its last event, so that a note or a kept promise after the close keeps it near.
    """
    if not swarm.at_rest or agenda(swarm, policy) or not policy.archive_after:
        return None
    return swarm.at + policy.archive_after


def agenda(swarm: Swarm, policy: Policy) -> list[Due]:
    """What is ahead of the swarm as it is now, in the order of time."""
    policy = of_swarm(swarm, policy)
    due: list[Due] = []
    if swarm.hold is not None:
        kind = PingKind.IN_CALL_END if swarm.hold.kind is HoldKind.CALL else None
        due.append(Due(swarm.hold.until, kind, mark=HOLD))
    due += [d for promise in swarm.promises for d in rungs_ahead(swarm, promise, policy)]
    due += calls_ahead(swarm, policy)
    due += told_ahead(swarm, policy)
    due += reports_ahead(swarm, policy)
    due += leases_ahead(swarm, policy)
    due += handovers_ahead(swarm, policy)
    due += follow_ups_ahead(swarm)
    return sorted(due, key=lambda d: d.at)


def _raise(due: list[Due], swarm: Swarm, now: datetime, policy: Policy) -> list[m.Fact]:
    """The facts for the first of what is due."""
    first = due[0]
    if first.mark == HOLD:
        return _hold_over(due, swarm)
    if first.promise is not None:
        return [rung_fact(first, due, swarm, now, policy)]
    if first.kind in HANDOVERS:
        return handover_facts(first, swarm, now, policy)
    if first.kind is PingKind.FOLLOW_UP:
        return follow_up_facts(first, swarm, policy)
    if first.kind in LEASES:
        return lease_facts(first, due, swarm, now, policy)
    if first.kind in REPORTS:
        return report_facts(first, swarm, now, policy)
    if first.kind is PingKind.TOLD_CHANGED:
        changed = [d for d in due if d.kind is PingKind.TOLD_CHANGED]
        return told_facts(changed, swarm, now, policy)
    return call_facts(first, due, swarm, now, policy)


def _hold_over(due: list[Due], swarm: Swarm) -> list[m.Fact]:
    """The hold ends; a rung that waited for it asks the same question, so it is asked once."""
    waited = any(d.promise is not None for d in due)
    if waited or due[0].kind is None or swarm.hold is None:
        return [m.LadderFreed()]
    return [m.LadderFreed(), m.Raised(due[0].kind, Where.DIRECT, (swarm.hold.by,))]
