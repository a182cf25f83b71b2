"""Promises, records, the last rungs and calls by people: by card and by message, as people meet them."""

from datetime import timedelta

from bot.domain.ledger import Outcome, ledger
from bot.domain.swarm import PromiseKind
from bot.policy import resolve
from bot.policyform import parse
from bot.ports import Busy, ChatError, Page, Refused, Uncertain
from bot.teams.inbound import Installed, Mentioned, Said
from tests.build import at, clock, minutes, on_duty, policy
from tests.cards.looking import actions
from tests.stories.conftest import Begin
from tests.stories.world import (
    AOIFE,
    ITO,
    SATO,
    TANAKA,
    WATANABE,
    World,
    answered,
    who,
    words,
)
from tests.teams_wire import User


async def led(begin: Begin, *reachable: User, **rules: object) -> World:
    """佐藤 leads, every area is in hand, the customer was told six o'clock."""
    world = await begin(policy(**rules))  # type: ignore[arg-type] # as in tests.build
    for person in reachable:
        await world.told(Installed(world.source(person, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    for area in ("platform", "storage", "network"):
        await world.say(ITO, f"claim {area}")
    await world.say(SATO, "連絡 調査中 次回 6時")
    return world


def verbs(seen: object) -> list[str]:
    return [one.get("verb") or one["data"]["verb"] for one in actions(seen.card)]  # type: ignore[attr-defined] # a Seen


async def test_a_call_back_and_a_report_stand_beside_the_update(begin: Begin) -> None:
    """Three promises at a time; the card shows the next one and the others, the list all."""
    world = await led(begin)
    await world.say(AOIFE, "customer called Mr Ohno: wants news, call back 5:40")
    await world.say(SATO, "約束 報告書 中村様 11/26 17時まで")
    state = await world.state()
    assert [(p.kind, p.to) for p in state.promises] == [
        (PromiseKind.CALL_BACK, "Mr Ohno"), (PromiseKind.UPDATE, ""), (PromiseKind.REPORT, ""),
    ]  # fmt: skip
    assert "Call-back owed" in world.live
    [listed] = await world.say(AOIFE, "promises")
    said = words(listed)
    assert (
        said.index("call-back to Mr Ohno: by 05:40")
        < said.index("by 06:00")
        < said.index("report: by Thu 26 Nov 17:00")
    )
    assert "No. 1, first response" in said
    assert "On time: 1 of 1" in said


async def test_the_list_of_promises_is_japanese_for_a_japanese_reader(begin: Begin) -> None:
    """The same list, by 約束 and by the press."""
    world = await led(begin)
    [listed] = await world.say(SATO, "約束")
    assert "予定どおり：1件中1件" in words(listed)
    assert "次回連絡：6:00 まで" in words(listed)
    pressed = await world.press(SATO, "promises")
    assert "お客様へのお約束" in answered(pressed)
    assert "6:00 まで" in answered(pressed)


async def test_moving_a_promise_asks_whether_the_customer_agreed(begin: Begin) -> None:
    """Without their word only the reminder moves, and it is said so; with it, the promise does."""
    world = await led(begin)
    [answer] = await world.say(AOIFE, "move promise 2 6:30")
    assert "The customer still expects us at 06:00" in words(answer)
    [agreed] = await world.say(SATO, "次回 6:35 お伝え済み")
    assert "お客様にお伝え済み" in words(agreed)
    await world.say(AOIFE, "move promise 2 6:45")
    listed = words((await world.say(AOIFE, "promises"))[0])
    assert "The customer still expects us at 06:35" in listed
    await world.moment()
    assert "The customer still expects us at 06:35" in world.live
    await world.press(SATO, "form_move", promise=2)
    await world.fill(SATO, "move", due="6:40", agreed="yes")
    [promise] = (await world.state()).promises
    assert (clock(promise.due), promise.told, promise.judged) == ("06:40", True, None)


async def test_a_promise_that_was_never_kept_is_missed_for_ever(begin: Begin) -> None:
    """Ended with a reason after its time: not contacted, and the list says so."""
    world = await led(begin)
    await world.until("06:20")
    await world.press(SATO, "form_end_promise", on=(await world.say(SATO, "promises"))[0])
    await world.fill(SATO, "end_promise", promise="2", reason="the customer has gone home")
    said = words((await world.say(AOIFE, "promises"))[0])
    assert "No. 2, update, 06:00: not contacted (the customer has gone home)" in said
    assert "On time: 1 of 2" in said
    timeline = words((await world.say(AOIFE, "timeline"))[0])
    assert "Promise not kept: no contact, 20 minutes past its time" in timeline


async def test_a_contact_written_down_wrongly_is_corrected_with_a_trace(begin: Begin) -> None:
    """By form: it was said at 5:58, not at 6:05. On time after all; the timeline keeps both."""
    world = await led(begin)
    await world.until("06:05")
    await world.say(AOIFE, "contact still checking")
    assert ledger(await world.road.store.events(world.swarm))[1].outcome is Outcome.LATE
    await world.press(SATO, "form_correct")
    await world.fill(SATO, "correct", when="5:58", how="mail", to="大野部長")
    assert ledger(await world.road.store.events(world.swarm))[1].outcome is Outcome.ON_TIME
    await world.moment()
    assert "05:58 by mail" in world.live
    lines = words((await world.say(AOIFE, "timeline"))[0])
    assert "Contact at 06:05" in lines
    assert "corrected: Contact with 大野部長 at 05:58" in lines


async def test_a_record_is_corrected_by_message_after_the_close_too(begin: Begin) -> None:
    """Days later, in Japanese."""
    world = await led(begin)
    await world.say(SATO, "close")
    await world.fill(SATO, "close")
    [answer] = await world.say(SATO, "訂正 4:51 メール")
    assert "4:51" in words(answer)
    [unknown] = await world.say(AOIFE, "correct 999 something else")
    assert "can't find this record" in words(unknown)


async def test_the_customer_was_told_something_that_no_longer_holds(begin: Begin) -> None:
    """06:31: the bot notices, not the customer; in 1:1, in the reader's words, with what was said."""
    world = await led(begin, SATO)
    await world.until("05:24")
    await world.say(ITO, "finding storage suspect latency")
    await world.say(SATO, "連絡 ストレージを確認しております 次回 7時")
    await world.until("05:31")
    await world.say(ITO, "finding storage ruled out an effect")
    await world.until("05:32")
    told = world.direct(SATO)[-1]
    assert "お伝えした「ストレージ」の内容が変わりました" in words(told)
    assert "当時：疑いあり → 現在：問題なし" in words(told)
    await world.press(SATO, "form_contact", on=told)
    form = words(world.direct(SATO)[-1])
    assert "訂正をお伝えください" in form
    await world.say(SATO, "連絡 ストレージは原因ではありませんでした 次回 7:30")
    await world.until("05:34")
    assert "form_contact" not in verbs(told)


async def test_somebody_phones_and_presses_that_they_did(begin: Begin) -> None:
    """The last rung in Teams, with the number; whoever phoned stands in the timeline."""
    world = await led(begin, TANAKA, managers=(who(TANAKA),), phones={SATO.id: "090-1111-2222"})
    await world.until("06:21")
    asked = world.thread[-1]
    assert "090-1111-2222" in words(asked)
    answer = await world.press(ITO, "phoned", on=asked)
    assert "佐藤 健さんに電話" in answered(answer)
    assert "伊藤 直子 has phoned 佐藤 健" in words((await world.say(AOIFE, "timeline"))[0])


async def test_the_manager_is_asked_at_any_time_and_answers(begin: Begin) -> None:
    """By message with words, by press without; in 1:1, and the answer is kept."""
    world = await led(begin, TANAKA, managers=(who(TANAKA),))
    [answer] = await world.say(SATO, "マネージャーに相談 部長がお怒りです")
    assert "田中 美咲さんに相談を送りました" in words(answer)
    asked = world.direct(TANAKA)[-1]
    assert "佐藤 健さんからの相談です" in words(asked)
    assert "部長がお怒りです" in words(asked)
    done = await world.press(TANAKA, "answer_call", on=asked)
    assert "対応に入る" in answered(done)
    again = await world.press(SATO, "ask_manager")
    assert "田中 美咲さんに相談を送りました" in answered(again)
    lines = words((await world.say(AOIFE, "timeline"))[0])
    assert "Asked a manager for help: 田中 美咲 (decided by 佐藤 健)" in lines
    assert "田中 美咲 answers the call and helps" in lines


async def test_nobody_on_duty_knows_it_and_the_lead_calls_somebody_in(begin: Begin) -> None:
    """05:00: network has nobody on duty; the lead decides, 渡辺 comes, and it stands in the log."""
    experts = {"network": (who(WATANABE),), "storage": (who(ITO),), "platform": (who(ITO),)}
    world = await begin(policy(on_duty(who(SATO), who(ITO)), experts))
    for person in (SATO, WATANABE):
        await world.told(Installed(world.source(person, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.until("04:58")
    nobody = world.direct(SATO)[-1]
    assert "全員勤務時間外" in words(nobody) or "勤務" in words(nobody)
    await world.press(SATO, "form_call_in", on=nobody)
    await world.fill(SATO, "call_in", area="network", called=WATANABE.id)
    called = world.direct(WATANABE)[-1]
    assert "「ネットワーク」の確認依頼" in words(called)
    await world.press(WATANABE, "claim", on=called)
    area = (await world.state()).area("network")
    assert area is not None
    assert area.owner == who(WATANABE)
    assert "Called in: 渡辺 亮 (decided by 佐藤 健)" in words(
        (await world.say(AOIFE, "timeline"))[0]
    )


async def test_calling_in_by_message_needs_a_person(begin: Begin) -> None:
    """Mentioned with @; without one the bot asks whom."""
    world = await begin()
    await world.told(Installed(world.source(WATANABE, "direct"), added=True))
    await world.ticket()
    [asked] = await world.say(SATO, "呼び出す ネットワーク")
    assert "どなたですか" in words(asked)
    said = Said(
        world.source(SATO), "呼び出す 渡辺 亮さん ネットワーク",
        others=(Mentioned(WATANABE.mention, WATANABE.name),),
    )  # fmt: skip
    await world.told(said)
    await world.rest()
    assert "確認依頼" in words(world.direct(WATANABE)[-1])
    [no] = await world.say(WATANABE, "今は難しいです")
    assert "今は難しいと記録しました" in words(no)


async def test_the_timeline_says_what_became_of_each_reminder(begin: Begin) -> None:
    """Overtaken by the next rung, acted on after how long, or never sent."""
    world = await led(begin, SATO)
    world.chat.trouble(Refused("too big", status=413), kinds=("post",), conversation="a:")
    await world.until("06:06")
    await world.say(AOIFE, "I'll contact them")
    lines = words((await world.say(AOIFE, "timeline"))[0])
    assert "Reminder before the update: 佐藤 健. It could not be sent" in lines
    assert "Reminder: update due: 佐藤 健. Overtaken after 5 minutes" in lines
    assert (
        "Reminder after the planned time: 佐藤 健. Acted on by Aoife Byrne after 1 minute" in lines
    )


async def paged(begin: Begin, *troubles: ChatError) -> list[Page]:
    """Nobody answers for two hours, and the process ends in between."""
    world = await led(begin, paging="https://pager.example.com/", phones={SATO.id: "090"})
    world.page_troubles = list(troubles)
    await world.until("06:40")
    await world.restart()
    await world.until("08:00")
    return world.pages


async def test_the_paging_service_is_called_once_for_a_rung(begin: Begin) -> None:
    """25 minutes after the moment, with what somebody needs to phone; a restart repeats nothing."""
    [page] = await paged(begin)
    assert page.body["data"]["ticket"] == "2611240012"
    assert page.body["data"]["phone"] == "090"
    assert page.body["timestamp"] == at("06:25").isoformat()


async def test_a_page_that_may_have_arrived_bears_the_same_id_again(begin: Begin) -> None:
    """Tried again with a pause; the receiver can tell that it is the same."""
    pages = await paged(begin, Busy("refused"), Uncertain("timeout"))
    assert len(pages) == 3
    assert len({page.id for page in pages}) == 1


async def test_a_page_that_is_refused_is_given_up(begin: Begin) -> None:
    """The same again would be refused again; the timeline says that it could not be sent."""
    assert len(await paged(begin, Refused("403"))) == 1


async def test_hours_and_language_by_ones_own_word_outlive_a_restart(begin: Begin) -> None:
    """``当番 22-7``, ``勤務終了``, ``言語``: kept with the person, read back with the weekday."""
    world = await begin()
    [on] = await world.say(ITO, "当番 22-7", "direct")
    assert "11/24（火） 7:00 まで勤務中" in words(on)
    await world.restart()
    rules = resolve(parse(""), (), world.road.people.rows())
    assert rules.on_duty(world.time.now) == (who(ITO),)
    assert rules.on_duty(at("07:01")) == ()
    [off] = await world.say(ITO, "勤務終了", "direct")
    assert "勤務時間外として記録" in words(off)
    rules = resolve(parse(""), (), world.road.people.rows())
    assert not rules.may_ping(who(ITO), world.time.now + minutes(1))
    [english] = await world.say(ITO, "言語 英語", "direct")
    assert "in English" in words(english)
    await world.restart()
    [listed] = await world.say(ITO, "担当案件", "direct")
    assert "Your cases" in words(listed)
    [unknown] = await world.say(ITO, "language fr", "direct")
    assert "English and Japanese" in words(unknown)


async def test_a_report_is_reminded_of_after_the_close(begin: Begin) -> None:
    """Promised for Thursday 17:00, closed on Tuesday: Wednesday at ten, in 1:1."""
    world = await led(begin, SATO)
    await world.press(SATO, "form_promise")
    await world.fill(SATO, "promise", kind="report", due="11/26 17:00", agreed="yes", owner="me")
    await world.say(SATO, "close")
    await world.fill(SATO, "close", end_2="recovered")
    before = len(world.direct(SATO))
    world.time.go_to(at("09:59") + timedelta(days=1))
    await world.until(at("10:01") + timedelta(days=1))
    new = world.direct(SATO)[before:]
    assert [s.at for s in new] == [at("10:00") + timedelta(days=1)]
