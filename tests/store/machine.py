"""A tiny world on a real store: people press, two reconcilers bring Teams up to date, things break.

A swarm needs one message for each of its events. The reconcilers follow the store protocol
(announce, send, record, finish) and stop between any two steps; Hypothesis chooses who goes on,
who crashes, whose hold runs out and which answer is lost, and we look at the rows after each step.
In between the swarm goes to the archive, comes back with a press, or is deleted for good.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.domain.messages import Event, StatusShown
from bot.domain.shown import Sending, ShownPing
from bot.domain.swarm import Severity, Swarm, Ticket
from bot.ports import Conflict, Loaded, Store, StoreDown, TeamsRow
from bot.store.tables import TablesStore
from tests.store.dying import Killed, dying
from tests.store.faulty import Faulty, How

T = TypeVar("T")
NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOLD = timedelta(seconds=15)
GONE = NOW + timedelta(days=365)
LOST = st.sampled_from([How.BEFORE, How.AFTER])
WHO = st.integers(0, 1)


class World:
    """What is true outside the store: the time, what Teams has received, and what went wrong."""

    def __init__(self) -> None:
        self.now = NOW
        self.posts: Counter[str] = Counter()
        self.deleted: set[str] = set()
        self.faults = 0
        """Crashes, holds that ran out, and lost answers: each may cost one repeated message."""

    def post(self, key: str) -> str:
        self.posts[key] += 1
        return f"{key}/{self.posts[key]}"


def missing(loaded: Loaded, row: TeamsRow) -> list[str]:
    keys = [str(seq) for seq in range(1, loaded.swarm.rev + 1)]
    return [key for key in keys if row.shown.ping(key) is None]


async def press(store: Store, swarm: str, seen: Loaded, op: str) -> Loaded:
    """Decide on what was seen last, until the act is stored once."""
    loaded = seen
    while True:
        after = replace(loaded.swarm, rev=loaded.swarm.rev + 1)
        event = Event(after.rev, NOW, None, op, StatusShown())
        try:
            return await store.commit(loaded, after, [event])
        except (Conflict, StoreDown):
            done = any(e.op == op for e in await store.events(swarm, after=seen.swarm.rev))
            loaded = await store.load(swarm) or loaded
            if done:
                return loaded


async def reconcile(store: Store, swarm: str, world: World, me: str) -> AsyncIterator[None]:
    """Until nothing is left to show, or somebody else holds the swarm; stops between steps."""
    while True:
        row, loaded = await store.teams(swarm), await store.load(swarm)
        yield
        if row is None or loaded is None:
            raise AssertionError("a swarm without its rows")
        if loaded.archived or row.archived:
            if loaded.archived and loaded.wake:  # somebody has stopped on the way
                with contextlib.suppress(Conflict):
                    await store.archive(loaded, None)
            return
        mine = row.sending is not None and row.sending.by == me
        if row.hold_until and row.hold_until > world.now and not mine:
            return
        keys = missing(loaded, row)
        try:
            if not keys:
                await store.finish(loaded, None)
                return
            attempt = row.sending.attempt + 1 if row.sending else 1
            sending = Sending(keys[0], attempt, me, world.now)
            row = await store.announce(swarm, row, sending, world.now + HOLD)
        except Conflict:
            continue
        yield
        message = world.post(keys[0])
        yield
        await record(store, swarm, world, row, ShownPing(keys[0], message))
        yield


async def record(store: Store, swarm: str, world: World, row: TeamsRow, ping: ShownPing) -> None:
    """Write down what was posted; when the row has moved, add ours to what stands there."""
    sending: Sending | None = None
    hold_until: datetime | None = None
    while True:
        shown = replace(row.shown, pings=(*row.shown.pings, ping))
        try:
            await store.record(swarm, row, shown, sending=sending, hold_until=hold_until)
        except Conflict:
            row = await store.teams(swarm) or row
            sending, hold_until = row.sending, row.hold_until
            if row.shown.ping(ping.key):
                world.deleted.add(ping.message)
                return
        else:
            return


class Machine(RuleBasedStateMachine):
    """One example: a new swarm on a store that many examples share."""

    def __init__(self, runner: asyncio.Runner, store: Store) -> None:
        super().__init__()
        self.runner = runner
        self.faulty = Faulty(store)
        self.store = self.faulty.as_store
        self.world = World()
        self.swarm = uuid4().hex
        self.accepted: list[str] = []
        self.turns: list[AsyncIterator[None] | None] = [None, None]
        self.lives = [0, 0]

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def open(self) -> None:
        ticket = Ticket("1", "t", Severity.A, "generic")
        first = self.run(self.store.commit(None, Swarm(self.swarm, ticket, NOW, NOW), []))
        self.seen = [first, first]

    # ------------------------------------------------------------ what happens

    @rule(who=WHO)
    def press(self, who: int) -> None:
        """With what this process has seen last, which may be stale."""
        op = f"op{len(self.accepted)}"
        self.seen[who] = self.run(press(self.store, self.swarm, self.seen[who], op))
        self.accepted.append(op)

    @rule(who=WHO, how=LOST)
    def press_without_answer(self, who: int, how: How) -> None:
        self.faulty.fail("commit", how=how)
        self.press(who)

    @rule(who=WHO)
    def go_on(self, who: int) -> None:
        """One step of a reconciler; it begins a turn only because of a wake row."""
        turn = self.turns[who]
        if turn is None:
            if not self.wakes():
                return
            me = f"{who}/{self.lives[who]}"
            turn = self.turns[who] = reconcile(self.store, self.swarm, self.world, me)
        try:
            self.run(step(turn))
        except StopAsyncIteration:
            self.turns[who] = None
        except StoreDown:
            self.crash(who)

    @rule(who=WHO, method=st.sampled_from(["announce", "record", "finish", "archive"]), how=LOST)
    def go_on_without_answer(self, who: int, method: str, how: How) -> None:
        self.faulty.fail(method, how=how)
        self.go_on(who)
        self.faulty.forget()

    @rule(who=WHO)
    def crash(self, who: int) -> None:
        turn, self.turns[who] = self.turns[who], None
        if turn is not None:
            self.run(close(turn))
            self.lives[who] += 1
            self.world.faults += 1

    @rule()
    def time_passes(self) -> None:
        """Long enough for every hold to run out, also one whose sender is only slow."""
        row = self.run(self.store.teams(self.swarm))
        if row and row.hold_until and row.hold_until > self.world.now:
            self.world.faults += 1
        self.world.now += HOLD

    @rule(writes=st.none() | st.integers(1, 5), done=st.booleans())
    def archive(self, writes: int | None, done: bool) -> None:
        """What shows everything leaves, or begins to; after ``writes`` somebody is killed."""
        loaded, row = self.loaded(), self.run(self.store.teams(self.swarm))
        held = row is None or (row.hold_until and row.hold_until > self.world.now)
        if held or row is None or (missing(loaded, row) and not loaded.archived):
            return
        if loaded.archived and not loaded.wake:
            return
        with self.killed_after(writes, done):
            self.run(self.store.archive(loaded, GONE))

    @rule(who=WHO, writes=st.integers(1, 5), done=st.booleans())
    def press_and_die(self, who: int, writes: int, done: bool) -> None:
        """A press that has to bring the swarm back may die on the way; it is stored, or not."""
        op = f"op{len(self.accepted)}"
        with self.killed_after(writes, done):
            self.press(who)
        if op not in self.accepted and op in [e.op for e in self.events()]:
            self.accepted.append(op)

    @rule()
    def delete(self) -> None:
        """When its time is over it goes for good, and the next ticket opens a new one."""
        loaded = self.loaded()
        deleted = self.run(self.store.delete(self.swarm, GONE))
        assert deleted == (loaded.archived and not loaded.wake)
        if deleted:
            assert self.run(self.store.load(self.swarm)) is None
            assert self.events() == []
            for who in (0, 1):
                self.crash(who)
            self.world = World()
            self.accepted = []
            self.open()

    @contextlib.contextmanager
    def killed_after(self, writes: int | None, done: bool) -> Iterator[None]:
        """Only where a move has several steps can it be cut."""
        inner = self.faulty.inner
        if writes is None or not isinstance(inner, TablesStore):
            yield
            return
        with contextlib.suppress(Killed), dying(inner, writes, done=done):
            yield

    # ------------------------------------------------------------ what is always so

    @invariant()
    def nothing_is_lost_and_nothing_is_stored_twice(self) -> None:
        """The log is what was accepted, in order, and the state is as far as the log."""
        events = self.events()
        assert [event.op for event in events] == self.accepted
        assert [event.seq for event in events] == list(range(1, len(events) + 1))
        assert self.loaded().swarm.rev == len(events)

    @invariant()
    def who_is_needed_is_woken(self) -> None:
        """While a message is missing there is a wake row, and the state row names the one."""
        loaded, row = self.loaded(), self.run(self.store.teams(self.swarm))
        assert row is not None
        assert self.wakes() == bool(loaded.wake)
        assert loaded.wake or not missing(loaded, row)

    @invariant()
    def no_message_is_sent_more_often_than_faults_explain(self) -> None:
        assert all(count <= 1 + self.world.faults for count in self.world.posts.values())

    def teardown(self) -> None:
        """In peace, everything is shown in the end, once each as far as we know, and rest comes."""
        for who in (0, 1):
            self.crash(who)
        self.world.now += HOLD
        for _ in range(10 * len(self.accepted) + 10):
            if not self.wakes() and self.turns[0] is None:
                break
            self.go_on(0)
        row = self.run(self.store.teams(self.swarm))
        assert row is not None
        assert not self.wakes()
        keys = [str(n + 1) for n in range(len(self.accepted))]
        assert sorted(ping.key for ping in row.shown.pings) == sorted(keys)
        assert set(self.world.posts) == set(keys)
        self.no_message_is_sent_more_often_than_faults_explain()

    def events(self) -> list[Event]:
        return self.run(self.store.events(self.swarm))

    def loaded(self) -> Loaded:
        loaded = self.run(self.store.load(self.swarm))
        assert loaded is not None
        return loaded

    def wakes(self) -> bool:
        due = self.run(self.store.due(NOW + timedelta(days=1), limit=10_000))
        return any(wake.swarm == self.swarm for wake in due)


async def step(turn: AsyncIterator[None]) -> None:
    await anext(turn)


async def close(turn: Any) -> None:
    await turn.aclose()


def play(open_again: Callable[[], Awaitable[Store]], examples: int = 50) -> None:
    """Run the machine on a store of its own event loop."""

    async def opened() -> Store:
        return await open_again()

    # The factory keeps this loop from becoming the thread's: the tests have one already.
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        store = runner.run(opened())
        try:
            run_state_machine_as_test(
                lambda: Machine(runner, store),  # type: ignore[arg-type]  # any factory will do
                settings=settings(
                    max_examples=examples,
                    stateful_step_count=50,
                    deadline=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(store.close())
