"""Downloads: the file for whoever holds the link, and nothing for anybody else."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.exports.links import LIFE, Grant, Links, over_at
from bot.ports import StoreDown
from bot.web.exports import ExportRoute
from tests.build import at

NOW = at("08:52")
LINKS = Links("", b"s" * 32)
GRANT = Grant("sw-1", "md", False, "en", "id-sato", int(over_at(NOW).timestamp()))
Client = TestClient[web.Request, web.Application]


class Desk:
    """A web server whose time and store the test sets."""

    def __init__(self) -> None:
        self.now = NOW
        self.error: Exception | None = None
        self.found: tuple[bytes, str] | None = (b"# Timeline", "26/11\r\nX")
        self.asked: list[Grant] = []

    async def write(self, grant: Grant) -> tuple[bytes, str] | None:
        self.asked.append(grant)
        if self.error:
            raise self.error
        return self.found


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def get(
    desk: Desk,
) -> AsyncIterator[Callable[[str], Awaitable[tuple[int, str, dict[str, str]]]]]:
    app = web.Application()
    route = ExportRoute(LINKS, desk.write, lambda: desk.now)
    app.router.add_get("/exports/{token}/{name}", route.get)
    async with TestClient(TestServer(app)) as client:

        async def ask(token: str) -> tuple[int, str, dict[str, str]]:
            async with client.get(f"/exports/{token}/whatever.md") as answer:
                return answer.status, await answer.text(), dict(answer.headers)

        yield ask


Get = Callable[[str], Awaitable[tuple[int, str, dict[str, str]]]]


async def test_the_link_downloads_the_file(desk: Desk, get: Get) -> None:
    """As an attachment with a plain name; never kept by anybody between, never run by a browser."""
    status, text, headers = await get(LINKS.token(GRANT))
    assert (status, text) == (200, "# Timeline")
    assert headers["Content-Disposition"] == 'attachment; filename="swarm-26-11--X.md"'
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert desk.asked == [GRANT]


async def test_a_link_that_is_over_reads_nothing(desk: Desk, get: Get) -> None:
    """The store is not even asked; the answer says what to do, in both languages."""
    desk.now = NOW + LIFE
    status, text, _ = await get(LINKS.token(GRANT))
    assert status == 404
    assert "Export" in text
    assert "有効期限" in text
    assert desk.asked == []


async def test_a_stranger_gets_nothing(desk: Desk, get: Get) -> None:
    """Whatever is tried: 404, no error, no look into the store."""
    for token in ("x", "x.y", "e30.e30", "%00", "a" * 3000):
        status, _, _ = await get(token)
        assert status == 404
    assert desk.asked == []


async def test_a_store_that_is_away_is_said(desk: Desk, get: Get) -> None:
    """503, so that trying again makes sense."""
    desk.error = StoreDown("away")
    assert (await get(LINKS.token(GRANT)))[0] == 503


async def test_a_swarm_that_is_gone_is_gone(desk: Desk, get: Get) -> None:
    """Deleted since the link was made."""
    desk.found = None
    assert (await get(LINKS.token(GRANT)))[0] == 404
