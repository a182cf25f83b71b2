"""Letters to the customer and reports inside, as people meet them: drafted, edited, sent by a person."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.policy import Policy
from bot.domain.swarm import AreaState, CustomerContact, PromiseKind
from bot.teams.inbound import FormFetch, FormSubmit, Installed
from tests.build import at, clock, minutes, policy
from tests.cards.looking import actions, inputs
from tests.fakes import Seen
from tests.stories.conftest import Begin
from tests.stories.world import (
    AOIFE,
    ITO,
    SATO,
    SUZUKI,
    TANAKA,
    URL,
    World,
    answered,
    member,
    who,
    words,
)
from tests.teams_wire import User

COMPANY = {"ja": "青葉サポート", "en": "Aoba Support"}


async def told_six(begin: Begin, *reachable: User, language: str = "ja", **rules: object) -> World:
    """佐藤 leads and has told the customer six o'clock; every area is in somebody's hands."""
    world = await begin(policy(company=COMPANY, **rules))  # type: ignore[arg-type] # as in tests.build
    for person in reachable:
        await world.told(Installed(world.source(person, "direct"), added=True))
    contact = CustomerContact("中村" if language == "ja" else "Mr Nakamura", "", language)
    await world.ticket(contact=contact, symptom_since=at("04:15"))
    await world.press(SATO, "lead")
    for area in ("platform", "storage", "network"):
        await world.say(ITO, f"claim {area}")
    await world.say(SATO, "連絡 調査を開始 次回 6時")
    return world


def typed(seen: Seen, name: str) -> str:
    """What stands in an input of the form."""
    return next(str(one.get("value", "")) for one in inputs(seen.card) if one["id"] == name)


def filled(card: dict[str, Any]) -> dict[str, Any]:
    """Everything that a client sends with a form: its data, and every input as it stands."""
    [data] = [a["data"] for a in actions(card) if "form" in a.get("data", {})]
    return {**{one["id"]: one.get("value", "") for one in inputs(card)}, **data}


async def send(
    world: World, person: User, form: str, card: dict[str, Any] | None = None, **changed: str
) -> dict[str, Any]:
    """Somebody sends the newest form, or the one that was answered (``card``), as it stands but for
    what they changed."""
    seen, _ = world.button(f"submit_{form}")
    press = world.pressing(person, f"submit_{form}", seen)
    answer = await world.handler.invoke(
        replace(press, data={**filled(card or seen.card), **changed})
    )
    await world.rest()
    return answer


async def test_the_reminder_before_the_update_brings_its_draft(begin: Begin) -> None:
    """05:45, in 1:1: the letter in the customer's words, with what to say on the phone."""
    world = await told_six(begin, SATO)
    await world.say(ITO, "finding platform ruled out 4:00-5:15 clean on cluster-77")
    await world.say(ITO, "finding storage suspect latency on san-04")
    await world.until("05:46")
    seen = world.direct(SATO)[-1]
    said = words(seen)
    assert clock(seen.at) == "05:45"
    assert "【第二報】" in said
    assert "青葉サポートの佐藤 健です" in said
    assert "基盤：確認を終え、異常は見つかっておりません。" in said
    assert "ストレージ、ネットワーク" in said
    assert "本日（11月24日）7時00分まで。進展がない場合もご連絡いたします。" in said
    assert "次は7時までに、進展がなくてもご連絡いたします。" in said
    for secret in ("cluster-77", "san-04", "latency", "伊藤", "疑い"):
        assert secret not in said
    assert not inputs(seen.card)


async def test_the_draft_is_in_the_customer_s_language_not_the_reader_s(begin: Begin) -> None:
    """佐藤 reads Japanese, the customer English: the reminder is Japanese, the letter English."""
    world = await told_six(begin, SATO, language="en")
    await world.until("05:46")
    said = words(world.direct(SATO)[-1])
    assert "次回連絡は 6:00 です" in said
    assert "Dear Mr Nakamura," in said
    assert "By 07:00 today (24 November), even if there is nothing new" in said
    assert "様" not in said.partition("Dear")[2].partition("電話でお伝えする場合")[0]


