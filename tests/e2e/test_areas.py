"""Who looks at what, and what they found: forms, questions and take-overs in a browser."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Locator, expect

from cards.words import words_for
from tests.e2e.conftest import Room
from tests.e2e.playground import COLLEAGUE, ME, Choice
from tests.e2e.posting import post_ticket

pytestmark = pytest.mark.e2e

QUESTION_MILLISECONDS = 45_000
"""The policy's 12 seconds, and a busy machine."""
GRAPH = "https://graphs.example.com/volume-7"


TITLE = "Orders arrive twice in the warehouse"
STORAGE, NETWORK, PLATFORM = "Storage", "Network", "Platform"
FOUND = "Two writers hold the lock on volume 7 since 4:12"
TELL = "We found a lock that was held twice, and are checking why."
FINE = "No restart and no error since 4:00"
VENDOR = "the network vendor"


@pytest.mark.parametrize("room", ["en"], indirect=True)
async def test_findings_questions_and_a_take_over(room: Room) -> None:
    """A finding with its evidence and a sentence for the customer; an area that waits for
    somebody, and one that is to be checked again; the question to its owner is answered by one
    press; a colleague takes over while the owner is away, who is told in private."""
    screen, say = room.playground, words_for(room.language).t
    now = datetime.now(UTC)
    ticket: dict[str, object] = {
        "id": "2611240099",
        "title": TITLE,
        "severity": "C",
        "customer": "Fabrikam",
        "url": "https://tickets.example.com/2611240099",
        "business_impact": "12 of 40 warehouses check every parcel by hand.",
        "symptom_since": (now - timedelta(minutes=40)).isoformat(timespec="seconds"),
    }
    await screen.open_channel()
    assert await post_ticket(room.bot, ticket) == 202
    live = screen.cards(TITLE, say("card-impact"))
    await expect(live).to_have_count(1)
    await screen.press(live, say("press-claim", area=STORAGE))
    await expect(live).to_contain_text(f"{STORAGE} {ME}")
    await screen.press_as(COLLEAGUE, live, say("press-claim", area=NETWORK))
    await expect(live).to_contain_text(f"{NETWORK} {COLLEAGUE}")

    await find(room, live, STORAGE, "suspect", FOUND, tell=TELL)
    await expect(live).to_contain_text(say("area-suspect"))
    await expect(live).to_contain_text(FOUND)
    await expect(live.get_by_role("link", name=say("card-link-evidence"))).to_be_visible()
    await expect(live).not_to_contain_text(TELL)
    await find(room, live, PLATFORM, "ruled_out", FINE)
    await expect(live).to_contain_text(say("area-ruled-out"))
    await wait_for(room, live, NETWORK, VENDOR)
    await expect(live).to_contain_text(say("area-waiting"))
    await screen.picture("found", live)

    assert (
        await post_ticket(
            room.bot, {**ticket, "business_impact": "All 40 warehouses check every parcel by hand."}
        )
        == 202
    )
    await expect(live).to_contain_text(say("area-check-again"))
    await screen.picture("check-again", live)

    await screen.open_chat()
    question = screen.cards(say("ping-still-on-it", area=STORAGE))
    await expect(question).to_be_visible(timeout=QUESTION_MILLISECONDS)
    await screen.picture("still-on-it", question)
    await screen.press(question, say("press-estimate", n=30))
    await expect(question).to_have_count(0)
    await screen.picture("chat-answered")

    await screen.open_channel()
    await screen.press(live, "Away 30 minutes", behind=say("press-more"))
    await expect(live).to_contain_text("away until")
    await take_over(room, live, STORAGE)
    await expect(live).to_contain_text(f"{STORAGE} {COLLEAGUE}")
    await screen.picture("taken-over", live)
    await screen.open_chat()
    told = screen.cards(say("ping-taken-over", area=STORAGE, name=COLLEAGUE, away="yes"))
    await expect(told).to_be_visible()
    await screen.picture("told-in-private", told)
    assert await screen.faults() == []


async def find(
    room: Room, live: Locator, area: str, state: str, text: str, *, tell: str = ""
) -> None:
    """Open the form, say what was found, save; it shrinks to one line."""
    screen, say = room.playground, words_for(room.language).t
    await screen.press(live, say("press-form-finding"), behind=say("press-more"))
    form = screen.reply_with(say("submit-finding"))
    choices: dict[str, Choice] = {
        say("field-area"): titled(area),
        say("field-state"): say(f"choice-{state}"),
    }
    evidence = {say("field-link"): GRAPH, say("field-tell"): tell} if tell else {}
    texts = {"": text, **evidence}
    await screen.send(form, say("submit-finding"), choices, texts, "finding-form")


async def wait_for(room: Room, live: Locator, area: str, whom: str) -> None:
    screen, say = room.playground, words_for(room.language).t
    await screen.press(live, say("press-form-waiting"), behind=say("press-more"))
    form = screen.reply_with(say("submit-waiting")).filter(has_text=say("field-wait_until"))
    texts = {say("field-whom"): whom, say("field-wait_until"): "30 min"}
    choices = {say("field-area"): titled(area)}
    await screen.send(form, say("submit-waiting"), choices, texts, "waiting-form")


async def take_over(room: Room, live: Locator, area: str) -> None:
    """The colleague opens the form and takes the area."""
    screen, say = room.playground, words_for(room.language).t
    await screen.press_as(COLLEAGUE, live, say("press-form-areas"), behind=say("press-more"))
    form = screen.reply_with(say("submit-areas"))
    choices: dict[str, Choice] = {
        say("field-area"): titled(area),
        say("field-do"): say("choice-take_over"),
    }
    await screen.send(form, say("submit-areas"), choices, {}, "take-over-form", by=COLLEAGUE)


def titled(area: str) -> re.Pattern[str]:
    """An area in the forms' lists: its state and owner stand behind its name."""
    return re.compile(f"^{area}:")
