"""A clock that is wrong is noticed, against the store's or against itself."""

from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from bot.flow.clockwatch import SETTLED, ClockWatch

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Clocks:
    """A wall clock that may be set, and a monotonic one that cannot."""

    def __init__(self) -> None:
        self.wall, self.passed = NOON, 0.0

    def pass_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.passed += seconds

    def set_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)

    def watch(self) -> ClockWatch:
        return ClockWatch(lambda: self.wall, lambda: self.passed)


def heard(ahead: float, took: float = 0.0) -> float:
    """What is known of a clock that is so far ahead of the store's, whose date is cut to seconds."""
    clocks = Clocks()
    clocks.set_by(ahead)
    watch = clocks.watch()
    watch.heard(NOON, took)
    return watch.off()


def test_what_seconds_and_slowness_explain_is_no_error() -> None:
    """The date has whole seconds, and an answer takes its time: only the rest counts."""
    assert heard(0.99) == 0
    assert heard(2.9, took=2) == 0
    assert heard(6.5, took=0.5) == 5
    assert heard(-0.2) == -0.2
    assert heard(-6) == -6


def test_off_by_more_than_two_seconds_is_said_once_and_taken_back() -> None:
    """A warning when it begins, another when it gets worse, a line when it is right again; nothing
    is sent beyond five seconds."""
    clocks = Clocks()
    watch = clocks.watch()
    with capture_logs() as logs:
        for ahead in (0.5, 4, 4.2, 9, 9, 0.5, 0.5):
            clocks.set_by(ahead)
            watch.heard(NOON, 0)
            assert watch.right() == (ahead != 9)
            clocks.set_by(-ahead)
    assert [(line["log_level"], line["off_seconds"]) for line in logs] == [
        ("warning", 3), ("warning", 8), ("info", 0),
    ]  # fmt: skip


def test_the_store_knows_better() -> None:
    """Once the store has said what time it is, a correction of the wall clock is no fault."""
    clocks = Clocks()
    clocks.set_by(-30)
    watch = clocks.watch()
    watch.heard(NOON, 0)
    assert not watch.right()
    clocks.set_by(30)
    watch.heard(NOON, 0)
    assert watch.right()


def test_a_step_is_noticed_without_a_store_that_tells() -> None:
    """Set an hour ahead, the clock is wrong at once; set back, it is right at once."""
    clocks = Clocks()
    watch = clocks.watch()
    clocks.set_by(3600)
    assert (watch.off(), watch.right()) == (3600, False)
    clocks.pass_by(1)
    clocks.set_by(-3600)
    assert (watch.off(), watch.right()) == (0, True)


def test_a_new_time_that_lasts_is_believed() -> None:
    """A machine that slept, or whose clock was put right: ten seconds, and it goes on."""
    clocks = Clocks()
    watch = clocks.watch()
    clocks.set_by(-3600)
    assert not watch.right()
    clocks.pass_by(SETTLED - 1)
    assert not watch.right()
    clocks.pass_by(1)
    assert watch.right()
    clocks.set_by(60)
    assert not watch.right()


def test_slow_corrections_are_no_steps() -> None:
    """A clock that is slewed by half a second an hour for a month is right."""
    clocks = Clocks()
    watch = clocks.watch()
    for _ in range(24 * 30):
        clocks.pass_by(3600)
        clocks.set_by(0.5)
        assert watch.off() == 0
