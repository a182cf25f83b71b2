"""Every card of the product, from the sample views: for the preview page and the golden files."""

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
from cards.render import Card
from cards.samples.asked import forms, pings
from cards.samples.swarms import SWARMS, TEXTS, at, busy
from cards.samples.told import listed, status, timeline, welcome
from cards.swarm import pointer_card, swarm_card
from cards.timeline import timeline_cards
from cards.views import ListView
from cards.words import Words


def gallery(words: Words) -> dict[str, Card]:
    """Name -> card, in the order in which people meet them."""
    language = words.language
    x = TEXTS[language]
    asked = pings(language)
    filled = forms(language)
    cards = {f"swarm-{name}": swarm_card(view(language), words) for name, view in SWARMS.items()}
    cards["swarm-pointer"] = pointer_card(busy(language), words)
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
    future = {"at": at(5, 24), "t": at(9, 0)}
    return {
        "welcome": welcome_card(welcome(language), words),
        "help": help_card(words),
        "unknown": unknown_card(words),
        "list-all": list_card(listed(language), words),
        "list-none": list_card(empty, words),
        "status": status_card(status(language), words),
        "answer": answer_card("note-created-in-future", future, at(5, 24), words),
        **{f"timeline-{n}": page for n, page in enumerate(pages, 1)},
    }
