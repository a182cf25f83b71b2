"""What people type when they know more about the case.

``severity B because three shops are left``, ``重要度 B 残り3店舗のため``; ``impact 3 shops``,
``影響 3店舗``; ``since 4:40``, ``発生 4:40頃``; ``deadline 8:30``, ``お客様の期限 8時半``;
``title …``, ``件名 …``. Repetitions in the patterns are bounded, so that no text takes long.
"""

import re

from bot.teams.folding import Folded
from bot.teams.intents_case import ChangeCase
from bot.teams.verbs import without_politeness

_I = re.IGNORECASE
_LEVEL = re.compile(
    r"^(?:sev[\s\-_]?)?(?:[abc1-4]\s?(?:->|から)\s?)?(?:to\s+)?(?:sev[\s\-_]?)?(?P<level>[abc1-4])(?![A-Za-z0-9])"
    r"(?:(?:に|へ)(?:変更|引き?上げ|引き?下げ|上げ|下げ|し)?(?:ました|ます|て(?:ください|下さい)|たい(?:です)?|る)?)?",
    _I,
)
_WHY = re.compile(r"^[\s、,。:(]*(?:(?:because(?: of)?|as|since|理由は?)(?=[\s:、]))?[\s、,:]*", _I)
_FIRST = re.compile(
    r"^sev[\s\-_]?[abc](?:$|[\s、,:]+(?=because|as |理由|\()|(?=(?:に|へ)(?:変更|引|上げ|下げ|し)))",
    _I,
)
_BEGINS = re.compile(r"^(?:(?:is|are|now|set to|changed? to|to)\s+)+|^(?:を|は|が)\s*", _I)
_TIME = re.compile(r"[0-9]|noon|midnight|正午")
_QUESTION = re.compile(r"\?\s*$|(?:です|ます|ません|でしょう|ました)か[。.]?\s*$")
_UNKNOWN = re.compile(r"^(?:none|unknown|not known|not stated|なし|無し|不明|未確認|-)$", _I)


def severity(rest: Folded) -> ChangeCase | None:
    """A letter, and why; nothing at all asks for both."""
    if not rest.cut():
        return ChangeCase()
    found = _LEVEL.match(rest.text)
    if not found:
        return None
    why = rest.rest(found.end())
    return ChangeCase(severity=found["level"].upper(), why=_reason(why))


def severity_first(said: Folded) -> ChangeCase | None:
    """``Sev-B because …``, ``Sev-Bに変更 …``: without a verb, so only with a clear sign."""
    return severity(said) if _FIRST.match(said.text) else None


def _reason(words: Folded) -> str:
    start = found.end() if (found := _WHY.match(words.text)) else 0
    return words.cut(start).strip().removesuffix(")").removesuffix("）").strip()


def impact(rest: Folded) -> ChangeCase | None:
    """Who cannot work; None for a question."""
    return None if _QUESTION.search(rest.text) else ChangeCase(impact=_plain(rest))


def title(rest: Folded) -> ChangeCase | None:
    """What the customer cannot do; None for a question."""
    return None if _QUESTION.search(rest.text) else ChangeCase(title=_plain(rest))


def since(rest: Folded) -> ChangeCase | None:
    """Since when; None for words without any time ("since you ask")."""
    text = _timed(rest)
    return None if text is None else ChangeCase(since=text)


def deadline(rest: Folded) -> ChangeCase | None:
    """Until when; None for words without any time."""
    text = _timed(rest)
    return None if text is None else ChangeCase(deadline=text)


def unknown(text: str) -> bool:
    """Whether somebody says that there is nothing to say any more."""
    return _UNKNOWN.match(text.strip()) is not None


def _plain(rest: Folded) -> str:
    start = found.end() if (found := _BEGINS.match(rest.text)) else 0
    return rest.cut(start)


def _timed(rest: Folded) -> str | None:
    text = without_politeness(rest)
    return text if not text or _TIME.search(rest.text) or unknown(text) else None
