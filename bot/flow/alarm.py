"""Who must be looked at, and when: the wake rows of the store, and what this process knows.

The rows are the truth; what is kept in memory only makes the moment exact. Rows that are at once
belong to whoever made them for a moment, and to anybody after it.
"""

import asyncio
import contextlib
import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog

from bot.ports import Clock, Store, StoreDown

AHEAD = timedelta(seconds=10)
"""Wake rows are read so far ahead, and kept until their moment: a few looks may fail, and no row is
read more often than needed."""

FAR = datetime.max.replace(tzinfo=UTC)

POLL = 2.0
"""Seconds between two looks at the store."""

MOST = 10_000
"""Rows in one look: those that are at once come first, and must not hide those with a moment."""

log = structlog.get_logger()


class Alarm:
    """Calls ``due`` for every swarm at its moment, ``look`` for those that the store says want one."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        due: Callable[[str], None],
        look: Callable[[str], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._due = due
        self._look = look
        self._heap: list[tuple[datetime, str]] = []
        self._moments: dict[str, datetime] = {}
        self._stirred = asyncio.Event()
        self._wanted: dict[str, datetime] = {}

    def at(self, swarm: str, moment: datetime) -> None:
        """Look at the swarm at ``moment``, and not before, unless it changes."""
        if self._moments.get(swarm) == moment:
            return
        self._moments[swarm] = moment
        heapq.heappush(self._heap, (moment, swarm))
        if self._heap[0] == (moment, swarm):
            self._stirred.set()

    def forget(self, swarm: str) -> None:
        """The swarm is looked at now; what was planned for it no longer counts."""
        self._moments.pop(swarm, None)

    def next(self) -> datetime | None:
        """The next moment known in memory."""
        self._drop_outdated()
        return self._heap[0][0] if self._heap else None

    def ring(self) -> None:
        """Every swarm whose moment has come is due."""
        now = self._clock()
        while self._heap and self._heap[0][0] <= now:
            moment, swarm = heapq.heappop(self._heap)
            if self._moments.get(swarm) == moment:
                del self._moments[swarm]
                self._wanted[swarm] = moment
                self._due(swarm)

    async def poll(self) -> None:
        """Read the wake rows: at-once rows want a look, the others are kept until their moment.

        A moment that had passed when it was seen first is due like any other. A swarm that this
        process looks at before the next poll anyway is left alone: in a busy hour every swarm has
        an at-once row, because its card waits for its turn.
        """
        now = self._clock()
        soon = now + timedelta(seconds=POLL)
        rows = await self._store.due(now + AHEAD, MOST)
        due = [row for row in rows if row.at is None or row.at <= now]
        before = self._wanted
        self._wanted = {row.swarm: row.at or before.get(row.swarm, now) for row in due}
        for row in rows:
            if row.at is not None and row.at > now:
                self.at(row.swarm, row.at)
            elif self._moments.get(row.swarm, FAR) <= soon:
                continue
            elif row.at is not None and before.get(row.swarm) != row.at:
                self._due(row.swarm)
            else:
                self._look(row.swarm)

    def oldest(self) -> float:
        """For how many seconds the swarm that waits longest has wanted a look, as far as this
        process has seen; 0 when none does. It goes on while the store cannot be asked."""
        return max(
            ((self._clock() - at).total_seconds() for at in self._wanted.values()), default=0
        )

    async def run(self) -> None:
        """Until cancelled: poll, ring, sleep until the next moment (two seconds at most)."""
        while True:
            try:
                await self.poll()
                self.ring()
            except StoreDown as error:
                log.warning("store down", action="store_down", why=str(error))
            except Exception:  # without it nobody would be reminded of anything any more
                log.exception("alarm failed", action="alarm_failed")
            await self._doze()

    async def _doze(self) -> None:
        """Sleep for the poll's interval, ringing at every moment that comes in it.

        A clock that is set back in the meantime ends it: the next look is never far.
        """
        end = self._clock() + timedelta(seconds=POLL)
        while 0 < (left := (end - self._clock()).total_seconds()) <= POLL:
            moment = self.next()
            if moment is not None:
                left = min(left, max((moment - self._clock()).total_seconds(), 0))
            self._stirred.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._stirred.wait()
            self.ring()

    def _drop_outdated(self) -> None:
        while self._heap and self._moments.get(self._heap[0][1]) != self._heap[0][0]:
            heapq.heappop(self._heap)
