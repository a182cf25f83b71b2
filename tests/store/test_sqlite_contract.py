"""The embedded store keeps the promises of every store."""

from pathlib import Path

import pytest

from bot.ports import Store
from bot.store.urls import open_store
from tests.store.contract import OpenAgain, StoreContract
from tests.store.contract_archive import ArchiveContract


class TestSqlite(StoreContract, ArchiveContract):
    @pytest.fixture
    def open_again(self, tmp_path: Path) -> OpenAgain:
        async def opened() -> Store:
            return open_store(f"sqlite:///{tmp_path}/swarm.db")

        return opened
