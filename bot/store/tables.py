"""The Store port on Azure Tables: for any number of equal replicas, none of them a leader.

All rows of a swarm share a partition, so that state, events and wake row change together or not at
all, and every change of a state or a teams row asks for the ETag it was decided from.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.messages import Event
from bot.domain.shown import Place, Sending, Shown
from bot.domain.swarm import Swarm
from bot.ports import Conflict, Loaded, PersonRow, TeamsRow
from bot.store import limits, rows
from bot.store import tables_rows as told
from bot.store.parcel import Packed, gone_text
from bot.store.tables_client import Found
from bot.store.tables_meta import PEOPLE, PLACES, SWARMS, THREADS
from bot.store.tables_moving import move_wake
from bot.store.tables_reader import TablesReader
from bot.store.tables_size import Do, Operation


class TablesStore(TablesReader):
    """Makes its tables when they are missing, with the first use."""

    makes_tables = True

    async def commit(self, before: Loaded | None, after: Swarm, events: Sequence[Event]) -> Loaded:
        tables = await self._open()
        if before and before.archived:
            return await self._back(before, after, events)
        if not before and await self._archive.get(after.id):
            raise Conflict(f"{after.id}: it lies in the archive")
        wake = told.wake_key(after.id, None)
        state = told.state_row(after, wake)
        steps = [Operation(Do.REPLACE, state, before.etag) if before else _create(state)]
        steps += (_create(told.event_row(after.id, event)) for event in events)
        steps += move_wake(after.id, before.wake if before else "", wake)
        if not before:
            steps.append(Operation(Do.PUT, told.key(after.id, told.teams_key(after.id))))
        return Loaded(after, await tables.transact(SWARMS, steps), wake)

    async def _back(self, before: Loaded, after: Swarm, events: Sequence[Event]) -> Loaded:
        """With its thread: whoever wanted to delete it may have begun with that."""
        loaded = await self._moving.bring_back(before, after, events)
        teams = await self.teams(after.id)
        if teams and teams.shown.thread:
            await self.put_thread(teams.shown.thread.conversation, after.id)
        return loaded

    async def archive(self, loaded: Loaded, gone_at: datetime | None) -> bool:
        await self._open()
        return await self._moving.leave(loaded, gone_text(gone_at))

    async def delete(self, swarm: str, until: datetime) -> bool:
        await self._open()
        return await self._moving.delete(swarm, rows.moment_text(until))

    async def put(self, packed: Packed) -> None:
        """A swarm from another store. Raises Conflict when there is one with its id."""
        await self._open()
        await self._moving.put(packed)

    async def rewrite(self, old: Packed, new: Packed) -> None:
        """Another content for the same swarm. Raises Conflict."""
        await self._open()
        await self._moving.rewrite(old, new)

    async def forget_person(self, row: PersonRow) -> None:
        """What was known of a person."""
        tables = await self._open()
        with contextlib.suppress(Conflict):  # gone already
            await tables.transact(PEOPLE, [Operation(Do.DELETE, told.listed_keys(row.id))])

    async def put_limits(self, conversation: str, row: limits.Limits) -> None:
        await self._open()
        await self._limits.change(conversation, lambda _: (row, None))

    async def announce(
        self, swarm: str, row: TeamsRow, sending: Sending, hold_until: datetime
    ) -> TeamsRow:
        return await self._put_teams(swarm, replace(row, sending=sending, hold_until=hold_until))

    async def record(
        self,
        swarm: str,
        row: TeamsRow,
        shown: Shown,
        *,
        sending: Sending | None = None,
        hold_until: datetime | None = None,
    ) -> TeamsRow:
        return await self._put_teams(swarm, TeamsRow(shown, row.etag, sending, hold_until))

    async def finish(self, planned_from: Loaded, wake: datetime | None) -> Loaded:
        tables = await self._open()
        swarm = planned_from.swarm
        key = told.wake_key(swarm.id, wake) if wake else ""
        if key == planned_from.wake:
            return planned_from
        state = {**told.key(swarm.id, told.state_key(swarm.id)), "wake": key}
        changed = Operation(Do.CHANGE, state, planned_from.etag)
        steps = [changed, *move_wake(swarm.id, planned_from.wake, key)]
        return Loaded(swarm, await tables.transact(SWARMS, steps), key)

    async def reserve(self, conversation: str, now: datetime, *, edit: bool = False) -> datetime:
        await self._open()
        return await self._limits.change(
            conversation, lambda row: limits.reserve(row, now, edit=edit)
        )

    async def pause(self, conversation: str, until: datetime) -> None:
        await self._open()
        await self._limits.change(conversation, lambda row: (limits.pause(row, until), None))

    async def put_place(self, place: Place) -> None:
        name = told.hashed(place.conversation)
        await self._put(PLACES, {**told.listed_keys(name), **_data(place)})

    async def put_person(self, person: PersonRow) -> None:
        await self._put(PEOPLE, {**told.listed_keys(person.id), **_data(person)})

    async def put_thread(self, conversation: str, swarm: str) -> None:
        await self._put(THREADS, {**told.conversation_keys(conversation), "swarm": swarm})

    async def _left_over(self, swarm: str, state: Found) -> None:
        """A lock whose parcel was deleted for good meanwhile is nobody's."""
        with contextlib.suppress(Conflict):
            await self._moving.clear(swarm, state.etag, state.row.get("wake", ""))

    async def _put(self, table: str, row: told.Row) -> None:
        tables = await self._open()
        await tables.put(table, row)

    async def _put_teams(self, swarm: str, row: TeamsRow) -> TeamsRow:
        """``row`` has the ETag of the one that it replaces."""
        tables = await self._open()
        etag = await tables.replace(SWARMS, told.teams_row(swarm, row), row.etag)
        return replace(row, etag=etag)


def _create(row: told.Row) -> Operation:
    return Operation(Do.CREATE, row)


def _data(value: object) -> told.Row:
    return told.pieces("data", rows.encode(value).decode())
