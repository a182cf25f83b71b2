"""What the embedded store promises beyond the contract: one process, readers, kills, full disks."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.ports import Conflict, Loaded, StoreDown
from bot.store.errors import CannotOpen
from bot.store.sqlite import SqliteStore
from bot.store.urls import open_reader, open_store
from tests.store.contract import MINUTE, NOW, SENDING, a_swarm, note, noted
from tests.store.faulty import Faulty, How

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "swarm.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(path)
    yield store
    await store.close()


def content(path: Path) -> bytes:
    """Of a file that may not be there."""
    return path.read_bytes() if path.exists() else b""


# ---------------------------------------------------------------- one process writes


async def test_a_second_process_is_refused(store: SqliteStore, path: Path) -> None:
    """Two bots on one file would both think that they are alone; the message says who has it."""
    with pytest.raises(CannotOpen, match=r"swarm\.db is in use by another swarmbot \(process \d+"):
        SqliteStore(path)


async def test_the_file_is_free_after_closing(store: SqliteStore, path: Path) -> None:
    """A restart needs no clean-up by hand."""
    await store.close()

    await SqliteStore(path).close()


async def test_a_start_forgets_holds_but_not_what_was_being_sent(path: Path) -> None:
    """Whoever held a swarm is gone; that its message is uncertain is still known."""
    store = SqliteStore(path)
    loaded = await store.commit(None, a_swarm("s"), [])
    row = await store.teams("s")
    assert row
    held = await store.announce("s", row, SENDING, NOW + MINUTE)
    await store.close()

    store = SqliteStore(path)
    row = await store.teams("s")
    assert row
    assert (row.sending, row.hold_until) == (SENDING, None)
    assert row.etag not in {held.etag, loaded.etag}
    await store.close()


@pytest.mark.parametrize("seconds", [0.0, 0.2, 0.5])
async def test_a_kill_loses_nothing_that_was_acknowledged(path: Path, seconds: float) -> None:
    """Kill -9 at any moment: every acknowledged event is there, each with its state."""
    url = f"sqlite:///{path}"
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.store.writer", url, cwd=ROOT, stdout=subprocess.PIPE
    )
    assert child.stdout
    lines = [await child.stdout.readline()]
    reading = asyncio.create_task(child.stdout.read())
    await asyncio.wait([reading], timeout=seconds)
    child.kill()
    await child.wait()
    lines += (await reading).splitlines(keepends=True)

    acknowledged = [line.split() for line in lines if line.endswith(b"\n")]
    store = open_store(url)
    tags = set()
    for name in {swarm.decode() for swarm, _, _ in acknowledged}:
        loaded = await store.load(name)
        assert loaded
        seqs = [event.seq for event in await store.events(name)]
        assert seqs == list(range(1, loaded.swarm.rev + 1))
        said = [int(seq) for swarm, seq, _ in acknowledged if swarm.decode() == name]
        assert max(said) <= loaded.swarm.rev
        loaded = await store.commit(loaded, replace(loaded.swarm, rev=len(seqs)), [])
        tags.add(loaded.etag.encode())
    assert not tags & {etag for _, _, etag in acknowledged}
    await store.close()


# ---------------------------------------------------------------- transactions


async def test_one_bad_write_does_not_spoil_its_neighbours(store: SqliteStore) -> None:
    """Writes that share a sync succeed and fail each for itself."""
    old = await store.commit(None, a_swarm("s"), [])
    new = await store.commit(old, *noted(old))

    answers = await asyncio.gather(
        *(store.commit(None, a_swarm(f"n{n}"), [note(1)]) for n in range(10)),
        store.commit(old, *noted(old)),
        *(store.commit(None, a_swarm(f"m{n}"), [note(1)]) for n in range(10)),
        return_exceptions=True,
    )

    assert [type(answer) for answer in answers] == [Loaded] * 10 + [Conflict] + [Loaded] * 10
    assert await store.load("s") == new
    assert len(await store.overview()) == 21


async def test_a_full_disk_is_a_store_that_is_down(store: SqliteStore) -> None:
    """Nothing is half stored when there is no room, and the next write works when there is."""
    old = await store.commit(None, a_swarm("s"), [])
    await store._write.do(lambda to: to.all("PRAGMA max_page_count = 1"))
    big = [note(1, "x" * 1_000_000)]

    answers = await asyncio.gather(
        *(store.commit(old, replace(old.swarm, rev=1), big) for _ in range(3)),
        return_exceptions=True,
    )

    assert [type(answer) for answer in answers] == [StoreDown] * 3
    assert await store.load("s") == old
    assert await store.events("s") == []
    await store._write.do(lambda to: to.all("PRAGMA max_page_count = 1000000"))
    assert (await store.commit(old, replace(old.swarm, rev=1), big)).swarm.rev == 1


async def test_a_file_locked_by_somebody_else_is_a_store_that_is_down(
    store: SqliteStore, path: Path
) -> None:
    """Another program that holds the file makes writes fail in good time, and not for ever."""
    old = await store.commit(None, a_swarm("s"), [])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreDown, match="locked"):
        await store.commit(old, *noted(old))
    assert await store.load("s") == old

    other.close()
    await store.commit(old, *noted(old))


async def test_a_caller_who_gives_up_leaves_the_store_in_order(store: SqliteStore) -> None:
    """A cancelled press is stored or not, and the others are answered."""
    one = asyncio.create_task(store.commit(None, a_swarm("one"), [note(1)]))
    other = asyncio.create_task(store.commit(None, a_swarm("other"), [note(1)]))
    await asyncio.sleep(0)
    one.cancel()

    assert (await other).swarm.id == "other"
    assert len(await store.overview()) in {1, 2}


async def test_long_lists_are_read_in_pages(store: SqliteStore) -> None:
    """More swarms than a page are all listed, each once."""
    await asyncio.gather(*(store.commit(None, a_swarm(f"{n:04}"), []) for n in range(1001)))

    assert [line.swarm for line in await store.overview()] == [f"{n:04}" for n in range(1001)]


# ---------------------------------------------------------------- readers


async def test_a_reader_sees_what_the_running_bot_has_stored(
    store: SqliteStore, path: Path
) -> None:
    """`list` and `timeline` work beside the bot and need no lock."""
    loaded = await store.commit(None, a_swarm("s"), [note(1)])
    reader = open_reader(f"sqlite:///{path}")

    assert await reader.load("s") == loaded
    assert await reader.events("s") == [note(1)]
    later = await store.commit(loaded, *noted(replace(loaded, swarm=replace(loaded.swarm, rev=1))))
    assert await reader.load("s") == later
    await reader.close()


async def test_a_reader_works_without_a_bot(store: SqliteStore, path: Path) -> None:
    """The file can be read when nothing runs, and is not changed by that."""
    await store.commit(None, a_swarm("s"), [])
    await store.close()
    before = content(path)

    reader = SqliteStore.reader(path)

    assert [line.swarm for line in await reader.overview()] == ["s"]
    await reader.close()
    assert path.read_bytes() == before


async def test_a_reader_of_nothing_says_so(path: Path) -> None:
    """Reading does not make an empty store where there was none."""
    with pytest.raises(CannotOpen, match=r"swarm\.db cannot be read"):
        SqliteStore.reader(path)

    assert not content(path)


# ---------------------------------------------------------------- a file of version 1


@pytest.fixture
async def old(path: Path) -> bytes:
    """A file as version 1 wrote it, with a swarm."""
    store = SqliteStore(path)
    await store.commit(None, a_swarm("s"), [note(1)])
    await store.close()
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE archive")
        db.execute("UPDATE meta SET value = 1 WHERE name = 'version'")
    db.close()
    return path.read_bytes()


@pytest.mark.usefixtures("old")
async def test_an_older_file_is_brought_up_to_date(path: Path) -> None:
    """It has an archive afterwards, and everything that it had."""
    for _ in range(2):
        store = SqliteStore(path)
        loaded = await store.load("s")
        assert loaded is not None
        assert await store.events("s") == [note(1)]
        await store.close()

    store = SqliteStore(path)
    loaded = await store.load("s")
    assert loaded is not None
    assert await store.archive(loaded, None)
    assert [line.swarm for line in await store.archived()] == ["s"]
    await store.close()


async def test_an_older_file_can_be_read_as_it_is(path: Path, old: bytes) -> None:
    """Reading finds its archive empty, and changes nothing."""
    reader = SqliteStore.reader(path)

    assert [line.swarm for line in await reader.overview()] == ["s"]
    assert await reader.archived() == []
    assert await reader.load("nobody") is None
    assert await reader.expired(NOW) == []
    await reader.close()
    assert path.read_bytes() == old


# ---------------------------------------------------------------- files that are not ours


@pytest.mark.parametrize("open_it", [SqliteStore, SqliteStore.reader])
async def test_another_version_is_refused(path: Path, open_it: type[SqliteStore]) -> None:
    """A store of another version is not touched; the message says what to do."""
    await SqliteStore(path).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE meta SET value = 3 WHERE name = 'version'")
    db.close()

    with pytest.raises(CannotOpen, match=r"has store version 3, this swarmbot .* version 2"):
        open_it(path)


@pytest.mark.parametrize("open_it", [SqliteStore, SqliteStore.reader])
def test_a_file_of_somebody_else_is_refused(path: Path, open_it: type[SqliteStore]) -> None:
    """Another program's database stays as it is."""
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE songs (title TEXT)")
    db.close()
    before = content(path)

    with pytest.raises(CannotOpen, match="is no store of swarmbot"):
        open_it(path)

    assert path.read_bytes() == before


