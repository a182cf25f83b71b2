"""What every engine behind the Store port promises.

A test module of an engine subclasses ``StoreContract`` and has a fixture ``open_again``: an async
function that opens the engine on the same data each time (the one before must be closed).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from bot.domain.messages import Event, Noted
from bot.domain.people import Person
from bot.domain.shown import Address, Place, Sending, Shown, ShownPing
from bot.domain.swarm import Phase, Promise, PromiseKind, Severity, Swarm, Ticket
from bot.ports import Conflict, Loaded, PersonRow, Store, StoreDown, TeamsRow, Wake
from tests.store.machine import play

OpenAgain = Callable[[], Awaitable[Store]]

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANNA = Person("id-anna", "Anna")
SENDING = Sending("ping:1", 1, "me", NOW)
SHOWN = Shown(home=Address("19:c", "https://smba", "tenant"), pings=(ShownPing("p1", "17"),))


def a_swarm(name: str = "") -> Swarm:
    """A new swarm, of a name that no other test has."""
    ticket = Ticket("4711", "Checkout is down 障害", Severity.A, "generic", customer="Contoso")
    return Swarm(name or uuid4().hex, ticket, NOW, NOW)


def note(seq: int, text: str = "seen", op: str = "") -> Event:
    return Event(seq, NOW, ANNA, op, Noted(text, ANNA))


def noted(before: Loaded) -> tuple[Swarm, list[Event]]:
    """The swarm one note on, and the event that says so."""
    after = replace(before.swarm, rev=before.swarm.rev + 1)
    return after, [note(after.rev)]


class StoreHolder:
    @pytest.fixture
    async def store(self, open_again: OpenAgain) -> AsyncIterator[Store]:
        store = await open_again()
        yield store
        await store.close()


class StoreContract(StoreHolder):
    # ------------------------------------------------------------ state and events

    async def test_what_is_committed_is_loaded(self, store: Store) -> None:
        """State and events come back as they were given, with the tag and the wake row."""
        swarm = replace(a_swarm(), rev=2)
        events = [note(1, "一つ"), note(2, "two")]

        loaded = await store.commit(None, swarm, events)

        assert loaded == await store.load(swarm.id)
        assert loaded.swarm == swarm
        assert await store.events(swarm.id) == events
        assert loaded.wake

    async def test_what_was_never_there_is_none(self, store: Store) -> None:
        """Unknown swarms and threads are no errors."""
        assert await store.load("nobody") is None
        assert await store.teams("nobody") is None
        assert await store.events("nobody") == []
        assert await store.thread("nobody") is None

    async def test_a_swarm_is_created_once(self, store: Store) -> None:
        """The same ticket twice makes one swarm; the second hears of the conflict."""
        swarm = a_swarm()
        first = await store.commit(None, swarm, [note(1)])

        with pytest.raises(Conflict):
            await store.commit(None, replace(swarm, phase=Phase.FIXING), [note(1, "other")])

        assert await store.load(swarm.id) == first
        assert await store.events(swarm.id) == [note(1)]

    async def test_a_commit_needs_the_state_that_it_was_decided_from(self, store: Store) -> None:
        """Of two decisions on one state one is stored; of the other there is no trace."""
        old = await store.commit(None, a_swarm(), [])
        new = await store.commit(old, *noted(old))

        with pytest.raises(Conflict):
            await store.commit(old, replace(old.swarm, rev=1), [note(1, "late")])

        assert await store.load(old.swarm.id) == new
        assert await store.events(old.swarm.id) == [note(1)]

    async def test_of_many_at_once_one_wins(self, store: Store) -> None:
        """Fifty commits on one state: one is stored, 49 conflict, one event."""
        old = await store.commit(None, a_swarm(), [])
        after = replace(old.swarm, rev=1)

        answers = await asyncio.gather(
            *(store.commit(old, after, [note(1, str(n))]) for n in range(50)),
            return_exceptions=True,
        )

        won = [n for n, answer in enumerate(answers) if isinstance(answer, Loaded)]
        assert len(won) == 1
        assert all(isinstance(a, Loaded | Conflict) for a in answers)
        assert await store.events(old.swarm.id) == [note(1, str(won[0]))]

    async def test_an_event_is_never_written_over(self, store: Store) -> None:
        """A sequence number that is taken undoes the whole commit, the state too."""
        old = await store.commit(None, a_swarm(), [])
        new = await store.commit(old, *noted(old))

        with pytest.raises(Conflict):
            await store.commit(new, replace(new.swarm, rev=2), [note(2), note(1, "again")])

        assert await store.load(old.swarm.id) == new
        assert await store.events(old.swarm.id) == [note(1)]

    async def test_a_commit_to_a_swarm_that_is_not_there_conflicts(self, store: Store) -> None:
        """Nothing is made by a change of something unknown."""
        ghost = Loaded(a_swarm(), "1", "")

        with pytest.raises(Conflict):
            await store.commit(ghost, *noted(ghost))

        assert await store.load(ghost.swarm.id) is None

    async def test_events_come_in_their_order_from_a_number_on(self, store: Store) -> None:
        """The timeline is ordered by sequence, and can be read from where one left off."""
        swarm = replace(a_swarm(), rev=120)
        old = await store.commit(None, a_swarm(swarm.id), [])
        await store.commit(old, swarm, [note(seq) for seq in range(60, 0, -1)])
        await store.commit(
            await self.loaded(store, swarm.id), swarm, [note(n) for n in range(61, 95)]
        )

        assert [event.seq for event in await store.events(swarm.id)] == list(range(1, 95))
        assert [event.seq for event in await store.events(swarm.id, after=90)] == [91, 92, 93, 94]

    async def test_long_texts_are_stored(self, store: Store) -> None:
        """A pasted log of many kilobytes comes back whole."""
        text = "災" * 30_000
        swarm = a_swarm()
        swarm = replace(swarm, rev=1, ticket=replace(swarm.ticket, description=text))

        await store.commit(None, swarm, [note(1, text)])

        assert (await self.loaded(store, swarm.id)).swarm == swarm
        assert await store.events(swarm.id) == [note(1, text)]

    async def test_swarms_do_not_touch_each_other(self, store: Store) -> None:
        """A commit changes one swarm, even where ids begin alike."""
        name = uuid4().hex
        one = await store.commit(None, a_swarm(name), [note(1)])
        other = await store.commit(None, a_swarm(name + "0"), [note(1)])

        await store.commit(one, *(replace(one.swarm, rev=2), [note(2)]))

        assert await store.load(other.swarm.id) == other
        assert await store.events(other.swarm.id) == [note(1)]

    # ------------------------------------------------------------ tags

    async def test_tags_never_repeat(self, store: Store) -> None:
        """Every change of any row has a tag of its own, over all swarms and kinds of row."""
        tags: list[str] = []
        for _ in range(3):
            loaded = await store.commit(None, a_swarm(), [])
            row = await self.row(store, loaded.swarm.id)
            tags += [loaded.etag, row.etag]
            announced = await store.announce(loaded.swarm.id, row, SENDING, NOW)
            recorded = await store.record(loaded.swarm.id, announced, Shown())
            finished = await store.finish(loaded, NOW)
            again = await store.finish(finished, NOW + MINUTE)
            tags += [announced.etag, recorded.etag, finished.etag, again.etag]

        assert len(set(tags)) == len(tags)

    # ------------------------------------------------------------ waking

    async def test_every_commit_wakes_at_once(self, store: Store) -> None:
        """After a change somebody must look, whatever was planned before."""
        loaded = await store.commit(None, a_swarm(), [])
        assert await self.wakes(store, loaded) == [None]

        loaded = await store.finish(loaded, NOW + MINUTE)
        loaded = await store.commit(loaded, *noted(loaded))

        assert await self.wakes(store, loaded) == [None]

    async def test_a_second_commit_keeps_the_one_wake_row(self, store: Store) -> None:
        """However many presses come before anybody looks, there is one row to look at."""
        loaded = await store.commit(None, a_swarm(), [])
        for _ in range(3):
            loaded = await store.commit(loaded, *noted(loaded))

        assert await self.wakes(store, loaded) == [None]

    async def test_finish_moves_the_wake_row(self, store: Store) -> None:
        """When all is shown, the next look is at the given time, or never."""
        loaded = await store.finish(await store.commit(None, a_swarm(), []), NOW + MINUTE)
        assert await self.wakes(store, loaded) == [NOW + MINUTE]

        assert await store.finish(loaded, NOW + MINUTE) == loaded
        assert await self.wakes(store, loaded) == [NOW + MINUTE]

        loaded = await store.finish(loaded, None)
        assert await self.wakes(store, loaded) == []
        assert loaded.wake == ""
        assert loaded == await store.load(loaded.swarm.id)

    async def test_finish_is_refused_when_the_state_has_moved(self, store: Store) -> None:
        """A press during the last effect is not forgotten: its wake row stays."""
        planned_from = await store.commit(None, a_swarm(), [])
        pressed = await store.commit(planned_from, *noted(planned_from))

        with pytest.raises(Conflict):
            await store.finish(planned_from, None)

        assert await self.wakes(store, pressed) == [None]
        assert await store.load(pressed.swarm.id) == pressed

    async def test_a_commit_after_finish_needs_the_new_tag(self, store: Store) -> None:
        """Finishing changes the state row; who read it before decides again."""
        before = await store.commit(None, a_swarm(), [])
        finished = await store.finish(before, None)

        with pytest.raises(Conflict):
            await store.commit(before, *noted(before))

        assert await self.wakes(store, await store.commit(finished, *noted(finished))) == [None]

    async def test_due_is_what_is_due_in_order(self, store: Store) -> None:
        """At once first, then by time, up to and with the given moment; a limit cuts the end."""
        at = [NOW + 2 * MINUTE, NOW + MINUTE, NOW + 3 * MINUTE, NOW + MINUTE / 2]
        mine = {
            when: await store.finish(await store.commit(None, a_swarm(), []), when) for when in at
        }
        first = await store.commit(None, a_swarm(), [])
        names = {loaded.swarm.id for loaded in mine.values()} | {first.swarm.id}

        found = [wake for wake in await store.due(NOW + 2 * MINUTE) if wake.swarm in names]

        order = [NOW + MINUTE / 2, NOW + MINUTE, NOW + 2 * MINUTE]
        assert found == [
            Wake(first.swarm.id, None),
            *(Wake(mine[when].swarm.id, when) for when in order),
        ]
        assert (await store.due(NOW + 2 * MINUTE, limit=2))[0].at is None
        assert len(await store.due(NOW + 2 * MINUTE, limit=2)) == 2

    # ------------------------------------------------------------ teams row

    async def test_a_new_swarm_has_an_empty_teams_row(self, store: Store) -> None:
        """A reconciler always finds a row to announce in."""
        loaded = await store.commit(None, a_swarm(), [])
        row = await self.row(store, loaded.swarm.id)

        assert (row.shown, row.sending, row.hold_until) == (Shown(), None, None)

    async def test_announce_writes_down_what_is_sent_and_until_when(self, store: Store) -> None:
        """Others see what is on its way and how long to leave it alone; what is shown stays."""
        loaded = await store.commit(None, a_swarm(), [])
        row = await store.record(loaded.swarm.id, await self.row(store, loaded.swarm.id), SHOWN)

        row = await store.announce(loaded.swarm.id, row, SENDING, NOW + MINUTE)

        assert row == await store.teams(loaded.swarm.id)
        assert (row.shown, row.sending, row.hold_until) == (SHOWN, SENDING, NOW + MINUTE)

    async def test_of_two_senders_one_announces(self, store: Store) -> None:
        """Two replicas that read the same row do not both send."""
        loaded = await store.commit(None, a_swarm(), [])
        row = await self.row(store, loaded.swarm.id)

        answers = await asyncio.gather(
            *(store.announce(loaded.swarm.id, row, SENDING, NOW + MINUTE) for _ in range(5)),
            return_exceptions=True,
        )

        assert sum(isinstance(answer, Conflict) for answer in answers) == 4

    async def test_record_writes_down_what_is_shown_and_lets_go(self, store: Store) -> None:
        """After the send the row says what Teams shows, and nobody is held off."""
        loaded = await store.commit(None, a_swarm(), [])
        row = await self.row(store, loaded.swarm.id)
        row = await store.announce(loaded.swarm.id, row, SENDING, NOW + MINUTE)

        row = await store.record(loaded.swarm.id, row, SHOWN)

        assert row == await store.teams(loaded.swarm.id)
        assert (row.shown, row.sending, row.hold_until) == (SHOWN, None, None)

    async def test_record_may_announce_the_next_in_one_write(self, store: Store) -> None:
        """What is shown and what is sent next can be written together."""
        loaded = await store.commit(None, a_swarm(), [])
        row = await self.row(store, loaded.swarm.id)

        row = await store.record(
            loaded.swarm.id, row, SHOWN, sending=SENDING, hold_until=NOW + MINUTE
        )

        assert row == await store.teams(loaded.swarm.id)
        assert (row.shown, row.sending, row.hold_until) == (SHOWN, SENDING, NOW + MINUTE)

    async def test_a_late_record_conflicts(self, store: Store) -> None:
        """Who has lost the row must read it again, and can merge: nothing shown is forgotten."""
        loaded = await store.commit(None, a_swarm(), [])
        old = await self.row(store, loaded.swarm.id)
        new = await store.announce(loaded.swarm.id, old, SENDING, NOW + MINUTE)

        with pytest.raises(Conflict):
            await store.record(loaded.swarm.id, old, SHOWN)
        with pytest.raises(Conflict):
            await store.record("nobody", old, SHOWN)

        assert await store.teams(loaded.swarm.id) == new

    async def test_presses_and_senders_do_not_wait_for_each_other(self, store: Store) -> None:
        """A press leaves the teams row alone, a send leaves the state row alone."""
        loaded = await store.commit(None, a_swarm(), [])
        row = await self.row(store, loaded.swarm.id)

        pressed = await store.commit(loaded, *noted(loaded))
        row = await store.announce(loaded.swarm.id, row, SENDING, NOW + MINUTE)
        pressed = await store.commit(pressed, *noted(pressed))
        row = await store.record(loaded.swarm.id, row, SHOWN)

        assert await store.load(loaded.swarm.id) == pressed
        assert await store.teams(loaded.swarm.id) == row

    # ------------------------------------------------------------ limits

    async def test_reservations_never_exceed_the_limits(self, store: Store) -> None:
        """Many ask at once: each gets a moment of its own, as far apart as Teams wants."""
        talk = uuid4().hex
        moments = sorted(
            await asyncio.gather(*(store.reserve(talk, NOW, edit=n % 3 == 0) for n in range(60)))
        )

        for most, seconds in ((7, 1), (8, 2), (60, 30)):
            spans = [b - a for a, b in zip(moments, moments[most:], strict=False)]
            assert all(span > timedelta(seconds=seconds) for span in spans)

    async def test_conversations_do_not_wait_for_each_other(self, store: Store) -> None:
        """A crowd in one channel costs another nothing."""
        crowd = uuid4().hex
        await asyncio.gather(*(store.reserve(crowd, NOW) for _ in range(20)))

        assert await store.reserve(crowd, NOW) > NOW
        assert await store.reserve(uuid4().hex, NOW) == NOW

    async def test_a_pause_stops_everybody(self, store: Store) -> None:
        """After a 429 nobody gets a moment before its end; a shorter pause does not end it."""
        talk = uuid4().hex
        await store.pause(talk, NOW + MINUTE)
        await store.pause(talk, NOW + MINUTE / 2)

        assert await store.reserve(talk, NOW) == NOW + MINUTE
        assert await store.reserve(uuid4().hex, NOW) == NOW

    # ------------------------------------------------------------ lists

    async def test_the_overview_has_a_line_for_each_swarm(self, store: Store) -> None:
        """Board and lists see phase, title, people and the next promise as last committed."""
        due = [
            Promise(n, PromiseKind.UPDATE, "Contoso", NOW + n * MINUTE, NOW, told=True)
            for n in (3, 2)
        ]
        old = await store.commit(None, a_swarm(), [])
        after = replace(
            old.swarm, phase=Phase.FIXING, promises=tuple(due), people=(ANNA, Person("b", "Ben"))
        )
        await store.finish(await store.commit(old, after, []), None)

        (line,) = [line for line in await store.overview() if line.swarm == old.swarm.id]

        assert (line.phase, line.severity, line.title) == ("fixing", "A", after.ticket.title)
        assert (line.customer, line.ticket) == ("Contoso", "4711")
        assert line.people == ("id-anna", "b")
        assert (line.due, line.opened_at) == (NOW + 2 * MINUTE, NOW)

    async def test_places_people_and_threads_are_kept_and_replaced(self, store: Store) -> None:
        """What is put again replaces what was there; the rest stays."""
        key = uuid4().hex
        place = Place(key, "https://smba", team="t", name="Sev-A", told=NOW)
        person = PersonRow(key, "Anna 佐藤", "29:1", direct=Address("a:1", "https://smba"))
        for row in (replace(place, name="old"), place):
            await store.put_place(row)
        for who in (replace(person, name="old"), person, replace(person, id=key + "2")):
            await store.put_person(who)
        for swarm in ("old", "swarm-1"):
            await store.put_thread(key, swarm)

        assert [found for found in await store.places() if found.conversation == key] == [place]
        people = [found for found in await store.people() if found.id.startswith(key)]
        assert sorted(people, key=lambda found: found.id) == [
            person,
            replace(person, id=key + "2"),
        ]
        assert await store.thread(key) == "swarm-1"

    # ------------------------------------------------------------ restarts

    async def test_a_restart_keeps_everything(self, open_again: OpenAgain) -> None:
        """Whatever was acknowledged is there after closing and opening, tags and limits too."""
        store = await open_again()
        loaded = await store.finish(await store.commit(None, a_swarm(), [note(1)]), NOW + MINUTE)
        name = loaded.swarm.id
        row = await store.record(name, await self.row(store, name), SHOWN, sending=SENDING)
        reserved = [await store.reserve(name, NOW) for _ in range(4)]
        await store.put_thread(name, name)
        await store.close()

        store = await open_again()
        assert await store.load(name) == loaded
        assert await store.teams(name) == row
        assert await store.events(name) == [note(1)]
        assert await self.wakes(store, loaded) == [NOW + MINUTE]
        assert await store.thread(name) == name
        assert await store.reserve(name, NOW) > reserved[-1]
        later = await store.commit(
            loaded, *noted(replace(loaded, swarm=replace(loaded.swarm, rev=1)))
        )
        assert later.etag not in {loaded.etag, row.etag}
        await store.close()

    async def test_ping_answers_while_open_and_fails_when_closed(
        self, open_again: OpenAgain
    ) -> None:
        """Readiness asks the store itself; a closed store says that it is down, at once."""
        store = await open_again()
        await store.ping()
        await store.close()
        await store.close()

        with pytest.raises(StoreDown):
            await store.ping()
        with pytest.raises(StoreDown):
            await store.commit(None, a_swarm(), [])

    # ------------------------------------------------------------ the protocol as a whole

    def test_the_protocol_survives_crashes_and_lost_answers(self, open_again: OpenAgain) -> None:
        """Presses, two reconcilers, crashes, expiries, lost answers, in any order: no update is
        lost, no wake-up is missing, no message is sent more often than faults explain."""
        play(open_again)

    # ------------------------------------------------------------ helpers

    async def loaded(self, store: Store, swarm: str) -> Loaded:
        loaded = await store.load(swarm)
        assert loaded is not None
        return loaded

    async def row(self, store: Store, swarm: str) -> TeamsRow:
        row = await store.teams(swarm)
        assert row is not None
        return row

    async def wakes(self, store: Store, loaded: Loaded) -> list[datetime | None]:
        """When somebody will look at the swarm, according to the wake rows."""
        due = await store.due(NOW + timedelta(days=999), limit=10_000)
        return [wake.at for wake in due if wake.swarm == loaded.swarm.id]
