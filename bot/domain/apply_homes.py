"""What losing and finding a channel changes in the state."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain.apply_calls import settle
from bot.domain.home import Home, HomeFact, HomeFound, HomeLost, Lost
from bot.domain.swarm import PingKind, Swarm


def home_changed(swarm: Swarm, fact: HomeFact, at: datetime) -> Swarm:
    """The swarm after a fact about where it lives."""
    match fact:
        case HomeLost():
            return replace(swarm, lost=Lost(at, fact.channel))
        case HomeFound():
            found = replace(swarm, lost=None, home=Home(fact.home, fact.channel))
            return settle(found, {PingKind.HOME_LOST})
        case _:
            assert_never(fact)
