"""What may be asked of the process."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.domain.swarm import Ticket
from bot.ports import StoreDown
from bot.web.health import Degraded, Health, NotReady
from bot.web.metrics import Metrics
from bot.web.routes import add_routes
from bot.web.tickets import OpenedTicket, TicketDesk

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
Client = TestClient[web.Request, web.Application]


async def nothing_opens(ticket: Ticket) -> OpenedTicket:
    raise StoreDown


async def well() -> None:
    """All is well."""


async def away() -> None:
    raise StoreDown("account key abc")


async def unknown() -> None:
    raise NotReady("no channel has been used yet")


async def away_from_teams() -> None:
    raise Degraded("calls to Teams have failed for 90 s")


async def broken() -> None:
    raise RuntimeError("secret path")


async def silent() -> None:
    await asyncio.Event().wait()


def client(ending: bool = False, /, **checks: object) -> Client:
    metrics = Metrics()
    desk = TicketDesk(nothing_opens, lambda: NOW, metrics)
    health = Health(
        "1.2.3", NOW - timedelta(hours=2), lambda: NOW, metrics,
        checks,  # type: ignore[arg-type]
        timeout=0.05, ending=lambda: ending,
    )  # fmt: skip
    app = web.Application()
    add_routes(app, desk, health)
    return TestClient(TestServer(app))


@pytest.fixture
async def web_client() -> AsyncIterator[Client]:
    async with client(store=well) as opened:
        yield opened


async def test_it_says_what_it_is(web_client: Client) -> None:
    """Who finds the address learns what answers there, and where to read on."""
    async with web_client.get("/") as answer:
        text = await answer.text()

    assert "Swarmbot 1.2.3" in text
    assert "README" in text


async def test_alive(web_client: Client) -> None:
    """The process says that it lives, since when, and which version it is."""
    async with web_client.get("/healthz") as answer:
        assert answer.status == 200
        assert await answer.json() == {"status": "ok", "version": "1.2.3", "uptime_seconds": 7200}


async def test_ready(web_client: Client) -> None:
    """With all checks well it may get traffic."""
    async with web_client.get("/readyz") as answer:
        assert (answer.status, await answer.json()) == (
            200,
            {"status": "ready", "checks": {"store": "ok"}},
        )


async def test_not_ready_says_why() -> None:
    """Each failing check is named with a reason that tells no secret; a silent one is cut off."""
    checks = {"ok": well, "store": away, "channel": unknown, "other": broken, "slow": silent}
    async with client(**checks) as opened, opened.get("/readyz") as answer:
        assert answer.status == 503
        said = await answer.json()
        assert said["status"] == "not ready"
        assert said["checks"] == {
            "ok": "ok",
            "store": "the store does not answer",
            "channel": "no channel has been used yet",
            "other": "failed, see the log",
            "slow": "no answer within 0.05 s",
        }


async def test_degraded_keeps_its_traffic() -> None:
    """What all replicas lose at once takes none of them out: 200, and the reason beside what is
    well; together with something worse it is not ready."""
    async with client(store=well, teams=away_from_teams) as opened, opened.get("/readyz") as answer:
        assert answer.status == 200
        assert await answer.json() == {
            "status": "degraded",
            "checks": {"store": "ok", "teams": "calls to Teams have failed for 90 s"},
        }
    async with client(store=away, teams=away_from_teams) as opened, opened.get("/readyz") as answer:
        assert (answer.status, (await answer.json())["status"]) == (503, "not ready")


async def test_a_process_that_ends_says_so_at_once() -> None:
    """503 and "stopping", without asking anybody."""
    async with client(True, store=silent) as opened, opened.get("/readyz") as answer:
        assert (answer.status, (await answer.json())["status"]) == (503, "stopping")


async def test_figures() -> None:
    """Prometheus reads every documented figure."""
    metrics = Metrics()
    metrics.presses.labels("claim", "done").inc()
    metrics.sends.labels("card", "ok").inc()
    metrics.reminder_late_seconds.observe(0.3)
    metrics.open_swarms.labels("A").set(3)

    text = metrics.text().decode()

    assert 'swarm_presses_total{outcome="done",verb="claim"} 1.0' in text
    assert 'swarm_sends_total{kind="card",result="ok"} 1.0' in text
    assert 'swarm_reminder_late_seconds_bucket{le="0.5"} 1.0' in text
    assert 'swarm_open{severity="A"} 3.0' in text


async def test_figures_are_served(web_client: Client) -> None:
    """The figures come in Prometheus' own type of text."""
    async with web_client.get("/metrics") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=")
        assert "swarm_reminder_late_seconds" in await answer.text()


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/metrics"])
async def test_methods(web_client: Client, path: str) -> None:
    """HEAD goes with GET; anything else is refused."""
    async with web_client.head(path) as head, web_client.post(path) as post:
        assert (head.status, post.status) == (200, 405)
