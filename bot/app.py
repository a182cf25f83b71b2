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
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import structlog
from aiohttp import web

from bot import fitness
from bot.background import keep_fresh
from bot.domain.commands import Open, Order
from bot.domain.drill import drill_id
from bot.domain.swarm import Ticket
from bot.exporting import links_of
from bot.flow.clockwatch import ClockWatch
from bot.flow.people import People
from bot.flow.road import TICKET_WITHIN, Road
from bot.identity import gate_of, hosts_of, tokens_of
from bot.life import Life
from bot.policyfile import PolicyFile
from bot.ports import Chat, Clock, Directory, Sleep, Store
from bot.present.drawing import Drawing
from bot.rules import Rules
from bot.settings import Settings
from bot.store.urls import open_store
from bot.teams.channels import Channels
from bot.teams.chat import TeamsChat
from bot.teams.connector import Connector
from bot.teams.drilldesk import DrillDesk
from bot.teams.entry import MessagesEntry
from bot.teams.exportdesk import ExportDesk, Exports
from bot.teams.formdesk import FormDesk
from bot.teams.handler import TeamsHandler, failed
from bot.teams.hosts import is_loopback_url
from bot.teams.kindly import Patience
from bot.teams.presses import VERBS
from bot.teams.pressing import PressDesk
from bot.teams.roster import Rosters
from bot.teams.sdk import Adapter
from bot.teams.speaker import Speaker
from bot.teams.strays import Strays
from bot.teams.talking import TalkDesk
from bot.teams.visits import Visits
from bot.telemetry_names import interval, wanted
from bot.tickets.sources import swarm_id
from bot.tracing import NO_SPANS, Spans
from bot.version import VERSION
from bot.web.counting import CountedChat, CountedHandler, CountedPager
from bot.web.counting_store import counted_store
from bot.web.exports import ExportRoute
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.paging import WebhookPager
from bot.web.rim import Rim
from bot.web.routes import add_routes
from bot.web.teamswatch import TeamsWatch
from bot.web.tickets import OpenedTicket, TicketDesk
from bot.web.traced import traced

if TYPE_CHECKING:
    from bot.telemetry import Telemetry

AT_THE_DESK = Patience()
CONNECTIONS = 200
"""Connections to Teams at once."""
TEAMS_TIMEOUT = 10.0
"""Seconds for a whole call to Teams."""

ANSWERED_WITHIN = 4.0
"""Seconds for requests that have come, when the process ends."""

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
    life: Life
    teams: TeamsWatch
    health: Health


async def serve(
    settings: Settings, policy: Path | None, time: Time, environ: Mapping[str, str]
) -> None:
    """Run until SIGTERM or SIGINT; then finish what is in hand, within ten seconds.

    Requests are taken from the start, also while the store is away. ``environ`` is asked for
    telemetry alone. Raises CannotOpen.
    """
    async with prepared(settings, policy, time, environ) as bot:
        runner = web.AppRunner(bot.web, access_log=None, shutdown_timeout=ANSWERED_WITHIN)
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
        try:
            await bot.life.begin_unless(stopped)
            await stopped.wait()
        finally:
            log.info("stopping", action="stopping")
            await bot.life.end(runner.cleanup)


@contextlib.asynccontextmanager
async def running(settings: Settings, policy: Path | None, time: Time) -> AsyncIterator[Bot]:
    """A bot that has begun, without a web server, and is ended in the end."""
    async with prepared(settings, policy, time) as bot:
        await bot.life.begin()
        yield bot
        await bot.life.end()


@contextlib.asynccontextmanager
async def prepared(
    settings: Settings, policy: Path | None, time: Time, environ: Mapping[str, str] | None = None
) -> AsyncIterator[Bot]:
    """A bot on its store, still to begin. Raises CannotOpen."""
    async with AsyncExitStack() as stack:
        watch = ClockWatch(time.clock, time.monotonic)
        store = open_store(settings.store.get_secret_value(), watch.heard)
        stack.push_async_callback(store.close)
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        session = await stack.enter_async_context(
            aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        )
        rules = Rules(PolicyFile(policy), People(store))
        rules.refresh()
        telemetry = _telemetry(environ or {})
        spans = telemetry.spans if telemetry else NO_SPANS
        bot = assembled(settings, time, store, session, rules, watch=watch, spans=spans)[0]
        if telemetry is not None:
            from bot.telemetry_figures import delivered  # noqa: PLC0415 # as below

            every = interval(environ or {})
            await stack.enter_async_context(delivered(telemetry, bot.health, time.sleep, every))
        yield bot


def _telemetry(environ: Mapping[str, str]) -> "Telemetry | None":
    """Its libraries take 20 MB and 0.3 s: loaded only where somebody wants it."""
    if not wanted(environ):
        return None
    from bot.telemetry import open_telemetry  # noqa: PLC0415

    return open_telemetry(environ, VERSION, socket.gethostname())


