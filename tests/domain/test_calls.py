"""Stories of a swarm: who is called on arrival, to lead, to areas, and after downtime."""

from datetime import timedelta

import pytest

from bot.domain import messages as m
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import AreaState, Phase, PingKind
from tests.build import (
    AOIFE,
    ITO,
    KOBAYASHI,
    OPENED,
    SATO,
    SUZUKI,
    TANAKA,
    WATANABE,
    Story,
    at,
    led,
    lines,
    on_duty,
    policy,
    ticket,
    told,
)


@pytest.mark.parametrize(
    ("rules", "assignee", "called"),
    [
        (policy(), "", []),
        (policy(on_duty(ITO, AOIFE)), "", [ITO, AOIFE]),
        (policy([*on_duty(ITO), *on_duty(SATO, duty="lead")]), "", [SATO]),
        (policy([*on_duty(ITO), *on_duty(SATO, duty="lead")]), "伊藤 直子", [ITO, SATO]),
        (policy(on_duty(ITO, AOIFE), {"storage": (ITO,)}), "", [ITO]),
        (policy(on_duty(ITO, start="06:00")), "", []),
    ],
)
def test_arrival_calls_those_on_duty(rules: Policy, assignee: str, called: list[Person]) -> None:
    """Whoever is on lead duty; else the experts on duty; else all on duty; and the assignee."""
    story = Story(rules, ticket=ticket(assignee=assignee))
    arrival = story.said[0]
    assert (arrival.kind, arrival.at, list(arrival.to)) == (PingKind.ARRIVAL, OPENED, called)


def test_no_lead_the_next_on_duty_then_the_manager() -> None:
    """Three minutes, six minutes, each once; a lead settles the calls."""
    rules = policy([*on_duty(SATO, duty="lead"), *on_duty(KOBAYASHI)], managers=(TANAKA,))
    story = Story(rules)
    assert lines(story.until("05:05"), but={PingKind.UNCLAIMED_NOBODY, PingKind.SOON}) == [
        "04:55 no-lead-yet thread 小林 学",
        "04:58 no-lead-yet direct 田中 美咲",
    ]
    story.do("05:05", SATO, m.Lead())
    assert story.swarm.pings == ()


def test_a_call_that_is_off_never_comes() -> None:
    """Zero means off, not at once; the other call keeps its own moment."""
    duty = on_duty(SATO, KOBAYASHI)
    areas = {"storage": (SATO,), "network": (SATO,), "platform": (SATO,)}
    off = timedelta(0)
    silent = policy(duty, areas, managers=(TANAKA,), no_lead_after=off, no_lead_manager_after=off,
                    unclaimed_after=off, unclaimed_lead_after=off)  # fmt: skip
    calls = {PingKind.NO_LEAD, PingKind.UNCLAIMED, PingKind.UNCLAIMED_AGAIN}
    story = Story(silent)
    assert not {ping.kind for ping in story.until("05:30")} & calls
    late = policy(duty, areas, managers=(TANAKA,), no_lead_after=off, unclaimed_after=off)
    said = [ping for ping in Story(late).until("05:30") if ping.kind in calls]
    assert [(ping.kind, ping.at) for ping in said] == [(PingKind.NO_LEAD, at("04:58"))]


def test_no_next_on_duty_the_manager_at_once() -> None:
    """A rung with nobody in it takes no time."""
    story = Story(policy(on_duty(SATO, duty="lead"), managers=(TANAKA,)))
    assert lines(story.until("04:59"))[:1] == ["04:55 no-lead-yet direct 田中 美咲"]


def test_a_lead_in_time_is_not_asked_for() -> None:
    """Nobody is called for what is done."""
    story = Story(policy(on_duty(SATO, KOBAYASHI), managers=(TANAKA,)))
    story.do("04:54", SATO, m.Lead())
    assert not [p for p in story.until("05:00") if p.kind is PingKind.NO_LEAD]


def test_unclaimed_areas_are_called_once_to_those_who_know_them_then_to_the_lead() -> None:
    """Five minutes: one message to the experts on duty; fifteen: one to the lead; then no more."""
    experts = {"storage": (ITO,), "network": (WATANABE, ITO)}
    story = Story(policy(on_duty(ITO, WATANABE), experts))
    story.do("04:53", SATO, m.Lead())
    story.do("04:53", SATO, m.Claim("platform"))
    pings = [p for p in story.until("08:00") if p.areas]
    assert lines(pings) == [
        "04:57 unclaimed thread 伊藤 直子 渡辺 亮",
        "05:07 unclaimed-again direct 佐藤 健",
    ]
    assert {p.areas for p in pings} == {("storage", "network")}


def test_with_nobody_on_duty_the_lead_knows_within_five_minutes() -> None:
    """Told *that* nobody was called, once, and not again at fifteen minutes."""
    experts = {"storage": (ITO,), "network": (WATANABE,)}
    story = Story(policy(on_duty(ITO), experts))
    story.do("04:53", SATO, m.Lead())
    story.do("04:53", SATO, m.Claim("platform"))
    pings = [p for p in story.until("08:00") if p.areas]
    assert [(*p.areas, line) for p, line in zip(pings, lines(pings), strict=True)] == [
        ("storage", "04:57 unclaimed thread 伊藤 直子"),
        ("network", "04:57 unclaimed-nobody direct 佐藤 健"),
        ("storage", "05:07 unclaimed-again direct 佐藤 健"),
    ]


