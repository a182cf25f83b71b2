"""A swarm on its way into the archive of Azure Tables, and back, in steps of one transaction each.

While it is on its way, the state row has no data: it is a lock, and its wake row brings somebody
who goes on. The truth is the parcel in the archive, which was put there before and is dropped
after. Every step asks for the ETag of the state row, so whoever has lost it stops.
"""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.messages import Event
from bot.domain.swarm import Swarm
from bot.ports import Conflict, Loaded, StoreDown
from bot.store import rows
from bot.store import tables_rows as told
from bot.store.errors import TooLarge
from bot.store.parcel import NOTHING_SHOWN, Packed, Parcel
from bot.store.tables_archive import Archive
from bot.store.tables_client import Found, Tables
from bot.store.tables_meta import SWARMS, THREADS
from bot.store.tables_size import Do, Operation, fitting

RETURN = timedelta(minutes=1)
"""Whoever brings a swarm back and stops in the middle is followed after so long."""


class Moving:
    def __init__(self, tables: Tables, archive: Archive) -> None:
        self._tables = tables
        self._archive = archive

    async def packed(self, swarm: str) -> Packed | None:
        """Everything of the swarm, wherever it lies. Raises Conflict when it changes meanwhile."""
        state = await self._tables.get(SWARMS, _state(swarm))
        if state and told.MOVING not in state.row:
            parcel = await self._parcel(swarm, state)
            return Packed(parcel, archived=False, look=rows.look_of(state.row.get("wake", "")))
        kept = await self._archive.get(swarm)
        return Packed(kept.parcel, archived=True, look=kept.gone_at) if kept else None

    async def leave(self, loaded: Loaded, gone_at: str) -> bool:
        """Into the archive; again, it goes on where somebody stopped. Raises Conflict.

        False when the parcel is too large, and nothing has moved.
        """
        swarm, etag = loaded.swarm.id, loaded.etag
        if not loaded.archived:
            over = await self._archive.get(swarm)  # first: a newer one must not be written over
            state = await self._tables.get(SWARMS, _state(swarm))
            if state is None or state.etag != etag:
                raise Conflict(f"{swarm}: the state is not the one loaded")
            try:
                await self._archive.put(await self._parcel(swarm, state), gone_at, over)
            except TooLarge:
                return False
            moving = Operation(Do.REPLACE, told.moving_row(loaded.swarm, loaded.wake), etag)
            etag = await self._tables.transact(SWARMS, [moving])
        await self.clear(swarm, etag, loaded.wake)
        return True

    async def clear(self, swarm: str, etag: str, wake: str) -> None:
        """Delete the rows of a swarm on its way, those of the events first. Raises Conflict."""
        first, end = told.event_keys(swarm, 0)
        events = await self._tables.query(
            SWARMS, rows.shard(swarm), first, end, columns=("PartitionKey", "RowKey")
        )
        etag = await self._bit_by_bit(swarm, etag, (Operation(Do.DELETE, row) for row in events))
        steps = [Operation(Do.DELETE, _state(swarm), etag)]
        teams = await self._tables.get(SWARMS, _teams(swarm))
        if teams:
            await self._keep_teams(swarm, teams.row)
            steps.append(Operation(Do.DELETE, _teams(swarm), teams.etag))
        if wake:
            steps.append(Operation(Do.DELETE, told.key(swarm, wake)))
        await self._tables.transact(SWARMS, steps)

    async def bring_back(self, before: Loaded, after: Swarm, events: Sequence[Event]) -> Loaded:
        """Out of the archive, with what was decided on it. Raises Conflict."""
        swarm, etag, wake = after.id, before.etag, before.wake
        if not wake:
            wake = told.wake_key(swarm, after.at + RETURN)
            lock = Operation(Do.CREATE, told.moving_row(before.swarm, wake))
            look = Operation(Do.PUT, told.key(swarm, wake))
            etag = await self._tables.transact(SWARMS, [lock, look])
        kept = await self._archive.get(swarm)
        if kept is None or (not before.wake and kept.etag != before.etag):
            await self.clear(swarm, etag, wake)
            raise Conflict(f"{swarm}: it is not in the archive as it was loaded")
        # The last events first: where the first one stands, all do.
        old = (told.whole_event_row(swarm, event) for event in reversed(kept.parcel.events))
        etag = await self._bit_by_bit(swarm, etag, (Operation(Do.PUT, row) for row in old))
        at_once = told.wake_key(swarm, None)
        steps = [Operation(Do.REPLACE, told.state_row(after, at_once), etag)]
        steps += (Operation(Do.CREATE, told.event_row(swarm, event)) for event in events)
        steps += move_wake(swarm, wake, at_once)
        if await self._tables.get(SWARMS, _teams(swarm)) is None:
            row = told.whole_teams_row(swarm, kept.parcel.shown, kept.parcel.sending)
            steps.append(Operation(Do.CREATE, row))
        etag = await self._tables.transact(SWARMS, steps)
        with contextlib.suppress(Conflict, StoreDown):  # what stays there is outdated, and harmless
            await self._archive.drop(swarm, kept)
        return Loaded(after, etag, at_once)

    async def put(self, packed: Packed) -> None:
        """A swarm from another store, where nobody is at work. The state comes last: what has one
        is complete. Raises Conflict when there is one, and TooLarge."""
        parcel = packed.parcel
        if packed.archived:
            await self._archive.put(parcel, packed.look, None)
            return
        swarm = parcel.swarm
        events = (told.whole_event_row(swarm, event) for event in parcel.events)
        for steps in fitting(Operation(Do.PUT, row) for row in events):
            await self._tables.transact(SWARMS, steps)
        wake = told.look_key(swarm, packed.look)
        state = told.whole_state_row(parcel.read_state(), wake, parcel.state)
        teams = told.whole_teams_row(swarm, parcel.shown, parcel.sending)
        steps = [Operation(Do.CREATE, state), Operation(Do.PUT, teams)]
        await self._tables.transact(SWARMS, steps + move_wake(swarm, "", wake))

    async def delete(self, swarm: str, until: str) -> bool:
        """For good, with its thread, if its time is over; again, it goes on where somebody
        stopped. False when it is not in the archive alone."""
        indexes = await self._archive.indexes(swarm, until)
        kept = await self._archive.get(swarm)
        state = await self._tables.get(SWARMS, _state(swarm))
        if not indexes or (state and told.MOVING in state.row):
            return False
        over = kept is not None and "" < kept.gone_at <= until
        try:
            if kept and over:
                await self._archive.drop(swarm, kept, index=False)
            for row in indexes if state is None else ():
                await self._delete_thread(row.get("thread", ""), swarm)
            await self._archive.forget(indexes)
        except Conflict:
            return False
        return state is None and (over or kept is None)

    async def rewrite(self, old: Packed, new: Packed) -> None:
        """Another content for the same swarm, the state last: repeated, it goes on. Raises
        Conflict when it is not ``old``, or changes meanwhile."""
        swarm = old.parcel.swarm
        if old.archived:
            kept = await self._archive.get(swarm)
            if kept is None or kept.parcel != old.parcel:
                raise Conflict(f"{swarm}: it has changed")
            await self._archive.put(new.parcel, kept.gone_at, kept)
            return
        state = await self._tables.get(SWARMS, _state(swarm))
        teams = await self._tables.get(SWARMS, _teams(swarm))
        if state is None or teams is None or await self._parcel(swarm, state) != old.parcel:
            raise Conflict(f"{swarm}: it has changed")
        pairs = zip(old.parcel.events, new.parcel.events, strict=True)
        changed = (told.event_over(swarm, was, now) for was, now in pairs if was != now)
        etag = await self._bit_by_bit(swarm, state.etag, (Operation(Do.PUT, r) for r in changed))
        parcel, wake = new.parcel, state.row.get("wake", "")
        row = told.whole_state_row(parcel.read_state(), wake, parcel.state)
        shown = told.whole_teams_row(swarm, parcel.shown, parcel.sending)
        steps = [Operation(Do.REPLACE, row, etag), Operation(Do.REPLACE, shown, teams.etag)]
        await self._tables.transact(SWARMS, steps)

    async def _delete_thread(self, conversation: str, swarm: str) -> None:
        keys = told.conversation_keys(conversation)
        found = await self._tables.get(THREADS, keys) if conversation else None
        if found and found.row.get("swarm") == swarm:
            await self._tables.transact(THREADS, [Operation(Do.DELETE, keys, found.etag)])

    async def _parcel(self, swarm: str, state: Found) -> Parcel:
        """Everything as it is while the state is this one. Raises Conflict when it changes."""
        teams = await self._tables.get(SWARMS, _teams(swarm))
        found = await self._tables.query(SWARMS, rows.shard(swarm), *told.event_keys(swarm, 0))
        now = await self._tables.get(SWARMS, _state(swarm))
        if now is None or now.etag != state.etag:
            raise Conflict(f"{swarm}: it has changed")
        events = tuple(map(told.event_line, found))
        shown, sending = _texts(teams.row if teams else {})
        return Parcel(swarm, told.whole("data", state.row), shown, events, sending)

    async def _keep_teams(self, swarm: str, row: told.Row) -> None:
        """What a slow sender has recorded since the parcel was put."""
        kept = await self._archive.get(swarm)
        shown, sending = _texts(row)
        if kept and (kept.parcel.shown, kept.parcel.sending) != (shown, sending):
            parcel = replace(kept.parcel, shown=shown, sending=sending)
            await self._archive.put(parcel, kept.gone_at, kept)

    async def _bit_by_bit(self, swarm: str, etag: str, steps: Iterable[Operation]) -> str:
        """As many as fit in each transaction, under the ETag of the state; its newest one."""
        for some in fitting(steps):
            lock = Operation(Do.CHANGE, _state(swarm), etag)
            etag = await self._tables.transact(SWARMS, [lock, *some])
        return etag


def move_wake(swarm: str, old: str, new: str) -> list[Operation]:
    """Only beside a step that checks the state's ETag: ``old`` is what stands there then.

    The new row is an upsert, since it has no content that could be overwritten.
    """
    if old == new:
        return []
    gone = [Operation(Do.DELETE, told.key(swarm, old))] if old else []
    come = [Operation(Do.PUT, told.key(swarm, new))] if new else []
    return gone + come


def _texts(teams: told.Row) -> tuple[str, str]:
    return told.whole("shown", teams) or NOTHING_SHOWN, teams.get("sending", "")


def _state(swarm: str) -> dict[str, str]:
    return told.key(swarm, told.state_key(swarm))


def _teams(swarm: str) -> dict[str, str]:
    return told.key(swarm, told.teams_key(swarm))
