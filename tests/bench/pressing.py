"""Presses per second over HTTP: Swarmbot beside the stock SDK's empty turn, its successor's empty
press, and bare aiohttp."""

import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.store.sqlite import SqliteStore
from tests.bench.load import Answers, Requests, hammer, http_post, paced, same
from tests.bench.machine import Figure, figure
from tests.bench.process import Server, free_port, server
from tests.bench.world import AREAS, PEOPLE, World

CONNECTIONS = 16
SWARMS = 200
RATE = 50.0


@dataclass
class Contender:
    """One server and the requests that it gets; what it did in each round."""

    name: str
    server: Server
    sources: list[Requests]
    good: Callable[[bytes], bool]
    warm_up: list[Answers] = field(default_factory=list)
    rounds: list[Answers] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    async def warm(self, seconds: float) -> None:
        self.warm_up.append(await hammer(self.server.port, self.sources, seconds, self.good))

    async def run(self, seconds: float) -> None:
        before = self.server.cpu
        answers = await hammer(self.server.port, self.sources, seconds, self.good)
        cpu = self.server.cpu - before
        self.rounds.append(answers)
        self.cpu_ms.append(cpu / len(answers.seconds) * 1000)

    def figures(self) -> dict[str, Figure | int]:
        return {
            "per_second": figure([a.per_second for a in self.rounds]),
            "cpu_ms": figure(self.cpu_ms),
            "p50_ms": figure([a.quantile(0.5) * 1000 for a in self.rounds]),
            "p99_ms": figure([a.quantile(0.99) * 1000 for a in self.rounds]),
            "generator_busy": figure([a.generator_cpu / a.wall for a in self.rounds]),
            "wrong": sum(len(a.wrong) for a in self.rounds),
        }


def card(answer: bytes) -> bool:
    """200 with a card in it."""
    return answer.startswith(b"HTTP/1.1 200") and b'"AdaptiveCard"' in answer


def ok(answer: bytes) -> bool:
    return answer.startswith(b"HTTP/1.1 20")


def many(world: World, name: str) -> list[Requests]:
    """Each connection has swarms of its own, so that the order on each swarm is kept."""
    swarms = world.swarms(name, SWARMS)
    share = len(PEOPLE) // CONNECTIONS
    return [
        world.presses(swarms[n::CONNECTIONS], PEOPLE[n * share : (n + 1) * share])
        for n in range(CONNECTIONS)
    ]


def one(world: World, swarm: str) -> list[Requests]:
    return [world.joins(swarm, PEOPLE[n], AREAS[n % len(AREAS)]) for n in range(CONNECTIONS)]


@contextlib.asynccontextmanager
async def contenders(world: World) -> AsyncIterator[list[Contender]]:
    many_store = await world.seeded("many", SWARMS)
    one_store = await world.seeded("one", 1)
    swarm = world.swarms("one", 1)[0]
    message = json.dumps(world.teams.wire.say(PEOPLE[0], world.threads[swarm], "status")).encode()
    said = same(http_post("/api/messages", message), CONNECTIONS)  # a token: the stock goes online
    _, _, press = next(world.joins(swarm, PEOPLE[0], AREAS[0])).partition(b"\r\n\r\n")
    filled = {key: value for key, value in json.loads(press).items() if value != ""}
    pressed = same(http_post("/api/messages", json.dumps(filled).encode()), CONNECTIONS)
    async with contextlib.AsyncExitStack() as stack:

        async def other(kind: str) -> Server:
            port = free_port()
            log = world.folder / f"{kind}.log"
            args = ("tests.bench.servers", kind, str(port))
            return await stack.enter_async_context(server(*args, port=port, log=log, ready="/"))

        yield [
            Contender("bare aiohttp JSON", await other("bare"), said, ok),
            Contender("stock SDK, empty turn, no JWT", await other("stock"), said, ok),
            Contender(
                "successor SDK, empty card press, no JWT", await other("successor"), pressed, ok
            ),
            Contender(
                f"Swarmbot, {SWARMS} swarms",
                await stack.enter_async_context(world.bot(many_store)),
                many(world, "many"),
                card,
            ),
            Contender(
                "Swarmbot, one swarm",
                await stack.enter_async_context(world.bot(one_store)),
                one(world, swarm),
                card,
            ),
        ]


@dataclass(frozen=True, slots=True)
class Pressing:
    """``figures`` by contender; ``calm`` at fifty presses a second; ``lost`` answered presses that
    the store does not hold."""

    figures: dict[str, dict[str, Figure | int]]
    calm: dict[str, float]
    lost: int


async def measure(world: World, rounds: int, seconds: float) -> Pressing:
    async with contenders(world) as all_of_them:
        for contender in all_of_them:  # people meet the bot, caches fill
            await contender.warm(seconds)
        for _ in range(rounds):
            for contender in all_of_them:
                await contender.run(seconds)
        bot = all_of_them[3]
        slow = await paced(bot.server.port, bot.sources, RATE, 10.0, card)
    answers = [a for c in all_of_them[3:] for a in (*c.warm_up, *c.rounds)] + [slow]
    pressed = sum(len(a.seconds) for a in answers)
    stored = await _events(world, "many", SWARMS) + await _events(world, "one", 1)
    calm = {
        "rate": RATE,
        "p50_ms": slow.quantile(0.5) * 1000,
        "p99_ms": slow.quantile(0.99) * 1000,
        "most_ms": max(slow.seconds) * 1000,
        "wrong": len(slow.wrong),
    }
    return Pressing({c.name: c.figures() for c in all_of_them}, calm, pressed - stored)


async def _events(world: World, name: str, swarms: int) -> int:
    """Areas claimed, joined and released, as the store has them."""
    store = SqliteStore.reader(Path(world.folder / f"{name}.db"))
    kinds = {"AreaClaimed", "AreaJoined", "AreaReleased"}
    found = 0
    for swarm in world.swarms(name, swarms):
        events = await store.events(swarm)
        found += sum(type(event.fact).__name__ in kinds for event in events)
    await store.close()
    return found
