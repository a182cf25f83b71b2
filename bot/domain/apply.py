"""How facts change a swarm: total, one case a fact, no decision. ``replay(log) == snapshot``."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import facts as m
from bot.domain.apply_areas import AreaFact, area_changed
from bot.domain.apply_calls import CallFact, call_changed, settle
from bot.domain.apply_case import case_changed, ticket_changed
from bot.domain.apply_homes import home_changed
from bot.domain.apply_leases import (
    CALLS,
    QUESTIONS,
    LeaseFact,
    heard_from,
    lease_changed,
    search_resumed,
)
from bot.domain.apply_promises import PromiseFact, promise_changed
from bot.domain.apply_roles import asked_about, roles_changed, with_live_handovers
from bot.domain.facts_case import CaseFact
from bot.domain.facts_roles import RoleFact
from bot.domain.followup import FollowUpAdded, FollowUpFact
from bot.domain.followups import follow_ups_changed
from bot.domain.holdings import stints_at
from bot.domain.home import HomeFact, HomeFound, HomeLost
from bot.domain.limits import DONE_MOST, GLANCE, PEOPLE_MOST
from bot.domain.people import Person
from bot.domain.reports import BEFORE_RECOVERY, report_given
from bot.domain.swarm import SEARCHING, Area, NextAction, Phase, PingKind, Recovery, Swarm

UNREPEATABLE = "~"
"""How operation ids begin that were made for one commit only, and need not be remembered."""

UNSEEN = (
    m.Raised, m.ReportGiven, m.StillOnIt, m.CallAnswered, m.Phoned, m.Noted, m.Snoozed, m.StatusShown,
    HomeLost, HomeFound, m.HandoverOffered, m.HandoverDeclined, m.HandoverWithdrawn,
)  # fmt: skip
"""Facts that the live card does not show, so that no edit is made for them."""

AREA_CALLS = CALLS | QUESTIONS
"""What is asked about areas, as long as the cause is looked for."""

AboutAll = (
    m.Opened
    | m.TicketChanged
    | m.LeadTaken
    | m.LiaisonTaken
    | m.CustomerHeard
    | m.Noted
    | m.ReportGiven
    | m.NextActionSet
    | m.PhaseMoved
    | m.Closed
    | m.Reopened
    | m.StatusShown
)


def apply(swarm: Swarm | None, event: m.Event, swarm_id: str = "") -> Swarm:
    """The swarm after the event. ``swarm_id`` is needed for the first one only."""
    fact = event.fact
    if swarm is None:
        if not isinstance(fact, m.Opened):
            raise ValueError(f"a swarm begins with Opened, not with {type(fact).__name__}")
        swarm = _opened(swarm_id, fact, event)
    else:
        swarm = _changed(swarm, event)
    if event.by is not None:
        swarm = heard_from(swarm, event.by, event.at)
    swarm = with_live_handovers(swarm)
    people = _with_person(swarm.people, event.by)
    if isinstance(fact, FollowUpAdded):
        people = _with_person(people, fact.owner)
    seen = not isinstance(fact, UNSEEN) or _shows_overdue(fact) or people != swarm.people
    new = event.op and not event.op.startswith(UNREPEATABLE) and event.op not in swarm.done
    return replace(
        swarm,
        rev=event.seq,
        card_rev=event.seq if seen else swarm.card_rev,
        at=event.at,
        done=(*swarm.done, event.op)[-DONE_MOST:] if new else swarm.done,
        people=people,
        stints=stints_at(swarm, event.at),
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
    if isinstance(fact, AreaFact):
        return area_changed(swarm, fact, at)
    if isinstance(fact, LeaseFact):
        return lease_changed(swarm, fact, at)
    if isinstance(fact, PromiseFact):
        return promise_changed(swarm, fact, event)
    if isinstance(fact, m.Raised):
        swarm = asked_about(swarm, fact, at)
    if isinstance(fact, CallFact):
        return call_changed(swarm, fact, event)
    if isinstance(fact, RoleFact):
        return roles_changed(swarm, fact, event)
    if isinstance(fact, FollowUpFact):
        return follow_ups_changed(swarm, fact)
    if isinstance(fact, HomeFact):
        return home_changed(swarm, fact, at)
    if isinstance(fact, CaseFact):
        return case_changed(swarm, fact, at)
    return _whole_changed(swarm, fact, at)


def _whole_changed(swarm: Swarm, fact: AboutAll, at: datetime) -> Swarm:
    match fact:
        case m.Opened():
            raise ValueError("a swarm is opened once")
        case m.TicketChanged():
            return ticket_changed(swarm, fact)
        case m.LeadTaken():
            liaison = fact.person if fact.liaison_too else swarm.liaison
            answered = {PingKind.ARRIVAL, PingKind.NO_LEAD}
            if fact.liaison_too:
                answered |= {PingKind.NO_LIAISON, PingKind.ROLE_BACK}
            return settle(replace(swarm, lead=fact.person, liaison=liaison), answered)
        case m.LiaisonTaken():
            answered = {PingKind.NO_LIAISON, PingKind.ROLE_BACK}
            return settle(replace(swarm, liaison=fact.person), answered)
        case m.CustomerHeard():
            return swarm
        case m.ReportGiven():
            return settle(report_given(swarm, fact, at), {PingKind.FIRST_REPORT})
        case m.Noted():
            return replace(swarm, notes=swarm.notes + 1)
        case m.NextActionSet():
            action = NextAction(fact.text[:GLANCE], fact.owner, fact.until) if fact.text else None
            return replace(swarm, next_action=action)
        case m.PhaseMoved():
            return _phase_moved(swarm, fact, at)
        case m.Closed():
            # Closed straight from a workaround, it has not recovered: the timeline keeps since when.
            recovery = None if swarm.phase is Phase.MITIGATED else swarm.recovery
            kept = tuple(
                ping
                for ping in swarm.pings
                if (ping.promise, ping.handover, ping.follow_up) != (None, None, None)
            )
            return replace(swarm, phase=Phase.CLOSED, phase_at=at, pings=kept, recovery=recovery)
        case m.Reopened():
            return _reopened(swarm, at)
        case m.StatusShown():
            return replace(swarm, card=swarm.card + 1)
        case _:
            assert_never(fact)


def _phase_moved(swarm: Swarm, fact: m.PhaseMoved, at: datetime) -> Swarm:
    searching = fact.phase in SEARCHING
    recovery = None if searching else Recovery(fact.since, fact.confirmed_by, fact.extent)
    if not searching:
        swarm = settle(swarm, AREA_CALLS)
    elif swarm.phase not in SEARCHING:
        swarm = search_resumed(swarm, at)
    if fact.phase in BEFORE_RECOVERY:
        swarm = settle(swarm, {PingKind.RECOVERY_REPORT})
    return replace(
        swarm, phase=fact.phase, phase_at=at, recovery=recovery, watch_until=fact.watch_until
    )


def _reopened(swarm: Swarm, at: datetime) -> Swarm:
    """Areas that want somebody are called again; who leads and what is owed stays as it was."""
    swarm = search_resumed(swarm, at)
    areas = tuple(
        replace(area, free_since=at) if area.free_since is not None else area
        for area in swarm.areas
    )
    calls = tuple(rung for rung in swarm.calls if not rung.mark.startswith("area/"))
    return replace(
        swarm, phase=Phase.OPEN, phase_at=at, recovery=None, watch_until=None,
        areas=areas, calls=calls,
    )  # fmt: skip


def _with_person(people: tuple[Person, ...], person: Person | None) -> tuple[Person, ...]:
    if person is None or person in people or len(people) >= PEOPLE_MOST:
        return people
    return (*people, person)
