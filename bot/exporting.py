"""Where exports come from: ``swarmbot timeline --format`` reads the store beside a running bot; the
running bot hands out links."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from bot import reading
from bot.exports import FORMATS
from bot.exports.links import Links
from bot.policyfile import PolicyFile
from bot.present.reader import Reader
from bot.present.story import document
from bot.settings import Settings
from bot.store.urls import open_reader
from cards.words import LANGUAGES


class CannotExport(Exception):
    """What was asked for cannot be had; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which story (a swarm's id, or its ticket's), how, and in which language ("": the policy's)."""

    name: str
    kind: str
    safe: bool
    language: str = ""


async def exported(store: str, wanted: Wanted, policy: Path | None, now: datetime) -> bytes:
    """The file, in the channel's zone. Raises CannotExport, LookupError, PolicyError, CannotOpen,
    StoreDown."""
    if wanted.kind not in FORMATS:
        raise CannotExport(f"--format {wanted.kind!r} is not known; use {', '.join(FORMATS)}")
    if wanted.language not in ("", *LANGUAGES):
        raise CannotExport(f"--lang {wanted.language!r} is not known; use {' or '.join(LANGUAGES)}")
    file = PolicyFile(policy)
    file.refresh()
    reader = open_reader(store)
    try:
        found = await reading.found(reader, wanted.name)
        loaded = await reader.load(found)
        events = await reader.events(found)
        row = await reader.teams(found)
        rules = file.policy(await reader.people())
    finally:
        await reader.close()
    if loaded is None:
        raise LookupError(f"the swarm {wanted.name!r} is gone")
    whom = Reader(wanted.language or rules.language, ZoneInfo(rules.zone))
    shown = row.shown if row else None
    doc = document(events, loaded.swarm, rules, whom, now, safe=wanted.safe, shown=shown)
    return FORMATS[wanted.kind].write(doc)


def write(content: bytes, out: Path | None, terminal: TextIO) -> None:
    """Into the file, or onto the standard output. Raises CannotExport."""
    if out is not None:
        try:
            out.write_bytes(content)
        except OSError as error:
            raise CannotExport(f"{out} cannot be written: {error.strerror}") from None
    elif not content.startswith(b"PK"):
        terminal.write(content.decode())
    elif terminal.isatty():
        raise CannotExport("an Excel file is nothing to look at here; add --out FILE.xlsx")
    else:
        terminal.buffer.write(content)


def policy_path(environ: Mapping[str, str]) -> Path | None:
    """The policy that the bot beside has, if any."""
    path = environ.get("SWARM_POLICY", "").strip()
    return Path(path) if path else None


def links_of(settings: Settings) -> Links | None:
    """Download links; None where people's browsers, or the other replicas, could not follow them."""
    base = settings.public_url
    if base is None and not settings.authenticated:
        base = f"http://{settings.host}:{settings.port}"
    own = settings.link_secret.get_secret_value() or settings.app_password.get_secret_value()
    secret = own or (secrets.token_hex(32) if settings.replicas == 1 else "")
    return Links(base, secret.encode()) if base and secret else None
