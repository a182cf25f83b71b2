"""What /readyz asks: the store, this process's clock, and Teams."""

from collections.abc import Awaitable, Callable
from functools import partial

from bot.flow.clockwatch import WARN, WRONG, ClockWatch
from bot.flow.road import Road
from bot.life import Life
from bot.ports import Clock
from bot.version import VERSION
from bot.web.counting import count_open
from bot.web.health import Degraded, Health, NotReady
from bot.web.metrics import Metrics
from bot.web.teamswatch import TeamsWatch

FIGURES_WITHIN = 2.0
"""Seconds in which the overview is read for /metrics, else the last one counts."""


def health(
    road: Road, life: Life, teams: TeamsWatch, clock: ClockWatch, *, metrics: Metrics, now: Clock
) -> Health:
    """Not ready without a store or with a wrong clock; degraded while Teams takes nothing."""
    metrics.clock_off_seconds.set_function(clock.off)
    metrics.oldest_due_seconds.set_function(road.alarm.oldest)
    checks: dict[str, Callable[[], Awaitable[None]]] = {
        "store": partial(_store, road, life),
        "clock": partial(_clock, clock),
        "teams": teams.check,
    }
    gauges = partial(count_open, road.overview, metrics, FIGURES_WITHIN)
    ending = life.is_ending
    return Health(VERSION, now(), now, metrics, checks, gauges=gauges, ending=ending)


async def _store(road: Road, life: Life) -> None:
    await life.check()
    await road.store.ping()


async def _clock(watch: ClockWatch) -> None:
    off = watch.off()
    said = f"this clock is {abs(off):.1f} s {'fast' if off > 0 else 'slow'}"
    if abs(off) > WRONG:
        raise NotReady(f"{said}: nothing is sent until it is right")
    if abs(off) > WARN:
        raise Degraded(said)
