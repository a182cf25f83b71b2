"""Domain values to rows and back, and the keys of rows. Pure, and the same for every engine.

Data is JSON with RFC 3339 times. New fields need a default, so that older rows can be read; fields
that this version does not know are passed over. Unknown kinds and values are reported.
"""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar, get_args

import msgspec

from bot.domain.facts import Event, Fact, kind_of
from bot.domain.people import Person
from bot.domain.swarm import Swarm
from bot.ports import Summary, UnknownKind, Wake

T = TypeVar("T")

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
    return f"w|{'0' if at is None else moment_text(at)}|{swarm}"


def wake_bound(until: datetime) -> str:
    """Sorts after every wake key of ``until`` or before, and before every later one."""
    return f"w|{moment_text(until)}}}"


def read_wake(key: str) -> Wake:
    _, at, swarm = key.split("|", 2)
    return Wake(swarm, None if at == "0" else read_moment(at))


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


@dataclass(frozen=True, slots=True)
class Columns:
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
    return Summary(
        swarm=swarm,
        phase=row.phase,
        severity=row.severity,
        title=row.title,
        customer=row.customer,
        ticket=row.ticket,
        due=read_moment(row.due) if row.due else None,
        people=decode(tuple[str, ...], row.people),
        opened_at=read_moment(row.opened_at),
    )
