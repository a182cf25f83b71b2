"""The road in one piece: give it an order, and Teams will show what became of it."""

import asyncio
import contextlib
from collections.abc import Callable

from bot.domain.commands import Order
from bot.domain.policy import Policy
from bot.domain.reminders import wake
from bot.domain.shown import Address, Place
from bot.domain.swarm import Swarm
from bot.flow.alarm import Alarm
from bot.flow.homes import Homes
from bot.flow.lanes import Lanes
from bot.flow.mailbox import Done, Mailboxes
from bot.flow.overview import Overview
from bot.flow.people import People
from bot.flow.places import Places
from bot.flow.recent import FRESH, TeamsRows
from bot.flow.reconciler import Reconciler
from bot.flow.retention import Retention
from bot.flow.sending import Drawing, Sender
from bot.ports import Chat, Clock, Loaded, Pager, Sleep, Store

PRESS_WITHIN = 1.5
"""Seconds in which a press must be answered, before Teams gives up or sends it again."""

TICKET_WITHIN = 10.0
"""Seconds in which a ticket must be stored."""


class Road:
    """The program without its edges: orders in, messages out."""

    def __init__(
        self,
        *,
        store: Store,
        chat: Chat,
        drawing: Drawing,
        people: People,
        policy: Callable[[], Policy],
        clock: Clock,
        sleep: Sleep,
        name: str,
        pager: Pager | None = None,
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        """``may_send``: whether this process's clock is right enough to remind anybody."""
        self.store = store
        self.people = people
        self.policy = policy
        self.clock = clock
        self.places = Places(store)
        self.rows = TeamsRows(store, clock)
        self.mailboxes = Mailboxes(store, policy, clock, self._changed)
        self.retention = Retention(
            store, self.mailboxes, policy, clock, self._look, may_delete=may_send
        )
        self.sender = Sender(chat, people, drawing, self._place, self.places.named, pager)
        self.alarm = Alarm(store, clock, due=self._due, look=self._look)
        self.homes = Homes(self.places, self.mailboxes, clock)
        self.lanes = Lanes(store, clock, sleep, may_send)
        self.overview = Overview(store, clock)
        self.reconciler = Reconciler(
            store=store,
            rows=self.rows,
            mailboxes=self.mailboxes,
            retention=self.retention,
            sender=self.sender,
            lanes=self.lanes,
            homes=self.homes,
            policy=policy,
            clock=clock,
            later=self.alarm.at,
            channels=self.places.load,
            may_send=may_send,
            name=name,
        )
        self.may_send = may_send
        self.started = False
        self._background: list[asyncio.Task[None]] = []

    async def start(self, *, ringing: bool = True) -> None:
        """Read what is known, and begin to look at what is due. Raises StoreDown."""
        await self.catch_up()
        self.started = True
        if ringing:
            self._background = [
                asyncio.create_task(self.alarm.run(), name="alarm"),
                asyncio.create_task(self.retention.run(), name="retention"),
            ]

    async def catch_up(self) -> None:
        """Read whom and which channels the other replicas have met meanwhile. Raises StoreDown."""
        await self.people.load()
        await self.places.load()

    async def stop(self, within: float = 10.0) -> None:
        """Finish what is in hand within so many seconds."""
        for task in self._background:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self.reconciler.stop(within)

    async def handle(self, swarm: str, order: Order, within: float = PRESS_WITHIN) -> Done:
        """Decide and store the order; Teams follows by itself. Raises StoreDown."""
        return await self.mailboxes.submit(swarm, order, within)

    async def read(self, swarm: str) -> Loaded | None:
        """The swarm as it is stored."""
        return await self.mailboxes.read(swarm)

    async def place_known(self, place: Place) -> None:
        """A channel is known (or known better): swarms that wait for one are looked at."""
        await self.places.put(place)
        self.reconciler.place_known()

    def card_seen(self, swarm: str, where: Address, message: str) -> None:
        """A live card of the swarm was pressed. Should it not be its own, it leads there soon."""
        self.reconciler.card_seen(swarm, where, message)

    def _changed(self, swarm: str) -> None:
        """Whoever looks at it next plans anew; while its turn to speak is waited for, nobody looks,
        and time goes on."""
        self.alarm.forget(swarm)
        loaded = self.mailboxes.recent(swarm, FRESH) if self.reconciler.waiting(swarm) else None
        if loaded and (moment := wake(loaded.swarm, self.policy())):
            self.alarm.at(swarm, moment)
        self.reconciler.changed(swarm)

    def _due(self, swarm: str) -> None:
        self.alarm.forget(swarm)
        self.reconciler.hurry(swarm)

    def _look(self, swarm: str) -> None:
        """The store wants a look. Whoever is at it already looks again before it is done."""
        if not self.reconciler.tending(swarm):
            self.alarm.forget(swarm)
            self.reconciler.look(swarm)

    def _place(self, swarm: Swarm) -> Place | None:
        return self.places.best(swarm.ticket.channel)
