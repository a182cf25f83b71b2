"""SIGTERM: what is in hand is finished and written down, what only waits is left to others."""

import asyncio
import contextlib
import json
import socket
from collections.abc import Callable
from pathlib import Path

import aiohttp

from bot.store.sqlite import SqliteStore
from tests.fake_teams import FakeTeams, Fault
from tests.stories.child import started
from tests.stories.conftest import Begin
from tests.stories.world import SATO
from tests.teams_wire import ANN, CHANNEL


async def test_what_is_on_its_way_is_written_down(begin: Begin) -> None:
    """The card is just being edited: the end waits for it, and nobody edits it again."""
    world = await begin()
    await world.ticket()
    began, go = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        began.set()
        await go.wait()

    world.chat.trouble(kinds=("edit",), before=slowly)
    await world.handler.invoke(world.pressing(SATO, "claim", area="storage"))
    await began.wait()
    stopping = asyncio.create_task(world.road.stop(within=60))
    await asyncio.sleep(0)
    assert not stopping.done()
    go.set()
    await stopping
    row = await world.store.teams(world.swarm)
    assert row is not None
    assert (row.sending, row.hold_until) == (None, None)
    assert row.shown.live is not None
    assert row.shown.live.rev == (await world.state()).card_rev
    assert world.thread[0].edits == 1


async def test_whoever_waits_for_a_turn_is_not_waited_for(begin: Begin) -> None:
    """The channel is busy for long: the end does not wait for it, and holds nothing; the next
    process sends it."""
    world = await begin()
    await world.ticket()
    async with world.road.lanes.turn(CHANNEL, 0, edit=False):
        await world.handler.invoke(world.pressing(SATO, "claim", area="storage"))
        async with asyncio.timeout(30):
            await world.road.stop(within=60)
    row = await world.store.teams(world.swarm)
    assert row is not None
    assert (row.sending, row.hold_until) == (None, None)
    await world.restart()
    await world.moment()
    assert "佐藤 健" in world.live


async def test_a_process_ends_in_ten_seconds(tmp_path: Path) -> None:
    """Told to end while Teams takes two seconds for a card: it says "stopping", still answers a
    press, writes down what it sent, and is gone with exit code 0."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url, path = f"http://127.0.0.1:{port}", tmp_path / "swarm.db"
    environ = {"SWARM_DEV": "1", "SWARM_PORT": str(port), "SWARM_STORE": f"sqlite:///{path}"}
    async with FakeTeams(needs_token=False) as teams, aiohttp.ClientSession() as http:

        async def answered(what: str, body: object) -> int:
            async with http.post(f"{url}{what}", data=json.dumps(body)) as answer:
                return answer.status

        async def says(status: str) -> None:
            while True:
                with contextlib.suppress(aiohttp.ClientError):
                    async with http.get(f"{url}/readyz") as answer:
                        if (await answer.json())["status"] == status:
                            return
                await asyncio.sleep(0.02)

        process = started(environ)
        try:
            async with asyncio.timeout(60):
                await says("ready")
                await answered("/api/messages", teams.wire.install(ANN, CHANNEL))
                assert await answered("/tickets/generic", TICKET) == 202
                await _until(lambda: bool(teams.threads()))
                slow = Fault(delay=2, kinds=("update",))
                teams.fail(slow)
                thread = teams.threads()[0]
                data = {"swarm": _swarm(teams, thread), "turn": "1"}
                lead = teams.wire.press(ANN, thread, "lead", data)
                assert await answered("/api/messages", lead) == 200
                await _until(lambda: slow.times == 0)
            process.terminate()
            async with asyncio.timeout(10):
                await says("stopping")
                assert await answered("/api/messages", lead) == 200
                await asyncio.to_thread(process.join)
        finally:
            process.kill()
    assert process.exitcode == 0
    store = SqliteStore(path)
    (line,) = await store.overview()
    row = await store.teams(line.swarm)
    await store.close()
    assert row is not None
    assert row.sending is None
    assert row.shown.live is not None
    assert row.shown.live.rev > 1


async def _until(true: Callable[[], bool]) -> None:
    while True:
        if true():
            return
        await asyncio.sleep(0.02)


TICKET = {"id": "1", "title": "Tills cannot log in", "severity": "A", "customer": "Aoba"}


def _swarm(teams: FakeTeams, thread: str) -> str:
    """The id of the swarm, from a button of its card."""
    text = json.dumps(teams.thread(thread)[0].card)
    return text.partition('"swarm": "')[2].partition('"')[0]
