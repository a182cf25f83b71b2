"""What people type about promises, and about calls that a person decides on.

Each function takes the words after the verb and gives an intent, or None when they do not fit it.
Times stay text; repetitions in the patterns are bounded, so that no text takes long.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.swarm import PromiseKind
from bot.teams import intents
from bot.teams.contact_words import contact, split_told
from bot.teams.folding import Folded
from bot.teams.inbound import Mentioned
from bot.teams.phrases import take_out
from bot.teams.verbs import without_politeness

_I = re.IGNORECASE
_KINDS: tuple[tuple[PromiseKind, str], ...] = (
    (PromiseKind.REPORT, r"(?:(?:the|a|written|incident) ){0,2}report|(?:障害)?報告書?"),
    (PromiseKind.CALL_BACK, r"(?:a )?call[ -]?back|折り?返し(?:の?お?電話)?"),
    (PromiseKind.UPDATE, r"(?:an? )?update|ご?連絡|続報"),
)
_KIND = re.compile(
    "|".join(f"(?P<{kind.name}>{words})" for kind, words in _KINDS) + r"(?![\w-])", _I
)
_BY = re.compile(
    r"(?:^|\s)(?:by|at|until)\s+(?P<en>[^\n]{1,40})$"
    r"|(?:^|[\s、,])(?P<ja>[^\s、,]{0,12}[0-9][^\s、,]{0,9}?(?: [^\s、,]{0,6}[0-9][^\s、,]{0,6}?)?)"
    r"(?:まで)?(?:に)?$",
    _I,
)
_TO = re.compile(
    r"(?:^|\s)(?:to|for)\s+(?P<en>[^\n]{1,60})$|(?:^|[\s、,])(?P<ja>[^\s、,]{1,40}様)(?:へ|に|宛)?",
    _I,
)
_NUMBER = re.compile(
    r"^(?:(?:no\.?|nr\.?|number|#|第|番号)\s?)?(?P<number>[0-9]{1,6})(?:番|号)?(?=[\s:、,]|$)", _I
)
_CLOCK_FIRST = re.compile(
    r"^(?:at\s+|時刻\s?:?\s?)?(?P<at>[0-9]{1,2}(?::[0-9]{2}|時(?:半|[0-9]{1,2}分)?))(?:頃|に|[\s、,]|$)+",
    _I,
)
_WHY = re.compile(r"^\s*(?:because|since|理由は?|[:、,(])?\s*", _I)


def promise(rest: Folded) -> intents.Intent:
    """``report to Mr Ono by Thu 17:00``, ``報告書 中村様 11/26 17時まで``; nothing shows them all."""
    kind, words = PromiseKind.UPDATE, rest
    found = _KIND.match(rest.text)
    if found:
        kind, words = PromiseKind[found.lastgroup or ""], rest.rest(found.end())
    due = _BY.search(words.text)
    if found is None and due is None:
        return intents.Promises(without_politeness(rest))
    at = words.cut(*due.span(due.lastgroup or 0)) if due else ""
    words = words.rest(0, due.start()) if due else words
    to = ""
    if who := _TO.search(words.text):
        to, words = words.cut(*who.span(who.lastgroup or 0)), take_out(words, who)
    return intents.Promise(kind, to, at, words.cut().strip(" 、,をは"))


def ended(rest: Folded) -> intents.EndPromise:
    """``3 because it is settled``, ``3 お客様より不要とのこと``; without a number the next one."""
    number, words = _numbered(rest)
    return intents.EndPromise(number, words.cut(_cut(words)).strip("()（） "))


def moved(rest: Folded) -> intents.MoveTime:
    """``3 7:30 told``: another time for that promise."""
    number, words = _numbered(rest)
    words = words.rest(re.match(r"\s*(?:to\s+|を\s*|は\s*)?", words.text, _I).end())  # type: ignore[union-attr] # matches always
    at, told = split_told(words)
    return intents.MoveTime(at, told, number)


def corrected(rest: Folded) -> intents.Correct:
    """``at 5:58 by mail``, ``12 お詫びをお伝え 宛先 大野部長``: the last record, or the one numbered."""
    number, words = _numbered(rest)
    at = ""
    if found := _CLOCK_FIRST.match(words.text):
        at, words = words.cut(*found.span("at")), words.rest(found.end())
    read = contact(words)
    return intents.Correct(number, replace(read, at=at) if at else read)


def about_one(rest: Folded) -> int | None:
    """The number of a promise; None when none was said."""
    return _numbered(rest)[0]


def phoned(rest: Folded) -> intents.Phoned | None:
    """``phoned``, ``電話しました 3``; "phoned Mr Ono" is a contact, and is not guessed at."""
    number, words = _numbered(rest)
    return None if without_politeness(words) else intents.Phoned(number)


def call_in(rest: Folded, mentions: Sequence[Mentioned]) -> intents.CallIn:
    """``@Watanabe for network``, ``渡辺さん ネットワーク``; the person is mentioned."""
    text = rest.cut()
    person = next((one for one in mentions if one.name and one.name in text), None)
    if person is not None:
        text = re.sub(re.escape(person.name) + "(?:さん)?", " ", text)
    area = re.sub(
        r"^(?:\s|さん|を|に|へ|、|,)+|^\s*(?:for|on)\s+|(?:の件|を|に)$", "", text.strip()
    )
    area = re.sub(r"^(?:for|on)\s+", "", area.strip(), flags=_I)
    return intents.CallIn(area.strip(" 、,@"), person)


def _numbered(rest: Folded) -> tuple[int | None, Folded]:
    """A number at the beginning, unless it is a time (6:30, 6時)."""
    found = _NUMBER.match(rest.text)
    if not found or re.match(r":[0-9]", rest.text[found.end() :]):
        return None, rest
    return int(found["number"]), rest.rest(found.end())


def _cut(words: Folded) -> int:
    found = _WHY.match(words.text)
    return found.end() if found else 0
