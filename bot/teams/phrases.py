"""What follows a verb, taken apart: new tickets, findings, recoveries, calls, duties.

Each function takes the words after the verb and gives an intent, with empty fields for what was
not said, or None when the words do not fit the verb. Words are looked for in the folded text and
cut from what was written. Repetitions in the patterns are bounded, so that no text takes long.
"""

import re
from collections.abc import Sequence
from datetime import time

from bot.domain.swarm import AreaState, Phase
from bot.spelling import read_severity
from bot.teams import intents
from bot.teams.folding import Folded, fold
from bot.teams.inbound import Mentioned
from bot.teams.verbs import without_politeness

_I = re.IGNORECASE
# ---------------------------------------------------------------- new

_SEVERITY = re.compile(
    r"^(?:sev(?:erity)?[\s\-_]*[abc1-4]|p[1-4]|重大度[\s:]*[abc1-4]|(?:重大|緊急)(?=[\s:、,]|$))(?![A-Za-z0-9])[\s:、,]*",
    _I,
)
_OPTION = re.compile(
    r"(?:^|(?<=\s)|(?<=[、,;]))(?:(?P<customer>customer|顧客名?|お客様)|(?P<impact>(?:business )?impact"
    r"|(?:業務)?影響)|(?P<ticket>ticket|id|case|案件番号|番号))\s*[=:]\s*",
    _I,
)


def new(rest: Folded) -> intents.New:
    """``Sev-A Contoso: Title``, ``件名 顧客：アオバ 影響：128店舗``; further lines describe it."""
    first_end = rest.text.find("\n")
    description = rest.cut(first_end) if first_end >= 0 else ""
    line = rest.rest(0, first_end) if first_end >= 0 else rest
    severity = None
    if found := _SEVERITY.match(line.text):
        severity = read_severity(found.group().strip(" :、,"))
        line = line.rest(found.end())
    options = list(_OPTION.finditer(line.text))
    ends = [option.start() for option in options[1:]] + [len(line.text)]
    values = {
        option.lastgroup: line.cut(option.end(), end)
        for option, end in zip(options, ends, strict=False)
    }
    title = line.rest(0, options[0].start()) if options else line
    customer = values.get("customer", "")
    if not customer and (colon := _colon(title)):
        customer, title = title.cut(0, colon), title.rest(colon + 1)
    return intents.New(
        title.cut(), severity, customer, values.get("impact", ""), values.get("ticket", ""),
        description,
    )  # fmt: skip


def _colon(title: Folded) -> int:
    """Where "Customer: Title" parts, 0 when it does not; a full-width colon needs no blank."""
    for found in re.finditer(":", title.text[:61]):
        place = found.start()
        written = title.original[title.starts[place]]
        if place and (written == "：" or title.text[place + 1 : place + 2].isspace()):
            return place
    return 0


# ---------------------------------------------------------------- findings

_STATES: tuple[tuple[AreaState, str], ...] = (
    (AreaState.NOT_RELEVANT, r"not relevant|対象外"),
    (AreaState.RULED_OUT, (r"ruled?[ -]out|clear(?:ed)?|not the cause|ok|異常なし|切り分け済み?"
                          r"|問題(?:なし|無し|ありません)")),
    (AreaState.SUSPECT, r"suspect(?:ed)?|suspicious|疑い(?:あり)?|怪しい|あやしい"),
    (AreaState.CAUSE, r"(?:the )?(?:root )?cause|原因(?:と判断)?"),
    (AreaState.LOOKING, r"looking|investigating|調査中|確認中"),
)  # fmt: skip
_STATE = re.compile(
    "|".join(f"(?P<{state.name}>(?<![A-Za-z])(?:{words})(?![A-Za-z]))" for state, words in _STATES),
    _I,
)
_REASON = re.compile(r"\s*(?:\bbecause\b|\bsince\b|理由は?|[:、,(])\s*", _I)


