"""Times and durations as people write them, in English and in Japanese.

``dateparser`` 1.5 was tried on the forms that the product accepts: it does not know
``6時半``, ``25:00``, ``翌6時`` or ``木曜17時``, reads ``0600`` as the year 600 and
``11月25日 9時`` as the year 2111, and cannot ask back. A grammar of this size that refuses what it does not know is safer.

Choices
    ``11/25`` is month/day. Without a year, the date nearest to now is meant.
    25:00 to 29:59 are the small hours of the next day; of two candidates, the one that comes next.
    A weekday is the next such day, today included. One that contradicts its date is unclear.
    12 o'clock with 午前 or 午後 is unclear, since people mean both by it.
    A moment that does not exist (clocks go forward) is read with the offset before the change, so
    02:30 becomes 03:30. Of a moment that comes twice, the first that suits the question is meant.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from bot.teams.timeparts import (
    LEAD,
    TAIL,
    Clock,
    clock_in,
    days_in,
    duration_in,
    plain_text,
    read_duration,
    split_day,
)

__all__ = ["ReadTime", "TimeFault", "read_duration", "read_time"]

_RECENT = timedelta(hours=12)
"""How far back a bare time may lie that says when something was said."""
_GRACE = timedelta(minutes=1)
"""By how much a moment in the past may lie ahead of our clock: people round."""


@dataclass(frozen=True, slots=True)
class ReadTime:
    """``at`` is aware, in UTC. ``dated``: the text named a day, or the distance from now."""

    at: datetime
    dated: bool = False


@dataclass(frozen=True, slots=True)
class TimeFault:
    """Why there is no moment.

    ``passed``: ``moment`` lies behind us; ``tomorrow`` is the same time a day later when the text
    named no other day. ``future``: said to have been, but lies ahead. ``unclear``: not readable.
    """

    kind: Literal["passed", "future", "unclear"]
    text: str = ""
    moment: datetime | None = None
    tomorrow: datetime | None = None


def read_time(
    text: str, now: datetime, zone: tzinfo, *, past: bool = False
) -> ReadTime | TimeFault:
    """The moment that the text means, for somebody in ``zone`` at ``now`` (aware).

    With ``past`` the question was when something happened: a bare time is then the most recent
    such moment (at most 12 hours ago), and a moment ahead is a fault. Never raises.
    """
    plain = TAIL.sub("", LEAD.sub("", plain_text(text)))
    try:
        return (
            _relative(plain, text, now, past)
            or _iso(plain, text, now, zone, past)
            or _bare(plain, text, now, zone, past)
            or _dated(plain, text, now, zone, past)
            or TimeFault("unclear", text)
        )
    except (ValueError, OverflowError):
        return TimeFault("unclear", text)


def _relative(plain: str, text: str, now: datetime, past: bool) -> ReadTime | TimeFault | None:
    if plain in ("now", "just now", "right now", "今", "たった今", "いま", "現在"):
        return ReadTime(now.astimezone(UTC), dated=True)
    match = re.fullmatch(r"(?P<in>in |\+ ?|あと ?)?(?P<what>.+?) ?(?P<after>後|later|from now)?"
                         r"(?P<ago>前| ago)?", plain)  # fmt: skip
    length = duration_in(match["what"]) if match else None
    if not match or not length or (match["ago"] and (match["in"] or match["after"])):
        return None
    back = bool(match["ago"]) or (past and not match["in"] and not match["after"])
    return _judged([now - length if back else now + length], text, now, past)


def _iso(
    plain: str, text: str, now: datetime, zone: tzinfo, past: bool
) -> ReadTime | TimeFault | None:
    if not re.match(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}[t ][0-9]{2}", plain):
        return None
    moment = datetime.fromisoformat(plain.upper())
    if not 2000 <= moment.year <= 2100:
        return None
    if moment.tzinfo is None:
        clock = Clock(moment.hour, moment.minute, moment.second)
        return _judged(list(clock.on(moment.date(), zone)), text, now, past)
    return _judged([moment], text, now, past)


def _bare(
    plain: str, text: str, now: datetime, zone: tzinfo, past: bool
) -> ReadTime | TimeFault | None:
    clock = clock_in(plain)
    if not clock:
        return None
    today = now.astimezone(zone).date()
    todays = list(clock.on(today, zone))
    yesterdays = list(clock.on(today - timedelta(days=1), zone))
    if past:
        recent = [at for at in [*yesterdays, *todays] if now - _RECENT <= at <= now + _GRACE]
        found = _judged(recent or todays, text, now, past)
    elif clock.hour >= 24:
        found = _judged([*yesterdays, *todays], text, now, past)
    else:
        found = _judged(todays, text, now, past)
    if isinstance(found, TimeFault):
        tomorrow = clock.on(today + timedelta(days=1), zone)[0] if found.kind == "passed" else None
        return TimeFault(found.kind, text, found.moment, tomorrow)
    return ReadTime(found.at)


def _dated(
    plain: str, text: str, now: datetime, zone: tzinfo, past: bool
) -> ReadTime | TimeFault | None:
    for match, rest in split_day(plain):
        clock = clock_in(LEAD.sub("", rest))
        if not clock:
            continue
        moments = [at for day in days_in(match, clock, now, zone) for at in clock.on(day, zone)]
        if not moments:
            continue
        found = _judged(moments, text, now, past)
        if isinstance(found, TimeFault) and match.groupdict().get("near") and found.moment:
            return TimeFault(
                found.kind, text, found.moment, None if past else _coming(clock, now, zone)
            )
        return found
    return None


def _coming(clock: Clock, now: datetime, zone: tzinfo) -> datetime:
    """The next time that it is so late: today, else tomorrow."""
    today = now.astimezone(zone).date()
    days = (today, today + timedelta(days=1))
    return next(at for day in days for at in clock.on(day, zone) if at >= now or day > today)


def _judged(moments: list[datetime], text: str, now: datetime, past: bool) -> ReadTime | TimeFault:
    """The first moment from now on; with ``past``, the last one until now."""
    moments = sorted(moment.astimezone(UTC) for moment in moments)
    if past:
        behind = [moment for moment in moments if moment <= now + _GRACE]
        if behind:
            return ReadTime(min(behind[-1], now.astimezone(UTC)), dated=True)
        return TimeFault("future", text, moments[0])
    ahead = [moment for moment in moments if moment >= now]
    return ReadTime(ahead[0], dated=True) if ahead else TimeFault("passed", text, moments[-1])
