"""What stands between the Agents Playground and a bot, to say what the Playground does not."""

import contextlib
from asyncio import Event
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from aiohttp import web

LOCALES = {"en": "en-US", "ja": "ja-JP"}


@contextlib.asynccontextmanager
async def speaking(language: str, bot: str, opened: Event | None = None) -> AsyncIterator[str]:
    """Where a Playground sends what is for the bot at that address; its user speaks ``language``.

    The Playground always says en-US of its user, so something between the two must say better.
    ``opened`` is set when the bot has heard of a channel, and has done all that it was told of it
    (one install is told twice at once; the second is answered before the first is done).
    """
    locale = LOCALES[language]
    going_on: list[object] = []

    async def forward(request: web.Request) -> web.Response:
        going_on.append(mark := object())
        try:
            activity = await request.json()
            answer = await forwarded(activity)
        finally:
            going_on.remove(mark)
        where = activity.get("conversation", {}).get("conversationType")
        if opened and where == "channel" and not going_on:
            opened.set()
        return answer

    async def forwarded(activity: dict[str, Any]) -> web.Response:
        for said in (activity, *activity.get("entities", ())):
            if "locale" in said:
                said["locale"] = locale
        try:
            async with http.post(f"{bot}/api/messages", json=activity) as answer:
                body = await answer.read()
                kind = answer.content_type
                return web.Response(status=answer.status, body=body, content_type=kind)
        except aiohttp.ClientError as error:
            raise web.HTTPBadGateway(text=str(error)) from None

    app = web.Application()
    app.router.add_post("/api/messages", forward)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    async with aiohttp.ClientSession() as http:
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
        finally:
            await runner.cleanup()
