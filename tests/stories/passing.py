"""How time passes in a story: the alarm rings at its moments, and everything is done that it brings."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.flow.road import Road
from bot.teams.speaker import Speaker
from tests.build import at
from tests.fakes import StoryTime

AT_MOST = timedelta(minutes=1)
"""Of time in one step: at-once rows of others want a look now and then."""


async def next_moment(
    roads: Sequence[Road], now: datetime, end: datetime, at_most: timedelta = AT_MOST
) -> datetime:
    """When the next look at the store or at what a process knows brings something: not after
    ``end``, and ``at_most`` later."""
    rows = await roads[0].store.due(end)
    known = [moment for road in roads if (moment := road.alarm.next())]
    return min(now + at_most, end, *(row.at for row in rows if row.at and row.at > now), *known)


class Passing:
    """For worlds that have a road, a speaker and a time."""

    time: StoryTime
    road: Road
    speaker: Speaker

    async def rest(self) -> None:
        """Let everything be done that can be done now."""
        while self.road.reconciler.busy or self.speaker.busy:
            await self.road.reconciler.rest()
            await self.speaker.rest()

    async def until(self, moment: str | datetime) -> None:
        """Time passes; whatever comes due in it happens at its moment."""
        end = at(moment) if isinstance(moment, str) else moment
        while True:
            await self.rest()
            await self.road.alarm.poll()
            self.road.alarm.ring()
            await self.rest()
            if self.time.now >= end:
                return
            self.time.go_to(await next_moment([self.road], self.time.now, end))

    async def moment(self, seconds: float = 3) -> None:
        """A few seconds pass: long enough for the live card to be brought up to date."""
        await self.until(self.time.now + timedelta(seconds=seconds))
