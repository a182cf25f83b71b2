"""The single values of a policy file: durations, names, keys, addresses, each checked.

What cannot be one is a ValueError that says what is expected.
"""

import re
import unicodedata
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

_DURATION = re.compile(r"(?=.)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
LONGEST = timedelta(days=366)
KEPT_AT_MOST = timedelta(days=3660)


def duration(value: object) -> timedelta:
    """``15m``, ``1h30m``, ``20s``, ``1d``. Raises ValueError for everything else, and for zero."""
    return _duration(value, LONGEST)


def _duration(value: object, most: timedelta) -> timedelta:
    text = unicodedata.normalize("NFKC", value).replace(" ", "") if isinstance(value, str) else ""
    found = _DURATION.fullmatch(text)
    numbers = [int(number or 0) for number in found.groups()] if found else [0]
    if not any(numbers) or max(numbers) > 10**6:
        raise ValueError("expected: a duration as 15m, 1h30m, 20s or 1d")
    days, hours, minutes, seconds = numbers
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if length > most:
        raise ValueError(f"expected: a duration of at most {most.days}d")
    return length


def _or_off(value: object, most: timedelta) -> timedelta:
    if value == "off":
        return timedelta(0)
    try:
        return _duration(value, most)
    except ValueError as error:
        raise ValueError(f'{error}; or "off"') from None


def _rung(value: object) -> timedelta:
    return _or_off(value, LONGEST)


def _kept(value: object) -> timedelta:
    return _or_off(value, KEPT_AT_MOST)


def _name(text: str) -> str:
    name = unicodedata.normalize("NFC", text).strip()
    if not name or len(name) > 200 or not name.isprintable():
        raise ValueError("expected: a user principal name, an object id or a display name")
    return name


def _key(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,30}", text):
        raise ValueError("expected: a key in small letters, as storage (its names stand in name)")
    return text


def _time_of_day(value: object) -> timedelta:
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", value) if isinstance(value, str) else None
    hour, minute = map(int, found.groups()) if found else (99, 0)
    if hour > 23 or minute > 59:
        raise ValueError("expected: a time of day as 10:00")
    return timedelta(hours=hour, minutes=minute)


def _https(text: str) -> str:
    """Http only to this machine, where a test plays the service."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    local = host in ("localhost", "127.0.0.1", "::1")
    good = parts.scheme == "https" or (parts.scheme == "http" and local)
    if not host or not good or parts.username or parts.password or parts.fragment:
        raise ValueError("expected: an https address, without a name or password in it")
    return text


def _file(text: str) -> str:
    if not text.isprintable():
        raise ValueError("expected: a file beside the policy, as runbook-dns.md")
    return text


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ValueError, OSError, LookupError):  # an unknown zone, a path, a folder of zones
        raise ValueError("expected: a zone as Asia/Tokyo or Europe/Dublin") from None


Duration = Annotated[timedelta, BeforeValidator(duration)]
Rung = Annotated[timedelta, BeforeValidator(_rung)]
TimeOfDay = Annotated[timedelta, BeforeValidator(_time_of_day)]
Kept = Annotated[timedelta, BeforeValidator(_kept)]
Name = Annotated[str, AfterValidator(_name)]
Names = tuple[Name, ...]
Key = Annotated[str, AfterValidator(_key)]
Https = Annotated[str, AfterValidator(_https)]
File = Annotated[str, Field(max_length=200), AfterValidator(_file)]
Zone = Annotated[str, AfterValidator(_zone)]
Label = Annotated[str, Field(min_length=1, max_length=40)]
