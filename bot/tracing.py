"""One id from a webhook to the message in Teams: what is at the root of whatever happens now.

A request, or a moment that has come, begins a *trace*; everything that follows from it, also in
other tasks of this process, carries its id into the log. What a span is made of decides whoever
implements ``Spans``; without one nothing is recorded, and nothing is paid for.
"""

import random
from contextvars import ContextVar
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Trace:
    """``id``: 32 hex digits, as in W3C Trace Context. ``span``: the 16 of the span under way, ""
    before the first. ``sampled``: whether whoever records spans wants those of this trace."""

    id: str
    span: str = ""
    sampled: bool = True


current: ContextVar[Trace | None] = ContextVar("trace", default=None)

outcome: ContextVar[str] = ContextVar("outcome", default="")
"""What became of the press that is being answered; said by whoever knows it best."""


def new() -> Trace:
    """Ids need to be different, not secret."""
    return Trace(f"{random.getrandbits(128):032x}")


def begin() -> Trace:
    """A new trace, for this task and those that it starts."""
    trace = new()
    current.set(trace)
    return trace


def go_on(trace: Trace | None) -> None:
    """What follows, follows from ``trace``; a new one when there is none."""
    if trace is None:
        begin()
    else:
        current.set(trace)


def trace_id() -> str:
    """The id of the trace; "" outside of any."""
    trace = current.get()
    return trace.id if trace else ""


class Span(Protocol):
    """One step of a trace, with a beginning and an end. Attributes name kinds and numbers: never
    what somebody said."""

    def set(self, name: str, value: Value) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...


class Spans(Protocol):
    def span(self, name: str, kind: str = "internal") -> Span:
        """``kind``: internal, server or client, as in OpenTelemetry."""


class _Nothing:
    def set(self, name: str, value: Value) -> None:
        """Nobody looks."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nobody looks."""


_NOTHING = _Nothing()


class NoSpans:
    """Nothing is recorded."""

    def span(self, name: str, kind: str = "internal") -> Span:  # noqa: ARG002 # of the protocol
        return _NOTHING


NO_SPANS = NoSpans()
