"""Rows as an earlier version of the program wrote them are read: fields added since have defaults."""

import json
from typing import Any

import pytest

from bot.domain import facts
from bot.domain.swarm import How, PingKind, Where
from bot.ports import PersonRow
from bot.store import rows

SATO: dict[str, Any] = {"id": "oid-1", "name": "佐藤 健"}
OLD: dict[str, dict[str, Any]] = {
    "contacted": {
        "said": "調査中", "said_at": "2026-11-24T05:06:00Z", "how": "phone", "to": "", "person": SATO,
    },
    "promise_moved": {"number": 2, "due": "2026-11-24T06:30:00Z", "told": True},
    "raised": {
        "kind": "now", "where": "thread", "to": [SATO], "promise": 2, "areas": [], "marks": [],
        "skipped": False,
    },
}  # fmt: skip


def read(kind: str) -> Any:
    row = rows.EventRow(
        7, kind, "2026-11-24T05:14:00.000000Z", json.dumps(SATO), "op", json.dumps(OLD[kind])
    )
    return rows.read_event(row).fact


def test_a_contact_of_yesterday_ties_nothing() -> None:
    """It spoke of no area, as far as anybody can tell now."""
    fact = read("contacted")
    assert (fact.how, fact.known) == (How.PHONE, ())


def test_a_move_of_yesterday_is_judged_by_its_own_time() -> None:
    """Nobody asked then whether the customer agreed."""
    assert read("promise_moved").judged is None


def test_a_ping_of_yesterday_has_no_words_of_a_person() -> None:
    """All that the bot said came from itself."""
    fact = read("raised")
    assert (fact.kind, fact.where, fact.text) == (PingKind.NOW, Where.THREAD, "")


@pytest.mark.parametrize("kind", sorted(OLD))
def test_the_fixtures_lack_what_is_new(kind: str) -> None:
    """Else these tests would say nothing."""
    fact = rows.FACTS[kind]
    assert set(OLD[kind]) < set(fact.__dataclass_fields__)


def test_a_person_of_yesterday_has_said_nothing_about_themselves() -> None:
    """Neither language nor hours."""
    row = rows.decode(PersonRow, '{"id": "oid-1", "name": "佐藤 健", "mention": "29:1"}')
    assert (row.language, row.on_from, row.on_until, row.off_since) == ("", None, None, None)


def test_the_union_knows_every_new_fact() -> None:
    """A row of each can be written."""
    new = {"contact_corrected", "promise_missed", "call_answered", "phoned"}
    assert new <= set(rows.FACTS)
    assert rows.FACTS["phoned"] is facts.Phoned
