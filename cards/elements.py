"""The few elements that all cards are made of. Texts given as ``text`` are final; ``raw`` ones
come from people or tickets and are made safe here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adaptive_cards import types as ac
from adaptive_cards.card import (
    ActionExecute,
    ActionSet,
    ActionSubmit,
    Container,
    RichTextBlock,
    TextBlock,
    TextRun,
)

from cards.text import begin, cut, plain

Action = ActionExecute | ActionSubmit
BOLD = ac.FontWeight.BOLDER
BUTTON_WIDTH = 34
"""Columns in the title of a button, so that it never wraps on a phone."""


OPENERS = frozenset({"already_done"})
"""Further verbs that open a form: what was done already still has to be told."""


@dataclass(frozen=True, slots=True)
class Presses:
    """Makes the buttons of one card: its data, and whether forms open as dialogs."""

    data: Mapping[str, Any]
    dialogs: bool = False

    def press(self, title: str, verb: str, *, primary: bool = False, **data: Any) -> Action:
        """A button without inputs; ``title`` is final. A form opener is a task/fetch where dialogs
        are shown."""
        style = ac.ActionStyle.POSITIVE if primary else None
        title = cut(title, BUTTON_WIDTH)
        if self.dialogs and (verb.startswith("form_") or verb in OPENERS):
            fetch = {"msteams": {"type": "task/fetch"}, "verb": verb, **self.data, **data}
            return ActionSubmit(
                title=title,
                style=style,
                data=fetch,
                associated_inputs=ac.AssociatedInputs.NONE,
                mode=None,  # the library would write "primary" everywhere
            )
        return ActionExecute(
            title=title,
            verb=verb,
            style=style,
            data={**self.data, **data},
            associated_inputs=ac.AssociatedInputs.NONE,
            mode=None,
        )


def text(
    content: str,
    *,
    bold: bool = False,
    small: bool = False,
    subtle: bool = False,
    color: ac.Colors | None = None,
    spacing: ac.Spacing | None = None,
    lines: int | None = None,
) -> TextBlock:
    """A paragraph that wraps. ``content`` is Markdown: escape what people wrote."""
    return TextBlock(
        text=begin(content),
        wrap=True,
        weight=BOLD if bold else None,
        size=ac.FontSize.SMALL if small else None,
        is_subtle=subtle or None,
        color=color,
        spacing=spacing,
        max_lines=lines,
    )


def heading(content: str, *, large: bool = True) -> TextBlock:
    return TextBlock(
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
) -> RichTextBlock:
    """A bold label and a text; text runs read no Markdown, so people's texts stand as they are."""
    runs: list[str | TextRun] = [
        TextRun(text=f"{label}\u2003", weight=BOLD),
        TextRun(text=plain(raw, width)),
    ]
    return RichTextBlock(inlines=runs, spacing=spacing)


def row_of(actions: Sequence[Any], spacing: ac.Spacing = ac.Spacing.SMALL) -> list[ActionSet]:
    """The buttons in a row, or nothing when there are none."""
    return [ActionSet(actions=list(actions), spacing=spacing)] if actions else []


def block(
    items: Sequence[Any], style: ac.ContainerStyle | None = None, *, separator: bool = False
) -> Container:
    return Container(
        items=list(items),
        style=style,
        bleed=True if style else None,
        separator=separator or None,
        spacing=ac.Spacing.MEDIUM,
    )