def finding(rest: Folded) -> intents.Finding | intents.SetAside:
    """``storage ruled out logs are clean``, ``ストレージ 問題なし 4:00〜5:15``."""
    found = _STATE.search(rest.text)
    if not found or not found.start():
        first = re.match(r"\S+", rest.text)
        end = first.end() if first else 0
        return intents.Finding(rest.cut(0, end), None, rest.cut(end))
    area = re.sub(r"(?:\s+is|は|が|を)$", "", rest.cut(0, found.start()))
    text = re.sub(r"^(?:です|でした)[\s、,。]*", "", rest.cut(found.end()))
    state = AreaState[found.lastgroup or ""]
    if state is AreaState.NOT_RELEVANT:
        return intents.SetAside(area, text.strip("()（）"))
    return intents.Finding(area, state, text)


def set_aside(rest: Folded) -> intents.SetAside:
    """``storage because it is another region``, ``ストレージ 別リージョンのため``."""
    parted = _REASON.search(rest.text) or re.search(r"\s+", rest.text)
    if not parted or not parted.start():
        return intents.SetAside(rest.cut())
    reason = re.sub(r"^(?:because|since)\s+", "", rest.cut(parted.end()))
    return intents.SetAside(rest.cut(0, parted.start()), reason.strip("()（）"))


# ---------------------------------------------------------------- recovery

_SINCE = re.compile(
    r"\bsince (?P<en>\S{0,30}[0-9]\S{0,30}(?: [0-9]{1,2}:[0-9]{2})?)|(?<!\S)(?P<ja>\S{0,12}[0-9]\S{0,6}?)(?:から|より|~)",
    _I,
)
_UNTIL = re.compile(
    r"\b(?:until|till) (?P<en>.{0,40}[0-9]\S{0,9})|(?<!\S)(?P<ja>\S{0,12}[0-9]\S{0,9}(?: \S{0,6}[0-9]\S{0,6})?)まで",
    _I,
)
_CONFIRMED = re.compile(
    r"\bconfirmed by (?P<en>[^,]+?)(?=,| since | until |$)|確認(?:者)?[\s:]+(?P<ja>\S+)", _I
)
_TO_CONFIRM = re.compile(r"(?:customer )?to confirm|unconfirmed|(?:お客様の?)?確認待ち", _I)
_EXTENT = re.compile(r"[0-9]|^(?:all|full|part|most|全|すべて|一部)", _I)


def recovered(phase: Phase, rest: Folded) -> intents.Recovered | None:
    """``since 5:40 confirmed by Ms Ono, 128 of 128``, ``5:40から 確認 大野様 128/128店舗``.

    A step of recovery is no small thing: words that are no extent ("not yet") are refused.
    """
    if phase is Phase.RECOVERED and (found := _TO_CONFIRM.search(rest.text)):
        phase, rest = Phase.UNCONFIRMED, take_out(rest, found)
    values = {}
    for name, pattern in (("by", _CONFIRMED), ("since", _SINCE), ("until", _UNTIL)):
        found = pattern.search(rest.text)
        group = found and ("en" if found["en"] else "ja")
        values[name] = rest.cut(*found.span(group)) if found and group else ""
        rest = take_out(rest, found) if found else rest
    extent = rest.cut().strip("()（）・! ")
    if extent.endswith(("?", "？")) or (extent and not _EXTENT.search(extent)):
        return None
    return intents.Recovered(phase, values["since"], values["until"], values["by"], extent)


# ---------------------------------------------------------------- the rest

