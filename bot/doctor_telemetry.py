"""Where traces and figures go: is a receiver named, and does it take what the bot would send?

An empty delivery is sent, which a receiver of OTLP takes as any other (OTLP specification,
"OTLP/HTTP Request": an empty request is answered with success). No span and no figure is in it.
"""

import contextlib
import importlib.util
import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import aiohttp

from bot.doctor_report import Finding, fault, note, ok, why
from bot.doctor_teams import NETWORK, Network
from bot.telemetry_names import (
    AZURE,
    CONNECTION,
    ENDPOINTS,
    OTLP,
    headers,
    parts,
    receivers,
    wanted,
)

PROTOBUF = "application/x-protobuf"
INGESTION = "https://dc.services.visualstudio.com"
"""Where Azure Monitor takes things when the connection string names no address."""
LIBRARY = "azure.monitor.opentelemetry.exporter"
KEY = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def azure_installed() -> bool:
    """Whether the extra ``azure-monitor`` is there."""
    try:
        return importlib.util.find_spec(LIBRARY) is not None
    except ModuleNotFoundError:
        return False


async def telemetry(
    network: Network,
    environ: Mapping[str, str],
    *,
    installed: Callable[[], bool] = azure_installed,
) -> list[Finding]:
    """A line for each receiver. Without it the bot works all the same."""
    asked = wanted(environ)
    findings = []
    if OTLP in asked:
        told = headers(environ)
        findings += [await _otlp(network, url, told) for url in receivers(environ)]
    if AZURE in asked:
        findings.append(await _azure(network, environ[CONNECTION], installed=installed()))
    return findings or [_off(environ)]


def _off(environ: Mapping[str, str]) -> Finding:
    if any(environ.get(name, "").strip() for name in (*ENDPOINTS, CONNECTION)):
        todo = "take OTEL_SDK_DISABLED out, if traces are wanted"
        return note("telemetry", "a receiver is named, but OTEL_SDK_DISABLED is true", todo)
    todo = f"if traces are wanted, set {ENDPOINTS[0]} or {CONNECTION}"
    return note("telemetry", "off: no receiver is named; figures are at /metrics", todo)


async def _otlp(network: Network, url: str, told: Mapping[str, str]) -> Finding:
    """``url`` is one that spans or figures are posted to."""
    shown = _shown(url)
    try:
        status = await network.post(url, {**told, "Content-Type": PROTOBUF})
    except (OSError, aiohttp.ClientError, ValueError) as error:
        todo = f"it must take OTLP over HTTP (usually port 4318, not gRPC's 4317); {NETWORK}"
        return fault("telemetry", f"{shown}: {type(error).__name__}", todo)
    if status in {401, 403}:
        todo = "look at OTEL_EXPORTER_OTLP_HEADERS: the receiver wants another key"
        return fault("telemetry", f"{shown} answers {status}", todo)
    if not 200 <= status < 300:
        todo = f"look at {ENDPOINTS[0]}: an address without a path gets /v1/traces, /v1/metrics"
        return fault("telemetry", f"{shown} answers {status}", todo)
    return ok("telemetry", f"{shown} takes OTLP")


async def _azure(network: Network, connection: str, *, installed: bool) -> Finding:
    """The connection string is a secret: only its address is shown."""
    told = parts(connection)
    if not KEY.fullmatch(told.get("instrumentationkey", "")):
        todo = f"copy {CONNECTION} anew from the resource in Azure"
        return fault("telemetry", "the connection string names no instrumentation key", todo)
    if not installed:
        todo = "pip install -r requirements-azure.txt, or use the container, which has it"
        return fault("telemetry", "the library for Azure Monitor is not installed", todo)
    url = told.get("ingestionendpoint") or INGESTION
    try:
        status, _ = await network.get(url)
    except (OSError, aiohttp.ClientError, ValueError) as error:
        return fault("telemetry", f"Azure Monitor, {_shown(url)}: {why(error)}", NETWORK)
    return ok("telemetry", f"Azure Monitor: {_shown(url)} answers ({status})")


def _shown(url: str) -> str:
    """Without a user and without what stands behind a question mark: it may be a key."""
    with contextlib.suppress(ValueError):
        found = urlsplit(url)
        port = f":{found.port}" if found.port else ""
        if found.hostname:
            return f"{found.scheme}://{found.hostname}{port}{found.path}"
    return "an address that cannot be read"