async def test_marked_as_sent_it_is_a_contact_that_keeps_the_promise(begin: Begin) -> None:
    """The form holds the letter to copy; sending it logs what was told, and the next time."""
    world = await told_six(begin, SATO)
    await world.say(ITO, "finding storage suspect latency")
    await world.until("05:46")
    await world.press(SATO, "form_draft", on=world.direct(SATO)[-1])
    form = world.direct(SATO)[-1]
    assert typed(form, "said").startswith("アオバストア\n中村様\n")
    assert typed(form, "next_at") == "7:00"
    await world.until("05:58")
    done = await send(world, SATO, "draft", how="ticket")
    assert "5:58 の連絡を記録しました" in answered(done)
    state = await world.state()
    [promise] = state.promises
    assert (clock(promise.due), promise.told) == ("07:00", True)
    assert state.reports == 2
    assert state.last_contact is not None
    assert state.last_contact.said.startswith("【第二報】■ ")
    told = {one.area: one.state for one in state.told}
    assert told["storage"] is AreaState.LOOKING
    await world.say(ITO, "finding storage ruled out only an effect")
    await world.until("06:05")
    assert "変わりました" not in "".join(words(seen) for seen in world.direct(SATO))


async def test_what_no_longer_holds_is_corrected_first(begin: Begin) -> None:
    """Told as suspect at 05:58, ruled out at 06:31: the next letter begins with the correction."""
    world = await told_six(begin, SATO)
    await world.say(ITO, "finding storage suspect latency")
    await world.until("05:58")
    await world.say(SATO, "連絡 ストレージが有力な原因です 次回 7時")
    await world.until("06:31")
    await world.say(ITO, "finding storage ruled out only an effect")
    await world.until("06:46")
    said = words(world.direct(SATO)[-1])
    assert "【第三報】" in said
    correction = (
        "本日（11月24日）5時58分に「ストレージ」を原因の可能性があるものとしてお伝えしましたが"
    )
    assert correction in said
    assert said.index("■ 前回のご連絡の訂正") < said.index("■ 影響範囲")
    await world.press(SATO, "form_draft", on=world.direct(SATO)[-1])
    await send(world, SATO, "draft")
    await world.say(SATO, "下書き")
    assert "訂正" not in typed(world.thread[-1], "said")


async def test_the_guard_points_once_and_a_person_decides(begin: Begin) -> None:
    """A name and a promised recovery: asked about once; pressed again, it is as it was meant."""
    world = await told_six(begin)
    await world.say(SATO, "下書き")
    letter = typed(world.thread[-1], "said") + "\n伊藤が確認し、8時までに復旧いたします。"
    again = await send(world, SATO, "draft", said=letter)
    assert "社内の方のお名前です：「伊藤」" in answered(again)
    assert "復旧時刻のお約束と受け取られます" in answered(again)
    assert (await world.state()).contacts == 1
    done = await send(world, SATO, "draft", card=again["value"])
    assert "記録しました" in answered(done)
    assert (await world.state()).contacts == 2


async def test_another_next_time_changes_the_letter_first(begin: Begin) -> None:
    """The time in the form and the time in the letter cannot differ unnoticed."""
    world = await told_six(begin)
    await world.say(SATO, "下書き")
    again = await send(world, SATO, "draft", next_at="6:30")
    shown = again["value"]
    said = next(one["value"] for one in inputs(shown) if one["id"] == "said")
    assert "本日（11月24日）6時30分まで" in said
    assert "7時00分" not in said
    assert (await world.state()).contacts == 1


async def test_the_same_in_a_dialog(begin: Begin) -> None:
    """In Teams the letter opens as a dialog; it stays open while there is something to look at."""
    world = await begin(policy(), dialogs=True)
    await world.ticket()
    await world.press(SATO, "lead")
    _, data = world.button("form_draft")
    opened = await world.handler.invoke(FormFetch(world.source(SATO), data))
    form = opened["task"]["value"]["card"]["content"]
    letter = filled(form)
    assert letter["said"].startswith("アオバストア\n中村様")
    blamed = {**letter, "said": letter["said"] + "\n弊社の不具合です。"}
    asked = await world.handler.invoke(FormSubmit(world.source(SATO), blamed))
    assert asked["task"]["type"] == "continue"
    assert "責任の所在に触れています：「弊社の不具合」" in answered(asked)
    again = filled(asked["task"]["value"]["card"]["content"])
    done = await world.handler.invoke(FormSubmit(world.source(SATO), again))
    assert done["task"]["type"] == "message"
    assert (await world.state()).reports == 1


