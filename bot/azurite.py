"""Azurite, Microsoft's emulator of Azure Storage, as a child: Azure Tables for demo and tests."""

import asyncio
import contextlib
import signal
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.store.errors import CannotOpen

PROGRAM = Path(__file__).parent.parent / "node_modules" / ".bin" / "azurite-table"
ALONE = ("--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence")
"""Nobody needs its rows afterwards, and it would write down all of them every five seconds, answering
nobody meanwhile: a second for ten thousand cases."""
SAID = "azurite.out"
START_SECONDS = 60.0
STOP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Azurite:
    process: Process
    port: int
    accounts: Mapping[str, str]

    def address(self, account: str, port: int | None = None) -> str:
        """The connection string of the account; ``port`` of something that stands between."""
        return (
            f"DefaultEndpointsProtocol=http;AccountName={account};"
            f"AccountKey={self.accounts[account]};"
            f"TableEndpoint=http://127.0.0.1:{port or self.port}/{account}"
        )


@contextlib.asynccontextmanager
async def running(
    folder: Path, accounts: Mapping[str, str], environ: Mapping[str, str], *, log: bool = False
) -> AsyncIterator[Azurite]:
    """Azurite on a free port of this machine, in memory; what it says goes to the folder.

    ``accounts``: a key in base64 for each name; they are empty, and do not see each other. ``log``:
    one line a request in the file ``SAID``. Raises CannotOpen when it does not start.
    """
    if not PROGRAM.exists():
        raise CannotOpen("Azurite is not installed; run: make setup, or take --store sqlite")
    port, said = _free_port(), folder / SAID
    known = ";".join(f"{name}:{key}" for name, key in accounts.items())
    with said.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            *(str(PROGRAM), "--tableHost", "127.0.0.1", "--tablePort", str(port)),
            *ALONE,
            *(() if log else ("--silent",)),
            cwd=folder,
            env={**environ, "AZURITE_ACCOUNTS": known},
            stdout=out.fileno(),
            stderr=out.fileno(),
            start_new_session=True,  # Ctrl-C reaches us first
        )
    try:
        await _answers(port, process, said)
        yield Azurite(process, port, accounts)
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
    raise _does_not_start(said)


def _does_not_start(said: Path) -> CannotOpen:
    return CannotOpen(f"Azurite does not start; it said:\n{said.read_text(errors='replace')}")


async def _stop(process: Process) -> None:
    """By SIGINT, as from a keyboard. It may have been stopped."""
    for number in (signal.SIGCONT, signal.SIGINT, signal.SIGKILL):
        if process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(number)
        if number is not signal.SIGCONT:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), STOP_SECONDS)
