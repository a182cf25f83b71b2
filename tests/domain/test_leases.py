"""Stories of claims that live, lapse and change hands: one question, one press."""

from datetime import timedelta

import pytest

from bot.domain import messages as m
from bot.domain.answers import AnswerKey as K
from bot.domain.people import Person
from bot.domain.policy import SeverityRules
from bot.domain.swarm import Area, HoldKind, Phase, Ping, PingKind, Severity, Where
from bot.domain.swarm import AreaState as S
from tests.build import (
    AOIFE,
    ITO,
    KOBAYASHI,
    SATO,
    TANAKA,
    WATANABE,
    Story,
    at,
    kinds,
    lines,
    minutes,
    on_duty,
    policy,
    ticket,
    told,
)

LEASES = (
    PingKind.STILL_ON_IT, PingKind.WAITING_OVER, PingKind.CLAIM_LAPSED, PingKind.TAKEN_OVER,
    PingKind.LEFT_TEAM,
)  # fmt: skip


def claimed(*, by: Person = ITO, lead: Person | None = SATO, **rules: object) -> Story:
    """Ito has storage since 5:00; whoever is silent for half an hour is asked, and has ten minutes."""
    half_hour = {Severity.A: SeverityRules(check_in=minutes(30), check_in_grace=minutes(10))}
    story = Story(policy(check_ins=True, **{"severities": half_hour, **rules}))  # type: ignore[arg-type] # as in build.policy
    if lead:
        story.do("04:53", lead, m.Lead())
    story.do("05:00", by, m.Claim("storage"))
    return story


def of_leases(pings: list[Ping]) -> list[str]:
    return lines(ping for ping in pings if ping.kind in LEASES)


def storage(story: Story) -> Area:
    found = story.swarm.area("storage")
    assert found is not None
    return found


def test_the_owner_is_asked_once_after_the_interval() -> None:
    """Half an hour without a sign of life; in 1:1."""
    assert of_leases(claimed().until("05:39")) == ["05:30 still-on-it direct 伊藤 直子"]


@pytest.mark.parametrize(
    ("severity", "asked"), [(Severity.A, "05:45"), (Severity.B, "07:00"), (Severity.C, "13:00")]
)
def test_each_severity_has_its_interval(severity: Severity, asked: str) -> None:
    """Whoever has a day is not asked every half hour."""
    story = Story(policy(check_ins=True), ticket=ticket(severity=severity))
    story.do("05:00", ITO, m.Claim("storage"))
    assert of_leases(story.until("14:00"))[0] == f"{asked} still-on-it direct 伊藤 直子"


def test_one_press_is_an_answer_for_the_whole_interval() -> None:
    """The question is settled, and comes again half an hour later."""
    story = claimed()
    story.until("05:31")
    assert kinds(story.do("05:33", ITO, m.StillOn())) == ["StillOnIt"]
    assert not [p for p in story.swarm.pings if p.kind is PingKind.STILL_ON_IT]
    assert of_leases(story.until("06:10")) == ["06:03 still-on-it direct 伊藤 直子"]


@pytest.mark.parametrize(
    "sign",
    [
        m.Note("logs"),
        m.Claim("network"),
        m.Find("storage", S.SUSPECT, "slow"),
        m.StillOn("storage"),
    ],
)
def test_whatever_somebody_does_is_a_sign_of_life(sign: m.Command) -> None:
    """Who has just written is not asked whether they are there."""
    story = claimed()
    story.do("05:29", ITO, sign)
    assert of_leases(story.until("05:58")) == []


def test_nobody_is_asked_before_an_estimate_has_run_out() -> None:
    """An hour was said: the question comes after an hour, and not at half time."""
    story = claimed()
    story.do("05:01", ITO, m.Estimate(minutes(60)))
    assert storage(story).eta == at("06:01")
    assert of_leases(story.until("06:05")) == ["06:01 still-on-it direct 伊藤 直子"]


