"""All swarms in a line each, for lists and figures: read seldom, once for all who ask, and never
in the way of a press."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.ports import Clock, Store, StoreDown, Summary

FRESH = 10.0
"""Seconds for which what was read is good enough."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Lines:
    """What was read at ``at``. ``stale``: the store could not be read since."""

    rows: Sequence[Summary]
    at: datetime
    stale: bool = False


class Overview:
    """Reads when somebody asks and what it has is old; whoever asks meanwhile waits for the same."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._known: Lines | None = None
        self._reading: asyncio.Task[Lines] | None = None

    async def lines(self, within: float, fresh: float = FRESH) -> Lines:
        """At most ``fresh`` seconds old, when the store gives them within so many seconds; else
        the last that could be read. Raises StoreDown when there are none."""
        if self._known is not None and 0 <= self.age() < fresh:
            return self._known
        if self._reading is None:
            self._reading = asyncio.create_task(self._read(), name="overview")
            self._reading.add_done_callback(self._done)
        try:
            async with asyncio.timeout(within):
                return await asyncio.shield(self._reading)
        except (StoreDown, TimeoutError) as error:
            if self._known is None:
                raise StoreDown("no overview yet") from error
            log.warning("old overview", action="overview", seconds=round(self.age()))
            return Lines(self._known.rows, self._known.at, stale=True)

    def age(self) -> float:
        """Seconds since what is known was read; below zero when nothing is."""
        return (self._clock() - self._known.at).total_seconds() if self._known else -1.0

    async def _read(self) -> Lines:
        at = self._clock()
        self._known = Lines(await self._store.overview(), at)
        return self._known

    def _done(self, task: asyncio.Task[Lines]) -> None:
        self._reading = None
        if not task.cancelled():
            task.exception()  # told to those who waited; to nobody when they had gone
