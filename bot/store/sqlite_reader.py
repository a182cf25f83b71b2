"""The reading half of the SQLite store, also beside a running bot."""

import asyncio
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.domain.messages import Event
from bot.domain.shown import Place, Sending, Shown
from bot.domain.swarm import Swarm
from bot.ports import Loaded, PersonRow, Summary, TeamsRow, Wake
from bot.store import limits, lock, parcel, rows, schema, sqlite_archive
from bot.store.parcel import Packed, Parcel, here_or_archived
from bot.store.sqlite_file import Reading

_PAGE = 500


class SqliteReader:
    """The reading half of the port, also beside a running bot. Raises CannotOpen."""

    def __init__(self, path: Path) -> None:
        self._read = Reading(path)

    async def load(self, swarm: str) -> Loaded | None:
        async def here() -> Loaded | None:
            sql = "SELECT data, etag, wake FROM state WHERE swarm = ?"
            row = await self._read.one(sql, swarm)
            return Loaded(rows.read_row(Swarm, row[0]), str(row[1]), row[2]) if row else None

        async def archived() -> Loaded | None:
            row = await self._read.one(sqlite_archive.FROM_ARCHIVE, swarm)
            return parcel.unpack(row[0]).loaded(str(row[1])) if row else None

        return await here_or_archived(here, archived)

    async def teams(self, swarm: str) -> TeamsRow | None:
        async def archived() -> TeamsRow | None:
            kept = await self._kept(swarm)
            return kept.teams() if kept else None

        return await here_or_archived(lambda: self._teams(swarm), archived)

    async def _teams(self, swarm: str) -> TeamsRow | None:
        sql = "SELECT shown, etag, sending, hold_until FROM teams WHERE swarm = ?"
        row = await self._read.one(sql, swarm)
        if not row:
            return None
        shown, etag, sending, hold_until = row
        return TeamsRow(
            rows.read_row(Shown, shown),
            str(etag),
            rows.decode(Sending, sending) if sending else None,
            rows.read_moment(hold_until) if hold_until else None,
        )

    async def due(self, until: datetime, limit: int = 1000) -> list[Wake]:
        sql = "SELECT key FROM wake WHERE key < ? ORDER BY key LIMIT ?"
        found = await self._read.all(sql, rows.wake_bound(until), limit)
        return rows.readable(rows.read_wake, (key for (key,) in found))

    async def events(self, swarm: str, after: int = 0) -> list[Event]:
        """Raises UnknownKind when a newer version wrote one of them."""

        async def here() -> list[Event]:
            found = await self._read.all(sqlite_archive.EVENTS, swarm, after)
            return [rows.read_event(rows.EventRow(*row)) for row in found]

        async def archived() -> list[Event]:
            kept = await self._kept(swarm)
            return kept.read_events(after) if kept else []

        return await here_or_archived(here, archived) or []

    async def overview(self) -> list[Summary]:
        return await self._list("state")

    async def archived(self) -> list[Summary]:
        return await self._list("archive")

    async def expired(self, until: datetime, limit: int = 1000) -> list[str]:
        sql = "SELECT swarm FROM archive WHERE gone_at BETWEEN '1' AND ? ORDER BY gone_at LIMIT ?"
        found = await self._read.all(sql, rows.moment_text(until), limit)
        return [swarm for (swarm,) in found]

    async def packed(self, swarm: str) -> Packed | None:
        """Everything of the swarm, as it is at one moment."""
        found: Packed | None
        found = await self._read.together(lambda db: sqlite_archive.packed(db, swarm))
        return found

    async def limits(self, conversation: str) -> limits.Limits:
        sql = "SELECT data FROM limits WHERE conversation = ?"
        row = await self._read.one(sql, conversation)
        return rows.decode(limits.Limits, row[0]) if row else limits.Limits()

    async def _kept(self, swarm: str) -> Parcel | None:
        row = await self._read.one(sqlite_archive.FROM_ARCHIVE, swarm)
        return parcel.unpack(row[0]) if row else None

    async def _list(self, table: str) -> list[Summary]:
        """Page by page, so that no press waits for a long list."""
        names = f"swarm, {schema.SUMMARY}"
        sql = f"SELECT {names} FROM {table} WHERE swarm > ? ORDER BY swarm LIMIT {_PAGE}"  # noqa: S608
        found: list[Summary] = []
        page = await self._read.all(sql, "")
        while page:
            found += [rows.summary(swarm, rows.Columns(*row)) for swarm, *row in page]
            page = await self._read.all(sql, page[-1][0])
        return found

    async def places(self) -> list[Place]:
        found = await self._read.all("SELECT data FROM place ORDER BY conversation")
        return rows.readable(partial(rows.decode, Place), (data for (data,) in found))

    async def people(self) -> list[PersonRow]:
        found = await self._read.all("SELECT data FROM person ORDER BY id")
        return rows.readable(partial(rows.decode, PersonRow), (data for (data,) in found))

    async def thread(self, conversation: str) -> str | None:
        sql = "SELECT swarm FROM thread WHERE conversation = ?"
        row = await self._read.one(sql, conversation)
        return row[0] if row else None

    async def ping(self) -> None:
        await self._read.one("SELECT value FROM meta")

    async def close(self) -> None:
        await asyncio.to_thread(self._read.close)


class SqliteSource(SqliteReader):
    """A reader of a file that nobody serves meanwhile. Raises CannotOpen, and InUse."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._lock = lock.take(path)

    async def close(self) -> None:
        await super().close()
        self._lock.close()
