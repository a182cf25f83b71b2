"""The fields of the forms about areas; what they are called stands in ``cards.forms``."""

from collections.abc import Callable
from datetime import datetime

from cards.elements import Element
from cards.inputs import choose, named, write
from cards.text import plain
from cards.views import AreaView, FormView
from cards.words import Words

AREAS = 40
LINK = 400
"""Characters of a link that can be pasted."""
TELL = 160
"""Characters of the sentence for the customer."""


def _area(view: FormView, words: Words) -> list[Element]:
    known = [*view.addable[:AREAS], ("other", words.t("choice-other"))]
    return [choose(view, words, "key", known), write(view, words, "name")]


def _areas(view: FormView, words: Words) -> list[Element]:
    what = named(words, "claim", "join", "release", "take_over", "set_aside")
    return [
        _which(view, words),
        choose(view, words, "do", what, value=str(view.data.get("do", ""))),
    ]


def _finding(view: FormView, words: Words) -> list[Element]:
    states = named(words, "looking", "suspect", "ruled_out", "cause")
    return [
        _which(view, words),
        choose(view, words, "state", states),
        write(view, words, "text", word="finding", long=True),
        write(view, words, "link", most=LINK),
        write(view, words, "tell", most=TELL, long=True),
        write(view, words, "window"),
    ]


def _waiting(view: FormView, words: Words) -> list[Element]:
    return [
        _which(view, words),
        write(view, words, "whom", required=True),
        write(view, words, "until", word="wait_until", required=True),
    ]


def _place(view: FormView, words: Words) -> list[Element]:
    return [
        _which(view, words),
        write(view, words, "place", most=LINK),
    ]


def _set_aside(view: FormView, words: Words) -> list[Element]:
    return [
        _which(view, words),
        write(view, words, "reason", required=True),
    ]


def _call_in(view: FormView, words: Words) -> list[Element]:
    return [
        _which(view, words),
        choose(view, words, "called", view.people[:AREAS], word="person", required=True),
    ]


def _which(view: FormView, words: Words) -> Element:
    """The area that the press named, or the opener's only one; else it is to be chosen."""
    choices = [(area.key, _area_choice(area, words, view.as_of)) for area in view.areas[:AREAS]]
    chosen = str(view.data.get("area", ""))
    return choose(view, words, "area", choices, value=chosen, required=True)


def _area_choice(area: AreaView, words: Words, as_of: datetime) -> str:
    args = {"area": area.name, "state": area.state, "name": area.owner}
    return words.say("choice-area", args, as_of, mark=_plain)


def _plain(raw: str) -> str:
    return plain(raw, 40)


AREA_FORMS: dict[str, Callable[[FormView, Words], list[Element]]] = {
    "area": _area,
    "areas": _areas,
    "finding": _finding,
    "waiting": _waiting,
    "place": _place,
    "set_aside": _set_aside,
    "call_in": _call_in,
}
