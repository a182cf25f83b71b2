"""A working day for the bench: a fake Teams, many people, swarms at rest in a store, and a bot."""

import base64
import contextlib
import itertools
import json
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from standardwebhooks import Webhook

from bot.domain.commands import Open, Order
from bot.domain.shown import Address, Place
from bot.domain.swarm import Severity, Ticket
from bot.flow.people import People
from bot.flow.road import Road
from bot.policyfile import PolicyFile
from bot.ports import Message, Posted
from bot.present.drawing import Drawing
from bot.store.sqlite import SqliteStore
from bot.tickets.sources import swarm_id
from tests.bench.load import Requests, http_post
from tests.bench.process import Server, free_port, server
from tests.fake_teams import FakeTeams, Seen
from tests.teams_wire import APP_ID, TENANT, User, user

CHANNELS = tuple(f"19:bench-{n}@thread.tacv2" for n in range(50))
POLICY = """\
[times]
no_lead_after = "1d"
no_lead_manager_after = "2d"
unclaimed_after = "1d"
unclaimed_lead_after = "2d"
rest_after = "off"
[severity.A]
first_response = "1d"
every = "1d"
check_in = "off"
"""
"""Nobody is reminded of anything while presses are measured."""
SECRET = "whsec_" + base64.b64encode(b"a secret of the bench, 32 bytes.").decode()
AREAS = ("platform", "storage", "network")
HOLE = "@" * 12
PEOPLE = tuple(
    user(1000 + n, f"{name} {n}", locale)
    for n in range(400)
    for name, locale in [("Ann", "en-US") if n % 2 else ("千恵", "ja-JP")]
)
"""Half of them read Japanese."""


@dataclass
class World:
    """``folder`` holds stores, policy and logs."""

    folder: Path
    teams: FakeTeams
    threads: dict[str, str] = field(default_factory=dict)
    turns: "itertools.count[int]" = field(default_factory=itertools.count)

    @cached_property
    def token(self) -> str:
        """Teams, too, uses one token for many requests; the bot checks it each time."""
        return self.teams.identity.headers(self.teams.service_url)["Authorization"]

    @property
    def policy(self) -> Path:
        return self.folder / "policy.toml"

    def environ(self, store: Path, port: int) -> dict[str, str]:
        """The settings of a bot that talks to the fake Teams, with authentication."""
        return {
            "MicrosoftAppId": APP_ID,
            "MicrosoftAppPassword": "made-up",
            "MicrosoftAppTenantId": TENANT,
            "SWARM_STORE": f"sqlite:///{store}",
            "SWARM_POLICY": str(self.policy),
            "SWARM_PORT": str(port),
            "SWARM_OPENID_METADATA": self.teams.identity.metadata_url,
            "SWARM_LOGIN_AUTHORITY": self.teams.url,
            "SWARM_SERVICE_HOSTS": "127.0.0.1",
            "SWARM_TICKET_SECRET_GENERIC": SECRET,
        }

    @contextlib.asynccontextmanager
    async def bot(self, store: Path) -> AsyncIterator[Server]:
        """The bot as its users start it, on that store; its log goes to a file."""
        port = free_port()
        log = self.folder / f"{store.stem}-{port}.log"
        async with server(
            "bot", "run", port=port, log=log, environ=self.environ(store, port)
        ) as bot:
            yield bot

    # ------------------------------------------------------------ what people and systems send

    def presses(self, swarms: list[str], people: tuple[User, ...]) -> Requests:
        """Presses that always change something: on each swarm, two people claim and release."""
        steps = (("claim", 0, 1), ("claim", 1, 2), ("release", 0, 1), ("release", 1, 2))
        requests = [
            [
                self._press(people[(2 * n + who) % len(people)], swarm, verb, AREAS[area])
                for verb, who, area in steps
            ]
            for n, swarm in enumerate(swarms)
        ]
        return (self._new(r[step]) for step in itertools.cycle(range(4)) for r in requests)

    def joins(self, swarm: str, who: User, area: str) -> Requests:
        """One person who looks at an area, and stops, and looks again."""
        requests = [self._press(who, swarm, verb, area) for verb in ("join", "release")]
        return map(self._new, itertools.cycle(requests))

    def ticket(self, number: str, channel: str = "") -> bytes:
        """A signed Sev-A, as ``POST /tickets/generic`` takes it."""
        body = json.dumps(
            {
                "id": number,
                "title": "Nobody can sign in to the point of sale",
                "severity": "A",
                "customer": "Aoba Stores",
                "business_impact": "128 shops cannot open",
                "channel": channel,
            }
        )
        now = datetime.now(UTC)
        signature = Webhook(SECRET).sign(number, now, body)
        return http_post(
            "/tickets/generic",
            body.encode(),
            webhook_id=number,
            webhook_timestamp=str(int(now.timestamp())),
            webhook_signature=signature,
        )

    def _press(self, who: User, swarm: str, verb: str, area: str) -> bytes:
        """A signed press whose turn is a hole, to be filled for each sending."""
        data = {"swarm": swarm, "area": area, "turn": HOLE}
        activity = self.teams.wire.press(who, self.threads[swarm], verb, data)
        body = json.dumps(activity).encode()
        return http_post("/api/messages", body, authorization=self.token)

    def _new(self, request: bytes) -> bytes:
        return request.replace(HOLE.encode(), b"%012d" % next(self.turns), 1)

    # ------------------------------------------------------------ swarms at rest

    async def seeded(self, name: str, swarms: int, channels: int = 10) -> Path:
        """A store with so many open swarms, whose threads stand in the fake Teams."""
        path = self.folder / f"{name}.db"
        store = SqliteStore(path)
        policy = PolicyFile(self.policy)
        policy.refresh()
        people = People(store)
        road = Road(
            store=store,
            chat=_Filing(self.teams),
            drawing=Drawing(lambda: policy.policy([]), people, lambda _: True),
            people=people,
            policy=lambda: policy.policy([]),
            clock=lambda: datetime.now(UTC) - timedelta(hours=1),
            sleep=_no_sleep,
            name="seed",
        )
        for channel in CHANNELS[:channels]:
            await road.places.put(Place(channel, self.teams.service_url, TENANT))
        ids = [f"{name}-{number:05}" for number in range(swarms)]
        for number, ticket in enumerate(ids):
            open_it = Open(_ticket(ticket, CHANNELS[number % channels]))
            await road.handle(swarm_id("generic", ticket), Order(open_it), 30)
            if number % 100 == 99:
                await road.reconciler.rest()
        await road.reconciler.rest()
        for ticket in ids:
            row = await store.teams(swarm_id("generic", ticket))
            assert row is not None
            assert row.shown.thread is not None
            self.threads[swarm_id("generic", ticket)] = row.shown.thread.conversation
        await store.close()
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("DELETE FROM limits")  # the channels have been quiet since
            db.commit()
        return path

    def swarms(self, name: str, number: int) -> list[str]:
        return [swarm_id("generic", f"{name}-{n:05}") for n in range(number)]


