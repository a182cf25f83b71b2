"""The reading half of the port on Azure Tables, also beside running bots."""

import asyncio
from datetime import datetime
from functools import partial
from itertools import chain

from bot.domain.messages import Event
from bot.domain.shown import Place
from bot.ports import Loaded, PersonRow, Summary, TeamsRow, Wake
from bot.store import rows
from bot.store import tables_rows as told
from bot.store.tables_client import REQUEST_SECONDS, Tables
from bot.store.tables_meta import KEYS, META, PEOPLE, PLACES, SWARMS, THREADS, prepare

SHARDS = tuple(f"{shard:02x}" for shard in range(rows.SHARDS))
KEY = ("RowKey",)
LINE = ("RowKey", *told.COLUMNS)
AT_ONCE = 8
"""Shards looked at together, so that a look leaves room for presses."""


class TablesReader:
    """Connects when first used, and then every method may raise CannotOpen. Raises it at once
    for an address that cannot be understood."""

    makes_tables = False

    def __init__(self, address: str, within: float = REQUEST_SECONDS) -> None:
        """``within``: seconds for one request, its repetitions included."""
        self._tables = Tables(address, within)
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
        tables = await self._open()
        found = await tables.get(SWARMS, told.key(swarm, told.state_key(swarm)))
        return told.read_state(found.row, found.etag) if found else None

    async def teams(self, swarm: str) -> TeamsRow | None:
        tables = await self._open()
        found = await tables.get(SWARMS, told.key(swarm, told.teams_key(swarm)))
        return told.read_teams(found.row, found.etag) if found else None

    async def due(self, until: datetime, limit: int = 1000) -> list[Wake]:
        """Of each shard the first ones: what it costs grows with what is due, not with what is."""
        tables = await self._open()
        end = rows.wake_bound(until)

        async def look(shard: str) -> list[str]:
            async with self._looks:
                found = await tables.query(SWARMS, shard, "w|", end, columns=KEY, most=limit)
            return [row["RowKey"] for row in found]

        keys = sorted(chain.from_iterable(await asyncio.gather(*map(look, SHARDS))))
        return rows.readable(told.read_wake, keys[:limit])

    async def events(self, swarm: str, after: int = 0) -> list[Event]:
        """Raises UnknownKind when a newer version wrote one of them."""
        tables = await self._open()
        first, end = told.event_keys(swarm, after)
        found = await tables.query(SWARMS, rows.shard(swarm), first, end)
        return [told.read_event(row) for row in found]

    async def overview(self) -> list[Summary]:
        """Shard by shard and without the data, so that no press waits for a long list."""
        tables = await self._open()
        lines: list[Summary] = []
        for shard in SHARDS:
            found = await tables.query(SWARMS, shard, "s|", "s}", columns=LINE)
            lines += map(told.read_summary, found)
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
