"""Structured logs: one line an action, JSON for machines or text for people."""

import json
import logging
import sys
from typing import Literal

import msgspec
import structlog


def configure(form: Literal["json", "text"]) -> None:
    """Set up logging for the process; to the standard error, so that output stays clean."""
    renderer: structlog.types.Processor = structlog.processors.JSONRenderer(_json)
    if form == "text":
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info if form == "json" else _keep,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _json(event: structlog.typing.EventDict, **_: object) -> str:
    """Quick; what is no JSON is written by repr. A line of the log never fails."""
    try:
        return msgspec.json.encode(event, enc_hook=repr).decode()
    except (UnicodeEncodeError, TypeError):
        return json.dumps(event, default=repr)


def _keep(
    _logger: object, _name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    return event
