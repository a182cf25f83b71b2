"""Rows of Azure Tables: their keys and properties, and long texts in pieces. Pure.

A row is a flat mapping of texts, its two keys among them. Which rows a swarm has, and what their
keys sort by, is the same for every engine (``rows``); here every name becomes letters that a key
may have.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote, unquote

from bot.domain.messages import Event
from bot.domain.shown import Sending, Shown
from bot.domain.swarm import Swarm
from bot.ports import Loaded, Summary, TeamsRow, Wake
from bot.store import rows

Row = Mapping[str, str]

PIECE = 16_000
"""Characters in one property: 32,000 UTF-16 units at most, where 32,768 are allowed."""

ALL = "all"
"""The only partition of a table that is always read whole."""

MOVING = "moving"
"""The property of a state row whose swarm is on its way into the archive or back."""

COLUMNS = rows.Columns._fields
"""The properties of a state row that lists read."""

# ---------------------------------------------------------------- keys


def name_key(name: str) -> str:
    """The name in letters that every key may have: others (also our ``|``) as ``!`` and hex."""
    return quote(name, safe="").replace("%", "!")


def key_name(key: str) -> str:
    return unquote(key.replace("!", "%"))


def hashed(conversation: str) -> str:
    """Instead of the id of a conversation, which may be long."""
    return hashlib.sha256(conversation.encode()).hexdigest()[:32]


def conversation_keys(conversation: str) -> dict[str, str]:
    """Of the one row about a conversation, in a partition of its own: rows of many do not queue."""
    return {"PartitionKey": hashed(conversation), "RowKey": "-"}


def listed_keys(name: str) -> dict[str, str]:
    """Of a row in a table that is always read whole."""
    return {"PartitionKey": ALL, "RowKey": f"p|{name_key(name)}"}


def state_key(swarm: str) -> str:
    return rows.state_key(name_key(swarm))


def teams_key(swarm: str) -> str:
    return rows.teams_key(name_key(swarm))


def wake_key(swarm: str, at: datetime | None) -> str:
    return rows.wake_key(name_key(swarm), at)


def read_wake(key: str) -> Wake:
    wake = rows.read_wake(key)
    return Wake(key_name(wake.swarm), wake.at)


def look_key(swarm: str, look: str) -> str:
    return rows.look_key(name_key(swarm), look)


def event_keys(swarm: str, after: int) -> tuple[str, str]:
    """From the first key after that sequence number to behind the last one of the swarm."""
    name = name_key(swarm)
    return rows.event_key(name, after + 1), f"e|{name}}}"


def key(swarm: str, row_key: str) -> dict[str, str]:
    """The keys of one of the swarm's rows. Alone they are a whole wake row."""
    return {"PartitionKey": rows.shard(swarm), "RowKey": row_key}


# ---------------------------------------------------------------- long texts


def pieces(name: str, text: str) -> dict[str, str]:
    """The text as properties ``name``, ``name1``, ``name2``..., none of them too long."""
    parts = [text[at : at + PIECE] for at in range(0, len(text), PIECE)] or [""]
    return {name if n == 0 else f"{name}{n}": part for n, part in enumerate(parts)}


def whole(name: str, row: Row) -> str:
    """The text again; "" when there is none."""
    parts = [row.get(name, "")]
    while (piece := f"{name}{len(parts)}") in row:
        parts.append(row[piece])
    return "".join(parts)


# ---------------------------------------------------------------- the four rows of a swarm


def state_row(swarm: Swarm, wake: str) -> Row:
    return whole_state_row(swarm, wake, rows.write_row(swarm))


def whole_state_row(swarm: Swarm, wake: str, data: str) -> Row:
    """The same with the data as it was written by whichever version."""
    return {**listed(swarm), "wake": wake, **pieces("data", data)}


def moving_row(swarm: Swarm, wake: str) -> Row:
    """Instead of the state while the swarm moves into the archive or back: it has no data, since
    the parcel in the archive has it."""
    return {**listed(swarm), "wake": wake, MOVING: "1"}


def listed(swarm: Swarm) -> dict[str, str]:
    """The keys of a state row, and what lists read of it."""
    return {**key(swarm.id, state_key(swarm.id)), **rows.columns(swarm)._asdict()}


def read_state(row: Row, etag: str) -> Loaded:
    """Raises UnknownKind, as the readers below."""
    return Loaded(rows.read_row(Swarm, whole("data", row)), etag, row.get("wake", ""))


def read_summary(row: Row) -> Summary:
    columns = rows.Columns(**{name: row.get(name, "") for name in COLUMNS})
    return rows.summary(key_name(row["RowKey"].partition("|")[2]), columns)


def event_row(swarm: str, event: Event) -> Row:
    return whole_event_row(swarm, rows.write_event(event))


def whole_event_row(swarm: str, line: rows.EventRow) -> Row:
    row_key = rows.event_key(name_key(swarm), line.seq)
    told = {"kind": line.kind, "at": line.at, "by": line.by, "op": line.op}
    return {**key(swarm, row_key), **told, **pieces("data", line.data)}


def event_over(swarm: str, old: rows.EventRow, new: rows.EventRow) -> Row:
    """An event written over another one: pieces that are no longer needed are emptied."""
    emptied = dict.fromkeys(pieces("data", old.data), "")
    return {**emptied, **whole_event_row(swarm, new)}


def read_event(row: Row) -> Event:
    return rows.read_event(event_line(row))


def event_line(row: Row) -> rows.EventRow:
    return rows.EventRow(
        seq=int(row["RowKey"].rpartition("|")[2]),
        kind=row.get("kind", ""),
        at=row.get("at", ""),
        by=row.get("by", ""),
        op=row.get("op", ""),
        data=whole("data", row),
    )


def teams_row(swarm: str, row: TeamsRow) -> Row:
    hold_until = rows.moment_text(row.hold_until) if row.hold_until else ""
    sending = rows.encode(row.sending).decode() if row.sending else ""
    return whole_teams_row(swarm, rows.write_row(row.shown), sending, hold_until)


def whole_teams_row(swarm: str, shown: str, sending: str, hold_until: str = "") -> Row:
    texts = {"hold_until": hold_until, "sending": sending, **pieces("shown", shown)}
    return {**key(swarm, teams_key(swarm)), **texts}


def read_teams(row: Row, etag: str) -> TeamsRow:
    """A row with its keys alone, as a new swarm has it, is one that shows nothing yet."""
    shown, sending, hold_until = whole("shown", row), row.get("sending"), row.get("hold_until")
    return TeamsRow(
        rows.read_row(Shown, shown) if shown else Shown(),
        etag,
        rows.decode(Sending, sending) if sending else None,
        rows.read_moment(hold_until) if hold_until else None,
    )