async def test_the_draft_stays_out_of_the_thread_where_nobody_can_be_reached(begin: Begin) -> None:
    """Without a 1:1 chat the reminder mentions in the thread, and shows no letter."""
    world = await told_six(begin)
    world.chat.unreachable.add(SATO.mention)
    await world.until("05:46")
    said = words(world.thread[-1])
    assert "次回" in said or "next" in said.lower()
    assert "【第二報】" not in said


async def test_recovery_is_declared_and_its_report_drafted(begin: Begin) -> None:
    """Since when, confirmed by whom, how many of how many; the declaration inside goes to the thread."""
    world = await told_six(begin, SATO, TANAKA, supervisors=(who(TANAKA),))
    await world.until("05:30")
    await world.press(SATO, "form_recover")
    await world.fill(
        SATO, "recover", phase="recovered", since="5:20", confirmed_by="中村", extent="全128店舗",
        watch_until="10:00",
    )  # fmt: skip
    await world.rest()
    drafted = world.direct(SATO)[-1]
    said = words(drafted)
    assert "【復旧のご報告】" in said
    assert "全128店舗、中村様にご確認いただきました。" in said
    assert "本日（11月24日）10時00分まで経過を確認し、結果をご連絡いたします。" in said
    await world.press(SATO, "form_report", on=drafted)
    report = typed(world.direct(SATO)[-1], "text")
    assert "recovered since" in report
    await send(world, SATO, "report")
    assert "[Recovered] アオバストア" in words(world.thread[-1])
    assert "[Recovered] アオバストア" in words(world.direct(TANAKA)[-1])
    await world.press(SATO, "form_draft", on=drafted)
    await send(world, SATO, "draft")
    await world.moment()
    assert "【復旧のご報告】" not in words(drafted)
    [watched] = (await world.state()).promises
    assert (clock(watched.due), watched.told) == ("10:00", True)


async def test_unconfirmed_recovery_asks_the_customer_to_confirm(begin: Begin) -> None:
    """Before their word it is only what we see."""
    world = await told_six(begin, SATO)
    await world.say(SATO, "復旧 確認待ち 4:50から")
    await world.moment()
    said = words(world.direct(SATO)[-1])
    assert "4時50分より、復旧を確認しております。" in said
    assert "お客様側でもご確認をお願いいたします" in said


async def test_a_report_owed_after_the_close_is_reminded_of_with_its_draft(begin: Begin) -> None:
    """Thursday's report: Wednesday at ten, the letter is there, and sending it ends the promise."""
    world = await told_six(begin, SATO)
    await world.press(SATO, "form_promise")
    await world.fill(SATO, "promise", kind="report", due="11/26 17:00", agreed="yes", owner="me")
    await world.say(SATO, "復旧 5:00から 確認 中村様")
    await world.say(SATO, "close")
    await world.fill(SATO, "close", end_2="recovered")
    world.time.go_to(at("09:59") + timedelta(days=1))
    await world.until(at("10:01") + timedelta(days=1))
    reminder = world.direct(SATO)[-1]
    said = words(reminder)
    assert "【障害報告書】" in said
    assert "■ 再発の可能性" in said
    await world.press(SATO, "form_draft", on=reminder)
    await send(world, SATO, "draft", how="mail")
    state = await world.state()
    assert not [p for p in state.promises if p.kind is PromiseKind.REPORT]
    assert state.closed


WIDE = "19:everybody@thread.tacv2"


async def wide_world(begin: Begin) -> World:
    """Supervisors, and a channel where everybody reads; the bot is in it."""
    world = await told_six(
        begin, SATO, TANAKA, SUZUKI, supervisors=(who(TANAKA), who(SUZUKI)), wide="everybody"
    )
    world.chat.rosters[WIDE] = [member(AOIFE)]
    source = world.source(AOIFE, WIDE)
    source = replace(source, channel=WIDE, channel_name="everybody", service_url=URL)
    await world.told(Installed(source, added=True))
    await world.rest()
    return world


