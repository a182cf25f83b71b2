"""Orders on one swarm go into one mailbox: decided one after the other, committed together.

Two hundred presses at once are one transaction, not two hundred races. Between processes the
compare-and-swap of the state row decides; whoever loses decides again on what is there now, until
the answer is due. An order is refused only on a state that was read for it, never on a remembered
one.
"""

import asyncio
import random
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot import tracing
from bot.domain.answers import Answer
from bot.domain.apply import UNREPEATABLE, apply
from bot.domain.commands import Order
from bot.domain.decide import decide
from bot.domain.facts import Event
from bot.domain.policy import Policy
from bot.domain.swarm import Swarm
from bot.flow.recent import Recent
from bot.ports import Clock, Conflict, Loaded, Store, StoreDown

CLOCK_SLACK = timedelta(seconds=5)
"""A state that is "from the future" by less than this moves our clock; by more, it is ignored."""

BATCH_MOST = 16
"""Orders in one transaction: with their events they fit into the 100 rows that Azure allows."""

REMEMBERED = 2000
"""So many states are kept in memory."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an order: the answer, the swarm as it is now, and whether it is new."""

    answer: Answer
    swarm: Swarm | None
    created: bool = False


@dataclass(slots=True)
class _Letter:
    order: Order
    reply: asyncio.Future[Done]
    deadline: float
    answer: Answer | None = None
    created: bool = False
    trace: tracing.Trace | None = field(default_factory=tracing.current.get)
    op: str = ""
    rev: int = 0


@dataclass(slots=True)
class _Box:
    letters: list[_Letter] = field(default_factory=list)
    worker: asyncio.Task[None] | None = None


def _unrepeatable(trace: tracing.Trace | None) -> str:
    """An operation that no request names, and that still leads to the one it came from."""
    return f"{UNREPEATABLE}{trace.id[:12] if trace else ''}{secrets.token_hex(3)}"


def _tell(swarm: str, batch: list[_Letter]) -> None:
    """Which request became which revision: from here on the log goes by swarm and revision."""
    for letter in batch:
        if letter.rev:
            log.info(
                "stored", action="stored", swarm=swarm, rev=letter.rev, op=letter.op,
                kind=type(letter.order.command).__name__,
                trace=letter.trace.id if letter.trace else "",
            )  # fmt: skip


def _too_late(reply: "asyncio.Future[Done]") -> None:
    if not reply.done():
        reply.set_exception(StoreDown("no answer in time"))


