"""Forgiving reading of what people and other systems write: widths, cases, marks, severities; and
counted things, written.

Standard library and domain only, so that every edge can use it.
"""

import re
import unicodedata

from bot.domain.swarm import Severity

_SEVERITIES: dict[Severity, frozenset[str]] = {
    Severity.A: frozenset({"a", "1", "critical", "emergency", "重大", "緊急", "致命的", "最優先"}),
    Severity.B: frozenset({"b", "2", "high", "moderate", "medium", "major", "高", "中"}),
    Severity.C: frozenset({"c", "3", "4", "minimal", "minor", "low", "低", "軽微"}),
}
_SEVERITY_PREFIX = re.compile(
    r"^(?:severity|sev|prio(?:rity)?|p(?=\d)|s(?=\d)|重要度|重大度|深刻度)"
)


def plain(text: str) -> str:
    """The text in one width and one case, with single spaces, for comparing."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def read_severity(text: str) -> Severity | None:
    """A, B or C in any usual spelling (``Sev-A``, ``SEV 1``, ``critical``, ``重大``), or None.

    Numbers follow the usual order, 1 is the worst; 4 counts as C.
    """
    word = re.sub(r"[\s\-_:.=]+", "", plain(text))
    word = _SEVERITY_PREFIX.sub("", word) or word
    return next((severity for severity, names in _SEVERITIES.items() if word in names), None)


def without_controls(text: str, *, lines: bool = False) -> str:
    """The text without control characters, lone surrogates and marks that turn the direction.

    One line with single spaces; with ``lines`` the line breaks stay (at most one empty line).
    """
    text = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    text = re.sub(r"[\ud800-\udfff]", "\ufffd", text)
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text)
    if not lines:
        return " ".join(text.split())
    text = "\n".join(" ".join(line.split(" ")).rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def shortened(text: str, limit: int) -> str:
    """The text, cut to ``limit`` characters with a ``…`` at the end when it is longer."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def counted(number: int, one: str, several: str = "") -> str:
    """``1 fault``, ``2 faults``; ``several`` where the plural is no ``s``. Thousands are parted."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
