"""What tests look for in a card."""

from collections.abc import Iterator
from typing import Any

from cards.gallery import gallery
from cards.render import Card
from cards.words import LANGUAGES, Words

WORDS = {language: Words(language, strict=True) for language in LANGUAGES}
ALL: dict[str, tuple[str, Card]] = {
    f"{name}.{language}": (language, card)
    for language, words in WORDS.items()
    for name, card in gallery(words).items()
}
"""Every sample card: name with language -> (language, card)."""
LIVE = {
    name: value
    for name, value in ALL.items()
    if name.startswith("swarm-") and not name.startswith("swarm-pointer")
}
FORMS = {name: value for name, value in ALL.items() if name.startswith("form-")}


def elements(node: Any, *, hidden: bool = True) -> Iterator[dict[str, Any]]:
    """Every typed element and action of a card; without ``hidden``, only what is in sight."""
    if isinstance(node, list):
        for child in node:
            yield from elements(child, hidden=hidden)
    elif isinstance(node, dict):
        if not hidden and node.get("isVisible") is False:
            return
        if "type" in node:
            yield node
        for key, child in node.items():
            if key not in ("data", "msteams"):
                yield from elements(child, hidden=hidden)


def actions(card: Card, *, hidden: bool = True) -> list[dict[str, Any]]:
    found = elements(card, hidden=hidden)
    return [one for one in found if one["type"].startswith("Action.")]


def inputs(card: Card) -> list[dict[str, Any]]:
    return [one for one in elements(card) if one["type"].startswith("Input.")]


def read(card: Card) -> list[str]:
    """Every text that a person reads."""
    keys = ("text", "title", "label", "placeholder", "errorMessage", "fallbackText")
    found = [one.get(key) for one in elements(card) for key in keys]
    found += [c["title"] for one in inputs(card) for c in one.get("choices", ())]
    return [text for text in found if isinstance(text, str)]


def verbs(card: Card, *, hidden: bool = True) -> list[str]:
    return [
        one.get("verb") or one["data"].get("verb")
        for one in actions(card, hidden=hidden)
        if one["type"] != "Action.ToggleVisibility"
    ]
