"""The archive on Azure Tables: each swarm is one parcel, put and dropped in one transaction.

Its head row has the columns of lists, when it will be deleted, and the first part of the parcel;
large ones have rows with further parts, whose keys are new with every put. A wake row says what is
to be deleted when, and the thread that goes with it.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from bot.ports import UnknownKind
from bot.store import parcel as p
from bot.store import rows
from bot.store import tables_rows as told
from bot.store.parcel import Parcel
from bot.store.tables_client import TableMissing, Tables
from bot.store.tables_meta import ARCHIVE
from bot.store.tables_size import Do, Operation

PART = 400_000
"""Letters in one row: 800 KB as the service counts, of 1 MiB."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies in the archive. ``gone_at`` as text, "" for never; ``more`` keys of further parts."""

    parcel: Parcel
    etag: str
    gone_at: str
    more: tuple[str, ...] = ()


class Archive:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, swarm: str) -> Kept | None:
        """Raises UnknownKind when a newer version has packed it."""
        try:
            found = await self._tables.get(ARCHIVE, _head(swarm))
        except TableMissing:  # only read, and written by a version that had no archive
            return None
        if found is None:
            return None
        text, more = told.whole("parcel", found.row), _more(swarm, found.row)
        if more:
            end = f"{more[0].rpartition('|')[0]}}}"
            parts = await self._tables.query(ARCHIVE, rows.shard(swarm), more[0], end)
            text += "".join(told.whole("parcel", part) for part in parts)
        return Kept(_opened(text), found.etag, found.row.get("gone_at", ""), more)

    async def put(self, parcel: Parcel, gone_at: str, over: Kept | None) -> None:
        """In place of ``over``, or where there was nothing. Raises Conflict, and TooLarge."""
        swarm = parcel.swarm
        text = base64.b64encode(p.pack(parcel)).decode()
        first, *parts = [text[at : at + PART] for at in range(0, len(text), PART)]
        batch = uuid4().hex[:8]
        head = {
            **told.listed(parcel.read_state()),
            "gone_at": gone_at,
            "batch": batch,
            "parts": str(len(parts)),
            **told.pieces("parcel", first),
        }
        steps = [Operation(Do.REPLACE, head, over.etag) if over else Operation(Do.CREATE, head)]
        for key, part in zip(_more(swarm, head), parts, strict=True):
            row = {**told.key(swarm, key), **told.pieces("parcel", part)}
            steps.append(Operation(Do.CREATE, row))
        if over:
            steps += _deleted(swarm, over.more)
        if over and over.gone_at != gone_at:
            steps += _deleted(swarm, [told.look_key(swarm, over.gone_at)])
        if gone_at:
            index = {**told.key(swarm, told.look_key(swarm, gone_at)), "thread": parcel.thread()}
            steps.append(Operation(Do.PUT, index))
        await self._tables.transact(ARCHIVE, steps)

    async def drop(self, swarm: str, kept: Kept, *, index: bool = True) -> None:
        """Take it out, if it is still this one; raises Conflict. Without ``index``, the wake row
        stays, for what is still to be done."""
        steps = [Operation(Do.DELETE, _head(swarm), kept.etag), *_deleted(swarm, kept.more)]
        if index:
            steps += _deleted(swarm, [told.look_key(swarm, kept.gone_at)])
        await self._tables.transact(ARCHIVE, steps)

    async def forget(self, indexes: Sequence[told.Row]) -> None:
        """Delete these wake rows. Raises Conflict."""
        for row in indexes:
            keys = {name: row[name] for name in ("PartitionKey", "RowKey")}
            await self._tables.transact(ARCHIVE, [Operation(Do.DELETE, keys)])

    async def indexes(self, swarm: str, until: str) -> list[told.Row]:
        """The wake rows of the swarm that are due at ``until``."""
        end = f"w|{until}}}"
        found = await self._tables.query(ARCHIVE, rows.shard(swarm), "w|", end)
        return [row for row in found if told.read_wake(row["RowKey"]).swarm == swarm]


def _head(swarm: str) -> dict[str, str]:
    return told.key(swarm, told.state_key(swarm))


def _more(swarm: str, head: told.Row) -> tuple[str, ...]:
    """The keys of the further parts."""
    count, batch = int(head.get("parts", "0")), head.get("batch", "")
    return tuple(f"p|{told.name_key(swarm)}|{batch}|{n:03}" for n in range(1, count + 1))


def _deleted(swarm: str, keys: Sequence[str]) -> list[Operation]:
    return [Operation(Do.DELETE, told.key(swarm, key)) for key in keys if key]


def _opened(text: str) -> Parcel:
    try:
        return p.unpack(base64.b64decode(text, validate=True))
    except binascii.Error as error:
        raise UnknownKind(f"a parcel that cannot be read: {error}") from error
