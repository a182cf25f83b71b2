from collections.abc import AsyncIterator

import pytest

from tests.azurite import Accounts, running_azurite


@pytest.fixture(scope="session")
async def azurite(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Accounts]:
    """One for all tests; each takes a storage account of its own."""
    async with running_azurite(tmp_path_factory.mktemp("azurite")) as azurite:
        yield azurite
