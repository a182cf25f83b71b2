"""The story afterwards: what is taken along as a file, and what is still to be done."""

import pytest

from bot.teams.exportdesk import Exports
from bot.teams.inbound import Installed
from tests.build import at, policy
from tests.cards.looking import actions
from tests.fakes import Seen
from tests.stories.conftest import Begin
from tests.stories.world import AOIFE, ITO, SATO, SUZUKI, TANAKA, World, answered, who, words

EVIDENCE = "node-7 の遅延 たぶんこれ"


async def over(begin: Begin, language: str = "en") -> World:
    """A case that is closed at 08:52, with evidence and one contact."""
    world = await begin(policy(language=language, viewers=(who(SUZUKI),)))
    for person in (SATO, ITO, SUZUKI):
        await world.told(Installed(world.source(person, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.press(ITO, "claim", area="storage")
    await world.say(ITO, f"結果 ストレージ 疑いあり {EVIDENCE}")
    await world.say(SATO, "連絡 調査を開始しました 次回なし 復旧のため")
    await world.until("08:52")
    await world.press(SATO, "form_close")
    return world


async def closed(begin: Begin, language: str = "en") -> World:
    world = await over(begin, language)
    await world.fill(SATO, "close")
    return world


def urls(card: dict[str, object]) -> list[str]:
    return [action["url"] for action in actions(card) if action["type"] == "Action.OpenUrl"]


async def downloaded(world: World, url: str) -> str:
    """What a browser gets at the address, as text."""
    assert world.links is not None
    grant = world.links.read(url.split("/")[-2], world.time.now)
    assert grant is not None
    found = await Exports(world.road, world.links).written(grant)
    assert found is not None
    return found[0].decode("utf-8", "replace")


# ---------------------------------------------------------------- exports


async def test_export_by_press_is_seen_by_its_presser_alone(begin: Begin) -> None:
    """On the closed card: four files in its place, ten minutes long, and a way back."""
    world = await closed(begin)
    said = len(world.thread)
    answer = await world.press(SATO, "export", on=world.thread[0])
    inside_xlsx, inside_md, safe_xlsx, safe_md = urls(answer["value"])
    assert len(world.thread) == said
    assert "9:02" in answered(answer)
    assert (inside_xlsx[-5:], safe_xlsx[-14:]) == (".xlsx", "-customer.xlsx")
    assert EVIDENCE in await downloaded(world, inside_md)
    told = await downloaded(world, safe_md)
    assert "調査を開始しました" in told
    assert EVIDENCE not in told
    assert ITO.name not in told


@pytest.mark.parametrize(("word", "title"), [("export", "Timeline:"), ("経緯を出力", "対応経緯")])
async def test_export_by_word_goes_into_the_private_chat(
    begin: Begin, word: str, title: str
) -> None:
    """Asked in the thread, answered in 1:1, in the language of the words."""
    world = await closed(begin)
    before = len(world.direct(SATO))
    (said,) = await world.say(SATO, word)
    assert not urls(said.card or {})
    (sent,) = world.direct(SATO)[before:]
    assert title in await downloaded(world, urls(sent.card)[1])


async def test_whoever_the_policy_names_may_take_it_along_too(begin: Begin) -> None:
    """鈴木 asks in 1:1 by the customer's name; a stranger learns nothing."""
    world = await closed(begin)
    (sent,) = await world.say(SUZUKI, "export アオバ", "direct")
    assert len(urls(sent.card)) == 4
    (refused,) = await world.say(TANAKA, "export アオバ", "direct")
    assert not urls(refused.card)


async def test_without_a_public_address_it_comes_as_text(begin: Begin) -> None:
    """In pieces that Teams takes, to be copied; for the customer on request."""
    world = await over(begin)
    world.links = None
    await world.restart()
    for number in range(80):
        await world.say(SATO, f"メモ {number} " + "長い" * 100)
    sent = await world.say(SATO, "export text アオバ", "direct")
    texts = [one.message.text for one in sent]
    assert len(texts) > 2
    assert all(len(text.encode()) < 20_000 and text.startswith("```\n") for text in texts)
    assert EVIDENCE in "".join(texts)
    (safe,) = await world.say(SATO, "経緯を出力 お客様向け テキスト アオバ", "direct")
    assert "対応の経過" in safe.message.text
    assert EVIDENCE not in safe.message.text


async def test_no_file_goes_where_others_read_along(begin: Begin) -> None:
    """Aoife has no 1:1 chat with the bot: she is told to write there."""
    world = await closed(begin)
    (said,) = await world.say(AOIFE, "export")
    assert "private chat" in words(said)
    assert not urls(said.card)


# ---------------------------------------------------------------- follow-ups


async def test_a_follow_up_is_written_down_with_the_close(begin: Begin) -> None:
    """On the form of the close; then it stands on the closed card, with its owner and day."""
    world = await over(begin)
    await world.fill(SATO, "close", follow_text="DNSの変更を監視", owner=ITO.id, follow_due="11/30")
    assert (await world.state()).closed
    assert "DNSの変更を監視 (伊藤 直子, Mon 30 Nov 10:00)" in world.live


@pytest.mark.parametrize(
    ("said", "text", "due"),
    [
        ("follow-up watch the forwarder by 11/30", "watch the forwarder", "Mon 30 Nov 10:00"),
        ("フォローアップ 監視を追加 11/30 15時まで", "監視を追加", "Mon 30 Nov 15:00"),
        ("follow-up alert on DNS changes", "alert on DNS changes", "Tue 1 Dec 10:00"),
    ],
)
async def test_a_follow_up_by_word(begin: Begin, said: str, text: str, due: str) -> None:
    """In the thread, also after the close; the day may be left out."""
    world = await closed(begin)
    (answer,) = await world.say(SATO, said)
    assert text in words(answer)
    await world.moment(5)
    assert f"{text} (佐藤 健, {due})" in world.live


async def test_a_follow_up_without_words_asks_by_form(begin: Begin) -> None:
    """The verb alone opens the form; a day that cannot be read is asked back with what was typed."""
    world = await closed(begin)
    await world.say(SATO, "follow-up")
    answer = await world.fill(SATO, "follow_up", text="監視", follow_due="いつか")
    assert "いつか" in answered(answer)
    await world.fill(SATO, "follow_up", text="監視", follow_due="明日")
    await world.moment(5)
    assert "監視 (佐藤 健, Wed 25 Nov 10:00)" in world.live


async def reminded(world: World) -> Seen:
    """伊藤 has been told to watch the forwarder, on the day after."""
    await world.press(SATO, "form_follow_up")
    await world.fill(SATO, "follow_up", text="監視", owner=ITO.id, follow_due="明日")
    await world.until(at("10:00").replace(day=25))
    return world.direct(ITO)[-1]


async def test_it_is_reminded_of_in_private_and_done_by_press(begin: Begin) -> None:
    """On its day, in 1:1; done, the reminder is a line and the card is empty of it."""
    world = await closed(begin)
    ping = await reminded(world)
    assert "監視" in words(ping)
    await world.press(ITO, "finish_follow_up", on=ping)
    assert (await world.state()).follow_ups == ()
    await world.moment(5)
    assert "監視" not in world.live
    assert not actions(world.direct(ITO)[-1].card)


async def test_it_is_put_off_for_a_week_by_press(begin: Begin) -> None:
    """One press, and it comes again."""
    world = await closed(begin)
    await world.press(ITO, "move_follow_up", on=await reminded(world))
    await world.until(at("10:00").replace(day=25) + (at("10:00").replace(day=25) - at("10:00")) * 7)
    assert "監視" in words(world.direct(ITO)[-1])
    assert actions(world.direct(ITO)[-1].card)


@pytest.mark.parametrize("said", ["my swarms", "自分の案件"])
async def test_my_swarms_lists_what_is_mine_to_do(begin: Begin, said: str) -> None:
    """Of a closed case too, to its owner alone; it can be pressed away there."""
    world = await closed(begin)
    await world.say(SATO, "フォローアップ 監視を追加")
    (mine,) = await world.say(SATO, said, "direct")
    assert "監視を追加" in words(mine)
    (others,) = await world.say(ITO, said, "direct")
    assert "監視を追加" not in words(others)
    await world.press(SATO, "finish_follow_up", on=mine)
    assert (await world.state()).follow_ups == ()


@pytest.mark.parametrize(
    "said", ["follow-up done", "follow-up done 1", "フォローアップ完了", "フォローアップ 1 完了"]
)
async def test_done_by_word(begin: Begin, said: str) -> None:
    """With its number, or without where there is only one."""
    world = await closed(begin)
    await world.say(SATO, "フォローアップ 監視を追加")
    await world.say(SATO, said)
    assert (await world.state()).follow_ups == ()


async def test_the_form_of_done_lets_people_choose(begin: Begin) -> None:
    """From the closed card."""
    world = await closed(begin)
    for text in ("監視", "手順書"):
        await world.say(SATO, f"フォローアップ {text}")
    await world.moment(5)
    await world.press(ITO, "form_follow_done", on=world.thread[0])
    await world.fill(ITO, "follow_done", follow_up="2")
    assert [one.text for one in (await world.state()).follow_ups] == ["監視"]
