"""The list of all swarms: read seldom, once for all who ask, and the last one while it cannot be."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from bot.flow.overview import Overview
from bot.ports import Store, StoreDown, Summary
from bot.web.counting import count_open
from bot.web.metrics import Metrics

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def line(swarm: str, severity: str = "A", phase: str = "open") -> Summary:
    return Summary(swarm, phase, severity, "Title", "Contoso", "T1", None, (), NOON)


class Lists:
    """The part of a store that gives lists; counts how often, and may wait or fail."""

    def __init__(self) -> None:
        self.now, self.reads, self.rows = NOON, 0, [line("a")]
        self.error: Exception | None = None
        self.until: asyncio.Event | None = None

    async def overview(self) -> list[Summary]:
        self.reads += 1
        if self.until is not None:
            await self.until.wait()
        if self.error is not None:
            raise self.error
        return list(self.rows)

    def made(self) -> Overview:
        return Overview(cast("Store", self), lambda: self.now)

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


async def test_it_is_read_once_in_ten_seconds() -> None:
    """However many ask; and then anew."""
    store = Lists()
    overview = store.made()
    for _ in range(100):
        await overview.lines(1)
        store.pass_by(0.09)
    assert store.reads == 1
    store.pass_by(1)
    store.rows.append(line("b"))
    assert [row.swarm for row in (await overview.lines(1)).rows] == ["a", "b"]
    assert store.reads == 2


async def test_whoever_asks_meanwhile_waits_for_the_same() -> None:
    """Fifty at once are one query."""
    store = Lists()
    store.until = asyncio.Event()
    overview = store.made()
    asked = [asyncio.create_task(overview.lines(10)) for _ in range(50)]
    await asyncio.sleep(0)
    store.until.set()
    assert {len((await one).rows) for one in asked} == {1}
    assert store.reads == 1


async def test_the_last_good_answer_says_how_old_it_is() -> None:
    """The store is away, or silent: what was read before, with its time."""
    store = Lists()
    overview = store.made()
    await overview.lines(1)
    store.pass_by(60)
    store.error = StoreDown("away")
    away = await overview.lines(1)
    store.error, store.until = None, asyncio.Event()
    silent = await overview.lines(0.01)
    for lines in (away, silent):
        assert (len(lines.rows), lines.at, lines.stale) == (1, NOON, True)
    assert overview.age() == 60
    store.until.set()
    store.pass_by(0)
    assert not (await overview.lines(1)).stale


async def test_whoever_gives_up_stops_nobody_else() -> None:
    """One asker's time is over; the read goes on, for whoever asks next."""
    store = Lists()
    store.until = asyncio.Event()
    overview = store.made()
    with pytest.raises(StoreDown):
        await overview.lines(0.01)
    store.until.set()
    assert len((await overview.lines(1)).rows) == 1
    assert store.reads == 1


async def test_without_anything_it_says_so() -> None:
    """A store that was away from the start: StoreDown, and a try for each who asks."""
    store = Lists()
    store.error = StoreDown("away")
    overview = store.made()
    for _ in range(2):
        with pytest.raises(StoreDown):
            await overview.lines(1)
    assert (store.reads, overview.age()) == (2, -1)


async def test_a_clock_that_was_set_back_does_not_keep_it_for_ever() -> None:
    """What was read in the future is old."""
    store = Lists()
    overview = store.made()
    await overview.lines(1)
    store.pass_by(-3600)
    await overview.lines(1)
    assert store.reads == 2


async def test_the_figures_come_from_it() -> None:
    """Open cases by severity, and how old that is."""
    store, metrics = Lists(), Metrics()
    store.rows = [line("a"), line("b"), line("c", "B"), line("d", phase="closed")]
    overview = store.made()
    await count_open(overview, metrics, 1)
    store.pass_by(30)
    store.error = StoreDown("away")
    await count_open(overview, metrics, 1)
    said = metrics.text().decode()
    assert 'swarm_open{severity="A"} 2.0' in said
    assert 'swarm_open{severity="B"} 1.0' in said
    assert "swarm_overview_age_seconds 30.0" in said