class Mailboxes:
    """The mailboxes of this process. ``changed`` is told of every swarm that was changed."""

    def __init__(
        self,
        store: Store,
        policy: Callable[[], Policy],
        clock: Clock,
        changed: Callable[[str], None],
    ) -> None:
        self._store = store
        self._policy = policy
        self._clock = clock
        self._changed = changed
        self._boxes: dict[str, _Box] = {}
        self._remembered: OrderedDict[str, Loaded] = OrderedDict()
        self._recent: Recent[Loaded] = Recent(clock)

    async def submit(self, swarm: str, order: Order, within: float) -> Done:
        """Have the order decided and stored within so many seconds.

        Raises StoreDown when the time is over and nobody knows: perhaps it was stored after all,
        and the same order (same ``op``) may be given again without harm.
        """
        loop = asyncio.get_running_loop()
        letter = _Letter(order, loop.create_future(), loop.time() + within)
        box = self._boxes.setdefault(swarm, _Box())
        box.letters.append(letter)
        if box.worker is None:
            box.worker = asyncio.create_task(self._work(swarm, box), name=f"mailbox {swarm}")
        too_late = loop.call_later(within, _too_late, letter.reply)
        try:
            return await letter.reply
        finally:
            too_late.cancel()

    async def read(self, swarm: str) -> Loaded | None:
        """The state row as it is in the store now."""
        loaded = await self._store.load(swarm)
        self.remember(swarm, loaded)
        return loaded

    def remember(self, swarm: str, loaded: Loaded | None) -> None:
        """Keep what was just read or written, for the next press."""
        known = self._remembered.pop(swarm, None)
        if loaded is None:
            return
        newest = known if known is not None and known.swarm.rev > loaded.swarm.rev else loaded
        self._remembered[swarm] = newest
        if newest is loaded:
            self._recent.put(swarm, loaded)
        while len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)

    def recent(self, swarm: str, age: timedelta) -> Loaded | None:
        """The state row, if this process has read or written it not longer ago than ``age``."""
        return self._recent.get(swarm, age)

    def forget(self, swarm: str) -> None:
        """What is remembered is not what stands in the store."""
        self._remembered.pop(swarm, None)
        self._recent.forget(swarm)

    async def _work(self, swarm: str, box: _Box) -> None:
        """Empty the box, batch by batch; the worker ends when nothing is left."""
        while box.letters:
            batch, box.letters = box.letters[:BATCH_MOST], box.letters[BATCH_MOST:]
            try:
                await self._batch(swarm, batch)
            except Exception as error:  # noqa: BLE001 # goes to those who wait, who must not hang
                for letter in batch:
                    if not letter.reply.done():
                        letter.reply.set_exception(error)
        box.worker = None
        self._boxes.pop(swarm, None)

    async def _batch(self, swarm: str, batch: list[_Letter]) -> None:
        pause = 0.02
        remembered = self._remembered.get(swarm)
        while batch := [letter for letter in batch if not letter.reply.done()]:
            tracing.go_on(batch[-1].trace)
            try:
                if await self._attempt(swarm, batch, remembered):
                    return
            except Conflict:
                pass
            except StoreDown:
                now = asyncio.get_running_loop().time()
                if now + pause > max(letter.deadline for letter in batch):
                    raise
            remembered = None
            self.forget(swarm)
            await asyncio.sleep(random.uniform(0, pause))  # noqa: S311 # spreads, keeps no secret
            pause = min(pause * 2, 0.2)

    async def _attempt(self, swarm: str, batch: list[_Letter], known: Loaded | None) -> bool:
        """Decide the batch on ``known`` (None: on what is read), and commit. True when answered."""
        fresh = known is None
        before = known or await self.read(swarm)
        after, events = self._decided(swarm, before, batch)
        refused = any(letter.answer is not None and letter.answer.refused for letter in batch)
        if not fresh and (refused or not events):
            before = await self.read(swarm)
            after, events = self._decided(swarm, before, batch)
        if events and after is not None:
            loaded = await self._commit(swarm, before, after, events)
            after = loaded.swarm
            _tell(swarm, batch)
            self._changed(swarm)
        for letter in batch:
            if letter.answer is not None and not letter.reply.done():
                letter.reply.set_result(Done(letter.answer, after, letter.created))
        return True

    def _decided(
        self, swarm: str, before: Loaded | None, batch: list[_Letter]
    ) -> tuple[Swarm | None, list[Event]]:
        state = before.swarm if before else None
        policy = self._policy()
        events: list[Event] = []
        for letter in batch:
            now = self._now(state)
            decision = decide(state, letter.order, now, policy)
            letter.answer = decision.answer
            letter.created = state is None and bool(decision.facts)
            letter.op = op = letter.order.op or _unrepeatable(letter.trace)
            for fact in decision.facts:
                event = Event((state.rev if state else 0) + 1, now, letter.order.by, op, fact)
                state = apply(state, event, swarm)
                events.append(event)
            letter.rev = event.seq if decision.facts else 0
        return state, events

    def _now(self, state: Swarm | None) -> datetime:
        now = self._clock()
        if state is not None and now < state.at <= now + CLOCK_SLACK:
            return state.at
        return now

    async def _commit(
        self, swarm: str, before: Loaded | None, after: Swarm, events: list[Event]
    ) -> Loaded:
        """Commit; a conflict or a lost answer that was our own success counts as success."""
        try:
            loaded = await self._store.commit(before, after, events)
        except (Conflict, StoreDown):
            landed = await self._store.events(swarm, after=events[0].seq - 1)
            if landed[: len(events)] != events:
                raise
            stored = await self._store.load(swarm)
            if stored is None:
                raise
            loaded = stored
        self.remember(swarm, loaded)
        return loaded
