"""What letters to the customer say, and what never gets into them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import messages as m
from bot.domain.policy import Policy
from bot.domain.swarm import AreaState, CustomerContact, How, Phase, PromiseKind
from bot.present.drafts import DraftKind, drafted, gist, text_of
from tests.build import ITO, SATO, TAKAHASHI, WATANABE, Story, at, led, minutes, ticket
from tests.present.letters import GOLDEN, TEXTS, begun, draft, night, written

LETTERS = {f"{name}.{language}": text for language in TEXTS for name, text in night(language)}


@pytest.mark.parametrize("name", LETTERS)
def test_the_letter_is_the_one_that_was_read(name: str) -> None:
    """Every letter of the night, in both languages (python -m tests.present.letters writes them)."""
    assert LETTERS[name] + "\n" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_no_golden_letter_is_left_over() -> None:
    """What is no longer drafted is no longer kept."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(LETTERS)


@pytest.mark.parametrize("name", [n for n in LETTERS if n.endswith("ja") and "inside" not in n])
def test_our_own_people_have_no_title_before_the_customer(name: str) -> None:
    """佐藤 without さん, the customer with 様, and nobody shouts."""
    assert "さん" not in LETTERS[name]
    assert "中村様" in LETTERS[name]
    assert not re.search(r"[!！]|クレーム|スウォーム|犯人|期限切れ|none", LETTERS[name])


word = st.text("abcdefghijklmnopqrstuvwxyz", min_size=7, max_size=12).map("zq".__add__)
evidence = st.lists(word, min_size=1, max_size=8).map(" ".join)


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(evidence, min_size=8, max_size=8),
    st.sampled_from(AreaState),
    st.sampled_from(DraftKind),
)
def test_no_word_of_evidence_is_in_any_draft(
    texts: list[str], state: AreaState, kind: DraftKind
) -> None:
    """Findings, links, notes, what was said, next actions, whom we wait for: all of it stays inside."""
    s = led()
    found = state if state in (AreaState.SUSPECT, AreaState.CAUSE) else AreaState.RULED_OUT
    s.do("05:01", ITO, m.Find("storage", found, texts[0], f"https://x.test/{texts[1].split()[0]}"))
    s.do("05:02", ITO, m.Note(texts[2]))
    s.do("05:03", SATO, m.LogContact(f"storage {texts[3]}"))
    s.do("05:04", SATO, m.SetNextAction(texts[4]))
    s.do("05:05", ITO, m.WaitFor("network", texts[5], at("06:00")))
    s.do("05:06", TAKAHASHI, m.SetAside("platform", texts[6]))
    s.do("05:07", SATO, m.CustomerCalled("中村", texts[7]))
    s.do("05:08", ITO, m.Find("storage", AreaState.RULED_OUT, texts[0]))
    text = written(drafted(s.swarm, s.rules, at("05:10"), s.swarm.promises[0], kind))
    assert not [w for one in texts for w in one.split() if w in text]


NEWS = {"en": "There is nothing new", "ja": "新しい進展はございません"}


@pytest.mark.parametrize("language", TEXTS)
def test_what_was_told_by_phone_is_written_in_the_next_letter(language: str) -> None:
    """A call tells the news, the next letter holds it in writing; the letter after that does not
    tell it again, whoever was called meanwhile, reached or not."""
    x, s = TEXTS[language], begun(language)
    s.do("05:06", SATO, m.LogContact("-", How.MAIL, next_due=at("06:00"), told=True))
    s.do("05:20", ITO, m.Find("storage", AreaState.SUSPECT, "raw", tell=x["tell"]))
    s.do("05:30", SATO, m.LogContact("-", How.PHONE))
    s.do("05:40", SATO, m.LogContact("", How.NOT_REACHED))
    letter = text_of(draft(s, "05:55"))
    assert x["tell"] in letter
    assert NEWS[language] not in letter
    s.do("05:58", SATO, m.LogContact(letter, How.TICKET, next_due=at("07:00"), told=True))
    s.do("06:10", SATO, m.LogContact("-", How.PHONE))
    after = text_of(draft(s, "06:50"))
    assert x["tell"] not in after
    assert NEWS[language] in after


