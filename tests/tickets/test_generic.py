"""The generic ticket is read forgivingly, and refused naming every fault."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.swarm import CustomerContact, Severity, Ticket
from bot.spelling import read_severity
from bot.tickets.generic import LENGTHS, read
from bot.tickets.reading import Faults, TicketRead

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
LEAST = {"id": "2411220030001", "title": "Shop tills cannot log in", "severity": "A"}


def reading(values: object) -> TicketRead | Faults:
    return read(json.dumps(values).encode(), NOW)


def ticket(**values: Any) -> Ticket:
    found = reading({**LEAST, **values})
    assert isinstance(found, TicketRead), found
    return found.ticket


def faults(values: object) -> dict[str, str]:
    found = reading(values)
    assert isinstance(found, Faults), found
    return {fault.field: str(fault) for fault in found.faults}


def test_three_fields_are_enough() -> None:
    """Id, title and severity make a ticket; everything else is "not stated"."""
    expected = Ticket("2411220030001", "Shop tills cannot log in", Severity.A, "generic")

    assert reading(LEAST) == TicketRead(expected)


def test_every_field_arrives() -> None:
    """Each documented field reaches the ticket, times in UTC."""
    found = ticket(
        id=2411220030001, customer="アオバストア", description="line one\r\nline two\x00",
        business_impact="128 shops", customer_deadline="2026-11-23T06:00:00+09:00",
        url="https://desk.example/1", created_at="2026-11-22T19:59:00Z",
        symptom_since="2026-11-22T19:00:00+00:00", assignee="sato@example.com",
        contact={"name": "中村", "phone": "+81 3 0000 0000", "language": "ja", "x": 1},
        plan="Premier", channel="19:abc@thread.tacv2", status="Resolved",
        updated_at="2026-11-22T19:59:30Z", unknown={"is": ["ignored"]},
    )  # fmt: skip

    assert found == Ticket(
        id="2411220030001", title="Shop tills cannot log in", severity=Severity.A,
        source="generic", customer="アオバストア", description="line one\nline two",
        business_impact="128 shops", customer_deadline=NOW + timedelta(hours=1),
        url="https://desk.example/1", created_at=NOW - timedelta(minutes=1),
        symptom_since=NOW - timedelta(hours=1), assignee="sato@example.com",
        contact=CustomerContact("中村", "+81 3 0000 0000", "ja"), plan="Premier",
        channel="19:abc@thread.tacv2", status="recovered", updated_at=NOW - timedelta(seconds=30),
    )  # fmt: skip


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"id": None}, "id", "missing"),
    ({"id": " "}, "id", "missing"),
    ({"id": True}, "id", "true or false"),
    ({"id": 1.5}, "id", "a number"),
    ({"id": ["1"]}, "id", "a list"),
    ({"id": "x" * 201}, "id", "201 characters"),
    ({"id": "a\nb"}, "id", "control characters"),
    ({"id": "a\u202eb"}, "id", "control characters"),
    ({"title": None}, "title", "missing"),
    ({"title": "\x07\t"}, "title", "missing"),
    ({"title": 7}, "title", "a number"),
    ({"title": {}}, "title", "an object"),
    ({"severity": None}, "severity", "missing"),
    ({"severity": ""}, "severity", "missing"),
    ({"severity": "D"}, "severity", 'is "D"'),
    ({"severity": 9}, "severity", 'is "9"'),
    ({"severity": ["A"]}, "severity", "a list"),
    ({"severity": True}, "severity", "true or false"),
    ({"customer": 5}, "customer", "a number"),
    ({"description": []}, "description", "a list"),
    ({"business_impact": False}, "business_impact", "true or false"),
    ({"customer_deadline": "2026-11-23T06:00:00"}, "customer_deadline", "no offset"),
    ({"customer_deadline": "tomorrow"}, "customer_deadline", "not a time"),
    ({"customer_deadline": 1763800000}, "customer_deadline", "a number"),
    ({"customer_deadline": "9999-12-31T23:59:59-12:00"}, "customer_deadline", "year 9999"),
    ({"url": "javascript:alert(1)"}, "url", "not a web address"),
    ({"url": "https://a b"}, "url", "not a web address"),
    ({"url": "https://x/" + "y" * 2000}, "url", "not a web address"),
    ({"url": 1}, "url", "a number"),
    ({"created_at": "2026-11-22"}, "created_at", "no offset"),
    ({"created_at": "0001-01-01T00:00:00+14:00"}, "created_at", "year 1"),
    ({"symptom_since": "5:00"}, "symptom_since", "not a time"),
    ({"assignee": {}}, "assignee", "an object"),
    ({"contact": "Nakamura"}, "contact", "text"),
    ({"contact": {"name": 1}}, "contact.name", "a number"),
    ({"contact": {"phone": 81300000000}}, "contact.phone", "a number"),
    ({"contact": {"language": ["ja"]}}, "contact.language", "a list"),
    ({"plan": 1}, "plan", "a number"),
    ({"channel": "c" * 201}, "channel", "201 characters"),
    ({"status": "maybe"}, "status", "open, recovered or closed"),
    ({"status": 1}, "status", "a number"),
    ({"updated_at": "2026-11-22T20:00"}, "updated_at", "no offset"),
]


@pytest.mark.parametrize(("change", "field", "words"), BAD)
def test_a_bad_field_is_named(change: dict[str, Any], field: str, words: str) -> None:
    """Each bad field is refused once, by its name, with what is wrong and what is expected."""
    found = faults({**LEAST, **change})

    assert list(found) == [field]
    assert words in found[field]
    assert "expected" in found[field]


def test_all_bad_fields_are_named_at_once() -> None:
    """One round of mending is enough: nothing waits behind the first fault."""
    found = faults({"title": 1, "severity": "Z", "url": "x", "contact": {"name": 2}, "status": []})

    assert list(found) == ["id", "title", "severity", "url", "contact.name", "status"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "not an object"),
        (b'"x"', "not an object"),
        (b"null", "not an object"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"id": NaN}', "NaN is not a number"),
        (b'{"id": -Infinity}', "Infinity is not a number"),
        (b'{"id": "1", "id": "2"}', 'the key "id" twice'),
        (b'{"contact": {"name": "a", "name": "b"}}', 'the key "name" twice'),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 200_000, "nested too deeply"),
        (b'{"id": ' + b"9" * 10_000 + b"}", "not JSON"),
    ],
)
def test_a_body_that_is_no_object(raw: bytes, words: str) -> None:
    """Broken, ambiguous and malicious JSON is one fault of the body."""
    found = read(raw, NOW)

    assert isinstance(found, Faults)
    assert [fault.field for fault in found.faults] == ["body"]
    assert words in str(found.faults[0])


def test_a_byte_order_mark_is_forgiven() -> None:
    """Some systems put a mark before their JSON."""
    assert read(b"\xef\xbb\xbf" + json.dumps(LEAST).encode(), NOW) == reading(LEAST)


@pytest.mark.parametrize("name", [name for name in LENGTHS if "." not in name])
def test_long_texts_are_cut_and_said(name: str) -> None:
    """A text that is too long is cut with a mark at its end, and the sender is told."""
    found = reading({**LEAST, name: "長" * 1_000_000})

    assert isinstance(found, TicketRead)
    kept = getattr(found.ticket, name)
    assert len(kept) == LENGTHS[name]
    assert kept.endswith("長…")
    assert found.notes == (f"{name} was cut to {LENGTHS[name]} characters",)


def test_marks_that_deceive_are_taken_out() -> None:
    """Control characters, turned directions and half characters do not reach a card."""
    raw = b'{"id": "1", "severity": "A", "title": "a\\u0000\\u0007b \\n c\\u202e \\ud800d"}'

    found = read(raw, NOW)

    assert isinstance(found, TicketRead)
    assert found.ticket.title == "ab c \ufffdd"


def test_mentions_in_a_ticket_stay_text() -> None:
    """A ticket keeps its words; the cards make them harmless."""
    assert ticket(title="<at>everyone</at> help").title == "<at>everyone</at> help"


@pytest.mark.parametrize("name", ["created_at", "symptom_since", "updated_at"])
def test_the_future_is_taken_as_now(name: str) -> None:
    """A clock that runs ahead must not move our deadlines: now is taken, and said so."""
    found = reading({**LEAST, name: "2026-11-22T20:00:01Z"})

    assert isinstance(found, TicketRead)
    assert getattr(found.ticket, name) == NOW
    assert found.notes == (f"{name} lies in the future and was taken as now",)


def test_a_deadline_lies_ahead() -> None:
    """The customer's own deadline is the one time that may lie in the future."""
    found = reading({**LEAST, "customer_deadline": "2026-11-23T06:00:00+09:00"})

    assert isinstance(found, TicketRead)
    assert found.notes == ()


