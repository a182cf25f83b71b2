"""Bring Teams to what is stored: look, wait for the turn, look again, deliver, finish.

A swarm that changed is tended by one task of this process at a time. Every turn sends one effect,
planned from rows that were read after the wait; what somebody has answered meanwhile is not sent.
The teams row's version tag protects the records, its hold only saves duplicates.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot import tracing
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
from bot.flow.newer import Newer
from bot.flow.recent import FRESH, KEPT, TeamsRows
from bot.flow.retention import Retention
from bot.flow.sending import Homeless, Sender
from bot.flow.strays import Strays
from bot.flow.waits import ROOT, Wait
from bot.ports import Clock, Conflict, Loaded, Store, StoreDown, TeamsRow, UnknownKind

HOMELESS_WAIT = timedelta(seconds=30)
"""How long a swarm without a channel waits before it looks again."""

AT_ONCE = 16
"""Swarms looked at together: when a thousand are due after an outage, the store is not asked for
all of them at once, and presses find room between them."""

TICK_WITHIN = 10.0
"""Seconds in which what time has brought must be stored."""

log = structlog.get_logger()


class Reconciler:
    """Tends swarms. ``later`` is told when a swarm must be looked at again; ``channels`` reads
    anew which there are. While ``may_send`` says no nothing is done, and the store's wake rows
    bring the swarm back."""

    def __init__(
        self,
        *,
        store: Store,
        rows: TeamsRows,
        mailboxes: Mailboxes,
        retention: Retention,
        sender: Sender,
        lanes: Lanes,
        homes: Homes,
        policy: Callable[[], Policy],
        clock: Clock,
        later: Callable[[str, datetime], None],
        channels: Callable[[], Awaitable[None]],
        may_send: Callable[[], bool],
        name: str,
    ) -> None:
        self._may_send = may_send
        self._mailboxes = mailboxes
        self._sender = sender
        self._lanes = lanes
        self._homes = homes
        self._policy = policy
        self._clock = clock
        self._later = later
        self._channels = channels
        self._rows = rows
        self._delivery = Delivery(
            store, rows, sender, lanes=lanes, homes=homes, clock=clock, name=name
        )
        self._leaving = Leaving(
            store, mailboxes, retention, self._delivery.waits, clock=clock, later=later
        )
        self._strays = Strays(store, rows)
        self._looks = asyncio.Semaphore(AT_ONCE)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._causes: dict[str, tracing.Trace | None] = {}
        self._waiting: set[str] = set()
        self._newer = Newer()
        self._stopping = False

    def queue(self, swarm: str) -> None:
        """Look at the swarm soon; while it is being tended, once more afterwards."""
        if self._stopping or self._newer.rests(swarm, self._clock()):
            return
        if swarm in self._tasks:
            self._again.add(swarm)
            return
        self._tasks[swarm] = asyncio.create_task(self._tend(swarm), name=f"tend {swarm}")

    def look(self, swarm: str) -> None:
        """The store says that it wants a look: of whatever somebody else may have done there."""
        self._forget(swarm)
        self.queue(swarm)

    def changed(self, swarm: str) -> None:
        """The swarm was just changed by this process, which so can read it."""
        self._newer.known(swarm)
        self._causes[swarm] = tracing.current.get()
        self.queue(swarm)

    def hurry(self, swarm: str) -> None:
        """Its moment has come: a reminder does not wait behind the swarm's own card, which may be
        far back in the channel's queue."""
        self.queue(swarm)
        if swarm in self._waiting:
            self._tasks[swarm].cancel()

    def card_seen(self, swarm: str, where: Address, message: str) -> None:
        """Somebody sees a live card there; looked at with the swarm."""
        self._strays.see(swarm, where, message)
        self.queue(swarm)

    def place_known(self) -> None:
        """There is a channel: swarms that have none yet need not wait any longer."""
        for swarm in self._delivery.waits.homeless():
            self.queue(swarm)

    def tending(self, swarm: str) -> bool:
        """Whether somebody is at it: they stop only when nothing is left to show."""
        return swarm in self._tasks

    def waiting(self, swarm: str) -> bool:
        """Whether it waits for its turn to speak."""
        return swarm in self._waiting

    @property
    def busy(self) -> bool:
        """Whether anything is being tended."""
        return bool(self._tasks)

    async def rest(self) -> None:
        """Wait until nothing is being tended any more."""
        while self._tasks:
            await asyncio.wait(list(self._tasks.values()))

    async def stop(self, within: float) -> None:
        """Finish what is in hand, start nothing new, give up after so many seconds.

        Whoever only waits for a turn has nothing in hand: another replica will send it.
        """
        self._stopping = True
        for swarm in self._waiting:
            self._tasks[swarm].cancel()
        tasks = dict(self._tasks)
        if tasks:
            _, late = await asyncio.wait(tasks.values(), timeout=within)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
            unfinished = (self._delivery.let_go(s) for s, task in tasks.items() if task in late)
            await asyncio.gather(*unfinished)

    async def _tend(self, swarm: str) -> None:
        tracing.go_on(tracing.current.get())
        try:
            while self._may_send() and await self._step(swarm) and not self._stopping:
                pass
        except StoreDown as error:
            log.warning(
                "store down while tending", action="store_down", swarm=swarm, why=str(error)
            )
            self._later(swarm, self._clock() + timedelta(seconds=2))
        except UnknownKind as error:
            self._newer.met(swarm, self._clock(), str(error))
        except Exception:
            log.exception("tending failed", action="tend_failed", swarm=swarm)
            self._later(swarm, self._clock() + timedelta(seconds=30))
        finally:
            del self._tasks[swarm]
            self._causes.pop(swarm, None)
            if swarm in self._again:
                self._again.discard(swarm)
                self.queue(swarm)

    async def _step(self, swarm: str) -> bool:
        """One look and at most one effect. False when there is nothing to do now."""
        if cause := self._causes.get(swarm):  # what is sent now shows what was changed last
            tracing.go_on(cause)
        try:
            async with self._looks:
                look = await self._look(swarm)
            if look is None:
                return False
            if isinstance(look.effect, p.IndexThread):
                await self._delivery.index(swarm, look.row)
                return True
            return await self._in_turn(look)
        except Homeless:
            return await self._homeless(swarm)
        except Conflict:
            self._forget(swarm)
            return True

    async def _homeless(self, swarm: str) -> bool:
        """No channel is known yet: one is looked for again, and the second time somebody is told."""
        known = self._delivery.waits.get(swarm, ROOT)
        attempt = known.attempt + 1 if known else 0
        wait = Wait(self._clock() + HOMELESS_WAIT, attempt)
        self._delivery.waits.put(swarm, ROOT, wait)
        await self._homes.renew()
        if attempt:
            await self._homes.lost(swarm, "", "no channel")
        return True

    async def _in_turn(self, look: Look) -> bool:
        """Wait for the lane, look anew, and deliver what is now first. False when nothing is."""
        swarm, conversation = look.swarm.id, self._conversation(look)
        if swarm in self._again:
            return True  # it has changed since it was looked at, and its moment with it
        rank, edit = p.priority(look.effect, look.swarm), p.is_edit(look.effect)
        self._waiting.add(swarm)
        try:
            async with self._lanes.turn(conversation, rank, edit=edit):
                self._waiting.discard(swarm)
                now = await self._look(swarm, conversation, KEPT if edit else FRESH)
                if now is not None and edit and not p.is_edit(now.effect):
                    now = await self._look(swarm, conversation, FRESH)
                if now is None:
                    return False
                if self._conversation(now) == conversation:
                    await self._delivery.deliver(now)
                return True
        finally:
            self._waiting.discard(swarm)

    def _conversation(self, look: Look) -> str:
        return self._sender.conversation(look.effect, look.swarm, look.row.shown)

    # ------------------------------------------------------------ look

    async def _look(self, swarm: str, here: str = "", age: timedelta = KEPT) -> Look | None:
        """What is to be done first, and ``here`` before anywhere else; None when nothing is, or not
        yet (then it is put off). ``age``: that of the rows, at most."""
        row, loaded = await self._both(swarm, age)
        self._newer.known(swarm)
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
            return await self._look(swarm, here, age)
        if row.hold_until is not None and row.hold_until > now:
            await self._leaving.put_off(loaded, row.hold_until)
            return None
        if await self._homes.look(loaded.swarm):
            return await self._look(swarm, here, age)
        row = await self._delivery.remembered(swarm, row)
        row = await self._strays.look(swarm, row)
        if loaded.swarm.lost is not None and not loaded.swarm.at_rest:
            moment = min(moment or now + LOST_LOOK, now + LOST_LOOK)
        effects = p.plan(loaded.swarm, row.shown, self._sender.drawing.look)
        ready = [self._delivery.ready(loaded.swarm, effect, row.shown) for effect in effects]
        looks = [
            Look(effect, row, loaded.swarm)
            for effect, at in zip(effects, ready, strict=True)
            if at <= now
        ]
        if not looks:
            await self._leaving.alone(loaded, ready, moment)
            return None
        if moment is not None:
            self._later(swarm, moment)  # while the turn is waited for, time goes on
        if not here and isinstance(looks[0].effect, p.PostRoot):
            await self._channels()  # another replica may have been told of one
        return self._first(looks, here)

    async def _both(self, swarm: str, age: timedelta) -> tuple[TeamsRow | None, Loaded | None]:
        """The teams row, and the state unless it is older than what Teams shows: it would take
        messages for outdated that it does not know yet."""
        self._again.discard(swarm)  # whatever it was, it is seen now
        row = self._rows.recent(swarm, age) or await self._rows.read(swarm)
        state = self._mailboxes.recent(swarm, age)
        if state is None or row is None or row.archived or row.shown.rev > state.swarm.rev:
            state = await self._mailboxes.read(swarm)
        return row, state

    def _forget(self, swarm: str) -> None:
        self._mailboxes.forget(swarm)
        self._rows.forget(swarm)

    def _first(self, looks: list[Look], here: str) -> Look:
        """A full or paused conversation holds up nothing that goes elsewhere."""
        for look in looks:
            where = self._conversation(look)
            edit = p.is_edit(look.effect)
            if where == here or (not here and self._lanes.free(where, edit=edit)):
                return look
        return looks[0]
