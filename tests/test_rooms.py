"""The rooms keep to themselves, as ``bot/__init__.py`` says (lint-imports checks the rest)."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PURE = sorted((ROOT / "bot" / "domain").glob("*.py"))


def imported(source: str) -> set[str]:
    """Every module that the source imports, by its full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.name)
def test_the_domain_imports_only_the_standard_library_and_itself(path: Path) -> None:
    """No library can creep into the rules."""
    foreign = {
        name
        for name in imported(path.read_text(encoding="utf-8"))
        if not name.startswith("bot.domain") and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert not foreign


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.name)
def test_the_domain_reads_no_clock_and_awaits_nothing(path: Path) -> None:
    """``now`` is an argument: nothing in the domain asks for the time, waits, or does I/O."""
    source = path.read_text(encoding="utf-8")
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    awaits = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Await)]
    assert not calls & {"now", "utcnow", "today", "monotonic", "time_ns"}
    assert not awaits
    assert not imported(source) & {"asyncio", "logging", "os", "socket", "sqlite3", "time"}
