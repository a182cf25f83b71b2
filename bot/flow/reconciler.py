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
from bot.domain.policy import Policy
from bot.domain.shown import Address
from bot.flow.delivery import Delivery, Look
from bot.flow.homes import Homes
from bot.flow.lanes import Lanes
from bot.flow.looking import Looking
from bot.flow.mailbox import Mailboxes
from bot.flow.newer import Newer
from bot.flow.recent import FRESH, KEPT, TeamsRows
from bot.flow.retention import Retention
from bot.flow.sending import Homeless, Sender
from bot.flow.waits import ROOT, Wait
from bot.ports import Clock, Conflict, Store, StoreDown, UnknownKind

HOMELESS_WAIT = timedelta(seconds=30)
"""How long a swarm without a channel waits before it looks again."""

AT_ONCE = 16
"""Swarms looked at together: when a thousand are due after an outage, the store is not asked for
all of them at once, and presses find room between them."""

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
        self._lanes = lanes
        self._homes = homes
        self._clock = clock
        self._later = later
        self._again: set[str] = set()
        self._delivery = Delivery(
            store, rows, sender, lanes=lanes, homes=homes, clock=clock, name=name
        )
        self._looking = Looking(
            store=store, rows=rows, mailboxes=mailboxes, retention=retention,
            delivery=self._delivery, sender=sender, lanes=lanes, homes=homes, policy=policy,
            clock=clock, later=later, channels=channels,
            seen=self._again.discard,  # whatever it was, the look sees it
        )  # fmt: skip
        self._looks = asyncio.Semaphore(AT_ONCE)
        self._tasks: dict[str, asyncio.Task[None]] = {}
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
        self._looking.forget(swarm)
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
        self._looking.card_seen(swarm, where, message)
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
                look = await self._looking.look(swarm)
            self._newer.known(swarm)
            if look is None:
                return False
            if isinstance(look.effect, p.IndexThread):
                await self._delivery.index(swarm, look.row)
                return True
            return await self._in_turn(look)
        except Homeless:
            return await self._homeless(swarm)
        except Conflict:
            self._looking.forget(swarm)
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
        swarm, conversation = look.swarm.id, self._looking.conversation(look)
        if swarm in self._again:
            return True  # it has changed since it was looked at, and its moment with it
        rank, edit = p.priority(look.effect, look.swarm), p.is_edit(look.effect)
        self._waiting.add(swarm)
        try:
            async with self._lanes.turn(conversation, rank, edit=edit):
                self._waiting.discard(swarm)
                now = await self._looking.look(swarm, conversation, KEPT if edit else FRESH)
                if now is not None and edit and not p.is_edit(now.effect):
                    now = await self._looking.look(swarm, conversation, FRESH)
                if now is None:
                    return False
                if self._looking.conversation(now) == conversation:
                    await self._delivery.deliver(now)
                return True
        finally:
            self._waiting.discard(swarm)