@pytest.mark.parametrize(
    ("severity", "spellings"),
    [
        (Severity.A, ["A", "a", "Sev-A", "SEV A", "ｓｅｖ－Ａ", "sev1", "P1", "1", 1, "Critical",
                      "重大", "Severity: A", "重大度A", "sev_a"]),
        (Severity.B, ["B", "b", "sev-b", "2", 2, "Sev 2", "P2", "high", "中"]),
        (Severity.C, ["C", "SevC", "3", 3, "P4", "minimal", "軽微", "low"]),
    ],
)  # fmt: skip
def test_severity_in_any_spelling(severity: Severity, spellings: list[str | int]) -> None:
    """However a system writes its severity, it is A, B or C here."""
    assert {ticket(severity=spelling).severity for spelling in spellings} == {severity}


def test_what_is_no_severity() -> None:
    """A word that only looks like a severity is not one."""
    assert [read_severity(word) for word in ("", "AB", "sev", "0", "5", "p", "none")] == [None] * 7


@pytest.mark.parametrize(
    ("status", "spellings"),
    [
        ("open", ["open", "NEW", "in_progress", "対応中", "", None]),
        ("recovered", ["Recovered", "resolved", "復旧"]),
        ("closed", ["Closed", "ＣＬＯＳＥＤ", "クローズ"]),
    ],
)
def test_status_in_any_spelling(status: str, spellings: list[str | None]) -> None:
    """However a system writes its status, it is open, recovered or closed here."""
    assert {ticket(status=spelling).status for spelling in spellings} == {status}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from([*Ticket.__dataclass_fields__, "x"])


@given(st.binary() | anything.map(lambda v: json.dumps(v).encode()))
def test_no_body_breaks_it(raw: bytes) -> None:
    """Any bytes give a ticket or faults, never an error."""
    assert isinstance(read(raw, NOW), TicketRead | Faults)


@given(st.dictionaries(fields, anything))
def test_no_field_breaks_it(values: dict[str, Any]) -> None:
    """Any value in any field gives a ticket within its limits, or faults; never an error."""
    found = reading({**LEAST, **values})

    if isinstance(found, TicketRead):
        kept = found.ticket
        assert kept.id
        assert kept.title
        assert len(kept.title) <= LENGTHS["title"]
        assert not kept.created_at or kept.created_at <= NOW
        json.dumps([kept.title, kept.description, kept.id], ensure_ascii=False).encode()
