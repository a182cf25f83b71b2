"""Child processes of the bench: started, waited for, and always ended."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests.bench import machine
from tests.bench.load import http_get, line_to

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Server:
    """A process that answers on ``port``; ``ready_after`` seconds from its start to the answer."""

    pid: int
    port: int
    ready_after: float

    @property
    def cpu(self) -> float:
        return machine.cpu_seconds(self.pid)

    @property
    def memory(self) -> float:
        return machine.resident_mb(self.pid)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.asynccontextmanager
async def server(
    *args: str, port: int, log: Path, environ: Mapping[str, str] = {}, ready: str = "/readyz"
) -> AsyncIterator[Server]:
    """``python -m args`` until the block ends. Ready when ``ready`` is answered in any way but 503."""
    with log.open("wb") as out:
        started = perf_counter()
        child = subprocess.Popen(  # noqa: ASYNC220  # starting it is what is measured
            [sys.executable, "-m", *args],
            cwd=ROOT,
            env={**os.environ, **environ},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            yield Server(child.pid, port, await _ready(child, port, ready, started))
        finally:
            child.send_signal(signal.SIGTERM)
            await asyncio.to_thread(child.wait, 20)


async def _ready(child: "subprocess.Popen[bytes]", port: int, path: str, started: float) -> float:
    while perf_counter() - started < 30:
        if child.poll() is not None:
            raise RuntimeError(f"{child.args!r} ended with {child.returncode}")
        with contextlib.suppress(OSError):
            line = await line_to(port)
            answer = await line.ask(http_get(path))
            line.close()
            if b" 503 " not in answer[:20]:
                return perf_counter() - started
        await asyncio.sleep(0.01)
    raise TimeoutError(f"{child.args!r} was not ready in time")
