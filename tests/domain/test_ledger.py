"""The promise ledger: every promise ends in exactly one way, and the record of it is honest."""

from collections import Counter
from datetime import timedelta

from hypothesis import given

from bot.domain import messages as m
from bot.domain.answers import AnswerKey as K
from bot.domain.ledger import Entry, Outcome, ledger, on_time
from bot.domain.policy import Policy
from bot.domain.swarm import How, PromiseKind, Ticket
from tests.build import AOIFE, SATO, Story, at, kinds, led, minutes, told
from tests.domain.anything import LAWS, History, histories, policies, tickets

NONE = timedelta(0)


def outcomes(story: Story) -> list[tuple[Outcome, timedelta]]:
    return [(entry.outcome, entry.late) for entry in ledger(story.log)]


def entry(story: Story, number: int) -> Entry:
    return next(e for e in ledger(story.log) if e.number == number)


def test_on_time_late_missed_and_ended_are_four_different_things() -> None:
    """The first response in time, an update five minutes late, one never made, one not needed."""
    story = led()
    told(story, "06:00", "05:00")
    told(story, "07:00", "06:05")
    story.do("07:20", SATO, m.EndPromise(3, "お客様のご都合"))
    story.do("07:21", SATO, m.Owe(PromiseKind.CALL_BACK, "大野部長", at("09:00")))
    story.do("07:22", SATO, m.EndPromise(4, "不要とのこと"))
    assert outcomes(story) == [
        (Outcome.ON_TIME, NONE),
        (Outcome.LATE, minutes(5)),
        (Outcome.MISSED, minutes(20)),
        (Outcome.ENDED, NONE),
    ]
    assert on_time(ledger(story.log)) == (1, 3)


def test_a_time_moved_without_the_customer_goes_on_deciding() -> None:
    """We put off the update; the customer still waited from six o'clock on."""
    story = led()
    told(story, "06:00")
    story.do("05:50", SATO, m.MovePromise(2, at("06:30")))
    story.do("06:25", SATO, m.LogContact("x"))
    assert (entry(story, 2).outcome, entry(story, 2).late) == (Outcome.LATE, minutes(25))
    assert m.PromiseKept(2, minutes(25)) in [event.fact for event in story.log]


def test_a_time_moved_with_the_customer_before_it_passed_decides_from_then_on() -> None:
    """They agreed at ten to six that half past is fine."""
    story = led()
    told(story, "06:00")
    story.do("05:50", SATO, m.MovePromise(2, at("06:30"), told=True))
    story.do("06:25", SATO, m.LogContact("x"))
    assert entry(story, 2).outcome is Outcome.ON_TIME


def test_a_time_agreed_anew_after_it_passed_is_a_missed_promise_and_a_new_one() -> None:
    """Nobody can make six o'clock kept by agreeing at ten past on half past seven."""
    story = led()
    told(story, "06:00")
    moved = story.do("06:10", SATO, m.MovePromise(2, at("07:30"), told=True))
    assert kinds(moved) == ["PromiseMissed", "PromiseMade"]
    assert entry(story, 2).late == minutes(10)
    assert (story.swarm.promises[0].due, story.swarm.promises[0].number) == (at("07:30"), 3)


def test_our_own_target_is_ours_to_move() -> None:
    """The customer knows nothing of it, so nothing is late."""
    story = led()
    story.do("05:00", SATO, m.LogContact("x", next_due=at("06:00")))
    story.do("06:10", SATO, m.MovePromise(2, at("06:30")))
    story.do("06:25", SATO, m.LogContact("x"))
    assert entry(story, 2).outcome is Outcome.ON_TIME


def test_a_corrected_record_judges_anew_and_the_old_one_stays() -> None:
    """Logged as now, but said at 5:58: on time after all; both readings stand in the log."""
    story = led()
    told(story, "06:00")
    story.do("06:05", SATO, m.LogContact("調査中"))
    assert entry(story, 2).outcome is Outcome.LATE
    done = story.do("06:07", AOIFE, m.CorrectContact(at=at("05:58"), how=How.MAIL))
    assert done.answer.key is K.CONTACT_CORRECTED
    assert entry(story, 2).outcome is Outcome.ON_TIME
    last = story.swarm.last_contact
    assert last is not None
    assert (last.at, last.how, last.said, last.by) == (at("05:58"), How.MAIL, "調査中", SATO)
    assert kinds(m.Decision(tuple(e.fact for e in story.log), done.answer)).count("Contacted") == 2


def test_a_record_is_corrected_after_the_close_too() -> None:
    """For ever: the report is written days later."""
    story = led()
    told(story, "06:00")
    story.do("06:30", SATO, m.Close(confirmed=True))
    number = story.swarm.records[0].number
    done = story.do("09:00", SATO, m.CorrectContact(number, "お客様へお詫び", to="大野部長"))
    assert not done.answer.refused
    assert story.swarm.records[0].to == "大野部長"


def test_an_attempt_does_not_become_a_contact_by_correcting_it() -> None:
    """Whoever was reached after all logs a contact; a record that never was is refused."""
    story = led()
    story.do("05:00", SATO, m.LogContact("", How.NOT_REACHED))
    number = story.swarm.records[0].number
    assert story.do("05:01", SATO, m.CorrectContact(number, how=How.PHONE)).answer.key is (
        K.CORRECT_REACHED
    )
    assert story.do("05:01", SATO, m.CorrectContact(9999)).answer.key is K.CONTACT_UNKNOWN
    late = m.CorrectContact(number, at=at("06:00"))
    assert story.do("05:01", SATO, late).answer.key is K.CONTACT_FUTURE


def test_the_last_contact_is_again_the_one_that_was_said_last() -> None:
    """A correction that moves a call before another one changes which was last."""
    story = led()
    story.do("05:30", SATO, m.LogContact("一報", at=at("05:10")))
    story.do("05:31", SATO, m.LogContact("二報", at=at("05:20")))
    number = story.swarm.records[-1].number
    story.do("05:32", SATO, m.CorrectContact(number, at=at("05:00")))
    last = story.swarm.last_contact
    assert last is not None
    assert last.said == "一報"


def test_a_report_owed_after_the_close_is_reminded_of_on_the_morning_before() -> None:
    """Thursday 17:00, closed on Tuesday: Wednesday at ten, in 1:1."""
    story = led()
    told(story, "06:00")
    report = at("17:00") + timedelta(days=2)
    story.do("08:40", SATO, m.Owe(PromiseKind.REPORT, "中村", report, owner=SATO))
    story.do("08:41", SATO, m.Close(confirmed=True, settle=((2, "復旧済み"),)))
    [reminder] = story.until(at("12:00") + timedelta(days=1))
    assert reminder.at == at("10:00") + timedelta(days=1)
    assert reminder.to == (SATO,)


@LAWS
@given(tickets, histories, policies)
def test_every_promise_ends_once(
    ticket: Ticket, orders: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """Whatever people do: kept, missed or ended, once; the others are open, and no two are alike."""
    history = History(ticket, orders, rules)
    ends = Counter(
        event.fact.number
        for event in history.log
        if isinstance(event.fact, m.PromiseKept | m.PromiseMissed | m.PromiseEnded)
    )
    assert set(ends.values()) <= {1}
    entries = {e.number: e for e in ledger(history.log)}
    still = {n for n, e in entries.items() if e.outcome is Outcome.OPEN}
    assert still == {p.number for p in history.state.promises}
    assert set(entries) == still | set(ends)
    assert all((e.outcome is Outcome.LATE) == bool(e.late) for e in entries.values()
               if e.outcome in (Outcome.LATE, Outcome.ON_TIME))  # fmt: skip
