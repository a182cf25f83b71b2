"""What Teams is known to show of a swarm, and what is being sent to it right now."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that swarms can be posted in. ``conversation`` is the channel's own id.

    ``told`` is when somebody said "use this channel" (None: only installed there).
    """

    conversation: str
    service_url: str
    tenant: str = ""
    team: str = ""
    name: str = ""
    team_name: str = ""
    installed_at: datetime | None = None
    told: datetime | None = None
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: a thread, a channel or a 1:1 chat."""

    conversation: str
    service_url: str
    tenant: str = ""


@dataclass(frozen=True, slots=True)
class ShownCard:
    """The ``number``-th live card of the swarm, and what it shows.

    ``replaces``: it stands for one that could not be brought up to date any more.
    """

    number: int
    message: str
    rev: int
    look: int
    pointer: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class ShownPing:
    """A ping that was sent (or given up: ``message`` is empty then, ``why`` says it)."""

    key: str
    message: str
    address: Address | None = None
    settled: bool = False
    why: str = ""
    promise: int | None = None
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stray:
    """A card of the swarm that is not the one kept up to date: one posted just before a crash, or in
    a thread that was left. ``settled``: it says so itself, or there is nobody to read it."""

    address: Address
    message: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The data of the teams row. ``home`` is the channel, ``thread`` the swarm's thread in it.

    ``in_thread`` are the 1:1 pings whose person could not be reached: they go into the thread.
    ``replaced`` are the numbers of cards that are lost, until another stands in their place.
    """

    home: Address | None = None
    thread: Address | None = None
    indexed: bool = False
    cards: tuple[ShownCard, ...] = ()
    pings: tuple[ShownPing, ...] = ()
    in_thread: tuple[str, ...] = ()
    edited_at: datetime | None = None
    strays: tuple[Stray, ...] = ()
    replaced: tuple[int, ...] = ()

    @property
    def rev(self) -> int:
        """Of the newest that is shown: an earlier revision of the swarm does not know of it."""
        pings = (ping.key.rpartition("-")[2] for ping in self.pings)
        revs = [*(card.rev for card in self.cards), *(int(seq) for seq in pings if seq.isdecimal())]
        return max(revs, default=0)

    @property
    def live(self) -> ShownCard | None:
        return max((c for c in self.cards), key=lambda c: c.number, default=None)

    def stray(self, message: str) -> Stray | None:
        return next((stray for stray in self.strays if stray.message == message), None)

    def ping(self, key: str) -> ShownPing | None:
        return next((ping for ping in self.pings if ping.key == key), None)


@dataclass(frozen=True, slots=True)
class Sending:
    """The announcement: which effect is on its way, for the how-manieth time, by which process.

    ``failed``: the attempt certainly did not happen; only the count is kept. Otherwise, once the
    hold has run out, nobody knows whether it did.
    """

    effect: str
    attempt: int
    by: str
    at: datetime
    failed: bool = False
