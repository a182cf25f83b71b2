"""The figures of ``/metrics`` for OpenTelemetry: the same names and the same numbers, no second count."""

import asyncio
import contextlib
import queue
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

import structlog
from opentelemetry.sdk.metrics.export import (
    AggregationTemporality,
    Gauge,
    Histogram,
    HistogramDataPoint,
    Metric,
    MetricExporter,
    MetricsData,
    NumberDataPoint,
    ResourceMetrics,
    ScopeMetrics,
    Sum,
)
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import Metric as Family
from prometheus_client.samples import Sample

from bot.ports import Clock, Sleep
from bot.telemetry import Telemetry
from bot.web.health import Health

SINCE_START = AggregationTemporality.CUMULATIVE

log = structlog.get_logger()


def nanoseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000) * 1000


def figures(
    registry: CollectorRegistry, resource: Resource, started: datetime, now: datetime
) -> MetricsData:
    """Everything that was counted since ``started``."""
    span = (nanoseconds(started), nanoseconds(now))
    found = [_metric(family, *span) for family in registry.collect()]
    scope = ScopeMetrics(InstrumentationScope("swarmbot"), [m for m in found if m], "")
    return MetricsData([ResourceMetrics(resource, [scope], "")])


def _metric(family: Family, start: int, now: int) -> Metric | None:
    samples = [s for s in family.samples if not s.name.endswith("_created")]
    data: Sum | Gauge | Histogram
    if family.type == "counter":
        data = Sum([_number(s, start, now) for s in samples], SINCE_START, is_monotonic=True)
        return Metric(f"{family.name}_total", family.documentation, "", data)
    if family.type == "histogram":
        data = Histogram(_histograms(samples, start, now), SINCE_START)
        return Metric(family.name, family.documentation, "s", data)
    if family.type == "gauge":
        data = Gauge([_number(s, start, now) for s in samples])
        return Metric(family.name, family.documentation, "", data)
    return None


def _number(sample: Sample, start: int, now: int) -> NumberDataPoint:
    return NumberDataPoint(sample.labels, start, now, sample.value)


def _histograms(samples: Iterable[Sample], start: int, now: int) -> list[HistogramDataPoint]:
    """Prometheus counts what is below each bound, OpenTelemetry what lies between two."""
    below: dict[tuple[tuple[str, str], ...], list[tuple[float, int]]] = {}
    sums: dict[tuple[tuple[str, str], ...], float] = {}
    for sample in samples:
        labels = {name: value for name, value in sample.labels.items() if name != "le"}
        key = tuple(sorted(labels.items()))
        if sample.name.endswith("_bucket"):
            bound = float(sample.labels["le"])
            below.setdefault(key, []).append((bound, int(sample.value)))
        elif sample.name.endswith("_sum"):
            sums[key] = sample.value
    points = []
    for key, counted in below.items():
        counted.sort()
        numbers = [number for _, number in counted]
        between = [b - a for a, b in zip([0, *numbers], numbers, strict=False)]
        bounds = [bound for bound, _ in counted[:-1]]
        points.append(
            HistogramDataPoint(
                dict(key), start, now, numbers[-1], sums.get(key, 0.0), between, bounds,
                min=0.0, max=bounds[-1] if bounds else 0.0,
            )
        )  # fmt: skip
    return points


class Delivering:
    """Hands the figures over, again and again; a thread of its own waits for the receivers."""

    def __init__(
        self,
        registry: CollectorRegistry,
        resource: Resource,
        exporters: Sequence[MetricExporter],
        clock: Clock,
    ) -> None:
        self._collect = partial(figures, registry, resource, clock())
        self._clock = clock
        self._exporters = exporters
        self._queue: queue.Queue[MetricsData | None] = queue.Queue(1)

    async def run(
        self, refresh: Callable[[], Awaitable[None]], sleep: Sleep, seconds: float
    ) -> None:
        """Until cancelled. ``refresh`` brings the gauges up to date, and may fail."""
        threading.Thread(target=self._deliver, name="figures", daemon=True).start()
        try:
            while True:
                await sleep(seconds)
                await self._brought_up_to_date(refresh)
                if not self._queue.full():
                    self._queue.put(self._collect(self._clock()))
        finally:
            with contextlib.suppress(queue.Empty):  # what waits is outdated; the thread ends
                self._queue.get_nowait()
            self._queue.put(None)

    async def _brought_up_to_date(self, refresh: Callable[[], Awaitable[None]]) -> None:
        try:
            await refresh()
        except Exception as error:  # noqa: BLE001 # the last values go out
            log.warning("old figures", action="figures", why=type(error).__name__)

    def _deliver(self) -> None:
        while (data := self._queue.get()) is not None:
            for exporter in self._exporters:
                try:
                    exporter.export(data)
                except Exception as error:  # noqa: BLE001 # a receiver ends nothing here
                    log.warning("figures lost", action="figures", why=type(error).__name__)


@contextlib.asynccontextmanager
async def delivered(
    telemetry: Telemetry, health: Health, sleep: Sleep, seconds: float
) -> AsyncIterator[None]:
    """As long as it lasts, what was counted goes out every so many seconds; in the end what is
    left of the spans, too."""
    to = telemetry.metric_exporters
    delivering = Delivering(health.metrics.registry, telemetry.resource, to, health.clock)
    task = asyncio.create_task(delivering.run(health.refresh, sleep, seconds), name="figures")
    try:
        yield
    finally:
        task.cancel()
        await telemetry.close()
