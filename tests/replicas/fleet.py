"""Three equal processes of the program on one store, and somebody who kills them."""

import asyncio
import contextlib
import json
import random
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

import aiohttp

from tests.replicas.evidence import Death
from tests.stories.child import started

READY_SECONDS = 90.0
FAILURES = frozenset({"turn.failed", "invoke.failed"})
STARTS = 3
"""A port that was free a moment ago may be taken: so often another one is tried."""


@dataclass
class Replica:
    name: str
    environ: Mapping[str, str]
    said: Path
    port: int = 0
    process: BaseProcess | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def up(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def start(self) -> None:
        """On a port of its own: the old one may belong to somebody else by now."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = started({**self.environ, "SWARM_PORT": str(self.port)}, str(self.said))

    def complaints(self) -> list[str]:
        """What it wrote into its log that no death explains: a fault of the program."""
        found = []
        for line in self.said.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):
                told = json.loads(line)
                if told.get("action") == "tend_failed" or told.get("event") in FAILURES:
                    found.append(f"{self.name}: {line[:2000]}")
        return found

    async def ended(self) -> int | None:
        """Wait until the process has ended; its exit code."""
        assert self.process is not None
        await asyncio.to_thread(self.process.join)
        return self.process.exitcode


@dataclass
class Fleet:
    """The replicas, and what became of them."""

    replicas: tuple[Replica, ...]
    session: aiohttp.ClientSession
    chance: random.Random
    deaths: list[Death] = field(default_factory=list)
    _starting: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self) -> None:
        await asyncio.gather(*(self.start_one(replica) for replica in self.replicas))

    async def start_one(self, replica: Replica) -> None:
        """Start it, and wait until it says that it is ready."""
        for _ in range(STARTS):
            replica.start()
            if await self._ready(replica):
                return
        raise AssertionError(f"{replica.name} does not start; see {replica.said}")

    async def _ready(self, replica: Replica) -> bool:
        async with asyncio.timeout(READY_SECONDS):
            while replica.up:
                with contextlib.suppress(aiohttp.ClientError):
                    async with self.session.get(f"{replica.url}/readyz") as answer:
                        if answer.status == 200:
                            return True
                await asyncio.sleep(0.05)
        return False

    async def kill(self, replica: Replica) -> None:
        """With SIGKILL: it learns nothing of it."""
        assert replica.process is not None
        replica.process.kill()
        self.deaths.append(Death(datetime.now(UTC), replica.name))
        await replica.ended()

    async def end(self, replica: Replica) -> int | None:
        """SIGTERM; its exit code."""
        assert replica.process is not None
        replica.process.terminate()
        return await replica.ended()

    async def havoc(self, seconds: float) -> None:
        """For so long, now and then, one of them is killed, and started again a moment later."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while loop.time() < until:
            await asyncio.sleep(self.chance.uniform(3, 11))
            alive = [replica for replica in self.replicas if replica.up]
            if alive and len(self._starting) < len(self.replicas):
                await self._kill_and_start(self.chance.choice(alive))
        await asyncio.gather(*self._starting)

    async def _kill_and_start(self, replica: Replica) -> None:
        await self.kill(replica)
        again = asyncio.create_task(self._later(replica, self.chance.uniform(0.2, 4)))
        self._starting.add(again)
        again.add_done_callback(self._starting.discard)

    async def _later(self, replica: Replica, seconds: float) -> None:
        await asyncio.sleep(seconds)
        replica.start()

    async def all_ready(self) -> None:
        """Wait until everybody is; whoever was killed in its sleep is started."""
        await asyncio.gather(*self._starting)
        for replica in self.replicas:
            if not (replica.up and await self._ready(replica)):
                await self.start_one(replica)

    async def roll(self, ended: Callable[[int], Awaitable[None]]) -> list[float]:
        """One after the other is ended and started; how long each took to end, in seconds.

        ``ended`` is told the number of the process in between.
        """
        took, loop = [], asyncio.get_running_loop()
        for replica in self.replicas:
            begun, process = loop.time(), replica.process
            code = await self.end(replica)
            took.append(loop.time() - begun)
            assert code == 0, f"{replica.name} ended with {code}; see {replica.said}"
            assert process is not None
            await ended(process.pid or 0)
            await self.start_one(replica)
        return took

    async def close(self) -> None:
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        for replica in self.replicas:
            if replica.process is not None:
                replica.process.kill()
                await replica.ended()
