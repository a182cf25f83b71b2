"""Which ticket sources there are, and the name of the swarm that each ticket leads to."""

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime

from bot.tickets import generic
from bot.tickets.reading import Faults, TicketRead

Adapter = Callable[[bytes, datetime], TicketRead | Faults]
"""Raw body and now -> ticket or faults. Pure, and never raises."""

ADAPTERS: dict[str, Adapter] = {
    "generic": generic.read,
}


def swarm_id(source: str, ticket_id: str) -> str:
    """The swarm of a ticket: the same for the same ticket, for ever; safe in addresses."""
    return _name("ticket", source, ticket_id)


def swarm_id_from_message(conversation: str, activity: str) -> str:
    """The swarm that a message in Teams opened: the same when the message is delivered again."""
    return _name("message", conversation, activity)


def _name(kind: str, *parts: str) -> str:
    # Lengths before the parts, so that no two lists of parts give the same bytes.
    origin = "".join(f"{len(part)}:{part}" for part in (kind, *parts))
    digest = hashlib.sha256(origin.encode("utf-8", "surrogatepass")).digest()
    return "sw-" + base64.b32encode(digest)[:12].decode().lower()
