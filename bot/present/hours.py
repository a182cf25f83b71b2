"""Hours, for the person themselves or for a manager, as lines."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.holdings import Hours
from bot.domain.swarm import Swarm
from bot.present.reader import Reader
from cards.misc import lines_card
from cards.views import NoteView

Card = dict[str, object]


def own_hours(found: Sequence[tuple[Swarm, Hours]], reader: Reader, now: datetime) -> Card:
    """A line for each open case of the person."""
    lines = tuple(
        NoteView(
            "hours-mine",
            {"customer": swarm.ticket.customer, "ticket": swarm.ticket.id, "span": one.length},
        )
        for swarm, one in found
    )
    return lines_card(
        "hours-title", lines or (NoteView("hours-none"),), reader.at(now), reader.words
    )


def case_hours(swarm: Swarm, found: Iterable[Hours], reader: Reader, now: datetime) -> Card:
    """A line for each person of the case, who began first first."""
    lines = tuple(
        NoteView(
            "hours-person",
            {"name": one.person.name, "span": one.length, "since": reader.maybe(one.since)},
        )
        for one in found
    )
    nobody = (NoteView("hours-nobody"),)
    return lines_card(
        "hours-title", lines or nobody, reader.at(now), reader.words, drill=swarm.ticket.drill
    )
