"""The form about the case itself. Nothing is filled in beforehand: what somebody else changed while
it was open must not be set back by what was merely shown."""

from collections.abc import Callable

from cards.elements import Element
from cards.inputs import choose, write
from cards.text import plain
from cards.views import FormView
from cards.words import Words

SHOWN = 60
"""Characters of a present value that stand in an empty input."""


def _change(view: FormView, words: Words) -> list[Element]:
    keep = words.say("choice-keep_severity", {"severity": view.severity}, view.as_of)
    levels = [("keep", keep), *((one, words.t(f"severity-{one}")) for one in "ABC")]
    return [
        choose(view, words, "severity", levels, word="change-severity"),
        write(view, words, "why", word="change-why"),
        _field(view, words, "impact", long=True),
        _field(view, words, "since"),
        _field(view, words, "deadline"),
        _field(view, words, "title"),
    ]


def _field(view: FormView, words: Words, name: str, *, long: bool = False) -> Element:
    """An empty input that shows what is known now."""
    now = {"now": view.case.get(name)}
    hint = words.say(f"field-change-{name}-hint", now, view.as_of, mark=_short)
    return write(view, words, name, word=f"change-{name}", long=long, hint=hint)


def _short(raw: str) -> str:
    return plain(raw, SHOWN)


CASE_FORMS: dict[str, Callable[[FormView, Words], list[Element]]] = {"change": _change}