@pytest.mark.parametrize("language", TEXTS)
def test_after_calls_alone_a_letter_tells_what_is_known(language: str) -> None:
    """The first letter after calls is the first that they can read; without news it says so."""
    x, s = TEXTS[language], begun(language)
    s.do("05:06", SATO, m.LogContact("-", next_due=at("06:00"), told=True))
    assert NEWS[language] in text_of(draft(s, "05:10"))
    s.do("05:20", ITO, m.Find("storage", AreaState.SUSPECT, "raw", tell=x["tell"]))
    s.do("05:30", SATO, m.LogContact("-"))
    assert x["tell"] in text_of(draft(s, "05:55"))


STATES = {
    AreaState.SUSPECT: "Storage, ",
    AreaState.RULED_OUT: "Storage: checked, nothing abnormal found.",
    AreaState.CAUSE: "Storage, ",
}


@pytest.mark.parametrize(("state", "line"), STATES.items())
def test_a_finding_is_told_in_a_fixed_sentence(state: AreaState, line: str) -> None:
    """A suspect, and a cause without a sentence for the customer, are only being checked."""
    s = begun("en")
    s.do("05:10", ITO, m.Find("storage", state, "raw"))
    assert line in text_of(draft(s, "05:20")).replace("Platform, ", "")


def test_a_cause_is_told_with_the_sentence_that_was_written_for_it() -> None:
    """Then it is the first thing that is known, and nobody says that the cause is unknown."""
    s = begun("en")
    s.do("05:10", ITO, m.Find("storage", AreaState.CAUSE, "raw", tell="A volume was full."))
    said = written(draft(s, "05:20"))
    assert "We have confirmed that Storage is involved.\nA volume was full." in said
    assert "not known yet;" not in said.partition("Expected recovery")[0]


def test_waiting_names_nobody() -> None:
    """Whom we wait for is ours to know."""
    s = begun("ja")
    s.do("05:10", ITO, m.WaitFor("storage", "ベンダーA", at("06:00")))
    said = text_of(draft(s, "05:20"))
    assert "ストレージ：関係部門へ調査を依頼し、回答を待っております。" in said
    assert "ベンダーA" not in said


NEXT = [
    ("05:07", minutes(60), "06:00"),  # the first response: the next time is a round one
    ("06:00", minutes(60), "07:00"),
    ("06:00", minutes(30), "06:30"),
    ("06:05", minutes(15), "06:20"),  # too near to be rounded
]


@pytest.mark.parametrize(("due", "every", "proposed"), NEXT)
def test_the_next_time_is_one_cadence_after_the_promised_one(
    due: str, every: object, proposed: str
) -> None:
    """Round where the cadence allows it; never before now."""
    s = led()
    s.do("04:58", SATO, m.LogContact("x", next_due=at(due), told=True, every=every))  # type: ignore[arg-type] # a span
    assert draft(s, "05:00").next_due == at(proposed)


def test_a_late_letter_proposes_a_time_ahead() -> None:
    """An hour after the promise, the next time is not in the past."""
    s = led()
    assert draft(s, "07:31").next_due == at("08:30")


def test_reports_are_numbered_as_the_customer_counts() -> None:
    """The call and the letter after it are one; what the boss heard is not counted; no try is."""
    s = led()
    s.do("05:00", SATO, m.LogContact("call"))
    s.do("05:03", SATO, m.LogContact("the same by mail", How.MAIL))
    s.do("05:30", SATO, m.LogContact("boss", to="大野部長"))
    s.do("05:40", SATO, m.LogContact("", How.NOT_REACHED))
    assert draft(s, "05:45").number == 2
    s.do("05:58", SATO, m.LogContact("second", How.TICKET))
    assert "【第三報】" in draft(s, "06:30").subject


