"""What Swarmbot is measured against, each a process of its own: ``python -m tests.bench.servers``.

``successor``: an empty card press of the Microsoft 365 Agents SDK, which follows the stock SDK, as
its adapter for aiohttp takes it, without authentication.

``bare``: aiohttp reads a JSON body and writes one. ``stock``: an empty turn of the stock SDK, by
the steps that ``CloudAdapter.process`` of botbuilder-integration-aiohttp takes (read the JSON,
deserialize, authenticate, make the clients, run the turn, 201). Its authentication is off, because
the stock keys come over the network; the turn sends nothing. Both are favours to the stock SDK.
"""

import logging
import sys
from typing import Any

from aiohttp import web
from botbuilder.core import ActivityHandler, CloudAdapterBase, TurnContext
from botbuilder.schema import Activity
from botframework.connector.auth import BotFrameworkAuthenticationFactory
from microsoft_agents.activity import AdaptiveCardInvokeResponse
from microsoft_agents.hosting import core as agents
from microsoft_agents.hosting.aiohttp import CloudAdapter as AgentsAdapter
from microsoft_agents.hosting.core.authorization import AnonymousTokenProvider


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


class Pressed(agents.ActivityHandler):
    """A bot that answers every press with nothing."""

    async def on_adaptive_card_invoke(self, *_: object) -> AdaptiveCardInvokeResponse:
        kind = "application/vnd.microsoft.activity.message"
        return AdaptiveCardInvokeResponse(status_code=200, type=kind, value={})


class Anonymous:
    """Connections for a bot without credentials: nothing is fetched for them."""

    def get_token_provider(self, *_: object) -> AnonymousTokenProvider:
        return AnonymousTokenProvider()


class Successor:
    """The successor's adapter behind one route."""

    def __init__(self) -> None:
        connections: Any = Anonymous()
        self._adapter = AgentsAdapter(connection_manager=connections)
        self._bot = Pressed()

    async def messages(self, request: web.Request) -> web.StreamResponse:
        answer = await self._adapter.process(request, self._bot)
        assert answer is not None
        return answer


def main(kind: str) -> None:
    logging.disable(logging.WARNING)  # the successor warns of each missing app id
    app = web.Application()
    handlers = {"bare": bare, "stock": Stock().messages, "successor": Successor().messages}
    app.router.add_post("/api/messages", handlers[kind])

    async def say_where(_: web.Application) -> None:
        print("ready", flush=True)

    app.on_startup.append(say_where)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[2]), print=None, access_log=None)


if __name__ == "__main__":
    main(sys.argv[1])
