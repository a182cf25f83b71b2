"""From a card built with adaptive-cards-py to what Teams takes: a dict of at most 28 KB."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

import msgspec
from adaptive_cards.card import AdaptiveCard

from cards.elements import Element, as_json
from cards.text import cut
from cards.views import MentionView
from cards.words import Words

LIMIT = 28 * 1024
"""Bytes of UTF-8. Older Teams documentation names 28 KB and 40 KB, newer 100 KB for a message."""

Card = dict[str, Any]


def render(
    body: Sequence[Element],
    words: Words,
    *,
    fallback: str,
    mentions: Iterable[MentionView] = (),
    actions: Sequence[Element] = (),
) -> Card:
    """The card as JSON values: language, mentions, fallback text; never above ``LIMIT``.

    ``mentions`` are those whose ``<at>Name</at>`` stands in a text block of the body.
    """
    done = {**_empty(cut(fallback, 400), words.language, bool(actions)), "body": list(body)}
    if actions:
        done["actions"] = list(actions)
    entities = [
        {"type": "mention", "text": f"<at>{m.name}</at>", "mentioned": {"id": m.id, "name": m.name}}
        for m in mentions
        if m.id
    ]
    if entities:
        done["msteams"] = {"entities": entities}
    return fitted(done, words)


@lru_cache(1024)
def _empty(fallback: str, language: str, actions: bool) -> Card:  # a key of the cache
    """The order of keys is the library's; what is in body and actions was checked when made."""
    return as_json(
        AdaptiveCard(
            version="1.5",
            body=[],
            actions=[] if actions else None,
            fallback_text=fallback,
            lang=language,
        )
    )


def size(card: Card) -> int:
    """Bytes of the card as it is sent."""
    return len(msgspec.json.encode(card))


def fitted(card: Card, words: Words) -> Card:
    """The net below the limits of each field: shorten texts, then leave out the last blocks."""
    if size(card) <= LIMIT:
        return card
    card = deepcopy(card)  # its elements are shared with other cards
    for width in (400, 200, 100, 50):
        _shorten(card, width)
        if size(card) <= LIMIT:
            return card
    note = {"type": "TextBlock", "text": words.t("card-cut"), "wrap": True, "isSubtle": True}
    while size(card) > LIMIT - 400 and len(card["body"]) > 1:
        card["body"].pop()
    card["body"].append(note)
    return card


def _shorten(node: Any, width: int) -> None:
    """Cut every text that people read; a text with a link stays whole, so that the link works."""
    if isinstance(node, list):
        for child in node:
            _shorten(child, width)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key in ("text", "label", "placeholder") and isinstance(value, str):
            node[key] = value if "](http" in value else cut(value, width)
        elif key not in ("data", "entities"):
            _shorten(value, width)
