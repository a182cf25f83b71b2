"""What time the store says it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.store.tables import TablesStore
from bot.store.tables_dates import EVERY, hooks
from bot.store.urls import open_store
from tests.azurite import Accounts

SAID = datetime(2026, 11, 24, 12, 0, 7, tzinfo=UTC)
DATE = "Tue, 24 Nov 2026 12:00:07 GMT"


@dataclass
class Try:
    """A request of the library and its answer, as the hooks see them."""

    date: str | None = DATE
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def http_response(self) -> "Try":
        return self

    @property
    def headers(self) -> Mapping[str, str]:
        return {} if self.date is None else {"Date": self.date}


async def heard_of(*tries: Try) -> list[tuple[datetime, float]]:
    heard: list[tuple[datetime, float]] = []
    both = hooks(lambda date, took: heard.append((date, took)))
    for one in tries:
        both["raw_request_hook"](one)
        both["raw_response_hook"](one)
    return heard


async def test_the_time_is_read_now_and_then() -> None:
    """From the first answer and every tenth after it, with the seconds that it took."""
    heard = await heard_of(*(Try() for _ in range(2 * EVERY + 1)))
    assert [date for date, _ in heard] == [SAID] * 3
    assert all(0 <= took < 60 for _, took in heard)


@pytest.mark.parametrize("date", [None, "", "yesterday", "Tue, 24 Nov 2026 12:00:07 -0000"])
async def test_an_answer_without_a_date_tells_nothing(date: str | None) -> None:
    """Missing, not readable, or of no zone: nobody is told, and nothing fails."""
    assert await heard_of(Try(date)) == []


async def test_the_real_service_tells_it(azurite: Accounts) -> None:
    """Reads and transactions both count; Azurite runs on the same clock as the tests."""
    heard: list[datetime] = []
    store = open_store(azurite.account(), lambda date, _: heard.append(date))
    assert isinstance(store, TablesStore)
    try:
        for _ in range(3 * EVERY):
            await store.ping()
    finally:
        await store.close()
    assert len(heard) >= 3
    assert all(abs(datetime.now(UTC) - date) < timedelta(minutes=10) for date in heard)
