"""OpenTelemetry: off unless asked for, the same numbers as /metrics, and no harm when away."""

import asyncio
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.metrics.export import Histogram, HistogramDataPoint, MetricsData
from opentelemetry.sdk.resources import Resource

from bot import tracing
from bot.telemetry import recorded
from bot.telemetry_figures import delivered, figures
from bot.telemetry_names import AZURE, OTLP, interval, wanted
from bot.web.health import Health
from bot.web.metrics import Metrics

START = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
NOW = START + timedelta(minutes=7)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, set()),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": " "}, set()),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}, {OTLP}),
        ({"OTEL_EXPORTER_OTLP_METRICS_ENDPOINT": "http://collector:4318/v1/metrics"}, {OTLP}),
        ({"APPLICATIONINSIGHTS_CONNECTION_STRING": "InstrumentationKey=1"}, {AZURE}),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c", "OTEL_SDK_DISABLED": "True"}, set()),
    ],
)
def test_nothing_is_set_up_unless_asked_for(environ: dict[str, str], expected: set[str]) -> None:
    """The variables are those of the OpenTelemetry specification and of Azure Monitor."""
    assert wanted(environ) == expected


def test_the_interval_is_the_specifications() -> None:
    """Milliseconds; what is no number counts as not set."""
    assert interval({"OTEL_METRIC_EXPORT_INTERVAL": "5000"}) == 5
    assert interval({"OTEL_METRIC_EXPORT_INTERVAL": "soon"}) == 60
    assert interval({}) == 60


def test_off_its_libraries_are_not_even_loaded() -> None:
    """Who does not want it pays neither memory nor time for it."""
    asked = "import sys, bot.app, bot.logs; print('opentelemetry.sdk' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert said.stdout.strip() == "False"


def numbers(data: MetricsData) -> dict[str, Any]:
    metrics = data.resource_metrics[0].scope_metrics[0].metrics
    return {metric.name: metric.data for metric in metrics}


def test_the_figures_are_those_of_metrics() -> None:
    """Counters, gauges and histograms under the same names, with the same values; a histogram's
    buckets count what lies between their bounds."""
    metrics = Metrics()
    metrics.presses.labels("claim", "answered").inc(3)
    metrics.open_swarms.labels("A").set(2)
    for seconds in (0.02, 0.02, 0.3, 99):
        metrics.press_seconds.observe(seconds)
    found = numbers(figures(metrics.registry, Resource.create(), START, NOW))
    [presses] = found["swarm_presses_total"].data_points
    assert (presses.value, dict(presses.attributes)) == (
        3,
        {"verb": "claim", "outcome": "answered"},
    )
    assert [point.value for point in found["swarm_open"].data_points] == [2]
    histogram = found["swarm_press_seconds"]
    assert isinstance(histogram, Histogram)
    [point] = histogram.data_points
    assert isinstance(point, HistogramDataPoint)
    assert point.count == 4
    assert point.sum == pytest.approx(99.34)
    assert sum(point.bucket_counts) == 4
    assert len(point.bucket_counts) == len(point.explicit_bounds) + 1
    assert point.bucket_counts[1] == 2
    assert point.bucket_counts[-1] == 1
    assert point.time_unix_nano - point.start_time_unix_nano == 7 * 60 * 10**9


async def test_spans_and_figures_arrive_at_a_collector() -> None:
    """Over OTLP, as any collector takes it: the names, the numbers, and the id of the log."""
    got: dict[str, bytes] = {}
    both = asyncio.Event()

    async def take(request: web.Request) -> web.Response:
        got[request.path] = await request.read()
        if len(got) == 2:
            both.set()
        return web.Response()

    app = web.Application()
    app.router.add_post("/v1/{kind}", take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = "http://{}:{}".format(*runner.addresses[0][:2])
    telemetry = recorded(
        [OTLPSpanExporter(f"{url}/v1/traces")], [OTLPMetricExporter(f"{url}/v1/metrics")], "1", "x"
    )
    metrics = Metrics()
    metrics.presses.labels("claim", "answered").inc()
    health = Health("1", START, lambda: NOW, metrics)
    try:
        async with delivered(telemetry, health, asyncio.sleep, 0.01):
            trace = tracing.begin()
            with telemetry.spans.span("press claim") as span:
                span.set("swarm.outcome", "answered")
            async with asyncio.timeout(20):
                await asyncio.to_thread(telemetry.provider.force_flush, 15_000)
                await both.wait()
    finally:
        await runner.cleanup()
    spans = ExportTraceServiceRequest.FromString(got["/v1/traces"]).resource_spans[0]
    assert spans.scope_spans[0].spans[0].trace_id.hex() == trace.id
    sent = ExportMetricsServiceRequest.FromString(got["/v1/metrics"]).resource_metrics[0]
    assert "swarm_presses_total" in {metric.name for metric in sent.scope_metrics[0].metrics}


async def test_a_receiver_that_is_away_holds_up_nothing() -> None:
    """Nobody listens there: spans and figures are lost, the end comes in time, and no thread stays
    behind for good."""
    away = "http://127.0.0.1:9/v1"
    before = {*threading.enumerate()}
    telemetry = recorded(
        [OTLPSpanExporter(f"{away}/traces")], [OTLPMetricExporter(f"{away}/metrics")], "1", "x"
    )
    health = Health("1", START, lambda: NOW, Metrics())
    async with asyncio.timeout(20):
        async with delivered(telemetry, health, asyncio.sleep, 0.01):
            for _ in range(50):
                with telemetry.spans.span("press claim"):
                    await asyncio.sleep(0)
            await asyncio.sleep(0.05)
    for thread in {*threading.enumerate()} - before:  # they would disturb tests that draw lots
        if thread.name.startswith(("Otel", "figures", "telemetry")):
            thread.join(20)
            assert not thread.is_alive()


def test_a_span_tells_the_type_of_an_error_and_not_its_words() -> None:
    """The message of an exception may hold anything."""
    from tests.ops.recording import Spied  # noqa: PLC0415 # needs the SDK, as above

    spied = Spied()
    with pytest.raises(ValueError, match="Wombat"), spied.spans.span("press claim"):
        raise ValueError("Wombat")
    [span] = spied.all()
    assert "Wombat" not in str(span.to_json())
    assert "ValueError" in str(span.to_json())


def test_the_repository_names_the_extra() -> None:
    """``pip install swarmbot[azure-monitor]`` is what the log asks for."""
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert "azure-monitor = [" in text
