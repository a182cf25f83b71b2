"""The Sev-A of four hours, lived through with the whole program and told as a transcript, in both
languages. The golden files are for reading: ``python -m tests.stories.test_the_night`` writes them
anew, and the difference is the change that people would notice."""

import asyncio
import itertools
import re
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.swarm import CustomerContact
from bot.teams.inbound import Installed
from tests.build import at
from tests.stories.night import TEXTS, cast, lived, rules
from tests.stories.transcript import Heard, Transcript
from tests.stories.world import World, member
from tests.teams_wire import CHANNEL

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "ja")
HEADINGS = {"en": "A Sev-A of four hours", "ja": "Sev-A の4時間"}


async def told(folder: Path, language: str) -> Transcript:
    """The night in a world of its own."""
    people, x = cast(language), TEXTS[language]
    world = await World.begin(folder, rules(people, language), dialogs=True, channel=False)
    world.chat.rosters = {CHANNEL: [member(person) for person in people.team]}
    try:
        await world.told(Installed(world.source(people.identity, CHANNEL), added=True))
        for person in people.all:
            await world.told(Installed(world.source(person, "direct"), added=True))
        await world.rest()
        for conversation in list(world.chat.messages):
            world.chat.messages[conversation].clear()
            if not conversation.startswith("a:"):
                del world.chat.messages[conversation]
        await world.ticket(
            title=x.title, customer=x.customer, business_impact=x.impact,
            contact=CustomerContact(x.contact, "", language), symptom_since=at("04:15"),
            customer_deadline=at("08:30"),
        )  # fmt: skip
        return await lived(world, people, language)
    finally:
        await world.stop()


@pytest.fixture(scope="module", params=LANGUAGES)
async def night(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Transcript]:
    """Lived through once for each language."""
    language = str(request.param)
    return language, await told(tmp_path_factory.mktemp(language), language)


def own(transcript: Transcript) -> list[Heard]:
    """What the bot said of its own accord."""
    return [one for one in transcript.heard if one.asked]


async def test_the_night_reads_as_it_did(night: tuple[str, Transcript]) -> None:
    """Message by message, with the buttons: what each person saw."""
    language, transcript = night
    golden = (GOLDEN / f"four-hours.{language}.md").read_text(encoding="utf-8")
    assert transcript.text(HEADINGS[language]) == golden


async def test_little_is_said_and_less_of_it_in_public(night: tuple[str, Transcript]) -> None:
    """At most twenty messages of the bot's own accord in four hours, at most eight in the thread."""
    said = [f"{one.at} {one.where}" for one in own(night[1])]
    assert len(said) <= 20, said
    assert len([one for one in said if one.endswith("thread")]) <= 8, said


async def test_the_pages_say_how_much_is_said(night: tuple[str, Transcript]) -> None:
    """README and questions name the figures of this night."""
    said = own(night[1])
    public = sum(one.where.endswith("thread") for one in said)
    told = rf"costs {len(said)} messages[^.;]*, {public} of them in the thread"
    for page in (ROOT / "README.md", ROOT / "docs" / "faq.md"):
        assert re.search(told, page.read_text(encoding="utf-8")), page.name


async def test_nobody_reads_the_same_twice_within_half_an_hour(
    night: tuple[str, Transcript],
) -> None:
    """Not even worded anew for another time: the same words in the same room."""
    for one, other in itertools.combinations(own(night[1]), 2):
        near = at(other.at) - at(one.at) < timedelta(minutes=30)
        assert not (near and (one.where, one.text) == (other.where, other.text)), (one, other)


def write() -> None:
    """The golden files, anew."""
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            transcript = asyncio.run(told(Path(folder), language))
        path = GOLDEN / f"four-hours.{language}.md"
        path.write_text(transcript.text(HEADINGS[language]), encoding="utf-8")
        sys.stdout.write(f"{path.name}: {len(own(transcript))} messages\n")


if __name__ == "__main__":
    write()
