"""Azure Tables beside the tests: Azurite, with an empty storage account for whoever asks."""

import base64
import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.azurite import Azurite, running

KEY = base64.b64encode(b"made up, as every key of a store that only tests know").decode()
ACCOUNTS = {f"test{number}": KEY for number in range(600)}


@dataclass(frozen=True, slots=True)
class Accounts:
    """Each test takes an account of its own, so that one process serves them all."""

    azurite: Azurite
    unused: Iterator[str]

    @property
    def port(self) -> int:
        return self.azurite.port

    def account(self) -> str:
        """The connection string of a storage account that nobody has used yet."""
        return self.azurite.address(next(self.unused))


@contextlib.asynccontextmanager
async def running_azurite(folder: Path) -> AsyncIterator[Accounts]:
    """Azurite on a free port; what it says goes to the folder."""
    async with running(folder, ACCOUNTS, os.environ) as azurite:
        yield Accounts(azurite, iter(ACCOUNTS))
