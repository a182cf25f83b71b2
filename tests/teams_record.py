"""What the fake Teams writes down, and how it is told to go wrong."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Call:
    """``kind``: create, direct, send, update, delete, members or member. ``status`` 0: none."""

    at: datetime
    kind: str
    conversation: str
    body: Any
    status: int


@dataclass
class Fault:
    """How the next ``times`` calls (None: all) of ``kinds`` (empty: any) go wrong.

    ``status`` None: the usual answer, only after ``delay`` (real seconds). ``status`` 0: no
    answer; the connection is cut, or with ``silent`` kept open in silence. ``applied``: Teams has
    done it all the same. ``together``: calls wait there for one another. ``conversation``: only there (a channel stands for its threads too).
    """

    status: int | None = None
    code: str = ""
    said: str = ""
    retry_after: str = ""
    location: str = ""
    delay: float = 0.0
    together: asyncio.Barrier | None = None
    applied: bool = False
    silent: bool = False
    kinds: tuple[str, ...] = ()
    conversation: str = ""
    times: int | None = 1

    def fits(self, kind: str, conversation: str) -> bool:
        here = not self.conversation or conversation.startswith(self.conversation)
        return self.times != 0 and here and (not self.kinds or kind in self.kinds)


@dataclass
class Seen:
    """A message of the bot as people see it now."""

    id: str
    activity: dict[str, Any]
    at: datetime
    edits: int = 0
    deleted: bool = False

    @property
    def card(self) -> dict[str, Any] | None:
        attached = self.activity.get("attachments")
        return attached[0]["content"] if attached else None

    @property
    def text(self) -> str:
        return str(self.activity.get("text", ""))


def most_within(times: Iterable[datetime], seconds: float) -> int:
    """The largest number of moments in any window of that length."""
    ordered = sorted(times)
    return max(
        (
            sum(1 for t in ordered[i:] if (t - start).total_seconds() < seconds)
            for i, start in enumerate(ordered)
        ),
        default=0,
    )


def problem(status: int, code: str, said: str = "") -> web.Response:
    """An error as the Bot Connector words it."""
    error = {"code": code, "message": said or f"told to say {code or status}"}
    return web.json_response({"error": error}, status=status or 500)
