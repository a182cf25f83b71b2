"""Children of the browser tests: the bot and the Agents Playground, ended by their own ids."""

import asyncio
import contextlib
import os
import signal
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

STOP_SECONDS = 10.0
READY_SECONDS = 60.0


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def clean_environ() -> dict[str, str]:
    """What children inherit: nothing that could set up a real bot."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(("SWARM_", "MICROSOFTAPP", "M365_", "TEAMSAPPTESTER"))
    }


@contextlib.asynccontextmanager
async def child(
    *command: str, cwd: Path, env: Mapping[str, str], said: Path
) -> AsyncIterator[Process]:
    """A process in a group of its own, which ends with the block. ``said`` gets its output."""
    with said.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=cwd, env=env, stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield process
    finally:
        await stop(process)


async def stop(process: Process) -> None:
    """Ask the process's group to end, then make it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), STOP_SECONDS)


async def listens(port: int, process: Process, said: Path, host: str = "127.0.0.1") -> None:
    """Wait until somebody listens; a process that has ended is told with what it said."""
    async with asyncio.timeout(READY_SECONDS):
        while True:
            ended = process.returncode is not None
            assert not ended, f"ended by itself: {said.read_text(errors='replace')[-2000:]}"
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection(host, port)
                writer.close()
                return
            await asyncio.sleep(0.1)


async def says(text: str, process: Process, said: Path) -> str:
    """Wait until the process has written the text; gives all that it has written."""
    async with asyncio.timeout(READY_SECONDS):
        while text not in (written := said.read_text(encoding="utf-8", errors="replace")):
            assert process.returncode is None, f"ended by itself: {written[-2000:]}"
            await asyncio.sleep(0.1)
    return written
