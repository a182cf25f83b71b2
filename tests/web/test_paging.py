"""The paging service is called as the Standard Webhooks specification says, and its answers are understood."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from standardwebhooks import Webhook

from bot.ports import Busy, ChatError, Failing, Gone, Page, Refused, Throttled, Uncertain
from bot.present.paging import page_of
from bot.tickets.signatures import Ok, secrets_in, verify
from bot.web.paging import WebhookPager, refusal
from tests.build import SATO, led, told

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
KEY = secrets_in(SECRET)[0]
PAGE = Page("sw-1-overdue-page-9", {"type": "x", "data": {"customer": "アオバ"}})


def now() -> datetime:
    """The real clock: the library checks against it."""
    return datetime.now(UTC)


class Service:
    """A paging service on this machine, with the answers that the test wants."""

    def __init__(self, status: int = 202, **headers: str) -> None:
        self.status, self.headers = status, headers
        self.got: list[tuple[dict[str, str], bytes]] = []

    async def take(self, request: web.Request) -> web.Response:
        self.got.append(({k.lower(): v for k, v in request.headers.items()}, await request.read()))
        return web.Response(status=self.status, headers=self.headers)


async def called(service: Service, *keys: bytes, address: Callable[[str], str] = str) -> None:
    app = web.Application()
    app.router.add_post("/hook", service.take)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        url = address(str(server.make_url("/hook")))
        await WebhookPager(session, lambda: url, keys, now).page(PAGE)


async def test_a_page_is_signed_so_that_any_receiver_can_check_it() -> None:
    """By our own check, and by the library of the specification's authors."""
    service = Service()
    await called(service, KEY)
    [(headers, body)] = service.got
    assert verify(headers, body, [KEY], now()) == Ok(PAGE.id)
    assert Webhook(SECRET).verify(body, headers) == json.loads(body)
    assert json.loads(body)["data"]["customer"] == "アオバ"


@pytest.mark.parametrize(
    ("status", "error"),
    [(429, Throttled), (500, Uncertain), (503, Uncertain), (408, Failing), (404, Gone), (410, Gone),
     (400, Refused), (401, Refused), (302, Refused)],
)  # fmt: skip
async def test_what_the_service_answers_decides_what_comes_next(
    status: int, error: type[ChatError]
) -> None:
    """Again with a pause, or never; a redirect is not followed, because the address is ours to say."""
    with pytest.raises(error):
        await called(Service(status, location="https://elsewhere.example.com/"), KEY)


def test_a_pause_that_the_service_asks_for_is_kept_within_reason() -> None:
    """Seconds of Retry-After, at most five minutes; a date counts as thirty seconds."""
    waits: list[Any] = [refusal(429, text) for text in ("7", "86400", "Wed, 21 Oct 2026", "")]
    assert [wait.retry_after for wait in waits] == [7, 300, 30, 30]


async def test_a_service_that_is_not_there_is_tried_again() -> None:
    """Nothing was sent, so it is certain that it has not arrived."""
    with pytest.raises(Busy):
        await called(Service(), KEY, address=lambda _: "http://127.0.0.1:1/hook")


async def test_while_one_secret_replaces_another_both_sign() -> None:
    """The receiver may know the old one or the new one."""
    service, new = Service(), b"n" * 24
    await called(service, KEY, new)
    [(headers, body)] = service.got
    for key in (KEY, new):
        assert verify(headers, body, [key], now()) == Ok(PAGE.id)


@pytest.mark.parametrize(("keys", "address"), [((), str), ((KEY,), lambda _: "")])
async def test_without_an_address_or_a_secret_nothing_leaves(
    keys: tuple[bytes, ...], address: Callable[[str], str]
) -> None:
    """An unsigned page could be anybody's."""
    service = Service()
    with pytest.raises(Refused):
        await called(service, *keys, address=address)
    assert service.got == []


def test_a_page_names_the_customer_only_where_banners_do() -> None:
    """With ``banner = "number"``, ticket and times leave the house, names and titles do not."""
    story = led(paging="https://x.test", phones={SATO.id: "090"})
    told(story, "06:00")
    story.until("06:30")
    ping = next(p for p in story.said if p.where.value == "page")
    full = page_of(story.swarm, ping, story.rules)
    assert full.body["data"]["customer"] == "アオバストア"
    assert (full.body["data"]["owner"], full.body["data"]["phone"]) == (SATO.name, "090")
    assert full.id == f"{story.swarm.id}-{ping.key}"
    story.rules = led(banner="number").rules
    assert "アオバ" not in json.dumps(
        page_of(story.swarm, ping, story.rules).body, ensure_ascii=False
    )
