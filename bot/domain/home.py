"""Where a swarm lives: values, commands and facts about its channel being lost and found."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.shown import Address


@dataclass(frozen=True, slots=True)
class Home:
    """The channel that the swarm was moved to, or came back to. ``name`` is for people."""

    address: Address
    name: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """Since ``at`` the bot cannot speak in the channel (``channel`` is its name, if known)."""

    at: datetime
    channel: str = ""


@dataclass(frozen=True, slots=True)
class LoseHome:
    """Teams does not let the bot speak where the swarm lives: ``why`` is for the log."""

    channel: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class FindHome:
    """The swarm can go on in ``home``: somebody said so, or its own channel works again."""

    home: Home


@dataclass(frozen=True, slots=True)
class HomeLost:
    channel: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class HomeFound:
    home: Address
    channel: str


HomeCommand = LoseHome | FindHome
HomeFact = HomeLost | HomeFound
