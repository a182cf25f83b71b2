"""How facts change a swarm: total, one case a fact, no decision. ``replay(log) == snapshot``."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import messages as m
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
        swarm = _changed(swarm, fact, event.at)
    seen = not isinstance(fact, UNSEEN) or _shows_overdue(fact)
    new = event.op and event.op not in swarm.done
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
    return isinstance(fact, m.Raised) and fact.ping.kind is PingKind.NOW


def _opened(swarm_id: str, fact: m.Opened, event: m.Event) -> Swarm:
    areas = tuple(Area(key, name, free_since=event.at) for key, name in fact.areas)
    return Swarm(swarm_id, fact.ticket, event.at, event.at, areas=areas, opened_by=event.by)


def _changed(swarm: Swarm, fact: m.Fact, at: datetime) -> Swarm:
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
            return _area_changed(swarm, fact, at)
        case (
            m.PromiseMade()
            | m.PromiseKept()
            | m.PromiseMoved()
            | m.PromiseTaken()
            | m.PromiseEnded()
            | m.Snoozed()
        ):
            return _promise_changed(swarm, fact, at)
        case m.Contacted():
            return _contacted(swarm, fact)
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
            return _raised(swarm, fact, at)
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


# ---------------------------------------------------------------- areas


def _area_changed(
    swarm: Swarm,
    fact: m.AreaAdded | m.AreaClaimed | m.AreaJoined | m.AreaReleased | m.AreaSetAside | m.Found,
    at: datetime,
) -> Swarm:
    if isinstance(fact, m.AreaAdded):
        return replace(swarm, areas=(*swarm.areas, Area(fact.area, fact.name, free_since=at)))
    old = swarm.area(fact.area)
    if old is None:
        return swarm
    new = _area_after(old, fact, at)
    areas = tuple(new if area.key == new.key else area for area in swarm.areas)
    return _without_settled_calls(replace(swarm, areas=areas))


def _area_after(
    area: Area,
    fact: m.AreaClaimed | m.AreaJoined | m.AreaReleased | m.AreaSetAside | m.Found,
    at: datetime,
) -> Area:
    match fact:
        case m.AreaClaimed():
            state = area.state
            if state in (AreaState.FREE, AreaState.NOT_RELEVANT):
                state = AreaState.LOOKING
            helpers = tuple(p for p in area.helpers if p != fact.person)
            return replace(
                area, state=state, owner=fact.person, helpers=helpers, since=at,
                free_since=None, turn=area.turn + 1,
            )  # fmt: skip
        case m.AreaJoined():
            return replace(area, helpers=(*area.helpers, fact.person))
        case m.AreaReleased():
            helpers = tuple(p for p in area.helpers if p not in (fact.person, fact.heir))
            if area.owner != fact.person:
                return replace(area, helpers=helpers)
            state = area.state
            if fact.heir is None and state is AreaState.LOOKING:
                state = AreaState.FREE
            return replace(
                area, state=state, owner=fact.heir, helpers=helpers,
                since=at if fact.heir else None, turn=area.turn + 1,
                free_since=at if state is AreaState.FREE else None,
            )  # fmt: skip
        case m.AreaSetAside():
            return replace(
                area, state=AreaState.NOT_RELEVANT, owner=None, helpers=(), since=None,
                free_since=None, finding=fact.reason, turn=area.turn + 1,
            )  # fmt: skip
        case m.Found():
            since = area.since or at
            owner = area.owner or fact.person
            return replace(
                area, state=fact.state, finding=fact.text, owner=owner, since=since,
                free_since=None, turn=area.turn + (area.owner is None),
            )  # fmt: skip
        case _:
            assert_never(fact)


def _without_settled_calls(swarm: Swarm) -> Swarm:
    """Calls for areas are settled when somebody has each of them."""
    free = {area.key for area in swarm.areas if area.free_since is not None}
    pings = tuple(p for p in swarm.pings if not p.areas or free.intersection(p.areas))
    return replace(swarm, pings=pings)


# ---------------------------------------------------------------- promises


def _promise_changed(
    swarm: Swarm,
    fact: m.PromiseMade
    | m.PromiseKept
    | m.PromiseMoved
    | m.PromiseTaken
    | m.PromiseEnded
    | m.Snoozed,
    at: datetime,
) -> Swarm:
    if isinstance(fact, m.PromiseMade):
        made = Promise(
            fact.number, fact.kind, fact.to, fact.due, fact.made, fact.told, fact.owner, fact.text
        )
        promises = (*swarm.promises, made)
        return replace(swarm, promises=_by_due(promises), promise_count=fact.number, no_next="")
    old = swarm.promise(fact.number)
    if old is None:
        return swarm
    rest = tuple(p for p in swarm.promises if p.number != fact.number)
    quiet = replace(swarm, pings=tuple(p for p in swarm.pings if p.promise != fact.number))
    match fact:
        case m.PromiseKept() | m.PromiseEnded():
            return replace(quiet, promises=rest)
        case m.PromiseMoved():
            moved = replace(
                old, due=fact.due, told=fact.told, raised=(), quiet_until=None, snoozed=False
            )
            return replace(quiet, promises=_by_due((*rest, moved)))
        case m.PromiseTaken():
            taken = replace(old, owner=fact.person, quiet_until=fact.quiet_until)
            return replace(quiet, promises=_by_due((*rest, taken)))
        case m.Snoozed():
            snoozed = replace(old, quiet_until=fact.until, snoozed=True)
            return replace(quiet, promises=_by_due((*rest, snoozed)))
        case _:
            assert_never(fact)


def _by_due(promises: tuple[Promise, ...]) -> tuple[Promise, ...]:
    return tuple(sorted(promises, key=lambda promise: (promise.due, promise.number)))


def _contacted(swarm: Swarm, fact: m.Contacted) -> Swarm:
    if fact.how is How.NOT_REACHED:
        return replace(swarm, hold=None)
    contact = Contact(fact.said, fact.said_at, fact.how, fact.to, fact.person)
    last = swarm.last_contact
    newest = contact if last is None or last.at <= contact.at else last
    return replace(swarm, last_contact=newest, contacts=swarm.contacts + 1, hold=None)


# ---------------------------------------------------------------- pings, phases, people


def _raised(swarm: Swarm, fact: m.Raised, at: datetime) -> Swarm:
    ping = fact.ping
    reached = tuple(Rung(mark, at, fact.skipped) for mark in fact.marks)
    swarm = replace(swarm, calls=(*swarm.calls, *reached))
    if ping.promise is not None:
        rung = Rung(ping.kind.value, at, fact.skipped)
        promises = tuple(
            replace(p, raised=(*p.raised, rung)) if p.number == ping.promise else p
            for p in swarm.promises
        )
        swarm = replace(swarm, promises=promises)
    if fact.skipped:
        return swarm
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
