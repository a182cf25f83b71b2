"""Moving house: all of it arrives, once, and the bot goes on where it was."""

import io
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.copying import CannotCopy, Copied, Target, address, between, copy, report, shown_on
from bot.domain.apply import apply
from bot.domain.decide import decide
from bot.domain.messages import Claim, Close, Event, Note, Open, Order
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.shown import Address, Place, Sending, Shown, ShownCard
from bot.domain.swarm import Swarm
from bot.ports import Loaded, PersonRow, StoreDown
from bot.store.errors import CannotOpen
from bot.store.sqlite import SqliteStore
from bot.store.urls import open_target
from tests import build
from tests.azurite import Accounts
from tests.build import OPENED
from tests.store.contract import MINUTE

ANNA = Person("id-anna", "Anna 佐藤")
CHANNEL = Address("19:c@thread.tacv2", "https://smba", "tenant")


def quiet(_: str, __: int, ___: int) -> None:
    """Nobody looks."""


async def acted(store: Target, name: str, *orders: Order) -> Loaded:
    """The swarm after these orders, decided and stored as the road does it."""
    loaded = await store.load(name)  # type: ignore[attr-defined]
    state: Swarm | None = loaded.swarm if loaded else None
    events: list[Event] = []
    for order in orders:
        for fact in decide(state, order, OPENED, Policy()).facts:
            event = Event((state.rev if state else 0) + 1, OPENED, order.by, order.op, fact)
            state = apply(state, event, name)
            events.append(event)
    done: Loaded = await store.commit(loaded, state, events)  # type: ignore[attr-defined]
    return done


async def filled(store: Any) -> None:
    """Open, waiting for their time, being sent, closed and archived swarms, and what is around."""
    await store.put_place(Place(CHANNEL.conversation, "https://smba", name="Sev-A", told=OPENED))
    await store.put_place(Place("19:b@thread.tacv2", "https://smba", name="Other"))
    direct = Address("a:anna", "https://smba")
    await store.put_person(PersonRow("id-anna", "Anna 佐藤", "29:1", direct=direct))
    await store.put_person(PersonRow("id-ben", "Ben", "29:2"))
    await store.reserve(CHANNEL.conversation, OPENED)
    for number in range(5):
        ticket = build.ticket(id=f"T-{number}")
        loaded = await acted(store, f"s{number}", Order(Open(ticket)))
        name = loaded.swarm.id
        if number == 0:
            continue
        loaded = await acted(store, name, Order(Claim("storage"), ANNA, f"op-{number}"))
        row = await store.teams(name)
        thread = replace(CHANNEL, conversation=f"{CHANNEL.conversation};messageid={number}")
        card = ShownCard(0, str(number), loaded.swarm.rev, 1)
        row = await store.record(name, row, Shown(CHANNEL, thread, indexed=True, cards=(card,)))
        await store.put_thread(thread.conversation, name)
        if number == 2:
            await store.announce(name, row, Sending("EditCard/0", 2, "me", OPENED), OPENED + MINUTE)
        loaded = await store.finish(loaded, OPENED + number * MINUTE)
        if number >= 3:
            settle = tuple((promise.number, "done") for promise in loaded.swarm.promises)
            loaded = await acted(store, name, Order(Close(confirmed=True, settle=settle), ANNA))
        if number == 4:
            await store.archive(loaded, OPENED + 99 * MINUTE)


async def content(store: Target) -> dict[str, Any]:
    """All that there is, as far as it can be told."""
    lines = [*await store.overview(), *await store.archived()]
    return {
        "overview": sorted(await store.overview(), key=lambda line: line.swarm),
        "archived": await store.archived(),
        "swarms": {line.swarm: await store.packed(line.swarm) for line in lines},
        "places": set(await store.places()),
        "people": set(await store.people()),
        "threads": [await store.thread(f"{CHANNEL.conversation};messageid={n}") for n in range(6)],
        "limits": await store.limits(CHANNEL.conversation),
    }


