"""The store, read beside a running bot: what ``list`` and ``timeline`` print, and who is known."""

import json
import unicodedata
from typing import Any, Protocol

import msgspec

from bot.domain.messages import Event
from bot.ports import PersonRow, Summary
from bot.store import rows
from bot.store.urls import open_reader

Line = dict[str, Any]


class Lists(Protocol):
    """Whatever lists the swarms of a store."""

    async def overview(self) -> list[Summary]: ...

    async def archived(self) -> list[Summary]: ...


async def swarms(store: str) -> list[Line]:
    """Every swarm, the newest last, also those in the archive. Raises CannotOpen, StoreDown."""
    reader = open_reader(store)
    try:
        archived = await reader.archived()
        here = await reader.overview()
    finally:
        await reader.close()
    names = {one.swarm for one in here}  # the archive may still have what has just come back
    lines = [*here, *(one for one in archived if one.swarm not in names)]
    lines.sort(key=lambda one: one.opened_at)
    return [{**_swarm(one), "archived": one.swarm not in names} for one in lines]


async def timeline(store: str, name: str) -> list[Line]:
    """The events of the swarm with this id, or with this ticket. Raises LookupError too."""
    reader = open_reader(store)
    try:
        return [_event(event) for event in await reader.events(await found(reader, name))]
    finally:
        await reader.close()


async def found(reader: Lists, name: str) -> str:
    """The swarm with this id, or with this ticket. Raises LookupError when it is not just one."""
    lines = [*await reader.archived(), *await reader.overview()]
    ids = list(dict.fromkeys(one.swarm for one in lines if name in (one.swarm, one.ticket)))
    ids = [name] if name in ids else ids
    if not ids:
        raise LookupError(f"there is no swarm and no ticket {name!r}; see: swarmbot list")
    if len(ids) > 1:
        raise LookupError(f"{name!r} is the ticket of several swarms: {', '.join(ids)}")
    return ids[0]


async def people(store: str) -> list[PersonRow]:
    """Everybody whom the bot has met. Raises CannotOpen, StoreDown."""
    reader = open_reader(store)
    try:
        return await reader.people()
    finally:
        await reader.close()


def _swarm(summary: Summary) -> Line:
    line: Line = msgspec.to_builtins(summary)
    return line


def _event(event: Event) -> Line:
    return {
        "seq": event.seq,
        "time": msgspec.to_builtins(event.at),
        "kind": rows.write_event(event).kind,
        "person": msgspec.to_builtins(event.by),
        "op": event.op,
        "fact": msgspec.to_builtins(event.fact),
    }


def as_json(lines: list[Line] | Line) -> str:
    return json.dumps(lines, ensure_ascii=False, indent=2)


def table(swarms: list[Line]) -> str:
    """One line a swarm, with headings, in columns that Japanese text keeps straight."""
    if not swarms:
        return "There is no swarm yet."
    columns = ["swarm", "severity", "phase", "ticket", "customer", "due", "title"]
    swarms = [{**swarm, "phase": "archived"} if swarm["archived"] else swarm for swarm in swarms]
    cells = [columns, *([_cell(swarm[name]) for name in columns] for swarm in swarms)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    printed = ("  ".join(map(_padded, row, widths)).rstrip() for row in cells)
    return "\n".join(printed)


def lines(events: list[Line]) -> str:
    """One line an event: sequence, time, kind, person, and what the fact says."""
    return "\n".join(
        f"{event['seq']:>4}  {event['time']}  {event['kind']:<18}  "
        f"{(event['person'] or {}).get('name', '-')}  {_brief(event['fact'])}".rstrip()
        for event in events
    )


def _brief(fact: Line) -> str:
    told = {k: v for k, v in fact.items() if v not in (None, "", [], False)}
    return ", ".join(f"{k}: {_cell(v)}" for k, v in told.items() if not isinstance(v, list))


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("id")
    text = "".join(c if c.isprintable() else " " for c in str(value or ""))
    return text if len(text) <= 60 else text[:59] + "…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
