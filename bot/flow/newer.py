"""Swarms that a newer version of the bot has written: left alone, and looked at ever more rarely."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

FIRST = timedelta(seconds=30)
LONGEST = timedelta(minutes=15)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Rest:
    until: datetime
    span: timedelta


class Newer:
    """Which swarms this process cannot read, and until when it does not try again."""

    def __init__(self) -> None:
        self._rests: dict[str, _Rest] = {}

    def rests(self, swarm: str, now: datetime) -> bool:
        """Whether the swarm is left alone now."""
        rest = self._rests.get(swarm)
        return rest is not None and now < rest.until

    def met(self, swarm: str, now: datetime, why: str) -> None:
        """It cannot be read. Said once; each look later comes after twice the time."""
        rest = self._rests.get(swarm)
        if rest is None:
            log.warning("left to a newer version", action="newer", swarm=swarm, why=why)
        span = min(rest.span * 2, LONGEST) if rest else FIRST
        self._rests[swarm] = _Rest(now + span, span)

    def known(self, swarm: str) -> None:
        """It can be read."""
        if self._rests.pop(swarm, None):
            log.info("can be read again", action="newer", swarm=swarm)
