"""The document as Markdown: headings and tables, as they are pasted into a report.

Nothing that people wrote has an effect: signs of Markdown and HTML are escaped, a line break becomes
a space, so that a row stays a row.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.present.story import Document, Field, PromiseRow, Value
from cards.words import Words, words_for

_SIGNS = re.compile(r"([\\`*_\[\]<>|~#!&])")
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)


def markdown(doc: Document) -> str:
    """The whole document; ends in a line break."""
    words = words_for(doc.language)
    parts = [f"# {_safe(doc.title)}", _remarks(doc, words)]
    parts += [_heading("case", words), _pairs(doc.case, words)]
    parts += [_heading("figures", words), _pairs(doc.figures, words)]
    parts += [_heading("promises", words), _promises(doc.promises, words)]
    if doc.follow_ups:
        parts += [_heading("follow-ups", words), _promises(doc.follow_ups, words)]
    rows = [(words.long(row.at), row.who, row.what) for row in doc.timeline]
    parts += [_heading("timeline", words), _table(("when", "who", "what"), rows, words)]
    return "\n\n".join(parts) + "\n"


def _remarks(doc: Document, words: Words) -> str:
    lines = [doc.times] if doc.safe else [f"**{words.t('story-internal')}**", doc.times]
    return "  \n".join(lines)


def _heading(key: str, words: Words) -> str:
    return f"## {words.t(f'story-{key}')}"


def _pairs(fields: Iterable[Field], words: Words) -> str:
    return "\n".join(f"- **{field.label}**: {_safe(_text(field.value, words))}" for field in fields)


def _promises(rows: Iterable[PromiseRow], words: Words) -> str:
    cells = [(row.what, words.long(row.due), row.outcome) for row in rows]
    return _table(("what", "due", "outcome"), cells, words)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], words: Words) -> str:
    if not rows:
        return words.t("story-none")
    titles = [words.t(f"story-{head}") for head in heads]
    lines = [titles, ["---"] * len(titles), *([_safe(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _text(value: Value, words: Words) -> str:
    match value:
        case datetime():
            return words.long(value)
        case timedelta():
            return words.duration(value)
        case _:
            return str(value)


def _safe(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(_CONTROL.sub(" ", text).split()))
