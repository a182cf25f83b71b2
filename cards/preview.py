"""One page that shows every card in both languages side by side."""

from pathlib import Path

from cards.gallery import gallery
from cards.page import page
from cards.render import Card
from cards.words import LANGUAGES, words_for


def html() -> str:
    """The page, self-contained: it needs no network and no script."""
    cards: dict[str, dict[str, Card]] = {}
    for language in LANGUAGES:
        for name, card in gallery(words_for(language)).items():
            cards.setdefault(name, {})[language] = card
    return page(cards)


def write(folder: Path) -> Path:
    """Write the page into ``folder`` (made if need be); returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "cards.html"
    path.write_text(html(), encoding="utf-8")
    return path
