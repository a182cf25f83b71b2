"""Rows that this process has read or written a moment ago, and need not read again.

Every write asks for the row's tag, so a row that somebody else has changed meanwhile is never written
over: then both rows are read again. A card may so be drawn from a state of some seconds ago, when
nobody who changed it has edited it yet, and they will. What is said must be true when it is said: for
a message a row is as good as read anew only for as long as it takes to send one.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.domain.shown import Sending, Shown
from bot.ports import Clock, Conflict, Store, StoreDown, TeamsRow

T = TypeVar("T")

KEPT = timedelta(seconds=5)
"""So long a row is good enough to plan from, and to edit a card. Far less than a hold, in which nobody
else adds messages to the teams row."""

FRESH = timedelta(seconds=1)
"""So long it is as good as read anew."""


class Recent(Generic[T]):
    """The rows of the last seconds, by swarm."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rows: OrderedDict[str, tuple[datetime, T]] = OrderedDict()

    def put(self, swarm: str, row: T) -> None:
        """It was read or written just now."""
        now = self._clock()
        self._rows.pop(swarm, None)
        self._rows[swarm] = (now, row)
        while not _within(KEPT, next(iter(self._rows.values()))[0], now):
            self._rows.popitem(last=False)

    def get(self, swarm: str, age: timedelta) -> T | None:
        """The row, if it is not older than that."""
        at, row = self._rows.get(swarm, (None, None))
        return row if at is not None and _within(age, at, self._clock()) else None

    def forget(self, swarm: str) -> None:
        """Somebody else has changed it."""
        self._rows.pop(swarm, None)


class TeamsRows:
    """The teams rows as this process reads and writes them; errors as those of the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._recent: Recent[TeamsRow] = Recent(clock)

    def recent(self, swarm: str, age: timedelta) -> TeamsRow | None:
        return self._recent.get(swarm, age)

    async def read(self, swarm: str) -> TeamsRow | None:
        """As it is in the store now."""
        row = await self._store.teams(swarm)
        if row is None or row.hold_until is not None:  # whoever holds it changes it in a moment
            self._recent.forget(swarm)
            return row
        return self._kept(swarm, row)

    async def announce(
        self, swarm: str, row: TeamsRow, sending: Sending, hold_until: datetime
    ) -> TeamsRow:
        """As ``Store.announce``."""
        try:
            written = await self._store.announce(swarm, row, sending, hold_until)
        except (Conflict, StoreDown):
            self._recent.forget(swarm)
            raise
        return self._kept(swarm, written)

    async def record(
        self, swarm: str, row: TeamsRow, shown: Shown, *, sending: Sending | None = None
    ) -> TeamsRow:
        """As ``Store.record``; nobody holds the row any longer."""
        try:
            written = await self._store.record(swarm, row, shown, sending=sending)
        except (Conflict, StoreDown):
            self._recent.forget(swarm)
            raise
        return self._kept(swarm, written)

    def forget(self, swarm: str) -> None:
        self._recent.forget(swarm)

    def _kept(self, swarm: str, row: TeamsRow) -> TeamsRow:
        if not row.archived:  # it will be another one when it comes back
            self._recent.put(swarm, row)
        return row


def _within(age: timedelta, at: datetime, now: datetime) -> bool:
    return timedelta(0) <= now - at <= age
