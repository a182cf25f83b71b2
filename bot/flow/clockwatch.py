"""Is this process's clock right? Order never depends on it, but punctuality does, and holds.

The store says what time it is (the ``Date`` of its answers); a store in a file does not, and then a
step of the wall clock against the monotonic one is noticed.
"""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.ports import Clock

WARN = 2.0
"""Seconds. Less is expected between machines."""

WRONG = 5.0
"""Seconds. A clock that is off by more would remind everybody at the wrong time, and not again at
the right one: nothing is sent meanwhile."""

SETTLED = 10.0
"""Seconds after which a clock that was set is believed, where nobody knows better."""

WHOLE = 1.0
"""The ``Date`` of an answer has whole seconds (RFC 9110, 5.6.7)."""

log = structlog.get_logger()


class ClockWatch:
    """``off`` says by how many seconds the clock is ahead, as far as can be known."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float]) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._told: float | None = None
        self._usual = self._ahead()
        self._stepped_at: float | None = None
        self._level = 0

    def heard(self, date: datetime, took: float) -> None:
        """The store said that it is ``date``, in an answer that took so many seconds.

        What the seconds between and the rest of a second could explain is no error of the clock.
        """
        most = (self._clock() - date).total_seconds()
        least = most - took - WHOLE
        self._told = least if least > 0 else min(most, 0.0)
        self.off()

    def off(self) -> float:
        """Seconds ahead (below zero: behind); what changes is logged."""
        off = self._step() if self._told is None else self._told
        level = (abs(off) > WARN) + (abs(off) > WRONG)
        if level != self._level:
            said = log.warning if level else log.info
            said("clock", action="clock", off_seconds=round(off, 1), right=level == 0)
        self._level = level
        return off

    def right(self) -> bool:
        """Whether anything may be sent."""
        return abs(self.off()) <= WRONG

    def _ahead(self) -> float:
        return self._clock().timestamp() - self._monotonic()

    def _step(self) -> float:
        """Against what was usual; slow corrections (and a new time that lasts) become usual."""
        ahead = self._ahead()
        step = ahead - self._usual
        if abs(step) <= WARN:
            self._usual, self._stepped_at = ahead, None
            return 0.0
        now = self._monotonic()
        self._stepped_at = now if self._stepped_at is None else self._stepped_at
        if now - self._stepped_at < SETTLED:
            return step
        self._usual, self._stepped_at = ahead, None
        return 0.0
