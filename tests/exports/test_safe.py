"""What may leave the house: what the customer was told, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import messages as m
from bot.domain.people import Person
from bot.domain.swarm import AreaState, How, Phase, PromiseKind
from bot.exports import FORMATS
from bot.present.reader import Reader
from bot.present.story import Document, document
from tests.build import AOIFE, ITO, SATO, TANAKA, Story, at, policy
from tests.exports.looking import everything

RUNES = "ᚠᚢᚦᚨᚱᚲᚷᚹᚺᚾᛁᛃᛇᛈᛉᛊᛏᛒᛖᛗᛚᛜᛞᛟ"
"""Letters that stand in no sentence of ours, and in no ticket: all that stays inside is written in
them, so that one of them outside is a leak."""
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"

inside = st.text(RUNES, min_size=3, max_size=30)
told = st.text(GREEK, min_size=5, max_size=30)
COLLEAGUE, HELPER = Person("id-colleague", f"{RUNES[:4]} {RUNES[4:8]}"), Person("id-2", RUNES[8:14])


@dataclass(frozen=True)
class Words:
    """``secret`` are said among us, ``open`` to the customer."""

    secret: Sequence[str]
    open: Sequence[str]


def story(words: Words) -> Story:
    """A case in which everything that can be written is written."""
    a, b, c, d, e, f, g, h = words.secret
    first, second, third, sentence = words.open
    s = Story(policy(managers=(HELPER,), supervisors=(COLLEAGUE,)))
    s.do("04:53", SATO, m.Lead())
    s.do("04:54", COLLEAGUE, m.Claim("storage"))
    s.do("04:55", HELPER, m.AddArea(a[:30]))
    s.do("04:55", HELPER, m.Join("storage"))
    s.do("04:56", COLLEAGUE, m.WorkAt("storage", f"https://{b}.example/"))
    s.do("05:00", SATO, m.Note(c))
    s.do("05:05", SATO, m.LogContact(first, How.PHONE, next_due=at("06:00"), told=True))
    s.do("05:10", COLLEAGUE, m.Find("storage", AreaState.SUSPECT, d, f"https://{e}.example/", ""))
    s.do("05:20", SATO, m.CustomerCalled("中村", f, at("05:50"), COLLEAGUE))
    s.do("05:30", COLLEAGUE, m.Find("storage", AreaState.CAUSE, g, "", sentence))
    s.do("05:31", HELPER, m.SetAside("network", h))
    s.do("05:32", COLLEAGUE, m.SetNextAction(a, HELPER))
    s.do("05:33", SATO, m.AskManager(b))
    s.do("05:34", COLLEAGUE, m.WaitFor("storage", c, at("07:00")))
    s.do("05:35", COLLEAGUE, m.Find("storage", AreaState.CAUSE, g, "", sentence))
    s.do("05:40", COLLEAGUE, m.LogContact(second, to="大野部長"))
    s.do("05:41", COLLEAGUE, m.CorrectContact(None, third, how=How.MAIL))
    s.do("05:42", SATO, m.Owe(PromiseKind.REPORT, "中村", at("09:00"), d, HELPER))
    s.do("05:43", SATO, m.EndPromise(s.swarm.promises[0].number, e))
    s.do("06:00", SATO, m.Recover(Phase.RECOVERED, at("05:58"), "中村", "128/128"))
    s.do("06:10", COLLEAGUE, m.Close(confirmed=True, settle=((s.swarm.promises[0].number, f),)))
    return s


def written(s: Story, *, safe: bool, language: str) -> dict[str, str]:
    """The story in each format, as text."""
    reader = Reader(language, ZoneInfo("Asia/Tokyo"))
    doc = document(s.log, s.swarm, s.rules, reader, s.now, safe=safe)
    files = {name: one.write(doc) for name, one in FORMATS.items()}
    return {n: everything(f) if n == "xlsx" else f.decode() for n, f in files.items()}


@pytest.mark.parametrize("language", ["en", "ja"])
@settings(max_examples=25, deadline=None)
@given(
    words=st.builds(
        Words,
        st.lists(inside, min_size=8, max_size=8),
        st.lists(told, min_size=4, max_size=4, unique=True),
    )
)
def test_no_word_of_ours_leaves_the_house(language: str, words: Words) -> None:
    """Evidence, notes, reasons, links, colleagues: none of it in any format; all that was told is."""
    s = story(words)
    for text in written(s, safe=True, language=language).values():
        assert not set(text) & set(RUNES)
        first, _, third, sentence = words.open
        assert all(one in text for one in (first, third, sentence))
        assert "佐藤 健" in text
    for text in written(s, safe=False, language=language).values():
        assert words.secret[2] in text
        assert COLLEAGUE.name in text


def safe_document(s: Story) -> Document:
    reader = Reader("en", ZoneInfo("Asia/Tokyo"))
    return document(s.log, s.swarm, s.rules, reader, s.now, safe=True)


def test_a_corrected_record_is_told_as_it_reads_now() -> None:
    """The customer reads what is true; the trace of the correction stays inside."""
    s = Story()
    s.do("04:53", SATO, m.Lead())
    s.do("05:14", SATO, m.LogContact("調査を開始しました", to="中村"))
    s.do("05:20", SATO, m.CorrectContact(at=at("05:06"), to="大野部長"))
    (row,) = [row for row in safe_document(s).timeline if row.kind == "contact"]
    assert (row.at, row.what) == (at("05:06"), "We told 大野部長 by phone: “調査を開始しました”")


def test_who_was_not_the_liaison_is_not_named() -> None:
    """The manager who phoned is our support team; the former liaison keeps their name."""
    s = Story()
    s.do("04:53", SATO, m.Lead())
    s.do("05:00", SATO, m.LogContact("α"))
    s.do("05:30", AOIFE, m.Liaise())
    s.do("05:40", TANAKA, m.LogContact("β", to="大野部長"))
    s.do("05:50", AOIFE, m.LogContact("γ"))
    who = [row.who for row in safe_document(s).timeline if row.kind == "contact"]
    assert who == [SATO.name, "our support team", AOIFE.name]


def test_our_own_targets_are_no_promises() -> None:
    """What the customer never heard of cannot have been kept or missed."""
    s = Story()
    s.do("04:53", SATO, m.Lead())
    s.do("05:00", SATO, m.LogContact("α"))  # the next one is our own target
    s.do("05:30", SATO, m.LogContact("β", next_due=at("06:30"), told=True))
    s.do("06:40", SATO, m.LogContact("γ", no_next="x"))
    outcomes = [(row.what, row.outcome_key) for row in safe_document(s).promises]
    assert outcomes == [("First response", "on_time"), ("Update", "late")]


def test_a_result_that_no_longer_holds_is_not_told() -> None:
    """The sentence for the customer goes when the finding does."""
    s = Story()
    s.do("05:00", ITO, m.Claim("storage"))
    s.do("05:10", ITO, m.Find("storage", AreaState.CAUSE, "x", "", "ストレージの遅延です"))
    assert "ストレージの遅延です" in [row.what for row in safe_document(s).timeline]
    s.do("05:20", ITO, m.Find("storage", AreaState.RULED_OUT, "y"))
    assert "ストレージの遅延です" not in [row.what for row in safe_document(s).timeline]
