"""What holds for all tests."""

import pytest

# Before anybody imports them: their assertions explain themselves like those of a test module.
pytest.register_assert_rewrite(
    "tests.store.contract", "tests.store.contract_archive", "tests.store.machine"
)

REPLICAS, BROWSER = "tests/replicas/test_replicas", "tests/e2e/"
"""What runs one after the other in one process, beside other tests: minutes with three bots, and
the browser, which has one Playground for each language."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests begin first, so that two processes end at about the same time; the browser
    comes last, when the three bots are gone."""
    for item in items:
        for place in (REPLICAS, BROWSER):
            if item.nodeid.startswith(place):
                item.add_marker(pytest.mark.xdist_group(place))
    items.sort(key=lambda i: (not i.nodeid.startswith(REPLICAS), i.nodeid.startswith(BROWSER)))
