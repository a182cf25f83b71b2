"""How much Azure Tables takes at once, checked before anything is sent. Pure.

Microsoft Learn: "Understanding the Table service data model" (a property 64 KiB, a row 1 MiB, a key
1 KiB) and "Performing entity group transactions" (100 operations, 4 MiB). Azurite is laxer, and
what is too large for the service would fail for ever.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.store.errors import TooLarge
from bot.store.tables_rows import Row

KEY_UNITS = 512
PROPERTY_UNITS = 32_768
ROW_BYTES = 2**20
OPERATIONS = 100
TRANSACTION_BYTES = 4_000_000
_AROUND = 1_000
"""Bytes that stand around one row on the wire: headers, and the types of its properties."""


class Do(Enum):
    CREATE = auto()
    REPLACE = auto()  # needs the ``etag``
    CHANGE = auto()  # needs the ``etag``; what is not named stays
    PUT = auto()  # makes the row, or writes what is named
    DELETE = auto()


@dataclass(frozen=True, slots=True)
class Operation:
    """One step of a transaction; with an ``etag``, only on the row that has it."""

    do: Do
    row: Row
    etag: str = ""


def fitting(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """As many as a transaction can hold beside one more that is small, and again."""
    some: list[Operation] = []
    size = 2 * _AROUND
    for operation in operations:
        more = _AROUND + len(json.dumps(operation.row))
        if some and (len(some) + 1 == OPERATIONS or size + more > TRANSACTION_BYTES):
            yield some
            some, size = [], 2 * _AROUND
        some.append(operation)
        size += more
    if some:
        yield some


def check_row(row: Row) -> None:
    """Raises TooLarge."""
    name = row["RowKey"]
    for text in (row["PartitionKey"], name):
        if _units(text) > KEY_UNITS:
            raise TooLarge(f"{name[:80]}...: a key of {_units(text)} letters, of {KEY_UNITS}")
    size = 4
    for key, value in row.items():
        units = _units(value)
        if units > PROPERTY_UNITS:
            raise TooLarge(f"{name}: {key} has {units} letters, of {PROPERTY_UNITS}")
        size += 12 + 2 * (_units(key) + units)
    if size > ROW_BYTES:
        raise TooLarge(f"{name}: a row of {size} bytes, of {ROW_BYTES}")


def check_transaction(operations: Sequence[Operation]) -> None:
    """Raises TooLarge."""
    name = operations[0].row["RowKey"]
    if len(operations) > OPERATIONS:
        raise TooLarge(f"{name}: a transaction of {len(operations)} rows, of {OPERATIONS}")
    size = 0
    for operation in operations:
        check_row(operation.row)
        size += _AROUND + len(json.dumps(operation.row))
    if size > TRANSACTION_BYTES:
        raise TooLarge(f"{name}: a transaction of {size} bytes, of {TRANSACTION_BYTES}")


def _units(text: str) -> int:
    """UTF-16 code units, as the service counts."""
    return len(text) + sum(letter > "\uffff" for letter in text)
