"""Runbooks: a short Markdown text for each area, in files beside the policy.

A runbook is for somebody who has just taken an area at night: one screen, with the commands to
copy. What does not fit is linked from it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from bot.policyform import PolicyError
from bot.policytables import AreaText

CHARACTERS = 3000
LINES = 60
"""One screen, and well below what a card of Teams can hold."""


def runbook_paths(folder: Path, areas: Iterable[AreaText]) -> tuple[Path, ...]:
    """The files that the areas name, whether they are there or not."""
    return tuple(folder / area.runbook for area in areas if area.runbook)


def read_runbooks(folder: Path, areas: Iterable[AreaText]) -> Mapping[str, str]:
    """The texts, by the key of their area. Raises PolicyError with every fault of every file."""
    texts: dict[str, str] = {}
    faults: list[str] = []
    for number, area in enumerate(areas, start=1):
        if not area.runbook:
            continue
        text, found = _read(folder, area.runbook)
        faults += [f"area.{number}.runbook: {area.runbook} {fault}" for fault in found]
        texts[area.key] = text
    if faults:
        raise PolicyError(faults)
    return texts


def _read(folder: Path, name: str) -> tuple[str, list[str]]:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or not name.isprintable():
        return "", ["is not a file beside the policy; expected: a relative path as runbook-dns.md"]
    try:
        with (folder / path).open("rb") as file:
            text = file.read(CHARACTERS * 8).decode("utf-8-sig")
    except OSError as error:
        return "", [f"cannot be read: {error.strerror}"]
    except UnicodeDecodeError:
        return "", ["is not UTF-8, or far too long; save it as UTF-8"]
    text = text.replace("\r\n", "\n").strip("\n")
    return text, _faults(text)


def _faults(text: str) -> list[str]:
    faults = []
    lines = text.split("\n")
    if not text.strip():
        faults.append("is empty")
    if len(text) > CHARACTERS or len(lines) > LINES:
        faults.append(
            f"has {len(text)} characters in {len(lines)} lines; "
            f"expected: at most {CHARACTERS} in {LINES}, and a link to the rest"
        )
    for number, line in enumerate(lines, start=1):
        if not line.replace("\t", " ").isprintable():
            faults.append(f"has a sign in line {number} that cannot be shown")
    fences = [n for n, line in enumerate(lines, start=1) if line.lstrip().startswith("```")]
    if len(fences) % 2:
        faults.append(f"begins a block of code in line {fences[-1]} that does not end")
    return faults
