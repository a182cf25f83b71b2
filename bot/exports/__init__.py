"""The story of a case as a file: Markdown, Excel, JSON. Pure; bytes out."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.exports.asjson import as_json
from bot.exports.markdown import markdown
from bot.exports.workbook import workbook
from bot.present.story import Document


@dataclass(frozen=True, slots=True)
class Format:
    """How a document becomes a file: its ending, its media type, and who writes it."""

    ending: str
    media_type: str
    write: Callable[[Document], bytes]


FORMATS: dict[str, Format] = {
    "xlsx": Format(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook
    ),
    "md": Format("md", "text/markdown; charset=utf-8", lambda doc: markdown(doc).encode()),
    "json": Format("json", "application/json; charset=utf-8", lambda doc: as_json(doc).encode()),
}


def file_name(ticket: str, kind: str, *, safe: bool) -> str:
    """A name that every system takes: ``swarm-2611240012-customer.xlsx``."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in ticket)[:60].strip("-")
    return f"swarm-{plain or 'case'}{'-customer' if safe else ''}.{FORMATS[kind].ending}"
