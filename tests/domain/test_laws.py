"""Laws that hold for every swarm that people, tickets and time can bring about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import messages as m
from bot.domain.apply import apply, replay
from bot.domain.commands import Command
from bot.domain.decide import decide
from bot.domain.moves import ALLOWED
from bot.domain.plan import (
    EditCard,
    Effect,
    IndexThread,
    MakePointer,
    PostCard,
    PostPing,
    PostRoot,
    SettlePing,
    plan,
)
from bot.domain.policy import AreaRule, Ladder, Policy, SeverityRules
from bot.domain.reminders import agenda, tick, wake
from bot.domain.shown import Address, Shown, ShownCard, ShownPing
from bot.domain.swarm import (
    AreaState,
    CustomerContact,
    HoldKind,
    How,
    Phase,
    PromiseKind,
    Severity,
    Swarm,
    Ticket,
    Where,
)
from tests.build import AOIFE, ITO, OPENED, SATO, TANAKA, WATANABE, on_duty, policy

PEOPLE = (SATO, AOIFE, ITO, TANAKA, WATANABE)

# ---------------------------------------------------------------- whatever may come

texts = st.text(max_size=20) | st.sampled_from(
    ["", "中村", "大野部長", "<at>everyone</at>", "\0\u202e"]
)
people = st.sampled_from(PEOPLE)
steps = st.integers(0, 2_400).map(lambda seconds: timedelta(seconds=seconds)) | st.sampled_from(
    [timedelta(0), timedelta(hours=3), timedelta(days=2)]
)
moments = st.integers(-400, 900).map(lambda n: OPENED + timedelta(minutes=n)) | st.sampled_from(
    [datetime.min.replace(tzinfo=OPENED.tzinfo), datetime.max.replace(tzinfo=OPENED.tzinfo)]
)
spans = st.integers(-5, 200).map(lambda n: timedelta(minutes=n)) | st.sampled_from(
    [timedelta.max, timedelta.min]
)
areas = st.sampled_from(["platform", "storage", "network", "identity"]) | texts
numbers = st.integers(0, 6)
maybe_moment, maybe_person = st.none() | moments, st.none() | people

tickets = st.builds(
    Ticket, st.just("1"), texts, st.sampled_from(Severity), st.just("generic"),
    customer=texts, description=texts, business_impact=texts, customer_deadline=maybe_moment,
    created_at=maybe_moment, symptom_since=maybe_moment, assignee=texts,
    contact=st.builds(CustomerContact, texts, texts, texts), updated_at=maybe_moment,
    status=st.sampled_from(["open", "recovered", "closed", "pending", ""]),
)  # fmt: skip

COMMANDS: dict[type, st.SearchStrategy[Any]] = {
    m.Open: st.builds(m.Open, tickets),
    m.Lead: st.just(m.Lead()),
    m.Liaise: st.just(m.Liaise()),
    m.AddArea: st.builds(m.AddArea, texts, st.just("") | areas),
    m.Claim: st.builds(m.Claim, areas),
    m.Join: st.builds(m.Join, areas),
    m.Release: st.builds(m.Release, areas),
    m.TakeOver: st.builds(m.TakeOver, areas, st.none() | numbers),
    m.SetAside: st.builds(m.SetAside, areas, texts),
    m.Find: st.builds(m.Find, areas, st.sampled_from(AreaState), texts),
    m.LogContact: st.builds(
        m.LogContact, texts, st.sampled_from(How), maybe_moment, texts, maybe_moment,
        st.booleans(), st.just("") | texts, st.none() | spans, st.none() | numbers,
    ),
    m.CustomerCalled: st.builds(m.CustomerCalled, texts, texts, maybe_moment, maybe_person),
    m.Owe: st.builds(m.Owe, st.sampled_from(PromiseKind), texts, moments, texts, maybe_person),
    m.MovePromise: st.builds(m.MovePromise, numbers, moments, st.booleans()),
    m.TakePromise: st.builds(m.TakePromise, numbers),
    m.EndPromise: st.builds(m.EndPromise, numbers, texts),
    m.HoldLadder: st.builds(m.HoldLadder, st.sampled_from(HoldKind)),
    m.FreeLadder: st.just(m.FreeLadder()),
    m.Snooze: st.builds(m.Snooze, numbers),
    m.Note: st.builds(m.Note, texts),
    m.SetNextAction: st.builds(m.SetNextAction, texts, maybe_person, maybe_moment),
    m.Recover: st.builds(m.Recover, st.sampled_from(Phase), maybe_moment, texts, texts, maybe_moment),
    m.Close: st.builds(m.Close, st.booleans(), st.lists(st.tuples(numbers, texts)).map(tuple)),
    m.Reopen: st.just(m.Reopen()),
    m.ShowStatus: st.just(m.ShowStatus()),
    m.Tick: st.just(m.Tick()),
}  # fmt: skip

orders = st.builds(
    m.Order, st.one_of(*COMMANDS.values()), maybe_person | people, st.sampled_from(["", *"abcdef"])
)
SHORT = SeverityRules(timedelta(minutes=2), timedelta(minutes=6), Ladder(timedelta(minutes=2)))
policies = st.sampled_from(
    [
        Policy(),
        policy(on_duty(ITO, AOIFE), managers=(TANAKA,), phones={SATO.id: "1"}),
        policy(on_duty(ITO, duty="lead"), {"storage": (ITO,), "network": (WATANABE,)},
               managers=(TANAKA, SATO), supervisors=(WATANABE, TANAKA)),
        Policy(severities=dict.fromkeys(Severity, SHORT), areas=(AreaRule("storage", {}),)),
        Policy(severities={Severity.A: SeverityRules(ladder=Ladder(*[timedelta(0)] * 6))}),
    ]
)  # fmt: skip
histories = st.lists(st.tuples(steps, orders), max_size=25)
LAWS = settings(max_examples=150, deadline=None)


class History:
    """A swarm and its log after a ticket and the orders, each some time after the one before."""

    def __init__(
        self, ticket: Ticket, told: Iterable[tuple[timedelta, m.Order]], rules: Policy
    ) -> None:
        self.rules, self.now = rules, OPENED
        self.log: list[m.Event] = []
        self.swarm: Swarm | None = None
        self.give(m.Order(m.Open(ticket)))
        for step, order in told:
            self.now += step
            self.give(order)

    def give(self, order: m.Order) -> m.Decision:
        decision = decide(self.swarm, order, self.now, self.rules)
        for fact in decision.facts:
            event = m.Event(len(self.log) + 1, self.now, order.by, order.op, fact)
            self.log.append(event)
            self.swarm = apply(self.swarm, event, "s")
        return decision

    @property
    def state(self) -> Swarm:
        assert self.swarm is not None
        return self.swarm


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
        assert not ping.areas or free.intersection(ping.areas)
        assert ping.where is not Where.DIRECT or len(ping.to) == 1
        assert len(ping.to) == len({*ping.to})
    assert len({ping.key for ping in swarm.pings}) == len(swarm.pings)


@LAWS
@given(tickets, histories, policies, st.integers(0, 25))
def test_teams_comes_to_show_what_is_stored(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy, first: int
) -> None:
    """Doing what the plan says, one effect at a time, leads to rest, from any point of the story."""
    history = History(ticket, told[:first], rules)
    shown = at_rest(history.state, Shown())
    for step, order in told[first:]:
        history.now += step
        history.give(order)
    shown = at_rest(history.state, shown)
    open_pings = {ping.key for ping in shown.pings if not ping.settled}
    assert open_pings == {ping.key for ping in history.state.pings}
    assert shown.live is not None
    assert [card.number for card in shown.cards if not card.pointer] == [history.state.card]


def at_rest(swarm: Swarm, shown: Shown) -> Shown:
    """What Teams shows after the effects were done one by one."""
    for _ in range(200):
        effects = plan(swarm, shown)
        if not effects:
            return shown
        shown = done(effects[0], swarm, shown)
    raise AssertionError("the plan never ends")


def done(effect: Effect, swarm: Swarm, shown: Shown) -> Shown:
    """A Teams that does what it is told, and remembers it as the road does."""
    drawn = ShownCard(swarm.card, "m", swarm.card_rev, 1)
    match effect:
        case PostRoot():
            return replace(shown, thread=Address("t", "u"), cards=(drawn,))
        case IndexThread():
            return replace(shown, indexed=True)
        case PostCard():
            return replace(shown, cards=(*shown.cards, drawn))
        case EditCard(number):
            rest = tuple(card for card in shown.cards if card.number != number)
            return replace(shown, cards=(*rest, drawn))
        case MakePointer(number):
            return replace(
                shown,
                cards=tuple(
                    replace(c, pointer=True) if c.number == number else c for c in shown.cards
                ),
            )
        case PostPing(key):
            return replace(shown, pings=(*shown.pings, ShownPing(key, "m")))
        case SettlePing(key):
            return replace(
                shown,
                pings=tuple(replace(p, settled=True) if p.key == key else p for p in shown.pings),
            )
