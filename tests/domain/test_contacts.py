"""Decision tables: what was said to the customer, and what is owed next."""

from datetime import datetime, timedelta

import pytest

from bot.domain import messages as m
from bot.domain.answers import AnswerKey as K
from bot.domain.limits import PROMISES_MOST
from bot.domain.swarm import How, PromiseKind
from tests.build import (
    AOIFE,
    ITO,
    KOBAYASHI,
    OPENED,
    SATO,
    TANAKA,
    Story,
    at,
    clock,
    kinds,
    minutes,
    ticket,
)

FAR = at("05:00") + timedelta(days=400)


def owed(story: Story) -> list[str]:
    """The open promises: ``06:00 update to 中村, told``."""
    return [
        f"{clock(p.due)} {p.kind.value} to {p.to or 'the usual'}{', told' if p.told else ''}"
        for p in story.swarm.promises
    ]


def log(said: str = "調査を始めました", **fields: object) -> m.LogContact:
    return m.LogContact(said, **fields)  # type: ignore[arg-type] # tests name real fields


def test_a_contact_is_on_time_by_when_it_was_said() -> None:
    """Said 05:06, written down 05:14, owed by 05:07: on time; the next counts from 05:06."""
    story = Story()
    decision = story.do("05:14", SATO, log(at=at("05:06")))
    assert kinds(decision) == ["Contacted", "PromiseKept", "PromiseMade"]
    assert decision.facts[1] == m.PromiseKept(1, timedelta(0))
    assert decision.answer.args["late"] == timedelta(0)
    assert owed(story) == ["06:06 update to the usual"]


def test_a_late_contact_says_by_how_much() -> None:
    """Nine minutes late are nine minutes late."""
    decision = Story().do("05:16", SATO, log())
    assert m.PromiseKept(1, minutes(9)) in decision.facts
    assert decision.answer.args["late"] == minutes(9)


def test_the_first_response_counts_from_the_tickets_own_creation() -> None:
    """A webhook that came seven minutes late does not give us seven minutes more."""
    story = Story(opened=at("04:59"))
    assert owed(story) == ["05:07 first_response to the usual"]


def test_a_call_before_the_ticket_was_written_is_the_first_response() -> None:
    """Whoever phoned first and wrote the ticket afterwards has answered."""
    story = Story()
    assert "PromiseKept" in kinds(story.do("04:53", SATO, log(at=at("04:50"))))


@pytest.mark.parametrize(
    ("command", "next_owed"),
    [
        (log(next_due=at("06:00"), told=True), ["06:00 update to the usual, told"]),
        (log(next_due=at("06:00")), ["06:00 update to the usual"]),
        (log(), ["06:06 update to the usual"]),
        (log(every=minutes(30)), ["05:36 update to the usual"]),
        (log(no_next="お客様のご希望"), []),
    ],
)
def test_what_is_owed_next(command: m.LogContact, next_owed: list[str]) -> None:
    """A given time, told or our own target; else the cadence; or nothing, because."""
    story = Story()
    story.do("05:06", SATO, command)
    assert owed(story) == next_owed


def test_the_cadence_changes_from_now_on() -> None:
    """ "Every 30 minutes from now on" holds for the contacts after this one too."""
    story = Story()
    story.do("05:06", SATO, log(every=minutes(30)))
    story.do("05:30", SATO, log())
    assert owed(story) == ["06:00 update to the usual"]


def test_none_because_stands_until_a_time_is_given() -> None:
    """After "no next contact, because", a word of thanks opens no new promise; a time does."""
    story = Story()
    story.do("05:06", SATO, log(no_next="復旧済み"))
    story.do("05:20", SATO, log("お礼をいただいた"))
    assert (owed(story), story.swarm.no_next) == ([], "復旧済み")
    story.do("05:30", SATO, log(next_due=at("07:00"), told=True))
    assert (owed(story), story.swarm.no_next) == (["07:00 update to the usual, told"], "")


def test_two_addressees_have_two_promises() -> None:
    """Logging the boss's call leaves the promise to the technician, and the other way round."""
    story = Story()
    story.do("05:06", SATO, log(next_due=at("07:39"), told=True))
    story.do("07:25", TANAKA, m.CustomerCalled("大野部長", "責任者から電話を", at("07:40"), TANAKA))
    assert owed(story) == [
        "07:39 update to the usual, told",
        "07:40 call_back to 大野部長, told",
    ]
    story.do("07:38", TANAKA, log(to="大野 部長"))
    assert owed(story) == ["07:39 update to the usual, told"]
    story.do("07:39", KOBAYASHI, log(to="中村"))
    assert owed(story) == ["08:39 update to the usual"]


