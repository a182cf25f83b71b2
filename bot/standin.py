"""Microsoft's side on this machine: identity service, signing keys, and a Teams with one channel.

For ``swarmbot rehearse``: a bot in front of it is one with authentication, as in a tenant. What it
posts is taken and thrown away. Its keys and secrets are made for one run and are worth nothing.
"""

import asyncio
import itertools
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import aiohttp
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.ports import Member
from bot.teams.auth import ISSUER

CHANNEL = "19:rehearsal@thread.tacv2"
KEY_ID = "rehearsal"
HOUR = 3600
LARGEST = 4 * 1024 * 1024


@dataclass
class StandIn:
    """``async with StandIn(app_id, tenant, members) as microsoft``: one tenant, one team with these
    members in it. ``opened`` is set when the bot has begun a thread there."""

    app_id: str
    tenant: str
    members: Sequence[Member]
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    def __post_init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._token = secrets.token_urlsafe(24)
        self._ids = itertools.count(1)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST)
        app.router.add_get("/openid", self._described)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._give_token)
        base = "/teams/v3/conversations"
        app.router.add_get(base, self._nothing_here)
        app.router.add_post(base, self._open)
        app.router.add_post(base + "/{conversation}/activities", self._post)
        app.router.add_post(base + "/{conversation}/activities/{id}", self._post)
        app.router.add_put(base + "/{conversation}/activities/{id}", self._post)
        app.router.add_delete(base + "/{conversation}/activities/{id}", self._post)
        app.router.add_get(base + "/{conversation}/pagedmembers", self._list_members)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    def settings(self) -> dict[str, str]:
        """How a bot is told of this side instead of Microsoft's."""
        return {
            "MicrosoftAppId": self.app_id,
            "MicrosoftAppPassword": self.secret,
            "MicrosoftAppTenantId": self.tenant,
            "SWARM_OPENID_METADATA": f"{self.url}/openid",
            "SWARM_LOGIN_AUTHORITY": self.url,
            "SWARM_SERVICE_HOSTS": "127.0.0.1",
        }

    async def install(self, http: aiohttp.ClientSession, bot: str) -> int:
        """Somebody adds the app to the team: told to the bot as Teams tells it. Its answer."""
        service, first = f"{self.url}/teams/", self.members[0]
        activity = {
            "type": "installationUpdate", "action": "add", "id": f"act-{next(self._ids)}",
            "channelId": "msteams", "serviceUrl": service,
            "from": {"id": first.mention, "name": first.name, "aadObjectId": first.id},
            "recipient": {"id": f"28:{self.app_id}", "name": "Swarm"},
            "conversation": {
                "id": CHANNEL, "conversationType": "channel", "isGroup": True,
                "tenantId": self.tenant,
            },
            "channelData": {
                "tenant": {"id": self.tenant}, "channel": {"id": CHANNEL, "name": "Cases"},
                "team": {"id": "19:team@thread.tacv2", "name": "Rehearsal"},
            },
        }  # fmt: skip
        async with http.post(
            f"{bot}/api/messages", json=activity, headers=self._signed(service)
        ) as answer:
            return answer.status

    def _signed(self, service: str) -> dict[str, str]:
        now = int(time.time())
        claims = {
            "iss": ISSUER, "aud": self.app_id, "serviceurl": service,
            "nbf": now - 60, "exp": now + HOUR,
        }  # fmt: skip
        token = jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": KEY_ID})
        return {"Authorization": f"Bearer {token}"}

    # ------------------------------------------------------------ identity

    async def _described(self, _: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        public: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(self._key.public_key()))
        named = {**public, "kid": KEY_ID, "use": "sig", "endorsements": ["msteams"]}
        return web.json_response({"keys": [named]})

    async def _give_token(self, request: web.Request) -> web.Response:
        form = await request.post()
        if (form.get("client_id"), form.get("client_secret")) != (self.app_id, self.secret):
            return web.json_response({"error": "invalid_client"}, status=401)
        given = {"token_type": "Bearer", "access_token": self._token, "expires_in": HOUR}
        return web.json_response(given)

    # ------------------------------------------------------------ Teams

    def _may(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bearer {self._token}":
            raise web.HTTPUnauthorized

    async def _nothing_here(self, _: web.Request) -> web.Response:
        return web.Response(status=405)

    async def _open(self, request: web.Request) -> web.Response:
        """A thread in the channel, or a 1:1 chat."""
        self._may(request)
        body: Mapping[str, Any] = await request.json()
        if not body.get("isGroup"):
            return web.json_response({"id": f"a:{body['members'][0]['id']}"}, status=201)
        self.opened.set()
        number = str(next(self._ids))
        opened = {"id": f"{CHANNEL};messageid={number}", "activityId": number}
        return web.json_response(opened, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        self._may(request)
        return web.json_response({"id": str(next(self._ids))}, status=201)

    async def _list_members(self, request: web.Request) -> web.Response:
        self._may(request)
        listed = [
            {
                "id": one.mention, "name": one.name, "aadObjectId": one.id,
                "userPrincipalName": one.upn, "tenantId": self.tenant, "userRole": "user",
            }
            for one in self.members
        ]  # fmt: skip
        return web.json_response({"members": listed})
