"""What every engine promises about the archive: moved whole, found again, brought back, deleted.

A test module of an engine subclasses ``ArchiveContract``, with the fixture of ``StoreContract``.
"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.shown import Address, Shown, ShownCard
from bot.domain.swarm import Phase
from bot.ports import Conflict, Loaded, Store
from tests.store.contract import (
    MINUTE,
    NOW,
    SENDING,
    StoreHolder,
    a_swarm,
    note,
)

YEAR = timedelta(days=365)
THREAD = Address("19:c;messageid=17", "https://smba", "tenant")
SHOWN = Shown(
    Address("19:c", "https://smba"), THREAD, indexed=True, cards=(ShownCard(0, "17", 1, 1),)
)


async def closed(store: Store, *, notes: int = 3, thread: str = "") -> Loaded:
    """A swarm with a thread and so many events, closed and shown."""
    loaded = await store.commit(None, a_swarm(), [])
    for first in range(1, notes + 1, 90):
        last = min(first + 89, notes)
        events = [note(seq, f"note {seq} 一つ") for seq in range(first, last + 1)]
        phase = Phase.CLOSED if last == notes else Phase.OPEN
        after = replace(loaded.swarm, rev=last, phase=phase)
        loaded = await store.commit(loaded, after, events)
    name = loaded.swarm.id
    row = await store.teams(name)
    assert row is not None
    home = replace(THREAD, conversation=thread or f"{THREAD.conversation}/{name}")
    await store.record(name, row, replace(SHOWN, thread=home))
    await store.put_thread(home.conversation, name)
    return await store.finish(loaded, NOW + MINUTE)


async def archived(store: Store, gone_at: datetime | None = None, *, notes: int = 3) -> Loaded:
    """The same, and in the archive."""
    loaded = await closed(store, notes=notes)
    assert await store.archive(loaded, gone_at)
    found = await store.load(loaded.swarm.id)
    assert found is not None
    return found


class ArchiveContract(StoreHolder):
    async def test_a_swarm_moves_into_the_archive_whole(self, store: Store) -> None:
        """State, events, what is shown and the thread are found as before, in one place only."""
        before = await closed(store)
        name = before.swarm.id
        teams, events = await store.teams(name), await store.events(name)
        (line,) = [line for line in await store.overview() if line.swarm == name]

        assert await store.archive(before, NOW + YEAR)

        found = await store.load(name)
        assert found is not None
        assert teams is not None
        assert (found.swarm, found.wake, found.archived) == (before.swarm, "", True)
        kept = await store.teams(name)
        assert kept == replace(teams, etag=kept.etag if kept else "", archived=True)
        assert await store.events(name) == events
        assert await store.events(name, after=2) == events[2:]
        assert [one for one in await store.archived() if one.swarm == name] == [line]
        assert [one for one in await store.overview() if one.swarm == name] == []
        assert await self.looks(store, name) == []
        assert await store.thread(f"{THREAD.conversation}/{name}") == name

    async def test_only_the_state_that_was_loaded_is_archived(self, store: Store) -> None:
        """A note in the last moment keeps the swarm where it is, with the note."""
        old = await closed(store)
        new = await store.commit(old, replace(old.swarm, rev=4), [note(4, "late")])

        with pytest.raises(Conflict):
            await store.archive(old, NOW + YEAR)

        assert await store.load(old.swarm.id) == new
        assert len(await store.events(old.swarm.id)) == 4

    async def test_of_many_that_archive_at_once_one_does(self, store: Store) -> None:
        """Replicas that look in the same moment end with one whole swarm in the archive."""
        loaded = await closed(store)

        answers = await asyncio.gather(
            *(store.archive(loaded, NOW + YEAR) for _ in range(4)), return_exceptions=True
        )

        assert all(answer is True or isinstance(answer, Conflict) for answer in answers)
        found = await self.settled(store, loaded.swarm.id)
        assert found.archived
        assert len(await store.events(loaded.swarm.id)) == 3
        assert len([s for s in await store.archived() if s.swarm == loaded.swarm.id]) == 1

    async def test_what_is_archived_is_not_made_again(self, store: Store) -> None:
        """A ticket that comes again opens no second swarm beside the one in the archive."""
        old = await archived(store)

        with pytest.raises(Conflict):
            await store.commit(None, a_swarm(old.swarm.id), [note(1, "again")])

        assert await store.load(old.swarm.id) == old

    async def test_a_change_brings_a_swarm_back(self, store: Store) -> None:
        """Reopened, it has all its events and what is shown, somebody looks at it at once, and
        the archive has nothing of it."""
        old = await archived(store, NOW + YEAR)
        name = old.swarm.id
        shown = await store.teams(name)

        back = await store.commit(
            old, replace(old.swarm, rev=4, phase=Phase.OPEN), [note(4, "again")]
        )

        assert await store.load(name) == back
        assert not back.archived
        assert [event.seq for event in await store.events(name)] == [1, 2, 3, 4]
        row = await store.teams(name)
        assert row is not None
        assert shown is not None
        assert (row.shown, row.archived) == (shown.shown, False)
        assert await self.looks(store, name) == [None]
        assert [one for one in await store.archived() if one.swarm == name] == []
        assert name not in await store.expired(NOW + 2 * YEAR)
        await store.announce(name, row, SENDING, NOW)

    async def test_of_many_that_bring_it_back_one_does(self, store: Store) -> None:
        """Several presses on an old card at once: one is stored, the others decide again."""
        old = await archived(store)
        after = replace(old.swarm, rev=4)

        answers = await asyncio.gather(
            *(store.commit(old, after, [note(4, str(n))]) for n in range(4)), return_exceptions=True
        )

        won = [n for n, answer in enumerate(answers) if isinstance(answer, Loaded)]
        assert len(won) <= 1
        assert all(isinstance(a, Loaded | Conflict) for a in answers)
        found = await self.settled(store, old.swarm.id)
        if not won:
            found = await store.commit(found, after, [note(4, "later")])
        assert [event.seq for event in await store.events(old.swarm.id)] == [1, 2, 3, 4]

    async def test_it_goes_and_comes_as_often_as_one_likes(self, store: Store) -> None:
        """Each time with what has happened since."""
        loaded = await closed(store)
        for seq in (4, 5, 6):
            assert await store.archive(loaded, NOW + seq * YEAR)
            found = await self.settled(store, loaded.swarm.id)
            assert found.archived
            loaded = await store.commit(found, replace(found.swarm, rev=seq), [note(seq)])
        assert await store.archive(loaded, NOW + YEAR)

        assert [event.seq for event in await store.events(loaded.swarm.id)] == [1, 2, 3, 4, 5, 6]
        assert loaded.swarm.id in await store.expired(NOW + YEAR)

    async def test_a_long_log_goes_and_comes_whole(self, store: Store) -> None:
        """More events than fit into one transaction."""
        old = await archived(store, notes=250)
        events = await store.events(old.swarm.id)
        assert [event.seq for event in events] == list(range(1, 251))

        await store.commit(old, replace(old.swarm, rev=251), [note(251)])

        assert await store.events(old.swarm.id) == [*events, note(251)]

    async def test_large_texts_go_and_come_whole(self, store: Store) -> None:
        """Texts that hardly can be compressed, and more than one row can hold."""
        loaded = await store.commit(None, a_swarm(), [])
        for seq in range(1, 41):
            text = "".join(chr(0x4E00 + (seq * 7919 + n * n * 31) % 20000) for n in range(15_000))
            after = replace(loaded.swarm, rev=seq)
            loaded = await store.commit(loaded, after, [note(seq, text)])
        events = await store.events(loaded.swarm.id)

        assert await store.archive(loaded, None)

        found = await self.settled(store, loaded.swarm.id)
        assert await store.events(loaded.swarm.id) == events
        await store.commit(found, replace(found.swarm, rev=41), [note(41)])
        assert (await store.events(loaded.swarm.id))[:-1] == events

    async def test_what_is_over_is_deleted_for_good(self, store: Store) -> None:
        """With events and thread; a ticket that comes afterwards opens a new swarm."""
        old = await archived(store, NOW + YEAR)
        name = old.swarm.id

        assert name not in await store.expired(NOW + YEAR - MINUTE)
        assert not await store.delete(name, NOW + YEAR - MINUTE)
        assert await store.load(name) == old
        assert name in await store.expired(NOW + YEAR)
        assert await store.delete(name, NOW + YEAR)

        assert await store.load(name) is None
        assert await store.teams(name) is None
        assert await store.events(name) == []
        assert await store.thread(f"{THREAD.conversation}/{name}") is None
        assert [one for one in await store.archived() if one.swarm == name] == []
        assert not await store.delete(name, NOW + YEAR)
        assert name not in await store.expired(NOW + YEAR)
        await store.commit(None, a_swarm(name), [note(1)])
        assert await store.events(name) == [note(1)]

    async def test_of_many_that_delete_at_once_one_does(self, store: Store) -> None:
        """The line in the log is written once."""
        name = (await archived(store, NOW)).swarm.id

        answers = await asyncio.gather(*(store.delete(name, NOW) for _ in range(4)))

        assert sorted(answers) == [False, False, False, True]
        assert await store.load(name) is None

    async def test_without_an_end_it_is_kept_for_ever(self, store: Store) -> None:
        """No moment was given: it never falls due."""
        name = (await archived(store, None)).swarm.id

        assert name not in await store.expired(NOW + 1000 * YEAR)
        assert not await store.delete(name, NOW + 1000 * YEAR)

    async def test_what_has_come_back_is_not_deleted(self, store: Store) -> None:
        """A swarm that was reopened outlives the end of its time in the archive."""
        old = await archived(store, NOW)
        back = await store.commit(old, replace(old.swarm, rev=4), [note(4)])

        assert not await store.delete(old.swarm.id, NOW + YEAR)

        assert await store.load(old.swarm.id) == back
        assert await store.thread(f"{THREAD.conversation}/{old.swarm.id}") == old.swarm.id

    async def test_a_late_sender_finds_nothing_to_write(self, store: Store) -> None:
        """Whoever was sending when the swarm left hears of a conflict, and sees why."""
        loaded = await closed(store)
        row = await store.teams(loaded.swarm.id)
        assert row is not None
        await store.archive(loaded, None)

        with pytest.raises(Conflict):
            await store.record(loaded.swarm.id, row, SHOWN)

        now = await store.teams(loaded.swarm.id)
        assert now is not None
        assert now.archived
        with pytest.raises(Conflict):
            await store.record(loaded.swarm.id, now, SHOWN)

    async def test_a_change_and_the_archive_race(self, store: Store) -> None:
        """Whoever is first, the change is stored once and nothing is lost."""
        for _ in range(5):
            loaded = await closed(store)
            name = loaded.swarm.id
            after = replace(loaded.swarm, rev=4)

            answers = await asyncio.gather(
                store.archive(loaded, None),
                store.commit(loaded, after, [note(4, "once")]),
                return_exceptions=True,
            )

            assert any(not isinstance(answer, Exception) for answer in answers)
            found = await store.load(name)
            assert found is not None
            if found.swarm.rev == 3:
                found = await store.commit(found, after, [note(4, "once")])
            assert [event.seq for event in await store.events(name)] == [1, 2, 3, 4]

    async def settled(self, store: Store, swarm: str) -> Loaded:
        """The swarm, after whoever looks because of its wake row has gone on."""
        found = await store.load(swarm)
        assert found is not None
        if found.archived and found.wake:
            await store.archive(found, None)
            found = await store.load(swarm)
        assert found is not None
        return found

    async def looks(self, store: Store, swarm: str) -> list[datetime | None]:
        due = await store.due(NOW + timedelta(days=999), limit=10_000)
        return [wake.at for wake in due if wake.swarm == swarm]
