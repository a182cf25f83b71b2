"""Decision tables: from the ticket to the close and back, and what is allowed at all."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.domain import messages as m
from bot.domain.answers import AnswerKey as K
from bot.domain.decide import decide
from bot.domain.moves import STEPS
from bot.domain.policy import Policy
from bot.domain.reminders import archive_at
from bot.domain.swarm import CustomerContact, HoldKind, How, Phase, Severity, Ticket
from tests.build import AOIFE, ITO, OPENED, SATO, TANAKA, Story, at, kinds, minutes, policy, ticket


def again(story: Story, when: str, new: Ticket) -> m.Decision:
    story.until(when)
    return story._give(story.swarm, m.Order(m.Open(new)), at(when))


def test_a_ticket_opens_a_swarm() -> None:
    """The built-in areas, the first response owed, and one call to those on duty."""
    story = Story()
    assert [type(e.fact).__name__ for e in story.log] == ["Opened", "PromiseMade", "Raised"]
    assert [a.key for a in story.swarm.areas] == ["platform", "storage", "network"]


def test_a_creation_in_the_future_is_now() -> None:
    """A source whose clock is ahead gives us no extra time."""
    story = Story(ticket=ticket(created_at=at("09:00")))
    assert story.swarm.promises[0].due == OPENED + minutes(15)


@pytest.mark.parametrize(
    ("changes", "changed"),
    [
        ({"title": "レジ全台停止"}, ("title",)),
        ({"business_impact": "半日で約3億円"}, ("business_impact",)),
        ({"customer_deadline": at("08:30")}, ("customer_deadline",)),
        ({"contact": CustomerContact(phone="090-1111-1111")}, ("contact",)),
        ({"title": "", "business_impact": "", "url": ""}, ()),
        ({"contact": CustomerContact()}, ()),
        ({}, ()),
        ({"status": "pending"}, ("status",)),
    ],
)
def test_the_same_ticket_again_brings_what_changed(
    changes: dict[str, object], changed: tuple[str, ...]
) -> None:
    """Fields that are left out are not cleared; nothing new is a duplicate without a trace."""
    decision = again(Story(), "05:00", ticket(**changes))
    found = [f.changed for f in decision.facts if isinstance(f, m.TicketChanged)]
    assert found == ([changed] if changed else [])
    assert decision.answer.key is (K.TICKET_UPDATED if changed else K.DUPLICATE)


def test_a_delivery_that_was_overtaken_changes_nothing() -> None:
    """An older version of the ticket does not overwrite a newer one."""
    story = Story(ticket=ticket(updated_at=at("05:00")))
    again(story, "05:02", ticket(title="new", updated_at=at("05:01")))
    late = again(story, "05:03", ticket(title="old", updated_at=at("04:59")))
    assert (late.facts, story.swarm.ticket.title) == ((), "new")


def test_a_new_number_keeps_the_name() -> None:
    """A delivery that states only the phone does not forget whom to ask for."""
    story = Story()
    again(story, "05:00", ticket(contact=CustomerContact(phone="1")))
    assert story.swarm.ticket.contact == CustomerContact("中村", "1", "ja")


@pytest.mark.parametrize(
    ("old", "new", "due"),
    [(Severity.B, Severity.A, "05:07"), (Severity.A, Severity.B, "05:52")],
)
def test_a_changed_severity_moves_the_first_response(
    old: Severity, new: Severity, due: str
) -> None:
    """It is owed as the new severity says, from the ticket's creation, and supervisors hear it."""
    story = Story(policy(supervisors=(TANAKA,)), ticket=ticket(severity=old))
    decision = again(story, "05:00", ticket(severity=new))
    assert kinds(decision) == ["TicketChanged", "PromiseMoved", "Raised"]
    assert story.swarm.promises[0].due == at(due)


def test_raised_too_late_is_late_but_not_at_once_nagged() -> None:
    """B to A after 40 minutes: the lateness is honest, and people get three minutes to begin."""
    story = Story(ticket=ticket(severity=Severity.B))
    story.do("04:53", SATO, m.Lead())
    again(story, "05:32", ticket(severity=Severity.A))
    pings = [p for p in story.until("05:36") if p.promise]
    assert [(p.kind.value, p.at) for p in pings] == [("now", at("05:35"))]
    late = story.do("05:36", SATO, m.LogContact("x", How.PHONE))
    assert late.answer.args["late"] == minutes(29)


