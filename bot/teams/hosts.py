"""Which service addresses the bot believes: an activity names the address that it is answered at,
so whoever chooses that address would receive the bot's token."""

import ipaddress
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

TEAMS_HOSTS = frozenset(
    {
        "smba.trafficmanager.net",
        "smba.onyx.prod.teams.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
        "frontend.botapi.msg.infra.teams.microsoftonline.cn",
        "smba.teams.sovcloud-core.fr",
    }
)
"""Where Teams answers, by cloud (Teams SDK documentation, "service URL validation")."""


@lru_cache(256)
def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@lru_cache(256)
def _split(url: str) -> SplitResult | None:
    """The parts of a plain http(s) address; None when it is anything cleverer than that."""
    odd = any(c <= " " or c in "\\?#\x7f" for c in url) or ".." in url
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises on "host:port" that is no number
    except ValueError:
        return None
    plain = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    return parts if plain and not odd else None


def url_fault(url: str, hosts: Collection[str], *, dev: bool = False) -> str:
    """Why the bot must not call ``url``; empty when it may.

    ``hosts`` are host names or ``host:port``. Plain http is for loopback hosts only, and those
    only when they are listed, or in development, where nothing else is called.
    """
    parts = _split(url)
    if parts is None or parts.hostname is None:
        return "is no plain web address"
    host, loopback = parts.hostname, is_loopback(parts.hostname)
    if dev:
        return "" if loopback else "is not on this machine"
    netloc = f"{host}:{parts.port}"
    if host not in hosts and netloc not in hosts:
        return "is on a host that is not allowed"
    if loopback:
        return ""
    if parts.scheme != "https":
        return "is not https"
    if parts.port not in {None, 443} and netloc not in hosts:
        return "is on a port that is not allowed"
    return ""


def is_loopback_url(url: str) -> bool:
    """Whether the address is on this machine: there the client is the Agents Playground."""
    parts = _split(url)
    return parts is not None and parts.hostname is not None and is_loopback(parts.hostname)
