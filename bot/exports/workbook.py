"""The document as an Excel workbook: one sheet about the case, one with its timeline.

Every text is written as a text: a cell that begins with ``=`` is never a formula, and an address is
no link. Times are real times, so that they can be sorted and subtracted.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.present.story import Document, PromiseRow
from cards.words import Words, words_for

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""

WIDTHS = {"when": 18, "due": 18, "who": 20, "what": 100, "kind": 22, "outcome": 24}
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(doc: Document) -> bytes:
    """The file."""
    from xlsxwriter import Workbook  # noqa: PLC0415 # 4 MB that most never need

    file = BytesIO()
    book = Workbook(file, OPTIONS)
    book.set_properties({"title": _text(doc.title), "created": doc.as_of.replace(tzinfo=None)})
    words = words_for(doc.language)
    sheet = _Sheet(book, words.t("story-case"), words)
    sheet.about(doc)
    rows = [(row.at, row.who, row.what, row.kind) for row in doc.timeline]
    timeline = _Sheet(book, words.t("story-timeline"), words)
    timeline.table(("when", "who", "what", "kind"), rows)
    timeline.ready(("when", "who", "what", "kind"), len(rows))
    book.close()
    return file.getvalue()


class _Sheet:
    """A sheet that is written from top to bottom."""

    def __init__(self, book: "Workbook", name: str, words: Words) -> None:
        self._sheet: Worksheet = book.add_worksheet(name[:31])
        self._words = words
        self._row = 0
        self._bold = book.add_format({"bold": True, "valign": "top"})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        moment = {"num_format": "yyyy-mm-dd hh:mm", "align": "left", "valign": "top"}
        self._moment = book.add_format(moment)
        self._span = book.add_format({"num_format": "[h]:mm:ss", "align": "left"})

    def about(self, doc: Document) -> None:
        """Head, figures and promises, one below the other."""
        words = self._words
        self._sheet.set_column(0, 0, 40)
        self._sheet.set_column(1, 2, 30)
        self._line((doc.title,), bold=True)
        if not doc.safe:
            self._line((words.t("story-internal"),))
        self._line((doc.times,))
        for key, fields in (("case", doc.case), ("figures", doc.figures)):
            self._heading(key)
            for field in fields:
                self._line((field.label, field.value))
        self._promises("promises", doc.promises)
        if doc.follow_ups:
            self._promises("follow-ups", doc.follow_ups)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """A row of titles, and the rows."""
        self._line([self._words.t(f"story-{head}") for head in heads], bold=True)
        for row in rows:
            self._line(row)

    def ready(self, heads: Sequence[str], rows: int) -> None:
        """A sheet that is one table: its titles stay in sight, and it can be filtered."""
        for column, head in enumerate(heads):
            self._sheet.set_column(column, column, WIDTHS[head])
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, rows, len(heads) - 1)

    def _promises(self, key: str, rows: Sequence[PromiseRow]) -> None:
        self._heading(key)
        self.table(("what", "due", "outcome"), [(r.what, r.due, r.outcome) for r in rows])

    def _heading(self, key: str) -> None:
        self._row += 1
        self._line((self._words.t(f"story-{key}"),), bold=True)

    def _line(self, values: Sequence[object], *, bold: bool = False) -> None:
        for column, value in enumerate(values):
            self._cell(column, value, self._bold if bold else self._wrap)
        self._row += 1

    def _cell(self, column: int, value: object, look: Any) -> None:
        where = (self._row, column)
        match value:
            case datetime():
                self._sheet.write_datetime(*where, value.replace(tzinfo=None), self._moment)
            case timedelta():
                self._sheet.write_datetime(*where, value, self._span)
            case int():
                self._sheet.write_number(*where, value, look)
            case _:
                self._sheet.write_string(*where, _text(str(value)), look)


def _text(text: str) -> str:
    """What a cell can hold: no lone surrogates, not too long; a break of a line stays one."""
    return text[:LONGEST].encode("utf-8", "replace").decode()
