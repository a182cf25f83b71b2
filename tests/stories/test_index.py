"""The list of promises (README.md) names tests that there are, and leaves none out."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
ROWS = re.findall(
    r"^\| ([PN]\d+) \|.*\| ([^|]+) \|$",
    (Path(__file__).parent / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
NAMED = [(row, *named) for row, tests in ROWS for named in re.findall(r"`(.+?)::(.+?)`", tests)]


@pytest.mark.parametrize(("row", "file", "name"), NAMED, ids=[f"{r}-{n}" for r, _, n in NAMED])
def test_the_named_test_exists(row: str, file: str, name: str) -> None:
    """A renamed test is renamed in the list too."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    assert name in {node.name for node in tree.body if isinstance(node, functions)}, row


def test_every_promise_has_a_test() -> None:
    """Eleven mistakes of others, thirteen minutes of the night, each with at least one test."""
    wanted = [f"P{n}" for n in range(1, 12)] + [f"N{n}" for n in range(1, 14)]
    assert [row for row, _ in ROWS] == wanted
    assert {row for row, *_ in NAMED} == set(wanted)