def assembled(
    settings: Settings,
    time: Time,
    store: Store,
    session: aiohttp.ClientSession,
    rules: Rules,
    *,
    watch: ClockWatch | None = None,
    teams_timeout: float = TEAMS_TIMEOUT,
    spans: Spans = NO_SPANS,
) -> tuple[Bot, MessagesEntry]:
    """All parts in their places; nothing is started yet."""
    watch = watch or ClockWatch(time.clock, time.monotonic)
    tokens = tokens_of(settings, session, time.monotonic)
    hosts, dev = hosts_of(settings), not settings.authenticated
    connector = Connector(session, tokens, time.clock, hosts=hosts, dev=dev, timeout=teams_timeout)
    metrics = Metrics()
    teams = TeamsChat(connector, f"28:{settings.app_id or 'swarm'}")
    watching = TeamsWatch(tokens.get, time.monotonic)
    chat = CountedChat(teams, metrics, time.clock, watching.called, spans)
    dialogs = _dialogs(settings)
    drawing = Drawing(rules.policy, rules.people, dialogs)
    road = Road(
        store=counted_store(store, metrics, time.monotonic, spans),
        chat=chat,
        drawing=drawing,
        people=rules.people,
        policy=rules.policy,
        clock=time.clock,
        sleep=time.sleep,
        pager=CountedPager(_pager(settings, session, time, rules), metrics, spans),
        may_send=watch.right,
        name=f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}",
    )
    links = links_of(settings)
    exports = Exports(road, links)
    handler, speaker = desks(road, chat, teams, drawing, time, exports=exports)
    counted = CountedHandler(handler, metrics, time.monotonic, VERBS, spans)
    gate = gate_of(settings, session, time.clock, time.monotonic)
    entry = MessagesEntry(gate, Adapter(connector), counted, failed)
    app = web.Application(middlewares=[traced(metrics, spans), Rim().pass_through])
    app.router.add_post("/api/messages", entry.handle)
    fresh = partial(keep_fresh, rules, road, handler.channels, watching, time.sleep)
    life = Life(road, entry, speaker, time.sleep, fresh)
    health = fitness.health(road, life, watching, watch, metrics=metrics, now=time.clock)
    files = ExportRoute(links, exports.written, time.clock)
    add_routes(app, _ticket_desk(settings, road, time, metrics), health, files)
    return Bot(road, app, speaker, store, handler.channels, life, watching, health), entry


def desks(
    road: Road,
    chat: Chat,
    directory: Directory,
    drawing: Drawing,
    time: Time,
    *,
    patience: Patience = AT_THE_DESK,
    exports: Exports | None = None,
) -> tuple[TeamsHandler, Speaker]:
    """The desks of the Teams edge, over ports only: tests put fakes behind them."""
    rosters = Rosters(directory, road.people, time.clock)
    speaker = Speaker(chat, road.lanes, time.sleep, pace=patience.pace, short=patience.hurry)
    visits = Visits(road, rosters, patience)
    channels = Channels(road, rosters, speaker, road.policy, drawing.dialogs)
    forms = FormDesk(road, visits, drawing, speaker, channels)
    drills = DrillDesk(road, channels)
    papers = ExportDesk(road, speaker, exports or Exports(road, None))
    presses = PressDesk(road, visits, drawing, forms, drills, exports=papers)
    talk = TalkDesk(
        road,
        visits,
        drawing,
        speaker,
        channels=channels,
        forms=forms,
        drills=drills,
        exports=papers,
    )
    return TeamsHandler(presses, forms, talk, channels, Strays(road)), speaker


def _dialogs(settings: Settings) -> Callable[[str], bool]:
    """Whether the client at a service address has dialogs: Teams has, a client on loopback
    (the Agents Playground) has not."""
    if settings.forms == "auto":
        return lambda service_url: not is_loopback_url(service_url)
    return lambda _: settings.forms == "dialog"


def _pager(
    settings: Settings, session: aiohttp.ClientSession, time: Time, rules: Rules
) -> WebhookPager:
    keys = [secret.get_secret_value() for secret in settings.paging_secret]
    if rules.policy().paging and not keys:
        log.warning("pages cannot be signed", action="paging_off", missing="SWARM_PAGING_SECRET")
    return WebhookPager(session, lambda: rules.policy().paging, keys, time.clock)


def _ticket_desk(settings: Settings, road: Road, time: Time, metrics: Metrics) -> TicketDesk:
    async def open_ticket(ticket: Ticket) -> OpenedTicket:
        swarm = swarm_id(ticket.source, ticket.id)
        if ticket.drill:
            swarm = drill_id(swarm)
        done = await road.handle(swarm, Order(Open(ticket)), TICKET_WITHIN)
        return OpenedTicket(swarm, done.created)

    keys = settings.ticket_keys
    return TicketDesk(open_ticket, time.clock, metrics, keys, dev=not settings.authenticated)
