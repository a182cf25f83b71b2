"""What the road needs of Teams: to send, to edit, and to know who is there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.domain.shown import Address


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: a card (alone: Teams splits text and card in two) or a text.

    ``summary`` is what a locked phone shows. ``mentions`` maps the exact ``<at>Name</at>`` text
    (as it stands in card or text) to the Teams id and the name.
    """

    summary: str
    card: dict[str, Any] | None = None
    text: str = ""
    mentions: tuple[tuple[str, str, str], ...] = ()
    alert: bool = False
    raised_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    address: Address
    message: str


@dataclass(frozen=True, slots=True)
class Page:
    """A call to a paging service. ``id`` is the same however often it is sent."""

    id: str
    body: dict[str, Any]


class Pager(Protocol):
    """A paging service outside Teams. Raises the errors of ``failures``."""

    async def page(self, page: Page) -> None: ...


class Chat(Protocol):
    """Sends into Teams. Each call is one request, never repeated here (except a connection that
    never opened), and ends in at most ``timeout`` seconds (10). Raises the errors of ``failures``."""

    async def start_thread(self, channel: Address, message: Message) -> Posted:
        """A new post in the channel; ``address`` of the answer is the thread."""

    async def post(self, to: Address, message: Message) -> str: ...

    async def edit(self, to: Address, message_id: str, message: Message) -> None: ...

    async def delete(self, to: Address, message_id: str) -> None: ...

    async def probe(self, to: Address) -> None:
        """An idempotent call into the conversation, to learn whether Teams answers there."""

    async def open_direct(self, service_url: str, tenant: str, mention: str) -> Address:
        """The 1:1 chat with a person (by Teams id). Raises Forbidden when it cannot be had."""


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a roster, as Teams gives it."""

    id: str
    name: str
    mention: str
    upn: str = ""
    tenant: str = ""
    guest: bool = False


class Directory(Protocol):
    """Who is in a conversation. Paged, so that a big team is read whole."""

    async def members(self, conversation: Address) -> list[Member]: ...

    async def member(self, conversation: Address, person: str) -> Member | None: ...
