"""What the road needs of a store: rows, and conditional writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.messages import Event
from bot.domain.shown import Address, Place, Sending, Shown
from bot.domain.swarm import Swarm


@dataclass(frozen=True, slots=True)
class Loaded:
    """The state row: the swarm, its version tag, and the key of its wake row ("" when none).

    ``archived``: it lies in the archive. With a wake row all the same, somebody has stopped in the
    middle of bringing it there or back.
    """

    swarm: Swarm
    etag: str
    wake: str
    archived: bool = False


@dataclass(frozen=True, slots=True)
class TeamsRow:
    """The teams row: what is shown, what is being sent, and until when the sender holds it.

    ``archived``: it cannot be written, nothing is sent for a swarm in the archive.
    """

    shown: Shown
    etag: str
    sending: Sending | None = None
    hold_until: datetime | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Wake:
    """A swarm that somebody must look at: at once (``at`` None) or at a time."""

    swarm: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of a list: the promoted columns of a state row."""

    swarm: str
    phase: str
    severity: str
    title: str
    customer: str
    ticket: str
    due: datetime | None
    people: tuple[str, ...]
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as Teams knows them. ``id`` is the Entra object id; ``mention`` the Teams id.

    ``language`` is what they chose to read; ``on_from`` to ``on_until`` and ``off_since`` are what
    they said about their own hours.
    """

    id: str
    name: str
    mention: str
    upn: str = ""
    locale: str = ""
    zone: str = ""
    direct: Address | None = None
    unreachable: str = ""
    seen_at: datetime | None = None
    language: str = ""
    on_from: datetime | None = None
    on_until: datetime | None = None
    off_since: datetime | None = None


class Store(Protocol):
    """Rows and conditional writes as the store protocol needs them; no rule of the product.

    Every method may raise ``StoreDown``. ``etag`` values come from one sequence and never repeat.
    A swarm is in the working tables or in the archive: ``load``, ``teams`` and ``events`` look into
    the archive when it is not in the working tables, and ``commit`` brings it back.
    """

    async def load(self, swarm: str) -> Loaded | None: ...

    async def commit(self, before: Loaded | None, after: Swarm, events: Sequence[Event]) -> Loaded:
        """State and events in one transaction; the wake row becomes "at once".

        ``before`` None creates the swarm. Raises Conflict when the state row is not ``before``'s
        (or exists already), or when an event of that sequence exists. Writes the teams row of a
        new swarm too, so that a reconciler always finds one. A swarm that was loaded from the
        archive comes back with all its rows.
        """

    async def teams(self, swarm: str) -> TeamsRow | None: ...

    async def announce(
        self, swarm: str, row: TeamsRow, sending: Sending, hold_until: datetime
    ) -> TeamsRow:
        """Write down what will be sent, before it is. Raises Conflict."""

    async def record(
        self,
        swarm: str,
        row: TeamsRow,
        shown: Shown,
        *,
        sending: Sending | None = None,
        hold_until: datetime | None = None,
    ) -> TeamsRow:
        """Write down what Teams shows now. Raises Conflict."""

    async def finish(self, planned_from: Loaded, wake: datetime | None) -> Loaded:
        """Move the wake row to ``wake`` (None: away), only if the state is still the one planned
        from; raises Conflict otherwise. This is what makes a lost wake-up impossible. Nothing is
        written where it stands there already: whoever has changed the state has moved it too."""

    async def due(self, until: datetime, limit: int = 1000) -> list[Wake]:
        """The wake rows that are at once or at most at ``until``, at-once rows first."""

    async def reserve(self, conversation: str, now: datetime, *, edit: bool = False) -> datetime:
        """Take the conversation's next allowed moment of sending, for all replicas; returns it."""

    async def pause(self, conversation: str, until: datetime) -> None:
        """Nobody sends into this conversation before ``until`` (from a 429)."""

    async def events(self, swarm: str, after: int = 0) -> list[Event]: ...

    async def overview(self) -> list[Summary]:
        """A line for each swarm in the working tables."""

    async def archive(self, loaded: Loaded, gone_at: datetime | None) -> bool:
        """Move the swarm into the archive, if the state is still the one loaded; raises Conflict.

        It will be deleted at ``gone_at`` (None: never). A swarm that is loaded as archived and has
        a wake row is brought there for good. False, and nothing is moved, when it is larger than
        the archive can hold.
        """

    async def archived(self) -> list[Summary]:
        """A line for each swarm in the archive; the others may have one too, just after a move."""

    async def expired(self, until: datetime, limit: int = 1000) -> list[str]:
        """The archived swarms whose time is over at ``until``."""

    async def delete(self, swarm: str, until: datetime) -> bool:
        """Delete an archived swarm for good, with its thread, if its time is over at ``until``.

        False when there is nothing to delete, or it is not in the archive alone.
        """

    async def put_place(self, place: Place) -> None: ...

    async def places(self) -> list[Place]: ...

    async def put_person(self, person: PersonRow) -> None: ...

    async def people(self) -> list[PersonRow]: ...

    async def put_thread(self, conversation: str, swarm: str) -> None: ...

    async def thread(self, conversation: str) -> str | None: ...

    async def ping(self) -> None:
        """Raises StoreDown when the store cannot be read."""

    async def close(self) -> None: ...
