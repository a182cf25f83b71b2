"""One look at a swarm: what time has brought is stored, and what is to be shown first is found."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.domain import plan as p
from bot.domain.commands import Order, Tick
from bot.domain.policy import Policy
from bot.domain.reminders import wake
from bot.domain.shown import Address
from bot.flow.delivery import Delivery, Look
from bot.flow.homes import LOST_LOOK, Homes
from bot.flow.lanes import Lanes
from bot.flow.leaving import Leaving
from bot.flow.mailbox import Mailboxes
from bot.flow.recent import KEPT, TeamsRows
from bot.flow.retention import Retention
from bot.flow.sending import Sender
from bot.flow.strays import Strays
from bot.ports import Clock, Loaded, Store, TeamsRow

TICK_WITHIN = 10.0
"""Seconds in which what time has brought must be stored."""


class Looking:
    """Looks at swarms. ``seen`` is told of a swarm just before it is read; the others are those of
    the reconciler."""

    def __init__(
        self,
        *,
        store: Store,
        rows: TeamsRows,
        mailboxes: Mailboxes,
        retention: Retention,
        delivery: Delivery,
        sender: Sender,
        lanes: Lanes,
        homes: Homes,
        policy: Callable[[], Policy],
        clock: Clock,
        later: Callable[[str, datetime], None],
        channels: Callable[[], Awaitable[None]],
        seen: Callable[[str], None],
    ) -> None:
        self._rows = rows
        self._mailboxes = mailboxes
        self._delivery = delivery
        self._sender = sender
        self._lanes = lanes
        self._homes = homes
        self._policy = policy
        self._clock = clock
        self._later = later
        self._channels = channels
        self._seen = seen
        self._strays = Strays(store, rows)
        self._leaving = Leaving(
            store, mailboxes, retention, delivery.waits, clock=clock, later=later
        )

    def card_seen(self, swarm: str, where: Address, message: str) -> None:
        """Somebody sees a live card there: it belongs to the next look."""
        self._strays.see(swarm, where, message)

    def forget(self, swarm: str) -> None:
        """Somebody else has changed its rows: the next look reads them anew."""
        self._mailboxes.forget(swarm)
        self._rows.forget(swarm)

    def conversation(self, look: Look) -> str:
        """Where the effect is sent."""
        return self._sender.conversation(look.effect, look.swarm, look.row.shown)

    async def look(self, swarm: str, here: str = "", age: timedelta = KEPT) -> Look | None:
        """What is to be done first, and ``here`` before anywhere else; None when nothing is, or not
        yet (then it is put off). ``age``: that of the rows, at most. Raises Conflict, Homeless,
        StoreDown and UnknownKind."""
        row, loaded = await self._both(swarm, age)
        if loaded is None or row is None:
            self._strays.forget(swarm)
            return None
        if loaded.archived or row.archived:
            await self._leaving.archived(loaded)
            return None
        now = self._clock()
        moment = wake(loaded.swarm, self._policy())
        if moment is not None and moment <= now:
            await self._mailboxes.submit(swarm, Order(Tick()), TICK_WITHIN)
            return await self.look(swarm, here, age)
        if row.hold_until is not None and row.hold_until > now:
            await self._leaving.put_off(loaded, row.hold_until)
            return None
        if await self._homes.look(loaded.swarm):
            return await self.look(swarm, here, age)
        row = await self._delivery.remembered(swarm, row)
        row = await self._strays.look(swarm, row)
        if loaded.swarm.lost is not None and not loaded.swarm.at_rest:
            moment = min(moment or now + LOST_LOOK, now + LOST_LOOK)
        return await self._planned(loaded, row, now, moment, here)

    async def _planned(
        self, loaded: Loaded, row: TeamsRow, now: datetime, moment: datetime | None, here: str
    ) -> Look | None:
        """The first of what Teams lacks. ``moment``: when time next brings something."""
        swarm, shown = loaded.swarm, row.shown
        effects = p.plan(swarm, shown, self._sender.drawing.look)
        ready = [self._delivery.ready(swarm, effect, shown) for effect in effects]
        looks = [
            Look(effect, row, swarm) for effect, at in zip(effects, ready, strict=True) if at <= now
        ]
        if not looks:
            await self._leaving.alone(loaded, ready, moment)
            return None
        if moment is not None:
            self._later(swarm.id, moment)  # while the turn is waited for, time goes on
        if not here and isinstance(looks[0].effect, p.PostRoot):
            await self._channels()  # another replica may have been told of one
        return self._first(looks, here)

    async def _both(self, swarm: str, age: timedelta) -> tuple[TeamsRow | None, Loaded | None]:
        """The teams row, and the state unless it is older than what Teams shows: it would take
        messages for outdated that it does not know yet."""
        self._seen(swarm)
        row = self._rows.recent(swarm, age) or await self._rows.read(swarm)
        state = self._mailboxes.recent(swarm, age)
        if state is None or row is None or row.archived or row.shown.rev > state.swarm.rev:
            state = await self._mailboxes.read(swarm)
        return row, state

    def _first(self, looks: list[Look], here: str) -> Look:
        """A full or paused conversation holds up nothing that goes elsewhere."""
        for look in looks:
            where = self.conversation(look)
            edit = p.is_edit(look.effect)
            if where == here or (not here and self._lanes.free(where, edit=edit)):
                return look
        return looks[0]
