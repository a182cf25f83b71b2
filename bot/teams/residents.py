"""The swarms that live in a channel, when Teams says that the channel is closed or open again."""

from collections.abc import AsyncIterator

from bot.domain.shown import Address, Place
from bot.domain.swarm import Phase, Swarm
from bot.flow.road import Road


class Residents:
    """Finds them by the list of all swarms: such an event is rare, and no press waits for it."""

    def __init__(self, road: Road) -> None:
        self._road = road

    async def shut_out(self, place: Place) -> None:
        """The bot may not speak there any more: each of them is told so, before it has to speak."""
        async for swarm in self._living_in(place):
            if swarm.lost is None:
                await self._road.homes.lost(swarm.id, place.conversation, place.gone)

    async def let_in(self, place: Place) -> None:
        """The bot may speak there again."""
        home = Address(place.conversation, place.service_url, place.tenant)
        async for swarm in self._living_in(place):
            if swarm.lost is not None:
                await self._road.homes.found(swarm.id, home)

    async def _living_in(self, place: Place) -> AsyncIterator[Swarm]:
        for row in await self._road.store.overview():
            if row.phase == Phase.CLOSED and row.due is None:
                continue
            teams = await self._road.store.teams(row.swarm)
            home = teams.shown.home if teams else None
            if home is None or home.conversation != place.conversation:
                continue
            loaded = await self._road.read(row.swarm)
            if loaded is not None:
                yield loaded.swarm
