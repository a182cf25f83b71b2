"""Labelled inputs for the forms. Every input has a label, every required one an error message."""

from collections.abc import Iterable

from adaptive_cards import types as ac
from adaptive_cards.card import InputChoice, InputChoiceSet, InputText

from cards.elements import Element, as_json, element
from cards.text import plain
from cards.views import FormView
from cards.words import Words

LONGEST = 1000
LINE = 200
"""Characters that can be typed: in a paragraph, and in a line; ``most`` says otherwise."""


def write(
    view: FormView,
    words: Words,
    id: str,  # noqa: A002 - the name that it has in the card
    *,
    word: str = "",
    required: bool = False,
    long: bool = False,
    label: str = "",
    value: str = "",
    most: int = 0,
    hint: str = "",
) -> Element:
    """A line to type; ``field-<word>`` is its label, ``-hint`` its example (or ``hint``), ``-error`` the fault.

    Times are typed too: people write 6時半, which a time picker does not take.
    """
    key = f"field-{word or id}"
    longest = most or (LONGEST if long else LINE)
    return element(
        InputText,
        id=id,
        label=label or words.t(key),
        placeholder=hint or words.t(f"{key}-hint"),
        value=view.values.get(id, value)[: max(longest, LONGEST)] or None,
        is_multiline=long or None,
        max_length=longest,
        is_required=required or None,
        error_message=words.t(f"{key}-error") if required else None,
    )


def choose(
    view: FormView,
    words: Words,
    id: str,  # noqa: A002 - the name that it has in the card
    choices: Iterable[tuple[str, str]],
    *,
    word: str = "",
    value: str = "",
    label: str = "",
    required: bool = False,
) -> Element:
    """One of ``choices`` (value, title): the first is set if nothing else is.

    Where no choice is true before somebody has made it, it is ``required``: then nothing is set,
    with ``field-<word>-hint`` in its place and ``-error`` as the fault. A client that empties an
    open form would else send the first.
    """
    key = f"field-{word or id}"
    options = [InputChoice(value=v, title=plain(title, 80)) for v, title in choices]
    known = {option.value for option in options}
    wanted = view.values.get(id, value)
    first = options[0].value if options and not required else None
    made = InputChoiceSet(
        id=id,
        label=label or words.t(key),
        choices=options,
        value=wanted if wanted in known else first,
        placeholder=words.t(f"{key}-hint") if required else None,
        is_required=required or None,
        error_message=words.t(f"{key}-error") if required else None,
        style=ac.ChoiceInputStyle.COMPACT,
        wrap=True,
    )
    return as_json(made)


def named(words: Words, *values: str) -> list[tuple[str, str]]:
    """Choices whose titles are the words ``choice-<value>``."""
    return [(value, words.t(f"choice-{value}")) for value in values]
