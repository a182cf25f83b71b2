"""How a bot begins without its store, and ends with everything in hand finished."""

import asyncio
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from bot.app import ANSWERED_WITHIN
from bot.life import ANSWERS, FINISH, GRACE, Life
from bot.ports import StoreDown
from bot.store.errors import CannotOpen
from bot.web.health import NotReady


class Parts:
    """Whatever a life begins and ends; writes down what happens, in its order."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.happened: list[Any] = []
        self.started = False
        self.sleeping: asyncio.Event | None = None
        self.asleep = asyncio.Event()

    async def start(self) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.started = True

    async def stop(self, within: float) -> None:
        self.happened.append(("stop", within))

    async def close(self, within: float) -> None:
        self.happened.append(("close", within))

    async def sleep(self, seconds: float) -> None:
        self.happened.append(seconds)
        self.asleep.set()
        if self.sleeping is not None:
            await self.sleeping.wait()

    async def web_closed(self) -> None:
        self.happened.append("web closed")

    async def beside(self) -> None:
        self.happened.append("beside")

    def life(self) -> Life:
        part = cast("Any", self)
        return Life(part, part, part, self.sleep, self.beside)


async def test_it_waits_for_its_store() -> None:
    """Ever longer, ten seconds at most, with a line each time; then it is ready."""
    parts = Parts(*[StoreDown("no connection")] * 6)
    life = parts.life()
    with pytest.raises(NotReady, match="starting"):
        await life.check()
    with capture_logs() as logs:
        await life.begin()
    await life.check()
    assert parts.happened[:6] == [1, 2, 4, 8, 10, 10]
    assert [line["event"] for line in logs] == ["waiting for the store"] * 6 + ["ready"]
    assert logs[0]["why"] == "no connection"


async def test_a_store_that_will_never_do_is_refused_at_once() -> None:
    """Another number of shards, say: nobody waits for that to change."""
    parts = Parts(CannotOpen("16 shards, not 8"))
    with pytest.raises(CannotOpen, match="16 shards"):
        await parts.life().begin_unless(asyncio.Event())
    assert parts.happened == []


async def test_whoever_waits_for_the_store_can_be_ended() -> None:
    """SIGTERM before the store has ever answered: it does not wait on."""
    parts, stopped = Parts(StoreDown("away")), asyncio.Event()
    parts.sleeping = asyncio.Event()
    beginning = asyncio.create_task(parts.life().begin_unless(stopped))
    await parts.asleep.wait()
    stopped.set()
    await beginning
    assert not parts.started


async def test_the_end_is_said_first_and_nothing_is_dropped() -> None:
    """It says that it ends, stops sending, and for a moment still takes requests; then the web is
    closed, late answers and what is to be said are waited for, each for its time."""
    parts = Parts()
    life = parts.life()
    await life.begin()
    await asyncio.sleep(0)
    parts.happened.clear()
    parts.sleeping = asyncio.Event()
    ending = asyncio.create_task(life.end(parts.web_closed))
    await parts.asleep.wait()
    await asyncio.sleep(0)
    assert life.is_ending()
    assert sorted(map(str, parts.happened)) == sorted([str(("stop", FINISH)), str(GRACE)])
    parts.sleeping.set()
    await ending
    assert [str(one) for one in parts.happened[2:]] == [
        "web closed", "('close', 2.0)", "('stop', 2.0)",
    ]  # fmt: skip


async def test_what_never_began_ends_at_once() -> None:
    """Nobody was told to send it anything."""
    parts = Parts()
    await parts.life().end(parts.web_closed)
    assert GRACE not in parts.happened


def test_ten_seconds_are_enough() -> None:
    """What is in hand is finished beside the rest, so the longest of both counts."""
    assert max(FINISH, GRACE + ANSWERED_WITHIN + 2 * ANSWERS) <= 9.5
