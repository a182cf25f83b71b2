"""Polite by arithmetic: no sequence of reservations breaks a limit of Teams."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store.limits import Limits, pause, reserve

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TEAMS = ((7, 1), (8, 2), (60, 30), (1800, 3600))
"""(messages, in so many seconds), for one bot in one conversation."""

Wish = tuple[float, bool]
"""Seconds since the wish before, and whether it is an edit."""


def granted(wishes: list[Wish]) -> list[tuple[datetime, bool]]:
    limits, now, moments = Limits(), NOW, []
    for after, edit in wishes:
        now += timedelta(seconds=after)
        limits, moment = reserve(limits, now, edit=edit)
        assert moment >= now
        moments.append((moment, edit))
    return sorted(moments)


def most_within(moments: list[datetime], seconds: float) -> int:
    """The most messages in any window of that length, both ends included."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] > timedelta(seconds=seconds):
            first += 1
        most = max(most, last - first + 1)
    return most


PAUSES = st.sampled_from([0.0, 0.0, 0.0, 0.1, 0.65, 1.3, 2.0, 5.0, 30.0, 600.0, 1800.0])
WISHES = st.lists(st.tuples(PAUSES | st.floats(0, 3), st.booleans()), max_size=150)


@given(WISHES)
@settings(max_examples=200)
def test_no_window_is_ever_exceeded(wishes: list[Wish]) -> None:
    """Whoever asks when and for what: Teams never gets more than it takes."""
    moments = [moment for moment, _ in granted(wishes)]

    assert all(most_within(moments, seconds) <= most for most, seconds in TEAMS)


@given(WISHES)
@settings(max_examples=300)
def test_the_two_rates_are_kept_exactly(wishes: list[Wish]) -> None:
    """In the order of sending: bursts of 3 at 0.65 s, and of 590 at 3 s, whatever was booked."""
    for step, burst in ((0.65, 3), (3.0, 590)):
        arrival = NOW
        for moment, _ in granted(wishes):
            assert moment >= arrival - timedelta(seconds=step * (burst - 1))
            arrival = max(arrival, moment) + timedelta(seconds=step)


@given(WISHES)
def test_edits_take_at_most_half(wishes: list[Wish]) -> None:
    """Cards use half of what a conversation allows, the rest is for messages."""
    moments = [moment for moment, edit in granted(wishes) if edit]

    assert all(most_within(moments, seconds) <= most / 2 for most, seconds in TEAMS)


@given(
    st.lists(st.tuples(st.integers(1, 900), PAUSES, st.booleans()), min_size=1, max_size=6),
)
@settings(max_examples=15, deadline=None)
def test_the_hour_holds_after_any_bursts(bursts: list[tuple[int, float, bool]]) -> None:
    """Crowds of hundreds, pauses, and crowds again stay within the hour's limit."""
    wishes = [
        (pause_ if n == 0 else 0.0, edit and n % 2 == 0)
        for count, pause_, edit in bursts
        for n in range(count)
    ]
    moments = [moment for moment, _ in granted(wishes)]

    assert all(most_within(moments, seconds) <= most for most, seconds in TEAMS)


def test_a_thousand_at_once_use_what_is_allowed() -> None:
    """A crowd is served at the pace of the limits, not slower: the burst, then 20 a minute."""
    moments = [moment for moment, _ in granted([(0.0, False)] * 2000)]

    assert most_within(moments, 3600) == 1790
    assert most_within(moments, 30) == 49
    assert moments[2] == NOW
    assert moments[500] - NOW < timedelta(seconds=500 * 0.65)


def test_a_quiet_conversation_answers_at_once() -> None:
    """Whoever has not spoken for a while may speak now."""
    assert reserve(Limits(), NOW)[1] == NOW
    assert reserve(Limits(), NOW, edit=True)[1] == NOW


@pytest.mark.parametrize("edits", [1, 2, 10, 30])
def test_a_reminder_does_not_wait_for_edits_in_the_queue(edits: int) -> None:
    """However many edits have been given later moments, a message goes within a second."""
    limits = Limits()
    for _ in range(edits):
        limits, _ = reserve(limits, NOW, edit=True)

    _, moment = reserve(limits, NOW)

    assert moment - NOW <= timedelta(seconds=1)


def test_nobody_speaks_during_a_pause() -> None:
    """After a 429 the moment is not before its end, for messages and edits alike."""
    until = NOW + timedelta(seconds=42)
    limits = pause(Limits(), until)

    assert reserve(limits, NOW)[1] == until
    assert reserve(limits, NOW, edit=True)[1] == until
    assert reserve(limits, until + timedelta(seconds=9))[1] == until + timedelta(seconds=9)


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    """Two replicas may learn of two pauses in any order."""
    limits = pause(pause(Limits(), NOW + timedelta(minutes=5)), NOW + timedelta(seconds=1))

    assert reserve(limits, NOW)[1] == NOW + timedelta(minutes=5)


@given(st.lists(st.floats(0, 2), min_size=2, max_size=60))
def test_messages_keep_their_order(pauses: list[float]) -> None:
    """Without edits, who asks first goes first."""
    limits, now, moments = Limits(), NOW, []
    for after in pauses:
        now += timedelta(seconds=after)
        limits, moment = reserve(limits, now)
        moments.append(moment)

    assert all(one <= other for one, other in pairwise(moments))


def test_an_edit_leaves_a_whole_burst_to_messages() -> None:
    """A card is edited after the reminder that changed it; the reminders that follow do not wait."""
    limits, _ = reserve(Limits(), NOW)
    limits, edit = reserve(limits, NOW, edit=True)
    assert timedelta(seconds=1) < edit - NOW < timedelta(seconds=2)
    for _ in range(3):
        limits, moment = reserve(limits, edit)
        assert moment - edit <= timedelta(seconds=0.65)


def test_an_edit_in_a_quiet_conversation_waits_for_nothing() -> None:
    """Somebody presses, and everybody sees it at once."""
    limits, _ = reserve(Limits(), NOW)
    later = NOW + timedelta(seconds=2)
    assert reserve(limits, later, edit=True)[1] == later
