"""The parts of a written time: durations, times of day, days. ``times`` says what they mean."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; the hour goes to 29, since 25:00 is 1:00 of the next day."""

    hour: int
    minute: int = 0
    second: int = 0

    def on(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """The moment on that day, in UTC; twice, since an hour may come twice."""
        day += timedelta(days=self.hour // 24)
        wall = time(self.hour % 24, self.minute, self.second, tzinfo=zone)
        first, second = (datetime.combine(day, wall.replace(fold=fold)) for fold in (0, 1))
        return first.astimezone(UTC), max(first.astimezone(UTC), second.astimezone(UTC))


# ---------------------------------------------------------------- durations

_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
_DURATION = re.compile(
    rf"(?:(?P<days>{_NUMBER}) ?(?:d|days?|日間?))? ?"
    rf"(?:(?P<hours>{_NUMBER}) ?(?:h|hrs?|hours?|時間)(?P<half>半)?)? ?(?:and )?"
    rf"(?:(?P<minutes>{_NUMBER}) ?(?:m|mins?|minutes?|分間?))? ?"
    rf"(?:(?P<seconds>{_NUMBER}) ?(?:s|secs?|seconds?|秒間?))?"
)
_WORDS = {
    "half an hour": timedelta(minutes=30),
    "半時間": timedelta(minutes=30),
    "an hour": timedelta(hours=1),
    "one hour": timedelta(hours=1),
    "半日": timedelta(hours=12),
}


def read_duration(text: str) -> timedelta | None:
    """``30`` (minutes), ``30分``, ``1h30m``, ``1時間半``, ``90 min``; else None (zero too)."""
    plain = re.sub(r"^(?:every|毎) ?| ?(?:ごと|毎|おき)(?:に)?$", "", plain_text(text))
    if re.fullmatch(r"[0-9]{1,4}", plain):
        plain += "m"
    return duration_in(plain)


def duration_in(plain: str) -> timedelta | None:
    if plain in _WORDS:
        return _WORDS[plain]
    match = _DURATION.fullmatch(plain)
    if not plain or not match:
        return None
    units = ("days", "hours", "minutes", "seconds")
    found = timedelta(**{unit: float(match[unit] or 0) for unit in units})
    return (found + timedelta(minutes=30 if match["half"] else 0)) or None


# ---------------------------------------------------------------- the parts of a time

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})"
_WEEKDAYS = (("mon", "月"), ("tue", "火"), ("wed", "水"), ("thu", "木"), ("fri", "金"),
             ("sat", "土"), ("sun", "日"))  # fmt: skip
_WEEKDAY = (
    r"(?:\(?(?:(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b|(?P<youbi>[月火水木金土日])(?:曜日?|(?=\))))\)?)"
)
_DATES = (
    rf"(?:(?P<year>[0-9]{{4}}) ?[-/年] ?)?(?P<number>[0-9]{{1,2}}) ?[-/月] ?{_DAY}日?",
    rf"{_MONTH} ?{_DAY}(?:st|nd|rd|th)?\b(?:,? (?P<year>[0-9]{{4}})\b)?",
    rf"{_DAY}(?:st|nd|rd|th)?(?: of)? ?{_MONTH}(?:,? (?P<year>[0-9]{{4}})\b)?",
)
_NEAR = {
    "today": 0, "tonight": 0, "今日": 0, "本日": 0, "今夜": 0, "今朝": 0,
    "tomorrow": 1, "明日": 1, "あした": 1, "翌日": 1, "明朝": 1, "翌朝": 1, "翌": 1,
    "day after tomorrow": 2, "明後日": 2, "あさって": 2, "翌々日": 2,
    "yesterday": -1, "昨日": -1, "昨夜": -1, "昨晩": -1,
}  # fmt: skip
_NEAR_DAY = "(?P<near>" + "|".join(sorted(_NEAR, key=len, reverse=True)) + ")"
DAY_FORMS = tuple(
    re.compile(form)
    for form in (
        *(rf"(?:{_WEEKDAY},? ?)?{date_form}" for date_form in _DATES),
        *(rf"{date_form} ?{_WEEKDAY}" for date_form in _DATES),
        rf"{_NEAR_DAY} ?{_WEEKDAY}?(?: ?\([0-9/]{{3,5}}\))?",
        _WEEKDAY,
    )
)
_CLOCK = re.compile(
    r"(?:(?P<half>午前|午後|朝|夕方|夜|am|pm) ?)?"
    r"(?:(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"|時(?:(?P<thirty>半)|(?P<fun>[0-9]{1,2})分)?)?"
    r"|(?P<military>[0-9]{3,4}))(?: ?(?P<ampm>[ap])\.?m\.?)?"
)
_NAMED = {"noon": 12, "正午": 12, "midnight": 24, "零時": 24}
LEAD = re.compile(r"^(?:(?:by|at|until|till|before|around|about|from|since|approx\.?|約|~) ?)+")
TAIL = re.compile(
    r" ?(?:までには|までに|まで|頃|ごろ|ころ|くらい|ぐらい|から|より|に|by|[.,。、])+$"
)


