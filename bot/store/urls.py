"""From the address of a store (``SWARM_STORE``) to the engine.

The engine for Azure is loaded only when it is asked for: its libraries are large.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.ports import Heard, Store
from bot.store.errors import CannotOpen
from bot.store.sqlite import SqliteStore
from bot.store.sqlite_reader import SqliteReader, SqliteSource

if TYPE_CHECKING:
    from bot.store.tables import TablesStore
    from bot.store.tables_reader import TablesReader

_SQLITE = "sqlite:///"
_CONNECTION = {"accountname", "tableendpoint", "usedevelopmentstorage"}
_SUPPORTED = (
    "Supported are sqlite:///swarm.db (relative to the working directory), "
    "sqlite:////var/lib/swarm.db (absolute), and of Azure Tables a connection string "
    "(AccountName=...;AccountKey=...) or https://ACCOUNT.table.core.windows.net."
)


def open_store(url: str, heard: Heard | None = None) -> Store:
    """The store behind the address. Raises CannotOpen, with a message for the operator.

    Azure Tables are connected with the first use, and may raise CannotOpen then: ``ping`` first.
    They tell ``heard`` what time it is.
    """
    if _is_tables(url):
        from bot.store.tables import TablesStore  # noqa: PLC0415

        return TablesStore(url, heard=heard)
    return SqliteStore(_sqlite_path(url))


def open_reader(url: str) -> "SqliteReader | TablesReader":
    """Its reading half, also beside a running bot. Raises CannotOpen, as above."""
    if _is_tables(url):
        from bot.store.tables_reader import TablesReader  # noqa: PLC0415

        return TablesReader(url)
    return SqliteReader(_sqlite_path(url))


def open_source(url: str) -> "SqliteReader | TablesReader":
    """The reading half alone: no other process may serve it, where that can be known."""
    return open_reader(url) if _is_tables(url) else SqliteSource(_sqlite_path(url))


def open_target(url: str) -> "SqliteStore | TablesStore":
    """The store, for whoever fills it."""
    if _is_tables(url):
        from bot.store.tables import TablesStore  # noqa: PLC0415

        return TablesStore(url)
    return SqliteStore(_sqlite_path(url))


def same_store(url: str, other: str) -> bool:
    """Whether both addresses mean one store, as far as can be seen."""
    if _is_tables(url) or _is_tables(other):
        return url == other
    return _sqlite_path(url).resolve() == _sqlite_path(other).resolve()


def _is_tables(url: str) -> bool:
    if url.startswith(_SQLITE):
        return False
    names = {part.partition("=")[0].strip().lower() for part in url.split(";")}
    return url.startswith("https://") or bool(names & _CONNECTION)


def _sqlite_path(url: str) -> Path:
    name = url.removeprefix(_SQLITE)
    if not url.startswith(_SQLITE) or not name or name.endswith("/") or "?" in name:
        shown = url.partition(";")[0].rpartition("@")[2][:60]  # secrets stand behind ; or before @
        raise CannotOpen(f"{shown!r} is no address of a store. {_SUPPORTED}")
    return Path(name)
