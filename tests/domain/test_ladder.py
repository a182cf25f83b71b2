"""Stories of a promise: when, where and to whom its ladder speaks."""

import pytest

from bot.domain import messages as m
from bot.domain.swarm import HoldKind, PingKind
from tests.build import (
    AOIFE,
    ITO,
    SATO,
    SUZUKI,
    TAKAHASHI,
    TANAKA,
    Story,
    at,
    led,
    lines,
    on_duty,
    policy,
    told,
)

CALL, WRITING = m.HoldLadder(HoldKind.CALL), m.HoldLadder(HoldKind.WRITING)


def test_the_ladder_of_a_sev_a() -> None:
    """1:1 before the moment, the thread from then on, the lead, the manager 1:1, the phone."""
    story = led(managers=(TANAKA,), phones={AOIFE.id: "090"})
    story.do("04:54", AOIFE, m.Liaise())
    told(story, "06:00")
    assert lines(story.until("09:00")) == [
        "05:45 before direct Aoife",
        "05:55 soon direct Aoife",
        "06:00 now thread Aoife",
        "06:05 overdue-liaison thread Aoife",
        "06:10 overdue-lead thread 佐藤 健",
        "06:15 overdue-manager direct 田中 美咲",
        "06:20 overdue-phone thread 佐藤 健 田中 美咲",
    ]


@pytest.mark.parametrize(
    ("next_due", "before"),
    [
        ("05:08", []),
        ("05:10", ["05:05 soon direct 佐藤 健"]),
        ("05:15", ["05:10 soon direct 佐藤 健"]),
        ("05:29", ["05:24 soon direct 佐藤 健"]),
        ("05:30", ["05:15 before direct 佐藤 健", "05:25 soon direct 佐藤 健"]),
    ],
)
def test_no_reminder_in_the_first_half_of_a_promise(next_due: str, before: list[str]) -> None:
    """Half of a short promise is not reminders: T-15 needs thirty minutes, T-5 ten."""
    story = led()
    told(story, next_due)
    reminders = [p for p in story.until(next_due) if p.at < at(next_due)]
    assert lines(reminders) == before


def test_a_call_written_down_late_shortens_the_span() -> None:
    """Said at 05:00, written at 05:20, next at 05:35: no "15 minutes" in the same minute."""
    story = led()
    told(story, "05:35", when="05:20", at=at("05:00"))
    assert lines(story.until("05:34")) == ["05:30 soon direct 佐藤 健"]


def test_on_the_phone_nobody_is_pinged() -> None:
    """A call from 05:00 on: nothing about 05:07 in the thread before 05:15, and then one message."""
    story = led()
    story.do("05:00", SATO, CALL)
    assert lines(story.until("05:14")) == []
    assert lines(story.until("05:15")) == ["05:15 now thread 佐藤 健"]


def test_a_long_call_with_nothing_due_is_asked_after() -> None:
    """With no promise waiting, whoever phones is asked 1:1, and logging settles the question."""
    story = led()
    told(story, "06:00")
    story.do("05:05", SATO, CALL)
    assert lines(story.until("05:30")) == ["05:20 in-call-end direct 佐藤 健"]
    story.do("05:31", SATO, m.LogContact("x"))
    assert story.swarm.pings == ()


def test_somebody_writing_is_not_told_to_write() -> None:
    """ "I'm writing it" holds T-5; sending the letter makes the reminders of it unneeded."""
    story = led()
    told(story, "06:00")
    story.until("05:46")
    story.do("05:46", SATO, WRITING)
    assert lines(story.until("05:59")) == []
    told(story, "07:00", when="05:59")
    assert lines(story.until("06:44")) == []


def test_a_hold_is_for_what_they_have_in_hand() -> None:
    """While Sato phones Nakamura, Tanaka's own promise to the boss is not forgotten."""
    story = led()
    story.do("05:00", TANAKA, m.CustomerCalled("大野部長", "", at("05:30"), TANAKA))
    told(story, "06:30", when="05:01")
    story.do("05:20", SATO, CALL)
    assert lines(story.until("05:31")) == [
        "05:25 soon direct 田中 美咲",
        "05:30 now thread 田中 美咲",
    ]


