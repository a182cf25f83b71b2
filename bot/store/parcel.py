"""Everything of one swarm in one piece: so it lies in the archive, and so it moves house. Pure.

The rows stand in it as the texts that they are, so that nothing is lost of what a newer version has
written.
"""

import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.domain.messages import Event
from bot.domain.shown import Sending, Shown
from bot.domain.swarm import Swarm
from bot.ports import Loaded, TeamsRow, UnknownKind
from bot.store import rows

T = TypeVar("T")

NOTHING_SHOWN = rows.write_row(Shown())
"""The data of the teams row of a new swarm."""

ARCHIVED = "archived"
"""Instead of the ETag of a teams row in the archive: it fits none, so that nobody writes it."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """The data of the state row, the teams row (``shown``, ``sending``) and the events."""

    swarm: str
    state: str
    shown: str
    events: tuple[rows.EventRow, ...]
    sending: str = ""

    def read_state(self) -> Swarm:
        """Raises UnknownKind, as the readers below."""
        return rows.read_row(Swarm, self.state)

    def loaded(self, etag: str, wake: str = "") -> Loaded:
        """The state row of a swarm in the archive."""
        return Loaded(self.read_state(), etag, wake, archived=True)

    def teams(self) -> TeamsRow:
        """The teams row of a swarm in the archive."""
        sending = rows.decode(Sending, self.sending) if self.sending else None
        return TeamsRow(self.read_shown(), ARCHIVED, sending, archived=True)

    def read_shown(self) -> Shown:
        return rows.read_row(Shown, self.shown)

    def thread(self) -> str:
        """The conversation of the swarm's thread, "" while it has none."""
        thread = self.read_shown().thread
        return thread.conversation if thread else ""

    def read_events(self, after: int = 0) -> list[Event]:
        return [rows.read_event(row) for row in self.events if row.seq > after]


@dataclass(frozen=True, slots=True)
class Packed:
    """A parcel and where it lies. ``look`` is when somebody must look next, as in a wake key: at
    the swarm, or (``archived``) at the end of its time."""

    parcel: Parcel
    archived: bool
    look: str


def pack(parcel: Parcel) -> bytes:
    """Compressed: a log repeats itself."""
    return zlib.compress(rows.encode(parcel))


def unpack(data: bytes) -> Parcel:
    """Raises UnknownKind for what was not packed here."""
    try:
        return rows.decode(Parcel, zlib.decompress(data))
    except zlib.error as error:
        raise UnknownKind(f"a parcel that cannot be opened: {error}") from error


def gone_text(gone_at: datetime | None) -> str:
    return rows.moment_text(gone_at) if gone_at else ""


async def here_or_archived(
    here: Callable[[], Awaitable[T | None]], archived: Callable[[], Awaitable[T | None]]
) -> T | None:
    """A swarm on its way is in both places for a while. Whoever missed it in the first place finds
    it in the other or, when it has come back meanwhile, in the first."""
    return await here() or await archived() or await here()
