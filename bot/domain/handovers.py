"""What time brings to those who hand over, or should: the receiver is asked, silence is said, the
end of a shift and long hours are pointed out. Suggested, never forced.
"""

from datetime import datetime

from bot.domain import facts as m
from bot.domain.audience import distinct, keeper
from bot.domain.due import Due
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import PingKind, Promise, PromiseKind, Swarm, Where

ASKED = frozenset({PingKind.HAND_OVER, PingKind.HANDOVER_SILENT})
HINTS = frozenset({PingKind.SHIFT_HINT, PingKind.REST_HINT})
HANDOVERS = ASKED | HINTS


def handovers_ahead(swarm: Swarm, policy: Policy) -> list[Due]:
    """The questions and hints that are still ahead of the swarm as it is now."""
    due = []
    for one in swarm.handovers:
        mark = str(one.number)
        if one.asked is None:
            due.append(Due(one.at, PingKind.HAND_OVER, mark=mark))
        elif not one.silent and policy.handover_answer:
            silent = one.asked + policy.handover_answer
            due.append(Due(silent, PingKind.HANDOVER_SILENT, mark=mark))
    due += [
        Due(swarm.at, PingKind.SHIFT_HINT, mark=str(promise.number))
        for promise in swarm.promises
        if _beyond_shift(promise, swarm, policy) is not None
    ]
    return due + _rests(swarm, policy)


def handover_facts(first: Due, swarm: Swarm, now: datetime, policy: Policy) -> list[m.Fact]:
    """What the first of them says."""
    match first.kind:
        case PingKind.SHIFT_HINT:
            return _shift_hint(int(first.mark), swarm, policy)
        case PingKind.REST_HINT:
            return _rest_hint(first.mark, swarm, now, policy)
        case _:
            return _asked(first, swarm, now, policy)


def _asked(first: Due, swarm: Swarm, now: datetime, policy: Policy) -> list[m.Fact]:
    """The receiver, in 1:1; without an answer the giver and the lead, once."""
    number = int(first.mark)
    one = swarm.handover(number)
    if one is None:
        return []
    if first.kind is PingKind.HAND_OVER:
        return [m.Raised(PingKind.HAND_OVER, Where.DIRECT, (one.receiver,), handover=number)]
    leads = policy.reachable((swarm.lead,) if swarm.lead else (), now)
    to = distinct((one.giver, *leads), but=(one.receiver,))
    kind = PingKind.HANDOVER_SILENT
    return [m.Raised(kind, Where.DIRECT, (person,), handover=number) for person in to]


# ---------------------------------------------------------------- hours


def _beyond_shift(promise: Promise, swarm: Swarm, policy: Policy) -> Person | None:
    """Its owner, who will have gone home when it is due. A report is due on another day anyway."""
    owner = keeper(promise, swarm)
    if owner is None or promise.raised or promise.kind is PromiseKind.REPORT:
        return None
    if any(one.giver == owner for one in swarm.handovers):
        return None
    end = policy.shift_end(owner, swarm.at)
    if end is None or promise.due < end or policy.at_work(owner, promise.due):
        return None
    return owner


def _shift_hint(number: int, swarm: Swarm, policy: Policy) -> list[m.Fact]:
    promise = swarm.promise(number)
    owner = _beyond_shift(promise, swarm, policy) if promise else None
    to = (owner,) if owner else ()
    return [m.Raised(PingKind.SHIFT_HINT, Where.DIRECT, to, promise=number, skipped=not to)]


def _rests(swarm: Swarm, policy: Policy) -> list[Due]:
    """Once for each person of a case."""
    if swarm.closed or not policy.rest_after:
        return []
    reached = {rung.mark for rung in swarm.calls}
    return [
        Due(stint.since + policy.rest_after, PingKind.REST_HINT, mark=mark)
        for stint in swarm.stints
        if (mark := _rest_mark(stint.person)) not in reached
    ]


def _rest_hint(mark: str, swarm: Swarm, now: datetime, policy: Policy) -> list[m.Fact]:
    tired = tuple(s.person for s in swarm.stints if _rest_mark(s.person) == mark)
    to = policy.reachable(tired, now)
    giving = {one.giver for one in swarm.handovers}
    skipped = not to or not giving.isdisjoint(to)
    return [m.Raised(PingKind.REST_HINT, Where.DIRECT, to[:1], marks=(mark,), skipped=skipped)]


def _rest_mark(person: Person) -> str:
    return f"rest/{person.id}"
