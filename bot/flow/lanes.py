"""One lane a conversation: whoever wants to speak there waits for the turn, then for Teams' pace.

The place in the queue is waited for before anything is read or planned, so that what is sent is
what is true at that moment, and nothing is held while waiting.
"""

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ports import Clock, Sleep, Store, StoreDown


@dataclass(slots=True)
class _Lane:
    busy: bool = False
    waiting: list[tuple[int, int, asyncio.Future[None]]] = field(default_factory=list)


def lane_of(conversation: str) -> str:
    """Teams counts the messages of a channel together, whatever thread they are in."""
    return conversation.partition(";")[0]


def _edits(name: str) -> str:
    """Where the edits of a conversation wait among themselves, one at a time for its moment."""
    return f"{name} edits"


class Lanes:
    """The lanes of this process; the pace itself is reserved in the store, for all processes."""

    def __init__(
        self, store: Store, clock: Clock, sleep: Sleep, right: Callable[[], bool] = lambda: True
    ) -> None:
        """``right``: whether the clock is; a wrong one would reserve a moment far away for all."""
        self._right = right
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._lanes: dict[str, _Lane] = {}
        self._slots: dict[str, datetime] = {}
        self._order = itertools.count()

    @asynccontextmanager
    async def turn(
        self, conversation: str, priority: int, *, edit: bool, patience: float | None = None
    ) -> AsyncIterator[None]:
        """Hold the lane of the conversation; inside, one call to Teams may be made.

        With ``patience`` (seconds) it may be made without a reserved moment when the store does
        not give one in that time, or the clock is wrong; without, the store's failures are raised.
        """
        name = lane_of(conversation)
        async with AsyncExitStack() as held:
            if edit:  # messages go past it while it waits for its moment
                await held.enter_async_context(self._lane(_edits(name), priority))
                await self._moment(name, edit=True, patience=patience)
            await held.enter_async_context(self._lane(name, priority))
            if not edit:
                await self._moment(name, edit=False, patience=patience)
            yield

    @asynccontextmanager
    async def _lane(self, name: str, priority: int) -> AsyncIterator[None]:
        lane = self._lanes.setdefault(name, _Lane())
        await self._enter(lane, priority)
        try:
            yield
        finally:
            self._leave(name, lane)

    async def _moment(self, name: str, *, edit: bool, patience: float | None) -> None:
        """Reserve a moment in the conversation, and wait for it."""
        slot = await self._slot(name, edit=edit, patience=patience)
        self._slots[_edits(name) if edit else name] = slot
        wait = (slot - self._clock()).total_seconds()
        if wait > 0:
            await self._sleep(wait)

    async def _slot(self, name: str, *, edit: bool, patience: float | None) -> datetime:
        if patience is None:
            return await self._store.reserve(name, self._clock(), edit=edit)
        if not self._right():
            return self._clock()
        try:
            async with asyncio.timeout(patience):
                return await self._store.reserve(name, self._clock(), edit=edit)
        except (StoreDown, TimeoutError):
            return self._clock()

    def free(self, conversation: str, *, edit: bool) -> bool:
        """Whether nobody waits there, for a turn or for Teams' pace, as far as this process knows.

        Messages do not wait for edits.
        """
        name = lane_of(conversation)
        return self._free(name) and (not edit or self._free(_edits(name)))

    def _free(self, name: str) -> bool:
        slot = self._slots.get(name)
        if slot is not None and slot <= self._clock():
            del self._slots[name]
            slot = None
        return slot is None and name not in self._lanes

    async def pause(self, conversation: str, seconds: float) -> None:
        """Nobody speaks there for so many seconds: Teams has asked for it."""
        await self._store.pause(lane_of(conversation), self._clock() + timedelta(seconds=seconds))

    async def _enter(self, lane: _Lane, priority: int) -> None:
        if not lane.busy:
            lane.busy = True
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(lane.waiting, (priority, next(self._order), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._pass_on(lane)
            raise

    def _leave(self, name: str, lane: _Lane) -> None:
        self._pass_on(lane)
        if not lane.busy:
            self._lanes.pop(name, None)

    def _pass_on(self, lane: _Lane) -> None:
        while lane.waiting:
            _, _, turn = heapq.heappop(lane.waiting)
            if not turn.done():
                turn.set_result(None)
                return
        lane.busy = False
