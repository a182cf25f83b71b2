"""From a ticket to its thread, and fifty Sev-As at once, with a connector that takes its time."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from time import perf_counter

from tests.bench.load import Line, http_get, line_to
from tests.bench.machine import Figure, figure
from tests.bench.process import Server
from tests.bench.world import CHANNELS, World
from tests.fake_teams import Fault

STEP = 0.65
"""Seconds between two messages in one channel, as our limiter has it; three may go at once."""
BURST = 3
TICKETS = 50


@dataclass(frozen=True, slots=True)
class Single:
    """One ticket at a time: milliseconds to the 202, and to the thread minus the connector."""

    connector_ms: float
    accepted_ms: Figure
    thread_ms: Figure


@dataclass(frozen=True, slots=True)
class Storm:
    """Fifty at once: seconds until the last 202 and the last thread; the least that the limiter
    allows for the threads; and the slowest /healthz meanwhile, in milliseconds."""

    channels: int
    accepted_s: float
    threads_s: float
    least_s: float
    slowest_health_ms: float


async def single(world: World, bot: Server, name: str, delay: float, tickets: int = 20) -> Single:
    world.teams.heal()
    world.teams.fail(Fault(delay=delay, times=None))
    line = await line_to(bot.port)
    accepted, threads = [], []
    for number in range(tickets):
        channel = CHANNELS[number % len(CHANNELS)]
        before = len(world.teams.threads(channel))
        started = perf_counter()
        answer = await line.ask(world.ticket(f"{name}-{number}", channel))
        accepted.append((perf_counter() - started) * 1000)
        assert answer.startswith(b"HTTP/1.1 202"), answer
        await _until(partial(_more_than, world, channel, before))
        threads.append((perf_counter() - started - delay) * 1000)
        await asyncio.sleep(2 * delay + 0.1)  # its further messages do not meet the next ticket
    line.close()
    world.teams.heal()
    return Single(delay * 1000, figure(accepted), figure(threads))


async def storm(world: World, bot: Server, name: str, channels: int, delay: float = 0.3) -> Storm:
    world.teams.fail(Fault(delay=delay, times=None))
    before = _threads(world)
    lines = [await line_to(bot.port) for _ in range(TICKETS)]
    requests = [world.ticket(f"{name}-{n}", CHANNELS[-1 - n % channels]) for n in range(TICKETS)]
    async with _health(bot) as slowest:
        started = perf_counter()
        answers = await asyncio.gather(*map(Line.ask, lines, requests))
        accepted = perf_counter() - started
        assert all(answer.startswith(b"HTTP/1.1 202") for answer in answers), answers[0]
        await _until(lambda: _threads(world) >= before + TICKETS)
        threads = perf_counter() - started
    for line in lines:
        line.close()
    world.teams.heal()
    in_one = -(-TICKETS // channels)
    least = max(in_one - BURST, 0) * STEP + delay
    return Storm(channels, accepted, threads, least, slowest[0] * 1000)


async def _until(done: Callable[[], bool]) -> None:
    while not done():  # noqa: ASYNC110  # half a millisecond is as exact as the figure need be
        await asyncio.sleep(0.0005)


def _more_than(world: World, channel: str, threads: int) -> bool:
    return len(world.teams.threads(channel)) > threads


def _threads(world: World) -> int:
    return sum(len(world.teams.threads(channel)) for channel in CHANNELS)


@contextlib.asynccontextmanager
async def _health(bot: Server) -> AsyncIterator[list[float]]:
    """Asks /healthz every 20 ms: what it takes is what the loop was busy with something else."""
    line = await line_to(bot.port)
    slowest = [0.0]

    async def ask() -> None:
        while True:
            started = perf_counter()
            await line.ask(http_get("/healthz"))
            slowest[0] = max(slowest[0], perf_counter() - started)
            await asyncio.sleep(0.02)

    task = asyncio.create_task(ask())
    try:
        yield slowest
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        line.close()
