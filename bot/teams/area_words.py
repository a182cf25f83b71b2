"""What people type about the areas that they have: estimates, waiting, absences, links.

``30 more minutes on storage``, ``ストレージ あと30分``; ``waiting storage for the vendor until 6:40``,
``回答待ち ストレージ SIベンダー 6:40まで``; ``away 45 min``, ``離席 6:00まで``. Repetitions in the patterns
are bounded, so that no text takes long.
"""

import re

from bot.teams import intents
from bot.teams.folding import Folded, fold
from bot.teams.timeparts import read_duration
from bot.teams.verbs import without_politeness

_I = re.IGNORECASE
_SPAN = re.compile(
    r"(?<![0-9:.])(?P<n>[0-9.]{1,4})\s?(?:more\s)?(?P<unit>m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|分|時間半?)?"
    r"(?![A-Za-z0-9:時])",
    _I,
)
_MORE = re.compile(
    r"^(?P<en>(?:i (?:still )?need )?[0-9.]{1,4} more (?:min(?:ute)?s?|hours?|hrs?|m|h)\b.{0,40})"
    r"|^(?P<ja>[^\n]{0,30}?)(?:は|の|を)?[\s、,]*あと(?P<span>[0-9.]{1,4}\s?(?:分|時間半?))[^\n]{0,12}$",
    _I,
)
_NOISE = re.compile(
    r"(?<![A-Za-z])(?:on|for|more|about|another|i|still|need|until)(?![A-Za-z])|[、,。.!]|(?:は|の|を)(?=\s|$|あと)"
    r"|あと|くらい|ほど|かかります|です|程度",
    _I,
)
_UNTIL = re.compile(
    r"[\s、,]*(?:\b(?:until|till|by)\s+(?P<en>\S{0,20}[0-9].{0,20}|noon|midnight|tomorrow.{0,20})$"
    r"|(?P<ja>[^\s、,]{0,12}[0-9][^\s、,]{0,9}(?: [^\s、,]{0,6}[0-9][^\s、,]{0,6})?)まで(?:に)?[^\n]{0,6}$)",
    _I,
)
_FOR_ON = re.compile(r"^for\s+(?P<whom>.{1,80}?)\s+(?:on|about)\s+(?P<area>\S.{0,30})$", _I)
_FOR = re.compile(r"^(?P<area>.{1,40}?)(?:\s+(?:on|for)\s+|は|の|:\s*)(?P<whom>.{1,120})$", _I)
_LINK = re.compile(r"https?://\S{1,2000}", _I)


def estimate_first(said: Folded) -> intents.Estimate | None:
    """The words without a verb: ``30 more minutes``, ``ストレージ あと30分``."""
    found = _MORE.search(said.text)
    return estimate(said) if found else None


def estimate(rest: Folded) -> intents.Estimate:
    """A span, and perhaps the area that it is for."""
    found = _SPAN.search(rest.text)
    if not found:
        return intents.Estimate(without_politeness(rest), None)
    number, unit = found["n"], found["unit"] or ""
    span = read_duration(f"{number}{unit}" if unit else number)
    words = f"{rest.cut(0, found.start())} {rest.cut(found.end())}"
    area = " ".join(_NOISE.sub(" ", without_politeness(fold(words))).split())
    return intents.Estimate(area, span)


def waiting(rest: Folded) -> intents.WaitFor:
    """Area, whom, until when; what was not said is empty."""
    until = ""
    if found := _UNTIL.search(rest.text):
        until = rest.cut(*found.span("en" if found["en"] else "ja"))
        rest = rest.rest(0, found.start())
    for pattern in (_FOR_ON, _FOR):
        if found := pattern.match(rest.text):
            whom, area = rest.cut(*found.span("whom")), rest.cut(*found.span("area"))
            return intents.WaitFor(area, whom.strip(), until)
    area, _, whom = rest.cut().partition(" ")
    return intents.WaitFor(area, whom.strip(), until)


def away(rest: Folded) -> intents.Away | None:
    """For so long, until then, or as long as usual; None for other words ("away from storage")."""
    if found := _UNTIL.search(rest.text):
        return intents.Away(until=rest.cut(*found.span("en" if found["en"] else "ja")))
    words = _NOISE.sub(" ", without_politeness(rest)).strip(" ()（）")
    if not words:
        return intents.Away()
    span = read_duration(words)
    return intents.Away(span) if span else None


def work_at(rest: Folded) -> intents.WorkAt:
    """The first address in the words; without one, the area has none any more."""
    found = _LINK.search(rest.text)
    if not found:
        words = without_politeness(rest)
        area, _, link = words.partition(" ")
        return intents.WorkAt(area, "" if link in ("", "none", "なし") else link)
    return intents.WorkAt(rest.cut(0, found.start()).strip(" 、,:"), rest.cut(*found.span()))


def with_link(text: str) -> tuple[str, str]:
    """A finding's text without the address in it, and the address ("" when there is none)."""
    found = _LINK.search(text)
    if not found:
        return text, ""
    rest = f"{text[: found.start()].rstrip(' (（')} {text[found.end() :].lstrip(' )）')}"
    return " ".join(rest.split()), found.group().rstrip("。、,.)）")
