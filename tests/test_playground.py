"""What stands between the Agents Playground and the bot."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.playground import speaking

CHANNEL = {"conversation": {"conversationType": "channel"}, "locale": "en-US"}


async def test_a_channel_is_opened_when_the_bot_is_done_with_it() -> None:
    """One install is told twice at once, and the second is answered before the first is done;
    the bot hears the language that was chosen."""
    heard: list[Any] = []
    began, first_done, opened = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def bot(request: web.Request) -> web.Response:
        heard.append(await request.json())
        if len(heard) == 1:
            began.set()
            await first_done.wait()
        return web.json_response({})

    app = web.Application()
    app.router.add_post("/api/messages", bot)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(TestServer(app))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        url = str(server.make_url("")).rstrip("/")
        endpoint = await stack.enter_async_context(speaking("ja", url, opened))
        first = asyncio.create_task(http.post(endpoint, json=CHANNEL))
        await began.wait()
        second = await http.post(endpoint, json=CHANNEL)
        assert (second.status, opened.is_set()) == (200, False)
        first_done.set()
        assert (await first).status == 200
        assert opened.is_set()
    assert [activity["locale"] for activity in heard] == ["ja-JP", "ja-JP"]
