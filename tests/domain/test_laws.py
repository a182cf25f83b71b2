"""Laws that hold for every swarm that people, tickets and time can bring about."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain import messages as m
from bot.domain.apply import replay
from bot.domain.apply_leases import QUESTIONS, asked_mark
from bot.domain.commands import Command
from bot.domain.moves import ALLOWED
from bot.domain.plan import SettlePing, plan
from bot.domain.policy import Policy
from bot.domain.reminders import agenda, tick, wake
from bot.domain.shown import Shown
from bot.domain.swarm import (
    PingKind,
    Ticket,
    Where,
)
from tests.domain.anything import (
    COMMANDS,
    LAWS,
    History,
    histories,
    orders,
    policies,
    steps,
    tickets,
)
from tests.domain.shadow import at_rest

UNCLAIMED = (PingKind.UNCLAIMED, PingKind.UNCLAIMED_NOBODY, PingKind.UNCLAIMED_AGAIN)


def test_every_command_is_tried() -> None:
    """The laws below are tried with every command that there is."""
    assert set(COMMANDS) == set(get_args(Command))


@LAWS
@given(tickets, histories, policies)
def test_the_log_is_the_state(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """Replaying the log gives the snapshot; nothing that people say raises an error."""
    history = History(ticket, told, rules)
    assert replay(history.log, "s") == history.swarm


@LAWS
@given(tickets, histories, policies, orders)
def test_an_act_is_done_once(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy, order: m.Order
) -> None:
    """The same operation again makes no fact, whenever it is delivered again."""
    history = History(ticket, told, rules)
    order = replace(order, op="once")
    if history.give(order).facts:
        history.now += timedelta(seconds=30)
        assert history.give(order).facts == ()


@LAWS
@given(tickets, histories, policies, steps)
def test_time_comes_to_rest(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy, step: timedelta
) -> None:
    """A tick ends, leaves nothing due, and the next wake lies after it."""
    history = History(ticket, told, rules)
    history.now += step
    history.give(m.Order(m.Tick()))
    assert all(due.at > history.now for due in agenda(history.state, rules))
    assert tick(history.state, history.now, rules) == ()
    ahead = wake(history.state, rules)
    assert ahead is None or ahead > history.now


@LAWS
@given(tickets, histories, policies)
def test_the_bot_falls_silent(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """If nobody does anything any more, a bounded number of pings comes, then nothing."""
    history = History(ticket, told, rules)
    for _ in range(200):
        ahead = wake(history.state, rules)
        if ahead is None:
            break
        history.now = max(history.now, ahead)
        history.give(m.Order(m.Tick()))
    assert wake(history.state, rules) is None


@LAWS
@given(tickets, histories, policies)
def test_each_rung_is_reached_once(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """At most once per promise and due time, and each call for lead or area once per turn."""
    history = History(ticket, told, rules)
    due: dict[int, tuple[int, datetime]] = {}
    rungs: Counter[tuple[object, ...]] = Counter()
    for event in history.log:
        match event.fact:
            case (
                m.PromiseMade(number=number, due=moment) | m.PromiseMoved(number=number, due=moment)
            ):
                due[number] = (event.seq, moment)
            case m.Raised(promise=int(number), kind=kind):
                rungs[number, due[number], kind] += 1
    assert all(count == 1 for count in rungs.values())
    marks = [rung.mark for rung in history.state.calls]
    assert len(marks) == len(set(marks))


@LAWS
@given(tickets, histories, policies)
def test_an_area_has_at_most_one_owner(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """One owner, who is no helper too; an area that wants somebody has nobody."""
    for area in History(ticket, told, rules).state.areas:
        assert len(area.helpers) == len({*area.helpers})
        assert area.owner not in area.helpers
        assert (area.free_since is None) or area.owner is None
        assert (area.owner is None) or area.since is not None


@LAWS
@given(tickets, histories, policies, orders)
def test_what_is_not_allowed_makes_no_fact(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy, order: m.Order
) -> None:
    """The table of moves has the last word, and a refusal leaves no trace."""
    history = History(ticket, told, rules)
    allowed = ALLOWED[history.state.phase]
    decision = history.give(order)
    assert type(order.command) in allowed or decision.facts == ()
    assert not (decision.answer.refused and decision.facts)


@LAWS
@given(tickets, histories, policies)
def test_pings_are_about_something_that_is_open(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """What was answered is not said, 1:1 reaches one person, and nobody is mentioned twice."""
    swarm = History(ticket, told, rules).state
    numbers_open = {promise.number for promise in swarm.promises}
    free = {area.key for area in swarm.areas if area.free_since}
    for ping in swarm.pings:
        assert ping.promise is None or ping.promise in numbers_open
        assert ping.kind not in UNCLAIMED or free.intersection(ping.areas)
        assert ping.where is not Where.DIRECT or len(ping.to) == 1
        assert len(ping.to) == len({*ping.to})
    assert len({ping.key for ping in swarm.pings}) == len(swarm.pings)


@LAWS
@given(tickets, histories, policies)
def test_a_question_waits_for_whoever_has_the_area(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """One open question for an area at most, to its owner, who has not been heard since; and a
    claim lapses only after it was asked about."""
    history = History(ticket, told, rules)
    questions = [ping for ping in history.state.pings if ping.kind in QUESTIONS]
    asked = {rung.mark: rung for rung in history.state.calls if rung.mark.endswith("/asked")}
    for ping in questions:
        about = [area for area in history.state.areas if area.key in ping.areas]
        assert any(area.owner in ping.to and asked_mark(area) in asked for area in about)
    for area in history.state.areas:
        rung = asked.get(asked_mark(area))
        assert rung is None or (area.heard is not None and area.heard <= rung.at)
    seen: set[str] = set()
    for event in history.log:
        match event.fact:
            case m.Raised(kind=kind, areas=areas) if kind in QUESTIONS:
                seen |= {*areas}
            case m.ClaimLapsed(area=key):
                assert key in seen


@LAWS
@given(tickets, histories, policies, st.integers(0, 25))
def test_teams_comes_to_show_what_is_stored(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy, first: int
) -> None:
    """Doing what the plan says, one effect at a time, leads to rest, from any point of the story.
    Only where the channel is lost and nobody waits for anything, nothing is shown."""
    history = History(ticket, told[:first], rules)
    shown = at_rest(history.state, Shown())
    for step, order in told[first:]:
        history.now += step
        history.give(order)
    assume(history.state.lost is None or not history.state.at_rest)
    shown = at_rest(history.state, shown)
    open_pings = {ping.key for ping in shown.pings if not ping.settled}
    assert open_pings == {ping.key for ping in history.state.pings}
    assert shown.live is not None
    assert [card.number for card in shown.cards if not card.pointer] == [history.state.card]


@LAWS
@given(tickets, histories, policies, st.integers(0, 25))
def test_a_state_that_is_older_than_what_is_shown_is_known_by_its_revision(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy, first: int
) -> None:
    """Teams shows no revision that is not stored, and to a state of the shown revision or a later
    one no message is outdated that still counts."""
    history = History(ticket, told[:first], rules)
    earlier = history.state
    for step, order in told[first:]:
        history.now += step
        history.give(order)
    shown = at_rest(history.state, Shown())
    assert shown.rev <= history.state.rev
    if earlier.rev >= shown.rev:
        assert [e for e in plan(earlier, shown) if isinstance(e, SettlePing)] == []
