"""The promise ledger: what the customer was promised, what is open, and how the rest ended."""

from adaptive_cards import types as ac

from cards.elements import Element, Presses, heading, row_of, text
from cards.head import head_line
from cards.render import Card, render
from cards.text import escape
from cards.views import LedgerLine, LedgerView
from cards.words import Words

LINES = 24
"""Promises on one card; earlier ones that have ended are counted."""

PRESSED = 1
"""Open promises that have buttons of their own: the next one. Six actions are the most in sight;
the forms let people choose another."""


def promises_card(view: LedgerView, words: Words) -> Card:
    """Open promises first, with their buttons; then the others, the newest first."""
    title = words.t("promises-title")
    title = words.t("drill", text=title) if view.drill else title
    which = head_line(view.severity, view.customer, view.ticket, words)
    body: list[Element] = [heading(title), text(which, small=True, subtle=True)]
    presses = Presses({"swarm": view.swarm, "turn": view.turn}, view.dialogs)
    for index, line in enumerate(view.open):
        body.append(text(_said(line, view, words), bold=True, spacing=ac.Spacing.MEDIUM))
        if index < PRESSED:
            body += row_of(_buttons(line, view, words, presses))
    ended = view.ended[: max(LINES - len(view.open), 0)]
    body += [text(_said(line, view, words), spacing=ac.Spacing.SMALL) for line in ended]
    more = len(view.ended) - len(ended)
    if more > 0:
        body.append(text(words.t("promises-before", n=more), subtle=True))
    if not view.open and not view.ended:
        body.append(text(words.t("promises-none")))
    good, of = view.on_time
    if of:
        body.append(text(words.t("promises-on-time", n=good, of=of), spacing=ac.Spacing.MEDIUM))
    body += row_of(_last_row(view, words, presses), ac.Spacing.MEDIUM)
    return render(body, words, fallback=title)


def _said(line: LedgerLine, view: LedgerView, words: Words) -> str:
    args = {
        "number": line.number,
        "kind": line.kind,
        "to": line.to,
        "due": line.due,
        "told": line.told,
        "name": line.owner,
        "late": line.late,
        "reason": line.reason,
        "judged": line.judged,
    }
    key = f"promise-line-{line.outcome.replace('_', '-')}"
    return words.say(key, args, view.as_of, mark=_short)


def _buttons(line: LedgerLine, view: LedgerView, words: Words, presses: Presses) -> list[Element]:
    return [
        presses.press(words.t(f"press-{verb.replace('_', '-')}"), verb, promise=line.number)
        for verb in ("form_contact", "form_move", "form_end_promise")
        if verb in view.actions
    ]


def _last_row(view: LedgerView, words: Words, presses: Presses) -> list[Element]:
    verbs = ("form_promise", "form_correct", *(("refresh",) if view.in_place else ()))
    titles = {"refresh": "press-back"}
    return [
        presses.press(words.t(titles.get(verb, f"press-{verb.replace('_', '-')}")), verb)
        for verb in verbs
        if verb in view.actions or verb == "refresh"
    ]


def _short(raw: str) -> str:
    return escape(raw, 80)
