"""What people type to the bot, in a browser: in the channel with a mention, and in 1:1."""

from dataclasses import dataclass

import pytest
from playwright.async_api import expect

from cards.words import words_for
from tests.e2e.conftest import Room

pytestmark = pytest.mark.e2e


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of one language; ``title`` is the case's."""

    new: str
    title: str
    claim: str
    claimed: str
    status: str
    mine: str
    nonsense: str


TYPED = {
    "en": Typed(
        "new Sev-B Fabrikam: Disk full on db-7",
        "Disk full on db-7",
        "claim storage",
        "Storage Alex Wilber",
        "status",
        "my swarms",
        "bananas",
    ),
    "ja": Typed(
        "新規 重大度B ファブリカム：db-7のディスク残量なし",
        "db-7のディスク残量なし",
        "担当 ストレージ",
        "ストレージ Alex Wilber",
        "状況",
        "自分の案件",
        "ばななです",
    ),
}


async def test_everything_by_typing(room: Room) -> None:
    """A mention opens a case, claims an area and asks for the status; 1:1 lists one's cases."""
    screen, say, typed = room.playground, words_for(room.language).t, TYPED[room.language]
    await screen.open_channel()
    await screen.post(typed.new)
    live = screen.cards(typed.title, say("card-areas")).or_(
        screen.cards(typed.title, say("card-next-action"))
    )
    await expect(live).to_have_count(1)

    await screen.reply(live, typed.claim)
    await expect(live).to_contain_text(typed.claimed)
    await screen.picture("typed", screen.thread(live))

    await screen.reply(live, typed.status)
    await expect(screen.cards(say("pointer-down"))).to_have_count(1)
    await expect(live).to_have_count(1)
    await expect(live).to_contain_text(typed.claimed)
    await screen.picture("status", screen.thread(live))

    await screen.open_chat()
    await screen.write(typed.mine)
    mine = screen.cards(say("list-mine"), typed.title)
    await expect(mine).to_be_visible()
    await screen.picture("my-swarms")
    await screen.write(typed.nonsense)
    await expect(screen.page.get_by_text(say("not-understood")[:20]).first).to_be_visible()
    await screen.picture("chat")
    assert await screen.faults() == []
