"""SECURITY.md names its tests, and they exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.security.test_attacks import ATTACKS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
ROWS = [line for line in PAGE.splitlines() if line.startswith("| **")]


@cache
def functions_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_every_test_that_is_named_exists(path: str, name: str) -> None:
    """A control without its test is a wish."""
    assert name in functions_in(path)


@pytest.mark.parametrize("row", ROWS, ids=[row.split("**")[1] for row in ROWS])
def test_every_threat_has_a_control_and_a_test(row: str) -> None:
    """No cell is empty, and the last one names at least one test."""
    threat, control, test = row.strip("| ").split(" | ")
    assert threat.strip()
    assert control.strip()
    assert re.search(r"`tests/[\w/]+\.py::test_\w+`", test)


def test_the_threats_are_all_there() -> None:
    """Those that such a bot must have an answer to."""
    for threat in (
        "Forged activities", "Foreign tenants", "Malicious ticket text", "Stolen webhook secret",
        "Replay", "SSRF", "Data in logs", "malicious insider", "External people",
    ):  # fmt: skip
        assert any(threat in row.split("|")[1] for row in ROWS), threat


def test_the_page_counts_its_attacks_rightly() -> None:
    """About a hundred."""
    assert 90 <= len(ATTACKS) <= 110
