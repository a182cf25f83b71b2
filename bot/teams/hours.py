"""Hours by one's own word: from "22-7" to two moments. Pure."""

from datetime import datetime, time, timedelta, tzinfo

USUAL = timedelta(hours=9)
"""How long "on duty" means when no end was said."""


def hours(
    start: time | None, end: time | None, now: datetime, zone: tzinfo
) -> tuple[datetime, datetime]:
    """From when until when: the span that is going on, else the next one.

    Wall-clock times of ``zone``; an end before its start lies on the next day. Without times: from
    now on, for the usual length.
    """
    if start is None or end is None:
        return now, now + USUAL
    today = now.astimezone(zone).date()
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        last = day if end > start else day + timedelta(days=1)
        begun = datetime.combine(day, start, zone).astimezone(now.tzinfo)
        done = datetime.combine(last, end, zone).astimezone(now.tzinfo)
        if done > now:
            return begun, done
    raise AssertionError(now)  # tomorrow's end lies ahead of today
