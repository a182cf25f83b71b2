"""The page for people to look at."""

import re
from pathlib import Path

from cards.page import draw
from cards.preview import html, write
from tests.cards.looking import ALL, WORDS


def test_the_page_shows_every_card_in_both_languages(tmp_path: Path) -> None:
    """Side by side, with its JSON below."""
    text = write(tmp_path / "new").read_text(encoding="utf-8")
    assert text.count("<div class='card'") == len(ALL)
    assert text.count("lang='ja'") == text.count("lang='en'") == len(ALL) // len(WORDS)
    assert text.count("<summary>JSON") == len(ALL)


def test_the_page_needs_no_network_and_no_script() -> None:
    """It works from a mail attachment."""
    text = html()
    assert not re.search(r"<script|<link|<img|src=|@import|url\(", text)


def test_texts_are_shown_not_run() -> None:
    """What a ticket says is text on the page too."""
    card = {"lang": "en", "body": [{"type": "TextBlock", "text": "<script>x</script> [a](b)"}]}
    assert "<script>" not in draw(card)
