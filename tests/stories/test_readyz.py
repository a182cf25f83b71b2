"""How fit the bot says it is while something goes wrong, over the wire."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.background import ask_teams
from bot.flow.clockwatch import ClockWatch
from tests.build import OPENED, minutes
from tests.fake_teams import Fault
from tests.stories.wired import Wired, wired
from tests.teams_wire import ANN, CHANNEL


async def fitness(world: Wired) -> tuple[int, Any]:
    async with world.session.get(f"{world.url}/readyz") as answer:
        return answer.status, await answer.json()


async def test_all_is_well(tmp_path: Path) -> None:
    """A line for each check."""
    async with wired(tmp_path) as world:
        well = {"store": "ok", "clock": "ok", "teams": "ok"}
        assert await fitness(world) == (200, {"status": "ready", "checks": well})


async def test_an_outage_of_teams_degrades(tmp_path: Path) -> None:
    """Teams answers 503 for ten minutes: the bot keeps its traffic and takes presses in, and says
    for how long; one good call later it is ready."""
    async with wired(tmp_path) as world:
        await world.ticket()
        fault = Fault(503, times=None)
        world.teams.fail(fault)
        await world.press(ANN, "claim", area="storage")
        await world.until(OPENED + minutes(10))
        status, said = await fitness(world)
        assert (status, said["status"]) == (200, "degraded")
        assert "calls to Teams have failed for" in said["checks"]["teams"]
        assert "Ann Lee" in str(await world.press(ANN, "lead"))
        world.teams.heal()
        await world.until(OPENED + minutes(13))
        assert (await fitness(world))[1]["status"] == "ready"


async def test_without_calls_one_is_made(tmp_path: Path) -> None:
    """Nothing has happened for five minutes: one read in the channel tells whether Teams answers,
    and not one more."""
    async with wired(tmp_path) as world:
        watching = world.bot.teams
        world.time.go_to(OPENED + minutes(10))
        before = len(world.teams.calls)
        await ask_teams(world.road, watching)
        await ask_teams(world.road, watching)
        assert [call.kind for call in world.teams.calls[before:]] == ["members"]
        world.teams.fail(Fault(503))
        world.time.go_to(OPENED + minutes(20))
        await ask_teams(world.road, watching)
        world.time.go_to(OPENED + minutes(20.5))
        assert (await fitness(world))[1]["status"] == "degraded"


async def test_a_wrong_clock_sends_nothing(tmp_path: Path) -> None:
    """The store says that our clock is a minute fast: not ready, presses are answered all the same,
    nothing is sent; when it is right again, everything is."""
    now = OPENED
    watch = ClockWatch(lambda: now, lambda: 0.0)
    async with wired(tmp_path, watch=watch) as world:
        await world.ticket()
        watch.heard(now - timedelta(seconds=4), 0.1)
        status, said = await fitness(world)
        assert (status, said["status"]) == (200, "degraded")
        assert said["checks"]["clock"] == "this clock is 2.9 s fast"
        watch.heard(now - timedelta(seconds=60), 0.1)
        status, said = await fitness(world)
        assert (status, said["status"]) == (503, "not ready")
        before = len(world.teams.sent_at(CHANNEL))
        assert "Ann Lee" in str(await world.press(ANN, "claim", area="storage"))
        await world.moment(30)
        assert len(world.teams.sent_at(CHANNEL)) == before
        watch.heard(now, 0.1)
        await world.moment(10)
        assert "Ann Lee" in str(world.thread[0].card)
        async with world.session.get(f"{world.url}/metrics") as answer:
            assert "swarm_clock_off_seconds 0.0" in await answer.text()
