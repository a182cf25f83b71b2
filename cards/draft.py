"""A drafted letter: as it stands on a reminder in 1:1, and beside the form in which it is edited.

Its lines are text runs: they read no Markdown, so what is copied is what the customer gets.
"""

from collections.abc import Iterator
from datetime import datetime

from adaptive_cards import types as ac

from cards.elements import Element, block, bold_run, run, runs, text
from cards.text import escape, plain
from cards.views import DraftView
from cards.words import Words

LINES = 80
"""Lines of a letter that are shown."""


def draft_block(view: DraftView, as_of: datetime, words: Words) -> list[Element]:
    """The whole letter, what to say on the phone, and the marks."""
    letter = [runs(bold_run(plain(view.subject, 300))), *letter_lines(view.text)]
    said = words.say("draft-as-of", {"t": as_of}, as_of)
    return [
        text(words.t("draft-title", title=escape(view.title, 80)), bold=True),
        *marks_block(view, as_of, words),
        block(letter, ac.ContainerStyle.EMPHASIS),
        *phone_block(view, words),
        text(said, small=True, subtle=True),
    ]


def phone_block(view: DraftView, words: Words) -> list[Element]:
    """Twenty seconds to read aloud."""
    if not view.phone:
        return []
    title = text(words.t("draft-phone"), bold=True)
    return [title, runs(run(plain(view.phone, 1200)), spacing=ac.Spacing.SMALL)]


def marks_block(view: DraftView, as_of: datetime, words: Words) -> list[Element]:
    """What the guard points at, each with the words that it is about."""
    if not view.marks:
        return []
    title = text(words.t("draft-marks"), bold=True, color=ac.Colors.WARNING)
    said = (words.say(m.key, m.args, as_of, mark=_short) for m in view.marks)
    return [title, *(text(one, spacing=ac.Spacing.SMALL) for one in said)]


def letter_lines(letter: str) -> list[Element]:
    """Each line as it was written; an empty one is a gap."""
    return list(_lines(letter))


def _lines(letter: str) -> Iterator[Element]:
    gap = False
    for line in letter.split("\n")[:LINES]:
        if line.strip():
            spacing = ac.Spacing.MEDIUM if gap else ac.Spacing.NONE
            yield runs(run(plain(line, 400)), spacing=spacing)
        gap = not line.strip()


def _short(raw: str) -> str:
    return escape(raw, 80)
