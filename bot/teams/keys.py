"""The keys that Teams signs with: fetched without blocking the loop, renewed, never lost.

A key set is replaced whole. An unknown key id asks for a new set at once, but at most once per
``pause``: a rollover of the signing keys heals by itself, and made-up key ids cannot make the
bot hammer the endpoint. When the endpoint is away, the keys of before stay good.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import InvalidKeyError

PUBLIC_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
RENEW_AFTER = 12 * 3600.0
"""Seconds after which a new set is fetched beside the work (Bot Framework: daily at least)."""
TOO_OLD = 24 * 3600.0
"""Seconds after which a request waits for the new set."""
COLD_PAUSE = 5.0
"""Seconds between two tries as long as there are no keys at all, and everybody waits."""
SMALLEST_KEY = 2048

log = structlog.get_logger(__name__)


class KeysUnavailable(Exception):
    """No signing keys have been had yet, so nobody can be told from anybody (503, not 401)."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key and the channels that it may speak for."""

    key: RSAPublicKey
    endorsements: frozenset[str]


def read_keys(document: object) -> dict[str, SigningKey]:
    """The usable RSA keys of a JWKS document, by key id; whatever else is in it is left out."""
    listed = document.get("keys") if isinstance(document, Mapping) else None
    found: dict[str, SigningKey] = {}
    for entry in listed if isinstance(listed, list) else []:
        if not isinstance(entry, dict) or entry.get("kty") != "RSA":
            continue
        kid, endorsed = entry.get("kid"), entry.get("endorsements")
        try:
            key = RSAAlgorithm.from_jwk(entry)
        except (InvalidKeyError, ValueError, TypeError):
            continue
        if isinstance(kid, str) and isinstance(key, RSAPublicKey) and key.key_size >= SMALLEST_KEY:
            names = endorsed if isinstance(endorsed, list) else []
            found[kid] = SigningKey(key, frozenset(n for n in names if isinstance(n, str)))
    return found


class KeyStore:
    """Signing keys by key id, over one session.

    ``monotonic`` gives seconds that only ever rise. ``timeout`` is for both requests together.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        monotonic: Callable[[], float],
        *,
        metadata: str = PUBLIC_METADATA,
        pause: float = 30.0,
        timeout: float = 5.0,
    ) -> None:
        self._session = session
        self._monotonic = monotonic
        self._metadata = metadata
        self._pause = pause
        self._timeout = timeout
        self._keys: dict[str, SigningKey] = {}
        self._fetched_at = 0.0
        self._tried_at: float | None = None
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> SigningKey | None:
        """The key, or None when Teams has no such key. Raises KeysUnavailable."""
        age = self._monotonic() - self._fetched_at
        if kid not in self._keys or age >= TOO_OLD:
            await self._renew()
        elif age >= RENEW_AFTER:
            self._start()
        if not self._keys:
            raise KeysUnavailable(self._metadata)
        return self._keys.get(kid)

    async def close(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    async def _renew(self) -> None:
        task = self._start()
        if task is not None:
            await asyncio.shield(task)  # one caller giving up must not spoil it for the others

    def _start(self) -> asyncio.Task[None] | None:
        """The fetch under way, a new one, or None when the last one is too short ago."""
        if self._fetching is not None and not self._fetching.done():
            return self._fetching
        now = self._monotonic()
        pause = self._pause if self._keys else min(self._pause, COLD_PAUSE)
        if self._tried_at is not None and now - self._tried_at < pause:
            return None
        self._tried_at = now
        self._fetching = asyncio.create_task(self._fetch())
        return self._fetching

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(self._timeout):
                metadata = await self._get(self._metadata)
                keys = read_keys(await self._get(metadata["jwks_uri"]))
        except (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError) as error:
            log.warning("keys.fetch_failed", action="keys", error=repr(error))
            return
        if not keys:
            log.warning("keys.fetch_failed", action="keys", error="no usable key")
            return
        self._keys, self._fetched_at = keys, self._monotonic()
        log.info("keys.fetched", action="keys", keys=len(keys))

    async def _get(self, url: str) -> Any:
        async with self._session.get(url, allow_redirects=False) as response:
            response.raise_for_status()
            return await response.json(content_type=None)
