"""Two replicas beside each other: what one has learned the other knows, and nobody waits for
what is none of theirs."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.app import Time, desks
from bot.domain.commands import Open, Order
from bot.flow.people import People
from bot.flow.road import Road
from bot.ports import Forbidden, Uncertain
from bot.present.drawing import Drawing
from bot.teams.inbound import ChannelChanged, Installed
from bot.tickets.sources import swarm_id
from tests.build import at, clock, minutes, policy, ticket
from tests.fakes import StoryTime
from tests.stories.conftest import Begin
from tests.stories.passing import next_moment
from tests.stories.world import SATO, TANAKA, World, who, words
from tests.teams_wire import CHANNEL

OTHER = "19:other@thread.tacv2"


async def another(world: World, sleep: Callable[[float], Awaitable[None]] | None = None) -> Road:
    """A second replica on the store of the world."""
    people = People(world.store)
    road = Road(
        store=world.store, chat=world.chat, people=people, policy=lambda: world.rules,
        drawing=Drawing(lambda: world.rules, people, lambda _: False),
        clock=world.time.clock, sleep=sleep or world.time.sleep, name="another",
    )  # fmt: skip
    await road.start(ringing=False)
    return road


def clocks(world: World) -> Time:
    return Time(world.time.clock, world.time.monotonic, world.time.sleep)


async def opened(road: Road, **changes: Any) -> str:
    """A ticket comes to that replica."""
    made = ticket(**changes)
    swarm = swarm_id(made.source, made.id)
    await road.handle(swarm, Order(Open(made)))
    return swarm


async def test_a_channel_that_one_was_told_of_the_other_posts_in(begin: Begin) -> None:
    """A ticket for a channel goes there, whichever replica takes it."""
    world = await begin(channel=False)
    world.chat.rosters[OTHER] = world.chat.rosters[CHANNEL]
    other = await another(world)
    for channel in (CHANNEL, OTHER):
        await world.told(Installed(world.source(SATO, channel), added=True))
    await world.rest()
    await opened(other, channel=CHANNEL)
    await other.reconciler.rest()
    assert len(world.chat.threads(CHANNEL)) == 1
    assert world.chat.threads(OTHER) == []
    await other.stop()


async def test_a_channel_that_is_deleted_is_deleted_for_both(begin: Begin) -> None:
    """Teams tells one of them: of a channel that only the other had been told of."""
    world = await begin(channel=False)
    other = await another(world)
    await world.told(Installed(world.source(SATO, CHANNEL), added=True))
    await world.rest()
    drawing = Drawing(lambda: world.rules, other.people, lambda _: False)
    handler, _ = desks(
        other, world.chat, world.chat, drawing, clocks(world), patience=world.patience
    )
    await handler.turn(ChannelChanged(world.source(SATO, CHANNEL), "deleted"))
    assert [place.gone for place in await world.store.places()] == ["deleted"]
    await other.stop()


async def test_whom_one_has_met_the_other_reaches_in_private(begin: Begin) -> None:
    """A manager whom only one replica knows gets the reminder of the other 1:1, not in the thread."""
    world = await begin(policy(managers=(who(TANAKA),)), channel=False)
    other = await another(world)
    await world.told(Installed(world.source(TANAKA, "direct"), added=True))
    await world.told(Installed(world.source(SATO, CHANNEL), added=True))
    await world.rest()
    before = len(world.direct(TANAKA))
    await opened(other)
    await passed(other, world, "05:23")
    assert len(world.direct(TANAKA)) > before
    await other.stop()


async def passed(road: Road, world: World, end: str) -> None:
    """Time passes for that replica alone."""
    while world.time.now < at(end):
        await road.alarm.poll()
        road.alarm.ring()
        await road.reconciler.rest()
        world.time.go_to(await next_moment([road], world.time.now, at(end)))


@dataclass
class Queue:
    """Sleeps of more than a minute never end; ``met`` when there is one."""

    time: StoryTime
    met: asyncio.Event = field(default_factory=asyncio.Event)

    async def sleep(self, seconds: float) -> None:
        if seconds > 60:
            self.met.set()
            await asyncio.Event().wait()
        await self.time.sleep(seconds)

    async def rest(self, road: Road) -> None:
        """Until nothing is done any more, but waiting."""
        resting = asyncio.create_task(road.reconciler.rest())
        waiting = asyncio.create_task(self.met.wait())
        await asyncio.wait({resting, waiting}, return_when=asyncio.FIRST_COMPLETED)
        for task in (resting, waiting):
            task.cancel()
        self.met.clear()


async def test_a_full_chat_holds_up_nothing_in_the_thread(begin: Begin) -> None:
    """The manager's 1:1 chat is paused for an hour: the next rung in the thread is on time."""
    rules = policy(managers=(who(TANAKA),), phones={who(SATO).id: "+81-3-0000"})
    world = await begin(rules)
    queue = Queue(world.time)
    await world.told(Installed(world.source(TANAKA, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.until("05:16")
    await world.road.lanes.pause(f"a:{TANAKA.mention}", 3600)
    other = await another(world, queue.sleep)
    while world.time.now < at("05:29"):
        await other.alarm.poll()
        other.alarm.ring()
        await queue.rest(other)
        world.time.go_to(await next_moment([other], world.time.now, at("05:29"), minutes(60)))
    raised = [ping for ping in (await world.state()).pings if clock(ping.at)[:5] == "05:27"]
    assert [ping.where.value for ping in raised] == ["thread"]
    assert "05:27" in [clock(seen.at)[:5] for seen in world.thread]
    await other.stop(within=0)


async def test_a_message_of_unknown_fate_to_one_who_blocks_the_bot_goes_into_the_thread(
    begin: Begin,
) -> None:
    """No answer came, and then the chat is closed: "not for you" is an answer, too."""
    world = await begin(policy(managers=(who(TANAKA),)))
    await world.told(Installed(world.source(TANAKA, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.until("05:16")
    chat = f"a:{TANAKA.mention}"
    world.chat.trouble(Uncertain("no answer"), kinds=("post",), conversation=chat)
    world.chat.trouble(Forbidden("blocked", status=403), conversation=chat, times=None)
    await world.until("05:20")
    assert any(TANAKA.name in words(seen) for seen in world.thread[1:])


async def test_who_is_stopped_in_the_middle_leaves_no_hold(begin: Begin) -> None:
    """Teams does not answer, and the time to end is over: another replica sends at once."""
    world = await begin()
    on_its_way = asyncio.Event()

    async def silence() -> None:
        on_its_way.set()
        await asyncio.Event().wait()

    world.chat.trouble(kinds=("start",), before=silence)
    swarm = await opened(world.road)
    await on_its_way.wait()
    await world.road.stop(within=0)
    row = await world.store.teams(swarm)
    assert row is not None
    assert row.sending is not None
    assert row.hold_until is None
    other = await another(world)
    await other.alarm.poll()
    await other.reconciler.rest()
    assert len(world.chat.threads(CHANNEL)) == 1
    assert clock(world.time.now)[:5] == "04:52"
    await other.stop()
