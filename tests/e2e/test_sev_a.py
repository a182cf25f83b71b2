"""A Sev-A from the ticket to the end, in a browser in front of a Teams client."""

import base64
import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import Locator, expect

from bot.demo import sample
from cards.words import words_for
from tests.e2e.conftest import Room
from tests.e2e.posting import post_ticket

pytestmark = pytest.mark.e2e

REMINDER_MILLISECONDS = 40_000
"""The policy's 10 seconds, and a busy machine."""
SAID = {
    "en": "Timeouts on the storage path; we are moving the traffic to the other site.",
    "ja": "ストレージ経路のタイムアウトを確認。別拠点へ切り替え中です。",
}
OVERDUE = {"en": "not yet logged", "ja": "の予定を過ぎています"}
NEXT = {"en": "30 min", "ja": "30分後"}
ENDED = {
    "en": "Mr Kline confirmed that all 128 shops take cards again.",
    "ja": "大野様より、全128店舗の復旧を確認いただきました。",
}
FOREIGN = {
    "en": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"),
    "ja": re.compile(r"(?!Alex|Wilber|Megan|Bowen|Sev|POS)\b[A-Za-z]{3,}"),
}
"""What nobody wants to read in a language."""


async def test_a_sev_a_from_the_ticket_to_the_end(room: Room) -> None:
    """A signed ticket becomes a thread; areas, lead and contacts are pressed and shown; the
    reminder comes and is answered by its own press; the swarm is closed."""
    screen, say = room.playground, words_for(room.language).t
    ticket = sample(room.language, datetime.now(UTC))
    await screen.open_channel()
    await expect(screen.cards(say("welcome-title"))).to_have_count(1)

    stranger = "whsec_" + base64.b64encode(b"not the secret of the team").decode()
    assert await post_ticket(room.bot, ticket, secret=stranger) == 401
    assert await post_ticket(room.bot, ticket) == 202
    live = screen.cards(str(ticket["title"]), say("card-impact"))
    arrival = screen.reply_with(say("press-lead")).filter(has_text=str(ticket["id"]))
    await expect(live).to_have_count(1)
    await expect(arrival).to_be_visible()
    await screen.picture("arrived", live)
    await screen.picture("arrived-call", arrival)

    await screen.press(live, say("press-claim", area=say_area(room, "storage")))
    await expect(live).to_contain_text(f"{say_area(room, 'storage')} Alex Wilber")
    await screen.press_as("Megan Bowen", live, say("press-claim", area=say_area(room, "network")))
    await expect(live).to_contain_text(f"{say_area(room, 'network')} Megan Bowen")
    await screen.press(arrival, say("press-lead"))
    await expect(arrival).to_have_count(0)
    await expect(live).to_contain_text(foot(room))
    await screen.picture("claimed", live)

    await log_contact(room, live, usual=True)
    await expect(live).to_contain_text(say("card-owner-target", name="Alex Wilber"))
    reminder = screen.reply_with(say("press-form-move")).filter(has_text=str(ticket["id"]))
    await expect(reminder).to_be_visible(timeout=REMINDER_MILLISECONDS)
    await expect(live).to_contain_text(OVERDUE[room.language])
    await screen.picture("reminder", reminder)
    await screen.picture("overdue", live)
    await screen.picture("thread", screen.thread(live))
    await screen.press(reminder, say("press-hold-call"))
    await expect(reminder).to_have_count(0)
    await expect(screen.button(live, say("press-free-ladder"))).to_be_visible()
    await screen.picture("on-the-phone", live)

    await log_contact(room, live, usual=False)
    await expect(live).to_contain_text(say("card-owner-told", name="Alex Wilber"))
    await expect(live).to_contain_text(SAID[room.language])
    await screen.picture("live", live)
    await screen.picture("answered", screen.thread(live))
    assert not FOREIGN[room.language].findall(await live.inner_text())

    await close(room, live)
    await expect(live).to_contain_text(say("close-none"))
    await expect(screen.button(live, say("press-reopen"))).to_be_visible()
    await screen.picture("closed", live)
    assert await screen.faults() == []


def say_area(room: Room, key: str) -> str:
    return {"en": {"storage": "Storage", "network": "Network"},
            "ja": {"storage": "ストレージ", "network": "ネットワーク"}}[room.language][key]  # fmt: skip


def foot(room: Room) -> str:
    return {"en": "Lead and liaison: Alex Wilber", "ja": "主担当・お客様窓口 Alex Wilber"}[
        room.language
    ]


async def log_contact(room: Room, live: Locator, *, usual: bool) -> None:
    """Open the form, say what was said, save; it shrinks to one line."""
    screen, say = room.playground, words_for(room.language).t
    await screen.press(live, say("press-form-contact"))
    form = screen.cards(say("field-next_at"))
    told = {} if usual else {say("field-next"): say("choice-told")}
    at = {} if usual else {say("field-next_at"): NEXT[room.language]}
    texts = {"": SAID[room.language], **at}
    await screen.send(form, say("submit-contact"), told, texts, "contact-form")


async def close(room: Room, live: Locator) -> None:
    screen, say = room.playground, words_for(room.language).t
    await screen.press(live, say("press-more"))
    await screen.press(live, say("press-form-close"))
    form = screen.reply_with(say("submit-close"))
    await screen.send(form, say("submit-close"), {}, {"": ENDED[room.language]}, "close-form")
