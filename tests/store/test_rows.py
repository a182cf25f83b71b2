"""What is written is what is read."""

import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.facts import kind_of
from bot.domain.messages import Event, Fact, Found, Noted, PromiseMade
from bot.domain.people import Person
from bot.domain.shown import Place, Sending, Shown
from bot.domain.swarm import Area, Severity, Swarm, Ticket
from bot.ports import PersonRow, UnknownKind, Wake
from bot.store import rows
from bot.store.limits import Limits
from tests.store.values import MOMENTS, values

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
ANNA = Person("id-anna", "Anna Müller")
IDS = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=40)


def same(one: Any, other: Any) -> bool:
    """Equal in every field: persons compare by their id only, so ``==`` would miss a name."""
    return repr(one) == repr(other)


@pytest.mark.parametrize("kind", [Swarm, Shown, Sending, Place, PersonRow, Limits])
def test_every_stored_type_comes_back_whole(kind: Any) -> None:
    """Whatever stands in a value, reading gives back what was written."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(values(kind))
    def comes_back(value: Any) -> None:
        assert same(rows.decode(kind, rows.encode(value)), value)

    comes_back()


@pytest.mark.parametrize("fact", get_args(Fact), ids=kind_of)
def test_every_fact_comes_back_whole(fact: Any) -> None:
    """Every fact of the domain has a kind, and an event with it is read as it was written."""

    @settings(max_examples=25, deadline=None)
    @given(values(fact), MOMENTS, st.none() | values(Person), st.text(max_size=20))
    def comes_back(value: Any, at: datetime, by: Person | None, op: str) -> None:
        event = Event(7, at, by, op, value)
        assert same(rows.read_event(rows.write_event(event)), event)

    comes_back()


def test_kinds_are_the_names_of_the_facts_and_no_two_are_alike() -> None:
    """The kind of a row can be read by people, and says one thing only."""
    assert kind_of(PromiseMade) == "promise_made"
    assert len(rows.FACTS) == len(get_args(Fact))


def test_a_fact_of_a_newer_version_is_reported() -> None:
    """An event that this version does not know is named, never passed over."""
    row = dataclasses.replace(rows.write_event(Event(3, NOW, None, "", Noted("x", ANNA))), kind="x")

    with pytest.raises(UnknownKind, match="event 3: x"):
        rows.read_event(row)


def test_a_phase_of_a_newer_version_is_reported() -> None:
    """A state with a value that this version does not know is not read as something else."""
    swarm = Swarm("s", Ticket("1", "t", Severity.A, "generic"), NOW, NOW)
    data = rows.encode(swarm).replace(b'"phase":"open"', b'"phase":"asleep"')

    with pytest.raises(UnknownKind, match="asleep"):
        rows.decode(Swarm, data)


def test_a_row_of_an_older_version_is_read_with_defaults() -> None:
    """Fields that were added since, and have a default, may be missing."""
    swarm = Swarm("s", Ticket("1", "t", Severity.A, "generic"), NOW, NOW)
    old = {
        name: value
        for name, value in json.loads(rows.encode(swarm)).items()
        if name in {"id", "ticket", "opened_at", "at"}
    }

    assert same(rows.decode(Swarm, json.dumps(old)), swarm)


def test_areas_and_findings_of_yesterday_are_read() -> None:
    """Written before there were signs of life, evidence and waits: nothing is known of them."""
    found = rows.EventRow(
        7, "found", rows.moment_text(NOW), "", "",
        '{"area":"storage","state":"ruled_out","text":"clean","person":{"id":"i","name":"Anna"}}',
    )  # fmt: skip
    raised = rows.EventRow(
        8, "raised", rows.moment_text(NOW), "", "",
        '{"kind":"unclaimed","where":"thread","to":[],"areas":["storage"],"marks":["area/storage/0/1"]}',
    )  # fmt: skip
    area = (
        '{"key":"storage","name":"Storage","state":"looking","owner":{"id":"i","name":"Anna"},'
        '"helpers":[],"since":"2026-03-01T12:30:00Z","free_since":null,"finding":"","turn":1}'
    )

    fact = rows.read_event(found).fact
    assert isinstance(fact, Found)
    assert (fact.text, fact.link, fact.tell, fact.since) == ("clean", "", "", None)
    assert rows.read_event(raised).seq == 8
    read = rows.decode(Area, area)
    assert (read.since, read.heard, read.wait, read.evidence) == (NOW, None, None, None)


def test_unknown_fields_are_passed_over() -> None:
    """During a rollout, a newer version may have added a field."""
    assert rows.decode(Person, '{"id": "1", "name": "n", "mood": "good"}') == Person("1", "n")


def test_texts_of_a_megabyte_come_back() -> None:
    """Long texts are cut elsewhere; the rows would hold them."""
    text = "災" * 350_000

    event = Event(1, NOW, ANNA, "op", Noted(text, ANNA))

    assert rows.read_event(rows.write_event(event)) == event


def test_text_that_is_no_unicode_is_refused() -> None:
    """Half a surrogate pair cannot be stored, and is not stored as something else."""
    with pytest.raises(UnicodeEncodeError):
        rows.encode(Person("1", "\ud800"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values(Swarm))
def test_lists_show_what_the_state_says(swarm: Swarm) -> None:
    """The promoted columns give the summary of the state, with the next promise's time."""
    found = rows.summary(swarm.id, rows.columns(swarm))

    assert (found.swarm, found.ticket, found.title) == (
        swarm.id,
        swarm.ticket.id,
        swarm.ticket.title,
    )
    assert found.due == min((promise.due for promise in swarm.promises), default=None)
    assert found.people == tuple(person.id for person in swarm.people)
    assert (found.phase, found.severity) == (swarm.phase.value, swarm.ticket.severity.value)
    assert (found.customer, found.opened_at) == (swarm.ticket.customer, swarm.opened_at)


