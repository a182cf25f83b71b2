"""During a rollout: a swarm that a newer version of the bot has written is left alone, kindly."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.flow.newer import FIRST, LONGEST, Newer
from bot.store.sqlite import SqliteStore
from bot.store.tables_client import Tables
from bot.store.tables_meta import SWARMS
from bot.store.tables_rows import key, state_key
from bot.store.urls import open_store
from bot.teams.inbound import FormFetch, FormSubmit, Press
from tests.azurite import Accounts
from tests.build import OPENED, minutes, policy
from tests.store.faulty import Faulty
from tests.stories.wired import Wired, wired
from tests.stories.world import SATO, World, answered, who, words
from tests.teams_wire import ANN

OLD, NEW = '"phase":"open"', '"phase":"levitating"'
UPDATING = (
    "この案件は、ボットの新しいバージョンが更新しています。少し待ってから、もう一度押してください。"
)
UPDATING_TYPED = UPDATING.replace("押して", "送信して")

Rewrite = Callable[[str, str, str], Awaitable[None]]
"""``await rewrite(swarm, before, after)``: the state row, as another process would write it."""


@dataclass
class Shared:
    world: World
    faulty: Faulty
    rewrite: Rewrite


def in_sqlite(path: Path) -> Rewrite:
    async def rewrite(swarm: str, before: str, after: str) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute(
                "UPDATE state SET data = replace(data, ?, ?), etag = etag + 1000000 "
                "WHERE swarm = ?",
                (before, after, swarm),
            )

    return rewrite


def in_tables(address: str) -> Rewrite:
    async def rewrite(swarm: str, before: str, after: str) -> None:
        tables = Tables(address)
        try:
            found = await tables.get(SWARMS, key(swarm, state_key(swarm)))
            assert found is not None
            row = {**found.row, "data": found.row["data"].replace(before, after)}
            await tables.replace(SWARMS, row, found.etag)
        finally:
            await tables.close()

    return rewrite


@pytest.fixture(params=["sqlite", "tables"])
async def shared(
    request: pytest.FixtureRequest, tmp_path: Path, azurite: Accounts
) -> AsyncIterator[Shared]:
    """A world with a case, on each kind of store."""
    path = tmp_path / "newer.db"
    if request.param == "sqlite":
        store, rewrite = open_store(f"sqlite:///{path}"), in_sqlite(path)
    else:
        address = azurite.account()
        store, rewrite = open_store(address), in_tables(address)
    faulty = Faulty(store)
    rules = policy(viewers=(who(SATO),))
    world = await World.begin(tmp_path, rules, store=faulty.as_store)
    await world.ticket()
    await world.say(SATO, "lead")
    await world.moment()
    yield Shared(world, faulty, rewrite)
    await world.stop()


async def test_whoever_asks_reads_why(shared: Shared) -> None:
    """A press, a dialog, a form and words: a sentence, and nothing is changed."""
    world = shared.world
    claim = world.pressing(SATO, "claim", area="storage")
    await shared.rewrite(world.swarm, OLD, NEW)
    data = {"swarm": world.swarm, "form": "note", "text": "手順書", "nonce": "n"}
    asked = (
        claim,
        Press(world.source(SATO), "refresh", data),
        FormFetch(world.source(SATO), {**data, "verb": "form_note"}),
    )
    for inbound in asked:
        assert answered(await world.handler.invoke(inbound)) == UPDATING
    again = await world.handler.invoke(FormSubmit(world.source(SATO), data))
    assert UPDATING in answered(again)
    assert "手順書" in str(again)
    (said,) = await world.say(SATO, "連絡 調査中")
    assert UPDATING_TYPED in words(said)


async def test_nothing_is_sent_and_others_go_on(shared: Shared) -> None:
    """For a quarter of an hour: not a word in its thread, few looks at it, one line in the log; the other case
    gets its reminders."""
    world = shared.world
    await shared.rewrite(world.swarm, OLD, NEW)
    quiet, before = world.thread, len(world.thread)
    with capture_logs() as logs:
        await world.ticket(id="2611240013", title="別の案件")
        loads = shared.faulty.calls["load"]
        other = len(world.thread)
        for _ in range(90):
            await world.moment(10)
    assert len(quiet) == before
    assert len(world.thread) > other
    assert [line["log_level"] for line in logs if line.get("action") == "newer"] == ["warning"]
    assert not [line for line in logs if line["log_level"] == "error"]
    assert shared.faulty.calls["load"] - loads < 30


async def test_lists_show_what_they_can(shared: Shared) -> None:
    """The case is in the list beside the others; asked for alone, it is said why not."""
    world = shared.world
    await shared.rewrite(world.swarm, OLD, NEW)
    await world.ticket(id="2611240013", title="別の案件")
    (said,) = await world.say(SATO, "all", "direct")
    assert "2611240012" in words(said)
    assert "2611240013" in words(said)
    (said,) = await world.say(SATO, "status 2611240012", "direct")
    assert "newer version" in words(said)


async def test_it_goes_on_when_it_can_be_read_again(shared: Shared) -> None:
    """The newer version has brought it back into a form that is known: at the next press, or in
    a quarter of an hour at most, it is tended again."""
    world = shared.world
    await shared.rewrite(world.swarm, OLD, NEW)
    await world.until(world.time.now + minutes(20))
    await shared.rewrite(world.swarm, NEW, OLD)
    await world.press(SATO, "claim", area="storage")
    await world.moment()
    assert "佐藤 健" in world.live


async def test_a_ticket_is_to_be_sent_again(tmp_path: Path) -> None:
    """Over the wire: 503 with Retry-After, and its sender reads why; a press gets its sentence."""
    async with wired(tmp_path) as world:
        await world.ticket()
        press = world.pressing(ANN, "claim", area="storage")
        await _rewritten(world, tmp_path)
        status, answer = await world.ticket(title="Another title")
        assert status == 503
        assert "newer version" in answer["error"]
        status, answer = await world.send(press)
        assert status == 200
        assert "newer version" in answer["value"]


async def _rewritten(world: Wired, folder: Path) -> None:
    assert isinstance(world.bot.store, SqliteStore)
    (line,) = await world.bot.store.overview()
    await in_sqlite(folder / "swarm.db")(line.swarm, OLD, NEW)


def test_looks_become_rare() -> None:
    """Half a minute, then twice as long each time, a quarter of an hour at most."""
    newer, now, spans = Newer(), OPENED, []
    for _ in range(8):
        newer.met("sw", now, "why")
        span = FIRST
        while newer.rests("sw", now + span):
            span += FIRST
        spans.append(span / FIRST)
        now += span
    assert spans == [1, 2, 4, 8, 16, 30, 30, 30]
    assert spans[-1] * FIRST == LONGEST
    newer.known("sw")
    assert not newer.rests("sw", now)
