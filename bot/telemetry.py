"""Traces and figures for OpenTelemetry; the only importer of it, and only when it is asked for.

Set up as everywhere, by the ``OTEL_*`` variables: OTLP over HTTP when an endpoint is named there,
and Azure Monitor when ``APPLICATIONINSIGHTS_CONNECTION_STRING`` is set and its library installed
(``swarmbot[azure-monitor]``). Nothing here holds up the bot or ends it: what cannot be delivered is
dropped, and whoever receives it may be away.
"""

import asyncio
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import structlog
from opentelemetry import trace as otel
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics.export import MetricExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator

from bot import tracing
from bot.telemetry_names import AZURE, OTLP, wanted
from bot.tracing import Trace, Value

FLUSH_SECONDS = 2.0
"""For what is still to be delivered when the process ends."""

KINDS = {
    "internal": otel.SpanKind.INTERNAL,
    "server": otel.SpanKind.SERVER,
    "client": otel.SpanKind.CLIENT,
}

log = structlog.get_logger()


class _Ids(RandomIdGenerator):
    """The first span of a trace bears the id that the log has."""

    def generate_trace_id(self) -> int:
        trace = tracing.current.get()
        return int(trace.id, 16) if trace else super().generate_trace_id()


class _Recorded:
    """A span that is under way: what is begun inside is its child."""

    def __init__(self, spans: "OtelSpans", name: str, kind: str) -> None:
        trace = tracing.current.get() or tracing.new()
        self._token = tracing.current.set(trace)  # ``_Ids`` asks for it
        self._span = spans.tracer.start_span(name, _context(trace), KINDS[kind])
        context = self._span.get_span_context()
        sampled = bool(context.trace_flags & otel.TraceFlags.SAMPLED)
        tracing.current.set(Trace(trace.id, otel.format_span_id(context.span_id), sampled))

    def set(self, name: str, value: Value) -> None:
        self._span.set_attribute(name, value)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        if kind is not None:  # its type alone: the message may hold what somebody said
            self._span.set_status(otel.StatusCode.ERROR, kind.__name__)
            self._span.set_attribute("error.type", kind.__name__)
        self._span.end()
        tracing.current.reset(self._token)


def _context(trace: Trace) -> Context:
    """Nothing before the first span of a trace; afterwards the span under way."""
    if not trace.span:
        return Context()
    flags = otel.TraceFlags(otel.TraceFlags.SAMPLED if trace.sampled else 0)
    parent = otel.SpanContext(int(trace.id, 16), int(trace.span, 16), is_remote=False, trace_flags=flags)  # fmt: skip
    return otel.set_span_in_context(otel.NonRecordingSpan(parent), Context())


class OtelSpans:
    """``Spans`` that are recorded."""

    def __init__(self, provider: TracerProvider, version: str) -> None:
        self.tracer = provider.get_tracer("swarmbot", version)

    def span(self, name: str, kind: str = "internal") -> _Recorded:
        return _Recorded(self, name, kind)


@dataclass(slots=True)
class Telemetry:
    """What was set up: spans are recorded by ``spans``, figures go to ``metric_exporters``."""

    provider: TracerProvider
    spans: OtelSpans
    resource: Resource
    metric_exporters: Sequence[MetricExporter] = field(default_factory=tuple)

    async def close(self) -> None:
        """Deliver what is left, for two seconds. A thread that nobody waits for does it."""
        ending = threading.Thread(target=self._end, name="telemetry", daemon=True)
        ending.start()
        await asyncio.to_thread(ending.join, FLUSH_SECONDS)

    def _end(self) -> None:
        self.provider.shutdown()
        for exporter in self.metric_exporters:
            exporter.shutdown()


def open_telemetry(environ: Mapping[str, str], version: str, instance: str) -> Telemetry | None:
    """What the environment asks for; None when it asks for nothing."""
    asked = wanted(environ)
    spans: list[SpanExporter] = []
    figures: list[MetricExporter] = []
    if OTLP in asked:
        spans.append(OTLPSpanExporter())
        figures.append(OTLPMetricExporter())
    if AZURE in asked:
        try:
            from azure.monitor.opentelemetry.exporter import (  # noqa: PLC0415 # an extra
                AzureMonitorMetricExporter,
                AzureMonitorTraceExporter,
            )

            spans.append(AzureMonitorTraceExporter())
            figures.append(AzureMonitorMetricExporter())
        except ImportError:
            log.warning(
                "nothing goes to Azure Monitor", action="telemetry_off",
                missing="pip install swarmbot[azure-monitor]",
            )  # fmt: skip
        except ValueError:  # its message may hold the connection string
            log.warning("the connection string cannot be used", action="telemetry_off")
    return recorded(spans, figures, version, instance) if spans else None


def recorded(
    spans: Sequence[SpanExporter], figures: Sequence[MetricExporter], version: str, instance: str
) -> Telemetry:
    """Set up with these receivers."""
    resource = Resource.create(
        {
            "service.name": "swarmbot",
            "service.version": version,
            "service.instance.id": instance,
        }
    )
    provider = TracerProvider(resource=resource, id_generator=_Ids(), shutdown_on_exit=False)
    for exporter in spans:
        provider.add_span_processor(BatchSpanProcessor(exporter))
    return Telemetry(provider, OtelSpans(provider, version), resource, tuple(figures))
