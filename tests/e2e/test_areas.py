"""Who looks at what, and what they found: forms, questions and take-overs in a browser."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Locator, expect

from cards.words import words_for
from tests.e2e.conftest import Room
from tests.e2e.playground import Choice
from tests.e2e.posting import post_ticket

pytestmark = pytest.mark.e2e

QUESTION_MILLISECONDS = 45_000
"""The policy's 12 seconds, and a busy machine."""
GRAPH = "https://graphs.example.com/volume-7"
ME, COLLEAGUE = "Alex Wilber", "Megan Bowen"


@dataclass(frozen=True, slots=True)
class Story:
    """The words of one language."""

    title: str
    impact: str
    worse: str
    storage: str
    network: str
    platform: str
    found: str
    tell: str
    fine: str
    vendor: str
    half_an_hour: str


STORIES = {
    "en": Story(
        title="Orders arrive twice in the warehouse",
        impact="12 of 40 warehouses check every parcel by hand.",
        worse="All 40 warehouses check every parcel by hand.",
        storage="Storage",
        network="Network",
        platform="Platform",
        found="Two writers hold the lock on volume 7 since 4:12",
        tell="We found a lock that was held twice, and are checking why.",
        fine="No restart and no error since 4:00",
        vendor="the network vendor",
        half_an_hour="30 min",
    ),
    "ja": Story(
        title="倉庫で注文が二重に届く",
        impact="40拠点中12拠点で全荷物を目視確認しています。",
        worse="40拠点すべてで全荷物を目視確認しています。",
        storage="ストレージ",
        network="ネットワーク",
        platform="基盤",
        found="4:12以降、ボリューム7のロックが二重に取得されている",
        tell="ロックの重複を確認し、経緯を調べております。",
        fine="4:00以降、再起動・エラーなし",
        vendor="回線ベンダー",
        half_an_hour="30分後",
    ),
}


async def test_findings_questions_and_a_take_over(room: Room) -> None:
    """A finding with its evidence and a sentence for the customer; an area that waits for
    somebody, and one that is to be checked again; the question to its owner is answered by one
    press; a colleague takes over while the owner is away, who is told in private."""
    screen, say, story = room.playground, words_for(room.language).t, STORIES[room.language]
    now = datetime.now(UTC)
    ticket: dict[str, object] = {
        "id": "2611240099",
        "title": story.title,
        "severity": "C",
        "customer": "Fabrikam",
        "business_impact": story.impact,
        "symptom_since": (now - timedelta(minutes=40)).isoformat(timespec="seconds"),
    }
    await screen.open_channel()
    assert await post_ticket(room.bot, ticket) == 202
    live = screen.cards(story.title, say("card-impact"))
    await expect(live).to_have_count(1)
    await screen.press(live, say("press-claim", area=story.storage))
    await expect(live).to_contain_text(f"{story.storage} {ME}")
    await screen.press_as(COLLEAGUE, live, say("press-claim", area=story.network))
    await expect(live).to_contain_text(f"{story.network} {COLLEAGUE}")

    await find(room, live, story.storage, "suspect", story.found, tell=story.tell)
    await expect(live).to_contain_text(say("area-suspect"))
    await expect(live).to_contain_text(story.found)
    await expect(live.get_by_role("link", name=say("card-link-evidence"))).to_be_visible()
    await expect(live).not_to_contain_text(story.tell)
    await find(room, live, story.platform, "ruled_out", story.fine)
    await expect(live).to_contain_text(say("area-ruled-out"))
    await wait_for(room, live, story.network, story.vendor)
    await expect(live).to_contain_text(say("area-waiting"))
    await screen.picture("found", live)

    assert await post_ticket(room.bot, {**ticket, "business_impact": story.worse}) == 202
    await expect(live).to_contain_text(say("area-check-again"))
    await screen.picture("check-again", live)

    await screen.open_chat()
    question = screen.cards(say("ping-still-on-it", area=story.storage))
    await expect(question).to_be_visible(timeout=QUESTION_MILLISECONDS)
    await screen.picture("still-on-it", question)
    await screen.press(question, say("press-estimate", n=30))
    await expect(question).to_have_count(0)
    await screen.picture("chat-answered")

    await screen.open_channel()
    await screen.press(live, say_away(room), behind=say("press-more"))
    await expect(live).to_contain_text(away(room))
    await take_over(room, live, story.storage)
    await expect(live).to_contain_text(f"{story.storage} {COLLEAGUE}")
    await screen.picture("taken-over", live)
    await screen.open_chat()
    told = screen.cards(say("ping-taken-over", area=story.storage, name=COLLEAGUE, away="yes"))
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
    await screen.complete(form, choices, {"": text, **evidence}, "finding-form")
    await screen.press(form, say("submit-finding"))
    await expect(form).to_have_count(0)


async def wait_for(room: Room, live: Locator, area: str, whom: str) -> None:
    screen, say = room.playground, words_for(room.language).t
    await screen.press(live, say("press-form-waiting"), behind=say("press-more"))
    form = screen.reply_with(say("submit-waiting")).filter(has_text=say("field-wait_until"))
    half_an_hour = STORIES[room.language].half_an_hour
    texts = {say("field-whom"): whom, say("field-wait_until"): half_an_hour}
    await screen.complete(form, {say("field-area"): titled(area)}, texts, "waiting-form")
    await screen.press(form, say("submit-waiting"))
    await expect(form).to_have_count(0)


async def take_over(room: Room, live: Locator, area: str) -> None:
    """The colleague opens the form and takes the area."""
    screen, say = room.playground, words_for(room.language).t
    await screen.press_as(COLLEAGUE, live, say("press-form-areas"), behind=say("press-more"))
    form = screen.reply_with(say("submit-areas"))
    choices: dict[str, Choice] = {
        say("field-area"): titled(area),
        say("field-do"): say("choice-take_over"),
    }
    await screen.complete(form, choices, {}, "take-over-form")
    await screen.press_as(COLLEAGUE, form, say("submit-areas"))
    await expect(form).to_have_count(0)


def titled(area: str) -> re.Pattern[str]:
    """An area in the forms' lists: its state and owner stand behind its name."""
    return re.compile(rf"^{re.escape(area)}[:（]")


def say_away(room: Room) -> str:
    return words_for(room.language).say(
        "press-away", {"span": timedelta(minutes=30)}, datetime.now(UTC)
    )


def away(room: Room) -> str:
    return {"en": "away until", "ja": "離席中"}[room.language]