def test_a_short_estimate_does_not_shorten_the_interval() -> None:
    """Fifteen minutes were said; a question after fifteen would be nagging."""
    story = claimed()
    story.do("05:01", ITO, m.Estimate(minutes(15), "storage"))
    assert of_leases(story.until("05:35")) == ["05:31 still-on-it direct 伊藤 直子"]


def test_all_areas_of_one_person_are_asked_about_together() -> None:
    """One question, one answer."""
    story = claimed()
    story.do("05:02", ITO, m.Claim("network"))
    asked = [p for p in story.until("05:40") if p.kind is PingKind.STILL_ON_IT]
    assert [p.areas for p in asked] == [("storage", "network")]
    story.do("05:41", ITO, m.StillOn())
    assert {area.heard for area in story.swarm.areas if area.owner} == {at("05:41")}


def test_without_an_answer_the_claim_lapses_and_the_lead_hears_one_word() -> None:
    """Ten minutes; the area is free, and called for as any other."""
    story = claimed(experts={"storage": (WATANABE,)}, always_on_duty=(WATANABE,))
    assert of_leases(story.until("05:41")) == [
        "05:30 still-on-it direct 伊藤 直子",
        "05:40 claim-lapsed direct 佐藤 健",
    ]
    assert (storage(story).owner, storage(story).lapsed_from) == (None, ITO)
    later = [p for p in story.until("07:00") if "storage" in p.areas]
    assert lines(later) == ["05:45 unclaimed thread 渡辺 亮"]


def test_a_helper_inherits_what_lapses() -> None:
    """Somebody looked at it together with them: they have it now."""
    story = claimed()
    story.do("05:01", AOIFE, m.Join("storage"))
    story.until("05:41")
    assert (storage(story).owner, storage(story).free_since) == (AOIFE, None)


def test_what_lapses_at_once_is_told_by_who_goes_on() -> None:
    """One area has a helper, the other has not: the lead reads of each what becomes of it."""
    story = claimed()
    story.do("05:00", ITO, m.Claim("network"))
    story.do("05:01", AOIFE, m.Join("network"))
    lapsed = [p for p in story.until("05:41") if p.kind is PingKind.CLAIM_LAPSED]
    assert lines(lapsed) == ["05:40 claim-lapsed direct 佐藤 健"] * 2
    assert [p.areas for p in lapsed] == [("storage",), ("network",)]
    assert [p.areas for p in story.swarm.pings if p.kind is PingKind.CLAIM_LAPSED] == [
        ("storage",),
        ("network",),
    ]


def test_without_a_lead_those_with_an_area_hear_it_else_a_manager() -> None:
    """And never the person who was silent."""
    story = claimed(lead=None, managers=(TANAKA,), unclaimed_after=timedelta(0))
    story.do("05:05", AOIFE, m.Claim("network"))
    story.do("05:29", AOIFE, m.StillOn())
    assert "05:40 claim-lapsed thread Aoife" in of_leases(story.until("05:41"))
    alone = claimed(lead=None, managers=(TANAKA,))
    assert "05:40 claim-lapsed direct 田中 美咲" in of_leases(alone.until("05:41"))


def test_the_lead_is_not_told_of_their_own_silence() -> None:
    """With nobody else there, nobody is told; the call for the area follows."""
    story = claimed(by=SATO)
    assert of_leases(story.until("05:45")) == ["05:30 still-on-it direct 佐藤 健"]
    assert storage(story).owner is None


def test_a_late_answer_takes_it_back_while_it_is_free() -> None:
    """They were busy: one press, and it is theirs as before."""
    story = claimed()
    story.until("05:45")
    assert kinds(story.do("05:46", ITO, m.StillOn())) == ["AreaClaimed", "StillOnIt"]
    assert storage(story).owner == ITO


