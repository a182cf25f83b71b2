"""The channels that the bot may post in, and which of them a swarm belongs to."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.domain.shown import Place
from bot.ports import Store

FRESH_FOR = timedelta(seconds=10)
"""So long what was read is good enough for those who look anew."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Places:
    """A cache of the place rows: whoever decides by them reads them first, because another replica
    may have been told of a channel a moment ago."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._places: dict[str, Place] = {}
        self._one = asyncio.Lock()
        self._read_at = LONG_AGO

    async def load(self) -> None:
        async with self._one:  # what is being written must not be overwritten by what was read
            self._places = {place.conversation: place for place in await self._store.places()}

    async def renew(self, now: datetime) -> None:
        """What other processes have heard meanwhile; not more often than every ten seconds."""
        if now - self._read_at >= FRESH_FOR:
            self._read_at = now
            await self.load()

    async def put(self, place: Place) -> None:
        async with self._one:
            await self._store.put_place(place)
            self._places[place.conversation] = place

    def get(self, conversation: str) -> Place | None:
        return self._places.get(conversation)

    def all(self) -> list[Place]:
        return list(self._places.values())

    def told_last(self) -> Place | None:
        """The channel of which somebody said last that it is to be used."""
        told = [place for place in self._places.values() if place.told and not place.gone]
        return max(told, key=lambda place: place.told or LONG_AGO, default=None)

    def named(self, name: str) -> Place | None:
        """The open channel of that id or name."""
        wanted = name.strip().casefold()
        return next(
            (
                place
                for place in self._places.values()
                if wanted and not place.gone
                and wanted in (place.conversation.casefold(), place.name.casefold())
            ),
            None,
        )  # fmt: skip

    def best(self, route: str = "") -> Place | None:
        """The channel of that route (its id or its name), else the one that the bot was told to
        use last, else the one it was last installed in; None when there is none."""
        if place := self.named(route):
            return place
        open_places = [place for place in self._places.values() if not place.gone]
        return max(
            open_places,
            key=lambda place: (
                place.told is not None,
                place.told or LONG_AGO,
                place.installed_at or LONG_AGO,
            ),
            default=None,
        )
