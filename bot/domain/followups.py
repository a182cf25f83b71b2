"""Follow-ups: who has which, when they are reminded of it, and what is refused.

Whoever has one is told in 1:1 on its day. If nothing happens for a week, the lead hears of it once,
or a manager where the lead has it; after that the lists show it, and the case is not archived.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.domain import facts as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.decisions import accept, ahead_fault, refuse
from bot.domain.due import Due
from bot.domain.followup import (
    AddFollowUp,
    FinishFollowUp,
    FollowUp,
    FollowUpAdded,
    FollowUpCommand,
    FollowUpDone,
    FollowUpFact,
    FollowUpMoved,
    MoveFollowUp,
)
from bot.domain.limits import FOLLOW_UPS_MOST, line
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import PingKind, Swarm, Where

WEEK = timedelta(days=7)
REMINDERS = 2
"""To whoever has it, and a week later to the lead."""


def follow_ups_changed(swarm: Swarm, fact: FollowUpFact) -> Swarm:
    """The swarm after a fact about follow-ups; what was asked about it is answered."""
    others = tuple(one for one in swarm.follow_ups if one.number != fact.number)
    pings = tuple(ping for ping in swarm.pings if ping.follow_up != fact.number)
    swarm = replace(swarm, pings=pings)
    match fact:
        case FollowUpAdded():
            added = FollowUp(fact.number, fact.text, fact.owner, fact.due)
            count = max(swarm.follow_up_count, fact.number)
            return replace(swarm, follow_ups=(*others, added), follow_up_count=count)
        case FollowUpMoved():
            moved = tuple(
                replace(one, due=fact.due, raised=0) if one.number == fact.number else one
                for one in swarm.follow_ups
            )
            return replace(swarm, follow_ups=moved)
        case FollowUpDone():
            return replace(swarm, follow_ups=others)
        case _:
            assert_never(fact)


def reminded(swarm: Swarm, number: int) -> Swarm:
    """The swarm after one more reminder of the follow-up."""
    counted = tuple(
        replace(one, raised=one.raised + 1) if one.number == number else one
        for one in swarm.follow_ups
    )
    pings = tuple(ping for ping in swarm.pings if ping.follow_up != number)
    return replace(swarm, follow_ups=counted, pings=pings)


def decide(
    swarm: Swarm, command: FollowUpCommand, by: Person, now: datetime, policy: Policy
) -> Decision:
    """Decide a command about a follow-up; ``by`` is whoever asks for it."""
    match command:
        case AddFollowUp():
            added = add((command,), swarm, by, now, policy)
            if isinstance(added, Decision):
                return added
            (fact,) = added
            args = {"text": fact.text, "name": fact.owner, "due": fact.due}
            return accept(AnswerKey.FOLLOW_UP_ADDED, fact, **args)
        case MoveFollowUp():
            return _move(swarm, command, now, policy)
        case FinishFollowUp():
            found = swarm.follow_up(command.number)
            if found is None:
                return refuse(AnswerKey.FOLLOW_UP_GONE)
            done = FollowUpDone(found.number, found.text, by)
            return accept(AnswerKey.FOLLOW_UP_DONE, done, text=found.text)
        case _:
            assert_never(command)


def add(
    wanted: tuple[AddFollowUp, ...], swarm: Swarm, by: Person, now: datetime, policy: Policy
) -> Decision | tuple[FollowUpAdded, ...]:
    """The facts that add them, or why they cannot all be added."""
    if len(swarm.follow_ups) + len(wanted) > FOLLOW_UPS_MOST:
        return refuse(AnswerKey.FOLLOW_UP_LIMIT, n=FOLLOW_UPS_MOST)
    facts: list[FollowUpAdded] = []
    for number, one in enumerate(wanted, start=swarm.follow_up_count + 1):
        text, due = line(one.text), one.due or in_a_week(now, policy)
        if not text:
            return refuse(AnswerKey.TEXT_EMPTY)
        fault = ahead_fault(due, now)
        if fault is not None:
            return fault
        facts.append(FollowUpAdded(number, text, one.owner or by, due))
    return tuple(facts)


def in_a_week(now: datetime, policy: Policy) -> datetime:
    """The morning of this day next week, in the channel's zone."""
    zone = ZoneInfo(policy.zone)
    day = (now.astimezone(zone) + WEEK).replace(hour=0, minute=0, second=0, microsecond=0)
    morning = day.replace(tzinfo=None) + policy.report_reminder
    return morning.replace(tzinfo=zone).astimezone(now.tzinfo)


def follow_ups_ahead(swarm: Swarm) -> list[Due]:
    """The reminders that are still ahead: on the day, and once more a week later."""
    return [
        Due(one.due + WEEK * one.raised, PingKind.FOLLOW_UP, mark=str(one.number))
        for one in swarm.follow_ups
        if one.raised < REMINDERS
    ]


def follow_up_facts(first: Due, swarm: Swarm, policy: Policy) -> list[m.Fact]:
    """The reminder that is due."""
    number = int(first.mark)
    found = swarm.follow_up(number)
    if found is None:
        return []
    to = (found.owner,) if found.raised == 0 else _told_next(found, swarm, policy)
    kind, where = PingKind.FOLLOW_UP, Where.DIRECT
    return [m.Raised(kind, where, to, skipped=not to, text=found.text, follow_up=number)]


def _told_next(found: FollowUp, swarm: Swarm, policy: Policy) -> tuple[Person, ...]:
    lead = (swarm.lead,) if swarm.lead else ()
    others = (person for person in (*lead, *policy.managers) if person != found.owner)
    return tuple(others)[:1]


def _move(swarm: Swarm, command: MoveFollowUp, now: datetime, policy: Policy) -> Decision:
    found = swarm.follow_up(command.number)
    if found is None:
        return refuse(AnswerKey.FOLLOW_UP_GONE)
    due = command.due or in_a_week(now, policy)
    fault = ahead_fault(due, now)
    if fault is not None:
        return fault
    moved = FollowUpMoved(found.number, found.text, due)
    return accept(AnswerKey.FOLLOW_UP_MOVED, moved, text=found.text, due=due)
