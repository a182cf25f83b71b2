"""From the address of a store (``SWARM_STORE``) to the engine."""

from pathlib import Path

from bot.ports import Store
from bot.store.errors import CannotOpen
from bot.store.sqlite import SqliteReader, SqliteStore

_SUPPORTED = (
    "Supported are sqlite:///swarm.db (relative to the working directory) and "
    "sqlite:////var/lib/swarm.db (absolute)."
)


def open_store(url: str) -> Store:
    """The store behind the address. Raises CannotOpen, with a message for the operator."""
    return SqliteStore(_sqlite_path(url))


def open_reader(url: str) -> SqliteReader:
    """Its reading half, also beside a running bot. Raises CannotOpen."""
    return SqliteReader(_sqlite_path(url))


def _sqlite_path(url: str) -> Path:
    prefix = "sqlite:///"
    name = url.removeprefix(prefix)
    if not url.startswith(prefix) or not name or name.endswith("/") or "?" in name:
        shown = url.partition(";")[0].rpartition("@")[2][:60]  # secrets stand behind ; or before @
        raise CannotOpen(f"{shown!r} is no address of a store. {_SUPPORTED}")
    return Path(name)
