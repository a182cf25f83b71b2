"""Azure Tables keep the promises of every store."""

import pytest

from bot.ports import Store
from bot.store.urls import open_store
from tests.azurite import Accounts
from tests.store.contract import OpenAgain, StoreContract
from tests.store.contract_archive import ArchiveContract
from tests.store.machine import play


class TestTables(StoreContract, ArchiveContract):
    @pytest.fixture
    def open_again(self, azurite: Accounts) -> OpenAgain:
        address = azurite.account()

        async def opened() -> Store:
            return open_store(address)

        return opened

    def test_the_protocol_survives_crashes_and_lost_answers(self, open_again: OpenAgain) -> None:
        """The same promise, in fewer examples: a look at the rows takes sixteen requests."""
        play(open_again, examples=4)
