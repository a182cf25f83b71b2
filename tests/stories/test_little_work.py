"""What the store is asked for what people do and what time brings: little, and nothing twice."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.store.sqlite import SqliteStore
from tests.build import policy
from tests.stories.conftest import Begin
from tests.stories.world import ITO, SATO, World

READS = ("load", "teams")
WRITES = ("commit", "reserve", "announce", "record", "finish")


class Counted(SqliteStore):
    """A store that counts what it is asked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.asked: Counter[str] = Counter()

    def __getattribute__(self, name: str) -> Any:
        if name in READS + WRITES:
            super().__getattribute__("asked")[name] += 1
        return super().__getattribute__(name)


@pytest.fixture
async def counted(begin: Begin, tmp_path: Path) -> tuple[World, Counter[str]]:
    """A case that is led; its card was pressed before; all is shown, nothing is due for minutes."""
    store = Counted(tmp_path / "counted.db")
    world = await begin(policy(), store=store)
    await world.ticket()
    await world.press(SATO, "lead")
    await world.press(SATO, "claim", area="network")
    await world.until("04:54")
    store.asked.clear()
    return world, store.asked


async def test_a_press_and_the_edit_of_its_card(counted: tuple[World, Counter[str]]) -> None:
    """One commit, on the state that is remembered; what Teams shows is read, and the state not
    again; a place in the channel's pace, and the edit written down before and after; the moment of
    the next look."""
    world, asked = counted
    await world.press(ITO, "claim", area="storage")
    await world.moment()
    assert asked == {"teams": 1, **dict.fromkeys(WRITES, 1)}


async def test_a_reminder(counted: tuple[World, Counter[str]]) -> None:
    """The same, with the state read once: what the bot decides for itself is looked at no more
    often than what people do."""
    world, asked = counted
    await world.until("04:58")
    assert len(world.chat.direct(SATO.mention)) == 1
    assert asked == {"load": 1, "teams": 1, **dict.fromkeys(WRITES, 1)}


async def test_two_changes_within_seconds(counted: tuple[World, Counter[str]]) -> None:
    """What Teams shows is known from the edit before, so the store is only written to."""
    world, asked = counted
    await world.press(ITO, "claim", area="storage")
    await world.moment()
    asked.clear()
    await world.press(ITO, "claim", area="platform")
    await world.moment()
    assert asked == dict.fromkeys(WRITES, 1)


async def test_what_the_store_wants_looked_at_is_read_anew(
    counted: tuple[World, Counter[str]],
) -> None:
    """Somebody else may have been at it: nothing that is remembered counts."""
    world, asked = counted
    await world.press(ITO, "claim", area="storage")
    await world.moment()
    asked.clear()
    world.road.reconciler.look(world.swarm)
    await world.rest()
    assert asked == {"load": 1, "teams": 1, "finish": 1}
