"""What holds for all tests."""

import pytest

# Before anybody imports them: their assertions explain themselves like those of a test module.
pytest.register_assert_rewrite(
    "tests.store.contract", "tests.store.contract_archive", "tests.store.machine"
)