def test_somebody_elses_contact_does_not_end_my_call() -> None:
    """The manager logs her call to the boss while Sato still talks to Nakamura: no ping."""
    story = led()
    story.do("04:55", TANAKA, m.CustomerCalled("大野部長", "", at("05:30"), TANAKA))
    story.do("05:00", SATO, CALL)
    story.do("05:05", TANAKA, m.LogContact("x", to="大野部長"))
    assert lines(story.until("05:14")) == []


def test_the_thread_takes_the_place_of_the_private_reminder() -> None:
    """One question at a time: what was asked 1:1 is settled when the moment has come."""
    story = led()
    told(story, "06:00")
    story.until("06:00")
    assert [p.kind for p in story.swarm.pings] == [PingKind.NOW]


def test_the_call_is_over() -> None:
    """The ladder goes on where it is, at once."""
    story = led()
    story.do("05:00", SATO, CALL)
    story.do("05:10", SATO, m.FreeLadder())
    assert lines(story.until("05:11")) == ["05:10 now thread 佐藤 健"]


# ---------------------------------------------------------------- rungs with nobody in them


def test_without_liaison_or_lead_the_manager_hears_at_once() -> None:
    """Empty rungs take no time: nobody leads, nobody holds an area, the manager is told at due."""
    story = Story(policy(managers=(TANAKA,)))
    pings = [p for p in story.until("06:00") if p.promise]
    assert lines(pings) == ["05:07 overdue-manager direct 田中 美咲"]


def test_without_anybody_in_charge_the_holders_of_areas_are_mentioned() -> None:
    """No liaison, no lead, no manager: those who hold an area, once."""
    story = Story()
    story.do("04:56", TAKAHASHI, m.Claim("platform"))
    story.do("04:57", ITO, m.Claim("storage"))
    story.do("04:57", ITO, m.Claim("network"))
    assert lines(story.until("08:00")) == ["05:07 now thread 高橋 翔 伊藤 直子"]


def test_with_nobody_at_all_the_thread_hears_it() -> None:
    """No role, no area, no rota: said once to the thread rather than to no one."""
    pings = [p for p in Story().until("08:00") if p.promise]
    assert lines(pings) == ["05:07 now thread"]


def test_nobody_is_asked_on_two_rungs_running() -> None:
    """The lead is the liaison: the lead's rung goes to those with an area, the manager's on."""
    story = led(managers=(SATO, TANAKA))
    story.do("04:54", ITO, m.TakeOver("storage"))
    assert lines(story.until("06:00")) == [
        "05:02 soon direct 佐藤 健",
        "05:07 now thread 佐藤 健",
        "05:12 overdue-liaison thread 佐藤 健",
        "05:17 overdue-lead thread 伊藤 直子",
        "05:22 overdue-manager direct 田中 美咲",
    ]


def test_the_manager_on_duty_is_asked_rather_than_the_one_asleep() -> None:
    """Of two managers the one on shift."""
    story = led(rota=on_duty(SUZUKI), managers=(TANAKA, SUZUKI))
    story.do("04:54", ITO, m.TakeOver("storage"))
    assert "05:22 overdue-manager direct 鈴木 由香" in lines(story.until("05:30"))


def test_a_phone_rung_needs_a_number() -> None:
    """Nobody is asked to phone somebody whose number is not known."""
    story = led(managers=(TANAKA,))
    kinds = {p.kind for p in story.until("08:00")}
    assert PingKind.OVERDUE_MANAGER in kinds
    assert PingKind.OVERDUE_PHONE not in kinds


def test_whoever_spoke_last_keeps_the_promise_while_nobody_has_the_role() -> None:
    """No liaison, no lead: the next reminder goes to whoever logged the contact."""
    story = Story()
    for area in ("platform", "storage", "network"):
        story.do("04:53", ITO, m.Claim(area))
    story.do("05:00", AOIFE, m.LogContact("x", next_due=at("06:00")))
    assert lines(story.until("05:50")) == ["05:45 before direct Aoife"]
    story.do("05:51", SATO, m.Lead())
    assert lines(story.until("05:55")) == ["05:55 soon direct 佐藤 健"]
