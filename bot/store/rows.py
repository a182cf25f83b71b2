"""Domain values to rows and back, and the keys of rows. Pure, and the same for every engine.

Data is JSON with RFC 3339 times. New fields need a default, so that older rows can be read; fields
that this version does not know are passed over. Unknown kinds and values are reported.
"""

import contextlib
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar, get_args

import msgspec

from bot.domain.facts import Event, Fact, kind_of
from bot.domain.people import Person
from bot.domain.shown import Shown
from bot.domain.swarm import Swarm
from bot.ports import Summary, UnknownKind, Wake

T = TypeVar("T")
R = TypeVar("R")

LONG_AGO = datetime.min.replace(tzinfo=UTC)

FORMAT = 1
"""Of the rows that are written again and again: state and teams row. A version that meets a higher
number leaves that swarm alone, because it would drop what it does not know when it writes the row.
Raise it with every new field (``tests/store/test_format.py`` tells)."""

SHARDS = 16
"""Partitions of the swarms' table. Another number means another place for every row."""

# ---------------------------------------------------------------- keys


def shard(swarm: str) -> str:
    """The partition of a swarm's rows, ``00`` to ``0f``; the same in every process and version."""
    return f"{zlib.crc32(swarm.encode()) % SHARDS:02x}"


def state_key(swarm: str) -> str:
    return f"s|{swarm}"


def event_key(swarm: str, seq: int) -> str:
    return f"e|{swarm}|{seq:08}"


def teams_key(swarm: str) -> str:
    return f"t|{swarm}"


def wake_key(swarm: str, at: datetime | None) -> str:
    """ "At once" (None) is a constant that sorts before every time: no clock is compared."""
    return look_key(swarm, "0" if at is None else moment_text(at))


def look_key(swarm: str, look: str) -> str:
    """The wake key of a swarm whose next look is ``look``: "0", a moment's text, or "" (none)."""
    return f"w|{look}|{swarm}" if look else ""


def look_of(key: str) -> str:
    return key.split("|", 2)[1] if key else ""


def wake_bound(until: datetime) -> str:
    """Sorts after every wake key of ``until`` or before, and before every later one."""
    return f"w|{moment_text(until)}}}"


def read_wake(key: str) -> Wake:
    """Raises UnknownKind for a key of another form."""
    try:
        _, at, swarm = key.split("|", 2)
        return Wake(swarm, None if at == "0" else read_moment(at))
    except ValueError as error:
        raise UnknownKind(f"wake row {key}: {error}") from error


def moment_text(moment: datetime) -> str:
    """UTC to the microsecond, in 27 characters that sort like the moments (years 1000 to 9999)."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


# ---------------------------------------------------------------- data


def encode(value: Any) -> bytes:
    """JSON of a dataclass. Raises UnicodeEncodeError for text that is no Unicode."""
    return msgspec.json.encode(value)


def decode(kind: type[T], data: bytes | str) -> T:
    """The value of that type. Raises UnknownKind when the data does not fit it."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as error:
        raise UnknownKind(f"{kind.__name__}: {error}") from error


@dataclass(frozen=True, slots=True)
class _Stamp:
    format: int = 0


def write_row(value: Swarm | Shown) -> str:
    """JSON of a row that is written again and again, with the format of this version."""
    return f'{{"format":{FORMAT},{encode(value).decode()[1:]}'


def read_row(kind: type[T], data: str) -> T:
    """What ``write_row`` has written. Raises UnknownKind when a newer version has."""
    if (found := decode(_Stamp, data).format) > FORMAT:
        raise UnknownKind(f"{kind.__name__} of format {found}; this version writes {FORMAT}")
    return decode(kind, data)


def readable(read: Callable[[R], T], found: Iterable[R]) -> list[T]:
    """What can be read of many rows; one that a newer version wrote hides no other."""
    values: list[T] = []
    for row in found:
        with contextlib.suppress(UnknownKind):
            values.append(read(row))
    return values


# ---------------------------------------------------------------- events


FACTS: dict[str, type[Fact]] = {kind_of(fact): fact for fact in get_args(Fact)}


@dataclass(frozen=True, slots=True)
class EventRow:
    """The columns of an event. ``by`` is a person as JSON, "" for nobody."""

    seq: int
    kind: str
    at: str
    by: str
    op: str
    data: str

    def values(self) -> tuple[int, str, str, str, str, str]:
        """In the order of the columns."""
        return self.seq, self.kind, self.at, self.by, self.op, self.data


def write_event(event: Event) -> EventRow:
    return EventRow(
        seq=event.seq,
        kind=kind_of(type(event.fact)),
        at=moment_text(event.at),
        by="" if event.by is None else encode(event.by).decode(),
        op=event.op,
        data=encode(event.fact).decode(),
    )


def read_event(row: EventRow) -> Event:
    """Raises UnknownKind for a fact that this version does not know."""
    fact = FACTS.get(row.kind)
    if fact is None:
        raise UnknownKind(f"event {row.seq}: {row.kind}")
    return Event(
        seq=row.seq,
        at=read_moment(row.at),
        by=decode(Person, row.by) if row.by else None,
        op=row.op,
        fact=decode(fact, row.data),
    )


# ---------------------------------------------------------------- columns of lists


class Columns(NamedTuple):
    """What lists show of a swarm, beside its data, so that a list reads no data.

    ``due`` is the next promise's time or ""; ``people`` are ids as a JSON list.
    """

    phase: str
    severity: str
    title: str
    customer: str
    ticket: str
    due: str
    people: str
    opened_at: str


def columns(swarm: Swarm) -> Columns:
    due = min((promise.due for promise in swarm.promises), default=None)
    return Columns(
        phase=swarm.phase.value,
        severity=swarm.ticket.severity.value,
        title=swarm.ticket.title,
        customer=swarm.ticket.customer,
        ticket=swarm.ticket.id,
        due=moment_text(due) if due else "",
        people=encode([person.id for person in swarm.people]).decode(),
        opened_at=moment_text(swarm.opened_at),
    )


def summary(swarm: str, row: Columns) -> Summary:
    """Never fails: a list shows what can be read of a swarm that a newer version wrote."""
    return Summary(
        swarm=swarm,
        phase=row.phase,
        severity=row.severity,
        title=row.title,
        customer=row.customer,
        ticket=row.ticket,
        due=_moment(row.due),
        people=_ids(row.people),
        opened_at=_moment(row.opened_at) or LONG_AGO,
    )


def _moment(text: str) -> datetime | None:
    """None also when it is written in a way that this version does not know."""
    try:
        return read_moment(text) if text else None
    except ValueError:
        return None


def _ids(text: str) -> tuple[str, ...]:
    try:
        return decode(tuple[str, ...], text)
    except UnknownKind:
        return ()