@pytest.mark.parametrize("open_it", [SqliteStore, SqliteStore.reader])
def test_a_file_that_is_no_database_is_refused(path: Path, open_it: type[SqliteStore]) -> None:
    """A wrong path is named at the start, not at the first press."""
    path.write_text("dear diary, " * 100)

    with pytest.raises(CannotOpen, match="not a database"):
        open_it(path)


def test_a_refused_file_is_not_locked(path: Path) -> None:
    """After a failed start the same process may try again."""
    path.write_text("dear diary, " * 100)
    for _ in range(2):
        with pytest.raises(CannotOpen, match="not a database"):
            SqliteStore(path)


# ---------------------------------------------------------------- addresses


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    """A typing error in the path is said, no folders are made."""
    with pytest.raises(CannotOpen, match="there is no folder"):
        open_store(f"sqlite:///{tmp_path}/nowhere/swarm.db")


async def test_odd_names_of_files_work(tmp_path: Path) -> None:
    """Spaces, signs and Japanese in a path are no trouble."""
    name = tmp_path / "100% 障害 #1.db"

    await open_store(f"sqlite:///{name}").close()

    assert content(name)


@pytest.mark.parametrize(
    "url", ["", "swarm.db", "sqlite://swarm.db", "sqlite:///", "postgres://u:secret@host/db"]
)
def test_other_addresses_are_refused_with_a_list(url: str) -> None:
    """The message lists what can be written, and shows no secret."""
    with pytest.raises(CannotOpen, match=r"Supported are sqlite:///swarm\.db") as refused:
        open_store(url)

    assert "secret" not in str(refused.value)


