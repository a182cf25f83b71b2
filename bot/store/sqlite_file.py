"""The SQLite file under the store: opening, version, threads, and transactions that share a sync.

The only importer of ``sqlite3``. Errors of the engine become StoreDown here, faults of the file at
the start CannotOpen.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.ports import StoreDown
from bot.store import schema
from bot.store.errors import CannotOpen
from bot.store.thread import Outcome, Worker

_LOCKED_AT_MOST = 1.0
"""Seconds to wait for somebody who copies the file; a press has 1.5 s in all."""


class Rows:
    """What may be read inside of one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def one(self, sql: str, *args: object) -> Any:
        return self._db.execute(sql, args).fetchone()

    def all(self, sql: str, *args: object) -> list[Any]:
        return self._db.execute(sql, args).fetchall()


Read = Callable[[Rows], Any]


class Reading:
    """A connection that cannot write, and its thread."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = _connect(f"{path.absolute().as_uri()}?mode=ro")
            if _version(self._db, path) < schema.VERSION:
                self._db.execute(schema.NO_ARCHIVE)
        except sqlite3.Error as error:
            raise CannotOpen(f"{path} cannot be read: {error}") from error
        self._worker: Worker[Read] = Worker("store-read", self._run)

    async def one(self, sql: str, *args: object) -> Any:
        return await self._worker.do(lambda rows: rows.one(sql, *args))

    async def all(self, sql: str, *args: object) -> list[Any]:
        found: list[Any] = await self._worker.do(lambda rows: rows.all(sql, *args))
        return found

    async def together(self, read: Read) -> Any:
        """Several reads that see the same moment."""

        def at_one_moment(rows: Rows) -> Any:
            self._db.execute("BEGIN")
            try:
                return read(rows)
            finally:
                self._db.execute("ROLLBACK")

        return await self._worker.do(at_one_moment)

    def close(self) -> None:
        self._worker.stop()
        self._db.close()

    def _run(self, jobs: Sequence[Read]) -> list[Outcome]:
        return [self._outcome(job) for job in jobs]

    def _outcome(self, job: Read) -> Outcome:
        try:
            return job(Rows(self._db)), None
        except sqlite3.Error as error:
            return None, _down(error)


class Transaction(Rows):
    """What a write may do: execute statements, and take ETags from the one sequence."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(db)
        (self._last,) = db.execute("SELECT value FROM meta WHERE name = 'etag'").fetchone()
        self._stored = self._last

    def etag(self) -> int:
        self._last += 1
        return int(self._last)

    def change(self, sql: str, args: Sequence[object] | dict[str, object]) -> bool:
        """Execute; whether a row was changed."""
        return self._db.execute(sql, args).rowcount > 0

    def keep_sequence(self) -> None:
        """Part of every group, so that an ETag which somebody has seen is never given again."""
        if self._last != self._stored:
            self._db.execute("UPDATE meta SET value = ? WHERE name = 'etag'", (self._last,))
            self._stored = self._last


Write = Callable[[Transaction], Any]


class Writing:
    """The one connection that writes, and its thread."""

    def __init__(self, path: Path, first: Write) -> None:
        """``first`` is done before anything else."""
        try:
            self._db = _connect(f"{path.absolute().as_uri()}?mode=rwc")
            _prepare(self._db, path)
            self._transaction = Transaction(self._db)
            ((_, error),) = self._run([first])
        except sqlite3.Error as fault:
            raise CannotOpen(f"{path} cannot be opened: {fault}") from fault
        if error:
            raise CannotOpen(f"{path} cannot be written: {error}") from error
        self._worker: Worker[Write] = Worker("store-write", self._run)

    async def do(self, job: Write) -> Any:
        """One transaction, synced to disk. An error undoes all of it."""
        return await self._worker.do(job)

    def close(self) -> None:
        self._worker.stop()
        self._db.close()

    def _run(self, jobs: Sequence[Write]) -> list[Outcome]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            outcomes = [self._outcome(job) for job in jobs]
            self._transaction.keep_sequence()
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
            return [(None, _down(error))] * len(jobs)
        return outcomes

    def _outcome(self, job: Write) -> Outcome:
        self._db.execute("SAVEPOINT job")
        try:
            result = job(self._transaction)
        except Exception as error:
            # SQLite ends the whole transaction by itself when the disk is full: all have failed.
            if not self._db.in_transaction:
                raise
            self._db.execute("ROLLBACK TO job")
            self._db.execute("RELEASE job")
            return None, _down(error) if isinstance(error, sqlite3.Error) else error
        self._db.execute("RELEASE job")
        return result, None


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=_LOCKED_AT_MOST, check_same_thread=False
    )


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    new = not db.execute("SELECT 1 FROM sqlite_master").fetchone()
    version = schema.VERSION if new else _version(db, path)
    (mode,) = db.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise CannotOpen(f"{path}: its file system cannot hold a write-ahead log (a network disk?)")
    db.execute("PRAGMA synchronous = FULL")
    if new:
        db.executescript(f"BEGIN IMMEDIATE; {schema.TABLES} {schema.META} COMMIT;")
    for older in range(version, schema.VERSION):
        raised = f"UPDATE meta SET value = {older + 1} WHERE name = 'version';"  # noqa: S608
        db.executescript(f"BEGIN IMMEDIATE; {schema.UPGRADES[older]} {raised} COMMIT;")


def _version(db: sqlite3.Connection, path: Path) -> int:
    """Of its tables: ours, or an older one that can be brought up to date."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        raise CannotOpen(f"{path} is no store of swarmbot")
    row = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
    version = row[0] if row else "none"
    if version != schema.VERSION and version not in schema.UPGRADES:
        raise CannotOpen(
            f"{path} has store version {version}, this swarmbot reads and writes version "
            f"{schema.VERSION}. Use the swarmbot that wrote it, or another file."
        )
    return int(version)


def _down(error: Exception) -> StoreDown:
    down = StoreDown(f"SQLite: {error}")
    down.__cause__ = error
    return down
