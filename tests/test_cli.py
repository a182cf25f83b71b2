"""The commands: useful answers, exit codes that scripts can rely on, never a traceback."""

import asyncio
import contextlib
import io
import json
import os
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.demo import sample
from bot.domain.apply import replay
from bot.domain.messages import AreaClaimed, Event, Opened
from bot.domain.people import Person
from bot.domain.policy import Ladder
from bot.domain.swarm import Severity, Swarm, Ticket
from bot.policytext import spelt
from bot.ports import PersonRow
from bot.store.sqlite import SqliteStore

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 24, 19, 53, tzinfo=UTC)
SATO = Person("oid-sato", "佐藤 健")


@dataclass(frozen=True, slots=True)
class Said:
    code: object
    out: str
    err: str


def swarmbot(*args: str, **environ: str) -> Said:
    """The command, in a thread of its own because it brings its own event loop."""
    out, err = io.StringIO(), io.StringIO()

    def work() -> object:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main(args, environ)
            except SystemExit as ended:
                return ended.code or 0

    with ThreadPoolExecutor(1) as pool:
        code = pool.submit(work).result()
    return Said(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store with two swarms, one of them with two events."""
    path = tmp_path_factory.mktemp("store") / "swarm.db"

    async def fill() -> None:
        engine = SqliteStore(path)
        for number, title in ((1, "決済ができない"), (2, "Disk full")):
            ticket = Ticket(f"T-{number}", title, Severity.A, "generic", customer="アオバ商事")
            events = [
                Event(1, NOW, None, "op-1", Opened(ticket, ())),
                Event(2, NOW, SATO, "op-2", AreaClaimed("storage", SATO)),
            ][: 3 - number]
            swarm = Swarm(f"s{number}", ticket, NOW, NOW, rev=len(events))
            await engine.commit(None, swarm, events)
        await engine.put_person(PersonRow("oid-sato", "佐藤 健", "29:sato"))
        await engine.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(fill())).result()
    return f"sqlite:///{path}"


# ---------------------------------------------------------------- help and faults


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("run",),
        ("demo",),
        ("cards",),
        ("list",),
        ("timeline",),
        ("policy", "check"),
        ("manifest",),
        ("doctor",),
        ("rehearse",),
        ("copy",),
        ("person", "export"),
        ("person", "erase"),
    ],
    ids=" ".join,
)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    """--help says what the command does, and shows an example."""
    said = swarmbot(*command, "--help")
    assert said.code == 0
    assert not command or "Example: " in said.out


def test_run_without_credentials_says_what_is_missing() -> None:
    """Exit code 2 and one line for each missing setting."""
    said = swarmbot("run")
    assert (said.code, said.out) == (2, "")
    assert [line.split()[1] for line in said.err.splitlines()] == [
        "MicrosoftAppId",
        "MicrosoftAppTenantId",
        "MicrosoftAppPassword",
    ]


def test_options_of_run_stand_above_the_environment() -> None:
    """--host is checked like SWARM_HOST: an open address without authentication is refused."""
    said = swarmbot("run", "--host", "0.0.0.0", SWARM_DEV="1", SWARM_HOST="127.0.0.1")
    assert said.code == 2
    assert "SWARM_HOST is '0.0.0.0'" in said.err


def test_the_help_of_run_names_every_variable() -> None:
    """Whoever sets the bot up needs no other page."""
    said = swarmbot("run", "--help")
    for name in ("MicrosoftAppId", "SWARM_STORE", "SWARM_TENANTS", "SWARM_TICKET_SECRET_GENERIC"):
        assert name in said.out


def test_an_unknown_command_is_a_clear_line() -> None:
    """A slip of the finger gets an answer, not a traceback."""
    said = swarmbot("lsit")
    assert said.code == 2
    assert "lsit" in said.err
    assert "Traceback" not in said.err


def test_python_m_bot_is_swarmbot() -> None:
    """The module can be run as a program, which reads the real environment."""
    environ = {**os.environ, "SWARM_STROE": "x"}
    said = subprocess.run(
        [sys.executable, "-m", "bot", "list"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert said.returncode == 2
    assert "SWARM_STROE is not a setting; is SWARM_STORE meant?" in said.stderr
    assert "Traceback" not in said.stderr


# ---------------------------------------------------------------- the store


def test_list_shows_every_swarm(store: str) -> None:
    """One line a swarm, for people."""
    said = swarmbot("list", SWARM_STORE=store)
    assert said.code == 0
    assert len(said.out.splitlines()) == 3
    assert "決済ができない" in said.out


def test_list_as_json_can_be_read_by_programs(store: str) -> None:
    """Every swarm with its ticket, severity, phase and times."""
    swarms = json.loads(swarmbot("list", "--json", SWARM_STORE=store).out)
    assert {one["swarm"] for one in swarms} == {"s1", "s2"}
    assert swarms[0]["severity"] == "A"
    assert datetime.fromisoformat(swarms[0]["opened_at"]) == NOW


@pytest.mark.parametrize("name", ["s1", "T-1"])
def test_timeline_by_swarm_or_ticket(store: str, name: str) -> None:
    """Every event with sequence, time, kind and person."""
    events = json.loads(swarmbot("timeline", name, "--json", SWARM_STORE=store).out)
    assert [event["seq"] for event in events] == [1, 2]
    assert events[0]["person"] is None
    assert events[1]["person"] == {"id": "oid-sato", "name": "佐藤 健"}
    assert datetime.fromisoformat(events[1]["time"]) == NOW
    assert events[1]["fact"]["area"] == "storage"
    assert events[0]["kind"] != events[1]["kind"]


def test_timeline_for_people(store: str) -> None:
    """A line an event, with who did what."""
    said = swarmbot("timeline", "T-1", SWARM_STORE=store)
    assert "佐藤 健  area: storage" in said.out.splitlines()[1]


def test_timeline_of_nothing_says_so(store: str) -> None:
    """Exit code 1, and where to look."""
    said = swarmbot("timeline", "T-99", SWARM_STORE=store)
    assert said.code == 1
    assert said.err == "swarmbot: there is no swarm and no ticket 'T-99'; see: swarmbot list\n"


@pytest.mark.parametrize(("kind", "begin"), [("md", b"# "), ("json", b"{"), ("xlsx", b"PK")])
@pytest.mark.parametrize("safe", ["--safe", "--no-safe"])
def test_the_story_as_a_file(
    store: str, tmp_path: Path, kind: str, begin: bytes, safe: str
) -> None:
    """In each format, inside and for the customer; who looked at what never leaves the house."""
    path = tmp_path / f"story.{kind}"
    said = swarmbot(
        "timeline", "T-1", "--format", kind, safe, "--out", str(path), SWARM_STORE=store
    )
    assert (said.code, said.out, said.err) == (0, "", "")
    assert path.read_bytes().startswith(begin)
    if kind != "xlsx":
        assert ("佐藤 健" in path.read_text(encoding="utf-8")) == (safe == "--no-safe")


def test_the_story_on_the_standard_output_in_japanese(store: str) -> None:
    """Ready to be piped."""
    said = swarmbot("timeline", "T-1", "--format", "md", "--lang", "ja", SWARM_STORE=store)
    assert said.code == 0
    assert "## 経緯" in said.out


@pytest.mark.parametrize("wrong", [("--format", "docx"), ("--lang", "fr"), ("--out", "/no/where")])
def test_an_export_that_cannot_be_had_says_why(store: str, wrong: tuple[str, str]) -> None:
    """Exit code 2, one sentence with what was given."""
    said = swarmbot("timeline", "T-1", *wrong, SWARM_STORE=store)
    assert (said.code, said.out) == (2, "")
    assert wrong[1] in said.err


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Reading makes no file; the message names the path."""
    path = tmp_path / "nowhere.db"
    said = swarmbot("list", SWARM_STORE=f"sqlite:///{path}")
    assert said.code == 2
    assert "nowhere.db" in said.err
    assert not path.exists()


# ---------------------------------------------------------------- policy, manifest, demo


@pytest.mark.parametrize("name", ["policy.toml", "policy.ja.toml", "demo-policy.toml"])
def test_policy_check_explains_the_examples(name: str) -> None:
    """A good policy is put in words: duty, cadence and ladder of each severity, areas."""
    said = swarmbot("policy", "check", str(ROOT / "examples" / name))
    assert said.code == 0
    for word in ("On duty now", "Severity A", "Severity C", "before", "Area storage"):
        assert word in said.out


def test_policy_check_names_people_whom_the_bot_does_not_know(store: str) -> None:
    """With a store the names are looked up: who is not met yet stands in the list."""
    said = swarmbot("policy", "check", str(ROOT / "examples/policy.ja.toml"), SWARM_STORE=store)
    last = said.out.splitlines()[-1]
    assert "Not known in Teams" in said.out
    assert "h.mori@example.com" in last
    assert "佐藤 健" not in last


def test_policy_check_names_every_fault(tmp_path: Path) -> None:
    """Exit code 1 and a line for each fault."""
    path = tmp_path / "policy.toml"
    path.write_text('zone = "Mars"\nlangage = "en"\n', encoding="utf-8")
    said = swarmbot("policy", "check", str(path))
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 2


def test_a_store_moves_house(tmp_path: Path) -> None:
    """Exit code 0 with what is equal, and progress beside it; again, nothing is new."""

    async def fill() -> None:
        engine = SqliteStore(tmp_path / "old.db")
        event = Event(1, NOW, None, "op", Opened(Ticket("T", "x", Severity.A, "generic"), ()))
        await engine.commit(None, replay([event], "s1"), [event])  # type: ignore[arg-type]
        await engine.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(fill())).result()
    old, new = (f"sqlite:///{tmp_path}/{name}.db" for name in ("old", "new"))

    first = swarmbot("copy", old, "env:NEW", NEW=new)
    again = swarmbot("copy", old, new)

    assert (first.code, again.code) == (0, 0)
    assert first.out.startswith("FROM and TO are equal: 1 swarm (0 archived) with 1 event, ")
    assert "copied 1 of 1 swarms\nverified 1 of 1 swarms" in first.err
    assert "nothing was new" in again.out


