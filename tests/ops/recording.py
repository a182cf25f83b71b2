"""What leaves the program for an operator: log lines, spans and figures, caught in memory."""

import contextlib
import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import structlog
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from bot import logs
from bot.telemetry import OtelSpans, _Ids


@dataclass
class Lines:
    """The log of the program, as written."""

    to: io.StringIO = field(default_factory=io.StringIO)

    @property
    def text(self) -> str:
        return self.to.getvalue()

    def all(self, **wanted: Any) -> list[dict[str, Any]]:
        """The lines (in JSON form) with these values."""
        found = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in found if wanted.items() <= line.items()]


@contextlib.contextmanager
def logged(form: Literal["json", "text"] = "json") -> Iterator[Lines]:
    """The log as ``swarmbot run`` sets it up, for a while."""
    lines, handlers = Lines(), list(logging.root.handlers)
    logs.configure(form, lines.to)
    try:
        yield lines
    finally:
        structlog.reset_defaults()
        logging.root.handlers = handlers


class Spied:
    """Spans as OpenTelemetry records them."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        provider = TracerProvider(id_generator=_Ids(), shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.spans = OtelSpans(provider, "0")

    def all(self, name: str = "") -> list[ReadableSpan]:
        found = self._exporter.get_finished_spans()
        return [span for span in found if not name or span.name == name]
