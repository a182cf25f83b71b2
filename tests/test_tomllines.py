"""A fault is found by its line, however the file is laid out."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tomllines import line_of

FILE = """# rules
zone = "Asia/Tokyo"

[people] # who
managers = ["a"]
phones."k.sato@example.com" = "1"

[people.skills]
"k.sato@example.com" = ["storage"]

[severity.A]
ladder = { soon = "x" }

[[area]]
key = "storage"

[[area]]
name.ja = "ストレージ"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("zone",), 2),
        (("people", "managers", 0), 5),
        (("people", "phones", "k.sato@example.com"), 6),
        (("people", "skills", "k.sato@example.com"), 9),
        (("severity", "A", "ladder", "soon"), 12),
        (("severity", "A"), 11),
        (("area", 0, "key"), 15),
        (("area", 1, "key"), 17),
        (("area", 1, "name", "ja"), 18),
        (("nowhere",), None),
    ],
)
def test_the_line_of_a_key(path: tuple[str | int, ...], line: int | None) -> None:
    """The key itself, else the table that should have it."""
    tomllib.loads(FILE)
    assert line_of(FILE, path) == line


@given(st.text(), st.lists(st.text() | st.integers(), max_size=4))
def test_no_text_breaks_it(text: str, path: list[str | int]) -> None:
    """It looks for a line; whatever it is given, it finds one or none."""
    found = line_of(text, path)
    assert found is None or 1 <= found <= len(text.splitlines())
