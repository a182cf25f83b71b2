"""Ten thousand open swarms at rest, in either store: what a large organisation leaves lying about.

Each was decided by the domain as people would have brought it about (opened, a lead, a contact with
a promise), and stands in Teams with its card; nothing is left to do until its moment.
"""

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain import plan
from bot.domain.apply import apply
from bot.domain.commands import Lead, LogContact, Open, Order
from bot.domain.decide import decide
from bot.domain.facts import Event
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reminders import wake
from bot.domain.shown import Address, Place, Shown, ShownCard, ShownPing
from bot.domain.swarm import Severity, Swarm, Ticket
from bot.ports import Store, TeamsRow
from bot.store import rows
from bot.store import tables_rows as told
from bot.store.sqlite import SqliteStore
from bot.store.tables import TablesStore
from bot.store.tables_meta import SWARMS
from bot.store.tables_size import OPERATIONS, Do, Operation
from bot.tickets.sources import swarm_id
from tests.bench.world import CHANNELS, PEOPLE, World
from tests.fake_teams import Seen

AGO = timedelta(hours=1)
"""All of them were opened so long ago."""

POLICY = """\
[times]
no_lead_after = "1d"
no_lead_manager_after = "2d"
unclaimed_after = "1d"
unclaimed_lead_after = "2d"
rest_after = "off"
[severity.A.ladder]
before = "off"
soon = "off"
"""
"""A promise reminds at its moment, and then climbs as it always does."""


@dataclass(frozen=True, slots=True)
class Case:
    """A swarm at rest: what is stored of it, and when it must be looked at again."""

    swarm: Swarm
    events: tuple[Event, ...]
    shown: Shown
    wake: datetime

    @property
    def thread(self) -> str:
        assert self.shown.thread is not None
        return self.shown.thread.conversation

    @property
    def channel(self) -> str:
        assert self.shown.home is not None
        return self.shown.home.conversation


def cases(
    world: World, name: str, dues: Iterable[datetime], now: datetime, policy: Policy
) -> Iterator[Case]:
    """One case for each of ``dues``, dealt out over all channels; its promise is due then."""
    for number, due in enumerate(dues):
        channel = Address(CHANNELS[number % len(CHANNELS)], world.teams.service_url, "")
        who = PEOPLE[number % len(PEOPLE)]
        swarm, events = _lived(
            f"{name}-{number:05}", Person(who.id, who.name), due, now - AGO, policy
        )
        moment = wake(swarm, policy)
        assert moment is not None
        yield Case(swarm, events, _shown(swarm, channel, 1_700_000_000_000 + number), moment)


def _lived(
    ticket: str, lead: Person, due: datetime, opened: datetime, policy: Policy
) -> tuple[Swarm, tuple[Event, ...]]:
    contact = LogContact("We are checking the storage first", next_due=due, told=True)
    orders = [
        (Order(Open(_ticket(ticket))), opened),
        (Order(Lead(), lead, f"lead-{ticket}"), opened + AGO / 12),
        (Order(contact, lead, f"contact-{ticket}"), opened + AGO / 6),
    ]
    swarm: Swarm | None = None
    events: list[Event] = []
    for order, at in orders:
        for fact in decide(swarm, order, at, policy).facts:
            event = Event(len(events) + 1, at, order.by, order.op, fact)
            swarm = apply(swarm, event, swarm_id("generic", ticket))
            events.append(event)
    assert swarm is not None
    return swarm, tuple(events)


def _ticket(number: str) -> Ticket:
    return Ticket(
        number,
        "Nobody can sign in to the point of sale",
        Severity.A,
        "generic",
        customer="Aoba Stores",
        business_impact="128 shops cannot open",
        description="Since this morning the sign-in page answers with an error. " * 8,
    )


def _shown(swarm: Swarm, home: Address, number: int) -> Shown:
    thread = Address(f"{home.conversation};messageid={number}", home.service_url, home.tenant)
    card = ShownCard(1, str(number), swarm.card_rev, plan.LOOK)
    pings = tuple(ShownPing(ping.key, f"{number}1", thread) for ping in swarm.pings)
    shown = Shown(home, thread, indexed=True, cards=(card,), pings=pings)
    assert plan.plan(swarm, shown) == ()
    return shown


# ---------------------------------------------------------------- into the stores and into Teams


async def settle(world: World, store: Store, crowd: Sequence[Case]) -> None:
    """The cases into the store, their threads into the fake Teams, people and channels too."""
    for case in crowd:
        world.threads[case.swarm.id] = case.thread
        message = case.thread.partition("=")[2]
        world.teams.messages[case.thread] = [Seen(message, {}, case.swarm.at)]
    for channel in CHANNELS:
        await store.put_place(Place(channel, world.teams.service_url))
    if isinstance(store, TablesStore):
        await _into_tables(store, crowd)
    else:
        assert isinstance(store, SqliteStore)
        await _gathered((_into_sqlite(store, case) for case in crowd), in_hand=64)


async def _into_sqlite(store: SqliteStore, case: Case) -> None:
    swarm = case.swarm.id
    loaded = await store.commit(None, case.swarm, case.events)
    row = await store.teams(swarm)
    assert row is not None
    await store.record(swarm, row, case.shown)
    await store.finish(loaded, case.wake)


async def _into_tables(store: TablesStore, crowd: Sequence[Case]) -> None:
    """As the store writes them, only many swarms in one transaction, or it would take minutes.

    Of the log the last event alone: nothing that is measured reads it.
    """
    tables = await store._open()
    partitions: dict[str, list[Operation]] = defaultdict(list)
    for case in crowd:
        partitions[rows.shard(case.swarm.id)] += _table_rows(case)
    chunks = (
        tables.transact(SWARMS, steps[first : first + OPERATIONS])
        for steps in partitions.values()
        for first in range(0, len(steps), OPERATIONS)
    )
    await _gathered(chunks, in_hand=2)  # more at once, and Azurite answers none in time


def _table_rows(case: Case) -> list[Operation]:
    swarm = case.swarm.id
    key = told.wake_key(swarm, case.wake)
    shown = told.teams_row(swarm, TeamsRow(case.shown, ""))
    return [
        Operation(Do.CREATE, row)
        for row in (
            told.state_row(case.swarm, key),
            told.event_row(swarm, case.events[-1]),
            shown,
            told.key(swarm, key),
        )
    ]


async def _gathered(works: Iterable[Coroutine[Any, Any, object]], in_hand: int) -> None:
    """All of them, so many at a time."""
    waiting = iter(works)

    async def work() -> None:
        for one in waiting:
            await one

    await asyncio.gather(*(work() for _ in range(in_hand)))