def test_a_store_that_is_at_fault_is_said_to_be(store: str, tmp_path: Path) -> None:
    """Exit code 1: these swarms are made up, and the copy finds out."""
    said = swarmbot("copy", store, f"sqlite:///{tmp_path}/new.db")
    assert (said.code, said.out) == (1, "")
    assert "its log does not lead to its state" in said.err


def test_a_house_that_is_not_there() -> None:
    """What cannot be copied is a line with the reason."""
    said = swarmbot("copy", "sqlite:////nowhere/a.db", "sqlite:////nowhere/b.db")
    assert (said.code, said.out) == (2, "")
    assert "/nowhere/a.db cannot be read" in said.err
    assert swarmbot("copy", "env:NIX", "sqlite:///b.db").code == 1


def test_policy_check_of_no_file(tmp_path: Path) -> None:
    """A wrong path is a fault with its name."""
    said = swarmbot("policy", "check", str(tmp_path / "none.toml"))
    assert said.code == 1
    assert "none.toml cannot be read" in said.err


def test_durations_are_spelt_as_the_policy_writes_them() -> None:
    """What is shown can be copied back into the file."""
    assert [spelt(time) for time in (Ladder().before, 25 * 4 * Ladder().before)] == ["15m", "1d1h"]
    assert spelt(Ladder().before * 0) == "off"


