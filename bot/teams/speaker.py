"""Answers to what people write, and forms: sent once, in the conversation, at Teams' pace.

Nothing of this is kept: an answer that cannot be sent now is of no use later.
"""

import asyncio
import contextlib
from collections.abc import Coroutine

import structlog

from bot.domain.plan import Priority
from bot.domain.shown import Address
from bot.flow.lanes import Lanes
from bot.ports import Busy, Chat, ChatError, Message, Sleep, StoreDown, Throttled

TRIES = 3

log = structlog.get_logger()


class Speaker:
    """Sends messages that belong to no swarm's plan. For ``pace`` seconds it waits for the store
    to say when, and in a hurry for ``short``: an answer that the store is in trouble must not wait
    for the store. Later it is sent without."""

    def __init__(
        self, chat: Chat, lanes: Lanes, sleep: Sleep, *, pace: float, short: float
    ) -> None:
        self._pace = pace
        self._short = short
        self._chat = chat
        self._lanes = lanes
        self._sleep = sleep
        self._tasks: set[asyncio.Task[None]] = set()

    async def say(self, to: Address, message: Message, *, hurry: bool = False) -> str:
        """The id of the sent message; empty when Teams did not take it."""
        pace = self._short if hurry else self._pace
        for attempt in range(1, TRIES + 1):
            try:
                async with self._lanes.turn(
                    to.conversation, Priority.CALL, edit=False, patience=pace
                ):
                    return await self._chat.post(to, message)
            except Throttled as error:
                log.info("answer waits", action="say_again", seconds=error.retry_after)
                await self._lanes.pause(to.conversation, error.retry_after)
            except Busy as error:
                log.info("answer waits", action="say_again", seconds=attempt, why=error.brief)
                await self._sleep(attempt)
            except ChatError as error:
                log.warning("answer not sent", action="say_failed", status=error.status)
                return ""
        return ""

    def say_soon(self, to: Address, message: Message, *, hurry: bool = False) -> None:
        """Send without making anybody wait for it."""
        self._run(self._quietly(to, message, hurry=hurry))

    def edit_soon(self, to: Address, message_id: str, message: Message) -> None:
        """Bring an answer of ours up to date, in the background; its loss does no harm."""
        self._run(self._edit(to, message_id, message))

    @property
    def busy(self) -> bool:
        """Whether anything is still to be sent."""
        return bool(self._tasks)

    async def rest(self) -> None:
        """Wait until everything said so far is sent."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    async def stop(self, within: float) -> None:
        """The same, for so many seconds; what is not sent then is not sent."""
        if self._tasks:
            _, late = await asyncio.wait(list(self._tasks), timeout=within)
            for task in late:
                task.cancel()

    async def _quietly(self, to: Address, message: Message, *, hurry: bool) -> None:
        with contextlib.suppress(StoreDown):  # its rows only keep the pace
            await self.say(to, message, hurry=hurry)

    async def _edit(self, to: Address, message_id: str, message: Message) -> None:
        try:
            async with self._lanes.turn(to.conversation, Priority.TIDY, edit=True):
                await self._chat.edit(to, message_id, message)
        except (ChatError, StoreDown) as error:
            log.info("answer not edited", action="edit_failed", why=type(error).__name__)

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
