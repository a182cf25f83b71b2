"""Stories of a case that people correct: severity, impact, since when, until when, title."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import messages as m
from bot.domain.answers import AnswerKey as K
from bot.domain.swarm import AreaState, Phase, PingKind, Severity, Ticket
from tests.build import AOIFE, ITO, SATO, TANAKA, Story, at, kinds, minutes, policy, ticket
from tests.domain.anything import LAWS

A, B = Severity.A, Severity.B


def again(story: Story, when: str, **changes: object) -> m.Decision:
    """The ticket system sends the whole ticket again."""
    story.until(when)
    return story._give(story.swarm, m.Order(m.Open(ticket(**changes))), at(when))


def case(story: Story) -> Ticket:
    return story.swarm.ticket


@pytest.mark.parametrize(
    ("command", "kind", "key"),
    [
        (m.ChangeCase(severity=B, reason="3 shops"), "SeverityChanged", K.SEVERITY_CHANGED),
        (m.ChangeCase(title="返品もできない"), "TitleChanged", K.TITLE_CHANGED),
        (m.ChangeCase(business_impact="3店舗のみ"), "ImpactChanged", K.IMPACT_CHANGED),
        (m.ChangeCase(symptom_since=at("04:10")), "SymptomDated", K.SYMPTOM_DATED),
        (m.ChangeCase(customer_deadline=at("08:30")), "DeadlineSet", K.DEADLINE_SET),
    ],
)
def test_each_field_has_a_fact_of_its_own(command: m.ChangeCase, kind: str, key: K) -> None:
    """It says what it was before; the same again changes nothing."""
    story = Story(policy(), ticket=ticket())
    decision = story.do("05:00", SATO, command)
    assert (kinds(decision)[0], decision.answer.key) == (kind, key)
    same = story.do("05:01", SATO, command)
    assert (same.facts, same.answer.key) == ((), K.CASE_SAME)


def test_several_fields_are_changed_at_once() -> None:
    """Each with its fact, in one answer."""
    story = Story()
    decision = story.do(
        "05:00", SATO, m.ChangeCase(title="x", business_impact="y", symptom_since=at("04:10"))
    )
    assert kinds(decision) == ["TitleChanged", "ImpactChanged", "SymptomDated"]
    assert decision.answer.key is K.CASE_CHANGED
    assert decision.answer.args["changed"] == ("title", "business_impact", "symptom_since")


def test_a_severity_has_a_reason_and_says_what_follows() -> None:
    """The first response follows, supervisors hear it, what was ruled out is checked again."""
    story = Story(policy(supervisors=(TANAKA,)))
    story.do("04:54", ITO, m.Find("storage", AreaState.RULED_OUT, "clean"))
    assert story.do("05:00", SATO, m.ChangeCase(severity=B)).answer.key is K.SEVERITY_WHY
    decision = story.do("05:00", SATO, m.ChangeCase(severity=B, reason=" only 3\nshops "))
    assert kinds(decision) == ["SeverityChanged", "ResultsDoubted", "PromiseMoved", "Raised"]
    assert decision.facts[0] == m.SeverityChanged(B, A, "only 3 shops")
    assert decision.answer.args["due"] == at("05:52")
    assert [p.kind for p in story.swarm.pings if p.to == (TANAKA,)] == [PingKind.SUPERVISOR_CHANGE]


def test_put_back_it_is_as_before() -> None:
    """By the same way: deadline, severity and what hangs on them."""
    story = Story()
    before = story.swarm.ticket, story.swarm.promises[0].due
    story.do("05:00", SATO, m.ChangeCase(severity=B, reason="x", customer_deadline=at("08:30")))
    back = m.ChangeCase(severity=A, reason="y", cleared=("customer_deadline",))
    story.do("05:01", SATO, back)
    assert (story.swarm.ticket, story.swarm.promises[0].due) == before


@pytest.mark.parametrize("field", ["business_impact", "symptom_since"])
def test_scope_and_symptom_time_doubt_what_was_ruled_out(field: str) -> None:
    """With the reason; a title or a deadline doubts nothing."""
    story = Story(ticket=ticket(symptom_since=at("04:15")))
    story.do("04:54", ITO, m.Find("storage", AreaState.RULED_OUT, "clean"))
    story.do("04:55", SATO, m.ChangeCase(title="x", customer_deadline=at("08:30")))
    assert story.swarm.areas[1].state is AreaState.RULED_OUT
    value = at("04:00") if field == "symptom_since" else "all shops"
    story.do("04:56", SATO, m.ChangeCase(**{field: value}))  # type: ignore[arg-type] # as its field
    doubt = story.swarm.areas[1].doubt
    assert doubt is not None
    assert doubt.why == (field,)


# ---------------------------------------------------------------- deadlines


@pytest.mark.parametrize(
    ("old", "new", "when", "due"),
    [
        (A, B, "05:20", "09:05"),  # an hour becomes four, counted from the contact
        (B, A, "05:20", "06:05"),
        (B, A, "06:30", "06:45"),  # it would have passed: as soon as a first response
        (B, A, "09:00", "09:05"),  # never later than it was
    ],
)
def test_our_own_target_follows_the_interval(
    old: Severity, new: Severity, when: str, due: str
) -> None:
    """The next update came from the interval of the severity, so it changes with it."""
    story = Story(ticket=ticket(severity=old))
    story.do("05:05", SATO, m.LogContact("looking into it"))
    story.do(when, SATO, m.ChangeCase(severity=new, reason="x"))
    [promise] = story.swarm.promises
    assert (promise.due, promise.told) == (at(due), False)


@pytest.mark.parametrize(
    "contact",
    [
        m.LogContact("x", next_due=at("06:00"), told=True),
        m.LogContact("x", next_due=at("06:10")),
        m.LogContact("x", every=minutes(45)),
    ],
)
def test_what_was_told_or_chosen_stays(contact: m.LogContact) -> None:
    """A time that the customer knows, one that somebody chose, an interval of this case."""
    story = Story()
    story.do("05:05", SATO, contact)
    due = story.swarm.promises[0].due
    decision = story.do("05:20", SATO, m.ChangeCase(severity=B, reason="x"))
    assert kinds(decision) == ["SeverityChanged"]
    assert story.swarm.promises[0].due == due


def test_the_ticket_s_severity_moves_the_same_deadlines() -> None:
    """Whoever says it, the policy is the same."""
    story = Story()
    story.do("05:05", SATO, m.LogContact("looking into it"))
    again(story, "05:20", severity=B)
    assert story.swarm.promises[0].due == at("09:05")


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (m.ChangeCase(symptom_since=at("05:30")), K.SYMPTOM_FUTURE),
        (m.ChangeCase(symptom_since=at("05:00") - timedelta(days=400)), K.TIME_UNLIKELY),
        (m.ChangeCase(customer_deadline=at("05:00") + timedelta(days=400)), K.TIME_UNLIKELY),
        (m.ChangeCase(title="  \n "), K.CASE_SAME),
        (m.ChangeCase(severity=A), K.CASE_SAME),
        (m.ChangeCase(cleared=("title", "severity", "customer_deadline")), K.CASE_SAME),
    ],
)
def test_what_cannot_be_is_refused(command: m.ChangeCase, key: K) -> None:
    """With the fault by name, and nothing changed."""
    story = Story()
    decision = story.do("05:00", SATO, command)
    assert (decision.facts, decision.answer.key, decision.answer.refused) == ((), key, True)


def test_a_closed_case_can_still_be_corrected() -> None:
    """For the report of tomorrow; nobody is called, and nothing is doubted."""
    story = Story(policy(supervisors=(TANAKA,)))
    story.do("04:54", ITO, m.Find("storage", AreaState.RULED_OUT, "clean"))
    story.do("05:00", SATO, m.LogContact("x", no_next="done"))
    story.do("05:00", SATO, m.Recover(Phase.RECOVERED))
    story.do("05:01", SATO, m.Close(confirmed=True))
    decision = story.do(
        "05:02", SATO, m.ChangeCase(symptom_since=at("04:10"), severity=B, reason="x")
    )
    assert kinds(decision) == ["SeverityChanged", "SymptomDated"]


# ---------------------------------------------------------------- the last word


def test_the_same_ticket_again_does_not_undo_a_person() -> None:
    """It is sent whole with every change: what it says as before is no news."""
    story = Story()
    story.do("05:00", SATO, m.ChangeCase(severity=B, reason="x", title="new title"))
    decision = again(story, "05:30", assignee="Aoife", updated_at=at("05:30"))
    assert (case(story).severity, case(story).title) == (B, "new title")
    [fact] = [f for f in decision.facts if isinstance(f, m.TicketChanged)]
    assert fact.changed == ("assignee",)
    assert {one.field for one in fact.standing} == {"severity", "title"}


def test_a_new_word_of_the_ticket_is_later_and_wins() -> None:
    """A value that it had not said before, written after the person's."""
    story = Story()
    story.do("05:00", SATO, m.ChangeCase(severity=B, reason="x"))
    decision = again(story, "05:30", severity=Severity.C, updated_at=at("05:29"))
    assert case(story).severity is Severity.C
    assert isinstance(decision.facts[0], m.TicketChanged)
    assert decision.facts[0].changed == ("severity",)


