"""Who is on duty when: a CSV file as spreadsheets write it, in English or Japanese.

Columns: date, name, from, to, and if wanted duty ("lead": called first). Times are wall-clock
times of the policy's zone; a shift may cross midnight (``22:00`` to ``7:00``) or be written on as
``25:00``. Lines that are empty or begin with ``#`` are skipped.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

HEADINGS = {
    "date": ("date", "日付", "年月日", "勤務日"),
    "name": ("name", "person", "upn", "氏名", "名前"),
    "from": ("from", "start", "開始", "開始時刻"),
    "to": ("to", "end", "終了", "終了時刻"),
    "duty": ("duty", "role", "当番", "役割"),
    "": ("note", "notes", "備考", "メモ"),
}
NEEDED = ("date", "name", "from", "to")
LEAD = frozenset({"lead", "主担当", "主"})
LATEST = timedelta(hours=48)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_TIME = re.compile(r"(\d{1,2})(?::(\d{2})(?::00)?|時(?:(\d{1,2})分|(半))?)?")


class RotaError(ValueError):
    """The rota cannot be used. ``faults`` has one sentence for each fault, with its line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class RotaLine:
    """A shift as it is written: ``name`` is not looked up yet; ``start`` and ``end`` are UTC."""

    name: str
    start: datetime
    end: datetime
    duty: str = ""


def read_rota(data: bytes, zone: ZoneInfo) -> tuple[RotaLine, ...]:
    """The shifts of the file: UTF-8 (with or without a byte order mark) or Shift-JIS (cp932).

    Raises RotaError naming every line that is at fault.
    """
    rows = csv.reader(io.StringIO(_decoded(data), newline=""))
    try:
        numbered = [(rows.line_num, row) for row in rows if _counts(row)]
    except csv.Error as error:
        raise RotaError([f"line {rows.line_num}: this is not CSV: {error}"]) from None
    if not numbered:
        raise RotaError(["the rota is empty; expected: a line of headings (date, name, from, to)"])
    columns = _columns(numbered[0][1])
    lines: list[RotaLine] = []
    faults: list[str] = []
    for number, row in numbered[1:]:
        cells = dict(zip(columns, map(_plain, row), strict=False))
        wrong = [f"line {number}: {fault}" for fault in _faults(cells)]
        faults += wrong
        if not wrong:
            lines.append(_line(cells, zone))
    if faults:
        raise RotaError(faults)
    return tuple(lines)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RotaError(["the rota is neither UTF-8 nor Shift-JIS; save it as CSV UTF-8"])


def _plain(cell: str) -> str:
    """Full-width digits, colons and spaces are normal input."""
    return unicodedata.normalize("NFKC", cell).strip()


def _counts(row: list[str]) -> bool:
    return any(cell.strip() for cell in row) and not row[0].lstrip().startswith("#")


def _columns(headings: list[str]) -> list[str]:
    known = {word: column for column, words in HEADINGS.items() for word in words}
    words = [_plain(heading).lower() for heading in headings]
    faults = [f"the column {word!r} is not known" for word in words if word and word not in known]
    columns = [known.get(word, "") for word in words]
    faults += [f"the column {name!r} is missing" for name in NEEDED if name not in columns]
    faults += [f"the column {name!r} is there twice" for name in NEEDED if columns.count(name) > 1]
    if faults:
        told = "expected: date, name, from, to, duty (日付, 氏名, 開始, 終了, 当番)"
        raise RotaError([f"{fault}; {told}" for fault in faults])
    return columns


def _faults(cells: dict[str, str]) -> Iterator[str]:
    if not cells.get("name"):
        yield "name is empty; expected: a user principal name, as k.sato@example.com"
    if _day(cells.get("date", "")) is None:
        yield f"date is {cells.get('date', '')!r}; expected: a day as 2026-11-24"
    start, end = _time(cells.get("from", "")), _time(cells.get("to", ""))
    for column, value in (("from", start), ("to", end)):
        if value is None:
            yield f"{column} is {cells.get(column, '')!r}; expected: a time as 9:00, 22:00 or 25:00"
    if start is not None and start == end:
        yield "from and to are the same; a whole day is 0:00 to 24:00"


def _day(text: str) -> date | None:
    found = _DATE.fullmatch(text)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return day if day and 2000 <= day.year < 2200 else None


def _time(text: str) -> timedelta | None:
    """A wall-clock time as the distance from midnight: 9:00, 9時, 9時半, 25:00."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, spoken, half = found.groups()
    minutes = 30 if half else int(minute or spoken or 0)
    time = timedelta(hours=int(hour), minutes=minutes)
    return time if minutes < 60 and time <= LATEST else None


def _line(cells: dict[str, str], zone: ZoneInfo) -> RotaLine:
    day, start, end = _day(cells["date"]), _time(cells["from"]), _time(cells["to"])
    if day is None or start is None or end is None:
        raise AssertionError(cells)  # _faults has looked
    if end < start:
        end += timedelta(days=1)
    duty = cells.get("duty", "")
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the zone is put on below
    # Wall-clock arithmetic first, so that a shift over a change of the clocks ends as written.
    begun, done = ((midnight + t).replace(tzinfo=zone).astimezone(UTC) for t in (start, end))
    return RotaLine(cells["name"], begun, done, "lead" if duty.lower() in LEAD else duty)
