"""Who is still at it: one question, one press or word; absences, lapses, runbooks; both languages."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.domain import facts as f
from bot.domain.swarm import Area, AreaState, Severity
from bot.teams.inbound import Installed, MembersChanged
from tests.build import area_rule, at, clock, policy
from tests.fakes import Seen
from tests.stories.conftest import Begin
from tests.stories.world import (
    AOIFE,
    ITO,
    SATO,
    WATANABE,
    World,
    alerts,
    answered,
    member,
    sender,
    who,
    words,
)
from tests.teams_wire import CHANNEL, User

RUNBOOK = "# First\n\nLook at **latency**.\n\n```\niostat -xz 5 3\n```"


async def working(begin: Begin, *reachable: User, lead: bool = True, **rules: Any) -> World:
    """It is 5:00: 伊藤 looks at storage, 佐藤 leads; those who are reachable have a 1:1 chat."""
    plain = policy(check_ins=True)
    world = await begin(replace(plain, **rules))
    for person in reachable:
        await world.told(Installed(world.source(person, "direct"), added=True))
    await world.ticket()
    await world.until("05:00")
    await world.say(ITO, "claim storage")
    if lead:
        await world.press(SATO, "lead")
    return world


async def storage(world: World) -> Area:
    found = (await world.state()).area("storage")
    assert found is not None
    return found


def minute(moment: datetime | None) -> str:
    """The clock of the story, without its seconds."""
    return clock(moment)[:5] if moment else ""


def told(world: World, person: User, what: str) -> list[Seen]:
    return [seen for seen in world.direct(person) if what in words(seen)]


async def test_one_question_in_private_one_press(begin: Begin) -> None:
    """After the interval, in 1:1; the press settles it, and nobody else is disturbed."""
    world = await working(begin, ITO)
    await world.until("05:46")
    [question] = told(world, ITO, "「ストレージ」は継続中ですか")
    answer = await world.press(ITO, "still_on", question)
    assert "継続中として記録しました" in answered(answer)
    await world.until("06:20")
    assert (await storage(world)).owner == who(ITO)
    assert not [seen for seen in alerts(world.thread) if "Storage" in words(seen)]


@pytest.mark.parametrize(
    "answer", ["継続中", "still on it", "ストレージ 継続中です", "あと30分", "継続して調査します"]
)
async def test_the_answer_can_be_written_into_the_private_chat(begin: Begin, answer: str) -> None:
    """No thread has to be looked for: whatever they have there is meant."""
    world = await working(begin, ITO)
    await world.until("05:46")
    heard = await world.say(ITO, answer, "direct")
    assert "ストレージ" in words(heard[-1]) or "Storage" in words(heard[-1])
    assert minute((await storage(world)).heard) == "05:46"


async def test_without_an_answer_the_area_is_free_and_the_lead_hears_one_word(
    begin: Begin,
) -> None:
    """The question shrinks to what became of it, and one late press takes the area back."""
    world = await working(begin, ITO, SATO)
    await world.until("06:01")
    [word] = told(world, SATO, "担当者なしに戻しました")
    assert "「ストレージ」は1時間更新がないため" in words(word)
    assert "伊藤 直子さんが作業中の場合もあります" in words(word)
    assert told(world, ITO, "「ストレージ」は担当者なしに戻りました")
    await world.say(ITO, "still on storage")
    assert (await storage(world)).owner == who(ITO)


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("estimate storage 60", "06:00"),
        ("60 more minutes on storage", "06:00"),
        ("ストレージ あと1時間", "06:00"),
        ("見込み ストレージ 90分", "06:30"),
        ("あと60分", "06:00"),
    ],
)
async def test_an_estimate_by_word_keeps_the_question_away(
    begin: Begin, said: str, until: str
) -> None:
    """It stands on the card, and nobody is asked before it has run out."""
    world = await working(begin, ITO)
    await world.say(ITO, said)
    await world.until("05:50")
    assert minute((await storage(world)).eta) == until
    assert f"until about {until}" in world.live
    assert not told(world, ITO, "継続中")


async def test_an_estimate_by_press(begin: Begin) -> None:
    """15, 30 or 60 minutes, for whatever the presser has."""
    world = await working(begin)
    await world.moment()
    await world.press(ITO, "estimate", world.thread[0], minutes="60")
    assert minute((await storage(world)).eta) == "06:00"
    refused = await world.press(AOIFE, "estimate", world.thread[0], minutes="15")
    assert "Claim one first" in answered(refused)


@pytest.mark.parametrize(
    ("said", "until"),
    [("away", "05:30"), ("away 45 min", "05:45"), ("離席 6:00まで", "06:00"), ("離席します", "05:30"),
     ("away until 6:00", "06:00"), ("離席 1時間", "06:00")],
)  # fmt: skip
async def test_away_is_said_in_one_word(begin: Begin, said: str, until: str) -> None:
    """In the thread; it holds for every case of the person, and is seen on the card."""
    world = await working(begin)
    await world.say(ITO, said)
    await world.moment()
    assert minute((await world.state()).away_until(who(ITO), world.time.now)) == until
    assert f"away until {until}" in world.live
    await world.say(ITO, "戻りました")
    assert (await world.state()).away_until(who(ITO), world.time.now) is None


async def test_take_over_while_the_owner_is_away(begin: Begin) -> None:
    """Claiming says so and offers it; one press; a trace, and a word to the former owner in 1:1."""
    world = await working(begin, ITO)
    claim = world.pressing(AOIFE, "claim", area="network")
    await world.press(ITO, "away", world.thread[0])
    late = await world.handler.invoke(
        type(claim)(world.source(AOIFE), "claim", {**claim.data, "area": "storage"})
    )
    assert "is away until 05:30" in answered(late)
    assert "Take over Storage" in answered(late)
    taken = await world.press(AOIFE, "take_over", _answer(world, late))
    assert taken["statusCode"] == 200
    assert (await storage(world)).owner == who(AOIFE)
    [word] = told(world, ITO, "引き取りました")
    assert "離席中のため、「ストレージ」はAoife Byrneさんが引き取りました" in words(word)
    [claimed] = [e.fact for e in await world.store.events(world.swarm)
                 if isinstance(e.fact, f.AreaClaimed) and e.fact.taken_from]  # fmt: skip
    assert claimed.taken_from == who(ITO)


def _answer(world: World, answer: dict[str, Any]) -> Seen:
    """What the presser sees, as a message that can be pressed."""
    shown = world.thread[0]
    shown.message = type(shown.message)(shown.message.summary, answer["value"])
    return shown


@pytest.mark.parametrize(
    "said",
    [
        "waiting storage for the vendor until 6:40",
        "waiting for the vendor on storage until 6:40",
        "回答待ち ストレージ the vendor 6:40まで",
    ],
)
async def test_waiting_for_somebody_by_word(begin: Begin, said: str) -> None:
    """Whom and until when stand on the card; at that moment the owner is asked."""
    world = await working(begin, ITO)
    await world.say(ITO, said)
    await world.moment()
    wait = (await storage(world)).wait
    assert wait is not None
    assert (wait.whom, wait.until) == ("the vendor", at("06:40"))
    assert "for the vendor, until 06:40" in world.live
    await world.until("06:41")
    [question] = told(world, ITO, "the vendorの回答予定（6:40）を過ぎました")
    await world.press(ITO, "estimate", question)
    wait = (await storage(world)).wait
    assert wait is not None
    assert minute(wait.until) == "07:11"


async def test_waiting_for_somebody_by_form(begin: Begin) -> None:
    """A missing time is asked back with what was typed."""
    world = await working(begin)
    await world.moment()
    await world.press(ITO, "form_waiting", world.thread[0])
    asked = await world.fill(ITO, "waiting", area="storage", whom="SIベンダー", until="soon")
    assert "SIベンダー" in str(asked["value"])
    done = await world.fill(ITO, "waiting", area="storage", whom="SIベンダー", until="6時40分")
    assert "「ストレージ」をSIベンダーの回答待ちにしました" in answered(done)
    assert (await storage(world)).state is AreaState.WAITING


async def test_what_was_ruled_out_is_to_be_checked_again(begin: Begin) -> None:
    """The severity changes: the card says why, the owner is asked, one press confirms it."""
    world = await working(begin, ITO)
    await world.say(ITO, "結果 ストレージ 問題なし 4:00から異常なし https://wiki.example.com/log")
    await world.ticket(severity=Severity.B)
    await world.moment()
    assert "Check again" in world.live
    assert "changed since: severity" in world.live
    [question] = told(world, ITO, "問題なしとした後に変更がありました（重大度）")
    await world.press(ITO, "confirm", question, area="storage")
    found = await storage(world)
    assert (found.state, found.finding) == (AreaState.RULED_OUT, "4:00から異常なし")
    assert found.evidence is not None
    assert found.evidence.link == "https://wiki.example.com/log"


@pytest.mark.parametrize(
    "said", ["still ruled out", "問題なしのまま ストレージ", "confirm storage"]
)
async def test_a_result_is_confirmed_by_word(begin: Begin, said: str) -> None:
    """The only area that is meant need not be named."""
    world = await working(begin)
    await world.say(ITO, "finding storage ruled out no errors")
    await world.ticket(severity=Severity.B)
    await world.say(ITO, said)
    assert (await storage(world)).state is AreaState.RULED_OUT


async def test_a_finding_by_form_with_everything(begin: Begin) -> None:
    """Link and period stand on the card; the customer's sentence is kept, and shown to no one."""
    world = await working(begin)
    await world.press(ITO, "form_finding")
    await world.fill(
        ITO, "finding", area="storage", state="ruled_out", text="no errors",
        link="https://wiki.example.com/log", tell="Storage works as it should.",
        window="4:00-4:55",
    )  # fmt: skip
    await world.moment()
    found = await storage(world)
    assert found.tell == "Storage works as it should."
    assert "checked 04:00–04:55" in world.live
    assert "[evidence](https://wiki.example.com/log)" in world.live
    assert found.tell not in world.live


