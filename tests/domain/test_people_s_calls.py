"""The last rungs, and the calls that a person decides on: phone, page, manager, call in."""

from datetime import timedelta
from typing import Any

from hypothesis import given

from bot.domain import messages as m
from bot.domain.answers import AnswerKey as K
from bot.domain.fates import Became, Delivered, fates
from bot.domain.pingkinds import TABLE
from bot.domain.policy import Policy
from bot.domain.shown import Shown, ShownPing
from bot.domain.swarm import PingKind, Ticket, Where
from tests.build import (
    AOIFE,
    ITO,
    SATO,
    TANAKA,
    WATANABE,
    Story,
    at,
    kinds,
    led,
    lines,
    minutes,
    on_duty,
    policy,
    told,
)
from tests.domain.anything import LAWS, History, histories, policies, tickets


def quiet() -> dict[str, Any]:
    return {"managers": (TANAKA,), "phones": {SATO.id: "090"}}


def test_every_kind_of_ping_has_its_row() -> None:
    """Where it goes and what it asks for is a row in a table, not a branch in a loop."""
    assert set(TABLE) == set(PingKind)


def test_at_last_somebody_is_asked_to_phone_and_says_that_they_did() -> None:
    """With the number; the press settles the question, and who phoned whom is kept."""
    story = led(**quiet())
    told(story, "06:00")
    story.until("06:21")
    assert [p.kind for p in story.said[-1:]] == [PingKind.OVERDUE_PHONE]
    done = story.do("06:23", TANAKA, m.Phone(2))
    assert done.facts == (m.Phoned(2, SATO, TANAKA),)
    assert PingKind.OVERDUE_PHONE not in {ping.kind for ping in story.swarm.pings}
    assert story.do("06:24", TANAKA, m.Phone(9)).answer.refused


def test_the_paging_service_is_the_last_rung_and_only_where_there_is_one() -> None:
    """Once, 25 minutes after the moment; without an address nothing, with the phone rung skipped too."""
    story = led(**quiet(), paging="https://pager.example.com/hook")
    told(story, "06:00")
    pages = [p for p in story.until("08:00") if p.where is Where.PAGE]
    assert lines(pages) == ["06:25 overdue-page page"]
    without = led(**quiet())
    told(without, "06:00")
    assert not [p for p in without.until("08:00") if p.where is Where.PAGE]


def test_the_manager_can_be_asked_at_any_time_and_answers() -> None:
    """With the asker's own words; the answer settles it, and a second manager is next."""
    story = led(managers=(TANAKA, ITO))
    asked = story.do("05:10", SATO, m.AskManager("  顧客の部長が\nお怒りです "))
    assert asked.answer.args["name"] == TANAKA
    ping = story.swarm.pings[-1]
    assert (ping.where, ping.to, ping.by, ping.text) == (
        Where.DIRECT, (TANAKA,), SATO, "顧客の部長が お怒りです",
    )  # fmt: skip
    assert story.do("05:11", SATO, m.AskManager()).answer.args["name"] == ITO
    assert story.do("05:12", SATO, m.AskManager()).answer.key is K.NO_MANAGER
    assert story.do("05:13", AOIFE, m.AnswerCall(ping.key)).answer.key is K.CALL_GONE
    done = story.do("05:13", TANAKA, m.AnswerCall(ping.key))
    assert done.facts == (m.CallAnswered(ping.key, TANAKA, coming=True),)
    assert ping.key not in {p.key for p in story.swarm.pings}


def test_calling_somebody_in_is_a_decision_of_a_person() -> None:
    """Off duty or not, in 1:1; who decided stands in the log, and a claim answers it."""
    night = policy(on_duty(SATO), {"network": (WATANABE,)}, phones={WATANABE.id: "080"})
    story = Story(night)
    story.do("04:53", SATO, m.Lead())
    done = story.do("05:10", SATO, m.CallIn("network", WATANABE))
    assert (done.answer.key, done.answer.args["phone"]) == (K.CALLED_IN, "080")
    ping = story.swarm.pings[-1]
    assert (ping.kind, ping.where, ping.to, ping.by) == (
        PingKind.CALLED_IN, Where.DIRECT, (WATANABE,), SATO,
    )  # fmt: skip
    assert story.log[-1].by == SATO
    story.do("05:20", WATANABE, m.Claim("network"))
    assert ping.key not in {p.key for p in story.swarm.pings}
    again = story.do("05:21", SATO, m.CallIn("network", ITO))
    assert again.answer.key is K.ALREADY_CLAIMED


