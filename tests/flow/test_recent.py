"""What was read or written a moment ago is not read again, and never longer than a moment."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

import pytest

from bot.domain.shown import Shown
from bot.flow.delivery import HOLD
from bot.flow.recent import FRESH, KEPT, Recent, TeamsRows
from bot.ports import Store, TeamsRow
from tests.build import OPENED
from tests.fakes import StoryTime


@pytest.mark.parametrize("age", [FRESH, KEPT])
def test_a_row_is_good_for_a_moment(age: timedelta) -> None:
    """It is there as long as asked for; later, or when the clock went back, it must be read anew."""
    time = StoryTime(OPENED)
    rows: Recent[str] = Recent(time.clock)
    rows.put("a", "row")
    time.go_to(OPENED + age)
    assert rows.get("a", age) == "row"
    time.now = OPENED + age + timedelta(milliseconds=1)
    assert rows.get("a", age) is None
    time.now = OPENED - timedelta(seconds=1)
    assert rows.get("a", age) is None


def test_what_is_kept_is_younger_than_a_hold() -> None:
    """Else another replica could have posted what the kept state does not know of, and it would be
    taken for outdated."""
    assert FRESH < KEPT < HOLD / 2


def test_what_somebody_else_has_changed_is_forgotten() -> None:
    """After a conflict nothing is decided on the old row."""
    rows: Recent[str] = Recent(StoryTime(OPENED).clock)
    rows.put("a", "row")
    rows.forget("a")
    assert rows.get("a", KEPT) is None


def test_old_rows_take_no_room() -> None:
    """Only the rows of the last seconds are kept, however many swarms there are."""
    time = StoryTime(OPENED)
    rows: Recent[str] = Recent(time.clock)
    for number in range(1000):
        rows.put(str(number), "row")
    time.go_to(OPENED + 2 * KEPT)
    rows.put("new", "row")
    assert list(rows._rows) == ["new"]


async def test_a_row_of_the_archive_is_read_anew() -> None:
    """A case that comes back from the archive is tended at once, on the row that it has then."""
    row = TeamsRow(Shown(), "1", archived=True)
    rows = TeamsRows(cast("Store", OneRow(row)), StoryTime(OPENED).clock)
    assert await rows.read("a") == row
    assert rows.recent("a", KEPT) is None


async def test_a_row_that_somebody_holds_is_read_anew() -> None:
    """What they send is written down in a moment; nobody waits for the whole hold because of it."""
    store = OneRow(TeamsRow(Shown(), "1"))
    rows = TeamsRows(cast("Store", store), StoryTime(OPENED).clock)
    await rows.read("a")
    store.row = TeamsRow(Shown(), "2", hold_until=OPENED + HOLD)
    assert await rows.read("a") == store.row
    assert rows.recent("a", KEPT) is None


@dataclass
class OneRow:
    row: TeamsRow

    async def teams(self, swarm: str) -> TeamsRow:
        return self.row
