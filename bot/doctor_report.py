"""What the doctor finds, as lines for people and as JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from bot.spelling import counted


class Level(StrEnum):
    """``NOTE`` works and should be known; ``FAULT`` does not work; ``SKIPPED`` was not tried."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: which check, how it is, and what to do (empty when there is nothing to do)."""

    check: str
    level: Level
    says: str
    todo: str = ""


def ok(check: str, says: str) -> Finding:
    return Finding(check, Level.OK, says)


def note(check: str, says: str, todo: str = "") -> Finding:
    return Finding(check, Level.NOTE, says, todo)


def fault(check: str, says: str, todo: str) -> Finding:
    return Finding(check, Level.FAULT, says, todo)


def skipped(check: str, why: str) -> Finding:
    return Finding(check, Level.SKIPPED, f"not tried: {why}")


def why(error: Exception) -> str:
    """Its message; its kind where it has none (a time-out)."""
    return str(error) or type(error).__name__


MARKS = {Level.OK: "ok", Level.NOTE: "note", Level.FAULT: "FAULT", Level.SKIPPED: "-"}
COLOURS = {Level.OK: 32, Level.NOTE: 33, Level.FAULT: 31, Level.SKIPPED: 2}
"""ANSI numbers; the word stands there with or without them."""


def healthy(findings: Sequence[Finding]) -> bool:
    """Whether nothing is at fault."""
    return all(finding.level is not Level.FAULT for finding in findings)


def lines(findings: Sequence[Finding], *, colour: bool) -> str:
    """One line a finding, and one that counts them."""
    width = max((len(finding.check) for finding in findings), default=0)
    many = {level: sum(f.level is level for f in findings) for level in Level}
    faults, notes = counted(many[Level.FAULT], "fault"), counted(many[Level.NOTE], "note")
    end = f"{faults}, {notes}, {many[Level.OK]} ok"
    return "\n".join([*(_line(finding, width, colour) for finding in findings), end])


def as_json(findings: Sequence[Finding]) -> str:
    """``healthy`` and every finding, for programs."""
    content = {"healthy": healthy(findings), "findings": [asdict(one) for one in findings]}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _line(finding: Finding, width: int, colour: bool) -> str:
    mark = f"{MARKS[finding.level]:<5}"
    if colour:
        mark = f"\x1b[{COLOURS[finding.level]}m{mark}\x1b[0m"
    says = " ".join(f"{finding.says}{' -> ' if finding.todo else ''}{finding.todo}".split())
    return f"{mark}  {finding.check:<{width}}  {says}"
