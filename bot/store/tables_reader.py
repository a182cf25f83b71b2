"""The reading half of the port on Azure Tables, also beside running bots."""

import asyncio
from datetime import datetime
from functools import partial
from itertools import chain

from bot.domain.messages import Event
from bot.domain.shown import Place
from bot.ports import Heard, Loaded, PersonRow, Summary, TeamsRow, Wake
from bot.store import limits, rows
from bot.store import tables_rows as told
from bot.store.parcel import Packed, here_or_archived
from bot.store.tables_archive import Archive
from bot.store.tables_client import REQUEST_SECONDS, Found, TableMissing, Tables
from bot.store.tables_limits import SharedLimits
from bot.store.tables_meta import ARCHIVE, KEYS, META, PEOPLE, PLACES, SWARMS, THREADS, prepare
from bot.store.tables_moving import Moving

SHARDS = tuple(f"{shard:02x}" for shard in range(rows.SHARDS))
KEY = ("RowKey",)
LINE = ("RowKey", told.MOVING, *told.COLUMNS)
AT_ONCE = 8
"""Shards looked at together, so that a look leaves room for presses."""


class TablesReader:
    """Connects when first used, and then every method may raise CannotOpen. Raises it at once
    for an address that cannot be understood."""

    makes_tables = False

    def __init__(
        self, address: str, within: float = REQUEST_SECONDS, heard: Heard | None = None
    ) -> None:
        """``within``: seconds for one request, its repetitions included."""
        self._tables = Tables(address, within, heard)
        self._archive = Archive(self._tables)
        self._moving = Moving(self._tables, self._archive)
        self._limits = SharedLimits(self._tables)
        self._opening = asyncio.Lock()
        self._opened = False
        self._looks = asyncio.Semaphore(AT_ONCE)

    async def _open(self) -> Tables:
        """The tables, after their layout has been checked once."""
        if not self._opened:
            async with self._opening:
                if not self._opened:
                    await prepare(self._tables, make=self.makes_tables)
                    self._opened = True
        return self._tables

    async def load(self, swarm: str) -> Loaded | None:
        """The archive is asked when there is no state row, or one that has no data because the
        swarm is on its way; and then the row once more, since it may just have come back."""
        tables = await self._open()
        looked = False
        while True:
            found = await tables.get(SWARMS, told.key(swarm, told.state_key(swarm)))
            if found and told.MOVING not in found.row:
                return told.read_state(found.row, found.etag)
            kept = None if looked and not found else await self._archive.get(swarm)
            if kept and found:
                return kept.parcel.loaded(found.etag, found.row.get("wake", ""))
            if kept:
                return kept.parcel.loaded(kept.etag)
            if looked:
                if found:
                    await self._left_over(swarm, found)
                return None
            looked = True

    async def _left_over(self, swarm: str, state: Found) -> None:
        """A state row without data, and nothing in the archive."""

    async def teams(self, swarm: str) -> TeamsRow | None:
        tables = await self._open()

        async def here() -> TeamsRow | None:
            found = await tables.get(SWARMS, told.key(swarm, told.teams_key(swarm)))
            return told.read_teams(found.row, found.etag) if found else None

        async def archived() -> TeamsRow | None:
            kept = await self._archive.get(swarm)
            return kept.parcel.teams() if kept else None

        return await here_or_archived(here, archived)

    async def due(self, until: datetime, limit: int = 1000) -> list[Wake]:
        """Of each shard the first ones: what it costs grows with what is due, not with what is."""
        return await self._due(SWARMS, until, limit)

    async def expired(self, until: datetime, limit: int = 1000) -> list[str]:
        try:
            return [wake.swarm for wake in await self._due(ARCHIVE, until, limit)]
        except TableMissing:
            return []

    async def _due(self, table: str, until: datetime, limit: int) -> list[Wake]:
        tables = await self._open()
        end = rows.wake_bound(until)

        async def look(shard: str) -> list[str]:
            async with self._looks:
                found = await tables.query(table, shard, "w|", end, columns=KEY, most=limit)
            return [row["RowKey"] for row in found]

        keys = sorted(chain.from_iterable(await asyncio.gather(*map(look, SHARDS))))
        return rows.readable(told.read_wake, keys[:limit])

    async def events(self, swarm: str, after: int = 0) -> list[Event]:
        """Raises UnknownKind when a newer version wrote one of them."""
        tables = await self._open()
        keys = told.event_keys(swarm, after)

        found = await tables.query(SWARMS, rows.shard(swarm), *keys)
        if not found or told.event_line(found[0]).seq != after + 1:
            # Perhaps some are on their way: where the first one stands, all do.
            kept = await self._archive.get(swarm)
            if kept:
                return kept.parcel.read_events(after)
            found = await tables.query(SWARMS, rows.shard(swarm), *keys)
        return [told.read_event(row) for row in found]

    async def packed(self, swarm: str) -> Packed | None:
        """Everything of the swarm. Raises Conflict when it changes meanwhile."""
        await self._open()
        return await self._moving.packed(swarm)

    async def limits(self, conversation: str) -> limits.Limits:
        await self._open()
        return await self._limits.read(conversation)

    async def overview(self) -> list[Summary]:
        return await self._lines(SWARMS)

    async def archived(self) -> list[Summary]:
        try:
            return await self._lines(ARCHIVE)
        except TableMissing:
            return []

    async def _lines(self, table: str) -> list[Summary]:
        """Shard by shard and without the data, so that no press waits for a long list."""
        tables = await self._open()
        lines: list[Summary] = []
        for shard in SHARDS:
            found = await tables.query(table, shard, "s|", "s}", columns=LINE)
            lines += (told.read_summary(row) for row in found if told.MOVING not in row)
        return sorted(lines, key=lambda line: line.swarm)

    async def places(self) -> list[Place]:
        return rows.readable(partial(rows.decode, Place), await self._list(PLACES))

    async def people(self) -> list[PersonRow]:
        return rows.readable(partial(rows.decode, PersonRow), await self._list(PEOPLE))

    async def thread(self, conversation: str) -> str | None:
        tables = await self._open()
        found = await tables.get(THREADS, told.conversation_keys(conversation))
        return found.row["swarm"] if found else None

    async def ping(self) -> None:
        tables = await self._open()
        await tables.get(META, KEYS)

    async def close(self) -> None:
        await self._tables.close()

    async def _list(self, table: str) -> list[str]:
        tables = await self._open()
        found = await tables.query(table, told.ALL, "p|", "p}")
        return [told.whole("data", row) for row in found]
