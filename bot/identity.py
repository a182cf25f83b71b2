"""Who the bot is to Microsoft, and whom it believes to be Teams: read from the settings."""

from collections.abc import Callable

import aiohttp

from bot.ports import Clock
from bot.settings import Settings
from bot.teams.auth import ISSUER, Gate, Rules
from bot.teams.hosts import TEAMS_HOSTS
from bot.teams.keys import PUBLIC_METADATA, KeyStore
from bot.teams.token import (
    CachedToken,
    NoToken,
    Tokens,
    authority_of,
    client_secret,
    managed_identity,
)

LOGIN = "https://login.microsoftonline.com"


def hosts_of(settings: Settings) -> frozenset[str]:
    """Where Teams' services are."""
    return TEAMS_HOSTS | set(settings.service_hosts)


def metadata_of(settings: Settings) -> str:
    """Where Teams' signing keys are described."""
    return settings.openid_metadata or PUBLIC_METADATA


def issuer_of(settings: Settings) -> str:
    """Whom Teams' tokens name as their issuer."""
    return settings.token_issuer or ISSUER


def tokens_of(
    settings: Settings, session: aiohttp.ClientSession, monotonic: Callable[[], float]
) -> Tokens:
    """What the bot shows to Teams; nothing in development."""
    if not settings.authenticated:
        return NoToken()
    if settings.app_type == "UserAssignedMSI":
        return CachedToken(managed_identity(settings.app_id), monotonic)
    fetch = client_secret(
        session,
        authority=authority_of(settings.login_authority or LOGIN, settings.tenant_id),
        app_id=settings.app_id,
        secret=settings.app_password.get_secret_value(),
    )
    return CachedToken(fetch, monotonic)


def gate_of(
    settings: Settings,
    session: aiohttp.ClientSession,
    clock: Clock,
    monotonic: Callable[[], float],
) -> Gate:
    """Who may speak to the bot."""
    dev = not settings.authenticated
    tenants, hosts = settings.allowed_tenants, hosts_of(settings)
    rules = Rules(settings.app_id, tenants, hosts, issuer_of(settings), dev=dev)
    keys = None if dev else KeyStore(session, monotonic, metadata=metadata_of(settings))
    return Gate(rules, keys, clock)
