"""Whether telemetry is asked for: known without loading any of its libraries."""

from collections.abc import Mapping
from urllib.parse import unquote

OTLP, AZURE = "otlp", "azure"

ENDPOINTS = (
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
)
CONNECTION = "APPLICATIONINSIGHTS_CONNECTION_STRING"
INTERVAL = "OTEL_METRIC_EXPORT_INTERVAL"
HEADERS = "OTEL_EXPORTER_OTLP_HEADERS"


def wanted(environ: Mapping[str, str]) -> frozenset[str]:
    """The ways out that the environment names; none when ``OTEL_SDK_DISABLED`` is true."""
    if environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return frozenset()
    asked = {OTLP} if any(environ.get(name, "").strip() for name in ENDPOINTS) else set()
    return frozenset(asked | ({AZURE} if environ.get(CONNECTION, "").strip() else set()))


def receivers(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses that spans and figures are posted to: one for each signal where it is named,
    else the common one with the signal's path (OTLP exporter specification)."""
    base, *own = (environ.get(name, "").strip() for name in ENDPOINTS)
    paths = ("v1/traces", "v1/metrics")
    found = [
        named or (f"{base.rstrip('/')}/{path}" if base else "")
        for named, path in zip(own, paths, strict=True)
    ]
    return tuple(filter(None, found))


def headers(environ: Mapping[str, str]) -> dict[str, str]:
    """What every delivery bears (keys of the receiver, mostly): ``name=value``, parted by commas."""
    pairs = (pair.partition("=") for pair in environ.get(HEADERS, "").split(","))
    return {name.strip().lower(): unquote(value.strip()) for name, sign, value in pairs if sign}


def parts(connection: str) -> dict[str, str]:
    """What a connection string of Azure Monitor says, by name in small letters."""
    pairs = (pair.partition("=") for pair in connection.split(";"))
    return {name.strip().lower(): value.strip() for name, sign, value in pairs if sign}


def interval(environ: Mapping[str, str]) -> float:
    """Seconds between two deliveries of the figures; what is no number counts as not set."""
    text = environ.get(INTERVAL, "").strip()
    return max(int(text) / 1000, 1.0) if text.isascii() and text.isdigit() else 60.0
