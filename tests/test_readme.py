"""The README is true where it can be checked.

``python -m tests.test_readme`` writes the generated parts anew.
"""

import re
from pathlib import Path

from bot.domain.moves import diagram

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MOVES = re.compile(
    r"(<!-- moves:[^\n]*-->\n```mermaid\n).*?(```\n<!-- end of moves -->)", re.DOTALL
)


def with_moves(text: str) -> str:
    """The README with the present table of moves in it."""
    return MOVES.sub(lambda found: found[1] + diagram() + found[2], text)


def test_the_state_diagram_is_the_table_of_moves() -> None:
    """The drawing in the README is generated from the table, and up to date."""
    text = README.read_text(encoding="utf-8")

    assert MOVES.search(text)
    assert with_moves(text) == text


def test_every_file_that_the_readme_points_to_exists() -> None:
    """No link or picture of the README leads nowhere."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


if __name__ == "__main__":
    README.write_text(with_moves(README.read_text(encoding="utf-8")), encoding="utf-8")
