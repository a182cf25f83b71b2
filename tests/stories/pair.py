"""Two replicas in one story: two roads on one store, in front of one Teams."""

from dataclasses import dataclass
from datetime import datetime

from tests.build import at
from tests.stories.passing import next_moment
from tests.stories.world import World


@dataclass
class Roads:
    """One road or two; time passes for all of them. What people do goes to the first."""

    first: World
    others: tuple[World, ...] = ()

    @property
    def all(self) -> tuple[World, ...]:
        return (self.first, *self.others)

    async def rest(self) -> None:
        while any(w.road.reconciler.busy or w.speaker.busy for w in self.all):
            for world in self.all:
                await world.rest()

    async def until(self, moment: str | datetime) -> None:
        """As ``Passing.until``, for all."""
        end = at(moment) if isinstance(moment, str) else moment
        while True:
            await self._look()
            if self.first.time.now >= end:
                return
            roads = [world.road for world in self.all]
            self.first.time.go_to(await next_moment(roads, self.first.time.now, end))

    async def _look(self) -> None:
        await self.rest()
        for world in self.all:
            await world.road.alarm.poll()
            world.road.alarm.ring()
        await self.rest()

    async def stop(self) -> None:
        for world in self.others:
            await world.road.stop(within=5)


async def roads(world: World, number: int) -> Roads:
    """The world's road, and others beside it on the same store."""
    return Roads(world, tuple([await beside(world) for _ in range(number - 1)]))


async def beside(world: World) -> World:
    """Another process on the store of ``world``, in front of the same Teams, at the same time."""
    other = World(world.path, world.rules, world.time, world.chat, world.dialogs)
    other.numbers = world.numbers
    await other.start(world.store)
    other.swarm = world.swarm
    return other
