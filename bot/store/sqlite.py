"""The embedded store: one SQLite file, one process that writes it, any number that read it.

Every write runs in one thread. Those that wait while a transaction is on its way share the next
one, each behind a savepoint of its own, and so share its sync to disk; a write is answered only
after that (WAL, synchronous=FULL: what is acknowledged survives a kill and a power cut). Reads
have a connection and a thread of their own and see every acknowledged write.
"""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.domain.messages import Event
from bot.domain.shown import Place, Sending, Shown
from bot.domain.swarm import Swarm
from bot.ports import Conflict, Loaded, PersonRow, TeamsRow
from bot.store import limits, lock, rows, schema, sqlite_archive
from bot.store.errors import CannotOpen
from bot.store.parcel import Packed
from bot.store.sqlite_file import Transaction, Writing
from bot.store.sqlite_reader import SqliteReader


class SqliteStore(SqliteReader):
    """The Store port on one file. Raises CannotOpen; forgets the holds of the process before."""

    def __init__(self, path: Path) -> None:
        if not path.parent.is_dir():
            raise CannotOpen(f"{path}: there is no folder {path.parent}")
        with ExitStack() as undo:
            self._lock = undo.enter_context(lock.take(path))
            self._write = Writing(path, first=_clear_holds)
            undo.callback(self._write.close)
            super().__init__(path)
            undo.pop_all()

    @classmethod
    def reader(cls, path: Path) -> SqliteReader:
        return SqliteReader(path)

    async def commit(self, before: Loaded | None, after: Swarm, events: Sequence[Event]) -> Loaded:
        wake = rows.wake_key(after.id, None)
        values = sqlite_archive.state_values(after, wake, rows.write_row(after))
        state = {**values, "expected": before.etag if before else ""}
        here = before is not None and not before.archived
        lines = [(after.id, *rows.write_event(event).values()) for event in events]
        nothing = rows.write_row(Shown())

        def job(to: Transaction) -> int:
            if before and before.archived:
                sqlite_archive.bring_back(to, after.id, before.etag)
            if not before and to.one(sqlite_archive.FROM_ARCHIVE, after.id):
                raise Conflict(f"{after.id}: it lies in the archive")
            etag = to.etag()
            sql = schema.UPDATE_STATE if here else schema.CREATE_STATE
            if not to.change(sql, {**state, "etag": etag}):
                raise Conflict(f"{after.id}: the state is not the one decided from")
            for line in lines:
                if not to.change(sqlite_archive.ADD_EVENT, line):
                    raise Conflict(f"{after.id}: event {line[1]} exists")
            if not before:
                new = (after.id, to.etag(), nothing)
                to.change("INSERT OR IGNORE INTO teams VALUES (?, ?, '', '', ?)", new)
            _move_wake(to, before.wake if before else "", wake)
            return etag

        return Loaded(after, str(await self._write.do(job)), wake)

    async def announce(
        self, swarm: str, row: TeamsRow, sending: Sending, hold_until: datetime
    ) -> TeamsRow:
        return await self._put_teams(
            swarm, row.etag, replace(row, sending=sending, hold_until=hold_until)
        )

    async def record(
        self,
        swarm: str,
        row: TeamsRow,
        shown: Shown,
        *,
        sending: Sending | None = None,
        hold_until: datetime | None = None,
    ) -> TeamsRow:
        return await self._put_teams(
            swarm, row.etag, TeamsRow(shown, row.etag, sending, hold_until)
        )

    async def finish(self, planned_from: Loaded, wake: datetime | None) -> Loaded:
        swarm = planned_from.swarm.id
        key = rows.wake_key(swarm, wake) if wake else ""
        if key == planned_from.wake:
            return planned_from

        def job(to: Transaction) -> int:
            etag = to.etag()
            args = (etag, key, swarm, planned_from.etag)
            if not to.change(
                "UPDATE state SET etag = ?, wake = ? WHERE swarm = ? AND etag = ?", args
            ):
                raise Conflict(f"{swarm}: the state is not the one planned from")
            _move_wake(to, planned_from.wake, key)
            return etag

        return Loaded(planned_from.swarm, str(await self._write.do(job)), key)

    async def archive(self, loaded: Loaded, gone_at: datetime | None) -> bool:
        await self._write.do(lambda to: sqlite_archive.archive(to, loaded, gone_at))
        return True

    async def delete(self, swarm: str, until: datetime) -> bool:
        moment = rows.moment_text(until)
        deleted: bool
        deleted = await self._write.do(lambda to: sqlite_archive.delete(to, swarm, moment))
        return deleted

    async def put(self, packed: Packed) -> None:
        """A swarm from another store. Raises Conflict when there is one with its id."""
        await self._write.do(lambda to: sqlite_archive.put(to, packed))

    async def rewrite(self, old: Packed, new: Packed) -> None:
        """Another content for the same swarm. Raises Conflict."""
        await self._write.do(lambda to: sqlite_archive.rewrite(to, old, new))

    async def forget_person(self, row: PersonRow) -> None:
        """What was known of a person, and how much was said in their chat."""

        def job(to: Transaction) -> None:
            to.change("DELETE FROM person WHERE id = ?", (row.id,))
            if row.direct:
                to.change("DELETE FROM limits WHERE conversation = ?", (row.direct.conversation,))

        await self._write.do(job)

    async def put_limits(self, conversation: str, row: limits.Limits) -> None:
        await self._write.do(lambda to: _put_limits(to, conversation, row))

    async def reserve(self, conversation: str, now: datetime, *, edit: bool = False) -> datetime:
        def job(to: Transaction) -> datetime:
            row, moment = limits.reserve(_limits(to, conversation), now, edit=edit)
            _put_limits(to, conversation, row)
            return moment

        moment: datetime = await self._write.do(job)
        return moment

    async def pause(self, conversation: str, until: datetime) -> None:
        await self._write.do(
            lambda to: _put_limits(to, conversation, limits.pause(_limits(to, conversation), until))
        )

    async def put_place(self, place: Place) -> None:
        await self._upsert("place", place.conversation, _json(place))

    async def put_person(self, person: PersonRow) -> None:
        await self._upsert("person", person.id, _json(person))

    async def put_thread(self, conversation: str, swarm: str) -> None:
        await self._upsert("thread", conversation, swarm)

    async def close(self) -> None:
        await asyncio.to_thread(self._write.close)
        await super().close()
        self._lock.close()

    async def _upsert(self, table: str, key: str, value: str) -> None:
        sql = f"INSERT OR REPLACE INTO {table} VALUES (?, ?)"  # noqa: S608  (a table of ours)
        await self._write.do(lambda to: to.change(sql, (key, value)))

    async def _put_teams(self, swarm: str, expected: str, row: TeamsRow) -> TeamsRow:
        sending = _json(row.sending) if row.sending else ""
        hold_until = rows.moment_text(row.hold_until) if row.hold_until else ""
        values = (hold_until, sending, rows.write_row(row.shown), swarm, expected)
        sql = (
            "UPDATE teams SET etag = ?, hold_until = ?, sending = ?, shown = ?"
            " WHERE swarm = ? AND etag = ?"
        )

        def job(to: Transaction) -> int:
            etag = to.etag()
            if not to.change(sql, (etag, *values)):
                raise Conflict(f"{swarm}: the teams row is not the one read")
            return etag

        return replace(row, etag=str(await self._write.do(job)))


def _move_wake(to: Transaction, old: str, new: str) -> None:
    """Only inside a transaction that has checked the state's ETag: ``old`` is what stands there."""
    if old == new:
        return
    if old:
        to.change("DELETE FROM wake WHERE key = ?", (old,))
    if new:
        to.change("INSERT OR IGNORE INTO wake VALUES (?)", (new,))


def _clear_holds(to: Transaction) -> None:
    """Whoever held them was a process before this one. What was being sent stays written down."""
    for (swarm,) in to.all("SELECT swarm FROM teams WHERE hold_until <> ''"):
        to.change("UPDATE teams SET etag = ?, hold_until = '' WHERE swarm = ?", (to.etag(), swarm))


def _limits(to: Transaction, conversation: str) -> limits.Limits:
    row = to.one("SELECT data FROM limits WHERE conversation = ?", conversation)
    return rows.decode(limits.Limits, row[0]) if row else limits.Limits()


def _put_limits(to: Transaction, conversation: str, row: limits.Limits) -> None:
    to.change("INSERT OR REPLACE INTO limits VALUES (?, ?)", (conversation, _json(row)))


def _json(value: object) -> str:
    return rows.encode(value).decode()
