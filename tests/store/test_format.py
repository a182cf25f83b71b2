"""What is written again and again has a format, which is raised with every new field.

``python -m tests.store.test_format`` writes down the shape of the present format.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.domain.shown import Shown
from bot.domain.swarm import Severity, Swarm, Ticket
from bot.ports import UnknownKind
from bot.store import rows
from tests.build import OPENED

SHAPES = Path(__file__).parent / "formats.json"


def shape() -> str:
    """Changes with every field, type and value that the two rows can have."""
    schema = msgspec.json.schema_components([Swarm, Shown])
    return hashlib.sha256(json.dumps(bare(schema), sort_keys=True).encode()).hexdigest()[:16]


def bare(node: Any) -> Any:
    """Without descriptions: words about a field change nothing."""
    if isinstance(node, dict):
        return {key: bare(value) for key, value in node.items() if key != "description"}
    return [bare(one) for one in node] if isinstance(node, list | tuple) else node


def test_a_new_field_has_a_new_format() -> None:
    """Else an older replica beside a newer one would drop the field when it writes the row: raise
    ``rows.FORMAT``, then ``python -m tests.store.test_format``."""
    known = json.loads(SHAPES.read_text())
    assert known[str(rows.FORMAT)] == shape()
    assert max(map(int, known)) == rows.FORMAT


@pytest.mark.parametrize("kind", [Swarm, Shown])
def test_a_row_of_a_newer_format_is_left_alone(kind: type) -> None:
    """Also when everything in it looks familiar: something may be new."""
    swarm = Swarm("s", Ticket("1", "t", Severity.A, "generic"), OPENED, OPENED)
    written = rows.write_row(swarm if kind is Swarm else Shown())
    newer = written.replace(f'"format":{rows.FORMAT}', f'"format":{rows.FORMAT + 1}')

    assert rows.read_row(kind, written) == (swarm if kind is Swarm else Shown())
    with pytest.raises(UnknownKind, match=f"format {rows.FORMAT + 1}"):
        rows.read_row(kind, newer)


def test_a_row_from_before_there_were_formats_is_read() -> None:
    """It has none, and nothing that is not known."""
    assert rows.read_row(Shown, "{}") == Shown()


if __name__ == "__main__":
    known = json.loads(SHAPES.read_text()) if SHAPES.exists() else {}
    SHAPES.write_text(json.dumps({**known, str(rows.FORMAT): shape()}, indent=1) + "\n")
