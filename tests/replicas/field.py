"""Three replicas, one Azurite, one Teams and a crowd, on this machine."""

import contextlib
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.policyfile import PolicyFile
from bot.ports import Store
from bot.store.tables import TablesStore
from tests.azurite import running_azurite
from tests.replicas.crowd import Crowd
from tests.replicas.fleet import Fleet, Replica
from tests.replicas.watched import WatchedTeams
from tests.stories.wired import environ
from tests.teams_wire import EVERYBODY, User, user

REPLICAS = 3
POLICY = """
zone = "UTC"
[people]
managers = ["boss@example.com"]
[times]
no_lead_after = "10s"
no_lead_manager_after = "off"
unclaimed_after = "12s"
unclaimed_lead_after = "24s"
hold_for = "10s"
snooze_for = "8s"
[severity.A]
first_response = "15s"
every = "25s"
ladder = { before = "off", soon = "6s", liaison = "5s", lead = "10s", manager = "15s", phone = "20s" }
"""
"""Seconds where a team has minutes, so that every rung falls into the run."""


@dataclass(frozen=True, slots=True)
class Field:
    fleet: Fleet
    teams: WatchedTeams
    crowd: Crowd
    store: Store
    policy: PolicyFile


def crowd_of(number: int) -> tuple[User, ...]:
    return tuple(user(1000 + n, f"P{n:03} Lee") for n in range(number))


@contextlib.asynccontextmanager
async def field(
    folder: Path, *, people: int, channels: int, seed: int, pause: float
) -> AsyncIterator[Field]:
    """All up, and the bot in every channel: it was told so at one replica."""
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    (folder / "azurite").mkdir()
    places = tuple(f"19:replicas-{n}@thread.tacv2" for n in range(channels))
    users = (*EVERYBODY, user(900, "Boss Mori"), *crowd_of(people))
    async with AsyncExitStack() as stack:
        azurite = await stack.enter_async_context(running_azurite(folder / "azurite"))
        teams = await stack.enter_async_context(WatchedTeams(users=users))
        teams.rosters |= dict.fromkeys(places, users)
        unlimited = aiohttp.TCPConnector(limit=0)
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=unlimited))
        address = azurite.account()
        store = TablesStore(address)
        stack.push_async_callback(store.close)
        settings = {
            **environ(folder, teams),
            "SWARM_STORE": address,
            "SWARM_POLICY": str(folder / "policy.toml"),
            "SWARM_FORMS": "dialog",
            "SWARM_REPLICAS": str(REPLICAS),
        }
        names = [f"replica-{n}" for n in range(REPLICAS)]
        replicas = tuple(Replica(name, settings, folder / f"{name}.log") for name in names)
        fleet = Fleet(replicas, session, random.Random(seed))
        stack.push_async_callback(fleet.close)
        await fleet.start()
        crowd = Crowd(fleet, teams, session, users[-people:], places, seed, pause)
        for place in places:
            await crowd.deliver(teams.wire.install(users[0], place))
        yield Field(fleet, teams, crowd, store, PolicyFile(folder / "policy.toml"))
