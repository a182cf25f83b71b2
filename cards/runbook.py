"""A runbook: the team's own Markdown, with its commands in lines of their own to be copied.

Teams reads a subset of Markdown in text blocks, and no code. So headings and paragraphs are text
blocks, and each line between ``` is a text run, which changes no sign of a command.
"""

from collections.abc import Iterator

from adaptive_cards import types as ac
from adaptive_cards.card import (
    ActionToggleVisibility,
    Container,
    TargetElement,
    TextRun,
)

from cards.elements import Element, around, as_json, block, element, heading, row_of, runs, text
from cards.head import head_line
from cards.render import Card, render
from cards.text import escape
from cards.views import RunbookView
from cards.words import Words

FENCE = "```"


def runbook_card(view: RunbookView, words: Words) -> Card:
    """The whole text; ``folded`` behind a button, where others read along."""
    title = runbook_title(view, words)
    body = [heading(title, large=False)]
    if view.ticket:
        line = head_line(view.severity, view.customer, view.ticket, words)
        body.append(text(line, small=True, subtle=True, spacing=ac.Spacing.NONE))
    if view.name:
        yours = {"area": escape(view.area, 40), "name": escape(view.name, 60)}
        body.append(text(words.t("runbook-yours", **yours)))
    items = list(_blocks(view.text))
    if not view.folded:
        return render([*body, *items], words, fallback=title)
    target = TargetElement(element_id="runbook")
    show = as_json(
        ActionToggleVisibility(title=words.t("press-runbook"), target_elements=[target], mode=None)
    )
    folded = around(Container, "items", items, id="runbook", is_visible=False)
    return render([*body, *row_of([show]), folded], words, fallback=title)


def runbook_title(view: RunbookView, words: Words) -> str:
    """The heading of the message, and what its notification says."""
    title = words.t("runbook-title", area=escape(view.area, 40))
    return words.t("drill", text=title) if view.drill else title


def _blocks(markdown: str) -> Iterator[Element]:
    code, paragraph = False, list[str]()
    lines: list[Element] = []
    for line in [*markdown.split("\n"), FENCE]:
        fence = line.lstrip().startswith(FENCE)
        if code and not fence:
            lines.append(_command(line))
            continue
        if fence or not line.strip() or line.startswith("#"):
            if paragraph:
                yield _markdown("\n".join(paragraph))
            paragraph = []
        if lines:
            yield block(lines, ac.ContainerStyle.EMPHASIS)
            lines = []
        if fence:
            code = not code
        elif line.startswith("#"):
            yield _markdown(line.lstrip("#").strip(), bold=True)
        elif line.strip():
            paragraph.append(line)


def _command(line: str) -> Element:
    run = element(TextRun, text=line or " ", font_type=ac.FontType.MONOSPACE)
    return runs(run, spacing=ac.Spacing.NONE)


def _markdown(content: str, *, bold: bool = False) -> Element:
    """The team's own words: their lists and bold words are meant."""
    found = text("", bold=bold)
    return {**found, "text": content}
