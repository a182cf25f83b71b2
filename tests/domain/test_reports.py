"""Reports inside: who gets them, when, and what is not said twice."""

import pytest

from bot.domain import messages as m
from bot.domain.answers import AnswerKey
from bot.domain.limits import REPORT
from bot.domain.reported import ReportKind
from bot.domain.swarm import Phase, PingKind, Where
from tests.build import (
    ITO,
    SATO,
    SUZUKI,
    TANAKA,
    Story,
    at,
    clock,
    led,
    lines,
    minutes,
    on_duty,
    policy,
    ticket,
)


def reports(story: Story) -> list[str]:
    """Every report that was given out, as a person would list them."""
    return lines([p for p in story.said if p.kind is PingKind.REPORT])


def test_supervisors_one_by_one_then_everybody() -> None:
    """At once in 1:1; half an hour later once in the wide channel."""
    s = led(supervisors=(TANAKA, SUZUKI), wide="all")
    decision = s.do("05:00", SATO, m.Report("what we know"))
    assert decision.answer.args["at"] == at("05:30")
    s.until("08:00")
    assert reports(s) == [
        "05:00 report-inside direct 田中 美咲",
        "05:00 report-inside direct 鈴木 由香",
        "05:30 report-inside wide",
    ]
    assert [p.text for p in s.said if p.where is Where.WIDE] == ["all"]


WHO = [
    ({"supervisors": (TANAKA,)}, ReportKind.STATUS, ["direct 田中 美咲"]),
    ({"supervisors": (TANAKA,)}, ReportKind.RECOVERY, ["direct 田中 美咲", "thread"]),
    ({"supervisors": (SATO,)}, ReportKind.STATUS, ["thread"]),  # whoever gives it knows it
    ({}, ReportKind.STATUS, ["thread"]),
    ({"wide": "all"}, ReportKind.STATUS, []),
    ({"wide": "all"}, ReportKind.RECOVERY, ["thread"]),
]


@pytest.mark.parametrize(("rules", "kind", "said"), WHO)
def test_who_gets_a_report_at_once(
    rules: dict[str, object], kind: ReportKind, said: list[str]
) -> None:
    """Supervisors but whoever gives it; the thread hears of recovery, and where nobody else would."""
    s = led(**rules)  # type: ignore[arg-type] # as in led()
    s.do("05:00", SATO, m.Report("x", kind))
    assert [line.removeprefix("05:00 report-inside ") for line in reports(s)] == said


def test_a_supervisor_off_duty_is_left_alone() -> None:
    """As with everything that the bot says of its own accord."""
    rules = policy(on_duty(TANAKA, start="09:00"), supervisors=(TANAKA, SUZUKI))
    s = Story(rules)
    s.do("05:00", ITO, m.Report("x"))
    assert reports(s) == ["05:00 report-inside direct 鈴木 由香"]


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (REPORT + 1)])
def test_a_report_that_is_empty_or_too_long_is_refused(text: str) -> None:
    """Half of a report might say something else."""
    decision = led().do("05:00", SATO, m.Report(text))
    assert decision.answer.refused
    assert decision.answer.key in (AnswerKey.TEXT_EMPTY, AnswerKey.REPORT_LONG)


def test_everybody_gets_only_the_newest_report() -> None:
    """A second one within the half hour takes the place of the first."""
    s = led(wide="all")
    s.do("05:00", SATO, m.Report("first"))
    s.do("05:20", SATO, m.Report("second"))
    s.until("08:00")
    assert reports(s) == ["05:50 report-inside wide"]
    assert s.swarm.reported is not None
    assert (s.swarm.reported.text, s.swarm.reported.number) == ("second", 2)


def test_a_report_of_the_trouble_is_not_posted_after_recovery() -> None:
    """It would frighten people about something that is over."""
    s = led(wide="all")
    s.do("05:00", SATO, m.Report("trouble"))
    s.do("05:10", SATO, m.Recover(Phase.RECOVERED))
    s.do("05:15", SATO, m.Close(confirmed=True))
    s.until("08:00")
    assert reports(s) == []
    assert [e.fact.skipped for e in s.log if isinstance(e.fact, m.Raised)][-1]


