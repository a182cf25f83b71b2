"""Into the archive and back on Azure Tables, with a kill at every step of the way.

A move is several requests. Here each of them in turn is the last that a process makes, done or not
done; then another process looks, as the wake rows tell it to.
"""

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.messages import Event
from bot.domain.swarm import Phase
from bot.ports import Conflict, Loaded
from bot.store import rows
from bot.store import tables_rows as told
from bot.store.tables import TablesStore
from bot.store.tables_meta import ARCHIVE, SWARMS
from tests.azurite import Accounts
from tests.store.contract import NOW, SENDING, note
from tests.store.contract_archive import THREAD, YEAR, closed
from tests.store.dying import Killed, dying

NOTES = 120
"""More than fit into one transaction, so that every kind of step is taken."""

Work = Callable[[TablesStore], Awaitable[object]]


async def dies(account: str, work: Work, writes: int, *, done: bool) -> bool:
    """A process does the work until it is killed; False when it was quicker."""
    store = TablesStore(account)
    await store.ping()
    try:
        with dying(store, writes, done=done):
            await work(store)
    except Killed:
        return True
    finally:
        await store.close()
    return False


async def looked_at(store: TablesStore, swarm: str) -> Loaded | None:
    """What the alarm of any process does: where a wake row stands, somebody goes on."""
    if swarm in [wake.swarm for wake in await store.due(NOW + 99 * YEAR, limit=10_000)]:
        loaded = await store.load(swarm)
        if loaded and loaded.archived:
            await store.archive(loaded, None)
    return await store.load(swarm)


async def keys(store: TablesStore, table: str, swarm: str) -> list[str]:
    """Every row of the swarm in that table."""
    found = await store._tables.query(table, rows.shard(swarm), "a", "~", columns=("RowKey",))
    return [row["RowKey"] for row in found if told.name_key(swarm) in row["RowKey"]]


async def whole(store: TablesStore, swarm: str, events: list[Event]) -> Loaded:
    """Wherever it is, anybody finds all of it."""
    loaded = await store.load(swarm)
    assert loaded is not None
    assert loaded.swarm.rev == len(events)
    assert await store.events(swarm) == events
    assert await store.events(swarm, after=100) == events[100:]
    row = await store.teams(swarm)
    assert row is not None
    assert row.shown.thread == replace(THREAD, conversation=f"{THREAD.conversation}/{swarm}")
    return loaded


@pytest.mark.parametrize("done", [False, True])
async def test_the_way_into_the_archive_can_be_cut_anywhere(azurite: Accounts, done: bool) -> None:
    """In every state between, the swarm is found whole and once; whoever looks next brings it
    there for good, and the working table has no row of it."""
    account = azurite.account()
    for writes in itertools.count(1):
        store = TablesStore(account)
        loaded = await closed(store, notes=NOTES)
        name, events = loaded.swarm.id, await store.events(loaded.swarm.id)

        def work(store: TablesStore, loaded: Loaded = loaded) -> Awaitable[object]:
            return store.archive(loaded, NOW + YEAR)

        killed = await dies(account, work, writes, done=done)

        found = await whole(store, name, events)
        lines = [*await store.overview(), *await store.archived()]
        assert name in {line.swarm for line in lines}
        if not found.archived:
            assert await store.archive(found, NOW + YEAR)
        after = await looked_at(store, name)
        assert after is not None
        assert (after.archived, after.wake) == (True, "")
        await whole(store, name, events)
        assert await keys(store, SWARMS, name) == []
        assert name in await store.expired(NOW + YEAR)
        await store.close()
        if not killed:
            assert writes > 4
            return


@pytest.mark.parametrize("done", [False, True])
async def test_the_way_back_can_be_cut_anywhere(azurite: Accounts, done: bool) -> None:
    """A press on an archived swarm that dies on the way is stored or not, never half; pressing
    again brings the swarm back with one event more, and the archive empties."""
    account = azurite.account()
    for writes in itertools.count(1):
        store = TablesStore(account)
        loaded = await closed(store, notes=NOTES)
        name, events = loaded.swarm.id, await store.events(loaded.swarm.id)
        await store.archive(loaded, NOW + YEAR)
        old = await store.load(name)
        assert old is not None
        new = note(NOTES + 1, "again")

        def work(store: TablesStore, old: Loaded = old, new: Event = new) -> Awaitable[object]:
            return store.commit(old, replace(old.swarm, rev=new.seq, phase=Phase.OPEN), [new])

        killed = await dies(account, work, writes, done=done)

        found = await store.load(name)
        assert found is not None
        if found.swarm.rev == NOTES:
            await whole(store, name, events)
            found = await store.commit(found, replace(found.swarm, rev=new.seq), [new])
        assert not found.archived
        await whole(store, name, [*events, new])
        assert await looked_at(store, name) == found
        assert len(await keys(store, SWARMS, name)) == NOTES + 4
        assert not await store.delete(name, NOW + 2 * YEAR)
        assert await store.thread(f"{THREAD.conversation}/{name}") == name
        assert await keys(store, ARCHIVE, name) == []
        await whole(store, name, [*events, new])
        await store.close()
        if not killed:
            assert writes > 4
            return