def test_cards_writes_a_page(tmp_path: Path) -> None:
    """A page to look at, at the path that is printed, with both languages."""
    said = swarmbot("cards", str(tmp_path / "new"))
    assert said.code == 0
    assert "ストレージ" in Path(said.out.strip()).read_text(encoding="utf-8")


def test_manifest_writes_a_package(tmp_path: Path) -> None:
    """A zip that can be uploaded, at the path that is printed."""
    out = tmp_path / "new" / "swarm.zip"
    app_id = "11111111-2222-3333-4444-555555555555"
    said = swarmbot(
        "manifest", "--app-id", app_id, "--host", "swarm.example.com", "--out", str(out)
    )
    assert (said.code, said.out.strip()) == (0, str(out))
    assert "manifest.json" in zipfile.ZipFile(out).namelist()


def test_manifest_names_every_fault(tmp_path: Path) -> None:
    """Exit code 2, a line for each wrong argument, nothing written."""
    out = tmp_path / "swarm.zip"
    wrong = ("--app-id", "swarm", "--host", "https://swarm.example.com", "--website", "x")
    said = swarmbot("manifest", *wrong, "--out", str(out))
    assert said.code == 2
    assert [line.split()[1] for line in said.err.splitlines()] == ["app-id", "host", "website"]
    assert not out.exists()


def test_manifest_says_where_it_cannot_write(tmp_path: Path) -> None:
    """Exit code 2 and the path."""
    (tmp_path / "file").touch()
    app_id = "11111111-2222-3333-4444-555555555555"
    out = tmp_path / "file" / "swarm.zip"
    said = swarmbot("manifest", "--app-id", app_id, "--host", "a.example.com", "--out", str(out))
    assert said.code == 2
    assert "cannot be written" in said.err


def test_the_demo_speaks_english_or_japanese() -> None:
    """Another language is refused before anything starts."""
    said = swarmbot("demo", "--lang", "fr")
    assert said.code == 2
    assert "expected: en or ja" in said.err


def test_the_demo_has_two_stores() -> None:
    """Another one is refused before anything starts."""
    said = swarmbot("demo", "--store", "postgres")
    assert said.code == 2
    assert "expected: sqlite or azurite" in said.err


@pytest.mark.parametrize(("language", "customer"), [("en", "Contoso Retail"), ("ja", "アオバ商事")])
def test_the_sample_ticket_is_fresh(language: str, customer: str) -> None:
    """A Sev-A that was created just now, so that its first response is still ahead."""
    ticket = sample(language, NOW)
    assert (ticket["severity"], ticket["customer"]) == ("A", customer)
    assert ticket["created_at"] == NOW.isoformat()
    assert str(ticket["customer_deadline"]) > NOW.isoformat()