def test_a_declared_recovery_reaches_everybody_also_after_the_close() -> None:
    """Good news is not forgotten."""
    s = led(wide="all")
    s.do("05:10", SATO, m.Recover(Phase.RECOVERED))
    s.do("05:11", SATO, m.Report("recovered", ReportKind.RECOVERY))
    s.do("05:15", SATO, m.Close(confirmed=True))
    s.until("08:00")
    assert reports(s)[-1] == "05:41 report-inside wide"


def test_without_a_wide_channel_nothing_waits() -> None:
    """A channel that is named later does not get the reports of before."""
    s = led(supervisors=(TANAKA,))
    s.do("05:00", SATO, m.Report("x"))
    s.rules = policy(supervisors=(TANAKA,), wide="all", report_ask_after=minutes(0))
    s.until("08:00")
    assert reports(s) == ["05:00 report-inside direct 田中 美咲"]


ASKED = [
    ({}, None, []),  # nobody waits for it
    ({"wide": "all"}, None, ["05:12"]),
    ({"wide": "all", "report_ask_after": minutes(0)}, None, []),
    ({"wide": "all"}, m.Report("x"), []),
    ({"wide": "all"}, m.Recover(Phase.RECOVERED), []),
]


@pytest.mark.parametrize(("rules", "done", "asked"), ASKED)
def test_when_the_lead_is_asked_for_the_first_report(
    rules: dict[str, object], done: m.Command | None, asked: list[str]
) -> None:
    """Once, where a wide channel waits; not when it was given, nor when it is over."""
    s = led(**rules)  # type: ignore[arg-type] # as in led()
    if done is not None:
        s.do("05:00", SATO, done)
    s.until("08:00")
    assert [clock(p.at) for p in s.said if p.kind is PingKind.FIRST_REPORT] == asked


def test_a_drill_stays_among_those_who_take_part() -> None:
    """No supervisor, no wide channel."""
    s = Story(policy(supervisors=(TANAKA,), wide="all"), ticket=ticket(drill=True))
    s.do("04:54", SATO, m.Lead())
    s.do("05:00", SATO, m.Report("x"))
    s.until("08:00")
    assert reports(s) == ["05:00 report-inside thread"]


def test_recovery_brings_its_draft_to_whoever_talks_to_the_customer() -> None:
    """Once; gone when the customer heard it, or when it was too early."""
    s = led()
    s.do("05:00", ITO, m.Liaise())
    s.do("05:10", SATO, m.Recover(Phase.UNCONFIRMED))
    s.do("05:11", SATO, m.Recover(Phase.RECOVERED, None, "中村"))
    [ping] = [p for p in s.said if p.kind is PingKind.RECOVERY_REPORT]
    assert ping.to == (ITO,)
    s.do("05:20", ITO, m.LogContact("recovered"))
    assert not [p for p in s.swarm.pings if p.kind is PingKind.RECOVERY_REPORT]
    s.do("05:30", SATO, m.Recover(Phase.OPEN))
    s.do("05:40", SATO, m.Recover(Phase.UNCONFIRMED))
    assert [p for p in s.swarm.pings if p.kind is PingKind.RECOVERY_REPORT]
    s.do("05:50", SATO, m.Recover(Phase.OPEN))
    assert not [p for p in s.swarm.pings if p.kind is PingKind.RECOVERY_REPORT]


def test_a_report_is_told_once_however_often_it_is_sent() -> None:
    """The same press delivered twice is one report."""
    s = led(supervisors=(TANAKA,))
    s.do("05:00", SATO, m.Report("x"), op="op-1")
    s.do("05:01", SATO, m.Report("x"), op="op-1")
    assert len(reports(s)) == 1