def test_a_late_answer_takes_nothing_from_somebody_else() -> None:
    """Aoife has it by now: it is hers."""
    story = claimed()
    story.until("05:45")
    story.do("05:46", AOIFE, m.Claim("storage"))
    assert story.do("05:47", ITO, m.StillOn()).answer.key is K.NOTHING_YOURS
    assert story.do("05:47", ITO, m.StillOn("storage")).answer.key is K.ALREADY_CLAIMED
    assert storage(story).owner == AOIFE


@pytest.mark.parametrize("state", [S.RULED_OUT, S.CAUSE])
def test_nobody_is_asked_about_a_result(state: S) -> None:
    """What is found is found."""
    story = claimed()
    story.do("05:10", ITO, m.Find("storage", state, "x"))
    assert of_leases(story.until("09:00")) == []


def test_nobody_is_asked_once_the_search_is_over() -> None:
    """Recovered at 5:20; when it comes back, everybody has the whole interval again."""
    story = claimed()
    story.do("05:20", SATO, m.Recover(Phase.MITIGATED))
    assert of_leases(story.until("06:20")) == []
    story.do("06:20", SATO, m.Recover(Phase.OPEN))
    assert of_leases(story.until("06:55")) == ["06:50 still-on-it direct 伊藤 直子"]


def test_a_question_asked_before_recovery_is_taken_back() -> None:
    """And no claim lapses for it after the case was opened again."""
    story = claimed()
    story.until("05:32")
    story.do("05:33", SATO, m.Recover(Phase.MITIGATED))
    assert not [p for p in story.swarm.pings if p.kind is PingKind.STILL_ON_IT]
    story.do("05:50", SATO, m.Recover(Phase.OPEN))
    story.until("05:55")
    assert storage(story).owner == ITO


def test_the_interval_can_be_switched_off() -> None:
    """Zero: nobody is asked, no claim lapses."""
    off = SeverityRules(check_in=timedelta(0))
    story = claimed(severities={Severity.A: off})
    assert of_leases(story.until("12:00")) == []


def after_call(*doing: m.Command, **rules: object) -> list[str]:
    """Ito has storage, does something, and is on the phone from 5:20; what they are asked then."""
    story = claimed(**rules)  # type: ignore[arg-type] # as in build.policy
    told(story, "07:00", "05:01")
    for command in doing:
        story.do("05:19", ITO, command)
    story.do("05:20", ITO, m.HoldLadder(HoldKind.CALL))
    calls = {PingKind.IN_CALL_END, *LEASES}
    return lines(ping for ping in story.until("05:52") if ping.kind in calls and ITO in ping.to)


@pytest.mark.parametrize(
    ("doing", "rules", "then"),
    [
        ((), {"severities": {Severity.A: SeverityRules(check_in=minutes(15))}}, "still-on-it"),
        ((m.WaitFor("storage", "the vendor", at("05:30")),), {}, "waiting-over"),
    ],
)
def test_after_a_call_one_question_comes_not_two(
    doing: tuple[m.Command, ...], rules: dict[str, object], then: str
) -> None:
    """ "Still on the phone?" when the hold runs out; the other one only if that stays unanswered."""
    asked = after_call(*doing, **rules)
    assert asked == ["05:35 in-call-end direct 伊藤 直子", f"05:50 {then} direct 伊藤 直子"]


def test_nobody_is_asked_while_they_are_away_or_on_the_phone() -> None:
    """Away until 6:00: asked at 6:00."""
    story = claimed()
    story.do("05:20", ITO, m.GoAway(at("06:00")))
    assert of_leases(story.until("06:01")) == ["06:00 still-on-it direct 伊藤 直子"]
    phoning = claimed()
    phoning.do("05:20", ITO, m.HoldLadder(HoldKind.CALL))
    assert of_leases(phoning.until("05:49")) == []


