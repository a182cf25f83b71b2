"""One line of the agenda: what time will bring."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.swarm import PingKind


@dataclass(frozen=True, slots=True)
class Due:
    """Something that time will bring at ``at``, unless the state changes before.

    A rung of a promise names it; everything else has a ``mark``. ``kind`` None says nothing.
    """

    at: datetime
    kind: PingKind | None
    promise: int | None = None
    area: str = ""
    mark: str = ""
