"""The door for tickets: signed, bounded, and never broken by what is pushed through it."""

import base64
import gzip
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook
from structlog.testing import capture_logs

from bot.domain.swarm import Ticket
from bot.ports import Conflict, StoreDown
from bot.tickets.signatures import secrets_in
from bot.tickets.sources import swarm_id
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.routes import add_routes
from bot.web.tickets import MAX_BYTES, OpenedTicket, TicketDesk

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()
LEAST = {"id": "2411220030001", "title": "店舗のPOSにログインできない", "severity": "A"}
SWARM = swarm_id("generic", "2411220030001")

Client = TestClient[web.Request, web.Application]


class Swarms:
    """Keeps what it is given; or fails as a store fails."""

    def __init__(self) -> None:
        self.tickets: list[Ticket] = []
        self.failing: Exception | None = None

    async def open(self, ticket: Ticket) -> OpenedTicket:
        if self.failing:
            raise self.failing
        known = any(ticket.id == other.id for other in self.tickets)
        self.tickets.append(ticket)
        return OpenedTicket(swarm_id(ticket.source, ticket.id), created=not known)


class Door:
    """The app behind a client, with everything that a test looks at."""

    def __init__(self, *, dev: bool, secret: str) -> None:
        self.swarms, self.metrics = Swarms(), Metrics()
        keys = {"generic": secrets_in(secret)} if secret else {}
        desk = TicketDesk(self.swarms.open, lambda: NOW, self.metrics, keys, dev)
        app = web.Application()
        add_routes(app, desk, Health("1.2.3", NOW, lambda: NOW, self.metrics))
        self.client: Client = TestClient(TestServer(app))

    async def post(
        self, content: Any, *, sign: str = "", at: datetime = NOW, encoding: str = ""
    ) -> tuple[int, Any]:
        headers = {"Content-Encoding": encoding} if encoding else {}
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        if sign:
            headers["webhook-id"] = "msg_1"
            headers["webhook-timestamp"] = str(int(at.timestamp()))
            headers["webhook-signature"] = Webhook(sign).sign("msg_1", at, body.decode())
        # A file-like body: aiohttp's client warns of large bytes.
        async with self.client.post(
            "/tickets/generic", data=BytesIO(body), headers=headers
        ) as answer:
            return answer.status, await answer.json()

    def count(self, outcome: str) -> float:
        labels = {"source": "generic", "outcome": outcome}
        return self.metrics.registry.get_sample_value("swarm_tickets_total", labels) or 0


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    """As in production: only signed tickets."""
    opened = Door(dev=False, secret=SECRET)
    async with opened.client:
        yield opened


@pytest.fixture
async def dev() -> AsyncIterator[Door]:
    """As in development: no secret."""
    opened = Door(dev=True, secret="")
    async with opened.client:
        yield opened


async def test_a_signed_ticket_opens_a_swarm(door: Door) -> None:
    """A good ticket is stored, then answered with the swarm that it leads to."""
    assert await door.post(LEAST, sign=SECRET) == (202, {"swarm": SWARM, "created": True})

    assert [ticket.title for ticket in door.swarms.tickets] == ["店舗のPOSにログインできない"]
    assert door.count("created") == 1


async def test_the_same_ticket_again_is_answered_alike(door: Door) -> None:
    """A webhook that is sent again leads to the same swarm, which is not new."""
    await door.post(LEAST, sign=SECRET)

    assert await door.post(LEAST, sign=SECRET) == (202, {"swarm": SWARM, "created": False})
    assert door.count("updated") == 1


async def test_notes_say_what_was_taken_otherwise(door: Door) -> None:
    """What was cut or corrected is said in the answer."""
    status, answer = await door.post(
        {**LEAST, "created_at": "2026-11-24T06:00:00Z", "description": "x" * 1_000_000},
        sign=SECRET,
    )

    assert status == 202
    assert answer["notes"] == [
        "description was cut to 4000 characters",
        "created_at lies in the future and was taken as now",
    ]


async def test_every_bad_field_is_named(door: Door) -> None:
    """400 names each bad field, so that one round of mending is enough."""
    status, answer = await door.post({"severity": "Z", "created_at": "5:00"}, sign=SECRET)

    assert status == 400
    assert [error["field"] for error in answer["errors"]] == [
        "id", "title", "severity", "created_at",
    ]  # fmt: skip
    assert all("expected" in error["problem"] for error in answer["errors"])
    assert door.count("bad") == 1


