"""What people say about themselves: their hours and their language. Kept with the person."""

from datetime import UTC
from typing import Protocol

from bot.flow.road import Road
from bot.present.reader import person_reader
from bot.teams import intents as i
from bot.teams.hours import hours
from bot.teams.visits import Visit


class Say(Protocol):
    def __call__(self, visit: Visit, key: str, /, **args: object) -> None: ...


class OwnDesk:
    """Keeps what a person says about themselves, and answers in their words."""

    def __init__(self, road: Road, say: Say) -> None:
        self._road = road
        self._say = say

    async def said(self, visit: Visit, intent: i.Duty | i.Language) -> None:
        """Raises StoreDown."""
        if isinstance(intent, i.Language):
            await self._language(visit, intent.code)
        elif intent.on:
            await self._on(visit, intent)
        else:
            await self._off(visit)

    async def _language(self, visit: Visit, code: str) -> None:
        if not code:
            self._say(visit, "language-unknown")
            return
        await self._road.people.chose(visit.person.id, language=code)
        zone = visit.reader.zone.key
        reader = person_reader(self._road.policy(), code, zone)
        self._say(Visit(visit.person, visit.source, reader, visit.now), "language-ok")

    async def _on(self, visit: Visit, duty: i.Duty) -> None:
        begins, ends = hours(duty.start, duty.end, visit.now, visit.reader.zone)
        await self._road.people.chose(
            visit.person.id,
            on_from=begins.astimezone(UTC),
            on_until=ends.astimezone(UTC),
            off_since=None,
        )
        reader = visit.reader
        begun = None if begins <= visit.now else reader.words.long(reader.at(begins))
        self._say(visit, "on-duty-ok", t=begun, until=reader.words.long(reader.at(ends)))

    async def _off(self, visit: Visit) -> None:
        """Shifts that have begun no longer count; the next one does, so nobody is forgotten."""
        await self._road.people.chose(
            visit.person.id, on_from=None, on_until=None, off_since=visit.now
        )
        ahead = [
            shift.start
            for shift in self._road.policy().rota
            if shift.person == visit.person and shift.start > visit.now
        ]
        reader = visit.reader
        back = reader.words.long(reader.at(min(ahead))) if ahead else None
        self._say(visit, "off-duty-ok", t=back)