def test_two_people_write_down_the_same_call() -> None:
    """One promise is kept and one next is owed, though their minutes differ."""
    story = Story()
    story.do("05:12", SATO, log(at=at("05:06"), next_due=at("06:00"), told=True))
    second = story.do("05:14", AOIFE, log(at=at("05:08")))
    assert kinds(second) == ["Contacted"]
    assert owed(story) == ["06:00 update to the usual, told"]
    assert story.swarm.contacts == 2


def test_two_people_answer_the_same_reminder() -> None:
    """The second press hears who logged it, and changes nothing."""
    story = Story()
    story.do("05:06", SATO, log(promise=1))
    second = story.do("05:07", AOIFE, log(promise=1))
    assert second.facts == ()
    assert (second.answer.key, second.answer.args["name"]) == (K.ALREADY_LOGGED, SATO)


def test_a_contact_before_a_call_back_was_asked_for_does_not_keep_it() -> None:
    """The customer rang at 05:10; a call of 05:06 that is written down later is not the answer."""
    story = Story()
    story.do("05:10", AOIFE, m.CustomerCalled("", "再度お電話", at("05:30")))
    story.do("05:14", SATO, log(at=at("05:06"), next_due=at("06:00")))
    assert owed(story) == ["05:30 call_back to the usual, told", "06:00 update to the usual"]


def test_not_reached_counts_for_nothing_and_sets_the_next_try() -> None:
    """An attempt is on record, no promise is kept, the last contact is none."""
    story = Story()
    tried = story.do("05:02", SATO, log("不在", how=How.NOT_REACHED, next_due=at("05:06")))
    assert kinds(tried) == ["Contacted", "PromiseMoved"]
    assert owed(story) == ["05:06 first_response to the usual"]
    assert (story.swarm.contacts, story.swarm.last_contact) == (0, None)


def test_not_reached_with_nothing_owed_can_open_the_next_try() -> None:
    """A next try is a promise, even when no other is open."""
    story = Story()
    story.do("05:02", SATO, log(no_next="様子見"))
    story.do("05:30", SATO, log("不在", how=How.NOT_REACHED, next_due=at("06:00")))
    assert owed(story) == ["06:00 update to the usual"]


def test_a_report_is_kept_only_by_name() -> None:
    """A phone call does not hand in the report; "report sent" does, and opens no update."""
    story = Story()
    story.do("05:06", SATO, log(no_next="復旧済み"))
    story.do("05:07", SATO, m.Owe(PromiseKind.REPORT, "", at("17:00"), "障害報告書"))
    story.do("06:00", SATO, log())
    assert owed(story) == ["17:00 report to the usual, told"]
    story.do("16:00", SATO, log(promise=2, how=How.MAIL))
    assert owed(story) == []


def test_the_last_contact_is_the_last_one_said() -> None:
    """A call written down late does not hide a later one."""
    story = Story()
    story.do("05:30", SATO, log("second", at=at("05:25")))
    story.do("05:31", AOIFE, log("first", at=at("05:06")))
    assert story.swarm.last_contact is not None
    assert story.swarm.last_contact.said == "second"


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (log(at=at("05:10")), K.CONTACT_FUTURE),
        (log(next_due=at("04:59")), K.TIME_PASSED),
        (log(next_due=at("05:00")), K.TIME_PASSED),
        (log(next_due=FAR), K.TIME_FAR),
        (log(every=timedelta(0)), K.CADENCE_RANGE),
        (log(every=timedelta(days=-1)), K.CADENCE_RANGE),
        (log(every=timedelta.max), K.CADENCE_RANGE),
        (log(promise=9), K.PROMISE_GONE),
        (m.CustomerCalled("大野", "", at("04:30")), K.TIME_PASSED),
        (m.CustomerCalled("大野", "", FAR), K.TIME_FAR),
        (m.Owe(PromiseKind.REPORT, "", at("05:00")), K.TIME_PASSED),
        (m.Owe(PromiseKind.REPORT, "", FAR), K.TIME_FAR),
        (m.MovePromise(1, at("04:00")), K.TIME_PASSED),
        (m.MovePromise(1, FAR), K.TIME_FAR),
        (m.MovePromise(9, at("06:00")), K.PROMISE_GONE),
        (m.TakePromise(9), K.PROMISE_GONE),
        (m.Snooze(9), K.PROMISE_GONE),
        (m.EndPromise(9, "x"), K.PROMISE_GONE),
        (m.EndPromise(1, "  "), K.REASON_EMPTY),
        (m.FreeLadder(), K.FREED),
    ],
)
def test_refused(command: m.Command, key: K) -> None:
    """What cannot be is refused with its reason, and leaves no trace."""
    story = Story()
    decision = story.do("05:00", SATO, command)
    assert (decision.facts, decision.answer.key, decision.answer.refused) == ((), key, True)


