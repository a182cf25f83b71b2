"""Whatever people, tickets and time can bring about, for the laws."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from bot.domain import messages as m
from bot.domain.apply import apply
from bot.domain.decide import decide
from bot.domain.handover import Lines, Role
from bot.domain.home import Home
from bot.domain.overrides import FIELDS
from bot.domain.policy import AreaRule, Ladder, Policy, SeverityRules
from bot.domain.reported import ReportKind
from bot.domain.shown import Address
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
)
from tests.build import AOIFE, ITO, OPENED, SATO, TANAKA, WATANABE, on_duty, policy

PEOPLE = (SATO, AOIFE, ITO, TANAKA, WATANABE)

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
addresses = st.sampled_from([Address("19:a", "https://s", "t"), Address("19:b", "https://s")])
areas = st.sampled_from(["platform", "storage", "network", "identity"]) | texts
links = texts | st.sampled_from(["https://example.com/log", "https://", "ftp://x", "http://x y"])
numbers = st.integers(0, 6)
maybe_moment, maybe_person = st.none() | moments, st.none() | people

tickets = st.builds(
    Ticket, st.just("1"), texts, st.sampled_from(Severity), st.just("generic"),
    customer=texts, description=texts, business_impact=texts, customer_deadline=maybe_moment,
    created_at=maybe_moment, symptom_since=maybe_moment, assignee=texts,
    contact=st.builds(CustomerContact, texts, texts, texts), updated_at=maybe_moment,
    status=st.sampled_from(["open", "recovered", "closed", "pending", ""]), drill=st.booleans(),
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
    m.Find: st.builds(
        m.Find, areas, st.sampled_from(AreaState), texts, links, texts, maybe_moment, maybe_moment
    ),
    m.Confirm: st.builds(m.Confirm, areas),
    m.WaitFor: st.builds(m.WaitFor, areas, texts, maybe_moment),
    m.Estimate: st.builds(m.Estimate, spans, st.just("") | areas),
    m.StillOn: st.builds(m.StillOn, st.just("") | areas),
    m.WorkAt: st.builds(m.WorkAt, areas, links),
    m.GoAway: st.builds(m.GoAway, maybe_moment),
    m.ComeBack: st.just(m.ComeBack()),
    m.Leave: st.just(m.Leave()),
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
    m.CorrectContact: st.builds(
        m.CorrectContact, st.none() | st.integers(0, 40), texts, maybe_moment,
        st.none() | st.sampled_from(How), st.none() | texts,
    ),
    m.Phone: st.builds(m.Phone, numbers),
    m.AskManager: st.builds(m.AskManager, texts),
    m.CallIn: st.builds(m.CallIn, areas, people),
    m.AnswerCall: st.builds(
        m.AnswerCall, st.integers(0, 40).map(lambda n: f"ask-manager-{n}") | texts, st.booleans()
    ),
    m.StepBack: st.builds(m.StepBack, st.none() | st.sampled_from(Role)),
    m.HandOver: st.builds(
        m.HandOver, people, st.builds(Lines, texts, texts), maybe_moment, maybe_person
    ),
    m.AnswerHandover: st.builds(
        m.AnswerHandover, st.none() | st.integers(0, 40), st.booleans(), texts
    ),
    m.WithdrawHandover: st.just(m.WithdrawHandover()),
    m.ChangeCase: st.builds(
        m.ChangeCase, st.none() | st.sampled_from(Severity), texts, texts, texts, maybe_moment,
        maybe_moment, st.lists(st.sampled_from(FIELDS)).map(tuple),
    ),
    m.Note: st.builds(m.Note, texts),
    m.Report: st.builds(m.Report, texts, st.sampled_from(ReportKind)),
    m.SetNextAction: st.builds(m.SetNextAction, texts, maybe_person, maybe_moment),
    m.Recover: st.builds(m.Recover, st.sampled_from(Phase), maybe_moment, texts, texts, maybe_moment),
    m.Close: st.builds(m.Close, st.booleans(), st.lists(st.tuples(numbers, texts)).map(tuple)),
    m.Reopen: st.just(m.Reopen()),
    m.AddFollowUp: st.builds(m.AddFollowUp, texts, maybe_person, maybe_moment),
    m.MoveFollowUp: st.builds(m.MoveFollowUp, numbers, maybe_moment),
    m.FinishFollowUp: st.builds(m.FinishFollowUp, numbers),
    m.ShowStatus: st.just(m.ShowStatus()),
    m.Tick: st.just(m.Tick()),
    m.LoseHome: st.builds(m.LoseHome, texts, texts),
    m.FindHome: st.builds(m.FindHome, st.builds(Home, addresses, texts)),
}  # fmt: skip

orders = st.builds(
    m.Order, st.one_of(*COMMANDS.values()), maybe_person | people, st.sampled_from(["", *"abcdef"])
)
SHORT = SeverityRules(
    timedelta(minutes=2),
    timedelta(minutes=6),
    Ladder(timedelta(minutes=2)),
    timedelta(minutes=3),
    timedelta(minutes=2),
)
policies = st.sampled_from(
    [
        Policy(),
        policy(on_duty(ITO, AOIFE), managers=(TANAKA,), phones={SATO.id: "1"}),
        policy(on_duty(ITO, duty="lead"), {"storage": (ITO,), "network": (WATANABE,)},
               managers=(TANAKA, SATO), supervisors=(WATANABE, TANAKA), paging="https://x.test", wide="all"),
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
