"""How time passes in a story: the alarm rings at its moments, and everything is done that it brings."""

from datetime import datetime, timedelta

from bot.flow.alarm import AHEAD
from bot.flow.road import Road
from bot.teams.speaker import Speaker
from tests.build import at
from tests.fakes import StoryTime


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
            due = self.road.alarm.next() or end
            # The alarm reads a minute ahead, so it must look again within a minute.
            self.time.go_to(min(due, end, self.time.now + AHEAD))

    async def moment(self, seconds: float = 3) -> None:
        """A few seconds pass: long enough for the live card to be brought up to date."""
        await self.until(self.time.now + timedelta(seconds=seconds))
