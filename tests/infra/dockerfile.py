"""A Dockerfile, taken apart: enough of its language for ours."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class Stage:
    """One ``FROM``: ``copies`` are from the checkout, ``env`` what the process is given."""

    base: str
    copies: list[tuple[str, str]] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)
    user: str = "root"
    workdir: str = "/"
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)
    ports: list[str] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """Each instruction in one line, without comments."""
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for line in re.sub(r"\\\n\s*", " ", lines).splitlines():
        if line.strip():
            word, _, rest = line.strip().partition(" ")
            yield word, rest.strip()


def stages(text: str) -> list[Stage]:
    """Raises ValueError for an instruction that is not known here."""
    found: list[Stage] = []
    for word, rest in instructions(text):
        if word == "FROM":
            found.append(Stage(rest))
            continue
        _apply(found[-1], word, rest)
    return found


def _apply(stage: Stage, word: str, rest: str) -> None:
    match word:
        case "COPY":
            if not rest.startswith("--from="):
                source, target = rest.split()
                stage.copies.append((source, target))
        case "ENV":
            stage.env |= dict(pair.split("=", 1) for pair in shlex.split(rest))
        case "RUN":
            stage.runs.append(rest)
        case "USER":
            stage.user = rest
        case "WORKDIR":
            stage.workdir = rest
        case "ENTRYPOINT":
            stage.entrypoint = json.loads(rest)
        case "CMD":
            stage.command = json.loads(rest)
        case "HEALTHCHECK":
            stage.health = json.loads(rest.partition("CMD ")[2])
        case "EXPOSE":
            stage.ports = rest.split()
        case "VOLUME":
            stage.volumes.append(rest)
        case _:
            raise ValueError(f"{word} is not known here")
