"""``python -m tests.bench scale``: ten thousand open swarms in either store.

A thousand reminders within one minute and how late they are; what a look at what is due costs beside
few and beside many open swarms; the start; and what Azurite was asked for a press and a reminder,
by its own log, with what that means for one storage account. Writes ``out/scale.json``.
"""

import asyncio
import contextlib
import os
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.azurite import SAID, Azurite, running
from bot.domain.policy import Policy
from bot.policyfile import PolicyFile
from bot.store import rows
from bot.store.sqlite import SqliteStore
from bot.store.tables import TablesStore
from tests.azurite import ACCOUNTS
from tests.bench import machine, ontime
from tests.bench.crowd import POLICY, Case, cases, settle
from tests.bench.load import line_to
from tests.bench.ontime import MINUTE, REMINDERS
from tests.bench.pressing import card
from tests.bench.process import Server, free_port, server
from tests.bench.requests import LOOK, Requests
from tests.bench.world import PEOPLE, World, world

OPEN, FEW = 10_000, 100
DUE_NOW = 50
"""Of the swarms in a look: as many beside few as beside many."""
SOONER, LATER = timedelta(hours=5), timedelta(hours=7)
"""When they are due, and all others: long after the run."""
PRESSES = 20
MARGIN = timedelta(seconds=30)
"""From the last swarm stored to the first reminder: the bot starts meanwhile."""
QUIET = 8.0
"""Seconds until the cards of the presses are edited, and everything is at rest."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One store with its address."""

    name: str
    url: str
    azurite: Azurite | None

    def open(self) -> SqliteStore | TablesStore:
        if self.azurite:
            return TablesStore(self.url)
        return SqliteStore(Path(self.url.removeprefix("sqlite:///")))

    @property
    def cpu(self) -> float:
        return machine.cpu_seconds(self.azurite.process.pid) if self.azurite else 0.0


async def measure(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {"machine": machine.about(), "open": OPEN}
    async with (
        world(folder) as day,
        running(folder, ACCOUNTS, os.environ, log=True) as azurite,
    ):
        day.policy.write_text(POLICY, encoding="utf-8")
        file = PolicyFile(day.policy)
        file.refresh()
        policy = file.policy([])
        now = datetime.now(UTC)
        dues = [now + SOONER] * DUE_NOW + [now + LATER] * (OPEN - REMINDERS - DUE_NOW)
        idle = list(cases(day, "idle", dues, now, policy))
        found["kib"] = _sizes(idle[0])
        for name in ("sqlite", "tables"):
            few, many = (_stand(name, folder, azurite, n) for n in (FEW, OPEN))
            found[name] = await _one_store(day, few, many, idle, policy)
    return found


def _stand(name: str, folder: Path, azurite: Azurite, swarms: int) -> Stand:
    if name == "tables":
        return Stand(name, azurite.address(_account(swarms)), azurite)
    return Stand(name, f"sqlite:///{folder / f'scale-{swarms}.db'}", None)


def _account(swarms: int) -> str:
    return "test1" if swarms == FEW else "test2"


def _sizes(case: Case) -> dict[str, float]:
    """KiB of a state row and a teams row."""
    return {
        "state": len(rows.encode(case.swarm)) / 1024,
        "teams": len(rows.encode(case.shown)) / 1024,
    }


async def _one_store(
    day: World, few: Stand, many: Stand, idle: list[Case], policy: Policy
) -> dict[str, Any]:
    store = few.open()
    await settle(day, store, idle[:FEW])
    looks = [await _look(store, few)]
    await store.close()
    store = many.open()
    await settle(day, store, idle)
    looks.append(await _look(store, many))
    first = datetime.now(UTC) + MARGIN
    due = ontime.due_cases(day, first, datetime.now(UTC), policy)
    await settle(day, store, due)
    await store.close()
    day.teams.calls.clear()
    asked = Requests(day.folder / SAID)
    async with _bot(day, many) as bot:
        ready, rest = bot.ready_after, bot.memory
        asked.since(_account(OPEN))
        cpu, azurite = bot.cpu, many.cpu
        await asyncio.sleep(max((first - datetime.now(UTC)).total_seconds(), 0))
        await ontime.until_sent(day, due, first + MINUTE)
        late = ontime.lateness(day, due)
        found = {
            "looks": looks,
            "ready_s": ready,
            "rest_mb": rest,
            "busy_mb": bot.memory,
            "lateness": asdict(late),
            "cpu_ms": (bot.cpu - cpu) / REMINDERS * 1000,
            "azurite_ms": (many.cpu - azurite) / REMINDERS * 1000,
            "azurite_busy": (many.cpu - azurite) / MINUTE.total_seconds(),
            "reminder": _each(asked.since(_account(OPEN)), REMINDERS),
        }
        if many.azurite:
            found |= await _presses(day, bot, asked, idle)
    return found


@contextlib.asynccontextmanager
async def _bot(day: World, stand: Stand) -> AsyncIterator[Server]:
    port = free_port()
    environ = {**day.environ(day.folder / "unused", port), "SWARM_STORE": stand.url}
    log = day.folder / f"{stand.name}.log"
    async with server("bot", "run", port=port, log=log, environ=environ) as bot:
        yield bot


async def _look(store: SqliteStore | TablesStore, stand: Stand) -> dict[str, float]:
    """Milliseconds of one look that finds ``DUE_NOW`` swarms: wall, and processor of both sides."""
    until = datetime.now(UTC) + (SOONER + LATER) / 2
    for _ in range(3):
        await store.due(until)
    rounds = 20
    wall, cpu, other = time.perf_counter(), time.process_time(), stand.cpu
    for _ in range(rounds):
        assert len(await store.due(until)) == DUE_NOW
    return {
        "wall_ms": (time.perf_counter() - wall) / rounds * 1000,
        "cpu_ms": (time.process_time() - cpu + stand.cpu - other) / rounds * 1000,
    }


async def _presses(day: World, bot: Server, asked: Requests, idle: list[Case]) -> dict[str, Any]:
    """What Azurite is asked for a press and the edit of its card: on a swarm that this process has
    not seen yet, and once more on the same. ``wrong``: presses that got no card in time."""
    people = PEOPLE[: 2 * PRESSES]
    strangers, known = idle[:PRESSES], idle[PRESSES : 2 * PRESSES]
    line = await line_to(bot.port)
    found: dict[str, Any] = {"wrong": 0}
    meet = day.presses([case.swarm.id for case in strangers], people)
    for _ in range(2 * PRESSES):  # everybody has met the bot
        await line.ask(next(meet))
    await asyncio.sleep(QUIET)
    presses = day.presses([case.swarm.id for case in known], people)
    asked.since(_account(OPEN))
    for name in ("press_cold", "press_warm"):
        for _ in range(PRESSES):
            found["wrong"] += not card(await line.ask(next(presses)))
            await asyncio.sleep(0.1)
        await asyncio.sleep(QUIET)
        found[name] = _each(asked.since(_account(OPEN)), PRESSES)
    line.close()
    return found


def _each(asked: Counter[str], among: int) -> dict[str, float]:
    """Requests of each, without the looks, which come by the clock."""
    return {kind: number / among for kind, number in asked.items() if kind != LOOK}
