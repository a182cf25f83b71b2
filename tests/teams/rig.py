"""What the tests of the Teams edge share: clocks that are turned, and a handler that remembers."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.teams.answers import text_answer
from bot.teams.inbound import Inbound
from tests.teams_wire import CHANNEL

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
THREAD = f"{CHANNEL};messageid=1795000000000"


@dataclass
class Turned:
    """A wall clock and a monotonic clock that move together, when told to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return (self.now - NOW).total_seconds()

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Memory:
    """A handler that remembers what came in, waits for ``until``, and answers or fails."""

    came: list[Inbound] = field(default_factory=list)
    ended: int = 0
    body: dict[str, Any] = field(default_factory=lambda: text_answer("heard"))
    error: Exception | None = None
    until: asyncio.Event | None = None

    async def invoke(self, inbound: Inbound) -> dict[str, Any]:
        await self.turn(inbound)
        return self.body

    async def turn(self, inbound: Inbound) -> None:
        self.came.append(inbound)
        if self.until is not None:
            await self.until.wait()
        if self.error is not None:
            raise self.error
        self.ended += 1
