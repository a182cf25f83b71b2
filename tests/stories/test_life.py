"""From the first note to the last line: notes, next action, recovery, close; and who may ask what."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import facts as f
from bot.domain.swarm import Phase
from bot.teams.inbound import Press
from tests.build import at, clock, policy
from tests.cards.looking import actions, verbs
from tests.stories.conftest import Begin
from tests.stories.world import AOIFE, ITO, SATO, SUZUKI, TANAKA, World, answered, who, words
from tests.teams_wire import CHANNEL


async def opened(begin: Begin, **rules: Any) -> World:
    world = await begin(policy(**rules))
    await world.ticket()
    await world.press(SATO, "lead")
    return world


async def phase(world: World) -> Phase:
    return (await world.state()).phase


@pytest.mark.parametrize("said", ["note 中村様は9時まで在席", "メモ 中村様は9時まで在席"])
async def test_a_note_is_in_the_timeline(begin: Begin, said: str) -> None:
    """By word and by form, with who wrote it."""
    world = await opened(begin)
    await world.say(AOIFE, said)
    await world.press(SATO, "form_note")
    await world.fill(SATO, "note", text="DNSを確認")
    pages = await world.say(SATO, "経緯")
    told = "\n".join(map(words, pages))
    assert "中村様は9時まで在席" in told
    assert "Aoife Byrne" in told
    assert "DNSを確認" in told


async def test_the_next_action_is_on_the_card(begin: Begin) -> None:
    """By form and by word, with who and until when."""
    world = await opened(begin)
    await world.press(SATO, "form_next")
    await world.fill(SATO, "next", text="名前解決を確認", owner="me", until="6:40")
    await world.moment()
    assert "名前解決を確認" in world.live
    assert "06:40" in world.live
    await world.say(SATO, "次の対応 店舗に電話")
    await world.moment()
    assert "店舗に電話" in world.live


async def test_the_steps_of_recovery(begin: Begin) -> None:
    """Under way, mitigated, recovered with since when and by whom, monitoring, closed, open again."""
    world = await opened(begin)
    await world.say(SATO, "fixing")
    assert await phase(world) is Phase.FIXING
    await world.until("05:30")
    await world.press(SATO, "form_recover")
    await world.fill(
        SATO, "recover", phase="recovered", since="5:20", confirmed_by="中村", extent="128店舗"
    )
    swarm = await world.state()
    assert swarm.phase is Phase.RECOVERED
    assert swarm.recovery is not None
    assert (clock(swarm.recovery.since), swarm.recovery.confirmed_by) == ("05:20", "中村")
    await world.moment()
    assert "128店舗" in world.live

    await world.say(SATO, "経過観察")
    assert await phase(world) is Phase.WATCHING
    await world.say(SATO, "連絡 復旧しました 次回なし 理由 復旧済み")
    await world.say(SATO, "クローズ")
    assert await phase(world) is Phase.CLOSED
    await world.moment()
    await world.press(SATO, "reopen")
    assert await phase(world) is Phase.OPEN


async def test_what_was_only_mitigated_has_not_recovered(begin: Begin) -> None:
    """Closed straight from a workaround: the card does not say when it recovered."""
    world = await opened(begin, language="ja")
    await world.press(SATO, "form_recover")
    await world.fill(SATO, "recover", phase="mitigated", since="4:45")
    await world.moment()
    assert "暫定復旧の時刻" in world.live
    await world.say(SATO, "連絡 暫定復旧しました 次回なし 理由 様子を見る")
    await world.say(SATO, "クローズ")
    await world.moment()
    assert "にクローズしました" in world.live
    assert "復旧時刻" not in world.live


async def test_a_form_in_the_thread_can_be_put_away(begin: Begin) -> None:
    """Without dialogs a form is a message: "cancel" makes it a line for everybody, and nothing is
    saved; pressing again opens another."""
    world = await opened(begin)
    await world.press(SATO, "form_note")
    form, _ = world.button("cancel_form")
    answer = await world.press(ITO, "cancel_form", on=form)
    assert "何も保存していません" in answered(answer)
    assert "何も保存していません" in words(form)
    assert (await world.state()).notes == 0
    await world.press(SATO, "form_note")
    await world.fill(SATO, "note", text="DNSを確認")
    assert (await world.state()).notes == 1


async def test_closing_lists_what_is_owed_and_silences_nothing(begin: Begin) -> None:
    """One promise is ended with a reason, the other stays and reminds."""
    world = await opened(begin)
    await world.say(SATO, "お客様から 大野部長 折り返し 7:40")
    await world.press(SATO, "form_close")
    form, _ = world.button("submit_close")
    assert "7:40" in words(form)
    assert "5:07" in words(form)
    await world.fill(SATO, "close", end_1="訓練のため")
    swarm = await world.state()
    assert swarm.closed
    assert [clock(p.due) for p in swarm.promises] == ["07:40"]
    await world.until("07:41")
    assert clock(world.thread[-1].at)[:5] == "07:40"


async def test_status_posts_a_fresh_card_and_the_older_becomes_a_pointer(begin: Begin) -> None:
    """The newest card is at the bottom and is the one that is kept up to date."""
    world = await opened(begin)
    await world.say(SATO, "状況")
    await world.moment()
    old, new = world.thread[0], world.thread[-1]
    assert verbs(old.card) == []
    assert "claim" in verbs(new.card)
    await world.press(ITO, "claim", on=new, area="storage")
    await world.moment()
    assert "伊藤 直子" in words(new)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("help", "What you can write"),
        ("使い方", "書"),
        ("hi", "What you can write"),
        ("", "What you can write"),
        ("make me a sandwich", "I didn't understand"),
        ("お寿司をください", "読み取れませんでした"),
    ],
)
async def test_whatever_is_said_has_a_useful_answer(begin: Begin, said: str, read: str) -> None:
    """In the language of the writer's words, in the channel, a thread and 1:1."""
    world = await opened(begin)
    for conversation in ("", CHANNEL, "direct"):
        [answer] = await world.say(AOIFE, said, conversation)
        assert read in words(answer)