def test_a_word_that_was_overtaken_on_its_way_does_not_win() -> None:
    """Written before the person's, delivered after it; nor does its repetition later on."""
    story = Story()
    story.do("05:00", SATO, m.ChangeCase(severity=B, reason="x"))
    late = again(story, "05:01", severity=Severity.C, updated_at=at("04:59"))
    assert case(story).severity is B
    assert late.facts == (m.TicketChanged(case(story), (), story.swarm.overrides),)
    again(story, "05:30", severity=Severity.C, title="x", updated_at=at("05:30"))
    assert (case(story).severity, case(story).title) == (B, "x")


def test_a_ticket_that_caught_up_has_its_word_again() -> None:
    """It says B as we did; when it then says A, that is news."""
    story = Story()
    story.do("05:00", SATO, m.ChangeCase(severity=B, reason="x"))
    again(story, "05:10", severity=B)
    assert (case(story).severity, story.swarm.overrides) == (B, ())
    again(story, "05:20", severity=A)
    assert case(story).severity is A


def test_whoever_takes_it_back_has_the_last_word_too() -> None:
    """B, then A again at 5:10: the ticket's C of 5:05 comes too late."""
    story = Story()
    story.do("05:00", SATO, m.ChangeCase(severity=B, reason="x"))
    story.do("05:10", AOIFE, m.ChangeCase(severity=A, reason="y"))
    again(story, "05:11", severity=Severity.C, updated_at=at("05:05"))
    assert case(story).severity is A


def test_what_a_person_cleared_stays_cleared() -> None:
    """The ticket goes on saying what it said."""
    story = Story(ticket=ticket(symptom_since=at("04:15")))
    story.do("05:00", SATO, m.ChangeCase(cleared=("symptom_since", "business_impact")))
    again(story, "05:10", symptom_since=at("04:15"), assignee="Aoife")
    assert (case(story).symptom_since, case(story).business_impact) == (None, "")


@LAWS
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), max_size=12))
def test_the_last_news_is_what_stands(said: list[tuple[bool, int]]) -> None:
    """People and the ticket speak by turns: the title is the last word that was new from its side."""
    story = Story(ticket=ticket(title="0"))
    expected, source = "0", "0"
    for minute, (person, number) in enumerate(said, start=1):
        when, word = at("05:00") + minutes(minute), str(number)
        if person:
            story.do(when, SATO, m.ChangeCase(title=word))
            expected = word
        else:
            new = ticket(title=word, updated_at=when)
            story._give(story.swarm, m.Order(m.Open(new)), when)
            expected = word if word != source else expected
            source = word
        assert case(story).title == expected