@pytest.mark.parametrize("done", [False, True])
async def test_what_was_begun_on_the_way_back_is_taken_back(azurite: Accounts, done: bool) -> None:
    """If nobody presses again, the swarm lies in the archive as before after a minute."""
    account = azurite.account()
    for writes in (1, 2, 3):
        store = TablesStore(account)
        loaded = await closed(store, notes=NOTES)
        name, events = loaded.swarm.id, await store.events(loaded.swarm.id)
        await store.archive(loaded, NOW + YEAR)
        old = await store.load(name)
        assert old is not None

        def work(store: TablesStore, old: Loaded = old) -> Awaitable[object]:
            new = note(NOTES + 1, "again")
            return store.commit(old, replace(old.swarm, rev=new.seq), [new])

        assert await dies(account, work, writes, done=done)
        if writes > 1 or done:
            (wake,) = [wake for wake in await store.due(NOW + YEAR) if wake.swarm == name]
            assert wake.at == NOW + timedelta(minutes=1)

        assert await looked_at(store, name) == old
        await whole(store, name, events)
        assert await keys(store, SWARMS, name) == []
        await store.close()


@pytest.mark.parametrize("done", [False, True])
async def test_the_deletion_can_be_cut_anywhere(azurite: Accounts, done: bool) -> None:
    """The next sweep finishes it: no row is left, the thread neither, and the ticket may come
    anew."""
    account = azurite.account()
    for writes in itertools.count(1):
        store = TablesStore(account)
        loaded = await closed(store)
        name = loaded.swarm.id
        await store.archive(loaded, NOW)

        killed = await dies(account, lambda s, n=name: s.delete(n, NOW), writes, done=done)  # type: ignore[misc]

        for swarm in await store.expired(NOW):
            await store.delete(swarm, NOW)
        assert await store.load(name) is None
        assert await keys(store, ARCHIVE, name) == []
        assert await store.thread(f"{THREAD.conversation}/{name}") is None
        await store.commit(None, replace(loaded.swarm, rev=1), [note(1)])
        await store.close()
        if not killed:
            assert writes > 2
            return


async def test_two_that_wait_for_each_other_end(azurite: Accounts) -> None:
    """One archives step by step while another brings back step by step: each loses its ETag to the
    other now and then, nothing is lost, and whoever goes on last wins."""
    account = azurite.account()
    one, other = TablesStore(account), TablesStore(account)
    loaded = await closed(one, notes=NOTES)
    name, events = loaded.swarm.id, await one.events(loaded.swarm.id)
    await dies(account, lambda store: store.archive(loaded, NOW + YEAR), 3, done=True)

    half = await other.load(name)
    assert half is not None
    assert (half.archived, half.wake) == (True, loaded.wake)
    new = note(NOTES + 1)
    back = await other.commit(half, replace(half.swarm, rev=new.seq), [new])

    with pytest.raises(Conflict):
        await one.archive(half, None)
    assert await one.load(name) == back
    await whole(one, name, [*events, new])
    await one.close()
    await other.close()


async def test_what_a_slow_sender_recorded_goes_along(azurite: Accounts) -> None:
    """Between the parcel and the last step the teams row may change; the archive has it then."""
    account = azurite.account()
    store = TablesStore(account)
    loaded = await closed(store)
    name = loaded.swarm.id
    await dies(account, lambda store: store.archive(loaded, None), 2, done=True)
    row = await store.teams(name)
    assert row is not None
    await store.announce(name, row, SENDING, NOW)

    await looked_at(store, name)

    kept = await store.teams(name)
    assert kept is not None
    assert (kept.sending, kept.archived) == (SENDING, True)
    await store.close()


async def test_a_lock_without_a_parcel_is_nobodys(azurite: Accounts) -> None:
    """Deleted for good in the moment in which somebody began to bring it back, who then died: the
    swarm is gone, and its ticket opens a new one."""
    account = azurite.account()
    store = TablesStore(account)
    loaded = await closed(store)
    name = loaded.swarm.id
    await store.archive(loaded, NOW)
    old = await store.load(name)
    assert old is not None
    kept = await store._archive.get(name)
    assert kept is not None
    work: Work = lambda store: store.commit(old, replace(old.swarm, rev=4), [note(4)])  # noqa: E731
    assert await dies(account, work, 1, done=True)
    await store._archive.drop(name, kept)

    assert await store.load(name) is None

    assert await keys(store, SWARMS, name) == []
    await store.commit(None, replace(loaded.swarm, rev=1), [note(1)])
    await store.close()


async def test_what_the_archive_cannot_hold_stays(azurite: Accounts) -> None:
    """More than a transaction takes: it is said so, and the swarm is where it was."""
    store = TablesStore(azurite.account())
    loaded = await closed(store)
    name = loaded.swarm.id
    texts = (
        "".join(chr(0x4E00 + (seq * 7919 + n * n * 31 + n // 7) % 20_000) for n in range(30_000))
        for seq in range(4, 76)
    )
    for first in range(4, 76, 8):
        events = [note(first + n, text) for n, text in enumerate(itertools.islice(texts, 8))]
        loaded = await store.commit(loaded, replace(loaded.swarm, rev=first + 7), events)

    assert not await store.archive(loaded, NOW + YEAR)

    assert await store.load(name) == loaded
    assert len(await store.events(name)) == 75
    assert await store.archived() == []
    await store.close()
