"""The store's rules for bots, as far as a file can keep them (Teams store validation guidelines)."""

import re

import pytest

from bot.teams import intents
from bot.teams.typed import read as understood
from tests.manifest.packages import read, texts

ENGLISH = texts(read("manifest.json"))
JAPANESE = {key: text for key, text in read("ja.json").items() if key != "$schema"}
LIMITS = {
    "name.short": 30,
    "name.full": 100,
    "description.short": 80,
    "description.full": 4000,
    "title": 32,
    "description": 128,
}
"""Tighter than the schema for commands: longer ones are cut on a phone."""


def test_both_languages_keep_the_limits_of_teams() -> None:
    """Nothing is too long to be shown, and nothing is empty."""
    for language in (ENGLISH, JAPANESE):
        for key, text in language.items():
            limit = LIMITS.get(key) or LIMITS[key.rpartition(".")[2]]
            assert 0 < len(text) <= limit, key


def test_everything_is_said_in_japanese_too() -> None:
    """Each text has its Japanese counterpart, and no key leads nowhere."""
    assert set(JAPANESE) == set(ENGLISH)


def test_japanese_texts_are_japanese() -> None:
    """Apart from the app's name nothing was forgotten, and the tone is calm."""
    same = [key for key in ENGLISH if JAPANESE[key] == ENGLISH[key]]
    assert same == ["name.short"]
    forbidden = re.compile("クレーム|群れ|リエゾン|期限切れ|!|！")
    assert not [text for text in JAPANESE.values() if forbidden.search(text)]


def test_the_lists_of_commands_keep_their_limits() -> None:
    """At most ten commands a list, one list for each scope that the bot is in, no title twice."""
    (bot,) = read("manifest.json")["bots"]
    listed = [scope for commands in bot["commandLists"] for scope in commands["scopes"]]
    assert sorted(listed) == sorted(bot["scopes"])
    for commands in bot["commandLists"]:
        titles = [command["title"] for command in commands["commands"]]
        assert 0 < len(titles) <= 10
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("key", [key for key in ENGLISH if key.endswith(".title")])
def test_every_command_is_understood_in_both_languages(key: str) -> None:
    """Teams writes the command's title into the message: the bot must know it, as the same thing."""
    meant = understood(ENGLISH[key])
    assert not isinstance(meant, intents.NotUnderstood | intents.SmallTalk)
    assert type(understood(JAPANESE[key])) is type(meant)


@pytest.mark.parametrize("texts", [ENGLISH, JAPANESE], ids=["en", "ja"])
def test_every_example_in_a_description_works(texts: dict[str, str]) -> None:
    """What stands behind the colon may be copied, and means what the command means."""
    tried = 0
    for key, description in texts.items():
        title = texts.get(key.removesuffix("description") + "title")
        found = re.search(r"[:：]\s*(.+)", description)
        if title is None or found is None:
            continue
        assert found[1].startswith(title)
        assert type(understood(found[1])) is type(understood(title)), found[1]
        tried += 1
    assert tried == 5


@pytest.mark.parametrize("word", ["Hi", "Hello", "hello!", "こんにちは", "おはようございます"])
def test_a_greeting_is_answered(word: str) -> None:
    """The store asks for an answer to Hi and Hello."""
    assert isinstance(understood(word), intents.Hi)


@pytest.mark.parametrize("word", ["Help", "help", "ヘルプ", "使い方"])
def test_help_is_answered(word: str) -> None:
    """The store asks for an answer to Help."""
    assert isinstance(understood(word), intents.Help)


def test_the_description_says_how_to_begin_and_why_members_are_read() -> None:
    """The first command stands in it, in both languages, and the reason for the permission."""
    for language, first, reason in (
        (ENGLISH, "@Swarm use this channel", "who is a member"),
        (JAPANESE, "@Swarm このチャネルを使う", "メンバー一覧"),
    ):
        assert first in language["description.full"]
        assert reason in language["description.full"]


def test_the_name_claims_nothing_of_microsofts() -> None:
    """A name with Teams or Microsoft in it is refused by the store."""
    names = [text for key, text in (ENGLISH | JAPANESE).items() if key.startswith("name.")]
    assert not [name for name in names if re.search("teams|microsoft", name, re.IGNORECASE)]
