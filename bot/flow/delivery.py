"""One effect on its way to Teams: announce, send, record; and what a failure leads to.

It is written down before it is sent, so that after a crash exactly one effect of a swarm is
uncertain. A message that may have arrived is sent again only when Teams answers there, and a
courtesy never.
"""

import contextlib
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import structlog

from bot.domain import plan as p
from bot.domain.plan import Effect
from bot.domain.shown import Sending, Shown
from bot.domain.swarm import Swarm
from bot.flow import sending
from bot.flow.lanes import Lanes
from bot.flow.sending import Change, Sender, Unreachable
from bot.flow.trouble import after_failure, backoff
from bot.flow.waits import Wait, Waits
from bot.ports import ChatError, Clock, Conflict, Forbidden, Gone, Store, TeamsRow, Throttled

HOLD = timedelta(seconds=15)
"""The hold of one send: its timeout of 10 s and 5 s more."""

EDIT_SPACING = timedelta(seconds=2)
"""A live card is edited at most so often."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Look:
    """What is to be done next, and the rows that say so."""

    effect: Effect
    row: TeamsRow
    swarm: Swarm

    @property
    def key(self) -> str:
        return p.effect_key(self.effect)


class Delivery:
    """Makes effects happen. ``name`` is that of this process."""

    def __init__(
        self, store: Store, sender: Sender, lanes: Lanes, clock: Clock, *, name: str
    ) -> None:
        self._store = store
        self._sender = sender
        self._lanes = lanes
        self._clock = clock
        self._name = name
        self.waits = Waits()

    async def remembered(self, swarm: str, row: TeamsRow) -> TeamsRow:
        """What was on its way when somebody stopped; a courtesy then counts as sent."""
        on_its_way = row.sending
        if on_its_way is None:
            return row
        key, uncertain = on_its_way.effect, not on_its_way.failed
        if uncertain and p.courtesy_key(key):
            log.warning("courtesy not repeated", action="uncertain", swarm=swarm, effect=key)
            change = sending.without_ping(key.partition("/")[2], "uncertain")
            return await self._store.record(swarm, row, change(row.shown))
        if self.waits.get(swarm, key) is None:
            self.waits.put(swarm, key, Wait(on_its_way.at, on_its_way.attempt, uncertain))
        return row

    def ready(self, swarm: str, effect: Effect, shown: Shown) -> datetime:
        """From when on the effect may be tried; a moment in the past: now."""
        wait = self.waits.get(swarm, p.effect_key(effect))
        moment = wait.until if wait else LONG_AGO
        if isinstance(effect, p.EditCard) and shown.edited_at is not None:
            return max(moment, shown.edited_at + EDIT_SPACING)
        return moment

    async def index(self, swarm: str, row: TeamsRow) -> None:
        """Remember whose the thread is."""
        if row.shown.thread is not None:
            await self._store.put_thread(row.shown.thread.conversation, swarm)
        await self._store.record(swarm, row, replace(row.shown, indexed=True))

    async def deliver(self, look: Look) -> None:
        """One effect, in its lane. Raises Conflict, Homeless or StoreDown."""
        swarm = look.swarm.id
        wait = self.waits.get(swarm, look.key)
        attempt = wait.attempt + 1 if wait else 1
        uncertain = wait is not None and wait.uncertain and not p.is_edit(look.effect)
        if uncertain and not await self._answers(look, attempt):
            return
        now = self._clock()
        announced = Sending(look.key, attempt, self._name, now)
        row = await self._store.announce(swarm, look.row, announced, now + HOLD)
        look = replace(look, row=row)
        try:
            change = await self._sender.send(look.effect, look.swarm, row.shown, now)
        except Unreachable as error:
            log.info("not reachable in 1:1", action="unreachable", swarm=swarm, why=str(error))
            await self._record(look, sending.into_thread(look.key.partition("/")[2]))
        except ChatError as error:
            await self._failed(look, error, attempt)
        else:
            await self._record(look, change)
            log.info("sent", action="sent", swarm=swarm, effect=look.key, rev=look.swarm.rev)

    async def _answers(self, look: Look, attempt: int) -> bool:
        """Whether Teams answers where the message may have arrived; if not, it waits on. "There is
        no such chat" and "not for you" are answers: the sending itself finds out what they mean."""
        try:
            await self._sender.probe(look.effect, look.swarm, look.row.shown)
        except (Gone, Forbidden):
            return True
        except ChatError:
            until = self._clock() + backoff(attempt, _spread())
            self.waits.put(look.swarm.id, look.key, Wait(until, attempt, uncertain=True))
            return False
        return True

    async def _record(self, look: Look, change: Change) -> None:
        """Write down the result; if somebody wrote meanwhile, merge, and delete what is surplus."""
        swarm, row = look.swarm.id, look.row
        self.waits.done(swarm, look.key)
        while True:
            try:
                await self._store.record(swarm, row, change(row.shown))
            except Conflict:
                now = await self._store.teams(swarm)
            else:
                return
            if now is None or now.archived:
                return
            row, extra = now, sending.surplus(now.shown, change)
            if extra:
                break
        for address, message in extra:
            with contextlib.suppress(ChatError):
                await self._sender.chat.delete(address, message)

    async def _failed(self, look: Look, error: ChatError, attempt: int) -> None:
        """Put off, or give up, as the kind of failure demands."""
        swarm, row = look.swarm.id, look.row
        verdict = after_failure(look.effect, error, attempt, _spread())
        log.warning(
            "not sent", action="send_failed", swarm=swarm, effect=look.key,
            status=error.status, code=error.code, attempt=attempt, why=str(error),
        )  # fmt: skip
        if isinstance(error, Throttled):
            conversation = self._sender.conversation(look.effect, look.swarm, row.shown)
            await self._lanes.pause(conversation, error.retry_after)
        if verdict.change is not None:
            await self._record(look, verdict.change)
            return
        until = self._clock() + (verdict.wait or HOLD)
        self.waits.put(swarm, look.key, Wait(until, attempt, not verdict.certain))
        kept = row.sending and replace(row.sending, failed=verdict.certain)
        await self._store.record(swarm, row, row.shown, sending=kept)


def _spread() -> float:
    return random.random()  # noqa: S311 # spreads, keeps no secret
