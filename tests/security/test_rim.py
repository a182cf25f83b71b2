"""The rim: bodies that come drop by drop, too much at once, tickets in a loop. And replays."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path

import pytest
from aiohttp import web

from bot.domain.swarm import Ticket
from bot.tickets.signatures import secrets_in
from bot.web.metrics import Metrics
from bot.web.rim import LARGEST, Bucket, Rim
from bot.web.tickets import OpenedTicket, TicketDesk
from tests.fakes import StoryTime
from tests.security.wire import (
    MESSAGES,
    TICKETS,
    Answer,
    Forged,
    bearer,
    chunked,
    order,
    said,
    send,
    signed,
    ticket,
)
from tests.stories.wired import SECRET, Wired, wired


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Wired]:
    async with wired(tmp_path) as world:
        yield world


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@contextlib.asynccontextmanager
async def served(routes: Mapping[str, Handler], rim: Rim | None = None) -> AsyncIterator[str]:
    """These doors behind a rim; the address."""
    app = web.Application(middlewares=[(rim or Rim()).pass_through])
    for path, handler in routes.items():
        app.router.add_post(path, handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def behind(rim: Rim, world: Wired) -> AsyncIterator[str]:
    """The program's own doors behind another rim."""
    doors: dict[str, Handler] = {}
    for route in world.bot.web.router.routes():
        if route.method == "POST" and route.resource is not None:
            doors[route.resource.canonical] = route.handler
    async with served(doors, rim) as url:
        yield url


@pytest.mark.parametrize("path", [MESSAGES, TICKETS])
@pytest.mark.parametrize("begun", [b"", b'{"type": "mess'], ids=["nothing", "a beginning"])
async def test_a_body_that_never_comes_is_not_waited_for(
    world: Wired, path: str, begun: bytes
) -> None:
    """408 after a while, and the connection is closed."""
    head = Forged(path, [*bearer(world), ("Content-Length", "5000")], measured=False).wire()
    async with behind(Rim(seconds=0.2), world) as url:
        answer = await send(url, head + begun)
    assert answer.status == 408
    assert answer.headers["connection"] == "close"
    assert await world.bot.store.overview() == []


async def test_a_body_in_pieces_that_never_ends_is_not_waited_for(world: Wired) -> None:
    """The same without a length, however many pieces have come."""
    headers = [*bearer(world), ("Transfer-Encoding", "chunked")]
    begun = chunked(b" " * 1000, 10).removesuffix(b"0\r\n\r\n")
    async with behind(Rim(seconds=0.2), world) as url:
        answer = await send(url, Forged(headers=headers, measured=False).wire() + begun)
    assert answer.status == 408


async def test_work_after_the_body_has_its_own_time(world: Wired) -> None:
    """Only the body is hurried: what is done with it may take longer than it."""

    async def slow(request: web.Request) -> web.Response:
        content = await request.read()
        await asyncio.sleep(0.3)
        return web.json_response({"bytes": len(content)})

    async with served({"/slow": slow}, Rim(seconds=0.1)) as url:
        answer = await send(url, Forged("/slow", body=b"12345").wire())
    assert json.loads(answer.text) == {"bytes": 5}


@contextlib.asynccontextmanager
async def holding(url: str, head: bytes) -> AsyncIterator[None]:
    """Somebody who has begun a request and does not go on."""
    host, port = url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(head)
    await writer.drain()
    try:
        yield
    finally:
        writer.close()


async def test_too_much_at_once_is_asked_to_come_again(world: Wired) -> None:
    """503 with a time to try again, until there is room; the memory of the process is bounded."""
    body = ticket()
    good = Forged(TICKETS, signed(world, body), body).wire()
    head = Forged(TICKETS, [("Transfer-Encoding", "chunked")], measured=False).wire()
    async with behind(Rim(seconds=20, most=LARGEST), world) as url:
        async with holding(url, head):
            full = await until(url, good, 503)
        assert full.headers["retry-after"] == "1"
        assert (await until(url, good, 202)).status == 202


