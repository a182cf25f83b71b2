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
from bot.flow.changes import Change, into_thread, surplus, without_ping
from bot.flow.homes import Homes
from bot.flow.lanes import Lanes
from bot.flow.recent import TeamsRows
from bot.flow.sending import Sender, Unreachable
from bot.flow.trouble import after_failure, backoff, kept_out, second_opinion, shut_out
from bot.flow.waits import HOME, Wait, Waits
from bot.ports import (
    ChatError,
    Clock,
    Conflict,
    Forbidden,
    Gone,
    Store,
    StoreDown,
    TeamsRow,
    Throttled,
)

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
        self,
        store: Store,
        rows: TeamsRows,
        sender: Sender,
        *,
        lanes: Lanes,
        homes: Homes,
        clock: Clock,
        name: str,
    ) -> None:
        self._store = store
        self._rows = rows
        self._sender = sender
        self._lanes = lanes
        self._homes = homes
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
            change = without_ping(key.partition("/")[2], "uncertain")
            return await self._rows.record(swarm, row, change(row.shown))
        if self.waits.get(swarm, key) is None:
            self.waits.put(swarm, key, Wait(on_its_way.at, on_its_way.attempt, uncertain))
        return row

    def ready(self, swarm: Swarm, effect: Effect, shown: Shown) -> datetime:
        """From when on the effect may be tried; a moment in the past: now."""
        waits = [self.waits.get(swarm.id, p.effect_key(effect))]
        if home := self._home_of(effect, swarm, shown):
            waits.append(self.waits.get(swarm.id, HOME + home))
        moment = max((wait.until for wait in waits if wait), default=LONG_AGO)
        if isinstance(effect, p.EditCard) and shown.edited_at is not None:
            return max(moment, shown.edited_at + EDIT_SPACING)
        return moment

    async def index(self, swarm: str, row: TeamsRow) -> None:
        """Remember whose the thread is."""
        if row.shown.thread is not None:
            await self._store.put_thread(row.shown.thread.conversation, swarm)
        await self._rows.record(swarm, row, replace(row.shown, indexed=True))

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
        row = await self._rows.announce(swarm, look.row, announced, now + HOLD)
        look = replace(look, row=row)
        try:
            change = await self._sender.send(look.effect, look.swarm, row.shown, now)
        except Unreachable as error:
            log.info("not reachable in 1:1", action="unreachable", swarm=swarm, why=str(error))
            await self._record(look, into_thread(look.key.partition("/")[2]))
        except ChatError as error:
            await self._failed(look, error, attempt)
        else:
            await self._record(look, change)
            log.info("sent", action="sent", swarm=swarm, effect=look.key, rev=look.swarm.rev)
            await self._spoke(look)

    async def _spoke(self, look: Look) -> None:
        """Whoever is heard in a channel that was lost has found it again."""
        home = self._home_of(look.effect, look.swarm, look.row.shown)
        if home:
            self.waits.done(look.swarm.id, HOME + home)
        if home and look.swarm.lost is not None:
            await self._homes.found(look.swarm.id, self._sender.home(look.swarm, look.row.shown))

    async def let_go(self, swarm: str) -> None:
        """Stopped while a message was on its way: whoever looks next finds it uncertain, and need
        not wait for the hold to run out."""
        with contextlib.suppress(Conflict, StoreDown):
            row = await self._rows.read(swarm)
            if row is not None and row.sending is not None and row.sending.by == self._name:
                await self._rows.record(swarm, row, row.shown, sending=row.sending)

    async def _answers(self, look: Look, attempt: int) -> bool:
        """Whether Teams answers where the message may have arrived; if not, it waits on. "There is
        no such chat" and "not for you" are answers: the sending itself finds out what they mean."""
        try:
            await self._sender.probe(look.effect, look.swarm, look.row.shown)
        except (Gone, Forbidden):
            return True
        except ChatError as error:
            await self._paused(look, error)
            self._wait(look, attempt, backoff(attempt, _spread()), uncertain=True)
            return False
        return True

    async def _record(self, look: Look, change: Change) -> None:
        """Write down the result; if somebody wrote meanwhile, merge, and delete what is surplus."""
        swarm, row = look.swarm.id, look.row
        self.waits.done(swarm, look.key)
        while True:
            try:
                await self._rows.record(swarm, row, change(row.shown))
            except Conflict:
                now = await self._rows.read(swarm)
            else:
                return
            if now is None or now.archived:
                return
            row, extra = now, surplus(look.row.shown, now.shown, change)
            if extra:
                break
        for address, message in extra:
            with contextlib.suppress(ChatError):
                await self._sender.chat.delete(address, message)

    async def _failed(self, look: Look, error: ChatError, attempt: int) -> None:
        """Put off, or give up, as the kind of failure demands."""
        replaces = _stands_for_another(look)
        verdict = after_failure(look.effect, error, attempt, _spread(), replaces=replaces)
        log.warning(
            "not sent", action="send_failed", swarm=look.swarm.id, effect=look.key,
            status=error.status, code=error.code, attempt=attempt, why=error.brief,
        )  # fmt: skip
        await self._paused(look, error)
        row = look.row
        if await self._kept_out(look, error, attempt):
            kept = row.sending and replace(row.sending, failed=True)
            await self._rows.record(look.swarm.id, row, row.shown, sending=kept)
        elif verdict.change is not None:
            await self._record(look, verdict.change)
        else:
            self._wait(look, attempt, verdict.wait or HOLD, uncertain=not verdict.certain)
            kept = row.sending and replace(row.sending, failed=verdict.certain)
            await self._rows.record(look.swarm.id, row, row.shown, sending=kept)

    def _wait(self, look: Look, attempt: int, wait: timedelta, *, uncertain: bool) -> None:
        until = self._clock() + wait
        self.waits.put(look.swarm.id, look.key, Wait(until, attempt, uncertain))

    async def _paused(self, look: Look, error: ChatError) -> None:
        """Teams has asked for a pause: nobody speaks there for so long."""
        if isinstance(error, Throttled):
            conversation = self._sender.conversation(look.effect, look.swarm, look.row.shown)
            await self._lanes.pause(conversation, error.retry_after)

    # ------------------------------------------------------------ shut out

    async def _kept_out(self, look: Look, error: ChatError, attempt: int) -> bool:
        """Whether the failure was about the channel and is dealt with. It is believed the second
        time; then the swarm has lost its channel, or only its thread or its card."""
        swarm, shown = look.swarm, look.row.shown
        home = self._home_of(look.effect, swarm, shown)
        if not home or not shut_out(look.effect, error):
            return False
        if swarm.lost is None:
            if attempt == 1:
                return False
            answers = await self._home_answers(swarm, shown)
            change = second_opinion(look.effect, error, answers=answers)
            if change is not None:
                await self._record(look, change)
                return True
            await self._homes.lost(swarm.id, home, f"{error.status} {error.code}".strip())
        known = self.waits.get(swarm.id, HOME + home)
        times = known.attempt + 1 if known else 1
        until = self._clock() + kept_out(times, _spread())
        self.waits.put(swarm.id, HOME + home, Wait(until, times))
        return True

    async def _home_answers(self, swarm: Swarm, shown: Shown) -> bool:
        """Whether the channel can be asked. A failure of another kind says nothing: then it can."""
        try:
            await self._sender.chat.probe(self._sender.home(swarm, shown))
        except (Gone, Forbidden):
            return False
        except ChatError:
            return True
        return True

    def _home_of(self, effect: Effect, swarm: Swarm, shown: Shown) -> str:
        """The channel that the effect speaks in; "" for a 1:1 chat, or when none is known."""
        if p.goes_out(effect, swarm) or p.goes_direct(effect, swarm, shown):
            return ""
        home = self._sender.known_home(swarm, shown)
        return home.conversation if home else ""


def _stands_for_another(look: Look) -> bool:
    cards = look.row.shown.cards
    edit = look.effect
    return isinstance(edit, p.EditCard) and any(
        card.number == edit.number and card.replaces for card in cards
    )


def _spread() -> float:
    return random.random()  # noqa: S311 # spreads, keeps no secret
