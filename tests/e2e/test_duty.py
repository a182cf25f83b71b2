"""A case that changes hands and comes to its end: hand-over, recovery, draft and export."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Locator, expect

from cards.words import words_for
from tests.e2e.conftest import Room
from tests.e2e.playground import COLLEAGUE, ME
from tests.e2e.posting import post_ticket

pytestmark = pytest.mark.e2e

TICKET = "2611240077"


@dataclass(frozen=True, slots=True)
class Story:
    """The words of one language; ``foot`` and ``letter`` are read on the cards."""

    title: str
    impact: str
    contact: str
    mood: str
    extent: str
    foot: str
    letter: str


STORIES = {
    "en": Story(
        title="Invoices cannot be printed",
        impact="No invoice leaves the house since the morning.",
        contact="Mr Kline",
        mood="Worried about the end of the month; asks for short calls",
        extent="all 7 printers",
        foot=f"Lead and liaison: {ME}",
        letter="Dear Mr Kline",
    ),
    "ja": Story(
        title="請求書を印刷できない",
        impact="朝から請求書を発行できていません。",
        contact="大野",
        mood="月末の締めをご心配。短い電話をご希望",
        extent="7台中7台",
        foot=f"主担当・お客様窓口 {ME}",
        letter="大野様",
    ),
}


async def test_a_case_changes_hands_and_comes_to_its_end(room: Room) -> None:
    """A colleague hands over everything, and one press in private takes it; recovery is declared
    with its details; the letter that the bot drafted is marked as sent, which logs the contact;
    the story is downloaded, for us and for the customer."""
    screen, say, story = room.playground, words_for(room.language).t, STORIES[room.language]
    now = datetime.now(UTC)
    ticket = {
        "id": TICKET,
        "title": story.title,
        "severity": "B",
        "customer": "Fabrikam",
        "url": f"https://tickets.example.com/{TICKET}",
        "business_impact": story.impact,
        "symptom_since": (now - timedelta(minutes=20)).isoformat(timespec="seconds"),
        "contact": {"name": story.contact, "language": room.language},
    }
    await screen.open_channel()
    assert await post_ticket(room.bot, ticket) == 202
    live = screen.cards(story.title, say("card-impact"))
    await screen.press_as(COLLEAGUE, live, say("press-lead"))
    await expect(live).to_contain_text(story.foot.replace(ME, COLLEAGUE))

    await hand_over(room, live)
    await screen.open_chat()
    packet = screen.cards(TICKET, story.mood)
    await expect(packet).to_be_visible()
    await screen.picture("hand-over", packet)
    await screen.press(packet, say("press-accept-handover"))
    await expect(screen.button(packet, say("press-accept-handover"))).to_have_count(0)
    await screen.open_channel()
    await expect(live).to_contain_text(story.foot)
    await screen.picture("handed-over", live)

    await recover(room, live)
    await expect(live).to_contain_text(story.extent)
    await screen.picture("recovered", live)
    await expect(live).to_contain_text(say("swarm-recovered"))

    await screen.open_chat()
    drafted = screen.cards(TICKET, say("press-form-report"))
    await expect(drafted).to_contain_text(story.letter)
    await screen.picture("draft", drafted)
    await screen.press(drafted, say("press-form-draft"))
    letter = screen.cards(say("form-draft"))
    await expect(letter).to_be_visible()
    await screen.picture("letter", letter)
    await screen.press(letter, say("submit-draft"))
    await expect(letter).to_have_count(0)
    await screen.open_channel()
    await expect(live).not_to_contain_text(say("card-last-none"))
    await screen.picture("sent", live)

    await screen.press(live, say("press-export"), behind=say("press-more"))
    offered = screen.cards(say("export-title"))
    await expect(offered).to_be_visible()
    await screen.picture("export", offered)
    ours, theirs = [await downloaded(room, offered, n) for n in range(2)]
    assert COLLEAGUE in ours
    assert COLLEAGUE not in theirs
    assert story.extent in theirs
    assert await screen.faults() == []


async def downloaded(room: Room, offered: Locator, index: int) -> str:
    """The text of one of the offered files, as the browser saves it."""
    screen, say = room.playground, words_for(room.language).t
    async with screen.page.expect_download() as waiting:
        await offered.get_by_role("link", name=say("export-md"), exact=True).nth(index).click()
    path = await (await waiting.value).path()
    return path.read_text(encoding="utf-8")


async def hand_over(room: Room, live: Locator) -> None:
    """The colleague chooses whoever sits at the screen, after having pressed without choosing
    anybody, and says how the customer is."""
    screen, say, story = room.playground, words_for(room.language).t, STORIES[room.language]
    await screen.press_as(COLLEAGUE, live, say("press-form-hand-over"), behind=say("press-more"))
    form = screen.reply_with(say("submit-hand_over")).filter(has_text=say("field-mood"))
    texts = {say("field-mood"): story.mood}
    choices = {say("field-receiver"): ME}
    button = say("submit-hand_over")
    await expect(screen.cards(say("settled-lead", name=COLLEAGUE))).to_be_visible()
    await screen.press(form, button)
    await expect(form).to_contain_text(say("field-receiver-error"))
    await screen.send(form, button, choices, texts, "hand-over-form", by=COLLEAGUE)


async def recover(room: Room, live: Locator) -> None:
    screen, say, story = room.playground, words_for(room.language).t, STORIES[room.language]
    await screen.press(live, say("press-form-recover"), behind=say("press-more"))
    form = screen.reply_with(say("submit-recover"))
    texts = {say("field-confirmed_by"): story.contact, say("field-extent"): story.extent}
    choices = {say("field-phase"): say("swarm-recovered")}
    await screen.send(form, say("submit-recover"), choices, texts, "recovery-form")
