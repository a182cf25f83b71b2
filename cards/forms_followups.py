"""The fields of the forms about follow-ups."""

from cards.elements import Element
from cards.inputs import choose, named, write
from cards.text import plain
from cards.views import FormView
from cards.words import Words

PEOPLE = 40


def follow_up(view: FormView, words: Words) -> list[Element]:
    return [
        write(view, words, "text", word="follow_up", required=True),
        *_who_and_when(view, words),
    ]


def follow_done(view: FormView, words: Words) -> list[Element]:
    choices = []
    for one in view.follow_ups:
        args = {"text": one.text, "name": one.owner}
        choices.append(
            (str(one.number), words.say("choice-follow-up", args, view.as_of, mark=_plain))
        )
    chosen = str(view.data.get("follow_up", "")) or (choices[0][0] if len(choices) == 1 else "")
    word = "which_follow_up"
    return [choose(view, words, "follow_up", choices, word=word, value=chosen, required=True)]


def at_the_close(view: FormView, words: Words) -> list[Element]:
    """One follow-up can be written down while the case is closed; the closed card takes more."""
    return [write(view, words, "follow_text", word="follow_new"), *_who_and_when(view, words)]


def _who_and_when(view: FormView, words: Words) -> list[Element]:
    return [
        choose(view, words, "owner", [*named(words, "me"), *view.people[:PEOPLE]]),
        write(view, words, "follow_due"),
    ]


def _plain(raw: str) -> str:
    return plain(raw, 60)
