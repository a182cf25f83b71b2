"""Nobody waits long for the store: how long, and what they read when it does not answer.

Teams shows an error of its own after some seconds, and sends the press again; a sentence of ours
within two seconds tells more.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.flow.road import PRESS_WITHIN
from bot.ports import StoreDown, UnknownKind
from bot.tracing import outcome

TROUBLE = (StoreDown, UnknownKind)
"""What keeps us from doing what was asked, without a fault of whoever asked."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. ``meet``: to remember who asks, which can wait for another time; ``answer``: to do
    what was asked; ``pace``: to ask the store when an answer may be sent, ``hurry`` when it says
    that the store is in trouble."""

    meet: float = 0.3
    answer: float = PRESS_WITHIN
    pace: float = 3.0
    hurry: float = 0.3


@asynccontextmanager
async def in_time(seconds: float) -> AsyncIterator[None]:
    """Raises StoreDown when the time is over. What is being written down then goes on."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as late:
        raise StoreDown(f"no answer in {seconds:g} s") from late


def trouble_key(error: Exception, *, typed: bool = False) -> str:
    """The sentence for whoever pressed, or (``typed``) wrote."""
    outcome.set("not_stored")
    key = "being-updated" if isinstance(error, UnknownKind) else "not-stored"
    return f"{key}-typed" if typed else key
