"""``swarmbot doctor``: asks everything that the bot needs, and says what to do where it fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot import doctor_bot, doctor_local, doctor_teams
from bot.app import Time
from bot.doctor_report import Finding, Level, note, skipped
from bot.doctor_telemetry import telemetry
from bot.identity import hosts_of, issuer_of, metadata_of, tokens_of
from bot.policyfile import PolicyFile
from bot.ports import StoreDown
from bot.settings import Settings
from bot.store.errors import CannotOpen
from bot.store.urls import open_reader
from bot.teams.chat import TeamsChat
from bot.teams.connector import Connector
from bot.teams.token import Tokens

PACKAGE = Path("out/swarmbot.zip")
"""Where ``swarmbot manifest`` writes it, unless told otherwise."""
BEYOND = ("keys", "issuer", "token", "connector", "channels", "people")
"""What lies with Microsoft."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says: where the bot runs, and which package was uploaded."""

    url: str = ""
    package: Path | None = None


async def examine(environ: Mapping[str, str], time: Time, asked: Asked) -> list[Finding]:
    """Every finding, in the order in which one would put things right."""
    settings, findings = doctor_local.settings(environ)
    if settings is None:
        names = ("policy", "tickets", "store", *BEYOND)
        return [*findings, *(skipped(name, "see: settings") for name in names)]
    file = PolicyFile(settings.policy)
    findings += doctor_local.policy(file, time.clock())
    findings += doctor_local.tickets(settings)
    heard = doctor_local.Heard(time.clock)
    stored = await doctor_local.store(settings.store.get_secret_value(), heard)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        network = doctor_teams.Network(session, heard)
        beyond = await _beyond(settings, time, network, file, stored)
        bot = await doctor_bot.running(network, _address(settings, asked), asked=bool(asked.url))
        traced = await telemetry(network, environ)
    ends = [*bot, *_package(settings, asked), *traced]
    return [*findings, *stored, *heard.findings(), *beyond, *ends]


async def _beyond(
    settings: Settings, time: Time, network: doctor_teams.Network, file: PolicyFile,
    stored: list[Finding],
) -> list[Finding]:  # fmt: skip
    """The checks of ``BEYOND``. In development there is nothing to ask."""
    if not settings.authenticated:
        return [skipped(name, "SWARM_DEV=1") for name in BEYOND]
    tokens = tokens_of(settings, network.session, time.monotonic)
    managed = settings.app_type == "UserAssignedMSI"
    findings = [
        *await doctor_teams.keys(network, metadata_of(settings), issuer_of(settings)),
        await doctor_teams.token(tokens, managed=managed),
    ]
    if any(one.level is Level.FAULT for one in stored):
        return [*findings, *(skipped(name, "see: store") for name in BEYOND[3:])]
    lost = findings[-1].level is Level.FAULT
    return findings + await _in_teams(settings, time, network, file, None if lost else tokens)


async def _in_teams(
    settings: Settings, time: Time, network: doctor_teams.Network, file: PolicyFile,
    tokens: Tokens | None,
) -> list[Finding]:  # fmt: skip
    """Channels and people, as the store knows them. ``tokens`` None: there is no token."""
    try:
        reader = open_reader(settings.store.get_secret_value())
        try:
            places, rows = await reader.places(), await reader.people()
        finally:
            await reader.close()
    except (CannotOpen, StoreDown) as error:
        return [note("channels", f"not known: {error}")]
    hosts = hosts_of(settings)
    findings = await doctor_teams.connector(network, places, hosts)
    if tokens is None:
        return [*findings, *(skipped(name, "see: token") for name in ("channels", "people"))]
    connector = Connector(network.session, tokens, time.clock, hosts=hosts)
    chat = TeamsChat(connector, f"28:{settings.app_id}")
    rules = file.policy(rows)
    findings += await doctor_teams.channels(chat, places, allow_external=rules.allow_external)
    return findings + await doctor_teams.people(chat, rules, rows, places)


def _address(settings: Settings, asked: Asked) -> str:
    return asked.url or f"http://127.0.0.1:{settings.port}"


def _package(settings: Settings, asked: Asked) -> list[Finding]:
    path = asked.package or (PACKAGE if PACKAGE.exists() else None)
    if path is None:
        todo = "name the one that was uploaded: --package swarm.zip"
        return [note("package", "no app package to compare with", todo)]
    return doctor_bot.package(path, settings.app_id, asked.url)
