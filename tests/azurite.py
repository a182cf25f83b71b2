"""Azurite, Microsoft's own emulator of Azure Storage, as a real service beside the tests.

Every test takes a storage account of its own, which is empty, so that one process serves them all.
"""

import asyncio
import base64
import contextlib
import itertools
import os
import signal
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = Path(__file__).parent.parent / "node_modules" / ".bin" / "azurite-table"
ACCOUNTS = 400
KEY = base64.b64encode(b"made up, as every key of a store that only tests know").decode()
START_SECONDS = 60.0
STOP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Azurite:
    port: int
    process: Process
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def account(self) -> str:
        """The connection string of a storage account that nobody has used yet."""
        return self.address(next(self._numbers))

    def address(self, number: int, port: int | None = None) -> str:
        """The connection string of that account; ``port`` of something that stands between."""
        if not 0 <= number < ACCOUNTS:
            raise ValueError(f"there are {ACCOUNTS} accounts")
        return (
            f"DefaultEndpointsProtocol=http;AccountName=test{number};AccountKey={KEY};"
            f"TableEndpoint=http://127.0.0.1:{port or self.port}/test{number}"
        )


@contextlib.asynccontextmanager
async def running_azurite(folder: Path) -> AsyncIterator[Azurite]:
    """Azurite on a free port, with its files in the folder. SIGINT ends it: it writes what it has
    every few seconds and then, and at no other signal."""
    if not PROGRAM.exists():
        raise FileNotFoundError(f"{PROGRAM} is not there; run: make setup")
    port = _free_port()
    accounts = ";".join(f"test{number}:{KEY}" for number in range(ACCOUNTS))
    options = ["--tableHost", "127.0.0.1", "--tablePort", str(port), "-l", str(folder)]
    options += ["--silent", "--skipApiVersionCheck", "--disableTelemetry"]
    with (folder / "azurite.out").open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            *(str(PROGRAM), *options),
            env={**os.environ, "AZURITE_ACCOUNTS": accounts},
            stdout=out.fileno(),
            stderr=out.fileno(),
            start_new_session=True,
        )
    try:
        await _answers(port, process, folder / "azurite.out")
        yield Azurite(port, process)
    finally:
        await _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _answers(port: int, process: Process, said: Path) -> None:
    """Wait until it takes connections."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(START_SECONDS):
            while process.returncode is None:
                with contextlib.suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.close()
                    await writer.wait_closed()
                    return
                await asyncio.sleep(0.1)
    raise RuntimeError(f"Azurite does not answer; it said:\n{said.read_text(errors='replace')}")


async def _stop(process: Process) -> None:
    for number in (signal.SIGCONT, signal.SIGINT, signal.SIGKILL):
        if process.returncode is not None:
            return
        process.send_signal(number)
        if number is not signal.SIGCONT:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), STOP_SECONDS)