async def until(url: str, wire: bytes, status: int) -> Answer:
    """The server needs a moment to notice what came, or that somebody has gone."""
    for _ in range(200):
        answer = await send(url, wire)
        if answer.status == status:
            return answer
        await asyncio.sleep(0.02)
    raise AssertionError(f"never {status}")


async def test_health_is_asked_though_there_is_no_room(world: Wired) -> None:
    """A request without a body is never turned away: a platform must not kill a busy bot."""
    async with behind(Rim(most=0), world) as url:
        assert (
            await send(url, Forged("/nowhere", method="GET", measured=False).wire())
        ).status == 404


async def test_a_source_in_a_loop_is_slowed_down(world: Wired) -> None:
    """429 with a time to try again, and later it may go on; what is forged does not count."""
    opened: list[Ticket] = []

    async def open_ticket(one: Ticket) -> OpenedTicket:
        opened.append(one)
        return OpenedTicket("sw-1", created=True)

    time = StoryTime(world.time.now)
    keys, buckets = {"generic": secrets_in(SECRET)}, {"generic": Bucket(rate=0.5, burst=3)}
    desk = TicketDesk(open_ticket, time.clock, Metrics(), keys, buckets=buckets)
    body = ticket()
    forged = Forged(TICKETS, body=body).wire()
    good = Forged(TICKETS, signed(world, body), body).wire()
    async with served({"/tickets/{source}": desk.post}) as url:
        assert {(await send(url, forged)).status for _ in range(5)} == {401}
        answers = [await send(url, good) for _ in range(5)]
        assert [one.status for one in answers] == [202, 202, 202, 429, 429]
        assert answers[-1].headers["retry-after"] == "2"
        await time.sleep(2)
        assert [(await send(url, good)).status for _ in range(2)] == [202, 429]
    assert len(opened) == 4


def test_a_bucket_empties_with_time() -> None:
    """At most the burst at once, then the rate; and a clock that goes back gives nothing away."""
    bucket = Bucket(rate=2.0, burst=3)
    assert [bucket.take(100.0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert bucket.take(100.5) == 0
    assert bucket.take(50.0) == 0.5
    assert bucket.take(200.0) == 0


# ---------------------------------------------------------------- replays


async def test_a_ticket_sent_again_opens_nothing(world: Wired) -> None:
    """Within the five minutes in which its signature holds, it is answered as before."""
    body = ticket()
    wire = Forged(TICKETS, signed(world, body), body).wire()
    first, second = await send(world.url, wire), await send(world.url, wire)
    await world.rest()
    assert (first.status, second.status) == (202, 202)
    assert json.loads(second.text) == {**json.loads(first.text), "created": False}
    assert len(await world.bot.store.overview()) == 1


async def test_words_sent_again_open_nothing(world: Wired) -> None:
    """A recorded activity with its token, sent again as it was, is answered and does nothing."""
    wire = Forged(headers=bearer(world), body=said(order(world))).wire()
    for _ in range(3):
        assert (await send(world.url, wire)).status == 200
    await world.rest()
    assert len(await world.bot.store.overview()) == 1


async def test_a_press_sent_again_does_nothing(world: Wired) -> None:
    """Nor with another id: a press is one for one person, one button and one card."""
    body = ticket()
    await send(world.url, Forged(TICKETS, signed(world, body), body).wire())
    await world.rest()
    (one,) = await world.bot.store.overview()
    press = world.pressing(world.teams.users[0], "claim")
    for again in (press, press, {**press, "id": "another"}):
        answer = await send(world.url, Forged(headers=bearer(world), body=said(again)).wire())
        assert answer.status == 200
    await world.rest()
    kinds = [type(event.fact).__name__ for event in await world.bot.store.events(one.swarm)]
    assert kinds.count("AreaClaimed") == 1