def test_away_is_half_an_hour_unless_said_otherwise_and_ends_by_itself() -> None:
    """Or with a press."""
    story = claimed()
    decision = story.do("05:10", ITO, m.GoAway())
    assert decision.answer.args == {"until": at("05:40")}
    assert story.swarm.away_until(ITO, at("05:39")) == at("05:40")
    assert story.swarm.away_until(ITO, at("05:40")) is None
    story.do("05:20", ITO, m.ComeBack())
    assert story.swarm.away_until(ITO, at("05:21")) is None
    assert story.do("05:21", ITO, m.GoAway(at("23:00"))).answer.key is K.TIME_FAR


def test_taking_over_from_somebody_who_is_away_works_at_once() -> None:
    """It leaves a trace, and the former owner is told in 1:1; claiming offers it."""
    story = claimed()
    story.do("05:10", ITO, m.GoAway())
    offered = story.do("05:11", AOIFE, m.Claim("storage"))
    assert offered.answer.key is K.OWNER_AWAY
    assert offered.answer.args == {"area": "storage", "name": ITO, "until": at("05:40")}
    taken = story.do("05:12", AOIFE, m.TakeOver("storage"))
    fact = taken.facts[0]
    assert isinstance(fact, m.AreaClaimed)
    assert (fact.person, fact.taken_from) == (AOIFE, ITO)
    told = story.said[-1]
    assert (told.kind, told.where, told.to) == (PingKind.TAKEN_OVER, Where.DIRECT, (ITO,))


def test_a_notice_lives_until_the_area_changes_hands_again() -> None:
    """However often it does, one notice is open."""
    story = claimed()
    for by in (AOIFE, WATANABE, AOIFE, ITO):
        story.do("05:10", by, m.TakeOver("storage"))
    notices = [p for p in story.swarm.pings if p.kind is PingKind.TAKEN_OVER]
    assert [p.to for p in notices] == [(AOIFE,)]


def test_whoever_leaves_the_team_has_their_claims_flagged() -> None:
    """One word to the lead with all areas, a helper goes on, and twice is once."""
    story = claimed()
    story.do("05:01", ITO, m.Claim("network"))
    story.do("05:01", AOIFE, m.Join("network"))
    story.do("05:02", AOIFE, m.Claim("platform"))
    story.do("05:02", ITO, m.Join("platform"))
    decision = story.do("05:10", ITO, m.Leave())
    assert kinds(decision) == [*["AreaReleased"] * 3, "TeamLeft", "Raised"]
    told = story.said[-1]
    assert (told.kind, told.to, told.areas, told.by) == (
        PingKind.LEFT_TEAM, (SATO,), ("storage", "network"), ITO
    )  # fmt: skip
    network = story.swarm.area("network")
    assert network is not None
    assert (storage(story).owner, network.owner) == (None, AOIFE)
    assert story.do("05:11", ITO, m.Leave()).facts == ()


def test_a_lead_who_leaves_is_said_to_whoever_is_there() -> None:
    """Nobody is left to tell but those at work, or a manager."""
    story = claimed(by=KOBAYASHI)
    story.do("05:10", SATO, m.Leave())
    assert lines(story.said[-1:]) == ["05:10 left-team thread 小林 学"]


def test_estimates_have_a_range() -> None:
    """A slip of the finger is asked back."""
    story = claimed()
    for span in (minutes(0), minutes(-5), timedelta(days=2), timedelta.max):
        assert story.do("05:01", ITO, m.Estimate(span)).answer.key is K.ESTIMATE_RANGE
    assert story.do("05:01", AOIFE, m.Estimate(minutes(30))).answer.key is K.NOTHING_YOURS


def test_whoever_has_gone_off_duty_is_not_asked() -> None:
    """Their shift is over: the claim lapses without a word to them, and the lead hears it."""
    rota = on_duty(ITO, end="05:15") + on_duty(SATO)
    story = claimed(rota=rota)
    assert of_leases(story.until("05:45")) == ["05:40 claim-lapsed direct 佐藤 健"]
    assert storage(story).owner is None
