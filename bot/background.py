"""What goes on beside the requests: what people and other replicas change is read anew."""

import contextlib
import itertools

import structlog

from bot.domain.shown import Address
from bot.flow.road import Road
from bot.ports import ChatError, Sleep, StoreDown
from bot.rules import Rules
from bot.teams.channels import Channels
from bot.web.teamswatch import TeamsWatch

LOOK = 5.0
"""Seconds between two looks at the policy's file."""

CATCH_UP_LOOKS = 12
"""So many of them between two looks at people and channels."""

log = structlog.get_logger()


async def keep_fresh(
    rules: Rules, road: Road, channels: Channels, teams: TeamsWatch, sleep: Sleep
) -> None:
    """Rosters once at the start, the policy whenever its file changes, and every minute what the
    other replicas have met. When nobody has called Teams for long, one call is made."""
    try:
        await channels.read_rosters()
    except StoreDown as error:
        log.warning("rosters not read", action="store_down", why=str(error))
    for look in itertools.count(1):
        rules.refresh_kindly()
        road.may_send()  # a step of the clock is seen by whoever looks often
        await ask_teams(road, teams)
        await sleep(LOOK)
        if look % CATCH_UP_LOOKS == 0:
            with contextlib.suppress(StoreDown):
                await road.catch_up()


async def ask_teams(road: Road, teams: TeamsWatch) -> None:
    """Whether Teams answers, when nothing else has told it for long: a read that nobody sees."""
    place = road.places.best() if teams.quiet() else None
    if place is not None:
        with contextlib.suppress(ChatError):
            await road.sender.chat.probe(
                Address(place.conversation, place.service_url, place.tenant)
            )
