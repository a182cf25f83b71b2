"""What the bot takes when nothing happens: memory, and the time from its start to ready."""

import asyncio
from dataclasses import dataclass

from tests.bench.load import line_to
from tests.bench.machine import Figure, figure
from tests.bench.pressing import card
from tests.bench.world import PEOPLE, World

SWARMS = 1000


@dataclass(frozen=True, slots=True)
class Rest:
    """Seconds to ready; megabytes with an empty store, with a thousand open swarms, and after a
    press on each of them."""

    ready_s: Figure
    empty_mb: Figure
    full_ready_s: float
    full_mb: float
    pressed_mb: float


async def measure(world: World, starts: int) -> Rest:
    empty = world.folder / "empty.db"
    ready, memory = [], []
    for _ in range(starts):
        async with world.bot(empty) as bot:
            ready.append(bot.ready_after)
            await asyncio.sleep(1)
            memory.append(bot.memory)
    full = await world.seeded("full", SWARMS)
    presses = world.presses(world.swarms("full", SWARMS), PEOPLE)
    async with world.bot(full) as bot:
        await asyncio.sleep(5)  # two looks at the wake rows
        at_rest = bot.memory
        line = await line_to(bot.port)
        for _ in range(SWARMS):
            assert card(await line.ask(next(presses)))
        line.close()
        return Rest(figure(ready), figure(memory), bot.ready_after, at_rest, bot.memory)
