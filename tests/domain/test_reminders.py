"""Stories of time: what the bot says of its own accord, when, where and to whom."""

from datetime import timedelta, timezone

import pytest

from bot.domain import messages as m
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import AreaState, HoldKind, How, Phase, PingKind, PromiseKind, Severity
from tests.build import (
    AOIFE,
    ITO,
    KOBAYASHI,
    OPENED,
    SATO,
    SUZUKI,
    TAKAHASHI,
    TANAKA,
    WATANABE,
    Story,
    at,
    led,
    lines,
    on_duty,
    policy,
    ticket,
)

CALL, WRITING = m.HoldLadder(HoldKind.CALL), m.HoldLadder(HoldKind.WRITING)


def told(story: Story, next_due: str, when: str = "05:00", **fields: object) -> None:
    """The liaison logs a contact whose next time was told to the customer."""
    by = story.swarm.liaison or SATO
    story.do(when, by, m.LogContact("x", next_due=at(next_due), told=True, **fields))  # type: ignore[arg-type] # as ticket()


# ---------------------------------------------------------------- the ladder


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


# ---------------------------------------------------------------- arrival, lead, areas


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


# ---------------------------------------------------------------- the peers' bugs, never ours


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
