"""What becomes of an effect that Teams did not take, as a table."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import plan as p
from bot.domain.shown import Address, Shown, ShownCard
from bot.flow.changes import surplus, with_card, without_thread
from bot.flow.trouble import LONGEST, after_failure, backoff, second_opinion, shut_out
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
        (EDIT, Refused("400", status=400), 1, 15, True),
        (EDIT, Refused("400", status=400), 2, 30, True),
        (POST, Refused("400", status=400), 1, 900, True),
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


def test_a_card_that_cannot_be_edited_is_left_for_another_once() -> None:
    """The third refusal in a row: it becomes a stray, and its successor knows whose place it takes.
    A successor is not followed by another, or there would be no end of cards."""
    change = after_failure(EDIT, Refused("400"), 3, 0).change
    assert change is not None
    left = change(THERE)
    assert (left.cards, left.replaced, left.strays[0].message) == ((), (0,), "m1")
    posted = with_card(ShownCard(0, "m2", 1, 1, replaces=True))(left)
    assert posted.replaced == ()
    again = after_failure(EDIT, Refused("400"), 3, 0, replaces=True)
    assert (again.change, again.wait) == (None, LONGEST)


def test_a_stray_that_cannot_be_edited_stays_as_it_is() -> None:
    """It is not tried for ever."""
    stray = after_failure(EDIT, Refused("400"), 3, 0).change
    assert stray is not None
    settle = after_failure(p.PointStray("m1"), Refused("400"), 1, 0).change
    assert settle is not None
    assert settle(stray(THERE)).strays[0].settled


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


NO_CARD = Gone("404", status=404, code="ActivityNotFoundInConversation")
NO_PLACE = Gone("404", status=404, code="ConversationNotFound")
SHUT = Forbidden("403", status=403)


@pytest.mark.parametrize(
    ("effect", "error", "about_the_channel"),
    [
        (EDIT, NO_CARD, False),
        (EDIT, NO_PLACE, True),
        (PING, NO_CARD, True),
        (PING, SHUT, True),
        (EDIT, SHUT, True),
        (POST, Uncertain("502", status=502), False),
        (PING, Throttled("429", retry_after=1), False),
    ],
)
def test_what_says_that_the_bot_is_shut_out(
    effect: p.Effect, error: ChatError, about_the_channel: bool
) -> None:
    """A message that is gone is no channel that is gone; an outage is neither."""
    assert shut_out(effect, error) is about_the_channel


THERE = Shown(
    home=Address("19:c", "u"),
    thread=Address("19:c;messageid=1", "u"),
    cards=(ShownCard(0, "m1", 1, 1),),
)


def test_the_channel_is_asked_before_it_is_given_up() -> None:
    """It answers: only the card or the thread is gone. It does not, or nothing may be posted in it:
    it is lost."""
    card = second_opinion(EDIT, SHUT, answers=True)
    assert card is not None
    assert card(THERE).cards == ()
    thread = second_opinion(PING, NO_PLACE, answers=True)
    assert thread is not None
    assert (thread(THERE).thread, len(thread(THERE).strays)) == (None, 1)
    for effect, error, answers in (
        (EDIT, SHUT, False), (PING, NO_PLACE, False), (PING, SHUT, True), (POST, NO_PLACE, True),
    ):  # fmt: skip
        assert second_opinion(effect, error, answers=answers) is None


def test_of_two_roots_the_one_that_was_not_written_down_is_deleted() -> None:
    """Two replicas begin a thread: the second finds the first in the row. A thread that was left on
    purpose is no such rival."""
    mine = Address("19:c;messageid=2", "u")

    def root(shown: Shown) -> Shown:
        left = without_thread(shown)
        return replace(left, thread=mine, cards=(ShownCard(0, "m2", 1, 1),))

    assert surplus(Shown(), THERE, root) == [(mine, "m2")]
    assert surplus(THERE, THERE, root) == []
    assert surplus(Shown(), Shown(), root) == []
