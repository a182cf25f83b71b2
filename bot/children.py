"""Processes that this one starts and ends, and waiting until they answer."""

import asyncio
import contextlib
import os
import signal
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import aiohttp

READY_SECONDS = 60.0
STOP_SECONDS = 5.0


@contextlib.asynccontextmanager
async def child(
    *command: str,
    cwd: Path,
    env: Mapping[str, str],
    stdout: int | None = None,
    stderr: int | None = None,
) -> AsyncIterator[Process]:
    """A process with a group of its own, so that Ctrl-C reaches us first; it ends with us."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=cwd, env=env, stdout=stdout, stderr=stderr, start_new_session=True
    )
    try:
        yield process
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            if process.returncode is not None:
                break
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), STOP_SECONDS)


async def answers(http: aiohttp.ClientSession, url: str, process: Process | None = None) -> bool:
    """Wait until the address answers 200; False when it never does, or the process has ended."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(READY_SECONDS):
            while process is None or process.returncode is None:
                with contextlib.suppress(aiohttp.ClientError):
                    async with http.get(url) as said:
                        if said.status == 200:
                            return True
                await asyncio.sleep(0.2)
    return False


def inherited(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without the settings of a real bot."""
    return {
        name: value
        for name, value in environ.items()
        if not name.upper().startswith(("SWARM_", "MICROSOFTAPP"))
    }


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def taken(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
