"""A drill is a real swarm of which nobody hears but those who take part."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given

from bot.domain import messages as m
from bot.domain.answers import AnswerKey
from bot.domain.drill import drill_id, is_drill
from bot.domain.policy import Policy
from bot.domain.swarm import PingKind, Ticket, Where
from tests.build import (
    AOIFE,
    ITO,
    SATO,
    SUZUKI,
    TANAKA,
    WATANABE,
    Story,
    at,
    on_duty,
    policy,
    ticket,
)
from tests.domain.anything import LAWS, History, histories, policies, tickets

RULES = policy(
    on_duty(WATANABE, SATO),
    {"storage": (WATANABE,), "network": (ITO,)},
    managers=(TANAKA,),
    supervisors=(SUZUKI,),
    phones={SATO.id: "+81 3 0000 0000"},
    paging="https://pager.example",
)


def drill() -> Story:
    story = Story(RULES, ticket=ticket(drill=True))
    story.do("04:53", SATO, m.Lead())
    story.do("04:54", ITO, m.Claim("network"))
    return story


def test_only_those_who_take_part_are_spoken_to() -> None:
    """The whole ladder runs out: never the manager, the supervisors, the paging service, nor
    somebody on duty who is not there."""
    story = drill()
    story.do("04:55", SATO, m.LogContact("調査開始", next_due=at("05:30"), told=True))
    story.until("08:00")
    assert {person for ping in story.said for person in ping.to} <= {SATO, ITO}
    assert PingKind.NOW in {ping.kind for ping in story.said}
    assert Where.PAGE not in {ping.where for ping in story.said}


def test_the_same_in_earnest_reaches_them_all() -> None:
    """The rules of the story do name them: what keeps them out above is the drill."""
    story = Story(RULES)
    story.do("04:53", SATO, m.Lead())
    story.do("04:55", SATO, m.LogContact("調査開始", next_due=at("05:30"), told=True))
    story.until("08:00")
    reached = {person for ping in story.said for person in ping.to}
    assert {TANAKA, SUZUKI, WATANABE} <= reached
    assert Where.PAGE in {ping.where for ping in story.said}


def test_nobody_calls_a_manager_into_a_drill() -> None:
    """Neither by asking, nor by calling in, nor by handing over; a colleague may be called in."""
    story = drill()
    for command in (m.AskManager(), m.CallIn("storage", TANAKA), m.HandOver(SUZUKI)):
        done = story.do("05:00", SATO, command)
        assert (done.answer.key, done.facts) == (AnswerKey.DRILL_STAYS, ())
    assert not story.do("05:01", SATO, m.CallIn("storage", WATANABE)).answer.refused
    assert not story.do("05:02", SATO, m.HandOver(AOIFE)).answer.refused


def test_a_drill_stays_a_drill() -> None:
    """Whatever the ticket system sends later."""
    story = drill()
    story.do("05:00", None, m.Open(replace(ticket(), title="changed")))
    assert story.swarm.ticket.drill
    assert story.swarm.ticket.title == "changed"


def test_a_list_knows_a_drill_by_its_id() -> None:
    """Without reading it."""
    assert drill_id("sw-abc") == "drill-abc"
    assert drill_id(drill_id("sw-abc")) == "drill-abc"
    assert is_drill("drill-abc")
    assert not is_drill("sw-drill")


@LAWS
@given(tickets, histories, policies)
def test_no_drill_reaches_a_manager(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """Whatever happens: who has done nothing in it, and is no colleague called by name, hears
    nothing; and no paging service is called."""
    history = History(replace(ticket, drill=True), told, rules)
    by_name = {PingKind.CALLED_IN, PingKind.HAND_OVER, PingKind.HANDOVER_ACCEPTED}
    outside = {*rules.managers, *rules.supervisors}
    part = {event.by for event in history.log}
    for event in history.log:
        match event.fact:
            case m.Raised(kind=kind, to=to, where=where):
                assert where is not Where.PAGE
                assert kind is not PingKind.ASK_MANAGER
                assert kind in by_name or not (outside & {*to} - part)