async def test_only_signed_tickets_come_in(door: Door) -> None:
    """Unsigned, foreign and stale tickets get 401 with a reason, and have no effect."""
    other = "whsec_" + base64.b64encode(b"another-secret-another-s").decode()

    answers = [
        await door.post(LEAST),
        await door.post(LEAST, sign=other),
        await door.post(LEAST, sign=SECRET, at=NOW - timedelta(minutes=6)),
        await door.post(b"not even JSON"),
    ]

    assert [status for status, _ in answers] == [401] * 4
    assert all(answer["error"] for _, answer in answers)
    assert door.swarms.tickets == []
    assert door.count("denied") == 4


async def test_without_a_secret_nothing_comes_in() -> None:
    """A source whose secret was forgotten is closed, and says which setting is missing."""
    door = Door(dev=False, secret="")
    async with door.client:
        status, answer = await door.post(LEAST, sign=SECRET)

    assert status == 401
    assert "SWARM_TICKET_SECRET_GENERIC" in answer["error"]


async def test_development_lets_unsigned_tickets_in(dev: Door) -> None:
    """With SWARM_DEV=1 a ticket needs no signature, and the log says so each time."""
    with capture_logs() as logs:
        status, _ = await dev.post(LEAST)

    assert status == 202
    assert [line["event"] for line in logs] == ["ticket-unsigned", "ticket-accepted"]


async def test_a_wrong_signature_is_wrong_in_development_too() -> None:
    """Who signs is checked, so that a sender can be tried out."""
    door = Door(dev=True, secret=SECRET)
    async with door.client:
        status, _ = await door.post(LEAST, sign=SECRET, at=NOW - timedelta(hours=1))

    assert status == 401


@pytest.mark.parametrize("error", [StoreDown("away"), Conflict()])
async def test_a_ticket_that_was_not_stored_is_asked_for_again(
    door: Door, error: Exception
) -> None:
    """202 means stored. Otherwise 503, and when to try again."""
    door.swarms.failing = error
    headers = {"webhook-id": "1", "webhook-timestamp": str(int(NOW.timestamp()))}
    headers["webhook-signature"] = Webhook(SECRET).sign("1", NOW, json.dumps(LEAST))

    async with door.client.post(
        "/tickets/generic", data=json.dumps(LEAST), headers=headers
    ) as answer:
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "again" in (await answer.json())["error"]
    assert door.count("failed") == 1


async def test_an_unknown_source_learns_the_known_ones(door: Door) -> None:
    """404 names the sources that there are."""
    async with door.client.post("/tickets/pigeon", json=LEAST) as answer:
        assert answer.status == 404
        assert "generic" in (await answer.json())["error"]


async def test_a_body_has_its_limit(dev: Door) -> None:
    """2 MiB are read and no more, announced, in pieces or compressed."""

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 65536

    whole = json.dumps({**LEAST, "description": "x" * (MAX_BYTES - 200)}).encode()
    assert (await dev.post(whole))[0] == 202
    assert (await dev.post(b" " * (MAX_BYTES + 1)))[0] == 413
    bomb = gzip.compress(b" " * (MAX_BYTES * 20))
    assert (await dev.post(bomb, encoding="gzip"))[0] == 413
    async with dev.client.post("/tickets/generic", data=pieces()) as answer:
        assert answer.status == 413
    assert dev.count("too_large") == 3


async def test_a_compressed_body(dev: Door) -> None:
    """Compressed bodies are read; broken ones are refused."""
    good = gzip.compress(json.dumps(LEAST).encode())

    assert (await dev.post(good, encoding="gzip"))[0] == 202
    assert (await dev.post(b"not gzip", encoding="gzip"))[0] == 400
    assert (await dev.post(good[:-30], encoding="gzip"))[0] == 400


async def test_a_ticket_keeps_its_words(dev: Door) -> None:
    """Mentions and markdown stay text for the cards to make harmless; controls are gone."""
    await dev.post({**LEAST, "title": "<at>everyone</at> **x**\u0000\u202e"})

    assert dev.swarms.tickets[0].title == "<at>everyone</at> **x**"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_tickets_are_posted(door: Door, method: str) -> None:
    """Other methods are refused with 405."""
    async with door.client.request(method, "/tickets/generic") as answer:
        assert answer.status == 405


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
bodies = st.one_of(
    st.binary(),
    anything.map(lambda value: json.dumps(value).encode()),
    st.dictionaries(st.sampled_from([*Ticket.__dataclass_fields__]), anything).map(
        lambda change: json.dumps({**LEAST, **change}).encode()
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=bodies)
async def test_no_body_breaks_the_door(dev: Door, body: bytes) -> None:
    """Whatever is posted, the answer is 202 or 400; never a 5xx."""
    status, answer = await dev.post(body)

    assert (status, bool(answer.get("errors"))) in {(202, False), (400, True)}
