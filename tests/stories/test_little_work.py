"""What the store is asked for what people do and what time brings: little, and nothing twice."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.store.sqlite import SqliteStore
from tests.build import policy
from tests.stories.conftest import Begin
from tests.stories.world import ITO, SATO, World

WRITES = ("commit", "reserve", "announce", "record", "finish")


class Counted(SqliteStore):
    """A store that counts what it writes."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.writes: Counter[str] = Counter()

    def __getattribute__(self, name: str) -> Any:
        if name in WRITES:
            super().__getattribute__("writes")[name] += 1
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
    store.writes.clear()
    return world, store.writes


async def test_a_press_and_the_edit_of_its_card(counted: tuple[World, Counter[str]]) -> None:
    """One commit; a place in the channel's pace, and the edit written down before and after; the
    moment of the next look."""
    world, writes = counted
    await world.press(ITO, "claim", area="storage")
    await world.moment()
    assert writes == dict.fromkeys(WRITES, 1)


async def test_a_reminder(counted: tuple[World, Counter[str]]) -> None:
    """The same: what the bot decides for itself is looked at no more often than what people do."""
    world, writes = counted
    await world.until("04:58")
    assert len(world.chat.direct(SATO.mention)) == 1
    assert writes == dict.fromkeys(WRITES, 1)
