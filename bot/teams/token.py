"""The bot's own token: one per process, shared by all sends, fetched off the event loop's back."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

import aiohttp

from bot.ports import Busy, Failing

SCOPE = "https://api.botframework.com/.default"
EARLY = 300.0
"""Seconds before its end at which a token is replaced."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A token, and for how many seconds from now it holds."""

    token: str
    seconds: float


Fetch = Callable[[], Awaitable[Grant]]
"""Asks the identity service. Raises Busy (away; nothing was sent) or Failing (it says no)."""


class Tokens(Protocol):
    async def get(self) -> str:
        """The token; empty when none is needed. Raises as ``Fetch`` does."""

    def drop(self, token: str) -> None:
        """Teams has refused this token: never give it out again."""


class NoToken:
    """Development: the Agents Playground asks for none."""

    async def get(self) -> str:
        return ""

    def drop(self, token: str) -> None:
        """Nothing is held."""


class CachedToken:
    """Fetches once for all who wait, and again shortly before the end. ``monotonic`` in seconds."""

    def __init__(self, fetch: Fetch, monotonic: Callable[[], float]) -> None:
        self._fetch = fetch
        self._monotonic = monotonic
        self._one_at_a_time = asyncio.Lock()
        self._token = ""
        self._ends = 0.0

    async def get(self) -> str:
        if self._fresh():
            return self._token
        async with self._one_at_a_time:
            if not self._fresh():
                await self._replace()
            return self._token

    def drop(self, token: str) -> None:
        if token == self._token:
            self._token = ""

    def _fresh(self) -> bool:
        return bool(self._token) and self._monotonic() < self._ends - EARLY

    async def _replace(self) -> None:
        asked = self._monotonic()
        try:
            grant = await self._fetch()
        except (Busy, Failing):
            if self._token and self._monotonic() < self._ends:
                return  # the old one still holds for a while
            raise
        self._token, self._ends = grant.token, asked + grant.seconds


def authority_of(authority: str, tenant: str) -> str:
    """The address of the tenant at the identity service; ``authority`` may leave the tenant out."""
    bare = authority.rstrip("/")
    return bare if urlsplit(bare).path else f"{bare}/{tenant}"


def client_secret(
    session: aiohttp.ClientSession,
    *,
    authority: str,
    app_id: str,
    secret: str,
    scope: str = SCOPE,
    timeout: float = 5.0,
) -> Fetch:
    """OAuth 2.0 client credentials (RFC 6749, 4.4) at ``{authority}/oauth2/v2.0/token``."""
    form = {
        "grant_type": "client_credentials",
        "client_id": app_id,
        "client_secret": secret,
        "scope": scope,
    }

    async def fetch() -> Grant:
        try:
            async with (
                asyncio.timeout(timeout),
                session.post(
                    f"{authority}/oauth2/v2.0/token", data=form, allow_redirects=False
                ) as response,
            ):
                status, answer = response.status, await response.json(content_type=None)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise Busy(f"identity service: {error!r}") from error
        return read_grant(status, answer)

    return fetch


def managed_identity(app_id: str, *, scope: str = SCOPE) -> Fetch:
    """A user-assigned managed identity. msal speaks to it with blocking calls, hence the thread."""
    # Loaded only where it is used: it is a tenth of the time to start.
    import msal  # noqa: PLC0415
    import requests  # noqa: PLC0415

    resource = scope.removesuffix("/.default")

    def ask() -> object:
        client = msal.ManagedIdentityClient(
            msal.UserAssignedManagedIdentity(client_id=app_id), http_client=requests.Session()
        )
        return client.acquire_token_for_client(resource=resource)

    async def fetch() -> Grant:
        try:
            answer = await asyncio.to_thread(ask)
        except (OSError, ValueError, msal.ManagedIdentityError) as error:
            raise Busy(f"managed identity: {error!r}") from error
        return read_grant(200, answer)

    return fetch


def read_grant(status: int, answer: object) -> Grant:
    """The identity service's answer. Its error text never holds the secret; it is kept short."""
    fields = answer if isinstance(answer, dict) else {}
    token, seconds = fields.get("access_token"), fields.get("expires_in")
    if isinstance(token, str) and token:
        try:
            return Grant(token, float(seconds) if seconds is not None else 0.0)
        except (TypeError, ValueError) as error:
            raise Failing("identity service: expires_in is no number") from error
    reason = str(fields.get("error", "no token in the answer"))[:200]
    if status == 429 or status >= 500:
        raise Busy(f"identity service: {status} {reason}", status=status)
    raise Failing(f"identity service: {status} {reason}", status=status)
