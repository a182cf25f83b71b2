"""Stories of results: what was found, for which time, and when it holds no longer."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import messages as m
from bot.domain.answers import AnswerKey as K
from bot.domain.limits import LINK, TELL
from bot.domain.swarm import Area, PingKind, Severity
from bot.domain.swarm import AreaState as S
from bot.domain.tellable import tellable
from tests.build import AOIFE, ITO, SATO, WATANABE, Story, at, kinds, lines, policy, ticket
from tests.domain.anything import LAWS

LOG = "https://wiki.example.com/log?id=1"


def area(story: Story, key: str = "storage") -> Area:
    found = story.swarm.area(key)
    assert found is not None
    return found


def ruled_out(story: Story, when: str = "05:10", key: str = "platform") -> None:
    """Ito looked at it and found nothing."""
    story.do(when, ITO, m.Claim(key))
    story.do(when, ITO, m.Find(key, S.RULED_OUT, "no errors", LOG))


def test_a_finding_keeps_its_evidence_and_the_time_that_was_looked_at() -> None:
    """By whom, when, where it can be seen; by default since it began, until now."""
    story = Story(ticket=ticket(symptom_since=at("04:15")))
    story.do("05:18", ITO, m.Find("storage", S.RULED_OUT, "no errors", LOG, "Storage is fine."))
    found = area(story).evidence
    assert found is not None
    assert (found.by, found.at, found.since, found.until) == (
        ITO, at("05:18"), at("04:15"), at("05:18")
    )  # fmt: skip
    assert (found.link, area(story).tell) == (LOG, "Storage is fine.")


def test_the_time_that_was_looked_at_can_be_said() -> None:
    """And never reaches into the future, nor ends before it begins."""
    story = Story()
    story.do("05:18", ITO, m.Find("storage", S.RULED_OUT, "x", "", "", at("04:00"), at("05:15")))
    story.do("05:19", ITO, m.Find("network", S.SUSPECT, "x", "", "", at("09:00"), at("09:30")))
    first, second = area(story).evidence, area(story, "network").evidence
    assert first is not None
    assert second is not None
    assert (first.since, first.until) == (at("04:00"), at("05:15"))
    assert (second.since, second.until) == (at("05:19"), at("05:19"))


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (m.Find("storage", S.SUSPECT, "x", "see the wiki"), K.LINK_UNCLEAR),
        (m.Find("storage", S.SUSPECT, "x", "javascript:alert(1)"), K.LINK_UNCLEAR),
        (m.Find("storage", S.SUSPECT, "x", "https://"), K.LINK_UNCLEAR),
        (m.Find("storage", S.SUSPECT, "x", "https://a.example/" + "x" * LINK), K.LINK_UNCLEAR),
        (m.Find("storage", S.SUSPECT, "x", "https://a.example/>)["), K.LINK_UNCLEAR),
        (m.Find("storage", S.SUSPECT, "x", "", "長" * (TELL + 1)), K.TELL_LONG),
        (m.WorkAt("storage", "at my desk"), K.LINK_UNCLEAR),
        (m.WaitFor("storage", " ", at("06:00")), K.WHOM_EMPTY),
        (m.WaitFor("storage", "the vendor"), K.UNTIL_EMPTY),
        (m.WaitFor("storage", "the vendor", at("04:00")), K.TIME_PASSED),
        (m.Confirm("storage"), K.NOTHING_TO_CHECK),
    ],
)
def test_what_cannot_be_meant_is_refused(command: m.Command, key: K) -> None:
    """A link that leads nowhere, half a sentence to a customer, a wait without an end."""
    decision = Story().do("05:00", ITO, command)
    assert (decision.facts, decision.answer.key) == ((), key)


def test_a_newer_finding_has_its_own_sentence_for_the_customer() -> None:
    """What was written about the suspicion is not said about the result."""
    story = Story()
    story.do("05:00", ITO, m.Find("storage", S.SUSPECT, "slow", "", "We look at storage."))
    story.do("05:10", ITO, m.Find("storage", S.RULED_OUT, "an effect"))
    assert area(story).tell == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"severity": Severity.B}, ("severity",)),
        ({"business_impact": "全店舗"}, ("business_impact",)),
        ({"symptom_since": at("04:15")}, ("symptom_since",)),
        (
            {"severity": Severity.B, "symptom_since": at("04:15"), "title": "x"},
            ("severity", "symptom_since"),
        ),
    ],
)
def test_ruled_out_is_to_be_checked_again_when_its_ground_changes(
    changes: dict[str, object], why: tuple[str, ...]
) -> None:
    """Severity, scope or the time of the symptom; with the reason, and everything that was found."""
    story = Story()
    ruled_out(story)
    story.do("05:20", SATO, m.Open(ticket(**changes)))
    assert area(story, "platform").state is S.CHECK_AGAIN
    assert area(story, "platform").finding == "no errors"
    doubt = area(story, "platform").doubt
    assert doubt is not None
    assert (doubt.why, doubt.at) == (why, at("05:20"))


@pytest.mark.parametrize("state", [S.LOOKING, S.SUSPECT, S.CAUSE])
def test_only_what_was_ruled_out_is_doubted(state: S) -> None:
    """And a new title changes nothing that was found."""
    story = Story()
    story.do("05:00", ITO, m.Find("storage", state, "x"))
    ruled_out(story)
    story.do("05:20", SATO, m.Open(ticket(title="返品もできない")))
    assert area(story, "platform").state is S.RULED_OUT
    story.do("05:21", SATO, m.Open(ticket(title="返品もできない", severity=Severity.B)))
    assert area(story).state is state


def test_whoever_ruled_it_out_is_asked_at_once_and_confirms_in_one_press() -> None:
    """One question for all their areas; confirming keeps what was found, up to now."""
    story = Story(policy(check_ins=True, unclaimed_after=timedelta(0)))
    ruled_out(story)
    ruled_out(story, key="storage")
    story.do("05:20", SATO, m.Lead())
    story.do("05:20", SATO, m.Open(ticket(severity=Severity.B)))
    asked = [ping for ping in story.until("05:21") if ping.kind is PingKind.CHECK_AGAIN]
    assert lines(asked) == ["05:20 check-again direct 伊藤 直子"]
    assert asked[0].areas == ("platform", "storage")

    story.do("05:25", ITO, m.Confirm("platform"))
    evidence = area(story, "platform").evidence
    assert area(story, "platform").state is S.RULED_OUT
    assert evidence is not None
    assert (evidence.link, evidence.until) == (LOG, at("05:25"))
    story.do("05:26", ITO, m.Confirm("storage"))
    assert not [ping for ping in story.swarm.pings if ping.kind is PingKind.CHECK_AGAIN]


def test_a_doubted_result_that_nobody_has_is_called_for() -> None:
    """Whoever ruled it out has gone; the area wants somebody again."""
    story = Story(policy([], {"platform": (WATANABE,)}, always_on_duty=(WATANABE,)))
    ruled_out(story)
    story.do("05:11", ITO, m.Release("platform"))
    story.do("05:20", SATO, m.Open(ticket(severity=Severity.B)))
    called = [p for p in story.until("05:30") if "platform" in p.areas]
    assert lines(called) == ["05:25 unclaimed thread 渡辺 亮"]


def test_waiting_for_somebody_asks_the_owner_at_that_moment() -> None:
    """Not before, whatever the interval says; thirty more minutes move it."""
    story = Story(policy(check_ins=True))
    story.do("05:00", ITO, m.Claim("storage"))
    story.do("05:01", ITO, m.WaitFor("storage", "SIベンダー", at("06:40")))
    asked = [p for p in story.until("06:45") if p.areas == ("storage",)]
    assert lines(asked) == ["06:40 waiting-over direct 伊藤 直子"]
    story.do("06:45", ITO, m.Estimate(at("05:30") - at("05:00"), "storage"))
    wait = area(story).wait
    assert wait is not None
    assert (wait.whom, wait.until) == ("SIベンダー", at("07:15"))
    asked = [p for p in story.until("07:20") if p.areas == ("storage",)]
    assert lines(asked) == ["07:15 waiting-over direct 伊藤 直子"]


def test_the_answer_ends_the_wait() -> None:
    """A result takes its place, and nobody is asked about it any more."""
    story = Story(policy(check_ins=True))
    story.do("05:01", ITO, m.WaitFor("storage", "SIベンダー", at("05:30")))
    assert area(story).owner == ITO
    story.until("05:31")
    story.do("05:32", AOIFE, m.Find("storage", S.RULED_OUT, "they see nothing"))
    assert area(story).wait is None
    assert not [p for p in story.swarm.pings if p.kind is PingKind.WAITING_OVER]
    assert not [p for p in story.until("08:00") if p.areas == ("storage",)]


def test_where_the_work_happens() -> None:
    """A link, and away again."""
    story = Story()
    story.do("05:00", ITO, m.Claim("storage"))
    assert kinds(story.do("05:01", ITO, m.WorkAt("storage", LOG))) == ["WorkPlaced"]
    assert area(story).place == LOG
    story.do("05:02", ITO, m.WorkAt("storage", ""))
    assert area(story).place == ""


@LAWS
@given(
    st.text("abcxyz ログ", min_size=4, max_size=40).filter(str.strip),
    st.sampled_from([S.LOOKING, S.SUSPECT, S.CAUSE, S.RULED_OUT]),
    st.sampled_from(["", "We have checked storage."]),
)
def test_no_evidence_is_told_to_the_customer(text: str, state: S, sentence: str) -> None:
    """Whatever was written as evidence: only the state is told, and the sentence made for it."""
    story = Story()
    story.do("05:00", ITO, m.Find("storage", state, f"«{text}»", LOG, sentence))
    story.do("05:01", ITO, m.WorkAt("storage", LOG))
    [line] = [line for line in tellable(story.swarm) if line.area == "storage"]
    assert (line.name, line.sentence) == (area(story).name, sentence)
    assert "«" not in repr(line)
    assert LOG not in repr(line)


@pytest.mark.parametrize(
    ("state", "sentence", "told"),
    [
        (S.SUSPECT, "", S.LOOKING),
        (S.CAUSE, "", S.LOOKING),
        (S.CAUSE, "Name resolution is involved.", S.CAUSE),
        (S.RULED_OUT, "", S.RULED_OUT),
    ],
)
def test_a_suspect_is_being_checked_and_a_cause_needs_words(
    state: S, sentence: str, told: S
) -> None:
    """The customer hears neither a guess, nor a cause that nobody has put into words for them."""
    story = Story()
    story.do("05:00", ITO, m.Find("storage", state, "x", "", sentence))
    story.do("05:00", ITO, m.SetAside("platform", "another region"))
    lines = {line.area: line.state for line in tellable(story.swarm)}
    assert lines == {"storage": told, "network": S.LOOKING}
