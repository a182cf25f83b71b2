"""Whom the bot has met: names and Teams ids, remembered in the store and in memory."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.people import Person
from bot.ports import PersonRow, Store


class People:
    """A cache of the people rows. ``version`` grows whenever somebody is new or has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: dict[str, PersonRow] = {}
        self._by_chat: dict[str, PersonRow] = {}
        self._by_upn: dict[str, PersonRow] = {}
        self._loaded = False
        self._strangers: frozenset[str] = frozenset()
        self.version = 0

    async def load(self) -> None:
        """Read everybody from the store: at start (or when somebody is met before), and now and
        then for those whom another replica has met."""
        await self._read()
        self._strangers = frozenset()

    async def acquaint(self, people: Iterable[str]) -> None:
        """Look up those whom this process has not met: another replica may have. Whom the store
        does not know either is not looked up again before the next ``load``."""
        unknown = {person for person in people if self.row(person) is None}
        if unknown - self._strangers:
            await self._read()
            self._strangers |= unknown

    def row(self, person: str) -> PersonRow | None:
        """By id, or by the user principal name under which the policy knew somebody not yet met."""
        return self._rows.get(person) or self._by_upn.get(person.casefold())

    def rows(self) -> list[PersonRow]:
        return list(self._rows.values())

    def person(self, row_id: str, name: str) -> Person:
        """The person as the domain knows them, under the newest name."""
        row = self._rows.get(row_id)
        return Person(row_id, row.name if row else name)

    def at(self, conversation: str) -> PersonRow | None:
        """The person whose 1:1 chat this is."""
        return self._by_chat.get(conversation)

    def knows(self, row: PersonRow) -> bool:
        """Whether the row tells nothing new: what it leaves empty is no news."""
        known = self._rows.get(row.id)
        return (
            known is not None
            and row.unreachable == known.unreachable
            and all(
                (
                    not row.name or row.name == known.name,
                    not row.mention or row.mention == known.mention,
                    not row.upn or row.upn == known.upn,
                    not row.locale or row.locale == known.locale,
                    not row.zone or row.zone == known.zone,
                    not row.direct or row.direct == known.direct,
                )
            )
        )

    async def met(self, row: PersonRow) -> None:
        """Keep what is new about a person; what the row leaves empty stays as it was known."""
        if not self._loaded:
            await self.load()
        if self.knows(row):
            return
        known = self._rows.get(row.id)
        if known is not None:
            row = replace(
                known,
                name=row.name or known.name,
                mention=row.mention or known.mention,
                upn=row.upn or known.upn,
                locale=row.locale or known.locale,
                zone=row.zone or known.zone,
                direct=row.direct or known.direct,
                unreachable=row.unreachable,
            )
        await self._store.put_person(row)
        self._keep(row)

    async def chose(self, person: str, **choices: object) -> None:
        """Keep what a person has said about themselves: language and hours."""
        known = self._rows.get(person)
        if known is None:
            return
        row = replace(known, **choices)  # type: ignore[arg-type] # fields of the row, by name
        if row != known:
            await self._store.put_person(row)
            self._keep(row)

    async def _read(self) -> None:
        for row in await self._store.people():
            if self._rows.get(row.id) != row:
                self._keep(row)
        self._loaded = True

    def _keep(self, row: PersonRow) -> None:
        self._rows[row.id] = row
        if row.upn:
            self._by_upn[row.upn.casefold()] = row
        if row.direct is not None:
            self._by_chat[row.direct.conversation] = row
        self.version += 1
