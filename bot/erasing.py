"""A person's data: shown to them, and taken out, in whichever store, the archive too.

Who did something becomes *somebody*, under an alias that nothing leads back from. The log stays
whole: the state is made anew from it, so both still tell the same. Stop the bot first; repeated
after an interruption, it goes on.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

import msgspec

from bot.copying import Source
from bot.domain.apply import replay
from bot.ports import Conflict, PersonRow, UnknownKind
from bot.store import rows
from bot.store.parcel import Packed, Parcel
from bot.store.urls import open_reader, open_target

SOMEBODY = "somebody"
SHORTEST = 3
"""Characters of a name that is looked for inside of sentences; a shorter one is a word too often."""

AN_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|29:\S{8,}|\S+@\S+\.\S+")
"""An Entra object id, a Teams id, or a user principal name: what stands in no sentence by chance."""


class CannotErase(Exception):
    """Why nothing (more) was erased, in a sentence for the operator."""


class Rewritten(Source, Protocol):
    """What erasing needs of a store."""

    async def rewrite(self, old: Packed, new: Packed) -> None: ...

    async def forget_person(self, row: PersonRow) -> None: ...


@dataclass(frozen=True, slots=True)
class Known:
    """By what a person is known: ``ids`` (Entra, Teams, user name, 1:1 chat) wherever they stand,
    and ``names`` inside of what was written. ``id`` is the one that they act under."""

    id: str
    ids: tuple[str, ...]
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: PersonRow) -> "Known":
        direct = row.direct.conversation if row.direct else ""
        ids = tuple(filter(None, (row.id, row.mention, row.upn, direct)))
        return cls(row.id, ids, (row.name,) if len(row.name) >= SHORTEST else ())

    def with_names(self, found: Iterator[str]) -> "Known":
        names = {name for name in found if len(name) >= SHORTEST and name != SOMEBODY}
        return replace(self, names=tuple(sorted({*self.names, *names}, key=len, reverse=True)))


def named(value: Any, person: str) -> Iterator[str]:
    """The names that the person bears in a piece of JSON; older ones too."""
    if isinstance(value, dict):
        if value.get("id") == person and isinstance(value.get("name"), str):
            yield value["name"]
        for part in value.values():
            yield from named(part, person)
    elif isinstance(value, list):
        for part in value:
            yield from named(part, person)


def without(value: Any, who: Known, alias: str) -> Any:
    """The same JSON without the person."""
    if isinstance(value, dict):
        made = {without(k, who, alias): without(v, who, alias) for k, v in value.items()}
        return {**made, "name": SOMEBODY} if value.get("id") == who.id and "name" in value else made
    if isinstance(value, list):
        return [without(part, who, alias) for part in value]
    return _text(value, who, alias) if isinstance(value, str) else value


def _text(text: str, who: Known, alias: str) -> str:
    for mark in who.ids:
        text = re.sub(re.escape(mark), alias, text, flags=re.IGNORECASE)
    for name in who.names:
        whole = rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
        text = re.sub(whole, SOMEBODY, text)
    return text


def texts(parcel: Parcel) -> list[str]:
    """Every piece of JSON in a parcel."""
    events = [text for event in parcel.events for text in (event.by, event.data)]
    return [text for text in (parcel.state, parcel.shown, parcel.sending, *events) if text]


def has(parcel: Parcel, who: Known) -> bool:
    """Whether anything in it leads to the person."""
    told = "\n".join((*texts(parcel), *(event.op for event in parcel.events))).casefold()
    return any(mark.casefold() in told for mark in who.ids)


def erased(parcel: Parcel, who: Known, alias: str) -> Parcel:
    """The parcel without the person; its state is what its log leads to. Raises UnknownKind."""
    who = who.with_names(n for t in texts(parcel) for n in named(msgspec.json.decode(t), who.id))

    def clean(text: str) -> str:
        cleaned = without(msgspec.json.decode(text), who, alias) if text else None
        return msgspec.json.encode(cleaned).decode() if text else ""

    events = tuple(
        replace(e, by=clean(e.by), data=clean(e.data), op=_text(e.op, who, alias))
        for e in parcel.events
    )
    made = replace(parcel, shown=clean(parcel.shown), sending=clean(parcel.sending), events=events)
    state = replay(made.read_events(), parcel.swarm)
    if state is None:
        raise UnknownKind(f"{parcel.swarm}: a log without events")
    return replace(made, state=rows.write_row(state))


async def names(store: Source) -> list[str]:
    lines = [*await store.overview(), *await store.archived()]
    return sorted({line.swarm for line in lines})


async def known(store: Source, person: str) -> tuple[Known, PersonRow | None]:
    """By id, Teams id or user name. Whom the bot has not met may still stand in a log, by id."""
    for row in await store.people():
        if person.casefold() in (
            mark.casefold() for mark in (row.id, row.mention, row.upn) if mark
        ):
            return Known.of(row), row
    if not AN_ID.fullmatch(person):
        raise LookupError(f"the bot has met nobody called {person!r}; expected: an id or user name")
    return Known(person, (person,)), None


async def exported(store: Source, person: str) -> dict[str, Any]:
    """Everything that is kept about the person. Raises LookupError when that is nothing."""
    who, row = await known(store, person)
    swarms = {}
    for name in await names(store):
        packed = await store.packed(name)
        if packed is None or not has(packed.parcel, who):
            continue
        swarms[name] = [
            _told(event)
            for event in packed.parcel.events
            if has(replace(packed.parcel, state="", shown="", sending="", events=(event,)), who)
        ]
    if row is None and not swarms:
        raise LookupError(f"nothing is kept about {person!r}")
    return {"person": msgspec.to_builtins(row), "swarms": swarms}


async def erase(store: Rewritten, person: str) -> int:
    """Take the person out of every swarm, and forget them; how many swarms were changed.

    Raises CannotErase, LookupError.
    """
    who, row = await known(store, person)
    alias, changed = f"{SOMEBODY}-{secrets.token_hex(6)}", 0
    for name in await names(store):
        try:
            packed = await store.packed(name)
            if packed is None or not has(packed.parcel, who):
                continue
            new = erased(packed.parcel, who, alias)
            await store.rewrite(packed, replace(packed, parcel=new))
        except Conflict as error:
            raise CannotErase(f"{name}: somebody is at work there; stop the bot, repeat") from error
        except UnknownKind as error:
            raise CannotErase(f"{name}: a newer swarmbot has written it; use that one") from error
        changed += 1
    if row is None and not changed:
        raise LookupError(f"nothing is kept about {person!r}")
    if row is not None:
        await store.forget_person(row)
    return changed


async def export_from(url: str, person: str) -> dict[str, Any]:
    """From the store at that address, also beside a running bot."""
    reader = open_reader(url)
    try:
        return await exported(reader, person)
    finally:
        await reader.close()


async def erase_from(url: str, person: str) -> int:
    """In the store at that address, which nobody serves meanwhile."""
    store = open_target(url)
    try:
        return await erase(store, person)
    finally:
        await store.close()


def _told(event: rows.EventRow) -> dict[str, Any]:
    by, fact = _json(event.by), _json(event.data)
    return {"seq": event.seq, "time": event.at, "kind": event.kind, "by": by, "op": event.op, "fact": fact}  # fmt: skip


def _json(text: str) -> Any:
    return msgspec.json.decode(text) if text else None
