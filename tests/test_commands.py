"""Every command of the documentation is tried: in a fresh copy, on a store with a case, or in front
of a bot. What cannot be tried here says why.
"""

import asyncio
import json
import os
import re
import shlex
import shutil
import sys
import zipfile
from asyncio.subprocess import PIPE
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
import typer.main

from bot.cli import app
from bot.store.urls import open_store
from tests.build import policy
from tests.doctor.rig import Rig, rigged
from tests.stories.world import AOIFE, ITO, World

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "infra" / "README.md"])


@dataclass(frozen=True, slots=True)
class Way:
    """How a command of the documentation is tried: ``run`` in a fresh copy, on a ``store`` with a
    case in it, in front of a ``bot``, as a target of the Makefile, or ``elsewhere``, and why."""

    how: Literal["run", "store", "bot", "make", "elsewhere"]
    why: str = ""


WAYS: tuple[tuple[str, Way], ...] = (
    (r"swarmbot (policy check|rehearse|manifest|run --help)\b", Way("run")),
    (r"swarmbot (list|timeline|copy|person)\b", Way("store")),
    (r"swarmbot doctor\b", Way("bot")),
    (r"mkdir -p policy", Way("run")),
    (r"\. \.venv/bin/activate", Way("elsewhere", "Python's own; what lies there is run here")),
    (r"cp (-r )?examples/", Way("run")),
    (r"echo .*openssl", Way("run")),
    (r"sqlite3 swarm\.db", Way("elsewhere", "SQLite's own tool; tests/store/test_sqlite.py restores a backup")),
    (r"make (test|check|demo|sbom|audit)\b", Way("make", "tests/e2e runs make demo")),
    (r"git clone", Way("elsewhere", "there is no address to clone from yet")),
    (r"az |export SWARM_|<|docker |  --env-file", Way("elsewhere", "needs Azure or Docker; tests/infra reads what they are given")),
)  # fmt: skip

STANDS_FOR = (
    ("<swarm or ticket>", "T-1"),
    ("<ticket>", "T-1"),
    ("md|xlsx|json [--safe]", "md --safe"),
    ("<botAppId>", "11111111-2222-3333-4444-555555555555"),
    ("<id>", "11111111-2222-3333-4444-555555555555"),
    ("<botHost>", "swarm.example.com"),
    ("copy FROM TO", "copy sqlite:///swarm.db sqlite:///moved.db"),
    ("export ID", "export k.sato@example.com"),
    ("check FILE", "check policy/policy.toml"),
    (" policy.toml", " policy/policy.toml"),
    ("k.sato@example.com", AOIFE.upn),
)
"""What is left open in a command, and what is put there: the policy of the guide, the case and the
person of these tests."""


def fenced(text: str) -> list[str]:
    """Every line of a code block without a language."""
    found = []
    fence: str | None = None
    for line in map(str.strip, re.sub(r"\\\n\s*", "", text).splitlines()):
        if line.startswith("```"):
            fence = line.removeprefix("```") if fence is None else None
        elif fence == "" and line and not re.match(r"\w+=", line):
            found.append(line.split("  #")[0].strip())
    return found


def inline(text: str) -> list[str]:
    """Every ``swarmbot ...`` inside of a sentence."""
    return re.findall(r"`(swarmbot [^`\n]+)`", text)


def only_named(command: str) -> bool:
    """A sentence speaks of the command, and leaves its arguments out."""
    return "…" in command or re.fullmatch(r"swarmbot( [a-z]+)+", command) is not None


def written() -> list[tuple[str, str]]:
    """The commands in code blocks, each once for the page that it stands on."""
    found = [(page.name, c) for page in PAGES for c in fenced(page.read_text(encoding="utf-8"))]
    return list(dict.fromkeys(found))


def spoken() -> list[tuple[str, str]]:
    """Those in sentences, with their arguments."""
    found = [(page.name, c) for page in PAGES for c in inline(page.read_text(encoding="utf-8"))]
    return [(page, command) for page, command in dict.fromkeys(found) if not only_named(command)]


def way_of(command: str) -> Way | None:
    return next((way for pattern, way in WAYS if re.match(pattern, command)), None)


def of_way(how: str) -> list[str]:
    """Those commands as they are tried here: the pages one after the other, then what only
    sentences say."""
    blocks, sentences = (
        [filled(c) for _, c in found if (way := way_of(c)) and way.how == how]
        for found in (written(), spoken())
    )
    return [*blocks, *(one for one in dict.fromkeys(sentences) if one not in blocks)]