async def test_a_link_that_leads_nowhere_is_asked_back(begin: Begin) -> None:
    """With everything that was typed."""
    world = await working(begin)
    await world.press(ITO, "form_finding")
    again = await world.fill(
        ITO, "finding", area="storage", state="suspect", text="slow", link="see the wiki"
    )
    assert "リンクとして記録できません" in answered(again)
    assert (await storage(world)).state is AreaState.LOOKING


@pytest.mark.parametrize(
    "said",
    ["link storage https://call.example.com/1", "作業場所 ストレージ https://call.example.com/1"],
)
async def test_where_the_work_happens(begin: Begin, said: str) -> None:
    """A link on the card, by word; by form it can be taken away."""
    world = await working(begin)
    await world.say(ITO, said)
    await world.moment()
    assert "[workspace](https://call.example.com/1)" in world.live
    await world.press(ITO, "form_place", world.thread[0])
    await world.fill(ITO, "place", area="storage", place="")
    assert (await storage(world)).place == ""


async def test_whoever_claims_an_area_gets_its_runbook_in_private(begin: Begin) -> None:
    """In the 1:1 chat, once, with the commands as they are."""
    rules = (*policy().areas[:1], area_rule("dns"), _with_runbook())
    world = await working(begin, ITO, areas=rules)
    [runbook] = told(world, ITO, "手順")
    assert "iostat -xz 5 3" in words(runbook)
    assert "Look at **latency**." in words(runbook)
    await world.press(ITO, "claim", area="dns")
    assert len(told(world, ITO, "手順")) == 1


