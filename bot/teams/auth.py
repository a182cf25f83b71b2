"""Who may speak to the bot: Teams itself, for our tenants, answering at Teams' own addresses.

The rules are those of the Bot Connector ("authentication from the Bot Connector service to your
bot"), read strictly: what those rules let pass when it is missing is refused here.
"""

import math
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import jwt

from bot.ports import Clock
from bot.teams.hosts import TEAMS_HOSTS, url_fault
from bot.teams.keys import KeyStore, SigningKey

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY = 300.0
"""Seconds by which clocks may differ (Bot Connector: five minutes)."""

KEPT = 64
"""So many tokens whose signature was found right are remembered: Teams uses one for an hour."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Whom to believe. ``tenants`` empty lets nobody in. ``dev``: no tokens, this machine only."""

    app_id: str
    tenants: frozenset[str]
    hosts: frozenset[str] = TEAMS_HOSTS
    issuer: str = ISSUER
    dev: bool = False


@dataclass(frozen=True, slots=True)
class Denied:
    """``status`` is 401 when the token is at fault, 403 when what is asked with it is."""

    status: Literal[401, 403]
    reason: str


@dataclass(frozen=True, slots=True)
class Caller:
    """A request that may act; ``claims`` are those of its token (none in development)."""

    claims: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Token:
    claims: Mapping[str, Any]
    kid: str
    key: SigningKey


def tenant_of(activity: Mapping[str, Any]) -> str:
    """The tenant that the activity speaks for; two that differ are none."""
    conversation, data = activity.get("conversation"), activity.get("channelData")
    named = conversation.get("tenantId") if isinstance(conversation, Mapping) else None
    holder = data.get("tenant") if isinstance(data, Mapping) else None
    told = holder.get("id") if isinstance(holder, Mapping) else None
    found = {t.lower() for t in (named, told) if isinstance(t, str) and t}
    return found.pop() if len(found) == 1 else ""


def time_fault(claims: Mapping[str, Any], now: datetime) -> str:
    """Why the token does not hold at ``now``; a token without an end never holds."""
    seconds = now.timestamp()
    end, start = _number(claims.get("exp")), _number(claims.get("nbf", 0))
    if end is None or start is None:
        return "exp or nbf missing or no number"
    if seconds >= end + LEEWAY:
        return "expired"
    return "not valid yet" if seconds < start - LEEWAY else ""


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) < 1e15 and math.isfinite(value) else None


class Gate:
    """Checks one request. Raises KeysUnavailable when no signing key could be had yet."""

    def __init__(self, rules: Rules, keys: KeyStore | None, clock: Clock) -> None:
        if not rules.dev and (keys is None or not rules.app_id or not rules.tenants):
            raise ValueError("authentication needs signing keys, an app id and a tenant")
        self._rules = rules
        self._keys = keys
        self._clock = clock
        self._tenants = frozenset(tenant.lower() for tenant in rules.tenants)
        self._signed: OrderedDict[str, _Token] = OrderedDict()

    async def check(
        self, headers: Mapping[str, str], activity: Mapping[str, Any]
    ) -> Caller | Denied:
        if self._rules.dev:
            return self._check_dev(headers, activity)
        token = await self._token(headers.get("Authorization", ""))
        if isinstance(token, Denied):
            return token
        reason = self._activity_fault(token, activity)
        return Denied(403, reason) if reason else Caller(token.claims)

    def _check_dev(
        self, headers: Mapping[str, str], activity: Mapping[str, Any]
    ) -> Caller | Denied:
        # Without tokens, a page in the developer's browser must not speak for Teams.
        if "Origin" in headers:
            return Denied(403, "sent by a web page")
        fault = self._address_fault(activity)
        return Denied(403, fault) if fault else Caller()

    async def _token(self, header: str) -> _Token | Denied:
        scheme, _, encoded = header.partition(" ")
        if scheme != "Bearer" or not encoded or not encoded.isascii():
            return Denied(401, "no bearer token")
        known = self._signed.get(encoded)
        if known is not None and self._keys and await self._keys.find(known.kid) == known.key:
            fault = time_fault(known.claims, self._clock())
            return Denied(401, fault) if fault else known
        token = await self._read(encoded)
        if isinstance(token, _Token):
            self._signed[encoded] = token
            while len(self._signed) > KEPT:
                self._signed.popitem(last=False)
        return token

    async def _read(self, encoded: str) -> _Token | Denied:
        try:
            head = jwt.get_unverified_header(encoded)
        except jwt.InvalidTokenError:
            return Denied(401, "not a token")
        kid = head.get("kid")
        if head.get("alg") != "RS256" or not isinstance(kid, str):
            return Denied(401, "not signed as Teams signs")
        key = await self._keys.find(kid) if self._keys else None
        if key is None:
            return Denied(401, "unknown signing key")
        return self._verified(encoded, kid, key)

    def _verified(self, encoded: str, kid: str, key: SigningKey) -> _Token | Denied:
        try:
            # exp and nbf are compared with our own clock below.
            claims = jwt.decode(
                encoded,
                key.key,
                algorithms=["RS256"],
                options={
                    "verify_aud": False,
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except jwt.InvalidTokenError as error:
            return Denied(401, f"bad token: {type(error).__name__}")
        if claims.get("iss") != self._rules.issuer:
            return Denied(401, "wrong issuer")
        audience = claims.get("aud")
        if not isinstance(audience, str) or audience.lower() != self._rules.app_id.lower():
            return Denied(401, "wrong audience")
        fault = time_fault(claims, self._clock())
        return Denied(401, fault) if fault else _Token(claims, kid, key)

    def _activity_fault(self, token: _Token, activity: Mapping[str, Any]) -> str:
        claimed = token.claims.get("serviceurl")
        if not isinstance(claimed, str) or claimed != activity.get("serviceUrl"):
            return "the token is for another serviceUrl"
        if fault := self._address_fault(activity):
            return fault
        if activity.get("channelId") != CHANNEL or CHANNEL not in token.key.endorsements:
            return "the channel is not Teams, or its key does not speak for Teams"
        return "" if tenant_of(activity) in self._tenants else "the tenant is not allowed"

    def _address_fault(self, activity: Mapping[str, Any]) -> str:
        url = activity.get("serviceUrl")
        if not isinstance(url, str) or not url:
            return "no serviceUrl"
        fault = url_fault(url, self._rules.hosts, dev=self._rules.dev)
        return f"serviceUrl {fault}" if fault else ""
