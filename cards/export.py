"""Where the story can be had as a file: two files for us, two for the customer."""

from adaptive_cards import types as ac
from adaptive_cards.card import ActionOpenUrl

from cards.elements import Element, Presses, as_json, heading, row_of, text
from cards.head import head_line
from cards.render import Card, render
from cards.text import clean
from cards.views import ExportView
from cards.words import Words


def export_card(view: ExportView, words: Words) -> Card:
    """Links that open outside Teams, for the reader alone, until a moment."""
    title = words.t("export-title")
    title = words.t("drill", text=title) if view.drill else title
    line = head_line(view.severity, view.customer, view.ticket, words)
    body = [heading(title), text(line, small=True, subtle=True)]
    for key, links in (("export-inside", view.inside), ("export-safe", view.safe)):
        body.append(text(words.t(key), bold=True, spacing=ac.Spacing.MEDIUM))
        body += row_of([_open(words.t(f"export-{kind}"), url) for kind, url in links])
    until = words.say("export-until", {"t": view.until}, view.as_of)
    body.append(text(until, small=True, subtle=True, spacing=ac.Spacing.MEDIUM))
    if view.back:
        swarm, turn = view.back
        presses = Presses({"swarm": swarm, "turn": turn})
        body += row_of([presses.press(words.t("press-back"), "refresh")])
    return render(body, words, fallback=title)


def _open(title: str, url: str) -> Element:
    return as_json(ActionOpenUrl(title=clean(title), url=url, mode=None))
