"""What holds for all tests."""

from collections.abc import AsyncIterator

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.azurite import Accounts, running_azurite

# Before anybody imports them: their assertions explain themselves like those of a test module.
pytest.register_assert_rewrite(
    "tests.store.contract", "tests.store.contract_archive", "tests.store.machine"
)

REPLICAS, BROWSER = "tests/replicas/test_replicas", "tests/e2e/"


class ByLanguage(LoadScopeScheduling):  # type: ignore[misc]  # untyped
    """Who runs what, when processes share the tests: the browser tests of a language, which have
    one Playground, stay together. (The mark ``xdist_group`` does nothing with pytest 9.2 and
    pytest-xdist 3.8: the one renames a test in a way that the other does not read.)"""

    def _split_scope(self, nodeid: str) -> str:
        _, _, parameters = nodeid.partition("[")
        return f"{BROWSER} {parameters[:2]}" if nodeid.startswith(BROWSER) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByLanguage:
    config.option.loadscopereorder = False  # the order is that of the next function
    return ByLanguage(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The minutes with three bots begin first, so that all processes end at about the same time;
    the browser comes last, because an open page keeps half a processor busy until the end."""
    items.sort(key=lambda i: (not i.nodeid.startswith(REPLICAS), i.nodeid.startswith(BROWSER)))


@pytest.fixture(scope="session")
async def azurite(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Accounts]:
    """One for all tests of a process; each takes a storage account of its own."""
    async with running_azurite(tmp_path_factory.mktemp("azurite")) as azurite:
        yield azurite
