"""Microsoft's identity service on loopback: signing keys that can roll over, and tokens."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"


@dataclass(frozen=True, slots=True)
class SigningPair:
    kid: str
    private: rsa.RSAPrivateKey
    endorsements: tuple[str, ...] = ("msteams",)

    def public_jwk(self) -> dict[str, Any]:
        jwk: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(self.private.public_key()))
        return {**jwk, "kid": self.kid, "use": "sig", "endorsements": list(self.endorsements)}


def new_pair(kid: str, endorsements: tuple[str, ...] = ("msteams",)) -> SigningPair:
    return SigningPair(
        kid, rsa.generate_private_key(public_exponent=65537, key_size=2048), endorsements
    )


@cache
def first_pair() -> SigningPair:
    """One for the whole run: a key takes a tenth of a second to make."""
    return new_pair("key-1")


@dataclass
class FakeIdentity:
    """``down``: the endpoints answer 503. ``refuse``: the token endpoint says invalid_client.

    ``wall`` gives the seconds since 1970 that tokens are dated with.
    """

    app_id: str
    tenant: str
    wall: Callable[[], float] = time.time
    url: str = ""
    pairs: list[SigningPair] = field(default_factory=lambda: [first_pair()])
    down: bool = False
    refuse: bool = False
    lifetime: int = 3600
    issuer: str = ISSUER
    key_fetches: int = 0
    keys_asked: asyncio.Event = field(default_factory=asyncio.Event)
    token_forms: list[dict[str, str]] = field(default_factory=list)
    good_tokens: set[str] = field(default_factory=set)

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/openid"

    @property
    def authority(self) -> str:
        return f"{self.url}/{self.tenant}"

    def roll_over(self, endorsements: tuple[str, ...] = ("msteams",)) -> None:
        """From now on another key signs, and the old one is known no more."""
        self.pairs = [new_pair(f"key-{int(self.pairs[-1].kid[4:]) + 1}", endorsements)]

    def claims(self, service_url: str, **changed: Any) -> dict[str, Any]:
        """Those of a good token; ``changed`` to None leaves a claim out."""
        now = int(self.wall())
        claims = {
            "iss": self.issuer,
            "aud": self.app_id,
            "serviceurl": service_url,
            "nbf": now - 60,
            "exp": now + 3600,
            **changed,
        }
        return {name: value for name, value in claims.items() if value is not None}

    def sign(self, claims: Mapping[str, Any], pair: SigningPair | None = None) -> str:
        pair = pair or self.pairs[-1]
        return jwt.encode(dict(claims), pair.private, algorithm="RS256", headers={"kid": pair.kid})

    def headers(self, service_url: str, **changed: Any) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.sign(self.claims(service_url, **changed))}"}

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/openid", self._metadata)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)

    def revoke(self) -> None:
        """Teams accepts none of the tokens that were given out so far."""
        self.good_tokens.clear()

    async def _metadata(self, _: web.Request) -> web.Response:
        if self.down:
            return web.Response(status=503)
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        self.key_fetches += 1
        self.keys_asked.set()
        return web.json_response({"keys": [pair.public_jwk() for pair in self.pairs]})

    async def _token(self, request: web.Request) -> web.Response:
        self.token_forms.append({k: str(v) for k, v in (await request.post()).items()})
        if self.down:
            return web.Response(status=503)
        if self.refuse:
            return web.json_response({"error": "invalid_client"}, status=401)
        token = f"token-{len(self.token_forms)}"
        self.good_tokens.add(token)
        return web.json_response(
            {"token_type": "Bearer", "access_token": token, "expires_in": self.lifetime}
        )