@pytest.mark.parametrize("said", ["thanks", "了解です", "お疲れさまです"])
async def test_thanks_need_no_answer(begin: Begin, said: str) -> None:
    """The bot does not chat."""
    world = await opened(begin)
    assert await world.say(AOIFE, said) == []


async def test_a_command_outside_a_thread_says_where_it_works(begin: Begin) -> None:
    """Claim in the channel or in 1:1: kindly told, nothing done."""
    world = await opened(begin)
    for conversation in (CHANNEL, "direct"):
        [answer] = await world.say(AOIFE, "claim storage", conversation)
        assert "thread" in words(answer)
    events = await world.store.events(world.swarm)
    assert not any(isinstance(event.fact, f.AreaClaimed) for event in events)


async def test_a_new_swarm_by_word_and_by_form(begin: Begin) -> None:
    """``@Swarm new``, 「新規」 and the form of the welcome card; delivered twice, still one each."""
    world = await begin()
    for said in ("new Sev-A Contoso: Tills are down", "新規 返品できない 顧客：アオバ"):
        delivered = world.saying(AOIFE, said, CHANNEL)
        for _ in range(2):
            await world.told(delivered)
            await world.rest()
    assert len(world.chat.threads(CHANNEL)) == 2
    assert "Contoso" in "\n".join(words(world.chat.messages[t][0]) for t in world.chat.threads(CHANNEL))  # fmt: skip

    await world.say(AOIFE, "new", CHANNEL)
    sent = world.pressing(AOIFE, "submit_new")
    sent = replace(sent, data={**sent.data, "title": "Disk full", "severity": "B"})
    for _ in range(2):
        await world.handler.invoke(sent)
        await world.rest()
    assert len(world.chat.threads(CHANNEL)) == 3
    assert "Disk full" in world.live
    assert "Sev-B" in world.live


