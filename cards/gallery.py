"""Every card of the product, from the sample views: for the preview page and the golden files."""

from dataclasses import replace

from cards.export import export_card
from cards.forms import form_card, form_done
from cards.misc import (
    answer_card,
    help_card,
    list_card,
    status_card,
    unknown_card,
    welcome_card,
)
from cards.ping import ping_card, settled_card
from cards.promises import promises_card
from cards.render import Card
from cards.runbook import runbook_card
from cards.samples.afterwards import export, follow_ups
from cards.samples.areas import every_state, full, owner_away, runbook
from cards.samples.asked import forms, pings
from cards.samples.swarms import SWARMS, TEXTS, at, busy
from cards.samples.told import listed, promises, status, timeline, welcome
from cards.swarm import pointer_card, swarm_card
from cards.timeline import timeline_cards
from cards.views import ListView
from cards.words import Words

AREAS = {"every-state": every_state, "owner-away": owner_away, "full": full}


def gallery(words: Words) -> dict[str, Card]:
    """Name -> card, in the order in which people meet them."""
    language = words.language
    x = TEXTS[language]
    asked = pings(language)
    filled = forms(language)
    cards = {f"swarm-{name}": swarm_card(view(language), words) for name, view in SWARMS.items()}
    cards |= {f"swarm-{name}": swarm_card(view(language), words) for name, view in AREAS.items()}
    cards["runbook"] = runbook_card(runbook(language), words)
    cards["runbook-folded"] = runbook_card(replace(runbook(language), folded=True), words)
    closed = replace(SWARMS["closed"](language), follow_ups=follow_ups(language))
    cards["swarm-closed-follow-ups"] = swarm_card(closed, words)
    cards["swarm-pointer"] = pointer_card(busy(language), words)
    cards["swarm-pointer-elsewhere"] = pointer_card(
        busy(language), words, "https://teams.example/1"
    )
    cards |= {f"ping-{kind}": ping_card(view, words) for kind, view in asked.items()}
    cards["ping-settled"] = settled_card(
        asked["now"], "settled-contacted", {"t": at(5, 58), "name": x["lead"]}, words
    )
    cards |= {f"form-{name}": form_card(view, words) for name, view in filled.items()}
    cards["form-done"] = form_done(
        filled["contact"], words, "contact-logged",
        {"at": at(5, 58), "next": at(7, 0), "told": True},
    )  # fmt: skip
    return cards | _told(words)


def _told(words: Words) -> dict[str, Card]:
    language = words.language
    pages = timeline_cards(timeline(language), words)
    empty = ListView("list-mine", at(5, 24))
    mine = tuple(("sw-1", "2611240012", one) for one in follow_ups(language))
    future = {"at": at(5, 24), "t": at(9, 0)}
    return {
        "welcome": welcome_card(welcome(language), words),
        "help": help_card(words),
        "unknown": unknown_card(words),
        "list-all": list_card(listed(language), words),
        "list-none": list_card(empty, words),
        "list-follow-ups": list_card(replace(empty, follow_ups=mine), words),
        "export": export_card(export(language), words),
        "promises": promises_card(promises(language), words),
        "status": status_card(status(language), words),
        "answer": answer_card("note-created-in-future", future, at(5, 24), words),
        **{f"timeline-{n}": page for n, page in enumerate(pages, 1)},
    }
