"""The forms of what was promised to the customer: to make, move and end it, and a call from them."""

from collections.abc import Callable
from functools import partial

from cards.elements import Element
from cards.inputs import choose, named, write
from cards.text import plain
from cards.views import FormView
from cards.words import Words

PEOPLE = 40
PROMISES = 10


def _move(view: FormView, words: Words) -> list[Element]:
    return [
        write(view, words, "due", required=True),
        choose(view, words, "agreed", named(words, "yes", "no"), value="no"),
    ]


def _customer_called(view: FormView, words: Words) -> list[Element]:
    owners = named(words, "liaison", "me")
    return [
        write(view, words, "who", required=True),
        write(view, words, "message", long=True),
        write(view, words, "call_back"),
        choose(view, words, "owner", owners, label=words.t("field-call_back_owner")),
    ]


def _promise(view: FormView, words: Words) -> list[Element]:
    owners = [*named(words, "liaison", "me"), *view.people[:PEOPLE]]
    kinds = named(words, "report", "call_back", "update")
    return [
        choose(view, words, "kind", kinds, word="promise_kind"),
        write(view, words, "to"),
        write(view, words, "due", word="by", required=True),
        choose(view, words, "agreed", named(words, "yes", "no")),
        choose(view, words, "owner", owners),
        write(view, words, "about"),
    ]


def _end_promise(view: FormView, words: Words) -> list[Element]:
    choices, chosen = promise_choices(view, words), str(view.data.get("promise", ""))
    return [
        choose(view, words, "promise", choices, word="which", value=chosen, required=True),
        write(view, words, "reason", required=True),
    ]


def promise_choices(view: FormView, words: Words) -> list[tuple[str, str]]:
    """The promises that are open: the number of each, and what to call it."""
    choices = []
    for promise in view.promises[:PROMISES]:
        args = {"kind": promise.kind, "t": promise.due, "name": promise.owner}
        label = words.say("field-promise", args, view.as_of, mark=partial(plain, width=40))
        choices.append((str(promise.number), label))
    return choices


PROMISE_FORMS: dict[str, Callable[[FormView, Words], list[Element]]] = {
    "move": _move,
    "customer_called": _customer_called,
    "promise": _promise,
    "end_promise": _end_promise,
}