def test_the_lead_talks_to_the_customer_until_somebody_else_does() -> None:
    """The lead is the liaison too; a liaison stays when the lead changes; else the role goes on."""
    story = Story()
    story.do("04:53", SATO, m.Lead())
    assert (story.swarm.lead, story.swarm.liaison) == (SATO, SATO)
    story.do("05:00", ITO, m.Lead())
    assert (story.swarm.lead, story.swarm.liaison) == (ITO, ITO)
    story.do("05:10", AOIFE, m.Liaise())
    story.do("05:20", SATO, m.Lead())
    assert (story.swarm.lead, story.swarm.liaison) == (SATO, AOIFE)
    assert story.do("05:21", SATO, m.Lead()).answer.key is K.ALREADY_LEAD
    assert story.do("05:21", AOIFE, m.Liaise()).answer.key is K.ALREADY_LIAISON


@pytest.mark.parametrize("start", [p for p in Phase if p is not Phase.CLOSED])
@pytest.mark.parametrize("end", list(Phase))
def test_phases_follow_the_table(start: Phase, end: Phase) -> None:
    """What the table of steps names can be declared; nothing else."""
    story = Story()
    story.swarm = replace(story.swarm, phase=start)
    decision = story.do("05:00", SATO, m.Recover(end))
    same = start is end is Phase.WATCHING  # another time to watch until
    assert bool(decision.facts) is (end in STEPS[start] or same)


def test_recovery_remembers_since_when() -> None:
    """Since 08:31 stays 08:31 when it is confirmed at 08:40, and while it is watched."""
    story = Story()
    story.do("08:34", SATO, m.Recover(Phase.UNCONFIRMED, since=at("08:31"), extent="128/128"))
    story.do("08:40", SATO, m.Recover(Phase.RECOVERED, confirmed_by="中村"))
    story.do("08:41", SATO, m.Recover(Phase.WATCHING, watch_until=at("10:00")))
    recovery = story.swarm.recovery
    assert recovery is not None
    assert (recovery.since, recovery.confirmed_by, recovery.extent) == (
        at("08:31"),
        "中村",
        "128/128",
    )
    story.do("09:00", SATO, m.Recover(Phase.OPEN))
    assert story.swarm.recovery is None


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (m.Recover(Phase.RECOVERED, since=at("06:00")), K.CONTACT_FUTURE),
        (m.Recover(Phase.UNCONFIRMED, watch_until=at("04:59")), K.TIME_PASSED),
        (m.Note(" \n"), K.TEXT_EMPTY),
        (m.Reopen(), K.NOT_CLOSED),
        (m.Recover(Phase.CLOSED), K.NOT_NOW),
        (m.Close(), K.CLOSE_OPEN_PROMISES),
    ],
)
def test_refused(command: m.Command, key: K) -> None:
    """What cannot be is refused with its reason, and leaves no trace."""
    decision = Story().do("05:00", SATO, command)
    assert (decision.facts, decision.answer.key) == ((), key)


def test_the_tickets_status_moves_the_phase_but_never_closes() -> None:
    """ "recovered" waits for the customer, "closed" is recovered; only a person closes a swarm."""
    story = Story()
    phases = []
    for when, status in (("08:00", "recovered"), ("08:10", "closed"), ("08:20", "open")):
        again(story, when, ticket(status=status))
        phases.append(story.swarm.phase)
    assert phases == [Phase.UNCONFIRMED, Phase.RECOVERED, Phase.OPEN]


def test_closing_lists_what_is_owed_and_silences_none() -> None:
    """Asked first; then some end with a reason, the others are kept."""
    story = Story()
    story.do("05:00", AOIFE, m.CustomerCalled("大野", "", at("17:00"), AOIFE))
    asked = story.do("05:30", SATO, m.Close(settle=((1, "誤報"),)))
    assert (asked.answer.key, asked.answer.args) == (K.CLOSE_OPEN_PROMISES, {"n": 1})
    closed = story.do("05:31", SATO, m.Close(confirmed=True, settle=((1, "誤報"), (9, "?"))))
    # Nobody had answered within the first 15 minutes: that is missed, whatever the reason.
    assert closed.facts == (m.PromiseMissed(1, minutes(24), "誤報"), m.Closed((2,)))
    assert [p.number for p in story.swarm.promises] == [2]


