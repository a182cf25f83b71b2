"""One conversation, one voice: turns by priority, at the pace that the store gives."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.flow.lanes import Lanes, lane_of
from bot.store.sqlite import SqliteStore
from tests.build import OPENED, minutes
from tests.fake_teams import most_within
from tests.fakes import StoryTime
from tests.store.faulty import Faulty, How


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(tmp_path / "swarm.db")
    yield store
    await store.close()


def test_the_threads_of_a_channel_share_a_lane() -> None:
    """Teams counts them together."""
    assert lane_of("19:a;messageid=1") == lane_of("19:a;messageid=2") == "19:a"


async def test_the_more_urgent_goes_first_then_who_came_first(store: SqliteStore) -> None:
    """While one speaks, the others wait in order of priority."""
    time = StoryTime(OPENED)
    lanes, spoke = Lanes(store, time.clock, time.sleep), []

    async def speak(name: str, priority: int) -> None:
        async with lanes.turn("19:a", priority, edit=False):
            spoke.append(name)
            await asyncio.sleep(0)

    first = asyncio.create_task(speak("first", 5))
    await asyncio.sleep(0)
    rest = [speak("tidy", 5), speak("card", 4), speak("overdue", 0), speak("card too", 4)]
    await asyncio.gather(first, *rest)
    assert spoke == ["first", "overdue", "card", "card too", "tidy"]


async def test_no_window_of_teams_is_exceeded(store: SqliteStore) -> None:
    """Three hundred messages as fast as they may: 7 in 1 s, 8 in 2 s, 60 in 30 s."""
    time = StoryTime(OPENED)
    lanes, sent = Lanes(store, time.clock, time.sleep), []
    for number in range(300):
        async with lanes.turn("19:a", 1, edit=number % 2 == 0):
            sent.append(time.now)
    assert most_within(sent, 1) <= 7
    assert most_within(sent, 2) <= 8
    assert most_within(sent, 30) <= 60


async def test_one_who_gives_up_waiting_holds_up_nobody(store: SqliteStore) -> None:
    """Cancelled in the queue, or just as the turn came."""
    time = StoryTime(OPENED)
    lanes = Lanes(store, time.clock, time.sleep)
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def speak() -> None:
        async with lanes.turn("19:a", 1, edit=False):
            inside.set()
            await go_on.wait()

    speaking = asyncio.create_task(speak())
    await inside.wait()
    waiting = [asyncio.create_task(speak()) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    go_on.set()
    await speaking
    waiting[1].cancel()  # it has just been given the turn
    await asyncio.wait_for(waiting[2], 5)


async def test_a_pause_holds_for_everybody_in_the_conversation(store: SqliteStore) -> None:
    """And for nobody elsewhere."""
    time = StoryTime(OPENED)
    lanes = Lanes(store, time.clock, time.sleep)
    await lanes.pause("19:a;messageid=7", 60)
    async with lanes.turn("19:b", 1, edit=False):
        assert time.now == OPENED
    async with lanes.turn("19:a", 1, edit=False):
        assert time.now >= OPENED + minutes(1)


async def test_a_message_goes_past_an_edit_that_waits_for_its_moment(store: SqliteStore) -> None:
    """A card's edit waits behind what was just said; the next reminder does not wait behind it."""
    time, told, moment = StoryTime(OPENED), [], asyncio.Event()

    async def sleep(_: float) -> None:
        await moment.wait()

    lanes = Lanes(store, time.clock, sleep)

    async def speak(name: str, *, edit: bool) -> None:
        async with lanes.turn("19:a", 1, edit=edit):
            told.append(name)

    await speak("first", edit=False)
    edits = [asyncio.create_task(speak("edit", edit=True)) for _ in range(2)]
    while lanes.free("19:a", edit=True):  # noqa: ASYNC110  # until both wait
        await asyncio.sleep(0.001)
    assert lanes.free("19:a", edit=False)
    await asyncio.wait_for(speak("reminder", edit=False), 5)
    moment.set()
    await asyncio.gather(*edits)
    assert told == ["first", "reminder", "edit", "edit"]


async def test_an_answer_in_time_goes_before_the_pace(store: SqliteStore) -> None:
    """A store that gives no moment, or a clock that is wrong: whoever has only so much patience
    speaks without one, and no other replica is told a moment that is far away."""
    time = StoryTime(OPENED)
    faulty = Faulty(store)
    lanes = Lanes(faulty.as_store, time.clock, time.sleep)
    for how in (How.BEFORE, How.HANG):
        faulty.down(how)
        async with lanes.turn("19:a", 1, edit=False, patience=0.01):
            assert time.now == OPENED
    faulty.up()
    faulty.release()

    hasty = Lanes(store, lambda: OPENED + minutes(60), time.sleep, lambda: False)
    async with hasty.turn("19:a", 1, edit=False, patience=10):
        assert await store.reserve("19:a", OPENED) == OPENED
