"""Parcels and how many rows go together: pure, and exact at the limits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.shown import Shown
from bot.ports import UnknownKind
from bot.store import rows
from bot.store.parcel import ARCHIVED, NOTHING_SHOWN, Parcel, pack, unpack
from bot.store.tables_size import OPERATIONS, Do, Operation, check_transaction, fitting
from tests.store.contract import NOW, SENDING, a_swarm, note

PARCEL = Parcel(
    "s",
    rows.encode(a_swarm("s")).decode(),
    NOTHING_SHOWN,
    tuple(map(rows.write_event, (note(1, "一つ"), note(2)))),
    rows.encode(SENDING).decode(),
)


def test_a_parcel_is_opened_as_it_was_packed() -> None:
    """Texts, events, and what the rows mean."""
    found = unpack(pack(PARCEL))

    assert found == PARCEL
    assert found.loaded("tag").swarm == a_swarm("s")
    assert (found.loaded("tag").archived, found.loaded("tag", "w").wake) == (True, "w")
    assert found.read_events(after=1) == [note(2)]
    row = found.teams()
    assert (row.shown, row.sending, row.etag, row.archived) == (Shown(), SENDING, ARCHIVED, True)
    assert found.thread() == ""


@given(st.binary(max_size=200))
def test_what_is_no_parcel_is_reported(data: bytes) -> None:
    """Damaged or of a newer version: never another error."""
    with pytest.raises(UnknownKind):
        unpack(data)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(1, 300_000), max_size=130))
def test_rows_go_together_as_far_as_they_fit(sizes: list[int]) -> None:
    """In order, none left out, beside one small row within every limit of a transaction."""
    rows_of = [
        Operation(Do.PUT, {"PartitionKey": "00", "RowKey": str(n), "data": "a" * min(size, 32_000),
                           **{f"data{k}": "a" * 32_000 for k in range(1, size // 32_000)}})
        for n, size in enumerate(sizes)
    ]  # fmt: skip
    lock = Operation(Do.CHANGE, {"PartitionKey": "00", "RowKey": "s|" + "x" * 80}, "tag")

    together = list(fitting(iter(rows_of)))

    assert [row for some in together for row in some] == rows_of
    for some in together:
        assert len(some) < OPERATIONS
        check_transaction([lock, *some])


def test_small_rows_need_few_transactions() -> None:
    """250 events go in three."""
    steps = [Operation(Do.PUT, {"PartitionKey": "00", "RowKey": str(n)}) for n in range(250)]
    assert [len(some) for some in fitting(steps)] == [99, 99, 52]


def test_the_next_look_is_a_part_of_the_wake_key() -> None:
    """At once, at a moment, or not at all; for both engines."""
    for key, look in (
        (rows.wake_key("s|1", None), "0"),
        (rows.wake_key("s", NOW), rows.moment_text(NOW)),
    ):
        assert rows.look_of(key) == look
        assert rows.look_key(key.split("|", 2)[2], look) == key
    assert (rows.look_of(""), rows.look_key("s", "")) == ("", "")