async def test_the_report_inside_goes_to_supervisors_and_later_to_everybody(begin: Begin) -> None:
    """One by one in 1:1 at once; half an hour later a post of its own in the wide channel."""
    world = await wide_world(begin)
    home = world.thread_id
    await world.until("05:00")
    await world.say(ITO, "finding platform ruled out nothing in the logs")
    await world.say(AOIFE, "report inside")
    text = typed(world.thread[-1], "text")
    assert text.startswith("[Report 1, internal] アオバストア: 店舗のPOSにログインできない (Sev-A")
    for part in ("Known: Platform (Ruled out", "Not known yet: Storage", "We ask:", "On it: lead 佐藤 健",
                 "Next report: about", "Questions: 佐藤 健"):  # fmt: skip
        assert part in text
    answer = answered(await send(world, AOIFE, "report", text=text + "\nMore soon."))
    assert "田中 美咲" in answer
    assert "05:30" in answer
    for person in (TANAKA, SUZUKI):
        assert "More soon." in words(world.direct(person)[-1])
    assert not world.chat.threads(WIDE)
    await world.until("05:31")
    [thread] = world.chat.threads(WIDE)
    [posted] = world.chat.messages[thread]
    assert clock(posted.at)[:5] == "05:30"
    assert "More soon." in words(posted)
    await world.restart()
    await world.until("07:00")
    assert len(world.chat.threads(WIDE)) == 1
    assert home != thread


async def test_an_outdated_report_does_not_reach_everybody(begin: Begin) -> None:
    """Recovered before the half hour: the wide channel hears of the recovery alone."""
    world = await wide_world(begin)
    await world.say(SATO, "社内報告")
    await send(world, SATO, "report")
    await world.until("05:10")
    await world.say(SATO, "復旧 5:00から 確認 中村様")
    await world.until("05:30")
    assert not world.chat.threads(WIDE)
    await world.say(SATO, "社内報告")
    await send(world, SATO, "report")
    await world.until("06:10")
    [thread] = world.chat.threads(WIDE)
    assert "[Recovered]" in words(world.chat.messages[thread][0])


async def test_the_lead_is_asked_for_the_first_report_once(begin: Begin) -> None:
    """Only where a wide channel waits for it; giving it settles the question."""
    world = await wide_world(begin)
    await world.until("05:13")
    asked = [s for s in world.direct(SATO) if "第一報がまだです" in words(s)]
    assert [clock(s.at) for s in asked] == ["05:12"]
    await world.press(SATO, "form_report", on=asked[0])
    await send(world, SATO, "report")
    await world.until("05:20")
    assert "第一報がまだです" not in words(asked[0])


async def test_a_wide_channel_that_the_bot_is_not_in_is_said_in_the_timeline(begin: Begin) -> None:
    """Nothing is posted elsewhere instead."""
    world = await told_six(begin, SATO, TANAKA, supervisors=(who(TANAKA),), wide="nowhere")
    await world.say(SATO, "社内報告")
    await send(world, SATO, "report")
    before = len(world.thread)
    await world.until("05:25")
    assert len(world.thread) == before
    assert "Report inside. It could not be sent" in words((await world.say(AOIFE, "timeline"))[0])


async def test_a_report_stays_readable_after_the_close(begin: Begin) -> None:
    """Reminders shrink to a line; a report is read later, too."""
    world = await told_six(begin, SATO, TANAKA, supervisors=(who(TANAKA),))
    await world.say(SATO, "社内報告")
    await send(world, SATO, "report", text="what everybody shall know")
    await world.say(SATO, "close")
    await world.fill(SATO, "close", end_2="over")
    await world.until("05:30")
    assert "what everybody shall know" in "".join(words(s) for s in world.direct(TANAKA))


async def test_in_a_1_1_chat_the_draft_is_asked_for_by_name(begin: Begin) -> None:
    """``下書き アオバ``, for whoever may change the case."""
    world = await told_six(begin)
    [form] = await world.say(SATO, "下書き アオバ", "direct")
    assert "中村様" in typed(form, "said")
    [no] = await world.say(TANAKA, "draft アオバ", "direct")
    assert "no open case" in words(no).lower() or "ありません" in words(no)


def test_defaults_name_no_wide_channel() -> None:
    """Nobody outside the case hears anything that the policy does not say."""
    assert not Policy().wide
    assert Policy().wide_after == minutes(30)