async def test_a_runbook_goes_into_the_thread_where_there_is_no_private_chat(
    begin: Begin,
) -> None:
    """Folded, so that it disturbs nobody; and again when somebody asks for it."""
    world = await begin(replace(policy(), areas=(_with_runbook(), area_rule("dns"))))
    await world.ticket()
    await world.press(AOIFE, "claim", area="storage")
    shown = world.thread[-1]
    assert "Storage is yours, Aoife Byrne" in words(shown)
    assert any(one.get("isVisible") is False for one in shown.card["body"])
    [again] = await world.say(SATO, "手順 storage")
    assert "iostat -xz 5 3" in words(again)
    [none] = await world.say(SATO, "runbook dns")
    assert "no runbook" in words(none)


def _with_runbook() -> Any:
    rule = area_rule("storage")
    return type(rule)(rule.key, rule.names, runbook=RUNBOOK)


async def test_the_lead_hears_who_has_left_the_team(begin: Begin) -> None:
    """With the areas that want somebody else, once."""
    world = await working(begin, SATO)
    left = MembersChanged(world.source(AOIFE, CHANNEL), removed=(sender(ITO),))
    world.chat.rosters[CHANNEL] = [member(AOIFE), member(WATANABE)]
    await world.told(left)
    await world.told(left)
    await world.rest()
    [word] = told(world, SATO, "チームから外れました")
    assert "伊藤 直子さんがチームから外れました。「ストレージ」の担当者を決めますか" in words(word)
    assert (await storage(world)).owner is None


async def test_an_absence_holds_for_all_cases_and_is_said_once(begin: Begin) -> None:
    """Two cases, one word, one answer."""
    world = await working(begin, ITO)
    first = world.swarm
    await world.ticket(id="another")
    await world.say(ITO, "claim storage")
    heard = await world.say(ITO, "離席 45分", "direct")
    assert len(heard) == 1
    for swarm in (first, world.swarm):
        loaded = await world.store.load(swarm)
        assert loaded is not None
        assert minute(loaded.swarm.away_until(who(ITO), world.time.now)) == "05:45"


async def test_a_pressed_absence_holds_for_all_cases_too(begin: Begin) -> None:
    """Pressed on one card, once in each log; so does "back"; a case without the person hears nothing."""
    world = await working(begin, ITO)
    first, card = world.swarm, world.thread[0]
    await world.ticket(id="another")
    await world.say(ITO, "claim storage")
    second = world.swarm
    await world.ticket(id="not his")
    await world.until("05:01")
    press = world.pressing(ITO, "away", card)
    for _ in range(2):
        await world.handler.invoke(press)
    await world.rest()
    for swarm, times in ((first, 1), (second, 1), (world.swarm, 0)):
        events = await world.store.events(swarm)
        assert len([e for e in events if isinstance(e.fact, f.WentAway)]) == times
    await world.press(ITO, "come_back", card)
    for swarm in (first, second):
        loaded = await world.store.load(swarm)
        assert loaded is not None
        assert loaded.swarm.away_until(who(ITO), world.time.now) is None