# ---------------------------------------------------------------- the wrapper for faults


async def test_faults_happen_when_they_were_ordered(store: SqliteStore) -> None:
    """The wrapper fails before, after, and for as long as told, and only then."""
    faulty = Faulty(store)
    wrapped = faulty.as_store
    faulty.fail("commit", nth=2, how=How.AFTER)
    faulty.fail("load", how=How.BEFORE)

    one = await wrapped.commit(None, a_swarm("one"), [])
    with pytest.raises(StoreDown):
        await wrapped.commit(None, a_swarm("two"), [])
    with pytest.raises(StoreDown):
        await wrapped.load("one")

    assert await wrapped.load("one") == one
    assert await wrapped.load("two") is not None


async def test_a_hanging_call_goes_on_when_released(store: SqliteStore) -> None:
    """A store that does not answer can be played without waiting for time."""
    faulty = Faulty(store)
    faulty.fail("ping", how=How.HANG)
    call = asyncio.ensure_future(faulty.as_store.ping())
    await asyncio.sleep(0)
    assert not call.done()

    faulty.release()
    await call


async def test_a_store_that_is_down_fails_until_it_is_up(store: SqliteStore) -> None:
    """An outage has a beginning and an end."""
    faulty = Faulty(store)
    faulty.down()
    with pytest.raises(StoreDown):
        await faulty.as_store.ping()

    faulty.up()
    await faulty.as_store.ping()
