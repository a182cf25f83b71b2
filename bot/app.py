"""The program put together: settings and a policy in, a running bot out.

Clocks come from the command line, so that tests can build the same program on their own time.
"""

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import aiohttp
import structlog
from aiohttp import web

from bot.domain.commands import Open, Order
from bot.domain.swarm import Ticket
from bot.flow.people import People
from bot.flow.road import TICKET_WITHIN, Road
from bot.policyfile import PolicyFile
from bot.ports import Chat, Clock, Directory, Sleep, Store, StoreDown
from bot.present.drawing import Drawing
from bot.rules import Rules
from bot.settings import Settings
from bot.store.urls import open_store
from bot.teams.auth import Gate
from bot.teams.auth import Rules as GateRules
from bot.teams.channels import Channels
from bot.teams.chat import TeamsChat
from bot.teams.connector import Connector
from bot.teams.entry import MessagesEntry
from bot.teams.formdesk import FormDesk
from bot.teams.handler import TeamsHandler, failed
from bot.teams.hosts import TEAMS_HOSTS, is_loopback_url
from bot.teams.keys import PUBLIC_METADATA, KeyStore
from bot.teams.kindly import Patience
from bot.teams.presses import VERBS
from bot.teams.pressing import PressDesk
from bot.teams.roster import Rosters
from bot.teams.sdk import Adapter
from bot.teams.speaker import Speaker
from bot.teams.talking import TalkDesk
from bot.teams.token import (
    CachedToken,
    NoToken,
    Tokens,
    authority_of,
    client_secret,
    managed_identity,
)
from bot.teams.visits import Visits
from bot.tickets.sources import swarm_id
from bot.version import VERSION
from bot.web.counting import CountedChat, CountedHandler, count_open
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.routes import add_routes
from bot.web.tickets import OpenedTicket, TicketDesk