def plain_text(text: str) -> str:
    """The text in one width and one case, with single spaces, and not endless."""
    text = unicodedata.normalize("NFKC", text[:200]).casefold()
    return " ".join(re.sub(r" ?o'clock", ":00", text).split())


def clock_in(plain: str) -> Clock | None:
    """The time of day that the text is, or None."""
    if plain in _NAMED:
        return Clock(_NAMED[plain])
    match = _CLOCK.fullmatch(plain)
    if not match:
        return None
    half, ampm = match["half"] or "", match["ampm"] or ""
    if match["military"]:
        hour, minute = int(match["military"][:-2]), int(match["military"][-2:])
    else:
        hour, minute = int(match["hour"]), int(match["minute"] or match["fun"] or 0)
        if not (half or ampm) and match["hour"] == plain:
            return None  # a bare number may be an hour, minutes or a day
    hour = _hour(hour, half, ampm)
    clock = Clock(hour, 30 if match["thirty"] else minute, int(match["second"] or 0))
    return clock if 0 <= hour <= 29 and clock.minute < 60 and clock.second < 60 else None


def _hour(hour: int, half: str, ampm: str) -> int:
    """The hour of the day, -1 when hour and half of the day do not fit."""
    if half and ampm:
        return -1
    if ampm or half in ("am", "pm"):
        afternoon = "p" in (ampm or half)
        return hour % 12 + (12 if afternoon else 0) if 1 <= hour <= 12 else -1
    if half == "夜":
        return hour + 12 if 5 <= hour <= 11 else -1
    if half:
        return hour + (12 if half in ("午後", "夕方") else 0) if 0 <= hour <= 11 else -1
    return hour


def days_in(match: re.Match[str], clock: Clock, now: datetime, zone: tzinfo) -> list[date]:
    """The days that the words can mean, in no order; empty when they contradict themselves."""
    parts, today = match.groupdict(), now.astimezone(zone).date()
    name, youbi = parts.get("weekday"), parts.get("youbi")
    weekday = next(
        (i for i, (en, ja) in enumerate(_WEEKDAYS) if (name or "")[:3] == en or youbi == ja), None
    )
    if parts.get("near"):
        days = [today + timedelta(days=_NEAR[parts["near"]])]
    elif parts.get("day"):
        named = parts.get("month")
        month = _MONTHS.index(named[:3]) + 1 if named else int(parts["number"])
        years = range(today.year - 1, today.year + 2)
        if parts.get("year"):
            years = range(int(parts["year"]), int(parts["year"]) + 1)
        days = list(_valid(years, month, int(parts["day"])))
        days = sorted(days, key=lambda day: abs(clock.on(day, zone)[0] - now))[:1]
    else:
        days = [today + timedelta(days=offset) for offset in range(-6, 7)]
    return [day for day in days if weekday is None or day.weekday() == weekday]


def _valid(years: Iterable[int], month: int, day: int) -> Iterator[date]:
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if 2000 <= year <= 2100:
            yield found


def split_day(plain: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every way to split the text into a day and what stands before or after it."""
    for form in DAY_FORMS:
        if match := form.match(plain):
            yield match, re.sub(r"^ ?(?:の|,|at )? ?", "", plain[match.end() :])
        for match in form.finditer(plain):
            if match.end() == len(plain) and match.start():
                yield match, re.sub(r" ?(?:,|on|の)? ?$", "", plain[: match.start()])
