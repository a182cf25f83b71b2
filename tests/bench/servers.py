"""What Swarmbot is measured against, each a process of its own: ``python -m tests.bench.servers``.

``bare``: aiohttp reads a JSON body and writes one. ``stock``: an empty turn of the stock SDK, by
the steps that ``CloudAdapter.process`` of botbuilder-integration-aiohttp takes (read the JSON,
deserialize, authenticate, make the clients, run the turn, 201). Its authentication is off, because
the stock keys come over the network; the turn sends nothing. Both are favours to the stock SDK.
"""

import sys

from aiohttp import web
from botbuilder.core import ActivityHandler, CloudAdapterBase, TurnContext
from botbuilder.schema import Activity
from botframework.connector.auth import BotFrameworkAuthenticationFactory


async def bare(request: web.Request) -> web.Response:
    activity = await request.json()
    return web.json_response({"statusCode": 200, "id": activity["id"]})


class Nothing(ActivityHandler):  # type: ignore[misc]  # the SDK has no types
    """A bot that listens."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        pass


class Stock:
    """The stock adapter behind one route."""

    def __init__(self) -> None:
        self._adapter = CloudAdapterBase(BotFrameworkAuthenticationFactory.create())
        self._bot = Nothing()

    async def messages(self, request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        header = request.headers.get("Authorization", "")
        answer = await self._adapter.process_activity(header, activity, self._bot.on_turn)
        if answer is not None:
            return web.json_response(answer.body, status=answer.status)
        return web.Response(status=201)


def main(kind: str) -> None:
    app = web.Application()
    app.router.add_post("/api/messages", bare if kind == "bare" else Stock().messages)

    async def say_where(_: web.Application) -> None:
        print("ready", flush=True)

    app.on_startup.append(say_where)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[2]), print=None, access_log=None)


if __name__ == "__main__":
    main(sys.argv[1])