LOGIN = "https://login.microsoftonline.com"
AT_THE_DESK = Patience()
CONNECTIONS = 200
"""Connections to Teams at once."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Time:
    """The three faces of time that a process has."""

    clock: Clock
    monotonic: Callable[[], float]
    sleep: Sleep


@dataclass(frozen=True, slots=True)
class Bot:
    """The parts of a running bot that others hold on to."""

    road: Road
    web: web.Application
    speaker: Speaker
    store: Store
    channels: Channels


async def serve(settings: Settings, policy: Path | None, time: Time) -> None:
    """Run until SIGTERM or SIGINT; then finish what is in hand, within ten seconds."""
    async with running(settings, policy, time) as bot:
        runner = web.AppRunner(bot.web, access_log=None, shutdown_timeout=5)
        await runner.setup()
        site = web.TCPSite(runner, settings.host, settings.port)
        try:
            await site.start()
        except OSError as error:
            sys.exit(f"swarmbot: cannot listen on {settings.host}:{settings.port}: {error}")
        log.info("listening", action="started", host=settings.host, port=settings.port)
        stopped = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        await stopped.wait()
        log.info("stopping", action="stopping")
        await runner.cleanup()


@contextlib.asynccontextmanager
async def running(settings: Settings, policy: Path | None, time: Time) -> AsyncIterator[Bot]:
    """A bot on its store, with everything opened, and closed in the end."""
    async with AsyncExitStack() as stack:
        store = open_store(settings.store.get_secret_value())
        stack.push_async_callback(store.close)
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        session = await stack.enter_async_context(
            aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        )
        rules = Rules(PolicyFile(policy), People(store))
        rules.refresh()
        bot, entry = assembled(settings, time, store, session, rules)
        await bot.road.start()
        stack.push_async_callback(bot.road.stop)
        background = asyncio.create_task(_keep_fresh(rules, bot, time), name="policy and rosters")
        stack.callback(background.cancel)
        stack.push_async_callback(entry.close)
        yield bot


def assembled(
    settings: Settings, time: Time, store: Store, session: aiohttp.ClientSession, rules: Rules
) -> tuple[Bot, MessagesEntry]:
    """All parts in their places; nothing is started yet."""
    hosts = TEAMS_HOSTS | set(settings.service_hosts)
    dev = not settings.authenticated
    tokens = tokens_of(settings, session, time)
    connector = Connector(session, tokens, time.clock, hosts=hosts, dev=dev)
    metrics = Metrics()
    teams = TeamsChat(connector, f"28:{settings.app_id or 'swarm'}")
    chat = CountedChat(teams, metrics, time.clock)
    dialogs = _dialogs(settings)
    drawing = Drawing(rules.policy, rules.people, dialogs)
    road = Road(
        store=store,
        chat=chat,
        drawing=drawing,
        people=rules.people,
        policy=rules.policy,
        clock=time.clock,
        sleep=time.sleep,
        name=f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}",
    )
    handler, speaker = desks(road, chat, teams, drawing, time)
    counted = CountedHandler(handler, metrics, time.monotonic, VERBS)
    gate = _gate(settings, session, time, hosts)
    entry = MessagesEntry(gate, Adapter(connector), counted, failed)
    app = web.Application()
    app.router.add_post("/api/messages", entry.handle)
    add_routes(app, _ticket_desk(settings, road, time, metrics), _health(store, time, metrics))
    return Bot(road, app, speaker, store, handler.channels), entry


def desks(
    road: Road,
    chat: Chat,
    directory: Directory,
    drawing: Drawing,
    time: Time,
    *,
    patience: Patience = AT_THE_DESK,
) -> tuple[TeamsHandler, Speaker]:
    """The desks of the Teams edge, over ports only: tests put fakes behind them."""
    rosters = Rosters(directory, road.people, time.clock)
    speaker = Speaker(chat, road.lanes, time.sleep, patience.pace)
    visits = Visits(road, rosters, patience)
    channels = Channels(road, rosters, speaker, road.policy, drawing.dialogs)
    forms = FormDesk(road, visits, drawing, speaker, channels)
    presses = PressDesk(road, visits, drawing, forms)
    talk = TalkDesk(road, visits, drawing, speaker, channels=channels, forms=forms)
    return TeamsHandler(presses, forms, talk, channels), speaker


def _dialogs(settings: Settings) -> Callable[[str], bool]:
    """Whether the client at a service address has dialogs: Teams has, a client on loopback
    (the Agents Playground) has not."""
    if settings.forms == "auto":
        return lambda service_url: not is_loopback_url(service_url)
    return lambda _: settings.forms == "dialog"


def tokens_of(settings: Settings, session: aiohttp.ClientSession, time: Time) -> Tokens:
    if not settings.authenticated:
        return NoToken()
    if settings.app_type == "UserAssignedMSI":
        return CachedToken(managed_identity(settings.app_id), time.monotonic)
    fetch = client_secret(
        session,
        authority=authority_of(settings.login_authority or LOGIN, settings.tenant_id),
        app_id=settings.app_id,
        secret=settings.app_password.get_secret_value(),
    )
    return CachedToken(fetch, time.monotonic)


def _gate(
    settings: Settings, session: aiohttp.ClientSession, time: Time, hosts: frozenset[str]
) -> Gate:
    dev = not settings.authenticated
    rules = GateRules(settings.app_id, settings.allowed_tenants, hosts, dev=dev)
    metadata = settings.openid_metadata or PUBLIC_METADATA
    keys = None if dev else KeyStore(session, time.monotonic, metadata=metadata)
    return Gate(rules, keys, time.clock)


def _ticket_desk(settings: Settings, road: Road, time: Time, metrics: Metrics) -> TicketDesk:
    async def open_ticket(ticket: Ticket) -> OpenedTicket:
        swarm = swarm_id(ticket.source, ticket.id)
        done = await road.handle(swarm, Order(Open(ticket)), TICKET_WITHIN)
        return OpenedTicket(swarm, done.created)

    keys = settings.ticket_keys
    return TicketDesk(open_ticket, time.clock, metrics, keys, dev=not settings.authenticated)


def _health(store: Store, time: Time, metrics: Metrics) -> Health:
    gauges = partial(count_open, store, metrics)
    checks = {"store": store.ping}
    return Health(VERSION, time.clock(), time.clock, metrics, checks, gauges=gauges)


async def _keep_fresh(rules: Rules, bot: Bot, time: Time) -> None:
    """Rosters once at the start, the policy whenever its file changes."""
    try:
        await bot.channels.read_rosters()
    except StoreDown as error:
        log.warning("rosters not read", action="store_down", why=str(error))
    while True:
        rules.refresh_kindly()
        await time.sleep(5)
