"""Answers in words: welcome, help, lists, the four lines for customer success, plain answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from adaptive_cards import types as ac

from cards.elements import Element, Presses, heading, labelled, row_of, text
from cards.render import Card, render
from cards.text import escape, link
from cards.views import ListLine, ListView, NoteView, StatusView, WelcomeView
from cards.words import Words

LISTED = 25
PRESSED = 6
"""Actions on a card (Teams' store rules)."""
HELP = (
    "new", "claim", "contact", "status", "finding", "still", "waiting", "away", "called", "change", "promises", "lead", "hand-over", "duty", "note",
    "recover", "timeline", "export", "follow-up", "mine",
    "draft", "report",
)  # fmt: skip
FIRST_DAY = 5


def answer_card(
    key: str, args: Mapping[str, object], as_of: datetime, words: Words, *, drill: bool = False
) -> Card:
    """An answer as one paragraph."""
    said = words.say(key, args, as_of, mark=_short)
    said = words.t("drill", text=said) if drill else said
    return render([text(said)], words, fallback=said)


def welcome_card(view: WelcomeView, words: Words) -> Card:
    presses = Presses({}, view.dialogs)
    said = words.t("welcome-text", name=escape(view.name, 60) or "none")
    buttons = [
        presses.press(words.t(f"press-{verb.replace('_', '-')}"), verb, primary=index == 0)
        for index, verb in enumerate(("use_channel", "drill", "form_new", "help"))
        if verb in view.actions
    ]
    body = [heading(words.t("welcome-title")), text(said), *row_of(buttons)]
    return render(body, words, fallback=words.t("welcome-title"))


def help_card(words: Words) -> Card:
    """What one can write; the first five lines are enough for day one."""
    title = words.t("help-title")
    return render([heading(title), *_help(HELP, words)], words, fallback=title)


def lines_card(
    title: str, lines: Sequence[NoteView], as_of: datetime, words: Words, *, drill: bool = False
) -> Card:
    """A heading and a line for each note."""
    said = words.t("drill", text=words.t(title)) if drill else words.t(title)
    body = [text(words.say(one.key, one.args, as_of, mark=_short)) for one in lines]
    return render([heading(said), *body], words, fallback=said)


def unknown_card(words: Words) -> Card:
    """The answer to words that nobody understood: what does work."""
    said = words.t("not-understood")
    buttons = [Presses({}).press(words.t("press-help"), "help")]
    body = [text(said), *_help(HELP[:FIRST_DAY], words), *row_of(buttons)]
    return render(body, words, fallback=said)


def _help(keys: tuple[str, ...], words: Words) -> list[Element]:
    return [labelled(words.t(f"help-{key}"), words.t(f"help-{key}-text")) for key in keys]


def list_card(view: ListView, words: Words) -> Card:
    """Two lines a case; at most ``LISTED`` of them."""
    title = words.t(view.key)
    body = [heading(title)]
    for line in view.lines[:LISTED]:
        body += _listed(line, view.as_of, words)
    more = len(view.lines) - LISTED
    if more > 0:
        body.append(text(words.t("list-more", n=more), subtle=True))
    if not view.lines:
        body.append(text(words.t("list-all-none" if view.key == "list-all" else "list-none")))
    body += _kept(view, words)
    if view.read_at is not None:
        body.append(text(words.say("list-old", {"t": view.read_at}, view.as_of), subtle=True))
    return render(body, words, fallback=title)


def _kept(view: ListView, words: Words) -> list[Element]:
    """What the reader is still to do; the first few can be pressed away."""
    if not view.follow_ups:
        return []
    items = [text(words.t("list-follow-ups"), bold=True, spacing=ac.Spacing.MEDIUM)]
    for index, (swarm, ticket, one) in enumerate(view.follow_ups[:LISTED]):
        first = {"ticket": ticket, "text": one.text}
        items.append(text(words.say("list-follow-up", first, view.as_of, mark=_short)))
        due = words.say("list-follow-up-due", {"due": one.due}, view.as_of)
        items.append(text(due, small=True, spacing=ac.Spacing.NONE))
        if index < PRESSED:
            presses = Presses({"swarm": swarm, "turn": f"list-{one.number}"})
            title = words.t("press-finish-follow-up")
            items += row_of([presses.press(title, "finish_follow_up", follow_up=str(one.number))])
    return items


def _listed(line: ListLine, as_of: datetime, words: Words) -> list[Element]:
    first = words.t(
        "list-line",
        severity=words.t(f"severity-{line.severity}"),
        customer=escape(line.customer, 40) or "none",
        ticket=link(line.ticket, line.url),
        title=escape(line.title, 80),
    )
    first = words.t("drill", text=first) if line.drill else first
    state = words.say("list-state", {"phase": line.phase, "due": line.due}, as_of)
    return [
        text(first, bold=True, spacing=ac.Spacing.MEDIUM),
        text(state, small=True, spacing=ac.Spacing.NONE),
    ]


def status_card(view: StatusView, words: Words) -> Card:
    """What may be said, what is promised, what must not be said yet, and whom to ask."""
    first = words.t(
        "status-head",
        customer=escape(words.honour(view.customer), 60) or "none",
        ticket=escape(view.ticket, 40),
        severity=words.t(f"severity-{view.severity}"),
        phase=words.t(f"swarm-{view.phase}"),
        t=words.clock(view.as_of, view.as_of),
    )
    first = words.t("drill", text=first) if view.drill else first
    presses = Presses({"swarm": view.swarm, "turn": view.turn}, view.dialogs)
    buttons = [
        presses.press(words.t(f"press-{verb.replace('_', '-')}"), verb)
        for verb in ("form_customer_called",)
        if verb in view.actions
    ]
    asked = {"name": view.liaison}
    body = [
        text(first, bold=True),
        text(_may_say(view, words)),
        text(_next(view, words)),
        text(words.t("status-deadline", t=_deadline(view, words)), spacing=ac.Spacing.SMALL),
        text(words.t("status-not-yet")),
        text(words.say("status-ask", asked, view.as_of, mark=_short), spacing=ac.Spacing.SMALL),
        *row_of(buttons),
    ]
    return render(body, words, fallback=first)


def _may_say(view: StatusView, words: Words) -> str:
    contact = view.last_contact
    if contact is None or not contact.said or contact.how == "not_reached":
        return words.t("status-say-none")
    args = {"t": contact.at, "how": contact.how, "text": contact.said}
    return words.say("status-say", args, view.as_of, mark=lambda raw: escape(raw, 400))


def _next(view: StatusView, words: Words) -> str:
    promise = view.promise
    if promise is None:
        return words.t("status-next-none")
    key = "status-next-overdue" if promise.overdue else "status-next"
    args = {"t": promise.due, "to": promise.to, "name": promise.owner or view.liaison}
    return words.say(key, args, view.as_of, mark=_short)


def _deadline(view: StatusView, words: Words) -> str:
    return words.long(view.hard_deadline, view.as_of) if view.hard_deadline else "none"


def _short(raw: str) -> str:
    return escape(raw, 160)
