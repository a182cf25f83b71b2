"""Bring Teams to what is stored: look, wait for the turn, announce, send, record, finish.

A swarm that changed is tended by one task of this process at a time. Every turn sends one effect,
planned from rows that were read after the wait; what somebody has answered meanwhile is not sent.
The teams row's version tag protects the records, its hold only saves duplicates.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.domain import plan as p
from bot.domain.commands import Order, Tick
from bot.domain.plan import Effect
from bot.domain.policy import Policy
from bot.domain.reminders import wake
from bot.domain.shown import Sending
from bot.domain.swarm import Swarm
from bot.flow import sending
from bot.flow.lanes import Lanes, lane_of
from bot.flow.mailbox import Mailboxes
from bot.flow.sending import Change, Homeless, Sender, Unreachable
from bot.flow.trouble import after_failure, backoff
from bot.ports import (
    ChatError,
    Clock,
    Conflict,
    Loaded,
    Store,
    StoreDown,
    TeamsRow,
    Throttled,
)

HOLD = timedelta(seconds=15)
"""The hold of one send: its timeout of 10 s and 5 s more."""

EDIT_SPACING = timedelta(seconds=2)
"""A live card is edited at most so often."""

HOMELESS_WAIT = timedelta(seconds=30)
"""How long a swarm without a channel waits before it looks again."""

log = structlog.get_logger()


class Reconciler:
    """Tends swarms. ``later`` is told when a swarm must be looked at again (and why it waits)."""

    def __init__(
        self,
        *,
        store: Store,
        mailboxes: Mailboxes,
        sender: Sender,
        lanes: Lanes,
        policy: Callable[[], Policy],
        clock: Clock,
        later: Callable[[str, datetime], None],
        name: str,
    ) -> None:
        self._store = store
        self._mailboxes = mailboxes
        self._sender = sender
        self._lanes = lanes
        self._policy = policy
        self._clock = clock
        self._later = later
        self._name = name
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._stopping = False
        self.homeless: set[str] = set()

    def queue(self, swarm: str) -> None:
        """Look at the swarm soon; while it is being tended, once more afterwards."""
        if self._stopping:
            return
        if swarm in self._tasks:
            self._again.add(swarm)
            return
        self._tasks[swarm] = asyncio.create_task(self._tend(swarm), name=f"tend {swarm}")

    def tending(self, swarm: str) -> bool:
        return swarm in self._tasks

    @property
    def busy(self) -> bool:
        """Whether anything is being tended."""
        return bool(self._tasks)

    async def rest(self) -> None:
        """Wait until nothing is being tended any more."""
        while self._tasks:
            await asyncio.wait(list(self._tasks.values()))

    async def stop(self, within: float) -> None:
        """Finish what is in hand, start nothing new, give up after so many seconds."""
        self._stopping = True
        tasks = list(self._tasks.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=within)
            for task in late:
                task.cancel()

    async def _tend(self, swarm: str) -> None:
        try:
            while await self._step(swarm) and not self._stopping:
                pass
        except StoreDown as error:
            log.warning(
                "store down while tending", action="store_down", swarm=swarm, why=str(error)
            )
            self._later(swarm, self._clock() + timedelta(seconds=2))
        except Exception:
            log.exception("tending failed", action="tend_failed", swarm=swarm)
            self._later(swarm, self._clock() + timedelta(seconds=30))
        finally:
            del self._tasks[swarm]
            if swarm in self._again:
                self._again.discard(swarm)
                self.queue(swarm)

    async def _step(self, swarm: str) -> bool:
        """One look and at most one effect. False when there is nothing to do now."""
        try:
            look = await self._look(swarm)
            if look is None:
                return False
            effect, row, state = look
            conversation = self._sender.conversation(effect, state, row.shown)
            rank = p.priority(effect, state)
            async with self._lanes.turn(conversation, rank, edit=p.is_edit(effect)):
                return await self._send(swarm, conversation)
        except Homeless:
            self.homeless.add(swarm)
            await self._put_off(swarm, self._clock() + HOMELESS_WAIT)
            return False
        except Conflict:
            return True

    # ------------------------------------------------------------ look

    async def _look(self, swarm: str) -> tuple[Effect, TeamsRow, Swarm] | None:
        """What is to be done first; None when nothing is, or not yet (then it is put off)."""
        loaded = await self._mailboxes.read(swarm)
        row = await self._store.teams(swarm)
        if loaded is None or row is None:
            return None
        now = self._clock()
        if self._held(row, now) and row.hold_until is not None:
            await self._put_off(swarm, row.hold_until)
            return None
        moment = wake(loaded.swarm, self._policy())
        if moment is not None and moment <= now:
            await self._mailboxes.submit(swarm, Order(Tick()), within=10)
            return await self._look(swarm)
        row = await self._resolve_uncertain(swarm, row)
        effects = p.plan(loaded.swarm, row.shown)
        if not effects:
            await self._finish(loaded, moment)
            return None
        effect = effects[0]
        edited = row.shown.edited_at
        if isinstance(effect, p.EditCard) and edited and now < edited + EDIT_SPACING:
            effect = next((e for e in effects if not isinstance(e, p.EditCard)), effect)
            if isinstance(effect, p.EditCard):
                self._later(swarm, edited + EDIT_SPACING)
                return None
        return effect, row, loaded.swarm

    def _held(self, row: TeamsRow, now: datetime) -> bool:
        return row.hold_until is not None and row.hold_until > now

    async def _resolve_uncertain(self, swarm: str, row: TeamsRow) -> TeamsRow:
        """A courtesy message whose fate is unknown counts as sent: it is never sent twice."""
        on_its_way = row.sending
        if on_its_way is None or on_its_way.failed or not p.courtesy_key(on_its_way.effect):
            return row
        key = on_its_way.effect.partition("/")[2]
        change = sending.without_ping(key, "uncertain")
        log.warning("courtesy not repeated", action="uncertain", swarm=swarm, effect=key)
        return await self._store.record(swarm, row, change(row.shown))

    async def _finish(self, loaded: Loaded, moment: datetime | None) -> None:
        """Nothing left to show: the wake row moves, if the state is still the one planned from."""
        finished = await self._store.finish(loaded, moment)
        self._mailboxes.remember(loaded.swarm.id, finished)
        if moment is not None:
            self._later(loaded.swarm.id, moment)

    async def _put_off(self, swarm: str, until: datetime) -> None:
        """Look again at ``until``; the wake row says so too, if nobody changes the swarm first."""
        self._later(swarm, until)
        loaded = await self._mailboxes.read(swarm)
        if loaded is None:
            return
        try:
            finished = await self._store.finish(loaded, until)
        except Conflict:
            return
        self._mailboxes.remember(swarm, finished)

    # ------------------------------------------------------------ send

    async def _send(self, swarm: str, conversation: str) -> bool:
        """In the lane: read and plan anew, then one effect. False when there was none for it."""
        look = await self._look(swarm)
        if look is None:
            return False
        effect, row, state = look
        if self._sender.conversation(effect, state, row.shown) != conversation:
            return True
        if isinstance(effect, p.IndexThread):
            return await self._index(swarm, row)
        attempt, uncertain = _attempt(row, effect)
        if uncertain and not p.is_edit(effect):
            await self._probe(swarm, row, state, attempt)
        now = self._clock()
        announced = Sending(p.effect_key(effect), attempt, self._name, now)
        row = await self._store.announce(swarm, row, announced, now + HOLD)
        return await self._call(swarm, effect, row, state, conversation)

    async def _index(self, swarm: str, row: TeamsRow) -> bool:
        if row.shown.thread is not None:
            await self._store.put_thread(row.shown.thread.conversation, swarm)
        await self._store.record(swarm, row, replace(row.shown, indexed=True))
        return True

    async def _probe(self, swarm: str, row: TeamsRow, state: Swarm, attempt: int) -> None:
        """A message that may have arrived is repeated only when Teams answers there again."""
        try:
            await self._sender.chat.probe(row.shown.thread or self._sender.home(state, row.shown))
        except ChatError as error:
            wait = backoff(attempt, random.random())  # noqa: S311 # spreads, keeps no secret
            until = self._clock() + wait
            await self._store.record(swarm, row, row.shown, sending=row.sending, hold_until=until)
            await self._put_off(swarm, until)
            raise Conflict(str(error)) from error

    async def _call(
        self, swarm: str, effect: Effect, row: TeamsRow, state: Swarm, conversation: str
    ) -> bool:
        started = self._clock()
        try:
            change = await self._sender.send(effect, state, row.shown, started)
        except Unreachable as error:
            key = p.effect_key(effect).partition("/")[2]
            await self._record(swarm, row, sending.into_thread(key))
            log.info("not reachable in 1:1", action="unreachable", swarm=swarm, why=str(error))
            return True
        except ChatError as error:
            if isinstance(error, Throttled):
                pause = self._clock() + timedelta(seconds=error.retry_after)
                await self._store.pause(lane_of(conversation), pause)
            return await self._failed(swarm, effect, row, error)
        await self._record(swarm, row, change)
        log.info("sent", action="sent", swarm=swarm, effect=p.effect_key(effect), rev=state.rev)
        return True

    async def _record(self, swarm: str, row: TeamsRow, change: Change) -> None:
        """Write down the result; if somebody wrote meanwhile, merge, and delete what is surplus."""
        try:
            await self._store.record(swarm, row, change(row.shown))
        except Conflict:
            now = await self._store.teams(swarm)
            if now is None:
                return
            extra = sending.surplus(now.shown, change)
            if not extra:
                await self._record(swarm, now, change)
            for address, message in extra:
                await self._sender.chat.delete(address, message)

    async def _failed(self, swarm: str, effect: Effect, row: TeamsRow, error: ChatError) -> bool:
        """Put off, or give up, as the kind of failure demands; keeps the count of attempts."""
        attempt = row.sending.attempt if row.sending else 1
        verdict = after_failure(effect, error, attempt, random.random())  # noqa: S311 # spreads
        log.warning(
            "not sent", action="send_failed", swarm=swarm, effect=p.effect_key(effect),
            status=error.status, code=error.code, attempt=attempt, why=str(error),
        )  # fmt: skip
        if verdict.change is not None:
            await self._record(swarm, row, verdict.change)
            return True
        until = self._clock() + (verdict.wait or HOLD)
        kept = row.sending and replace(row.sending, failed=verdict.certain)
        await self._store.record(swarm, row, row.shown, sending=kept, hold_until=until)
        await self._put_off(swarm, until)
        return False


def _attempt(row: TeamsRow, effect: Effect) -> tuple[int, bool]:
    """The how-manieth attempt this is, and whether the one before may have arrived after all."""
    before = row.sending
    if before is None or before.effect != p.effect_key(effect):
        return 1, False
    return before.attempt + 1, not before.failed