async def test_a_second_new_for_the_same_ticket_is_told_so(begin: Begin) -> None:
    """Somebody else has opened it already: said, not swallowed."""
    world = await begin()
    await world.say(AOIFE, "new Tills are down ticket=4711", CHANNEL)
    said = await world.say(ITO, "new Tills are down ticket=4711", CHANNEL)
    assert len(world.chat.threads(CHANNEL)) == 1
    assert "already" in words(said[-1])


# ---------------------------------------------------------------- in 1:1


async def test_my_swarms_are_those_i_take_part_in(begin: Begin) -> None:
    """In 1:1, a line each."""
    world = await opened(begin)
    [mine] = await world.say(SATO, "担当案件", "direct")
    assert "アオバストア" in words(mine)
    [none] = await world.say(AOIFE, "my swarms", "direct")
    assert "アオバストア" not in words(none)


async def test_whom_the_policy_names_may_ask_without_being_a_member(begin: Begin) -> None:
    """``状況 アオバ``: what may be said, the next contact, whom to ask."""
    world = await opened(begin, viewers=(who(SUZUKI),))
    await world.say(SATO, "連絡 基盤は問題なし、調査中 次回 6時")
    [card] = await world.say(SUZUKI, "状況 アオバ", "direct")
    told = words(card)
    assert "基盤は問題なし、調査中" in told
    assert "6:00" in told
    assert "佐藤 健" in told
    [everything] = await world.say(SUZUKI, "一覧", "direct")
    assert "アオバストア" in words(everything)


async def test_the_one_who_took_the_boss_s_call_can_write_it_down(begin: Begin) -> None:
    """鈴木 is no member of the channel; the call-back is owed by somebody all the same."""
    world = await opened(begin, viewers=(who(SUZUKI),))
    [card] = await world.say(SUZUKI, "状況 アオバ", "direct")
    await world.press(SUZUKI, "form_customer_called", on=card)
    assert "submit_customer_called" in str(world.direct(SUZUKI)[-1].card)
    await world.fill(SUZUKI, "customer_called", who="大野部長", call_back="7:40")
    promise = (await world.state()).promise(2)
    assert promise is not None
    assert (promise.to, promise.due) == ("大野部長", at("07:40"))


async def test_a_stranger_learns_nothing_and_is_told_kindly(begin: Begin) -> None:
    """Neither the status, nor the list, nor the timeline; and no press has an effect."""
    world = await opened(begin)
    stale = world.pressing(SATO, "claim", area="storage")
    for said in ("status アオバ", "timeline アオバ", "all", "my swarms"):
        for card in await world.say(SUZUKI, said, "direct"):
            assert "店舗のPOS" not in words(card)
            assert "佐藤" not in words(card)
    rev = (await world.state()).rev
    for verb in ("claim", "form_note", "timeline", "refresh", "nonsense"):
        pressed = type(stale)(world.source(SUZUKI, "direct"), verb, stale.data)
        answer = await world.handler.invoke(pressed)
        assert "Escalations" in answered(answer)
    assert (await world.state()).rev == rev


async def test_a_manager_sees_every_open_case(begin: Begin) -> None:
    """``all``: a line each, the most urgent first, closed ones left out."""
    world = await opened(begin, managers=(who(TANAKA),))
    await world.ticket(id="2", title="返品できない", customer="カワセ")
    await world.say(SATO, "連絡 終了 次回なし 理由 完了")
    await world.say(SATO, "close")
    [everything] = await world.say(TANAKA, "all", "direct")
    assert "アオバストア" in words(everything)
    assert "カワセ" not in words(everything)


async def test_the_timeline_leads_back_to_the_card(begin: Begin) -> None:
    """Pressed on the live card it takes its place for that person, who can go back."""
    world = await opened(begin)
    timeline = await world.press(SATO, "timeline", on=world.thread[0])
    assert "経緯" in answered(timeline)
    [back] = actions(timeline["value"])
    answer = await world.handler.invoke(
        Press(world.source(SATO), back["verb"], {**back["data"], "verb": back["verb"]})
    )
    assert "業務影響" in answered(answer)
    [typed] = await world.say(SATO, "経緯")
    assert actions(typed.card) == []