# ---------------------------------------------------------------- keys


@given(IDS, st.none() | MOMENTS)
def test_a_wake_key_says_whom_and_when(swarm: str, at: datetime | None) -> None:
    """From the key alone the swarm and its moment can be read."""
    assert rows.read_wake(rows.wake_key(swarm, at)) == Wake(swarm, at)


@given(st.lists(st.tuples(IDS, st.none() | MOMENTS), max_size=8), MOMENTS)
def test_wake_keys_sort_like_their_moments(
    wakes: list[tuple[str, datetime | None]], until: datetime
) -> None:
    """At once comes first, then the earliest; the bound takes in exactly what is due."""
    keys = sorted(rows.wake_key(*wake) for wake in wakes)

    found = [rows.read_wake(key).at for key in keys]
    due = [rows.read_wake(key).at for key in keys if key < rows.wake_bound(until)]

    assert found == sorted(found, key=lambda at: at or datetime.min.replace(tzinfo=UTC))
    assert due == [at for at in found if at is None or at <= until]


def test_a_moment_is_written_in_utc_and_needs_a_zone() -> None:
    """The same instant has one spelling; a time without a zone is no instant."""
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))

    assert rows.moment_text(tokyo) == rows.moment_text(NOW) == "2026-03-01T12:30:00.000000Z"
    with pytest.raises(ValueError, match="no zone"):
        rows.moment_text(NOW.replace(tzinfo=None))


def test_keys_of_a_swarm_keep_their_kinds_apart() -> None:
    """Keys are stored: their spelling is a promise to the rows of yesterday."""
    assert rows.state_key("ab") == "s|ab"
    assert rows.teams_key("ab") == "t|ab"
    assert rows.event_key("ab", 12) == "e|ab|00000012"
    assert rows.wake_key("ab", None) == "w|0|ab"
    assert rows.wake_key("ab", NOW) == "w|2026-03-01T12:30:00.000000Z|ab"


def test_a_swarm_stays_in_its_shard() -> None:
    """The shard is stored as part of the key, so it never changes; all sixteen are used."""
    assert [rows.shard(name) for name in ("a", "b", "swarm", "災害")] == ["03", "09", "01", "06"]
    assert {rows.shard(str(n)) for n in range(200)} == {f"{n:02x}" for n in range(16)}