@pytest.fixture
async def source(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(tmp_path / "source.db")
    await filled(store)
    yield store
    await store.close()


async def test_a_store_goes_to_azure_and_back_and_is_equal(
    source: SqliteStore, tmp_path: Path, azurite: Accounts
) -> None:
    """Every swarm, open or archived, with events, wake row and what was being sent; channels,
    people, threads and limits."""
    tables, back = open_target(azurite.account()), SqliteStore(tmp_path / "back.db")

    there = await copy(source, tables, quiet)
    again = await copy(tables, back, quiet)

    assert (there.swarms, there.archived, there.new) == (5, 1, 5)
    assert (there.places, there.people) == (2, 2)
    assert again == there
    before = await content(source)
    assert before["limits"].channel != (0, 0)
    assert before["threads"] == [None, "s1", "s2", "s3", "s4", None]
    assert await content(tables) == before
    assert await content(back) == before
    await tables.close()
    await back.close()


async def test_a_second_run_changes_nothing(source: SqliteStore, tmp_path: Path) -> None:
    """It compares, finds nothing new, and says so."""
    target = SqliteStore(tmp_path / "target.db")
    await copy(source, target, quiet)
    tags = {name: (await target.load(name), await target.teams(name)) for name in ("s0", "s2")}

    copied = await copy(source, target, quiet)

    assert copied.new == 0
    assert "nothing was new" in report(copied)
    for name, (state, teams) in tags.items():
        assert (await target.load(name), await target.teams(name)) == (state, teams)
    await target.close()


class Failing:
    """A target that goes away at the ``nth`` write; ``after``: it has done it all the same."""

    def __init__(self, target: Target, nth: int, *, after: bool) -> None:
        self._target = target
        self._left = nth
        self._after = after
        self.failed = False

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        method: Callable[..., Awaitable[Any]] = getattr(self._target, name)
        return method if not name.startswith("put") else lambda *args: self._put(method, *args)

    async def _put(self, method: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        self._left -= 1
        self.failed = self.failed or self._left <= 0
        if not self.failed or (self._left == 0 and self._after):
            await method(*args)
        if self.failed:
            raise StoreDown("away")


@pytest.mark.parametrize("after", [False, True])
async def test_an_interrupted_copy_goes_on(
    source: SqliteStore, tmp_path: Path, after: bool
) -> None:
    """Wherever it was interrupted, the next run brings the rest, and both are equal."""
    for nth in range(1, 20):
        target = SqliteStore(tmp_path / f"{nth}.db")
        failing = Failing(target, nth, after=after)
        try:
            await copy(source, failing, quiet)  # type: ignore[arg-type]
        except StoreDown:
            await copy(source, target, quiet)
        assert await content(target) == await content(source)
        await target.close()
        if not failing.failed:
            return
    raise AssertionError("there is no end of writes")


@pytest.mark.parametrize("nth", [1, 2, 4, 7, 9])
async def test_an_interrupted_copy_to_azure_goes_on(
    source: SqliteStore, azurite: Accounts, nth: int
) -> None:
    """The same where a swarm arrives in several steps: it counts when it is complete."""
    account = azurite.account()
    target = open_target(account)
    await target.ping()
    transact, calls = target._tables.transact, itertools.count(1)  # type: ignore[union-attr]

    async def cut(table: str, steps: Any) -> str:
        last = next(calls) >= nth
        done = await transact(table, steps)
        if last:
            raise StoreDown("away")
        return done

    target._tables.transact = cut  # type: ignore[union-attr, method-assign]
    with pytest.raises(StoreDown):
        await copy(source, target, quiet)
    await target.close()

    target = open_target(account)
    await copy(source, target, quiet)

    assert await content(target) == await content(source)
    await target.close()


async def test_a_target_with_a_life_of_its_own_is_refused(
    source: SqliteStore, tmp_path: Path
) -> None:
    """A swarm that the source does not have: nothing is written, and it is said what is wrong."""
    target = SqliteStore(tmp_path / "target.db")
    await acted(target, "stranger", Order(Open(build.ticket(id="X"))))

    with pytest.raises(CannotCopy, match=r"TO has 1 swarm that FROM does not have .stranger.; "):
        await copy(source, target, quiet)

    assert [line.swarm for line in await target.overview()] == ["stranger"]
    assert await target.places() == []
    await target.close()


async def test_a_target_that_has_gone_on_is_refused(source: SqliteStore, tmp_path: Path) -> None:
    """After the bot has worked on the copy, the old store does not write over it."""
    target = SqliteStore(tmp_path / "target.db")
    await copy(source, target, quiet)
    new = await acted(target, "s1", Order(Note("new house"), ANNA, "op-x"))

    with pytest.raises(CannotCopy, match="swarm s1 is not the same in TO"):
        await copy(source, target, quiet)

    assert await target.load("s1") == new
    await target.close()


async def test_a_target_that_has_met_others_is_refused(source: SqliteStore, tmp_path: Path) -> None:
    """Channels and people that the source does not know belong to another bot."""
    target = SqliteStore(tmp_path / "target.db")
    await target.put_person(PersonRow("id-eve", "Eve", "29:9"))

    with pytest.raises(CannotCopy, match="TO differs from FROM in 0 channels and 1 person: "):
        await copy(source, target, quiet)

    assert await target.overview() == []
    await target.close()


async def test_a_log_that_does_not_lead_to_its_state_is_named(tmp_path: Path) -> None:
    """The copy is verified by replaying every log."""
    source, target = SqliteStore(tmp_path / "a.db"), SqliteStore(tmp_path / "b.db")
    loaded = await acted(source, "s", Order(Open(build.ticket())))
    await source.commit(loaded, replace(loaded.swarm, notes=7), [])

    with pytest.raises(CannotCopy, match="swarm s: its log does not lead to its state"):
        await copy(source, target, quiet)

    await source.close()
    await target.close()


async def test_a_store_in_use_is_refused(source: SqliteStore, tmp_path: Path) -> None:
    """While a bot serves the file, it is neither copied from nor copied to."""
    here, there = f"sqlite:///{tmp_path}/source.db", f"sqlite:///{tmp_path}/new.db"
    await source.ping()

    for pair in ((here, there), (there, here)):
        if pair[0] == there:
            await SqliteStore(tmp_path / "new.db").close()
        with pytest.raises(CannotOpen, match="is in use by another swarmbot"):
            await between(*pair, quiet)


async def test_nothing_is_made_of_nothing(tmp_path: Path, azurite: Accounts) -> None:
    """A source that is not there is named, and no empty store is made of it or for it."""
    for missing, said in (
        (f"sqlite:///{tmp_path}/none.db", "none.db cannot be read"),
        (azurite.account(), "there is no store of swarmbot"),
    ):
        with pytest.raises(CannotOpen, match=said):
            await between(missing, f"sqlite:///{tmp_path}/new.db", quiet)
    assert list(tmp_path.glob("*.db")) == []
    with pytest.raises(CannotCopy, match="the same store"):
        await between(
            f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/../{tmp_path.name}/a.db", quiet
        )


def test_the_address_may_stand_in_the_environment() -> None:
    """So that a key is in no list of processes; a name that is not set is said."""
    assert address("env:NEW", {"NEW": "sqlite:///x"}) == "sqlite:///x"
    assert address("sqlite:///env:x", {}) == "sqlite:///env:x"
    with pytest.raises(CannotCopy, match="there is no OLD in the environment"):
        address("env:OLD", {})


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (Terminal(), "\rcopied 8 of 20 swarms\rcopied 16 of 20 swarms\rcopied 20 of 20 swarms\n"),
        (io.StringIO(), "copied 8 of 20 swarms\ncopied 16 of 20 swarms\ncopied 20 of 20 swarms\n"),
    ],
)
def test_progress_is_shown(out: io.StringIO, said: str) -> None:
    """On a terminal one line counts up; in a log there is a line now and then."""
    show = shown_on(out)
    for done in (8, 16, 20):
        show("copied", done, 20)

    assert out.getvalue() == said


def test_a_long_way_makes_few_lines() -> None:
    """Ten thousand swarms are ten lines in a log."""
    out = io.StringIO()
    show = shown_on(out)
    for done in range(8, 10_001, 8):
        show("copied", done, 10_000)

    assert len(out.getvalue().splitlines()) == 10


def test_the_report_says_what_is_equal() -> None:
    """Counts, and that every log was replayed."""
    said = report(Copied(swarms=1200, archived=1000, events=9, new=3, places=1, people=2))

    assert said == (
        "FROM and TO are equal: 1,200 swarms (1,000 archived) with 9 events, 1 channel, 2 people; "
        "3 of them new. Every log leads to its state."
    )
