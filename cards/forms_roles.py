"""The form of a hand-over. Nothing in it must be filled in but the receiver, who is never guessed."""

from collections.abc import Callable

from cards.elements import Element
from cards.inputs import choose, named, write
from cards.views import FormView
from cards.words import Words

PEOPLE = 40


def _hand_over(view: FormView, words: Words) -> list[Element]:
    people = view.people[:PEOPLE]
    return [
        choose(view, words, "receiver", people, required=True),
        write(view, words, "mood"),
        write(view, words, "untold"),
        write(view, words, "reach"),
        write(view, words, "other"),
        write(view, words, "there_at"),
        choose(view, words, "bridge", [*named(words, "me_until"), *people]),
    ]


ROLE_FORMS: dict[str, Callable[[FormView, Words], list[Element]]] = {"hand_over": _hand_over}
