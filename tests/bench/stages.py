"""Where the time of one press goes, step by step, in this process: wall time and processor time.

The same functions in the same order as behind the HTTP entry, called one by one. The commit waits
for the disk: its wall time is the disk's, its processor time that of two threads.
"""

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app import Bot, Time, running
from bot.domain.apply import apply
from bot.domain.commands import Order
from bot.domain.decide import decide
from bot.domain.facts import Event
from bot.domain.shown import Address
from bot.ports import Member, Store
from bot.present.views import swarm_view
from bot.settings import Settings
from bot.teams.activities import read
from bot.teams.answers import card_answer
from bot.teams.entry import MessagesEntry, answered, parse
from bot.teams.inbound import Press
from bot.teams.kindly import Patience
from bot.teams.presses import command_of, operation, value
from bot.teams.roster import Rosters
from bot.teams.visits import Visits
from cards.swarm import swarm_card
from tests.bench.pressing import SWARMS, many
from tests.bench.world import World

WARM_UP = 4 * SWARMS
"""So many presses until everybody has met the bot, and every swarm has been read."""


@dataclass
class Stopwatch:
    """Wall and processor seconds of each step, summed."""

    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)

    @contextlib.contextmanager
    def step(self, name: str) -> Any:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.cpu[name] = self.cpu.get(name, 0.0) + time.process_time() - cpu
        self.wall[name] = self.wall.get(name, 0.0) + time.perf_counter() - wall


@dataclass(frozen=True, slots=True)
class Stages:
    """Milliseconds a press by step; the whole press behind the entry; store operations a press."""

    wall_ms: dict[str, float]
    cpu_ms: dict[str, float]
    whole_wall_ms: float
    whole_cpu_ms: float
    store_calls: dict[str, float]


class NoDirectory:
    """Presses come from the swarm's own channel, so nobody is looked up."""

    async def members(self, conversation: Address) -> list[Member]:
        raise AssertionError(f"a press has read the roster of {conversation}")

    async def member(self, conversation: Address, person: str) -> Member | None:
        raise AssertionError(f"a press has looked {person} up in {conversation}")


class Counting:
    """A store that counts what it is asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.calls: dict[str, int] = {}

    def __getattr__(self, name: str) -> Any:
        method: Callable[..., Awaitable[Any]] = getattr(self._store, name)

        async def counted(*args: Any, **named: Any) -> Any:
            self.calls[name] = self.calls.get(name, 0) + 1
            return await method(*args, **named)

        return counted


@contextlib.asynccontextmanager
async def in_process(world: World, store: Path) -> AsyncIterator[tuple[Bot, MessagesEntry]]:
    settings = Settings.read(world.environ(store, 3978))
    clocks = Time(lambda: datetime.now(UTC), time.monotonic, asyncio.sleep)
    async with running(settings, settings.policy, clocks) as bot:
        routes = (r for r in bot.web.router.routes() if r.method == "POST")
        handler = next(r.handler for r in routes if r.resource and "api" in r.resource.canonical)
        yield bot, handler.__self__  # type: ignore[attr-defined]  # the entry's own method


async def measure(world: World, presses: int) -> Stages:
    store = await world.seeded("many-stages", SWARMS)
    sources = many(world, "many-stages")
    bodies = (next(source).partition(b"\r\n\r\n")[2] for source in itertools.cycle(sources))
    headers = {"Authorization": world.token}
    async with in_process(world, store) as (bot, entry):
        # The desks keep their visits to themselves; nobody from elsewhere presses here.
        visits = Visits(
            bot.road, Rosters(NoDirectory(), bot.road.people, bot.road.clock), Patience()
        )
        steps = Steps(bot, entry, visits, headers)
        for swarm in world.swarms("many-stages", SWARMS):
            await visits.home(swarm)
        for body in itertools.islice(bodies, WARM_UP):
            await steps.whole(body)
        for body in itertools.islice(bodies, presses):
            await steps.one(body)
        counting = Counting(bot.store)
        bot.road.mailboxes._store = bot.road.people._store = bot.road.store = counting
        wall, cpu = time.perf_counter(), time.process_time()
        for body in itertools.islice(bodies, presses):
            await steps.whole(body)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Stages(
        {name: seconds / presses * 1000 for name, seconds in steps.watch.wall.items()},
        {name: seconds / presses * 1000 for name, seconds in steps.watch.cpu.items()},
        wall / presses * 1000,
        cpu / presses * 1000,
        {name: number / presses for name, number in counting.calls.items()},
    )


@dataclass
class Steps:
    """A press as the entry takes it, at once or step by step."""

    bot: Bot
    entry: MessagesEntry
    visits: Visits
    headers: dict[str, str]
    watch: Stopwatch = field(default_factory=Stopwatch)

    async def whole(self, body: bytes) -> None:
        activity = parse(body)
        await self.entry._gate.check(self.headers, activity)
        answered(await self.entry._invoke(read(activity)))

    async def one(self, body: bytes) -> None:
        road, policy = self.bot.road, self.bot.road.policy()
        with self.watch.step("JSON in"):
            activity = parse(body)
        with self.watch.step("JWT and address"):
            await self.entry._gate.check(self.headers, activity)
        with self.watch.step("translate"):
            press = read(activity)
        assert isinstance(press, Press)
        with self.watch.step("person and membership"):
            visit = await self.visits.begin(press.source)
            swarm_id = value(press.data, "swarm")
            await self.visits.may_change(visit, swarm_id)
        with self.watch.step("decide and apply"):
            command = command_of(press.verb, press.data)
            assert command is not None
            op = operation(visit.person.id, press.verb, press.data)
            order = Order(command, visit.person, op)
            before = road.mailboxes._remembered.get(swarm_id)
            now = road.clock()
            swarm = before.swarm if before else None
            if swarm is not None:
                for fact in decide(swarm, order, now, policy).facts:
                    swarm = apply(swarm, Event(swarm.rev + 1, now, visit.person, op, fact))
        with self.watch.step("mailbox: decide, encode, commit to disk"):
            done = await road.handle(swarm_id, order)
        assert done.swarm is not None
        with self.watch.step("view"):
            view = swarm_view(done.swarm, policy, visit.reader, dialogs=True)
        with self.watch.step("card"):
            card = swarm_card(view, visit.reader.words)
        with self.watch.step("JSON out"):
            answered(card_answer(card))
