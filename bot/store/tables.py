"""The Store port on Azure Tables: for any number of equal replicas, none of them a leader.

All rows of a swarm share a partition, so that state, events and wake row change together or not at
all, and every change of a state or a teams row asks for the ETag it was decided from.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.messages import Event
from bot.domain.shown import Place, Sending, Shown
from bot.domain.swarm import Swarm
from bot.ports import Loaded, PersonRow, TeamsRow
from bot.store import limits, rows
from bot.store import tables_rows as told
from bot.store.tables_client import REQUEST_SECONDS
from bot.store.tables_limits import SharedLimits
from bot.store.tables_meta import PEOPLE, PLACES, SWARMS, THREADS
from bot.store.tables_reader import TablesReader
from bot.store.tables_size import Do, Operation


class TablesStore(TablesReader):
    """Makes its tables when they are missing, with the first use."""

    makes_tables = True

    def __init__(self, address: str, within: float = REQUEST_SECONDS) -> None:
        super().__init__(address, within)
        self._limits = SharedLimits(self._tables)

    async def commit(self, before: Loaded | None, after: Swarm, events: Sequence[Event]) -> Loaded:
        tables = await self._open()
        wake = told.wake_key(after.id, None)
        state = told.state_row(after, wake)
        steps = [Operation(Do.REPLACE, state, before.etag) if before else _create(state)]
        steps += (_create(told.event_row(after.id, event)) for event in events)
        steps += _move_wake(after.id, before.wake if before else "", wake)
        if not before:
            steps.append(Operation(Do.PUT, told.key(after.id, told.teams_key(after.id))))
        return Loaded(after, await tables.transact(SWARMS, steps), wake)

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
        state = {**told.key(swarm.id, told.state_key(swarm.id)), "wake": key}
        changed = Operation(Do.CHANGE, state, planned_from.etag)
        steps = [changed, *_move_wake(swarm.id, planned_from.wake, key)]
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


def _move_wake(swarm: str, old: str, new: str) -> list[Operation]:
    """Only beside a step that checks the state's ETag: ``old`` is what stands there then.

    The new row is an upsert, since it has no content that could be overwritten.
    """
    if old == new:
        return []
    gone = [Operation(Do.DELETE, told.key(swarm, old))] if old else []
    come = [Operation(Do.PUT, told.key(swarm, new))] if new else []
    return gone + come


def _data(value: object) -> told.Row:
    return told.pieces("data", rows.encode(value).decode())
