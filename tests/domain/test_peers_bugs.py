"""The bugs of other tools that must never be ours, each as a story."""

from datetime import timedelta, timezone

import pytest

from bot.domain import messages as m
from bot.domain.swarm import How, PingKind, PromiseKind, Severity
from tests.build import (
    AOIFE,
    SATO,
    TANAKA,
    Story,
    at,
    led,
    lines,
    policy,
    ticket,
    told,
)


def test_an_update_resets_the_clock() -> None:
    """Nobody is nagged two minutes after they posted."""
    story = led()
    told(story, "06:00")
    story.until("05:58")
    told(story, "07:00", when="05:58")
    assert story.swarm.pings == ()
    assert lines(story.until("06:44")) == []


def test_a_snooze_delays_once_and_keeps_the_cadence() -> None:
    """Fifteen minutes of quiet; the next promise is as far away as ever and reminds as ever."""
    story = led()
    told(story, "06:00")
    story.do("06:01", SATO, m.Snooze(2))
    assert story.swarm.pings == ()
    assert lines(story.until("06:17")) == ["06:16 overdue-liaison thread 佐藤 健"]
    story.do("06:20", SATO, m.LogContact("x"))
    assert [p.due for p in story.swarm.promises] == [at("07:20")]
    assert lines(story.until("07:06")) == ["07:05 before direct 佐藤 健"]


def test_a_promise_of_minutes_is_kept_by_minutes() -> None:
    """Seven minutes are seven minutes, not "the hour after the next run of a job"."""
    story = led()
    told(story, "05:07")
    assert lines(story.until("05:08")) == ["05:07 now thread 佐藤 健"]


def test_a_tick_that_comes_late_or_twice_changes_nothing() -> None:
    """A slip loses no reminder, a second run sends none again."""
    story = led()
    told(story, "06:00")
    first = story.sleep(until="05:46")
    again = [*story.sleep(until="05:46"), *story.sleep(until="05:46")]
    assert (lines(first), again) == (["05:46 before direct 佐藤 健"], [])


def test_being_reminded_does_not_hide_being_overdue() -> None:
    """Reminded before, at and after the moment are separate, and start anew when it moves."""
    story = led()
    told(story, "06:00")
    story.until("06:06")
    assert {rung.mark for rung in story.swarm.promises[0].raised} == {
        "before",
        "soon",
        "now",
        "overdue-liaison",
    }
    story.do("06:06", SATO, m.MovePromise(2, at("06:50"), told=True))
    assert (story.swarm.promises[0].raised, story.swarm.pings) == ((), ())
    assert lines(story.until("07:00")) == [
        "06:35 before direct 佐藤 健",
        "06:45 soon direct 佐藤 健",
        "06:50 now thread 佐藤 健",
        "06:55 overdue-liaison thread 佐藤 健",
    ]


def test_a_moved_promise_is_not_reminded_of_in_the_same_minute() -> None:
    """Moved by ten minutes just before it is due: T-5 of the new time, nothing at once."""
    story = led()
    told(story, "06:00")
    story.until("05:58")
    story.do("05:58", SATO, m.MovePromise(2, at("06:08")))
    assert lines(story.until("06:07")) == ["06:03 soon direct 佐藤 健"]


def test_an_ignored_reminder_reaches_somebody_else_and_then_ends() -> None:
    """The ladder escalates, and stops; nothing repeats for ever."""
    story = led(managers=(TANAKA,))
    told(story, "06:00")
    pings = story.until("23:00")
    assert {name for p in pings for name in p.to} == {SATO, TANAKA}
    assert len(pings) == 5


def test_a_closed_swarm_is_quiet_but_for_what_it_owes() -> None:
    """Calls stop at the close; the report promised for later is reminded of."""
    story = Story(policy(managers=(TANAKA,)))
    story.do("04:53", SATO, m.Lead())
    story.do("04:54", SATO, m.LogContact("x", no_next="誤報"))
    story.do("04:55", SATO, m.Owe(PromiseKind.REPORT, "", at("17:00"), owner=SATO))
    story.do("04:56", SATO, m.Close(confirmed=True))
    assert lines(story.until("17:00")) == [
        "16:45 before direct 佐藤 健",
        "16:55 soon direct 佐藤 健",
        "17:00 now thread 佐藤 健",
    ]


def test_a_swarm_with_nothing_owed_is_quiet() -> None:
    """Nothing is said when nothing has changed."""
    story = led()
    story.do("05:00", SATO, m.LogContact("x", no_next="お客様のご希望"))
    assert story.until("23:00") == []


def test_whoever_wants_to_take_over_need_not_wait() -> None:
    """The owner is away: area, promise and lead can be taken at once."""
    story = led()
    commands: list[m.Command] = [
        m.TakeOver("storage", turn=1),
        m.TakePromise(1),
        m.Liaise(),
        m.Lead(),
    ]
    assert not any(story.do("05:00", AOIFE, command).answer.refused for command in commands)


def test_taking_it_gives_time_to_do_it() -> None:
    """ "I'll contact them" is quiet for fifteen minutes, then asks whoever took it."""
    story = led(managers=(TANAKA,))
    story.do("05:08", AOIFE, m.TakePromise(1))
    assert lines(story.until("05:30")) == [
        "05:23 overdue-liaison thread Aoife",
        "05:28 overdue-lead thread 佐藤 健",
    ]


def test_not_reached_stops_no_ladder() -> None:
    """An attempt without an answer is not an answer."""
    story = led()
    story.do("05:03", SATO, m.LogContact("不在", How.NOT_REACHED))
    assert lines(story.until("05:08")) == ["05:07 now thread 佐藤 健"]


@pytest.mark.parametrize(("severity", "due"), [(Severity.B, "05:52"), (Severity.C, "12:52")])
def test_each_severity_has_its_own_clock(severity: Severity, due: str) -> None:
    """A Sev-B owes its first response in an hour, a Sev-C in eight."""
    story = Story(ticket=ticket(severity=severity))
    story.do("04:53", SATO, m.Lead())
    pings = [p for p in story.until("23:00") if p.kind is PingKind.NOW]
    assert [p.at for p in pings] == [at(due)]


def test_moments_are_moments_in_every_zone() -> None:
    """A time that was told in Dublin's zone is the same moment: no naive local time anywhere."""
    story, zone = led(), timezone(timedelta(hours=1))
    due = at("06:00").astimezone(zone)
    story.do("05:00", SATO, m.LogContact("x", next_due=due, told=True))
    assert lines(story.until("06:00"))[-1] == "06:00 now thread 佐藤 健"
