"""The document as JSON for programs: times with their offset, durations in seconds."""

import json
from datetime import datetime, timedelta
from typing import Any

from bot.present.story import Document, Field, PromiseRow

VERSION = 1
"""Of this layout: raised when a name changes its meaning, not when one is added."""


def as_json(doc: Document) -> str:
    """The whole document; ends in a line break."""
    content = {
        "version": VERSION,
        "title": doc.title,
        "language": doc.language,
        "zone": doc.zone,
        "customer_safe": doc.safe,
        "as_of": _plain(doc.as_of),
        "case": _named(doc.case),
        "figures": _named(doc.figures),
        "promises": [_promise(row) for row in doc.promises],
        "follow_ups": [_promise(row) for row in doc.follow_ups],
        "timeline": [
            {"time": _plain(row.at), "kind": row.kind, "who": row.who, "what": row.what}
            for row in doc.timeline
        ],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode() + "\n"


def _named(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {_key(field): _plain(field.value) for field in fields}


def _key(field: Field) -> str:
    return f"{field.key}_seconds" if isinstance(field.value, timedelta) else field.key


def _promise(row: PromiseRow) -> dict[str, Any]:
    return {
        "what": row.what,
        "due": _plain(row.due),
        "outcome": row.outcome_key,
        "late_seconds": _plain(row.late),
    }


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat(timespec="seconds")
        case timedelta():
            return int(value.total_seconds())
        case _:
            return value
