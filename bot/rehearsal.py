"""``swarmbot rehearse``: an installation on this machine, with authentication, before there is one.

The real bot with your policy, on Azurite, in front of what stands in for Microsoft: it is added to
a team of the people whom the policy names, takes a signed ticket, and then the doctor looks at it.
Nothing leaves this machine, but for what ``OTEL_*`` names; nothing is left on it.
"""

import asyncio
import base64
import contextlib
import json
import secrets
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot import azurite
from bot.app import Time
from bot.children import answers, child, free_port, inherited
from bot.doctor import Asked, examine
from bot.doctor_bot import app_id_of
from bot.doctor_report import Finding, fault, ok
from bot.policyfile import PolicyFile
from bot.ports import Member
from bot.settings import PER_SOURCE
from bot.standin import StandIn
from bot.tickets.signatures import secrets_in, sign

ROOT = Path(__file__).parent.parent
STORES = ("azurite", "sqlite")
NOBODY = "nobody@example.com"
TENANT = str(uuid.uuid5(uuid.NAMESPACE_DNS, "example.com"))
APP_ID = "11111111-2222-3333-4444-555555555555"
SIGNED_BY = PER_SOURCE + "GENERIC"
KEPT = ("SWARM_POLICY", SIGNED_BY)
"""Settings of the real bot that are tried here, too."""
WITHIN = 20.0
"""Seconds within which a ticket must be in its thread."""


class CannotRehearse(Exception):
    """The message says why, and what the bot said."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """``environ`` may name a policy and a secret of tickets. ``package``: its app id is the bot's.
    ``store`` is one of STORES."""

    environ: Mapping[str, str]
    package: Path | None = None
    store: str = "azurite"

    async def run(self, time: Time) -> list[Finding]:
        """What the doctor finds, and whether a ticket came through. Raises PolicyError,
        CannotOpen, CannotRehearse."""
        app_id = (app_id_of(self.package) if self.package else "") or APP_ID
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="swarm-try-")))
            store = await stack.enter_async_context(self._store(folder))
            microsoft = StandIn(app_id, TENANT, members_of(self.environ.get("SWARM_POLICY", "")))
            await stack.enter_async_context(microsoft)
            settings = self._settings(microsoft, store)
            bot = await stack.enter_async_context(_bot(folder, settings))
            http = await stack.enter_async_context(aiohttp.ClientSession())
            if (status := await microsoft.install(http, bot)) != 200:
                raise CannotRehearse(f"the bot answers {status} when it is added to a team")
            came = await _ticket(http, bot, settings[SIGNED_BY], microsoft, time)
            shown = {**settings, **self._kept()}  # its own path as it was written
            found = await examine(shown, time, Asked(package=self.package))
        return [*found, came]

    @contextlib.asynccontextmanager
    async def _store(self, folder: Path) -> AsyncIterator[str]:
        if self.store == "sqlite":
            yield f"sqlite:///{folder / 'swarm.db'}"
            return
        accounts = {"rehearsal": base64.b64encode(secrets.token_bytes(32)).decode()}
        async with azurite.running(folder, accounts, self.environ) as tables:
            yield tables.address("rehearsal")

    def _kept(self) -> dict[str, str]:
        return {name: self.environ[name] for name in KEPT if self.environ.get(name, "").strip()}

    def _settings(self, microsoft: StandIn, store: str) -> dict[str, str]:
        made = f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
        kept = self._kept()
        if "SWARM_POLICY" in kept:
            kept["SWARM_POLICY"] = str(Path(kept["SWARM_POLICY"]).resolve())
        return {
            **inherited(self.environ),
            **microsoft.settings(),
            "SWARM_STORE": store,
            "SWARM_PORT": str(free_port()),
            SIGNED_BY: made,
            **kept,
        }


def members_of(path: str) -> tuple[Member, ...]:
    """Everybody whom the policy names, as people of a tenant; somebody, when it names nobody.
    Raises PolicyError."""
    file = PolicyFile(Path(path) if path else None)
    file.refresh()
    return tuple(_member(name) for name in file.policy(()).unknown or (NOBODY,))


def _member(name: str) -> Member:
    try:
        person = str(uuid.UUID(name))
    except ValueError:
        person = str(uuid.uuid5(uuid.NAMESPACE_URL, name))
    return Member(person, name, f"29:{person}", name if "@" in name else "", TENANT)


@contextlib.asynccontextmanager
async def _bot(folder: Path, settings: Mapping[str, str]) -> AsyncIterator[str]:
    """The bot that is ready; gives its address."""
    url, said = f"http://127.0.0.1:{settings['SWARM_PORT']}", folder / "bot.out"
    command = (sys.executable, "-m", "bot", "run")
    with said.open("wb") as out:
        fd = out.fileno()
        async with child(*command, cwd=ROOT, env=settings, stdout=fd, stderr=fd) as process:
            async with aiohttp.ClientSession() as http:
                if not await answers(http, f"{url}/readyz", process):
                    told = said.read_text(encoding="utf-8", errors="replace")[-2000:]
                    raise CannotRehearse(f"the bot does not get ready; it said:\n{told}")
            yield url


async def _ticket(
    http: aiohttp.ClientSession, bot: str, secret: str, microsoft: StandIn, time: Time
) -> Finding:
    """A ticket as a ticket system would send it, and whether it reaches the channel."""
    ticket = {"id": "rehearsal-1", "title": "Rehearsal", "severity": "C", "drill": True}
    body, stamp = json.dumps(ticket).encode(), str(int(time.clock().timestamp()))
    headers = {
        "content-type": "application/json", "webhook-id": "rehearsal-1",
        "webhook-timestamp": stamp,
        "webhook-signature": sign("rehearsal-1", stamp, body, secrets_in(secret)[0]),
    }  # fmt: skip
    async with http.post(f"{bot}/tickets/generic", data=body, headers=headers) as answer:
        status = answer.status
    if status != 202:
        return fault("ticket", f"a signed ticket was answered {status}", f"look at {SIGNED_BY}")
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(WITHIN):
            await microsoft.opened.wait()
    if not microsoft.opened.is_set():
        return fault("ticket", "a signed ticket came to no thread", "look at the other checks")
    return ok("ticket", "a signed ticket became a thread in the channel")
