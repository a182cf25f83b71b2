"""Follow-ups are kept until they are done: whoever has one is reminded, and nothing is archived."""

from datetime import datetime, timedelta

import pytest

from bot.domain import messages as m
from bot.domain.answers import AnswerKey as K
from bot.domain.limits import FOLLOW_UPS_MOST
from bot.domain.reminders import archive_at
from bot.domain.swarm import PingKind, Where
from tests.build import DAY, ITO, JST, KOBAYASHI, SATO, TANAKA, Story, at, policy


def day(date: int, hour: int = 10) -> datetime:
    """A morning of November, as the clock in Japan shows it."""
    return DAY - JST + timedelta(days=date - 24, hours=hour)


def closed(**rules: object) -> Story:
    """A case that ended at 8:52, led by 佐藤, with nothing owed."""
    s = Story(policy(**rules))  # type: ignore[arg-type] # as in build.policy
    s.do("04:53", SATO, m.Lead())
    s.do("05:00", SATO, m.LogContact("x", no_next="復旧"))
    s.do("08:52", SATO, m.Close(confirmed=True))
    return s


def reminders(s: Story) -> list[tuple[datetime, str]]:
    return [(p.at, p.to[0].name) for p in s.said if p.kind is PingKind.FOLLOW_UP]


def test_whoever_has_it_is_reminded_on_its_day() -> None:
    """In 1:1, with what is to be done; also of a case that is closed."""
    s = closed()
    s.do("09:00", SATO, m.AddFollowUp("DNSの変更を監視する", ITO, day(30)))
    s.until(day(30))
    (ping,) = [p for p in s.said if p.kind is PingKind.FOLLOW_UP]
    assert (ping.at, ping.to, ping.where) == (day(30), (ITO,), Where.DIRECT)
    assert ping.text == "DNSの変更を監視する"


def test_without_a_day_it_is_a_week_from_now() -> None:
    """At ten in the morning, and it is the writer's."""
    s = closed()
    done = s.do("09:00", SATO, m.AddFollowUp("監視"))
    assert done.answer.key is K.FOLLOW_UP_ADDED
    (one,) = s.swarm.follow_ups
    assert (one.owner, one.due) == (SATO, day(31))


def test_after_a_week_the_lead_hears_of_it_once() -> None:
    """Not repeated for ever, and not to the same person again."""
    s = closed()
    s.do("09:00", SATO, m.AddFollowUp("監視", ITO, day(25)))
    s.until(day(60))
    assert reminders(s) == [(day(25), ITO.name), (day(32), SATO.name)]


@pytest.mark.parametrize(("managers", "said"), [((TANAKA,), [TANAKA.name]), ((), [])])
def test_where_the_lead_has_it_a_manager_hears(
    managers: tuple[object, ...], said: list[str]
) -> None:
    """Where there is none, nobody is asked twice."""
    s = closed(managers=managers)
    s.do("09:00", SATO, m.AddFollowUp("監視", SATO, day(25)))
    s.until(day(60))
    assert [name for _, name in reminders(s)] == [SATO.name, *said]


def test_done_ends_it() -> None:
    """No reminder afterwards; done twice is said so."""
    s = closed()
    s.do("09:00", SATO, m.AddFollowUp("監視", ITO, day(25)))
    assert s.do("09:10", ITO, m.FinishFollowUp(1)).answer.key is K.FOLLOW_UP_DONE
    assert s.do("09:11", ITO, m.FinishFollowUp(1)).answer.key is K.FOLLOW_UP_GONE
    assert s.until(day(60)) == []


def test_done_answers_the_reminder() -> None:
    """Nothing is asked any more."""
    s = closed()
    s.do("09:00", SATO, m.AddFollowUp("監視", ITO, day(25)))
    s.until(day(25))
    assert [p.kind for p in s.swarm.pings] == [PingKind.FOLLOW_UP]
    s.do(day(25, 11), ITO, m.FinishFollowUp(1))
    assert s.swarm.pings == ()


def test_another_day_begins_anew() -> None:
    """Moved by one press for a week, reminded then, and the lead a week after that."""
    s = closed()
    s.do("09:00", SATO, m.AddFollowUp("監視", ITO, day(25)))
    s.do(day(25, 12), ITO, m.MoveFollowUp(1))
    assert s.swarm.pings == ()
    s.until(day(60))
    assert reminders(s) == [(day(25), ITO.name), (day(32), ITO.name), (day(39), SATO.name)]


def test_nothing_is_archived_before_it_is_done() -> None:
    """Open for years if need be; from the day it is done, the policy's time runs."""
    s = closed()
    s.do("09:00", SATO, m.AddFollowUp("監視", ITO, day(25)))
    s.until(day(60))
    assert archive_at(s.swarm, s.rules) is None
    assert not s.swarm.at_rest
    s.do(day(60, 12), ITO, m.FinishFollowUp(1))
    assert archive_at(s.swarm, s.rules) == day(60, 12) + s.rules.archive_after


def test_added_with_the_close() -> None:
    """One act: closed, and what is to be done is kept."""
    s = Story()
    s.do("04:53", SATO, m.Lead())
    s.do("08:52", SATO, m.Close(confirmed=True, follow_ups=(m.AddFollowUp("監視", KOBAYASHI),)))
    assert s.swarm.closed
    assert [(one.text, one.owner) for one in s.swarm.follow_ups] == [("監視", KOBAYASHI)]
    assert KOBAYASHI in s.swarm.people


def test_a_close_with_a_bad_follow_up_does_not_close() -> None:
    """What was typed is asked back before anything happens."""
    s = Story()
    wrong = m.AddFollowUp("監視", due=at("04:00"))
    answer = s.do("08:52", SATO, m.Close(confirmed=True, follow_ups=(wrong,))).answer
    assert (answer.key, s.swarm.closed) == (K.TIME_PASSED, False)


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (m.AddFollowUp("  "), K.TEXT_EMPTY),
        (m.AddFollowUp("x", due=at("04:00")), K.TIME_PASSED),
        (m.AddFollowUp("x", due=at("04:00") + timedelta(days=3650)), K.TIME_FAR),
        (m.MoveFollowUp(7), K.FOLLOW_UP_GONE),
        (m.FinishFollowUp(7), K.FOLLOW_UP_GONE),
    ],
)
def test_what_makes_no_sense_is_refused(command: m.Command, key: K) -> None:
    """With a reason, and without a trace."""
    s = closed()
    before = s.swarm
    done = s.do("09:00", SATO, command)
    assert (done.answer.key, done.answer.refused, s.swarm) == (key, True, before)


def test_a_dozen_is_enough() -> None:
    """The thirteenth is refused, kindly."""
    s = closed()
    for number in range(FOLLOW_UPS_MOST):
        s.do("09:00", SATO, m.AddFollowUp(f"監視{number}"))
    assert s.do("09:01", SATO, m.AddFollowUp("監視")).answer.key is K.FOLLOW_UP_LIMIT
