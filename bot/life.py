"""How a bot begins and ends: it waits for its store, and finishes what is in hand."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

from bot.flow.road import Road
from bot.ports import Sleep, StoreDown
from bot.teams.entry import MessagesEntry
from bot.teams.speaker import Speaker
from bot.web.health import NotReady

LONGEST = 10.0
"""Seconds between two tries to reach the store."""

GRACE = 1.0
"""Seconds for which a bot that ends still takes requests, so that whoever spreads them can learn
from /readyz that it ends; after them no connection is accepted."""

FINISH = 8.0
"""Seconds for what is in hand. With ``GRACE`` it is over in ten."""

ANSWERS = 2.0
"""Seconds of them for answers that are late, and again for those that are still to be said."""

log = structlog.get_logger()


class Life:
    """Begun once the store has answered, ending from the first SIGTERM on."""

    def __init__(
        self,
        road: Road,
        entry: MessagesEntry,
        speaker: Speaker,
        sleep: Sleep,
        beside: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        """``beside`` is what goes on for as long as the bot lives."""
        self._beside = beside
        self._background: asyncio.Task[None] | None = None
        self._road = road
        self._entry = entry
        self._speaker = speaker
        self._sleep = sleep
        self.ending = False

    async def begin(self) -> None:
        """Start the road, as soon as the store answers. Raises CannotOpen when it never will."""
        pause = 1.0
        while not self._road.started:
            try:
                await self._road.start()
            except StoreDown as error:
                log.warning(
                    "waiting for the store", action="waiting", why=str(error), again_in=pause
                )
                await self._sleep(pause)
                pause = min(pause * 2, LONGEST)
        self._background = asyncio.create_task(self._beside(), name="beside")
        log.info("ready", action="ready")

    async def begin_unless(self, stopped: asyncio.Event) -> None:
        """The same, given up as soon as somebody wants an end."""
        beginning = asyncio.create_task(self.begin(), name="begin")
        stopping = asyncio.create_task(stopped.wait(), name="stopping")
        await asyncio.wait({beginning, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if beginning.done():
            beginning.result()
        beginning.cancel()

    async def end(self, close_web: Callable[[], Awaitable[None]] | None = None) -> None:
        """Finish what is in hand, whatever the store and Teams do. ``close_web`` stops listening
        and lets the requests that have come be answered."""
        self.ending = True
        if self._background is not None:
            self._background.cancel()
        road = asyncio.create_task(self._road.stop(FINISH))
        if close_web is not None:
            if self._road.started:
                await self._sleep(GRACE)
            await close_web()
        await self._entry.close(ANSWERS)
        await self._speaker.stop(ANSWERS)
        await road

    def is_ending(self) -> bool:
        return self.ending

    async def check(self) -> None:
        """Raises NotReady until the store has answered once."""
        if not self._road.started:
            raise NotReady("starting: the store has not answered yet")
