"""A bot's surroundings, all well: a store that knows a channel and people, Microsoft on loopback,
and a bot that answers. Tests break one thing at a time."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot.app import Time
from bot.doctor import Asked, examine
from bot.doctor_report import Finding, Level
from bot.domain.shown import Address, Place
from bot.ports import PersonRow
from bot.store.urls import open_store
from bot.version import VERSION
from manifest.build import About, build
from tests.azurite import Accounts
from tests.fake_teams import FakeTeams
from tests.fakes import StoryTime
from tests.stories.wired import environ
from tests.teams_wire import ANN, APP_ID, BEN, CHANNEL, CHIE, TENANT

POLICY = """
zone = "Europe/Berlin"
language = "en"

[people]
managers = ["ann@example.com"]
always_on_duty = ["ben@example.com", "chie@example.com"]
"""
DIRECT = "a:ann"


@dataclass
class Rig:
    """``async with rigged(folder, teams)``; ``off`` is how wrong the machine's clock is."""

    folder: Path
    teams: FakeTeams
    environ: dict[str, str]
    answers: dict[str, tuple[int, object]] = field(default_factory=dict)
    delivered: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    off: timedelta = timedelta()
    url: str = ""
    package: Path | None = None

    @property
    def policy(self) -> Path:
        return self.folder / "policy.toml"

    async def place(self, **changes: object) -> None:
        """The channel as the store knows it."""
        known = {"service_url": self.teams.service_url, "tenant": TENANT, "name": "cases"}
        store = open_store(self.environ["SWARM_STORE"])
        await store.put_place(Place(CHANNEL, **{**known, **changes}))  # type: ignore[arg-type] # fields by name
        await store.close()

    async def people(self) -> None:
        """Everybody has been met; with Ann the bot has spoken before."""
        store = open_store(self.environ["SWARM_STORE"])
        await store.ping()
        for user in (ANN, BEN, CHIE):
            row = PersonRow(user.id, user.name, user.mention, user.upn)
            await store.put_person(row)
        spoken = Address(DIRECT, self.teams.service_url, TENANT)
        await store.put_person(PersonRow(ANN.id, ANN.name, ANN.mention, ANN.upn, direct=spoken))
        await store.close()

    async def examined(self, *, url: str | None = None) -> list[Finding]:
        """What the doctor says."""
        still = StoryTime(datetime.now(UTC) + self.off)
        time = Time(lambda: datetime.now(UTC) + self.off, still.monotonic, still.sleep)
        asked = Asked(self.url if url is None else url, self.package)
        return await examine(self.environ, time, asked)

    async def found(self, check: str, level: Level = Level.FAULT) -> Finding:
        """The first finding of that kind."""
        findings = await self.examined()
        return next(f for f in findings if f.check == check and f.level is level)


@contextlib.asynccontextmanager
async def rigged(folder: Path, azurite: Accounts | None = None) -> AsyncIterator[Rig]:
    """Everything is as it should be."""
    async with FakeTeams() as teams:
        rig = Rig(folder, teams, environ(folder, teams))
        if azurite:
            rig.environ["SWARM_STORE"] = azurite.account()
        rig.policy.write_text(POLICY, encoding="utf-8")
        rig.environ["SWARM_POLICY"] = str(rig.policy)
        teams.directs[ANN.mention] = DIRECT
        teams.rosters[DIRECT] = (ANN,)
        await rig.people()
        await rig.place()
        rig.package = folder / "swarm.zip"
        rig.package.write_bytes(build(About(APP_ID, "swarm.example.com", VERSION)))
        rig.answers = {
            "/healthz": (200, {"status": "ok", "version": VERSION}),
            "/readyz": (200, {"status": "ready"}),
            "/v1/traces": (200, None),
            "/v1/metrics": (200, None),
        }
        async with answering(rig):
            yield rig


@contextlib.asynccontextmanager
async def answering(rig: Rig) -> AsyncIterator[None]:
    """A bot at ``rig.url`` that answers as ``rig.answers`` says, and a receiver of telemetry."""

    async def answer(request: web.Request) -> web.Response:
        if request.method == "POST":
            rig.delivered.append((request.path, dict(request.headers), await request.read()))
        status, content = rig.answers.get(request.path, (404, None))
        return web.json_response(content, status=status)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    rig.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    rig.environ["SWARM_PORT"] = str(runner.addresses[0][1])
    rig.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = rig.url
    try:
        yield
    finally:
        await runner.cleanup()
