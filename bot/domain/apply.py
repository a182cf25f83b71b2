"""How facts change a swarm: total, one case a fact, no decision. ``replay(log) == snapshot``."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import facts as m
from bot.domain.apply_areas import area_changed
from bot.domain.apply_promises import contacted, promise_changed
from bot.domain.people import Person
from bot.domain.swarm import (
    Area,
    AreaState,
    Contact,
    Hold,
    How,
    NextAction,
    Phase,
    Ping,
    PingKind,
    Promise,
    Recovery,
    Rung,
    Swarm,
)

DONE_KEPT = 256
"""So many operation ids are remembered: a retry by Teams comes within a minute."""

UNREPEATABLE = "~"
"""How operation ids begin that were made for one commit only, and need not be remembered."""

UNSEEN = (m.Raised, m.Noted, m.Snoozed, m.StatusShown)
"""Facts that the live card does not show, so that no edit is made for them."""

UNANSWERED = {PingKind.ARRIVAL, PingKind.NO_LEAD}
"""Pings that a lead settles."""


def apply(swarm: Swarm | None, event: m.Event, swarm_id: str = "") -> Swarm:
    """The swarm after the event. ``swarm_id`` is needed for the first one only."""
    fact = event.fact
    if swarm is None:
        if not isinstance(fact, m.Opened):
            raise ValueError(f"a swarm begins with Opened, not with {type(fact).__name__}")
        swarm = _opened(swarm_id, fact, event)
    else:
        swarm = _changed(swarm, event)
    seen = not isinstance(fact, UNSEEN) or _shows_overdue(fact)
    new = event.op and not event.op.startswith(UNREPEATABLE) and event.op not in swarm.done
    return replace(
        swarm,
        rev=event.seq,
        card_rev=event.seq if seen else swarm.card_rev,
        at=event.at,
        done=(*swarm.done, event.op)[-DONE_KEPT:] if new else swarm.done,
        people=_with_person(swarm.people, event.by),
    )


def replay(events: Iterable[m.Event], swarm_id: str) -> Swarm | None:
    """The snapshot that the log leads to; None for an empty log."""
    swarm: Swarm | None = None
    for event in events:
        swarm = apply(swarm, event, swarm_id)
    return swarm


def _shows_overdue(fact: m.Fact) -> bool:
    return isinstance(fact, m.Raised) and fact.kind is PingKind.NOW


def _opened(swarm_id: str, fact: m.Opened, event: m.Event) -> Swarm:
    areas = tuple(Area(key, name, free_since=event.at) for key, name in fact.areas)
    return Swarm(swarm_id, fact.ticket, event.at, event.at, areas=areas, opened_by=event.by)


def _changed(swarm: Swarm, event: m.Event) -> Swarm:
    fact, at = event.fact, event.at
    match fact:
        case m.Opened():
            raise ValueError("a swarm is opened once")
        case m.TicketChanged():
            return replace(swarm, ticket=fact.ticket)
        case m.LeadTaken():
            liaison = fact.person if fact.liaison_too else swarm.liaison
            return _settle(replace(swarm, lead=fact.person, liaison=liaison), UNANSWERED)
        case m.LiaisonTaken():
            return replace(swarm, liaison=fact.person)
        case (
            m.AreaAdded()
            | m.AreaClaimed()
            | m.AreaJoined()
            | m.AreaReleased()
            | m.AreaSetAside()
            | m.Found()
        ):
            return area_changed(swarm, fact, at)
        case (
            m.PromiseMade()
            | m.PromiseKept()
            | m.PromiseMoved()
            | m.PromiseTaken()
            | m.PromiseEnded()
            | m.Snoozed()
        ):
            return promise_changed(swarm, fact)
        case m.Contacted():
            return contacted(swarm, fact)
        case m.CustomerHeard():
            return swarm
        case m.CadenceChanged():
            return replace(swarm, cadence=fact.every)
        case m.NextContactWaived():
            return replace(swarm, no_next=fact.reason)
        case m.LadderHeld():
            held = replace(swarm, hold=Hold(fact.kind, fact.person, at, fact.until))
            return replace(held, pings=tuple(p for p in held.pings if p.promise is None))
        case m.LadderFreed():
            return replace(swarm, hold=None)
        case m.Raised():
            return _raised(swarm, fact, event)
        case m.Noted():
            return replace(swarm, notes=swarm.notes + 1)
        case m.NextActionSet():
            action = NextAction(fact.text, fact.owner, fact.until) if fact.text else None
            return replace(swarm, next_action=action)
        case m.PhaseMoved():
            return _phase_moved(swarm, fact, at)
        case m.Closed():
            kept = tuple(ping for ping in swarm.pings if ping.promise is not None)
            return replace(swarm, phase=Phase.CLOSED, phase_at=at, pings=kept)
        case m.Reopened():
            areas = tuple(
                replace(area, free_since=at) if area.state is AreaState.FREE else area
                for area in swarm.areas
            )
            return replace(swarm, phase=Phase.OPEN, phase_at=at, recovery=None, areas=areas)
        case m.StatusShown():
            return replace(swarm, card=swarm.card + 1)
        case _:
            assert_never(fact)


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
    if fact.skipped:
        return swarm
    key = f"{fact.kind}-{event.seq}"
    ping = Ping(key, fact.kind, fact.where, fact.to, event.at, fact.promise, fact.areas)
    return replace(swarm, pings=(*(p for p in swarm.pings if not _replaces(ping, p)), ping))


def _replaces(new: Ping, old: Ping) -> bool:
    """A later rung takes the place of the earlier one in the same room: one question at a time."""
    same_promise = new.promise is not None and new.promise == old.promise
    same_lead = {new.kind, old.kind} <= {PingKind.NO_LEAD}
    return (same_promise or same_lead) and new.where is old.where


def _phase_moved(swarm: Swarm, fact: m.PhaseMoved, at: datetime) -> Swarm:
    recovery = swarm.recovery
    if fact.phase in (Phase.OPEN, Phase.FIXING):
        recovery = None
    elif fact.phase is not Phase.WATCHING or recovery is None:
        recovery = Recovery(fact.since, fact.confirmed_by, fact.extent)
    return replace(
        swarm, phase=fact.phase, phase_at=at, recovery=recovery, watch_until=fact.watch_until
    )


def _settle(swarm: Swarm, kinds: set[PingKind]) -> Swarm:
    return replace(swarm, pings=tuple(ping for ping in swarm.pings if ping.kind not in kinds))


def _with_person(people: tuple[Person, ...], person: Person | None) -> tuple[Person, ...]:
    return people if person is None or person in people else (*people, person)
