from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.azurite import Accounts, running_azurite
from tests.doctor.rig import Rig, rigged


@pytest.fixture(scope="session")
async def azurite(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Accounts]:
    """One for all tests; each takes a storage account of its own."""
    async with running_azurite(tmp_path_factory.mktemp("azurite")) as azurite:
        yield azurite


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """All is well, on SQLite."""
    async with rigged(tmp_path) as rig:
        yield rig
