"""Azure Tables are silent, busy or slow behind the running program: what people and the ticket
system read meanwhile, and that everything goes on by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.domain.apply import replay
from bot.store.tables import TablesStore
from tests.azurite import Accounts
from tests.build import at
from tests.store.gate import Gate, Way, gate_before
from tests.stories.wired import Wired, wired
from tests.stories.world import answered
from tests.teams_wire import ANN, BEN

GIVEN_UP = 1.5
"""Real seconds after which a request to the store is given up."""
IN_TIME = 4.0
"""Real seconds in which Teams wants its answer."""


@asynccontextmanager
async def behind_a_gate(
    azurite: Accounts, folder: Path, within: float = GIVEN_UP
) -> AsyncIterator[tuple[Wired, Gate]]:
    """The program on Azure Tables, with a case led by Ann."""
    async with gate_before(azurite.port) as gate:
        address = azurite.account().replace(f":{azurite.port}/", f":{gate.port}/")
        store = TablesStore(address, within)
        async with wired(folder, store=store, SWARM_FORMS="dialog") as world:
            await world.ticket()
            await world.press(ANN, "lead")
            yield world, gate


async def consistent(world: Wired, swarm: str) -> bool:
    loaded = await world.bot.store.load(swarm)
    return loaded is not None and loaded.swarm == replay(await world.bot.store.events(swarm), swarm)


@pytest.mark.parametrize("way", [Way.SILENT, Way.BUSY])
async def test_the_store_goes_away_and_comes_back(
    azurite: Accounts, tmp_path: Path, way: Way
) -> None:
    """A press reads in time that it was perhaps not stored, a form keeps what was typed, a ticket
    is refused with 503; afterwards the same press, form and ticket are taken, each once (whether
    or not the last try before the 503 got through after all), and the reminder that fell due
    meanwhile comes, once."""
    async with behind_a_gate(azurite, tmp_path) as (world, gate):
        swarm = str((await world.ticket())[1]["swarm"])
        claim = world.pressing(BEN, "claim", area="storage")
        opener = world.pressing(ANN, "form_contact")["value"]["action"]["data"]
        fetch = world.teams.wire.task_fetch(ANN, world.thread_id, opener)
        _, dialog = await world.send(fetch)
        [button] = dialog["task"]["value"]["card"]["content"]["actions"][-1:]
        typed = {**button["data"], "said": "we are checking", "next": "told", "next_at": "6:00"}
        submit = world.teams.wire.task_submit(ANN, world.thread_id, typed)

        gate.way = way
        async with asyncio.timeout(IN_TIME):
            pressed, sent = await asyncio.gather(world.deliver(claim), world.deliver(submit))
        assert pressed[0] == sent[0] == 200
        assert "press again" in answered(pressed[1])
        assert "we are checking" in str(sent[1]["task"]["value"]["card"])
        assert (await world.ticket(id="2"))[0] == 503
        world.time.go_to(at("05:07:30"))

        gate.way = Way.OPEN
        await world.until("05:07:40")
        thread = world.teams.threads()[0]
        assert sum("It is 05:07" in str(seen.card) for seen in world.teams.thread(thread)) == 1
        for _ in range(2):
            assert (await world.send(claim))[0] == 200
            assert (await world.send(submit))[0] == 200
        assert (await world.ticket(id="2"))[0] == 202
        await world.moment(10)
        assert len(world.teams.threads()) == 2
        events = [type(e.fact).__name__ for e in await world.bot.store.events(swarm)]
        assert (events.count("AreaClaimed"), events.count("Contacted")) == (1, 1)
        assert await consistent(world, swarm)
        first = world.teams.thread(thread)[0]
        assert "Ben Ode" in str(first.card)
        assert "we are checking" in str(first.card)


async def test_a_slow_store_is_slow_and_nothing_worse(azurite: Accounts, tmp_path: Path) -> None:
    """Each request takes two seconds more: a press is answered in time all the same, and what it
    asked for is there in the end, once."""
    async with behind_a_gate(azurite, tmp_path, within=6) as (world, gate):
        swarm = str((await world.ticket())[1]["swarm"])
        claim = world.pressing(BEN, "claim", area="storage")
        gate.delay = 2.0
        async with asyncio.timeout(IN_TIME):
            status, answer = await world.deliver(claim)
        assert status == 200
        assert "press again" in answered(answer)
        gate.delay = 0.0
        assert (await world.send(claim))[0] == 200
        await world.moment(10)
        events = [type(e.fact).__name__ for e in await world.bot.store.events(swarm)]
        assert events.count("AreaClaimed") == 1
        assert await consistent(world, swarm)
        assert "Ben Ode" in str(world.thread[0].card)
