"""A contact with the customer, typed in one line, in either language.

contact <what was said> [by phone] [to Mr X] [at 5:06]
        [next 6:00 | next none because ... | no next update because ...]
連絡 <内容> 電話 宛先 中村様 5:06 次回 6:00 / 以後30分ごと
"""

import re
from dataclasses import replace
from datetime import timedelta

from bot.domain.swarm import How
from bot.teams import intents
from bot.teams.folding import Folded
from bot.teams.phrases import take_out
from bot.teams.times import read_duration

_I = re.IGNORECASE
_EDGE = r"(?:^|(?<=[\s、,。(]))"
_END = r"(?=[\s、,。.:)]|$)"
_CLOCK = (
    r"(?:午前|午後)?[0-9]{1,2}(?::[0-9]{2}(?:\s?[ap]m)?|時(?:半|[0-9]{1,2}分)?|\s?[ap]m)"
    r"|[0-9]{1,3}\s?(?:分前|min(?:ute)?s? ago)"
)
_NEXT = re.compile(
    r"(?:(?<![A-Za-z])next(?: (?:update|contact))?(?: (?:at|by))?(?![A-Za-z])(?=[\s:]*(?:[0-9+]|in\b"
    r"|no(?:ne|on)?\b|tomorrow|midnight|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul"
    r"|aug|sep|oct|nov|dec))|次回(?:の?ご?連絡)?(?:は|を)?)\s*:?\s*",
    _I,
)
_NONE = re.compile(
    r"^(?:none|no|なし|無し|不要)(?![A-Za-z])[\s:、,]*(?:because|since|理由は?)?[\s:、,(]*", _I
)
_NO_NEXT = re.compile(
    r"(?<![A-Za-z])no (?:next|further|more) (?:update|contact)s?(?: (?:planned|needed))?"
    r"(?:\s*[,(]?\s*(?:because|since)\b|\s*[:(]|[\s.]*$)\s*",
    _I,
)
_EVERY = re.compile(
    r"(?<![A-Za-z])every\s+(?P<en>[0-9][0-9.]*\s*(?:m|h|min\w*|hours?|hrs?)?(?![A-Za-z]))"
    r"|(?:(?:以後|以降)[\s、]*)?(?<![0-9.])(?P<ja>[0-9.]{1,6}(?:時間半?|分)(?:[0-9]{1,3}分)?)\s?(?:ごと|毎|おき)(?:に)?",
    _I,
)
_TOLD = re.compile(
    r"[\s、,(]{0,5}(?:told(?: to)?(?: the customer)?|promised|お?伝え済み?|約束済み?)\)?$", _I
)
_TARGET = re.compile(r"[\s、,(]{0,5}(?:(?:our )?(?:own )?target|(?:社内の?)?目安)\)?$", _I)
_HOWS: tuple[tuple[How, str], ...] = (
    (How.NOT_REACHED, r"not reached|no answer|不在|つながらず|繋がらず"),
    (How.PHONE, r"(?:by|via|on|over) (?:the )?(?:tele)?phone|by call|電話"),
    (How.MAIL, r"(?:by|via) e?-?mail|e?-?メール"),
    (How.TICKET, r"(?:by|via|in|on) (?:the )?ticket|チケット"),
    (How.MEETING, r"(?:by|via|in) (?:a |the )?(?:web )?meeting|会議|打ち合わせ"),
)
_HOW = tuple(
    (how, re.compile(rf"{_EDGE}(?:{words})(?:にて|で(?![すはきも])|{_END})", _I))
    for how, words in _HOWS
)
_TO = re.compile(
    rf"{_EDGE}(?:宛先?\s*:?\s*(?P<ja>[^\s、,]+)|(?P<sama>[^\s、,]{{1,40}}様)(?:へ|に|宛て?)?{_END}"
    r"|(?-i:to (?P<en>(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}|[^\s,]+様)"
    r"(?=\s*(?:$|,|\.|(?:by|at|via|every|next|on)\b))))",
    _I,
)
_AT = re.compile(rf"{_EDGE}(?:at |時刻\s*:?\s*)?(?P<at>{_CLOCK})(?:頃|に)?{_END}", _I)
_AT_END = re.compile(
    rf"{_EDGE}(?:at |時刻\s*:?\s*)(?P<at>{_CLOCK})(?:頃|に)?[\s、,。.]{{0,5}}$", _I
)


def contact(rest: Folded) -> intents.Contact:
    """Everything that is not marked is what was said."""
    every, rest = _take_every(rest)
    following = None
    waived = _NO_NEXT.search(rest.text)
    if waived:
        following, rest = rest.rest(waived.end()), rest.rest(0, waived.start())
    elif found := next(reversed(list(_NEXT.finditer(rest.text))), None):
        following, rest = rest.rest(found.end()), rest.rest(0, found.start())
    at = ""
    if found := _AT_END.search(rest.text):
        at, rest = rest.cut(*found.span("at")), rest.rest(0, found.start())
    # A bare clock time says when only behind the means or the addressee.
    starts = [f.start() for _, how in _HOW if (f := how.search(rest.text))]
    starts += [f.start() for f in _TO.finditer(rest.text)]
    first = min(starts, default=len(rest.text))
    body, marks = rest.cut(0, first), rest.rest(first)
    how, marks = _take_how(marks)
    to, marks = _take_to(marks)
    if starts and not at and (found := _AT.search(marks.text)):
        at, marks = marks.cut(*found.span("at")), take_out(marks, found)
    if following and not how:
        how, following = _take_how(following)
    if following and not to:
        to, following = _take_to(following)
    said = " ".join(part for part in (body, marks.cut()) if part)
    made = intents.Contact(said, how, to, at, every=every)
    if waived and following is not None:
        return replace(made, no_next=True, none_because=following.cut().strip("()（） "))
    return _with_next(made, following)


def split_told(moment: Folded) -> tuple[str, bool | None]:
    """A time, and whether the customer was told it (None: not said)."""
    if found := _TOLD.search(moment.text):
        return moment.cut(0, found.start()), True
    if found := _TARGET.search(moment.text):
        return moment.cut(0, found.start()), False
    return moment.cut(), None


def _with_next(made: intents.Contact, following: Folded | None) -> intents.Contact:
    if following is None:
        return made
    given = (made.said, made.how, made.to, made.at)
    if found := _NONE.match(following.text):
        why = following.cut(found.end()).strip("()（） ")
        return intents.Contact(*given, none_because=why, no_next=True, every=made.every)
    moment, told = split_told(following)
    return intents.Contact(*given, next=moment, told=told, every=made.every)


def _take_every(rest: Folded) -> tuple[timedelta | None, Folded]:
    found = _EVERY.search(rest.text)
    every = read_duration(found["en"] or found["ja"]) if found else None
    return (every, take_out(rest, found)) if found and every else (None, rest)


def _take_how(rest: Folded) -> tuple[How | None, Folded]:
    for how, pattern in _HOW:
        if found := pattern.search(rest.text):
            return how, take_out(rest, found)
    return None, rest


def _take_to(rest: Folded) -> tuple[str, Folded]:
    if found := _TO.search(rest.text):
        return rest.cut(*found.span(found.lastgroup or 0)), take_out(rest, found)
    return "", rest
