"""One hand-over for all that one holds: by card and by word, as people meet it."""

from bot.domain.audience import keeper
from bot.domain.swarm import PingKind
from bot.teams.inbound import Installed, Mentioned, Said
from bot.teams.offers import READ_MOST
from tests import build
from tests.build import minutes, on_duty, policy
from tests.stories.conftest import Begin
from tests.stories.world import (
    AOIFE,
    ITO,
    SATO,
    SUZUKI,
    TANAKA,
    WATANABE,
    World,
    answered,
    who,
    words,
)
from tests.teams_wire import User

RULES = policy(
    [
        *on_duty(who(SATO), duty="lead", start="00:00", end="07:00"),
        *on_duty(who(WATANABE), start="07:00", end="16:00"),
        *on_duty(who(ITO), start="00:00", end="09:00"),
    ],
    managers=(who(TANAKA),),
)


async def night(begin: Begin) -> World:
    """佐藤 leads and has network; the customer was told six o'clock. Everybody has a 1:1 chat."""
    world = await begin(RULES)
    for person in (SATO, ITO, WATANABE, TANAKA, AOIFE):
        await world.told(Installed(world.source(person, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.say(SATO, "担当 ネットワーク")
    await world.say(ITO, "担当 ストレージ")
    await world.say(SATO, "連絡 調査中 次回 6時")
    for person in (SATO, ITO, WATANABE, TANAKA, AOIFE):
        world.direct(person).clear()
    return world


def mentioning(world: World, person: User, text: str, *others: User) -> Said:
    named = tuple(Mentioned(other.mention, other.name) for other in others)
    return Said(world.source(person), text, named)


async def handing_over(world: World, person: User, text: str, *others: User) -> None:
    await world.told(mentioning(world, person, text, *others))
    await world.rest()


async def test_the_form_sends_the_packet_and_the_receiver_takes_it_all(begin: Begin) -> None:
    """06:50: a form with the free lines; the packet in 1:1; one press, and 佐藤 goes home."""
    world = await night(begin)
    await world.until("06:40")
    await world.press(SATO, "form_hand_over")
    sent = await world.fill(
        SATO, "hand_over", receiver=WATANABE.id, mood="9時の開店をご心配", untold="名前解決の件"
    )
    assert "渡辺 亮さんに依頼しました" in answered(sent)
    [packet] = world.direct(WATANABE)
    said = words(packet)
    for part in (
        "佐藤 健さんからこの案件の引き継ぎです", "主担当・お客様窓口", "6:00 まで（お客様にお伝え済み）",
        "調査中", "9時の開店をご心配", "名前解決の件", "中村様", "全128店舗", "ネットワーク（調査中）",
    ):  # fmt: skip
        assert part in said, part
    assert (await world.state()).lead == who(SATO)
    pressed = await world.press(WATANABE, "accept_handover")
    assert "佐藤 健さんから引き継ぎました" in answered(pressed)
    state = await world.state()
    assert (state.lead, state.liaison) == (who(WATANABE), who(WATANABE))
    assert {keeper(p, state) for p in state.promises} == {who(WATANABE)}
    assert "渡辺 亮さんが引き受けました。お疲れさまでした" in words(world.direct(SATO)[-1])
    await world.moment()
    assert "この引き継ぎは終了しました" in words(packet)
    assert "Lead and liaison: 渡辺 亮" in world.live


async def test_nobody_is_named_as_receiver_beforehand(begin: Begin) -> None:
    """佐藤 stands first in the list: a form that is sent too early asks to whom, and keeps the rest."""
    world = await night(begin)
    await world.press(SATO, "form_hand_over")
    sent = await world.fill(SATO, "hand_over", receiver="", mood="9時の開店をご心配")
    assert answered(sent).count("引き継ぎ先を選択してください。") == 2  # on top, and at the input
    assert "9時の開店をご心配" in str(sent)
    assert not (await world.state()).handovers


async def test_by_word_with_a_bridge(begin: Begin) -> None:
    """The receiver is on the train until seven: 伊藤 keeps it, and hands it on by himself."""
    world = await night(begin)
    await world.until("06:30")
    text = f"hand over {WATANABE.name} at 7:00 bridge {ITO.name} the customer asks for short calls"
    await handing_over(world, SATO, text, WATANABE, ITO)
    assert not world.direct(WATANABE)
    packet = next(seen for seen in world.direct(ITO) if "引き継ぎです" in words(seen))
    assert "渡辺 亮さんが対応できる 7:00 までの担当をお願いできますか" in words(packet)
    assert "the customer asks for short calls" in words(packet)
    await world.press(ITO, "accept_handover", on=packet)
    assert (await world.state()).lead == who(ITO)
    await world.until("07:01")
    offered = words(world.direct(WATANABE)[-1])
    assert "伊藤 直子さんからこの案件の引き継ぎです" in offered
    assert "the customer asks for short calls" in offered
    await world.press(WATANABE, "accept_handover")
    assert (await world.state()).lead == who(WATANABE)


async def test_declined_the_giver_chooses_again(begin: Begin) -> None:
    """「今は難しい」 is an answer; the giver is told in 1:1 and keeps everything."""
    world = await night(begin)
    await handing_over(world, SATO, f"引き継ぎ {WATANABE.name}さん", WATANABE)
    pressed = await world.press(WATANABE, "decline_handover")
    assert "佐藤 健さんに伝えました" in answered(pressed)
    told = words(world.direct(SATO)[-1])
    assert "渡辺 亮さんは今は難しいとのことです。別の方を選べます。" in told
    assert (await world.state()).lead == who(SATO)
    await world.press(SATO, "form_hand_over", on=world.direct(SATO)[-1])
    await world.fill(SATO, "hand_over", receiver=ITO.id)
    assert (await world.state()).handovers[0].receiver == who(ITO)


async def test_unanswered_the_giver_hears_that_it_is_still_theirs(begin: Begin) -> None:
    """After ten minutes, once, with the time that stays with them; they may go on themselves."""
    world = await night(begin)
    await handing_over(world, SATO, f"引き継ぎ {WATANABE.name}さん", WATANABE)
    await world.until(world.time.now + minutes(11))
    told = words(world.direct(SATO)[-1])
    assert "渡辺 亮さんの確認待ちです。6:00 の連絡は佐藤 健さんが担当です。" in told
    await world.press(SATO, "withdraw_handover")
    assert not (await world.state()).handovers
    await world.moment()
    assert "引き受ける" not in words(world.direct(WATANABE)[-1])


async def test_can_t_now_and_accept_may_be_written(begin: Begin) -> None:
    """In the thread as they are; in the 1:1 chat also with the ticket's number."""
    world = await night(begin)
    await handing_over(world, SATO, f"hand over {WATANABE.name}", WATANABE)
    assert "佐藤 健さんに伝えました" in words((await world.say(WATANABE, "今は難しい"))[-1])
    await handing_over(world, SATO, f"hand over {WATANABE.name}", WATANABE)
    [done] = await world.say(WATANABE, "引き受けます 2611240012", "direct")
    assert "佐藤 健さんから引き継ぎました" in words(done)
    assert (await world.state()).lead == who(WATANABE)


async def second_case(world: World) -> None:
    """伊藤 leads another one, and hands it over to 渡辺 too."""
    first = world.swarm
    await world.ticket(id="2611240099", title="注文が二重に届く")
    await world.press(ITO, "lead")
    await world.press(ITO, "form_hand_over")
    await world.fill(ITO, "hand_over", receiver=WATANABE.id)
    world.swarm = first


async def test_the_only_hand_over_is_answered_in_one_word(begin: Begin) -> None:
    """In the 1:1 chat, where it came: declined, offered again, accepted; then nothing waits."""
    world = await night(begin)
    for said, told in (
        ("今は難しいです", "佐藤 健さんに伝えました"),
        ("引き受けます", "引き継ぎました"),
    ):
        await handing_over(world, SATO, f"hand over {WATANABE.name}", WATANABE)
        [answer] = await world.say(WATANABE, said, "direct")
        assert told in words(answer)
    assert (await world.state()).lead == who(WATANABE)
    [nothing] = await world.say(WATANABE, "accept", "direct")
    assert "No hand-over waits here for you" in words(nothing)
    [settled] = await world.say(WATANABE, "can't now", "direct")
    assert "settled already" in words(settled)


async def test_of_two_hand_overs_the_number_says_which(begin: Begin) -> None:
    """Nobody accepts a case by accident; both are named with their numbers."""
    world = await night(begin)
    await handing_over(world, SATO, f"hand over {WATANABE.name}", WATANABE)
    await second_case(world)
    [which] = await world.say(WATANABE, "引き受けます", "direct")
    for part in ("2611240012", "2611240099", "「引き受ける 2611240012」"):
        assert part in words(which), part
    assert (await world.state()).lead == who(SATO)
    [done] = await world.say(WATANABE, "今は難しい 2611240099", "direct")
    assert f"{ITO.name}さんに伝えました" in words(done)
    [done] = await world.say(WATANABE, "引き受けます", "direct")
    assert "佐藤 健さんから引き継ぎました" in words(done)


async def test_among_very_many_cases_nothing_is_guessed(begin: Begin) -> None:
    """More are open than can be looked through: the number is asked for."""
    world = await night(begin)
    await handing_over(world, SATO, f"hand over {WATANABE.name}", WATANABE)
    first = world.swarm
    for number in range(READ_MOST):
        await world.opened(build.ticket(id=f"26112500{number:02}", title="x"))
    world.swarm = first
    await world.rest()
    await world.moment(11)
    [which] = await world.say(WATANABE, "引き受けます", "direct")
    assert "案件番号を付けて" in words(which)
    assert (await world.state()).lead == who(SATO)


async def test_without_a_name_the_form_asks_for_one(begin: Begin) -> None:
    """「引き継ぎ」 alone opens the form; whoever holds nothing is told so."""
    world = await night(begin)
    [form] = await world.say(SATO, "引き継ぎ")
    assert "引き継ぎ先" in words(form)
    sent = await world.fill(AOIFE, "hand_over", receiver=ITO.id)
    assert "You hold nothing" in answered(sent)


async def test_the_end_of_the_shift_is_said_when_seven_is_promised(begin: Begin) -> None:
    """At 5:58, in 1:1, with the press to hand over; nothing of it in the thread."""
    world = await night(begin)
    await world.until("05:58")
    await world.say(SATO, "連絡 第二報 次回 7時")
    hint = words(world.direct(SATO)[-1])
    assert "7:00 の連絡は勤務終了（7:00）以降です。引き継ぎ先を決めますか。" in hint
    assert not any("勤務終了" in words(seen) for seen in world.thread)
    await world.press(SATO, "form_hand_over", on=world.direct(SATO)[-1])
    await world.fill(SATO, "hand_over", receiver=WATANABE.id, there_at="7:00")
    state = await world.state()
    assert not any(ping.kind is PingKind.SHIFT_HINT for ping in state.pings)


async def test_hours_are_told_in_private_alone(begin: Begin) -> None:
    """To the person, and to the manager who asks; never in the thread, nor to colleagues."""
    world = await night(begin)
    await world.until("06:54")
    assert "個人チャット" in words((await world.say(SATO, "対応時間"))[-1])
    [mine] = await world.say(SATO, "対応時間", "direct")
    assert "アオバストア様｜2611240012：2時間" in words(mine)
    [others] = await world.say(ITO, "対応時間 アオバ", "direct")
    assert "マネージャーにのみ" in words(others)
    [asked] = await world.say(TANAKA, "対応時間 アオバ", "direct")
    assert "佐藤 健：2時間" in words(asked)


async def test_stepping_back_asks_the_next_on_duty(begin: Begin) -> None:
    """By press and by word; the card says that nobody leads."""
    world = await night(begin)
    await world.press(SATO, "step_back")
    await world.moment()
    assert "Lead and liaison: nobody yet" in world.live
    asked = world.thread[-1]
    assert "Nobody leads this yet" in words(asked)
    assert ITO.name in words(asked)
    await world.press(ITO, "lead", on=asked)
    [answer] = await world.say(ITO, "お客様窓口を外れる")
    assert "役割を外れました" in words(answer)
    assert (await world.state()).lead == who(ITO)


async def test_questions_from_outside_go_to_the_liaison(begin: Begin) -> None:
    """Somebody who has no part in it asks in the thread: they are told whom to ask, and those who
    investigate see no fresh card. Whoever takes part gets it."""
    world = await night(begin)
    [asked] = await world.say(AOIFE, "when will this be fixed?")
    assert "please ask 佐藤 健" in words(asked)
    pointed, lines = await world.say(AOIFE, "status")
    assert "please ask 佐藤 健" in words(pointed)
    assert "Next update: by 06:00" in words(lines)
    assert (await world.state()).card == 0
    await world.say(ITO, "status")
    assert (await world.state()).card == 1
    await world.say(AOIFE, "claim platform")
    await world.say(AOIFE, "status")
    assert (await world.state()).card == 2


async def test_a_receiver_outside_the_channel_is_told_why_not(begin: Begin) -> None:
    """Only members of the channel change a case."""
    world = await night(begin)
    await world.told(Installed(world.source(SUZUKI, "direct"), added=True))
    await handing_over(world, SATO, f"hand over {SUZUKI.name}", SUZUKI)
    pressed = await world.press(SUZUKI, "accept_handover")
    assert "Escalations" in answered(pressed)
    assert (await world.state()).lead == who(SATO)