KINDS = [
    (Phase.OPEN, None, DraftKind.UPDATE),
    (Phase.MITIGATED, None, DraftKind.UPDATE),
    (Phase.UNCONFIRMED, None, DraftKind.RECOVERY),
    (Phase.RECOVERED, None, DraftKind.RECOVERY),
    (Phase.RECOVERED, PromiseKind.REPORT, DraftKind.FINAL),
]


@pytest.mark.parametrize(("phase", "owed", "kind"), KINDS)
def test_the_case_says_which_letter_is_due(
    phase: Phase, owed: PromiseKind | None, kind: DraftKind
) -> None:
    """Update, recovery, or the report that is owed."""
    s = led()
    if phase is not Phase.OPEN:
        s.do("05:00", SATO, m.Recover(phase))
    if owed:
        s.do("05:01", SATO, m.Owe(owed, "", at("17:00")))
    promise = next((p for p in s.swarm.promises if p.kind is owed), None)
    assert drafted(s.swarm, s.rules, at("05:10"), promise).kind is kind


def test_the_customer_s_language_wins_over_the_channel_s() -> None:
    """Else the policy's."""
    english = Story(
        Policy(language="ja"), ticket=ticket(contact=CustomerContact("Ono", "", "en-GB"))
    )
    assert "Dear Ono," in text_of(draft(english, "05:00"))
    unsaid = Story(Policy(language="ja"), ticket=ticket(contact=CustomerContact("小野", "", "")))
    assert "小野様" in text_of(draft(unsaid, "05:00"))


def test_an_empty_case_is_still_a_letter() -> None:
    """No customer, no contact, no impact, no lead: whole sentences, no gaps."""
    bare = ticket(customer="", business_impact="", contact=CustomerContact())
    for language in ("en", "ja"):
        s = Story(Policy(language=language), ticket=bare)
        for kind in DraftKind:
            said = written(drafted(s.swarm, s.rules, at("05:00"), None, kind))
            assert not re.search(r"none|\{|\}|None", said)


def test_what_is_kept_of_a_letter_is_its_body() -> None:
    """Number and paragraphs; whoever reads the card needs no greeting."""
    s = begun("ja")
    letter = draft(s, "05:00")
    kept = gist(text_of(letter), letter)
    assert kept.startswith("【第一報】■ 事象")
    assert "お世話になっております" not in kept
    assert "サポート窓口" not in kept
    assert gist("電話でお伝えしました", letter) == "【第一報】電話でお伝えしました"


def test_a_correction_comes_once() -> None:
    """Corrected in the letter of 06:45, it is not in the next one."""
    s = begun("ja")
    s.do("05:24", ITO, m.Find("storage", AreaState.SUSPECT, "raw"))
    s.do("05:58", SATO, m.LogContact("ストレージが有力な原因です", next_due=at("07:00"), told=True))
    s.do("06:31", ITO, m.Find("storage", AreaState.RULED_OUT, "raw"))
    letter = draft(s, "06:45")
    assert letter.paragraphs[0][0] == "correction"
    s.do("06:50", SATO, m.LogContact(text_of(letter), How.MAIL, next_due=at("08:00"), told=True))
    assert "correction" not in dict(draft(s, "07:30").paragraphs)


CORRECTIONS = [
    (AreaState.RULED_OUT, "", "it was not the cause"),
    (AreaState.SUSPECT, "", None),
    (AreaState.CAUSE, "A volume was full.", None),
]


@pytest.mark.parametrize(("now", "tell", "said"), CORRECTIONS)
def test_a_suspect_that_was_told_is_corrected_only_when_it_fell(
    now: AreaState, tell: str, said: str | None
) -> None:
    """A suspect that became the cause needs no apology."""
    s = begun("en")
    s.do("05:24", ITO, m.Find("storage", AreaState.SUSPECT, "raw"))
    s.do("05:58", SATO, m.LogContact("Storage is the likely cause"))
    s.do("06:31", WATANABE, m.Find("storage", now, "raw", tell=tell))
    corrected = dict(draft(s, "06:45").paragraphs).get("correction", ())
    assert bool(corrected) is (said is not None)
    assert said is None or said in corrected[0]