def test_a_lead_who_comes_later_is_told_then() -> None:
    """Nobody could be told at five minutes; whoever takes the lead at seven hears it at once."""
    story = Story()
    assert not [p for p in story.until("04:58") if p.areas]
    story.do("04:59", SATO, m.Lead())
    calls = [p for p in story.until("08:00") if p.areas]
    assert lines(calls) == ["04:59 unclaimed-nobody direct 佐藤 健"]


def test_without_a_lead_those_at_work_hear_of_a_grey_area() -> None:
    """Somebody holds storage: they are told in the thread that network has nobody."""
    story = Story()
    story.do("04:53", ITO, m.Claim("storage"))
    calls = [p for p in story.until("05:00") if p.areas]
    assert lines(calls) == ["04:57 unclaimed-nobody thread 伊藤 直子"]


def test_an_area_that_is_left_is_called_again() -> None:
    """A suspect whose owner goes home does not stay grey."""
    story = led()
    story.do("04:59", SATO, m.Find("network", AreaState.SUSPECT, "x"))
    told(story, "09:00")
    story.do("05:10", SATO, m.Release("network"))
    assert lines(story.until("05:30")) == ["05:15 unclaimed-nobody direct 佐藤 健"]


def test_a_claim_settles_the_call() -> None:
    """When each of its areas has somebody, the call is settled."""
    story = Story(policy(on_duty(ITO), {"storage": (ITO,), "network": (ITO,)}))
    story.do("04:53", SATO, m.Claim("platform"))
    story.until("04:58")
    story.do("04:58", ITO, m.Claim("storage"))
    assert [p.areas for p in story.swarm.pings if p.areas] == [("storage", "network")]
    story.do("04:58", AOIFE, m.Claim("network"))
    assert not [p for p in story.swarm.pings if p.areas]


@pytest.mark.parametrize("phase", [Phase.MITIGATED, Phase.UNCONFIRMED, Phase.RECOVERED])
def test_nobody_is_called_to_an_area_after_recovery(phase: Phase) -> None:
    """What is over is not searched; calls that stand are settled."""
    story = Story()
    story.do("04:53", SATO, m.Lead())
    story.until("04:58")
    assert [p for p in story.swarm.pings if p.areas]
    story.do("04:58", SATO, m.Recover(phase))
    assert not [p for p in story.swarm.pings if p.areas]
    assert not [p for p in story.until("08:00") if p.areas]


def test_supervisors_hear_of_opening_and_recovery_once_each() -> None:
    """Not of every step; and of it being not over after all."""
    story = led(supervisors=(TANAKA, SUZUKI))
    steps = [Phase.FIXING, Phase.MITIGATED, Phase.UNCONFIRMED, Phase.RECOVERED, Phase.WATCHING]
    for number, phase in enumerate([*steps, Phase.OPEN]):
        story.do(f"05:0{number}", SATO, m.Recover(phase))
    heard = [p for p in story.said if p.kind.value.startswith("supervisor") and TANAKA in p.to]
    assert lines(heard) == [
        "04:52 supervisor-open direct 田中 美咲",
        "05:02 supervisor-change direct 田中 美咲",
        "05:05 supervisor-change direct 田中 美咲",
    ]
    assert len([p for p in story.swarm.pings if TANAKA in p.to]) == 1


# ---------------------------------------------------------------- downtime


def test_after_half_an_hour_of_downtime_there_is_no_burst() -> None:
    """What was due before the moment is skipped; each later rung waits for the one below."""
    story = led(managers=(TANAKA,))
    told(story, "06:00")
    assert lines(story.sleep(until="06:14")) == ["06:14 now thread 佐藤 健"]
    assert lines(story.until("07:00")) == [
        "06:19 overdue-liaison thread 佐藤 健",
        "06:24 overdue-manager direct 田中 美咲",
    ]


def test_one_question_of_two_that_were_missed() -> None:
    """Back at T-2: the later of the two reminders, not both."""
    story = led()
    told(story, "06:00")
    assert lines(story.sleep(until="05:58")) == ["05:58 soon direct 佐藤 健"]


def test_calls_for_areas_are_spaced_after_downtime() -> None:
    """The experts get their ten minutes before the lead is told."""
    story = Story(policy(on_duty(ITO), dict.fromkeys(("platform", "storage", "network"), (ITO,))))
    story.do("04:53", SATO, m.Lead())
    assert [p.kind.value for p in story.sleep(until="05:30") if p.areas] == ["unclaimed"]
    assert lines([p for p in story.until("06:00") if p.areas]) == [
        "05:40 unclaimed-again direct 佐藤 健"
    ]


def test_a_ticket_that_came_late_calls_first_and_nags_afterwards() -> None:
    """Two hours old already: arrival now, "it is due" three minutes later, then the ladder."""
    story = Story(policy(on_duty(SATO, duty="lead")), opened=at("06:52"))
    story.do("06:53", SATO, m.Lead())
    pings = [p for p in story.until("07:01") if p.promise]
    assert lines(pings) == ["06:55 now thread 佐藤 健", "07:00 overdue-liaison thread 佐藤 健"]
