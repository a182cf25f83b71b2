"""What people type about follow-ups and exports: the words after the verb, as an intent.

Times stay text; repetitions in the patterns are bounded, so that no text takes long.
"""

import re
from collections.abc import Sequence

from bot.teams import intents
from bot.teams.folding import Folded
from bot.teams.inbound import Mentioned

_BY = re.compile(
    r"(?:^|\s)(?:by|on|until)\s+(?=[^\n]{0,30}(?:[0-9]|mon|tue|wed|thu|fri|sat|sun|tomorrow))"
    r"(?P<en>(?:(?!\s(?:by|on|until)\s)[^\n]){1,40})$"
    r"|(?:^|[\s、,])(?P<ja>[^\s、,]{1,16}(?: [0-9:時分半]{1,8})?)まで(?:に)?$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^(?:done|finished|complete[d]?|完了|済み?)(?![\w-])(?:\s|を|しました|:)*(?:no\.?|#|番号)?\s?"
    r"(?P<number>[0-9]{1,6})?(?:番|件目)?\s*$|^(?P<first>[0-9]{1,6})\s*(?:is )?(?:done|完了|済み?)\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^[\s:#番]{0,3}(?P<number>[0-9]{1,6})?(?:番|件目)?[\s。.]*$")
_SAFE = re.compile(
    r"(?:^|\s)(?:(?:for )?(?:the )?customer|safe|お客様(?:向け|用)?|社外(?:向け|用)?)(?=\s|$)",
    re.IGNORECASE,
)
_TEXT = re.compile(r"(?:^|\s)(?:as )?(?:text|テキスト|本文)(?=\s|$)", re.IGNORECASE)


def follow_up(rest: Folded, mentions: Sequence[Mentioned]) -> intents.Intent:
    """``alert on DNS changes @Sato by 11/30``, ``監視を追加 @佐藤 11/30まで``; ``done 2``."""
    if found := _DONE.match(rest.text):
        number = found["number"] or found["first"]
        return intents.FollowUpDone(int(number) if number else None)
    due = _BY.search(rest.text)
    at = rest.cut(*due.span(due.lastgroup or 0)) if due else ""
    words = (rest.rest(0, due.start()) if due else rest).cut()
    person = next((one for one in mentions if one.name and one.name in words), None)
    if person is not None:
        name = re.escape(person.name)
        words = re.sub(rf"(?:\b(?:for|to)\s+)?@?{name}(?:さん)?(?:へ|に|が|、)?", " ", words)
    return intents.FollowUp(" ".join(words.split()).strip(" 、,:：@"), person, at)


def done(rest: Folded) -> intents.FollowUpDone | None:
    """``2``; nothing means the only one."""
    found = _NUMBER.match(rest.text)
    if found is None:
        return None
    return intents.FollowUpDone(int(found["number"]) if found["number"] else None)


def export(rest: Folded) -> intents.Export:
    """``export for the customer 2611240012``, ``経緯を出力 お客様向け``; ``text`` asks for text."""
    text = rest.text
    safe, as_text = bool(_SAFE.search(text)), bool(_TEXT.search(text))
    query = _TEXT.sub(" ", _SAFE.sub(" ", text))
    return intents.Export(" ".join(query.split()), safe=safe, as_text=as_text)
