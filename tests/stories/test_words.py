"""Whatever the desks say by its key has words in both languages."""

import re
from pathlib import Path

import pytest

from cards.words import LANGUAGES
from tests.cards.looking import WORDS

ROOMS = Path(__file__).parents[2] / "bot"
SAID = re.compile(
    r"""(?:\.t|\.say|_say|\bFault|NoteView|_Sent|_card|answer_card)\(\s*(?:visit,\s*)?"([a-z-]+)"|"(settled-[a-z-]+)"|"""
    r"""return "([a-z]+-[a-z-]+)"|"""
    r"""[_.]card\(visit,[^"]*"([a-z-]+)"\)""",
)
KEYS = sorted(
    {
        next(filter(None, found.groups()))
        for room in ("teams", "present")
        for file in (ROOMS / room).glob("*.py")
        for found in SAID.finditer(file.read_text(encoding="utf-8"))
    }
)


def test_the_keys_are_found() -> None:
    """The search sees what is there; else the next test would say nothing."""
    assert {"not-a-member", "settled-newer", "time-unclear", "channel-only", "help-title"} <= set(
        KEYS
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_every_key_has_words(key: str, language: str) -> None:
    """Nobody reads a key."""
    assert WORDS[language].has(key)