def test_a_clock_that_runs_a_minute_ahead_is_no_mistake() -> None:
    """Up to two minutes of the future are now."""
    decision = Story().do("05:00", SATO, log(at=at("05:01")))
    assert decision.answer.args["at"] == at("05:00")


def test_moving_says_whether_the_customer_agreed() -> None:
    """Another time, told or not; the promise is the same one."""
    story = Story()
    story.do("05:00", SATO, m.MovePromise(1, at("05:20"), told=True))
    assert owed(story) == ["05:20 first_response to the usual, told"]


def test_taking_a_promise_gives_it_an_owner() -> None:
    """ "I'll contact them": from now on it is theirs."""
    story = Story()
    story.do("05:08", ITO, m.TakePromise(1))
    assert story.swarm.promises[0].owner == ITO


def test_a_snooze_comes_once_and_leaves_the_cadence() -> None:
    """The second is refused; the next promise comes at the usual distance and may be snoozed."""
    story = Story()
    story.do("05:06", SATO, log(next_due=at("06:00"), told=True))
    assert story.do("05:46", SATO, m.Snooze(2)).answer.key is K.SNOOZED
    assert story.do("05:50", SATO, m.Snooze(2)).answer.key is K.SNOOZED_BEFORE
    story.do("06:00", SATO, log())
    assert owed(story) == ["07:00 update to the usual"]
    assert story.do("06:46", SATO, m.Snooze(3)).answer.key is K.SNOOZED


def test_a_promise_ends_with_a_reason() -> None:
    """It is owed no more, and the log says why."""
    story = Story()
    decision = story.do("05:00", SATO, m.EndPromise(1, " 誤報 "))
    assert decision.facts == (m.PromiseEnded(1, "誤報"),)
    assert owed(story) == []


def test_a_closed_swarm_still_owes() -> None:
    """What is open at the close stays, can be kept, and opens nothing new by itself."""
    story = Story()
    story.do("05:06", SATO, log(next_due=at("10:00"), told=True))
    story.do("08:52", SATO, m.Close(confirmed=True))
    assert owed(story) == ["10:00 update to the usual, told"]
    kept = story.do("09:58", SATO, log())
    assert kinds(kept) == ["Contacted", "PromiseKept"]
    assert owed(story) == []


def test_a_call_back_follows_the_liaison() -> None:
    """Without a name it belongs to whoever talks to the customer when it is due."""
    story = Story()
    story.do("04:53", SATO, m.Lead())
    story.do("05:00", AOIFE, m.CustomerCalled("大野", "", at("05:30")))
    assert [p.owner for p in story.swarm.promises] == [None, None]
    alone = Story()
    alone.do("05:00", AOIFE, m.CustomerCalled("大野", "", at("05:30")))
    assert alone.swarm.promises[-1].owner == AOIFE


def test_more_promises_than_anybody_keeps_are_refused() -> None:
    """A clear answer instead of a row that grows for ever; the regular update is never refused."""
    story = Story()
    story.do("04:55", SATO, log())
    for number in range(PROMISES_MOST):
        last = story.do("05:10", SATO, m.Owe(PromiseKind.CALL_BACK, f"p{number}", at("09:00")))
    assert last.answer.key is K.PROMISE_LIMIT
    assert story.do("05:11", SATO, log(to="new", next_due=at("9:00"))).answer.refused
    assert kinds(story.do("05:12", SATO, log())) == ["Contacted", "PromiseKept", "PromiseMade"]


def test_the_first_response_is_any_word_to_anybody_there() -> None:
    """Whoever was reached at the customer's: the first response is given, and they hear next."""
    story = Story(ticket=ticket())

    kept = story.do("05:00", SATO, log(to="大野部長"))

    assert kinds(kept) == ["Contacted", "PromiseKept", "PromiseMade"]
    assert [promise.to for promise in story.swarm.promises] == ["大野部長"]


def test_the_usual_contact_has_one_name() -> None:
    """The name on the ticket, however it is typed, is the usual contact."""
    story = Story(ticket=ticket())
    story.do("05:00", SATO, log(to=" 中 村 "))
    assert story.swarm.last_contact is not None
    assert story.swarm.last_contact.to == ""


def test_the_moment_of_opening_is_not_the_clock() -> None:
    """Promises know when they were given and when we came to know of it."""
    story: Story = Story(opened=at("04:59"))
    promise = story.swarm.promises[0]
    times: tuple[datetime, datetime | None] = (promise.made, promise.set_at)
    assert times == (OPENED, at("04:59"))
