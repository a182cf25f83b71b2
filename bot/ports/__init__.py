"""What the road needs of the world: a store, a chat, a directory, a clock; and how they fail."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.ports.chat import (
    Chat,
    Directory,
    Member,
    Message,
    Page,
    Pager,
    Posted,
)
from bot.ports.failures import (
    Busy,
    ChatError,
    Conflict,
    Failing,
    Forbidden,
    Gone,
    Refused,
    StoreDown,
    Throttled,
    Uncertain,
    UnknownKind,
)
from bot.ports.store import (
    Loaded,
    PersonRow,
    Store,
    Summary,
    TeamsRow,
    Wake,
)

__all__ = [
    "Busy",
    "Chat",
    "ChatError",
    "Conflict",
    "Directory",
    "Failing",
    "Forbidden",
    "Gone",
    "Loaded",
    "Member",
    "Message",
    "Page",
    "Pager",
    "PersonRow",
    "Posted",
    "Refused",
    "Store",
    "StoreDown",
    "Summary",
    "TeamsRow",
    "Throttled",
    "Uncertain",
    "UnknownKind",
    "Wake",
]
"""Names of other modules that are part of this one; what is defined here is exported anyway."""

Sleep = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""

Clock = Callable[[], datetime]
"""The time now, aware, UTC. Only the composition root makes one that reads the real clock."""

Heard = Callable[[datetime, float], None]
"""Told what time the store said it is (whole seconds), and how many seconds that answer took."""
