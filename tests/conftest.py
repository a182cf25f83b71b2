"""What holds for all tests."""

import pytest

# Before anybody imports them: their assertions explain themselves like those of a test module.
pytest.register_assert_rewrite(
    "tests.store.contract", "tests.store.contract_archive", "tests.store.machine"
)

TOGETHER = ("tests/replicas/test_replicas", "tests/e2e/")
"""What runs one after the other in one process, beside all other tests: minutes with three bots,
and the browser, which has one Playground for each language."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests begin first, so that two processes end at about the same time."""
    for item in items:
        for place in TOGETHER:
            if item.nodeid.startswith(place):
                item.add_marker(pytest.mark.xdist_group(place))
    items.sort(key=lambda item: not item.nodeid.startswith(TOGETHER))
