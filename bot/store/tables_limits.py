"""How often the bot may speak in a conversation, agreed on by all replicas: one row each.

The row that this process wrote last is remembered, so that a reservation is mostly one request;
the compare-and-swap says when another replica was faster.
"""

import asyncio
import random
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakValueDictionary

from bot.ports import Conflict, StoreDown
from bot.store import rows
from bot.store.limits import Limits
from bot.store.tables_client import Tables
from bot.store.tables_meta import LIMITS
from bot.store.tables_rows import conversation_keys, pieces, whole

T = TypeVar("T")
Change = Callable[[Limits], tuple[Limits, T]]

TRIES = 20
REMEMBERED = 2000


class SharedLimits:
    """The rows of the conversations. In one process they are changed one after the other."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: OrderedDict[str, tuple[Limits, str]] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def change(self, conversation: str, change: Change[T]) -> T:
        """Apply ``change`` to the row as it stands; the second of its answers."""
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        async with lock:
            for attempt in range(TRIES):
                before = self._known.pop(conversation, None) or await self._read(conversation)
                after, answer = change(before[0])
                try:
                    etag = await self._write(conversation, after, before[1])
                except Conflict:
                    most = min(0.02 * 2**attempt, 0.2)
                    await asyncio.sleep(random.uniform(0, most))  # noqa: S311  (spreads replicas)
                else:
                    self._remember(conversation, after, etag)
                    return answer
        raise StoreDown("too many replicas speak in one conversation at once")

    async def read(self, conversation: str) -> Limits:
        """The row as it stands."""
        return (await self._read(conversation))[0]

    async def _read(self, conversation: str) -> tuple[Limits, str]:
        """The row and its ETag, "" when there is none yet."""
        found = await self._tables.get(LIMITS, conversation_keys(conversation))
        if found is None:
            return Limits(), ""
        return rows.decode(Limits, whole("data", found.row)), found.etag

    async def _write(self, conversation: str, limits: Limits, etag: str) -> str:
        row = {**conversation_keys(conversation), **pieces("data", rows.encode(limits).decode())}
        if etag:
            return await self._tables.replace(LIMITS, row, etag)
        return await self._tables.insert(LIMITS, row)

    def _remember(self, conversation: str, limits: Limits, etag: str) -> None:
        self._known[conversation] = (limits, etag)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
