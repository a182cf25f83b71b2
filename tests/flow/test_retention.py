"""Retention, where the store does not do what is asked."""

from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from bot.domain.policy import Policy
from bot.domain.swarm import Phase
from bot.flow.mailbox import Mailboxes
from bot.flow.retention import Retention
from bot.ports import Loaded, Store
from bot.store.sqlite import SqliteStore
from tests.store.contract import NOW, a_swarm

HOUR = timedelta(hours=1)
RULES = Policy(archive_after=HOUR)


class Full:
    """A store whose archive cannot hold what it is given."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def archive(self, *_: object) -> bool:
        return False


async def test_what_is_too_large_is_looked_at_again_later(tmp_path: Path) -> None:
    """It stays where it is, and is not tried again and again."""
    inner = SqliteStore(tmp_path / "swarm.db")
    store = cast("Store", Full(inner))
    mailboxes = Mailboxes(store, lambda: RULES, lambda: NOW, lambda _: None)
    retention = Retention(store, mailboxes, lambda: RULES, lambda: NOW, lambda _: None)
    swarm = a_swarm("s")
    loaded: Loaded = await inner.commit(None, swarm, [])

    await retention.archive(loaded)

    found = await inner.load("s")
    assert found is not None
    assert not found.archived
    assert [wake.at for wake in await inner.due(NOW + 9 * HOUR)] == [NOW + HOUR]
    await inner.close()


async def test_a_sweep_looks_only_at_what_is_over(tmp_path: Path) -> None:
    """Open swarms, and closed ones whose wake row has their time, are left alone."""
    store = SqliteStore(tmp_path / "swarm.db")
    mailboxes = Mailboxes(store, lambda: RULES, lambda: NOW, lambda _: None)
    looked: list[str] = []
    names = {
        "open": Phase.OPEN,
        "asleep": Phase.CLOSED,
        "waiting": Phase.CLOSED,
        "over": Phase.CLOSED,
    }
    for name, phase in names.items():
        at = NOW - 2 * HOUR if name == "over" else NOW
        swarm = a_swarm(name)
        loaded = await store.commit(None, type(swarm)(name, swarm.ticket, at, at, phase=phase), [])
        await store.finish(loaded, None if name in ("open", "asleep") else NOW + HOUR)
    retention = Retention(store, mailboxes, lambda: RULES, lambda: NOW, looked.append)

    await retention.sweep()

    assert looked == ["asleep", "over"]
    await store.close()
