"""What facts about the bot's own words change: rungs reached, pings, and who holds the ladder."""

from collections.abc import Collection
from dataclasses import replace
from typing import assert_never

from bot.domain import facts as m
from bot.domain.followups import reminded
from bot.domain.limits import GLANCE
from bot.domain.people import Person
from bot.domain.swarm import Hold, Ping, PingKind, Rung, Swarm

CallFact = m.Raised | m.LadderHeld | m.LadderFreed | m.CallAnswered | m.Phoned

SUPERVISORS = {PingKind.SUPERVISOR_OPEN, PingKind.SUPERVISOR_CHANGE}

ONE_EACH = {
    PingKind.IN_CALL_END, PingKind.TOLD_CHANGED, PingKind.ASK_MANAGER, PingKind.CALLED_IN,
    PingKind.REPORT, PingKind.RECOVERY_REPORT, PingKind.ROLE_BACK, PingKind.HANDOVER_ACCEPTED, PingKind.HANDOVER_DECLINED,
}  # fmt: skip
"""Kinds of which a person has one at a time: a newer one takes the place of the older."""


def call_changed(swarm: Swarm, fact: CallFact, event: m.Event) -> Swarm:
    """The swarm after a fact about what is said, or held back."""
    match fact:
        case m.LadderHeld():
            hold = Hold(fact.kind, fact.person, event.at, fact.until)
            held = {p.number for p in swarm.promises if hold.holds(p)}
            pings = tuple(ping for ping in swarm.pings if ping.promise not in held)
            return call_answered(replace(swarm, hold=hold, pings=pings), fact.person)
        case m.LadderFreed():
            return replace(swarm, hold=None)
        case m.Raised():
            return _raised(swarm, fact, event)
        case m.CallAnswered():
            return replace(swarm, pings=tuple(p for p in swarm.pings if p.key != fact.ping))
        case m.Phoned():
            asked = (PingKind.OVERDUE_PHONE, fact.number)
            pings = tuple(p for p in swarm.pings if (p.kind, p.promise) != asked)
            return replace(swarm, pings=pings)
        case _:
            assert_never(fact)


def settle(swarm: Swarm, kinds: Collection[PingKind]) -> Swarm:
    """The swarm without the pings of these kinds: they were answered, or no longer matter."""
    return replace(swarm, pings=tuple(ping for ping in swarm.pings if ping.kind not in kinds))


def call_answered(swarm: Swarm, person: Person) -> Swarm:
    """The swarm without the question to ``person`` whether the call is still going on."""
    pings = tuple(
        ping
        for ping in swarm.pings
        if ping.kind is not PingKind.IN_CALL_END or person not in ping.to
    )
    return replace(swarm, pings=pings)


def _raised(swarm: Swarm, fact: m.Raised, event: m.Event) -> Swarm:
    reached = tuple(Rung(mark, event.at, fact.skipped) for mark in fact.marks)
    swarm = replace(swarm, calls=(*swarm.calls, *reached))
    if fact.promise is not None:
        rung = Rung(fact.kind.value, event.at, fact.skipped)
        promises = tuple(
            replace(p, raised=(*p.raised, rung)) if p.number == fact.promise else p
            for p in swarm.promises
        )
        swarm = replace(swarm, promises=promises)
    if fact.follow_up is not None:
        swarm = reminded(swarm, fact.follow_up)
    if fact.skipped:
        return swarm
    key = f"{fact.kind}-{event.seq}"
    ping = Ping(
        key, fact.kind, fact.where, fact.to, event.at, fact.promise, fact.areas, event.by,
        fact.text[:GLANCE], fact.handover, fact.follow_up,
    )  # fmt: skip
    return replace(swarm, pings=(*(p for p in swarm.pings if not _replaces(ping, p)), ping))


def _replaces(new: Ping, old: Ping) -> bool:
    """Something said later takes the place of the earlier: one question at a time in a room."""
    if new.promise is not None or old.promise is not None:
        private = old.kind in (PingKind.BEFORE, PingKind.SOON)
        return new.promise == old.promise and (private or new.where is old.where)
    if new.where is not old.where:
        return False
    if {new.kind, old.kind} <= SUPERVISORS or {new.kind, old.kind} <= ONE_EACH:
        return new.to == old.to and (new.kind is old.kind or new.kind in SUPERVISORS)
    return {new.kind, old.kind} == {PingKind.NO_LEAD}
