"""The form of a policy file (TOML): what may stand in it, and every fault named by its key.

People are names here; ``bot.policy`` looks them up.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import timedelta
from difflib import get_close_matches
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.domain.policy import Policy
from bot.tomllines import line_of

_DURATION = re.compile(r"(?=.)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
LONGEST = timedelta(days=366)
KEPT_AT_MOST = timedelta(days=3660)


class PolicyError(ValueError):
    """The policy cannot be used. ``faults`` has one sentence for each fault, with its key."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


# ---------------------------------------------------------------- what may stand in the file


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
Label = Annotated[str, Field(min_length=1, max_length=40)]


class Text(BaseModel):
    """A table of the file. Keys that are not there are ``None`` here and keep their default."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def given(self) -> dict[str, Any]:
        """The keys that stand in the file, and their values."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class LadderText(Text):
    before: Rung | None = None
    soon: Rung | None = None
    liaison: Rung | None = None
    lead: Rung | None = None
    manager: Rung | None = None
    phone: Rung | None = None
    page: Rung | None = None


class SeverityText(Text):
    first_response: Duration | None = None
    every: Duration | None = None
    check_in: Rung | None = None
    check_in_grace: Duration | None = None
    ladder: LadderText = LadderText()


class SeveritiesText(Text):
    A: SeverityText = SeverityText()
    B: SeverityText = SeverityText()
    C: SeverityText = SeverityText()


class LabelsText(Text):
    en: Label | None = None
    ja: Label | None = None


class AreaText(Text):
    key: Annotated[str, AfterValidator(_key)]
    name: LabelsText = LabelsText()
    experts: Annotated[Names, Field(strict=False)] = ()
    built_in: bool = True
    runbook: Annotated[str, Field(max_length=200), AfterValidator(_file)] = ""


class PeopleText(Text):
    managers: Annotated[Names, Field(strict=False)] = ()
    supervisors: Annotated[Names, Field(strict=False)] = ()
    viewers: Annotated[Names, Field(strict=False)] = ()
    always_on_duty: Annotated[Names, Field(strict=False)] = ()
    phones: dict[Name, Name] = Field(default_factory=dict)
    skills: dict[Name, Annotated[tuple[str, ...], Field(strict=False)]] = Field(
        default_factory=dict
    )


class TimesText(Text):
    no_lead_after: Rung | None = None
    no_lead_manager_after: Rung | None = None
    unclaimed_after: Rung | None = None
    unclaimed_lead_after: Rung | None = None
    hold_for: Duration | None = None
    snooze_for: Duration | None = None
    report_reminder: TimeOfDay | None = None
    away_for: Duration | None = None
    rest_after: Rung | None = None
    handover_answer: Rung | None = None
    archive_after: Kept | None = None
    delete_after: Kept | None = None


class PagingText(Text):
    url: Annotated[str, AfterValidator(_https)] = ""


class ReportsText(Text):
    """Reports inside: ``wide`` is the channel (name or id) that gets them after the supervisors."""

    wide: Annotated[str, Field(max_length=200)] = ""
    wide_after: Duration | None = None
    ask_after: Rung | None = None


class PermissionsText(Text):
    """Who may do what has consequences for everybody; else every member of the channel may."""

    close: Literal["members", "roles", "managers"] = "members"
    channel: Literal["members", "managers"] = "members"


class LettersText(Text):
    """How letters to the customer name us, and what must not stand in them."""

    company: LabelsText = LabelsText()
    desk_phone: Annotated[str, Field(max_length=40)] = ""
    internal_words: Annotated[
        tuple[Annotated[str, Field(min_length=2, max_length=40)], ...],
        Field(strict=False, max_length=100),
    ] = ()


class PolicyText(Text):
    """The whole file, checked, with people as names."""

    zone: Annotated[str, AfterValidator(_zone)] = Policy().zone
    language: Literal["en", "ja"] = "en"
    banner: Literal["full", "number"] = "full"
    allow_external: bool = Policy().allow_external
    ping_off_duty: bool = Policy().ping_off_duty
    rota: str = ""
    paging: PagingText = PagingText()
    reports: ReportsText = ReportsText()
    letters: LettersText = LettersText()
    permissions: PermissionsText = PermissionsText()
    people: PeopleText = PeopleText()
    times: TimesText = TimesText()
    severity: SeveritiesText = SeveritiesText()
    area: Annotated[tuple[AreaText, ...], Field(strict=False, max_length=25)] = ()


def parse(text: str) -> PolicyText:
    """The policy in the text of a file. Raises PolicyError with every fault, by key."""
    try:
        tables = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise PolicyError([f"this is not TOML: {error}"]) from None
    try:
        policy = PolicyText.model_validate(tables)
    except ValidationError as error:
        raise PolicyError(list(_faults(error, text))) from None
    if faults := [*_twice(policy, text), *_unknown_skills(policy, text), *_nobody(policy, text)]:
        raise PolicyError(faults)
    return policy


def _twice(policy: PolicyText, text: str) -> Iterator[str]:
    keys = [area.key for area in policy.area]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            where = _where(text, ("area", index, "key"))
            yield f"area: the key {key!r} is there twice{where}"


def _unknown_skills(policy: PolicyText, text: str) -> Iterator[str]:
    known = [area.key for area in policy.area or Policy().areas]
    for name, keys in policy.people.skills.items():
        for key in keys:
            if key not in known:
                where = _where(text, ("people", "skills", name))
                told = f"expected: the key of an area ({', '.join(known)})"
                yield f"people.skills.{name} names {key!r}; {told}{where}"


def _nobody(policy: PolicyText, text: str) -> Iterator[str]:
    """What is given to managers needs somebody who is one."""
    if policy.people.managers or policy.people.supervisors:
        return
    for key in ("close", "channel"):
        if getattr(policy.permissions, key) == "managers":
            where = _where(text, ("permissions", key))
            told = "expected: people.managers or people.supervisors with somebody in it"
            yield f"permissions.{key} is 'managers', but nobody is one; {told}{where}"


def _where(text: str, path: Sequence[str | int]) -> str:
    line = line_of(text, path)
    return "" if line is None else f" (line {line})"


def _paths(table: type[BaseModel], before: str = "") -> Iterator[tuple[str, str]]:
    for name, info in table.model_fields.items():
        inner = info.annotation
        yield name, before + name
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _paths(inner, f"{before}{name}.")


KEYS = dict(reversed([*_paths(PolicyText), *_paths(AreaText, "area.")]))
"""Every key of the file and the table that it belongs to."""


def _faults(error: ValidationError, text: str) -> Iterator[str]:
    for fault in error.errors(include_url=False):
        path = ".".join(str(n + 1) if isinstance(n, int) else n for n in fault["loc"])
        where = _where(text, fault["loc"])
        match fault["type"]:
            case "extra_forbidden":
                yield f"{path} is not a key of the policy{_hint(fault['loc'])}{where}"
            case "missing":
                yield f"{path} is missing{where}"
            case _:
                told = fault["msg"].removeprefix("Value error, ")
                told = told.replace("Input should be", "expected:").replace(
                    "a valid tuple", "a list"
                )
                yield f"{path} is {fault['input']!r}; {told}{where}"


def _hint(path: tuple[int | str, ...]) -> str:
    near = get_close_matches(str(path[-1]), KEYS, n=1)
    if not near:
        return ""
    meant = KEYS[near[0]]
    if path[0] == "severity" and len(path) > 2:
        meant = meant.replace("severity.A", f"severity.{path[1]}")
    return f"; is {meant} meant?"
