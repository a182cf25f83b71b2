"""Whether a store does what it must: read, write, and transactions that happen whole or not at all.

What is written lies apart from everything else, and is gone afterwards.
"""

from pathlib import Path
from uuid import uuid4

from bot.ports import Conflict, Heard, StoreDown
from bot.store import lock, tables_meta
from bot.store.sqlite_file import Transaction, Writing
from bot.store.tables_client import Tables
from bot.store.tables_rows import Row
from bot.store.tables_size import Do, Operation

PROBE = "doctor"
_SQLITE = "sqlite:///"


async def checkup(address: str, heard: Heard | None = None) -> None:
    """Prepares the store as the first start would, and tries it. ``heard`` is told the time of a
    store that has one.

    Raises CannotOpen (``InUse``: by a running bot), and StoreDown for what does not work.
    """
    if address.startswith(_SQLITE):
        path = Path(address.removeprefix(_SQLITE))
        with lock.take(path):
            Writing(path, first=_one_transaction).close()
        return
    tables = Tables(address, heard=heard)
    try:
        await tables_meta.prepare(tables, make=True)
        await transactions(tables)
    finally:
        await tables.close()


def _one_transaction(to: Transaction) -> None:
    to.change("INSERT OR REPLACE INTO meta VALUES (?, 1)", (PROBE,))
    if to.one("SELECT value FROM meta WHERE name = ?", PROBE) != (1,):
        raise StoreDown("what was written cannot be read")
    to.change("DELETE FROM meta WHERE name = ?", (PROBE,))


async def transactions(tables: Tables) -> None:
    """One that happens, one that must not, and one that clears up. Raises StoreDown."""
    first, second = ({"PartitionKey": PROBE, "RowKey": uuid4().hex} for _ in range(2))
    etag = await tables.insert(tables_meta.META, {**first, "value": "1"})
    steps = (Operation(Do.REPLACE, {**first, "value": "2"}, etag), Operation(Do.CREATE, second))
    await tables.transact(tables_meta.META, steps)
    etags = [await _etag(tables, row) for row in (first, second)]
    try:
        again = Operation(Do.REPLACE, {**first, "value": "3"}, etags[0])
        await tables.transact(tables_meta.META, (again, steps[1]))
    except Conflict:
        gone = [
            Operation(Do.DELETE, row, etag)
            for row, etag in zip((first, second), etags, strict=True)
        ]
        await tables.transact(tables_meta.META, gone)
        return
    raise StoreDown("Azure Tables: a transaction that must fail has happened")


async def _etag(tables: Tables, row: Row) -> str:
    found = await tables.get(tables_meta.META, row)
    if found is None:
        raise StoreDown("Azure Tables: what was written cannot be read")
    return found.etag