@contextlib.asynccontextmanager
async def world(folder: Path) -> AsyncIterator[World]:
    folder.mkdir(parents=True, exist_ok=True)
    async with FakeTeams(users=PEOPLE) as teams:
        for channel in CHANNELS:
            teams.rosters[channel] = PEOPLE[:50]
        made = World(folder, teams)
        made.policy.write_text(POLICY, encoding="utf-8")
        yield made


async def _no_sleep(_: float) -> None:
    pass


def _ticket(number: str, channel: str) -> Ticket:
    return Ticket(
        number,
        "Nobody can sign in to the point of sale",
        Severity.A,
        "generic",
        customer="Aoba Stores",
        business_impact="128 shops cannot open",
        created_at=datetime.now(UTC) - timedelta(hours=1),
        channel=channel,
    )


@dataclass(frozen=True, slots=True)
class _Filing:
    """A chat that puts what is sent straight into the fake Teams."""

    teams: FakeTeams

    async def start_thread(self, channel: Address, message: Message) -> Posted:
        number = str(next(self.teams._ids))
        thread = f"{channel.conversation};messageid={number}"
        self.teams.messages[thread] = [Seen(number, {}, self.teams.clock())]
        return Posted(Address(thread, channel.service_url, channel.tenant), number)

    async def post(self, to: Address, message: Message) -> str:
        number = str(next(self.teams._ids))
        self.teams.messages.setdefault(to.conversation, []).append(
            Seen(number, {}, self.teams.clock())
        )
        return number

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        pass

    async def delete(self, to: Address, message_id: str) -> None:
        pass

    async def probe(self, to: Address) -> None:
        pass

    async def open_direct(self, service_url: str, tenant: str, mention: str) -> Address:
        return Address(f"a:{mention}", service_url, tenant)
