"""Files that open, whatever people have written, and that nothing in them acts."""

import json
import re
from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from bot.domain import messages as m
from bot.domain.policy import Policy
from bot.domain.swarm import Ticket, Where
from bot.exports import FORMATS, file_name
from bot.exports.asjson import as_json
from bot.exports.markdown import markdown
from bot.exports.workbook import workbook
from bot.present.reader import Reader
from bot.present.story import Document, document
from tests.build import SATO, Story
from tests.domain.anything import History, histories, policies, tickets
from tests.domain.test_four_hours import night
from tests.exports.looking import formulas, links, texts

TOKYO, UTC = Reader("en", ZoneInfo("Asia/Tokyo")), Reader("ja", ZoneInfo("UTC"))
DANGEROUS = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1,2)", "\t=1", "\r=1", '=HYPERLINK("http://x")',
    "https://evil.example/", "mailto:a@b.example", "'quoted", "<script>alert(1)</script>",
    "| a | b |", "[x](javascript:alert(1))", "# head", "a\nb", "![x](http://x)", "\x00\x1b[31m", "\ud800",
]  # fmt: skip


def story_of(s: Story, *, safe: bool = False, reader: Reader = TOKYO) -> Document:
    return document(s.log, s.swarm, s.rules, reader, s.now, safe=safe)


def noted(text: str) -> Document:
    s = Story()
    s.do("05:00", SATO, m.Note(text))
    return story_of(s)


@pytest.mark.parametrize(("safe", "number"), [(False, 2), (True, 0)])
def test_follow_ups_stand_in_ours_open_or_done(safe: bool, number: int) -> None:
    """Each with its owner; the customer's document does not speak of them."""
    s = Story()
    s.do("05:00", SATO, m.AddFollowUp("Alert on DNS changes"))
    s.do("05:01", SATO, m.AddFollowUp("Tell Aoba why"))
    s.do("05:10", SATO, m.FinishFollowUp(1))
    found = json.loads(as_json(story_of(s, safe=safe)))["follow_ups"]
    assert len(found) == number
    if not safe:
        assert [(row["what"], row["outcome"]) for row in found] == [
            (f"Alert on DNS changes ({SATO.name})", "done"),
            (f"Tell Aoba why ({SATO.name})", "open"),
        ]


def test_the_figures_of_the_four_hours() -> None:
    """First response, first claim, recovery and close, the promises, and how often we spoke."""
    story = night()
    found = json.loads(as_json(story_of(story)))["figures"]
    said = Counter(ping.where for ping in story.said)
    assert found == {
        "first_response_seconds": 14 * 60,
        "first_claim_seconds": 4 * 60,
        "recovery_seconds": (3 * 60 + 39) * 60,
        "closed_seconds": 4 * 3600,
        "promises_on_time": 6,
        "promises_late": 1,
        "promises_missed": 0,
        "promises_ended": 0,
        "promises_open": 1,
        "people": 8,
        "said_thread": said[Where.THREAD],
        "said_direct": said[Where.DIRECT],
    }


def test_times_are_those_of_the_channel() -> None:
    """A quarter past eight in Dublin is a quarter past five in Tokyo, and says so."""
    doc = story_of(night(), reader=Reader("ja", ZoneInfo("Asia/Tokyo")))
    found = json.loads(as_json(doc))
    assert found["zone"] == "Asia/Tokyo"
    assert found["timeline"][0]["time"] == "2026-11-24T04:52:00+09:00"
    assert "時刻はすべて日本時間です。" in markdown(doc)
    assert "| 11/24（火） 4:52 |" in markdown(doc)


@pytest.mark.parametrize("text", DANGEROUS, ids=ascii)
def test_no_cell_is_a_formula_or_a_link(text: str) -> None:
    """Excel shows what was written, and calculates nothing."""
    file = workbook(noted(text))
    assert formulas(file) == 0
    assert links(file) == 0


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1,2)", "https://evil.example/", "'quoted"])
def test_a_cell_says_what_was_written(text: str) -> None:
    """No sign is added to make it harmless."""
    assert any(cell.startswith(text) for cell in texts(workbook(noted(text))))


@pytest.mark.parametrize("text", DANGEROUS, ids=ascii)
def test_no_row_of_a_table_breaks_out(text: str) -> None:
    """In Markdown a note stays one cell of one row, and no part of it is a link or a tag."""
    whole = markdown(noted(text))
    (row,) = [line for line in whole.splitlines() if line.startswith("|") and "05:00" in line]
    assert len(re.findall(r"(?<!\\)\|", row)) == 4
    assert not re.search(r"(?<!\\)[<\[]", row)


@given(tickets, histories, policies)
@settings(max_examples=40, deadline=None)
def test_every_story_can_be_exported(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """Whatever people, tickets and time can bring about, in each format, inside and outside."""
    history = History(ticket, told, rules)
    for safe in (False, True):
        doc = document(history.log, history.state, rules, UTC, history.now, safe=safe)
        for one in FORMATS.values():
            assert one.write(doc)


def test_names_of_files_are_plain() -> None:
    """Whatever the ticket is called, the name leads into no other folder."""
    assert file_name("2611240012", "xlsx", safe=False) == "swarm-2611240012.xlsx"
    assert file_name("../../案件 1\r\nX", "md", safe=True) == "swarm-1--X-customer.md"
    assert file_name("案件", "json", safe=False) == "swarm-case.json"
