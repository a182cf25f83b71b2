"""What becomes of an effect that Teams did not take, as a table."""

from datetime import timedelta

import pytest

from bot.domain import plan as p
from bot.domain.shown import Shown, ShownCard
from bot.flow.trouble import LONGEST, after_failure, backoff
from bot.ports import Busy, ChatError, Failing, Forbidden, Gone, Refused, Throttled, Uncertain

POST, EDIT, PING = p.PostRoot(), p.EditCard(0), p.PostPing("now-7")


@pytest.mark.parametrize(
    ("effect", "error", "attempt", "seconds", "certain"),
    [
        (PING, Throttled("429", retry_after=30), 1, 30, True),
        (PING, Throttled("429", retry_after=30), 5, 30, True),
        (PING, Busy("412", status=412), 1, 1, True),
        (PING, Busy("412", status=412), 4, 8, True),
        (PING, Uncertain("502", status=502), 1, 2, False),
        (EDIT, Uncertain("502", status=502), 1, 2, True),
        (PING, Uncertain("no answer"), 20, 60, False),
        (PING, Failing("500", status=500), 1, 60, False),
        (EDIT, Failing("500", status=500), 3, 240, True),
        (PING, Failing("500", status=500), 20, 900, False),
        (POST, Gone("404", status=404), 1, 3, True),
        (POST, Gone("404", status=404), 2, 60, True),
        (POST, Forbidden("403", status=403), 1, 15, True),
        (EDIT, Refused("400", status=400), 1, 900, True),
        (EDIT, ChatError("strange", status=418), 1, 5, True),
    ],
)
def test_how_long_it_waits(
    effect: p.Effect, error: ChatError, attempt: int, seconds: float, certain: bool
) -> None:
    """By the kind of failure and the attempt; and whether it may have happened all the same."""
    verdict = after_failure(effect, error, attempt, spread=0)
    assert verdict.wait == timedelta(seconds=seconds)
    assert verdict.certain is certain
    assert verdict.change is None


def test_a_card_is_believed_gone_the_second_time() -> None:
    """Then it is forgotten, so that the plan posts another."""
    shown = Shown(cards=(ShownCard(0, "m1", 1, 1),))
    assert after_failure(EDIT, Gone("404"), 1, 0).change is None
    change = after_failure(EDIT, Gone("404"), 2, 0).change
    assert change is not None
    assert change(shown).cards == ()


def test_a_refused_ping_is_given_up() -> None:
    """It counts as sent, and why is kept."""
    change = after_failure(PING, Refused("400"), 1, 0).change
    assert change is not None
    [ping] = change(Shown()).pings
    assert (ping.settled, ping.why) == (True, "refused")


def test_replicas_do_not_try_together() -> None:
    """Up to a fifth more, and never above the longest wait and its fifth."""
    assert backoff(3, 1.0) == timedelta(seconds=4.8)
    assert backoff(50, 1.0, 60, LONGEST.total_seconds()) == LONGEST * 1.2