_CALL_BACK = re.compile(
    r"(?:call(?:ed)?[ -]?back|callback|折り?返し(?:の?(?:ご?希望|ご?要望|ご?連絡|お?電話))*)(?:\s+(?:by|at))?"
    r"[はを、,:\s]{0,5}(?P<after>[^\n]{0,40})",
    _I,
)
_CALL_BACK_BEFORE = re.compile(
    r"(?<![^\s、,])(?P<time>[^\s、,]{0,12}[0-9][^\s、,]{0,6}?(?: [0-9]{1,2}[:時][^\s、,]{0,4}?)?)"
    r"(?:まで|頃|ごろ)?[にの]?折り?返し"
)
_WHO = re.compile(
    r"^(?:(?P<sama>\S{1,40}?(?:様|さん))(?:から|より|が|は)?[\s、,:]*"
    r"|(?P<title>[^\s、,:]{1,40}?(?:部長|課長|室長|係長|店長|社長|主任|専務|常務|取締役|役員|先生))"
    r"(?:(?:から|より|が|は)[\s、,:]*|[\s、,:]+|$)|(?P<colon>[^:\n0-9]{1,60}?)\s?:\s*)"
)
_UNTIL_END = re.compile(
    r"[\s、,]+(?:by|until)\s+(?P<en>\S{0,20}[0-9].{0,20}|noon|midnight|tomorrow .{1,20})$"
    r"|[\s、,]+(?P<ja>[^\s、,]{0,12}[0-9][^\s、,]{0,9}(?: [^\s、,]{0,6}[0-9][^\s、,]{0,6})?)まで(?:に)?$",
    _I,
)
_HOURS = re.compile(
    r"^(?:from )?([0-9]{1,2})(?::([0-9]{2}))?時?\s*(?:-|~|〜|から|to|until|–)\s*([0-9]{1,2})(?::([0-9]{2}))?",
    _I,
)


def customer_called(rest: Folded) -> intents.CustomerCalled:
    """``Nakamura: wants news, call back 6:30``, ``中村様 7:40までに折り返しのご希望``.

    The text stays whole; the time of the call-back is read out of it.
    """
    who = ""
    if found := _WHO.match(rest.text):
        who = rest.cut(*found.span(found.lastgroup or 0))
        rest = rest.rest(found.end())
    call_back = ""
    if found := _CALL_BACK_BEFORE.search(rest.text):
        call_back = rest.cut(*found.span("time"))
    elif (found := _CALL_BACK.search(rest.text)) and re.search("[0-9]|noon|正午", found["after"]):
        call_back = without_politeness(rest.rest(*found.span("after"))).strip("()（）")
    return intents.CustomerCalled(who, rest.cut(), call_back)


def next_action(rest: Folded, mentions: Sequence[Mentioned]) -> intents.NextAction:
    """``check name resolution Watanabe Ryo by 6:40``, the owner being mentioned."""
    until = ""
    if found := _UNTIL_END.search(rest.text):
        until = rest.cut(*found.span("en" if found["en"] else "ja"))
        rest = rest.rest(0, found.start())
    text = rest.cut()
    owner = next((one for one in mentions if one.name and one.name in text), None)
    if owner:
        text = " ".join(text.replace(owner.name, " ").split()).strip(" 、,")
        text = re.sub(r"^(?:さん)[\s、,がはに]*|[\s、,]*(?:[―–-]|さん)+$", "", text)
    return intents.NextAction(text, owner, until)


def duty(rest: Folded, *, on: bool) -> intents.Duty | None:
    """``22-7`` or ``22:00〜7:00``; nothing means "from now on"."""
    found = _HOURS.match(rest.text)
    if not found or not on:
        return None if rest.cut() else intents.Duty(on)
    hours = [int(found[group] or 0) for group in (1, 2, 3, 4)]
    if hours[0] > 29 or hours[2] > 29 or hours[1] > 59 or hours[3] > 59:
        return None
    return intents.Duty(on, time(hours[0] % 24, hours[1]), time(hours[2] % 24, hours[3]))


def take_out(rest: Folded, found: re.Match[str]) -> Folded:
    """The text without what was found in it."""
    return fold(f"{rest.cut(0, found.start())} {rest.cut(found.end())}".strip())
