"""Where swarms live: a channel that is lost, and the one in which they go on.

That the bot cannot speak in a channel is a fact of each swarm that lives there: its lead hears of it
once, in 1:1, and somebody says where it goes on. A swarm never moves by itself: what is written
about a customer belongs to those who were chosen to read it.
"""

from datetime import timedelta

import structlog

from bot.domain.commands import Order
from bot.domain.home import FindHome, Home, LoseHome
from bot.domain.shown import Address
from bot.domain.swarm import Swarm
from bot.flow.mailbox import Mailboxes
from bot.flow.places import Places
from bot.ports import Clock

LOST_LOOK = timedelta(seconds=60)
"""How often a swarm that has lost its channel looks for another."""

HOME_WITHIN = 10.0
"""Seconds in which the loss or the find must be stored."""

log = structlog.get_logger()


class Homes:
    """Writes down what becomes of the swarms' channels."""

    def __init__(self, places: Places, mailboxes: Mailboxes, clock: Clock) -> None:
        self._places = places
        self._mailboxes = mailboxes
        self._clock = clock

    async def lost(self, swarm: str, home: str, why: str) -> None:
        """The bot cannot speak in ``home`` (a channel's id, "" when there never was one)."""
        place = self._places.get(home)
        log.warning("channel lost", action="home_lost", swarm=swarm, why=why)
        await self._give(swarm, LoseHome(place.name if place else "", why))

    async def found(self, swarm: str, home: Address) -> None:
        """The swarm can be spoken of in ``home``."""
        place = self._places.get(home.conversation)
        log.info("channel found", action="home_found", swarm=swarm)
        await self._give(swarm, FindHome(Home(home, place.name if place else "")))

    async def renew(self) -> None:
        """What other processes have heard of channels."""
        await self._places.renew(self._clock())

    async def look(self, swarm: Swarm) -> bool:
        """Whether somebody has said where a swarm goes on that has lost its channel; it is
        written down then."""
        if swarm.lost is None:
            return False
        await self.renew()
        place = self._places.told_last()
        if place is None or place.told is None or place.told <= swarm.lost.at:
            return False
        await self.found(swarm.id, Address(place.conversation, place.service_url, place.tenant))
        return True

    async def _give(self, swarm: str, command: LoseHome | FindHome) -> None:
        await self._mailboxes.submit(swarm, Order(command), HOME_WITHIN)
