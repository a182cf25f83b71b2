"""Whose tables these are: their names, and the row that says how they are laid out."""

from bot.ports import Conflict
from bot.store import rows
from bot.store.errors import CannotOpen
from bot.store.tables_client import Denied, TableMissing, Tables

VERSION = 1
"""Of the layout of rows. Another one is another store."""

SWARMS = "swarms"
ARCHIVE = "swarmarchive"
LIMITS = "swarmlimits"
PLACES = "swarmplaces"
PEOPLE = "swarmpeople"
THREADS = "swarmthreads"
META = "swarmmeta"

KEYS = {"PartitionKey": "meta", "RowKey": "store"}
LAYOUT = {"version": str(VERSION), "shards": str(rows.SHARDS)}


async def prepare(tables: Tables, *, make: bool) -> None:
    """Check the layout, once before anything else. ``make``: the tables, when they are missing.

    The row comes last, so that whoever finds it finds all tables. Raises CannotOpen, StoreDown.
    """
    try:
        layout = await _layout(tables)
        if layout is None and make:
            await tables.make((SWARMS, ARCHIVE, LIMITS, PLACES, PEOPLE, THREADS, META))
            layout = await _write_layout(tables)
        elif make:
            await tables.make((ARCHIVE,))  # younger than the others
    except Denied as error:
        raise CannotOpen(str(error)) from error
    if layout is None:
        raise CannotOpen("there is no store of swarmbot in that storage account")
    if layout != LAYOUT:
        raise CannotOpen(
            f"the tables have store version {layout['version']} and {layout['shards']} shards, "
            f"this swarmbot reads and writes version {VERSION} and {rows.SHARDS} shards. "
            "Use the swarmbot that wrote them, or another storage account."
        )


async def _layout(tables: Tables) -> dict[str, str] | None:
    try:
        found = await tables.get(META, KEYS)
    except TableMissing:
        return None
    return {name: str(found.row.get(name, "none")) for name in LAYOUT} if found else None


async def _write_layout(tables: Tables) -> dict[str, str] | None:
    """What stands there in the end: several processes may start at once."""
    try:
        await tables.insert(META, {**KEYS, **LAYOUT})
    except Conflict:
        return await _layout(tables)
    return LAYOUT
