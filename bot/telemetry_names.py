"""Whether telemetry is asked for: known without loading any of its libraries."""

from collections.abc import Mapping

OTLP, AZURE = "otlp", "azure"

ENDPOINTS = (
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
)
CONNECTION = "APPLICATIONINSIGHTS_CONNECTION_STRING"
INTERVAL = "OTEL_METRIC_EXPORT_INTERVAL"


def wanted(environ: Mapping[str, str]) -> frozenset[str]:
    """The ways out that the environment names; none when ``OTEL_SDK_DISABLED`` is true."""
    if environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return frozenset()
    asked = {OTLP} if any(environ.get(name, "").strip() for name in ENDPOINTS) else set()
    return frozenset(asked | ({AZURE} if environ.get(CONNECTION, "").strip() else set()))


def interval(environ: Mapping[str, str]) -> float:
    """Seconds between two deliveries of the figures; what is no number counts as not set."""
    text = environ.get(INTERVAL, "").strip()
    return max(int(text) / 1000, 1.0) if text.isascii() and text.isdigit() else 60.0
