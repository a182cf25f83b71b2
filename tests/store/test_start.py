"""The whole program on Azure Tables: begun while they are away, and on tables that are not its own."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.app import Time, prepared
from bot.settings import Settings, SettingsError
from bot.store.errors import CannotOpen
from bot.store.tables_client import Tables
from bot.store.tables_meta import KEYS, META
from bot.store.urls import open_store
from tests.azurite import Accounts
from tests.store.gate import Way, gate_before
from tests.teams_wire import ANN, CHANNEL, Wire


class Asleep:
    """Time that passes when the test says so: whoever sleeps waits for ``again``."""

    def __init__(self) -> None:
        self.slept: asyncio.Queue[float] = asyncio.Queue()
        self.again = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.slept.put_nowait(seconds)
        await self.again.wait()


def settings(address: str) -> Settings:
    return Settings.read({"SWARM_DEV": "1", "SWARM_STORE": address})


def times(sleep: Any) -> Time:
    return Time(lambda: datetime.now(UTC), monotonic, sleep)


async def test_a_store_that_is_away_is_waited_for(azurite: Accounts, tmp_path: Path) -> None:
    """It listens at once, is not ready and says why, answers a press kindly; and is ready as soon
    as the store is there."""
    asleep = Asleep()
    async with gate_before(azurite.port) as gate:
        gate.way = Way.SHUT
        address = azurite.account().replace(f":{azurite.port}/", f":{gate.port}/")
        async with prepared(settings(address), None, times(asleep.sleep)) as bot:
            async with TestClient(TestServer(bot.web)) as client:
                beginning = asyncio.create_task(bot.life.begin())
                assert await asleep.slept.get() == 1
                async with client.get("/readyz") as answer:
                    said = await answer.json()
                    assert (answer.status, said["status"]) == (503, "not ready")
                    assert said["checks"]["store"] == "starting: the store has not answered yet"
                press = Wire("http://127.0.0.1:9/").press(
                    ANN, f"{CHANNEL};messageid=1", "lead", {"swarm": "sw-1"}
                )
                async with client.post("/api/messages", json=press) as answer:
                    assert answer.status == 200
                    assert "Perhaps not saved" in await answer.text()
                gate.way = Way.OPEN
                asleep.again.set()
                await beginning
                async with client.get("/readyz") as answer:
                    assert (answer.status, (await answer.json())["status"]) == (200, "ready")
            await bot.life.end()


async def test_tables_of_another_layout_are_refused_at_once(azurite: Accounts) -> None:
    """Another number of shards: nobody waits, and the reason says what to do."""
    address = azurite.account()
    store = open_store(address)
    await store.ping()
    await store.close()
    tables = Tables(address)
    await tables.put(META, {**KEYS, "version": "1", "shards": "8"})
    await tables.close()
    async with prepared(settings(address), None, times(asyncio.sleep)) as bot:
        with pytest.raises(CannotOpen, match=r"8 shards.*another storage account"):
            await bot.life.begin_unless(asyncio.Event())


@pytest.mark.parametrize("address", ["nonsense", "AccountName=x;TableEndpoint", "https://"])
async def test_an_address_that_is_none_is_refused_before_anything(address: str) -> None:
    """No listening, no waiting."""
    with pytest.raises((CannotOpen, SettingsError)):
        async with prepared(settings(address), None, times(asyncio.sleep)):
            raise AssertionError("it was accepted")
