"""Who must be looked at, and when: the rows are the truth, memory makes the moment exact."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from bot.flow.alarm import AHEAD, Alarm
from bot.ports import Store, Wake
from tests.build import OPENED, minutes
from tests.fakes import StoryTime


@dataclass
class Rows:
    """The wake rows of a store."""

    wakes: Sequence[Wake] = ()

    async def due(self, until: datetime, limit: int = 1000) -> list[Wake]:
        return [row for row in self.wakes if row.at is None or row.at <= until][:limit]


@dataclass
class Told:
    """An alarm, and whom it has called."""

    rows: Rows = field(default_factory=Rows)
    time: StoryTime = field(default_factory=lambda: StoryTime(OPENED))
    called: list[str] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    """Of those called: whose moment has come."""

    def __post_init__(self) -> None:
        self.alarm = Alarm(
            cast("Store", self.rows),
            self.time.clock,
            due=self._due,
            look=self.called.append,
        )

    def _due(self, swarm: str) -> None:
        self.called.append(swarm)
        self.due.append(swarm)


async def test_a_moment_rings_once_when_it_comes() -> None:
    """Not before, and not again."""
    told = Told()
    told.alarm.at("a", OPENED + minutes(1))
    told.alarm.ring()
    assert told.called == []
    told.time.go_to(OPENED + minutes(1))
    told.alarm.ring()
    told.alarm.ring()
    assert told.called == ["a"]


async def test_a_new_moment_takes_the_place_of_the_old() -> None:
    """Earlier or later: only the last one said counts."""
    told = Told()
    told.alarm.at("a", OPENED + minutes(1))
    told.alarm.at("a", OPENED + minutes(3))
    assert told.alarm.next() == OPENED + minutes(3)
    told.alarm.at("a", OPENED + minutes(2))
    told.time.go_to(OPENED + minutes(5))
    told.alarm.ring()
    assert told.called == ["a"]


async def test_who_is_looked_at_now_is_not_called_for_the_old_moment() -> None:
    """``forget``: whatever was planned is planned anew."""
    told = Told()
    told.alarm.at("a", OPENED + minutes(1))
    told.alarm.forget("a")
    told.time.go_to(OPENED + minutes(2))
    told.alarm.ring()
    assert told.called == []
    assert told.alarm.next() is None


async def test_rows_ahead_are_kept_for_their_moment() -> None:
    """A row within ten seconds is rung exactly; one further away waits for a later look."""
    soon, later = OPENED + AHEAD / 2, OPENED + AHEAD * 3
    told = Told(Rows([Wake("soon", soon), Wake("later", later)]))
    await told.alarm.poll()
    assert (told.called, told.alarm.next()) == ([], soon)
    told.time.go_to(soon)
    told.alarm.ring()
    assert told.called == ["soon"]


async def test_what_another_process_left_behind_is_taken_up() -> None:
    """At-once rows are called even when this process expected that swarm much later."""
    told = Told(Rows([Wake("a", None), Wake("b", OPENED)]))
    told.alarm.at("a", OPENED + minutes(30))
    await told.alarm.poll()
    assert told.called == ["a", "b"]


async def test_a_moment_that_is_seen_late_is_due_once() -> None:
    """Nobody could look before it had passed: it is as urgent as any, but not with every look."""
    told = Told(Rows([Wake("now", None), Wake("late", OPENED - minutes(1))]))
    await told.alarm.poll()
    assert told.due == ["late"]
    await told.alarm.poll()
    assert (told.due, told.called) == (["late"], ["now", "late", "now", "late"])


async def test_a_moment_that_was_rung_is_not_due_again_because_its_row_is_still_there() -> None:
    """Whoever waits for the turn since then would lose its place in the queue."""
    told = Told(Rows([Wake("a", OPENED + timedelta(seconds=5))]))
    await told.alarm.poll()
    told.time.go_to(OPENED + timedelta(seconds=5))
    told.alarm.ring()
    await told.alarm.poll()
    assert (told.due, told.called) == (["a"], ["a", "a"])


async def test_who_is_looked_at_soon_anyway_is_left_alone() -> None:
    """An at-once row of a swarm that waits a second for its card's next edit is no news."""
    told = Told(Rows([Wake("a", None), Wake("b", None), Wake("c", None)]))
    told.alarm.at("a", OPENED + timedelta(seconds=1))
    told.alarm.at("b", OPENED + timedelta(seconds=30))

    await told.alarm.poll()

    assert told.called == ["b", "c"]


async def test_thousands_at_once_hide_no_moment() -> None:
    """After an outage in a large organisation reminders of other swarms still come in time."""
    told = Told(Rows([*(Wake(str(n), None) for n in range(5000)), Wake("due", OPENED)]))
    await told.alarm.poll()
    assert told.called[-1] == "due"
