"""A process that dies in the middle of a move: after so many writes nothing more arrives."""

import contextlib
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from bot.store.tables import TablesStore
from bot.store.tables_client import Tables

WRITES = ("transact", "replace", "insert", "put")


class Killed(Exception):
    """The process is not there any more."""


class Dying:
    """In place of the tables of a store. ``done``: the last write still arrives."""

    def __init__(self, tables: Tables, writes: int, *, done: bool) -> None:
        self._tables = tables
        self._left = writes
        self._done = done

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._tables, name)
        return method if name not in WRITES else lambda *args: self._write(method, *args)

    async def _write(self, method: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        self._left -= 1
        if self._left > 0:
            return await method(*args)
        if self._left == 0 and self._done:
            await method(*args)
        raise Killed


@contextlib.contextmanager
def dying(store: TablesStore, writes: int, *, done: bool) -> Iterator[None]:
    """Inside, moves into the archive and back end with the ``writes``-th write."""
    living = store._tables
    tables: Any = Dying(living, writes, done=done)
    store._archive._tables = store._moving._tables = tables
    try:
        yield
    finally:
        store._archive._tables = store._moving._tables = living
