"""Times as letters to a customer write them: with the day, and never only "today"."""

from datetime import datetime

from bot.present.reader import Reader
from cards.words import NONE

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def formal(moment: datetime, reader: Reader) -> str:
    """``11月24日（火）6時00分``, ``06:00 on Tuesday 24 November``, in the reader's zone."""
    return _written("letter-moment", reader.at(moment), reader)


def this_day(moment: datetime, now: datetime, reader: Reader) -> str:
    """``本日（11月24日）6時00分`` on the day of ``now``, else the same as ``formal``."""
    local = reader.at(moment)
    today = local.date() == reader.at(now).date()
    return _written("letter-today" if today else "letter-moment", local, reader)


def clock(moment: datetime, reader: Reader) -> str:
    """The time of day alone, for what was on the same day."""
    return _written("letter-clock", reader.at(moment), reader)


def spoken(moment: datetime, reader: Reader) -> str:
    """The same as it is said on the phone: ``6時``."""
    local = reader.at(moment)
    minute = f"{local.minute:02}" if local.minute else NONE
    return reader.words.t("phone-clock", hour=_hour(local, reader), minute=minute)


def _written(key: str, local: datetime, reader: Reader) -> str:
    day: dict[str, str | int] = {}
    if key != "letter-clock":
        day = {"month": local.month, "day": local.day}
    if key == "letter-moment":
        day["weekday"] = _DAYS[local.weekday()]
    return reader.words.t(key, hour=_hour(local, reader), minute=f"{local.minute:02}", **day)


def _hour(local: datetime, reader: Reader) -> str:
    return str(local.hour) if reader.language == "ja" else f"{local.hour:02}"