def test_nobody_on_duty_knows_it_so_the_lead_may_call_somebody_in() -> None:
    """Five minutes after the ticket; the press stands on the message to the lead."""
    story = Story(policy(on_duty(SATO), {"network": (WATANABE,), "storage": (SATO,)}))
    story.do("04:53", SATO, m.Lead())
    story.until("04:58")
    nobody = next(p for p in story.said if p.kind is PingKind.UNCLAIMED_NOBODY)
    assert nobody.to == (SATO,)
    assert "form_call_in" in TABLE[nobody.kind].presses


def test_whoever_is_off_duty_is_left_alone_and_the_next_is_asked() -> None:
    """佐藤's shift has ended; the promise is still reminded of, but not to him."""
    story = led(rota=on_duty(SATO, end="06:00") + on_duty(ITO), managers=(TANAKA,))
    told(story, "06:30")
    pings = [p for p in story.until("07:00") if p.at >= story.opened + minutes(70)]
    assert pings
    assert all(SATO not in ping.to for ping in pings)
    assert any(ITO in ping.to for ping in pings)


def test_the_policy_may_say_otherwise() -> None:
    """A small team without shifts in earnest: the owner is reminded at any hour."""
    story = led(rota=on_duty(SATO, end="06:00"), ping_off_duty=True)
    told(story, "06:30")
    assert any(SATO in ping.to for ping in story.until("06:31"))


def test_off_by_ones_own_word_ends_the_shift_and_the_next_one_counts_again() -> None:
    """``off`` at six; the shift that begins at eight is a new one."""
    rota = [*on_duty(SATO, start="00:00", end="07:00"), *on_duty(SATO, start="08:00", end="09:00")]
    rules = policy(rota, off={SATO.id: at("06:00")})
    assert rules.on_duty(at("06:00") - minutes(1)) == (SATO,)
    assert rules.on_duty(at("06:00") + minutes(1)) == ()
    assert not rules.may_ping(SATO, at("06:00") + minutes(1))
    assert rules.on_duty(at("06:00") + minutes(130)) == (SATO,)


def test_what_became_of_each_ping_is_known() -> None:
    """Acted on after how long and by whom, overtaken by the next rung, sent or failed."""
    story = led(**quiet())
    told(story, "06:00")
    story.until("06:07")
    story.do("06:09", AOIFE, m.TakePromise(2))
    shown = Shown(pings=tuple(
        ShownPing(p.key, "" if p.kind is PingKind.NOW else "m1", why="refused") for p in story.said
    ))  # fmt: skip
    found = fates(story.log, "swarm-1", shown)
    by_kind = {p.kind: found[int(p.key.rpartition("-")[2])] for p in story.said}
    assert by_kind[PingKind.SOON].became is Became.OVERTAKEN
    assert (by_kind[PingKind.NOW].became, by_kind[PingKind.NOW].after) == (
        Became.OVERTAKEN, minutes(5),
    )  # fmt: skip
    assert by_kind[PingKind.NOW].delivered is Delivered.FAILED
    late = by_kind[PingKind.OVERDUE_LIAISON]
    assert (late.became, late.by, late.after) == (Became.ACTED, AOIFE, minutes(4))
    assert late.delivered is Delivered.SENT


@LAWS
@given(tickets, histories, policies)
def test_nobody_off_duty_is_asked(
    ticket: Ticket, orders: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """Unless a person has decided it, or they are there: on the phone, or asked by name."""
    history = History(ticket, orders, rules)
    for event in history.log:
        fact = event.fact
        if isinstance(fact, m.Raised) and not TABLE[fact.kind].anybody and event.by is None:
            assert all(rules.may_ping(person, event.at) for person in fact.to)


def test_without_a_manager_nothing_is_written_down() -> None:
    """A refusal leaves no trace."""
    assert kinds(led().do("05:00", SATO, m.AskManager())) == []