def filled(command: str) -> str:
    """With everything in it that it leaves open."""
    for left_open, put in STANDS_FOR:
        command = command.replace(left_open, put)
    return command


async def ran(command: str, folder: Path, environ: Mapping[str, str]) -> str:
    """What it prints; it ends well."""
    line = re.sub(r"^swarmbot ", f"{shlex.quote(sys.executable)} -m bot ", command)
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **environ}
    process = await asyncio.create_subprocess_shell(
        line, cwd=folder, env=env, stdout=PIPE, stderr=PIPE
    )
    out, err = await process.communicate()
    assert process.returncode == 0, (command, out.decode(), err.decode())
    return out.decode()


@pytest.mark.parametrize(("page", "command"), [*written(), *spoken()])
def test_every_command_has_its_way(page: str, command: str) -> None:
    """A command that nobody tries is not in the documentation; one of ours is always tried."""
    way = way_of(command)
    assert way is not None, f"{page}: {command}"
    assert way.how in ("run", "store", "bot") or (way.why and not command.startswith("swarmbot"))


def test_every_command_that_is_spoken_of_exists() -> None:
    """Also where a sentence leaves its arguments out."""
    named = {c for page in PAGES for c in inline(page.read_text(encoding="utf-8")) if only_named(c)}
    assert len(named) > 5
    for command in named:
        group: Any = typer.main.get_command(app)
        for word in re.sub(r" (-|…).*", "", command).split()[1:]:
            assert word in group.commands, command
            group = group.commands[word]


@pytest.mark.parametrize("command", list(dict.fromkeys(of_way("make"))))
def test_targets_of_the_makefile_exist(command: str) -> None:
    """What a page tells to make can be made."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{shlex.split(command)[1]}:", text, re.MULTILINE)


async def test_what_is_run_ends_well(tmp_path: Path) -> None:
    """In a fresh copy, in the order in which the pages name them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for command in of_way("run"):
        await ran(command, tmp_path, {})
    assert (tmp_path / "out" / "swarmbot.zip").exists()


async def test_what_asks_a_store_ends_well(tmp_path: Path) -> None:
    """On a store with a case; in the end nothing is known any more of whoever was erased."""
    store = "sqlite:///swarm.db"
    world = await World.begin(
        tmp_path, policy(), store=open_store(f"sqlite:///{tmp_path}/swarm.db")
    )
    await world.ticket(id="T-1")
    await world.press(ITO, "lead")
    await world.press(AOIFE, "claim", area="storage")
    await world.stop()
    tried = sorted(of_way("store"), key=lambda command: "erase" in command)
    assert {command.split()[1] for command in tried} == {"list", "timeline", "copy", "person"}
    for command in tried:
        said = await ran(command, tmp_path, {"SWARM_STORE": store, "NEW_STORE": "sqlite:///new.db"})
        assert said or "--out" in command, command
    kept = await ran("swarmbot timeline T-1 --json", tmp_path, {"SWARM_STORE": store})
    assert (AOIFE.name in kept, ITO.name in kept) == (False, True)
    assert AOIFE.name in await ran(
        "swarmbot timeline T-1 --json", tmp_path, {"SWARM_STORE": "sqlite:///new.db"}
    )


def package_for(host: str, rig: Rig) -> None:
    """Where the guide has it: the package of a bot whose public name is ``host``."""
    assert rig.package is not None
    target = rig.folder / "out" / "swarmbot.zip"
    target.parent.mkdir()
    with zipfile.ZipFile(rig.package) as built, zipfile.ZipFile(target, "w") as changed:
        manifest = json.loads(built.read("manifest.json"))
        changed.writestr("manifest.json", json.dumps({**manifest, "validDomains": [host]}))


async def test_what_asks_a_bot_ends_well(tmp_path: Path) -> None:
    """A bot on this machine stands at the address of the guide: all is well with it."""
    async with rigged(tmp_path) as rig:
        package_for("127.0.0.1", rig)
        tried = dict.fromkeys(of_way("bot"))
        assert tried
        for command in tried:
            said = await ran(
                command.replace("https://swarm.example.com", rig.url), tmp_path, rig.environ
            )
            assert said.splitlines()[-1].startswith("0 faults, 0 notes, ")
