"""A message's text as it was meant: Teams puts mentions in tags and odd spaces around them."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.teams.inbound import Mentioned

LONGEST_TEXT = 8000
"""Characters that are read of one message; a ticket's description never comes this way."""

_TAG = re.compile(r"</?at(?:\s[^<>]*)?>", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
# zero-width marks that clients and input methods leave behind; not the joiners inside emoji
_UNSEEN = re.compile("[\u200b\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_LINE_END = re.compile(r" ?\n ?")


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    others: tuple[Mentioned, ...]
    bot_mentioned: bool
    cut: bool


def own_words(text: str, entities: Sequence[Mapping[str, Any]], bot: str) -> Words:
    """The text without the mention of ``bot`` (a Teams id); others' tags give way to their names.

    A mention counts only when its entity's text stands in the message, as Teams has it; entities
    that are not in shape count for nothing.
    """
    cut, text = len(text) > LONGEST_TEXT, text[:LONGEST_TEXT]
    others: list[Mentioned] = []
    bot_mentioned = False
    for entity in entities:
        found = _mention(entity)
        if found is None:
            continue
        tagged, person = found
        if tagged not in text:
            continue
        if person.id == bot:
            bot_mentioned = True
            text = text.replace(tagged, " ")
            continue
        text = text.replace(tagged, person.name, 1)
        if person not in others:
            others.append(person)
    return Words(_plain(text), tuple(others), bot_mentioned, cut)


def _mention(entity: Mapping[str, Any]) -> tuple[str, Mentioned] | None:
    person = entity.get("mentioned")
    if entity.get("type") != "mention" or not isinstance(person, Mapping):
        return None
    tagged, who = entity.get("text"), person.get("id")
    if not isinstance(tagged, str) or not tagged or not isinstance(who, str) or not who:
        return None
    name = person.get("name")
    shown = name if isinstance(name, str) and name else _TAG.sub("", tagged)
    return tagged, Mentioned(who, shown)


def _plain(text: str) -> str:
    """Tags away, HTML entities read, every run of blanks (no-break and full-width too) one space."""
    text = html.unescape(_TAG.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    text = _SPACES.sub(" ", _CONTROL.sub(" ", _UNSEEN.sub("", text)))
    return _LINE_END.sub("\n", text).strip()
