"""Rows of Azure Tables: keys that every service takes, texts in pieces, sizes that it allows."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Event
from bot.domain.shown import Sending, Shown
from bot.domain.swarm import Swarm
from bot.ports import Loaded, TeamsRow, UnknownKind, Wake
from bot.store import tables_rows as told
from bot.store.errors import TooLarge
from bot.store.tables_size import Do, Operation, check_row, check_transaction
from tests.store.contract import MINUTE, NOW, SENDING, SHOWN, a_swarm, note
from tests.store.test_rows import same
from tests.store.values import MOMENTS, values

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
VERSION_1 = Path(__file__).parent / "tables_v1.json"


# ---------------------------------------------------------------- keys


@given(NAMES)
def test_every_name_makes_a_key_that_the_service_takes(name: str) -> None:
    """Slashes, signs, Japanese, our own separator: all become plain letters, and come back."""
    key = told.name_key(name)

    assert key.isascii()
    assert not set(key) & set("/\\#?%|\x7f")
    assert key.isprintable()
    assert told.key_name(key) == name


@given(NAMES, NAMES, st.integers(1, 99_999_999), st.integers(0, 99_999_998))
def test_events_of_a_swarm_are_a_range_of_keys(name: str, other: str, seq: int, after: int) -> None:
    """Reading from a number on finds the later events of that swarm, and of no other."""
    first, end = told.event_keys(name, after)
    row = told.event_row(other, note(seq))

    assert (first <= row["RowKey"] < end) == (other == name and seq > after)


@given(NAMES, MOMENTS)
def test_wake_rows_say_who_and_when(name: str, at: datetime) -> None:
    """The key is all there is, and it is enough."""
    assert told.read_wake(told.wake_key(name, at)) == Wake(name, at)
    assert told.read_wake(told.wake_key(name, None)) == Wake(name, None)
    assert told.wake_key(name, None) < told.wake_key(name, at)


# ---------------------------------------------------------------- what goes in comes out


@given(values(Swarm), st.text(max_size=5))
def test_states_come_back(swarm: Swarm, wake: str) -> None:
    """Whatever a swarm holds, its row holds."""
    loaded = told.read_state(told.state_row(swarm, wake), "tag")

    assert same(loaded, Loaded(swarm, "tag", wake))


@given(values(Event))
def test_events_come_back(event: Event) -> None:
    """Each with its number, its time, who it was, and what."""
    event = replace(event, seq=abs(event.seq) % 100_000_000)

    assert same(told.read_event(told.event_row("s", event)), event)


@given(values(Shown), st.none() | values(Sending))
def test_teams_rows_come_back(shown: Shown, sending: Sending | None) -> None:
    """Also one with its keys alone, as a new swarm has it."""
    for row in (
        TeamsRow(shown, "tag", sending, NOW + MINUTE),
        TeamsRow(shown, "tag", sending, None),
    ):
        assert same(told.read_teams(told.teams_row("s", row), "tag"), row)
    assert told.read_teams(told.key("s", "t|s"), "tag") == TeamsRow(Shown(), "tag")


@given(st.text(st.sampled_from("a災😀"), max_size=5), st.integers(0, 20_000))
def test_long_texts_are_cut_into_pieces_and_joined(end: str, count: int) -> None:
    """No piece is longer than a property may be, however its letters are counted."""
    text = "😀" * count + end
    row = told.pieces("data", text)

    check_row({"PartitionKey": "p", "RowKey": "r", **row})
    assert told.whole("data", row) == text


# ---------------------------------------------------------------- other versions


def test_rows_of_version_1_are_read() -> None:
    """What the first version wrote is read by every later one."""
    stored = json.loads(VERSION_1.read_text(encoding="utf-8"))

    loaded = told.read_state(stored["state"], "tag")
    assert (loaded.swarm.ticket.title, loaded.wake) == ("Checkout is down 障害", "w|0|swarm")
    assert told.read_event(stored["event"]) == note(1, "一つ", op="op-1")
    assert told.read_teams(stored["teams"], "tag") == TeamsRow(SHOWN, "tag", SENDING, NOW + MINUTE)
    assert told.read_summary(stored["state"]).customer == "Contoso"


def test_what_a_newer_version_wrote_is_reported() -> None:
    """Unknown events and values say so; nothing is guessed."""
    event = {**told.event_row("s", note(1)), "kind": "teleported"}
    state = dict(told.state_row(a_swarm("s"), ""))
    state["data"] = state["data"].replace('"phase":"open"', '"phase":"levitating"')

    with pytest.raises(UnknownKind, match="teleported"):
        told.read_event(event)
    with pytest.raises(UnknownKind, match="levitating"):
        told.read_state(state, "tag")


def test_fields_of_a_newer_version_are_passed_over() -> None:
    """New properties and new fields in the data are no obstacle."""
    state = {**told.state_row(a_swarm("s"), ""), "mood": "good"}
    state["data"] = state["data"].replace("{", '{"mood":"good",', 1)

    assert told.read_state(state, "tag").swarm == a_swarm("s")


# ---------------------------------------------------------------- sizes

KEYS = {"PartitionKey": "00", "RowKey": "s|1"}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"PartitionKey": "00", "RowKey": "k" * 513}, "a key of 513 letters"),
        ({"PartitionKey": "p" * 513, "RowKey": "k"}, "a key of 513 letters"),
        ({**KEYS, "title": "x" * 32_769}, "title has 32769 letters, of 32768"),
        ({**KEYS, "title": "😀" * 16_385}, "title has 32770 letters, of 32768"),
        ({**KEYS, **told.pieces("data", "x" * 530_000)}, "a row of 10"),
    ],
)
def test_rows_that_are_too_large_are_named(row: dict[str, str], fault: str) -> None:
    """The message says which row, what of it, how much, and how much may be."""
    with pytest.raises(TooLarge, match=fault):
        check_row(row)


def test_rows_at_the_limit_are_taken() -> None:
    """Nothing is refused that the service takes."""
    check_row({"PartitionKey": "p" * 512, "RowKey": "k" * 512, "title": "x" * 32_768})
    check_row({**KEYS, **told.pieces("data", "x" * 520_000)})


def test_transactions_that_are_too_large_are_named() -> None:
    """A hundred rows and four megabytes are the most."""
    small = [Operation(Do.CREATE, {**KEYS, "RowKey": str(n)}) for n in range(101)]
    check_transaction(small[:100])
    with pytest.raises(TooLarge, match="a transaction of 101 rows, of 100"):
        check_transaction(small)

    data = told.pieces("data", "災" * 200_000)
    large = [Operation(Do.CREATE, {**KEYS, **data}) for _ in range(4)]
    check_transaction(large[:3])
    with pytest.raises(TooLarge, match="a transaction of 48"):
        check_transaction(large)
