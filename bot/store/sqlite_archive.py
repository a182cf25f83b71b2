"""The archive of the SQLite store: each move is one transaction. Statements only."""

from datetime import datetime
from typing import Any

from bot.domain.swarm import Swarm
from bot.ports import Conflict, Loaded
from bot.store import parcel, rows, schema
from bot.store.parcel import Packed, Parcel
from bot.store.sqlite_file import Rows, Transaction

EVENTS = 'SELECT seq, kind, at, "by", op, data FROM event WHERE swarm = ? AND seq > ? ORDER BY seq'
ADD_EVENT = "INSERT OR IGNORE INTO event VALUES (?,?,?,?,?,?,?)"
FROM_ARCHIVE = "SELECT parcel, etag, gone_at FROM archive WHERE swarm = ?"


def packed(db: Rows, swarm: str) -> Packed | None:
    """Everything of the swarm, wherever it lies."""
    state = db.one("SELECT data, wake FROM state WHERE swarm = ?", swarm)
    if state:
        return Packed(_parcel(db, swarm, state[0]), archived=False, look=rows.look_of(state[1]))
    kept = db.one(FROM_ARCHIVE, swarm)
    return Packed(parcel.unpack(kept[0]), archived=True, look=kept[2]) if kept else None


def archive(to: Transaction, loaded: Loaded, gone_at: datetime | None) -> None:
    """Into the archive. Raises Conflict."""
    swarm = loaded.swarm.id
    state = to.one("SELECT data FROM state WHERE swarm = ? AND etag = ?", swarm, loaded.etag)
    if not state:
        raise Conflict(f"{swarm}: the state is not the one loaded")
    _put_archive(to, _parcel(to, swarm, state[0]), parcel.gone_text(gone_at))
    for table in ("state", "event", "teams"):
        to.change(f"DELETE FROM {table} WHERE swarm = ?", (swarm,))  # noqa: S608  (constants)
    if loaded.wake:
        to.change("DELETE FROM wake WHERE key = ?", (loaded.wake,))


def bring_back(to: Transaction, swarm: str, etag: str) -> None:
    """Out of the archive: all rows but the state's, which is the caller's. Raises Conflict."""
    kept = to.one(f"{FROM_ARCHIVE} AND etag = ?", swarm, etag)
    if not kept:
        raise Conflict(f"{swarm}: it is not in the archive as it was loaded")
    _put_rows(to, parcel.unpack(kept[0]))
    to.change("DELETE FROM archive WHERE swarm = ?", (swarm,))


def delete(to: Transaction, swarm: str, until: str) -> bool:
    """For good, with its thread, if its time is over."""
    kept = to.one(f"{FROM_ARCHIVE} AND gone_at BETWEEN '1' AND ?", swarm, until)
    if not kept:
        return False
    thread = parcel.unpack(kept[0]).thread()
    to.change("DELETE FROM thread WHERE conversation = ? AND swarm = ?", (thread, swarm))
    return to.change("DELETE FROM archive WHERE swarm = ?", (swarm,))


def put(to: Transaction, given: Packed) -> None:
    """A swarm that is not here yet, as it was packed elsewhere. Raises Conflict."""
    if packed(to, given.parcel.swarm):
        raise Conflict(f"{given.parcel.swarm} exists")
    if given.archived:
        _put_archive(to, given.parcel, given.look)
        return
    name = given.parcel.swarm
    key = rows.look_key(name, given.look)
    state = state_values(given.parcel.read_state(), key, given.parcel.state)
    to.change(schema.CREATE_STATE, {**state, "etag": to.etag()})
    _put_rows(to, given.parcel)
    if key:
        to.change("INSERT OR IGNORE INTO wake VALUES (?)", (key,))


def rewrite(to: Transaction, old: Packed, new: Packed) -> None:
    """Another content for a swarm, in its place. Raises Conflict when it is not ``old`` any more."""
    name = old.parcel.swarm
    if packed(to, name) != old:
        raise Conflict(f"{name}: it has changed")
    for table in ("state", "event", "teams", "archive"):
        to.change(f"DELETE FROM {table} WHERE swarm = ?", (name,))  # noqa: S608  (constants)
    if not old.archived and old.look:
        to.change("DELETE FROM wake WHERE key = ?", (rows.look_key(name, old.look),))
    put(to, new)


def state_values(swarm: Swarm, wake: str, data: str) -> dict[str, Any]:
    """The columns of a state row, but its ETag."""
    return {**rows.columns(swarm)._asdict(), "swarm": swarm.id, "wake": wake, "data": data}


def _parcel(db: Rows, swarm: str, state: str) -> Parcel:
    teams = db.one("SELECT shown, sending FROM teams WHERE swarm = ?", swarm)
    events = tuple(rows.EventRow(*row) for row in db.all(EVENTS, swarm, 0))
    shown, sending = teams or (parcel.NOTHING_SHOWN, "")
    return Parcel(swarm, state, shown, events, sending)


def _put_rows(to: Transaction, given: Parcel) -> None:
    teams = (given.swarm, to.etag(), given.sending, given.shown)
    to.change("INSERT INTO teams VALUES (?, ?, '', ?, ?)", teams)
    for event in given.events:
        to.change(ADD_EVENT, (given.swarm, *event.values()))


def _put_archive(to: Transaction, given: Parcel, gone_at: str) -> None:
    values = state_values(given.read_state(), "", "")
    more = {"etag": to.etag(), "gone_at": gone_at, "parcel": parcel.pack(given)}
    to.change(schema.PUT_ARCHIVE, {**values, **more})
