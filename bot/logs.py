"""Structured logs: one line an action, JSON for machines or text for people.

A line says who did what, under the id of the request it came from (``trace``); never what somebody
said. An exception is told by its types and where it was raised: its message may hold anything.
"""

import json
import logging
import sys
import traceback
from types import TracebackType
from typing import Any, Literal, TextIO

import msgspec
import structlog

from bot.tracing import trace_id

DEEPEST = 12
"""Frames of an exception that are told, the innermost."""


def configure(form: Literal["json", "text"], to: TextIO | None = None) -> None:
    """Set up logging for the process; to the standard error, so that output stays clean.

    ``to`` is for a while only: loggers then do not settle on it.
    """
    for_good, to = to is None, to or sys.stderr
    renderer: structlog.types.Processor = structlog.processors.JSONRenderer(_json)
    if form == "text":
        renderer = structlog.dev.ConsoleRenderer(colors=to.isatty())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _traced,
            _told,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(to),
        cache_logger_on_first_use=for_good,
    )
    logging.root.handlers = [_Libraries(logging.WARNING)]


class _Libraries(logging.Handler):
    """What libraries warn of, as lines like ours: their sentence without what they filled in."""

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        said = str(record.msg)[:200] if record.args else record.module
        log.log(
            max(record.levelno, logging.WARNING), "library", action="library",
            library=record.name, said=said, line=record.lineno, exc_info=record.exc_info,
        )  # fmt: skip


def _traced(
    _logger: object, _name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    if "trace" not in event and (trace := trace_id()):
        event["trace"] = trace
    return event


def _told(
    _logger: object, _name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """``exc_info`` becomes ``exception``: types and places."""
    given = event.pop("exc_info", None)
    if not given:
        return event
    error = given[1] if isinstance(given, tuple) else given
    if not isinstance(error, BaseException):
        error = sys.exception()
    if error is not None:
        event["exception"] = " <- ".join(_chain(error))
    return event


def _chain(error: BaseException) -> list[str]:
    """The exception and what led to it, each with the frames it went through."""
    told: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        told.append(f"{type(link).__name__} {_places(link.__traceback__)}".rstrip())
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return told


def _places(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return " ".join(f"{_short(f.filename)}:{f.lineno}:{f.name}" for f in frames)


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-2:])


def _json(event: structlog.typing.EventDict, **_: Any) -> str:
    """Quick; what is no JSON is written by repr. A line of the log never fails."""
    try:
        return msgspec.json.encode(event, enc_hook=repr).decode()
    except (UnicodeEncodeError, TypeError):
        return json.dumps(event, default=repr)