def test_nothing_owed_closes_at_once() -> None:
    """No promise, no question."""
    story = Story()
    story.do("05:00", SATO, m.LogContact("x", no_next="誤報"))
    assert kinds(story.do("05:01", SATO, m.Close())) == ["Closed"]


def test_a_reopened_swarm_calls_its_free_areas_anew() -> None:
    """Who leads stays; areas that nobody has are called again, five minutes later."""
    story = Story(policy(), ticket=ticket())
    story.do("04:53", SATO, m.Lead())
    story.do("06:00", SATO, m.Close(confirmed=True))
    story.do("07:00", SATO, m.Reopen())
    assert story.swarm.phase is Phase.OPEN
    calls = [p for p in story.until("07:10") if p.areas]
    assert [(p.kind.value, p.at) for p in calls] == [("unclaimed-nobody", at("07:05"))]


def test_a_next_action_can_be_taken_back() -> None:
    """An empty one is none."""
    story = Story()
    story.do("05:00", SATO, m.SetNextAction("名前解決を確認", ITO, at("06:40")))
    assert story.swarm.next_action is not None
    story.do("05:01", SATO, m.SetNextAction(""))
    assert story.swarm.next_action is None


@pytest.mark.parametrize(
    "command",
    [m.Lead(), m.Claim("storage"), m.Close(), m.Recover(Phase.OPEN), m.SetNextAction("x")],
)
def test_a_closed_swarm_refuses_and_says_since_when(command: m.Command) -> None:
    """The answer names the close, so that the person can reopen it."""
    story = Story()
    story.do("05:00", SATO, m.Close(confirmed=True))
    decision = story.do("06:00", SATO, command)
    assert (decision.answer.key, decision.answer.args) == (K.CLOSED, {"at": at("05:00")})


def test_an_unknown_swarm_is_said_to_be_unknown() -> None:
    """A press on a card of a swarm that is not there has a clear answer."""
    decision = decide(None, m.Order(m.Claim("storage"), SATO), OPENED, Policy())
    assert (decision.facts, decision.answer.key) == ((), K.UNKNOWN_SWARM)


@pytest.mark.parametrize("command", [m.Note("x"), m.Claim("storage"), m.LogContact("x"), m.Lead()])
def test_nobody_can_ask_for_nothing(command: m.Command) -> None:
    """Only tickets and time act without a person."""
    story = Story()
    decision = decide(story.swarm, m.Order(command), OPENED, Policy())
    assert (decision.facts, decision.answer.key) == ((), K.NOT_NOW)


@pytest.mark.parametrize(
    "command",
    [m.Note("x"), m.ShowStatus(), m.AddArea("POS"), m.LogContact("x"), m.Claim("storage")],
)
def test_a_repeated_operation_is_done_once(command: m.Command) -> None:
    """The same act delivered three times, also after other acts, makes its facts once."""
    story = Story()
    story.do("05:00", SATO, command, op="op-1")
    story.do("05:01", SATO, m.Release("storage"))
    before = story.swarm
    for _ in range(2):
        repeated = story.do("05:01", SATO, command, op="op-1")
        assert (repeated.facts, repeated.answer.key) == ((), K.REPEATED)
    assert story.swarm == before


def test_somebody_new_is_seen_on_the_card() -> None:
    """A note changes nothing on the card, unless it makes one person more."""
    story = Story()
    story.do("05:00", SATO, m.Note("x"))
    first = story.swarm.card_rev
    story.do("05:01", SATO, m.Note("y"))
    assert (story.swarm.card_rev, story.swarm.people) == (first, (SATO,))
    assert first == story.swarm.rev - 1


def test_what_is_over_goes_to_the_archive() -> None:
    """Counted from the last event; not while it is open, something is owed, or time brings more."""
    rules = policy(archive_after=minutes(60))
    story = Story(rules)

    def over() -> datetime | None:
        return archive_at(story.swarm, rules)

    assert over() is None
    story.do("05:00", SATO, m.Close(confirmed=True))
    assert over() is None  # the first response is still owed
    story.do("05:01", SATO, m.LogContact("x", no_next="誤報"))
    assert over() == at("06:01")
    assert archive_at(story.swarm, policy(archive_after=minutes(0))) is None
    story.do("05:02", SATO, m.HoldLadder(HoldKind.CALL))
    assert over() is None
    story.do("05:03", SATO, m.FreeLadder())
    assert over() == at("06:03")
    story.do("05:04", SATO, m.Reopen())
    assert over() is None
