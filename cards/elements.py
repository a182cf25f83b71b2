"""The few elements that all cards are made of. Texts given as ``text`` are final; ``raw`` ones
come from people or tickets and are made safe here.

The library makes and checks each element; its JSON is kept, because most of a card is what it was
when it was last drawn. Elements are shared between cards: nobody changes one in place.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from adaptive_cards import types as ac
from adaptive_cards.card import (
    ActionExecute,
    ActionSet,
    ActionSubmit,
    Column,
    ColumnSet,
    ComponentBaseModel,
    Container,
    RichTextBlock,
    TextBlock,
    TextRun,
)

from cards.text import begin, cut, plain

Element = dict[str, Any]
"""An element or an action as JSON values."""

BOLD = ac.FontWeight.BOLDER
BUTTON_WIDTH = 34
"""Columns in the title of a button, so that it never wraps on a phone."""

KEPT = 4096
"""So many elements are kept: about 3 MB, the texts of some two hundred cards."""

OPENERS = frozenset({"already_done"})
"""Further verbs that open a form: what was done already still has to be told."""


def as_json(made: ComponentBaseModel) -> Element:
    """What the library has made, as JSON values.

    Enums must be strings already: Teams' own serializer would misspell them.
    """
    done: Element = made.model_dump(mode="json", by_alias=True, exclude_none=True, warnings=False)
    return done


@lru_cache(KEPT, typed=True)
def element(kind: type[ComponentBaseModel], **settings: Hashable) -> Element:
    """An element without others in it."""
    return as_json(kind(**settings))


@lru_cache(KEPT, typed=True)
def _frame(kind: type[ComponentBaseModel], field: str, **settings: Hashable) -> Element:
    return as_json(kind(**{field: []}, **settings))


def around(
    kind: type[ComponentBaseModel], field: str, inner: Sequence[Element], **settings: Hashable
) -> Element:
    """An element with others in its ``field``, whose JSON has that field's own name."""
    return {**_frame(kind, field, **settings), field: list(inner)}


@dataclass(frozen=True, slots=True)
class Presses:
    """Makes the buttons of one card: its data, and whether forms open as dialogs."""

    data: Mapping[str, Any]
    dialogs: bool = False

    def press(self, title: str, verb: str, *, primary: bool = False, **data: Any) -> Element:
        """A button without inputs; ``title`` is final. A form opener is a task/fetch where dialogs
        are shown."""
        return self.filled(button(title, verb, primary=primary, dialogs=self.dialogs), data)

    def filled(self, made: Element, data: Mapping[str, Any]) -> Element:
        """The button with this card's data, and its own."""
        return {**made, "data": {**made["data"], **self.data, **data}}


@lru_cache(KEPT)
def button(title: str, verb: str, *, primary: bool = False, dialogs: bool = False) -> Element:
    """A button that no card has filled yet."""
    fetches = dialogs and (verb.startswith("form_") or verb in OPENERS)
    if fetches:
        fetch = {"msteams": {"type": "task/fetch"}, "verb": verb}
        return {**_fetch(title, primary), "data": fetch}
    return {**_execute(title, verb, primary), "data": {}}


def _fetch(title: str, primary: bool) -> Element:
    return as_json(
        ActionSubmit(
            title=cut(title, BUTTON_WIDTH),
            style=_style(primary),
            data={},
            associated_inputs=ac.AssociatedInputs.NONE,
            mode=None,  # the library would write "primary" everywhere
        )
    )


def _execute(title: str, verb: str, primary: bool) -> Element:
    return as_json(
        ActionExecute(
            title=cut(title, BUTTON_WIDTH),
            verb=verb,
            style=_style(primary),
            data={},
            associated_inputs=ac.AssociatedInputs.NONE,
            mode=None,
        )
    )


def _style(primary: bool) -> ac.ActionStyle | None:
    return ac.ActionStyle.POSITIVE if primary else None


def text(
    content: str,
    *,
    bold: bool = False,
    small: bool = False,
    subtle: bool = False,
    color: ac.Colors | None = None,
    spacing: ac.Spacing | None = None,
    lines: int | None = None,
) -> Element:
    """A paragraph that wraps. ``content`` is Markdown: escape what people wrote."""
    return element(
        TextBlock,
        text=begin(content),
        wrap=True,
        weight=BOLD if bold else None,
        size=ac.FontSize.SMALL if small else None,
        is_subtle=subtle or None,
        color=color,
        spacing=spacing,
        max_lines=lines,
    )


def heading(content: str, *, large: bool = True) -> Element:
    return element(
        TextBlock,
        text=begin(content),
        wrap=True,
        weight=BOLD,
        size=ac.FontSize.LARGE if large else None,
        style=ac.TextBlockStyle.HEADING,
        spacing=ac.Spacing.SMALL,
        max_lines=3,
    )


def labelled(
    label: str, raw: str, width: int = 160, spacing: ac.Spacing = ac.Spacing.SMALL
) -> Element:
    """A bold label and a text; text runs read no Markdown, so people's texts stand as they are."""
    return runs(bold_run(f"{label}\u2003"), run(plain(raw, width)), spacing=spacing)


def run(content: str) -> Element:
    return element(TextRun, text=content)


def bold_run(content: str) -> Element:
    return element(TextRun, text=content, weight=BOLD)


def runs(*inner: Element, spacing: ac.Spacing | None = None) -> Element:
    """A paragraph of text runs, which read no Markdown."""
    return around(RichTextBlock, "inlines", inner, spacing=spacing)


def row_of(actions: Sequence[Element], spacing: ac.Spacing = ac.Spacing.SMALL) -> list[Element]:
    """The buttons in a row, or nothing when there are none."""
    return [around(ActionSet, "actions", actions, spacing=spacing)] if actions else []


def beside(left: Element, right: Element, spacing: ac.Spacing | None = None) -> Element:
    """Two columns; the right one is as narrow as what is in it."""
    columns = [
        around(Column, "items", [left], width="stretch"),
        around(Column, "items", [right], width="auto"),
    ]
    return around(ColumnSet, "columns", columns, spacing=spacing)


def block(
    items: Sequence[Element], style: ac.ContainerStyle | None = None, *, separator: bool = False
) -> Element:
    return around(
        Container,
        "items",
        items,
        style=style,
        bleed=True if style else None,
        separator=separator or None,
        spacing=ac.Spacing.MEDIUM,
    )
