"""My swarms, all, the four lines for people outside, and the timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from enum import Enum

from bot.domain.drill import is_drill
from bot.domain.facts import Event, kind_of
from bot.domain.fates import Became, Delivered, Fate, fates
from bot.domain.followup import FollowUp
from bot.domain.handover import Lines
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.shown import Shown
from bot.domain.swarm import Swarm, Ticket
from bot.ports import Summary
from bot.present.reader import Reader
from bot.present.views import area_name, swarm_view
from cards.misc import list_card, status_card
from cards.timeline import timeline_cards
from cards.views import FollowUpView, ListLine, ListView, StatusView, TimelineLine, TimelineView

Card = dict[str, object]
Kept = tuple[Swarm, FollowUp]
"""A follow-up, and the case that it belongs to."""


def listed(
    key: str,
    rows: Iterable[Summary],
    reader: Reader,
    now: datetime,
    *,
    read_at: datetime | None = None,
    follow_ups: Iterable[Kept] = (),
) -> Card:
    """Cases, a line each, the next customer update first. ``read_at``: they are as old as that,
    because the store does not answer. ``follow_ups`` are what the reader is still to do."""
    ordered = sorted(rows, key=lambda row: (row.due is None, row.due or row.opened_at))
    lines = tuple(
        ListLine(
            row.severity,
            row.customer,
            row.ticket,
            row.title,
            row.phase,
            reader.maybe(row.due),
            drill=is_drill(row.swarm),
        )
        for row in ordered
    )
    kept = tuple(
        (
            swarm.id,
            swarm.ticket.id,
            FollowUpView(one.number, one.text, one.owner.name, reader.at(one.due)),
        )
        for swarm, one in sorted(follow_ups, key=lambda pair: pair[1].due)
    )
    view = ListView(key, reader.at(now), lines, reader.maybe(read_at), kept)
    return list_card(view, reader.words)


def four_lines(
    swarm: Swarm, policy: Policy, reader: Reader, now: datetime, *, may_press: bool, dialogs: bool
) -> Card:
    """What may be said to the customer, the next update, the deadline, and whom to ask."""
    shown = swarm_view(swarm, policy, reader)
    view = StatusView(
        swarm=swarm.id,
        turn=str(swarm.rev),
        severity=shown.severity,
        customer=shown.customer,
        ticket=shown.ticket,
        phase=shown.phase,
        as_of=reader.at(now),
        last_contact=shown.last_contact,
        promise=shown.promise,
        hard_deadline=shown.hard_deadline,
        liaison=shown.liaison,
        actions=frozenset({"form_customer_called"}) if may_press else frozenset(),
        drill=swarm.ticket.drill,
        dialogs=dialogs,
    )
    return status_card(view, reader.words)


def timeline(
    events: Sequence[Event],
    swarm: Swarm,
    policy: Policy,
    reader: Reader,
    now: datetime,
    *,
    most: int,
    in_place: bool = False,
    shown: Shown | None = None,
) -> tuple[Card, ...]:
    """Everything that happened, oldest first, on the last ``most`` cards; ``in_place`` of the live
    card they have a way back to it. ``shown`` tells what Teams took of the bot's own words."""
    lines = timeline_lines(events, swarm, policy, reader, shown)
    view = TimelineView(
        swarm.ticket.severity.value,
        swarm.ticket.customer,
        swarm.ticket.id,
        reader.at(now),
        lines,
        drill=swarm.ticket.drill,
        back=(swarm.id, str(swarm.rev)) if in_place else None,
    )
    return timeline_cards(view, reader.words, most)


def timeline_lines(
    events: Sequence[Event], swarm: Swarm, policy: Policy, reader: Reader, shown: Shown | None
) -> tuple[TimelineLine, ...]:
    """A line for each event, in the order of the log."""
    became = fates(events, swarm.id, shown)
    return tuple(
        TimelineLine(
            reader.at(event.at),
            f"event-{kind_of(type(event.fact))}",
            _args(event, swarm, policy, reader) | _fate(became.get(event.seq)),
        )
        for event in events
    )


def _fate(fate: Fate | None) -> dict[str, object]:
    """What became of a ping; nothing is said about one that still waits, or no longer mattered."""
    if fate is None:
        return {}
    failed = fate.delivered is Delivered.FAILED
    told = {Became.ACTED: "acted", Became.OVERTAKEN: "overtaken", Became.SKIPPED: "skipped"}
    became = "unsent" if failed else told.get(fate.became, "")
    return {"fate": became, "after": fate.after, "actor": fate.by.name if fate.by else ""}


def _args(event: Event, swarm: Swarm, policy: Policy, reader: Reader) -> dict[str, object]:
    """A fact's fields as the words take them."""
    args: dict[str, object] = {"person": event.by.name if event.by else ""}
    for one in fields(event.fact):
        args |= _arg(one.name, getattr(event.fact, one.name), swarm, policy, reader)
    return args


def _arg(
    name: str, value: object, swarm: Swarm, policy: Policy, reader: Reader
) -> dict[str, object]:
    match value:
        case Person():
            return {name: value.name}
        case datetime():
            return {name: reader.at(value)}
        case Ticket():
            return {"title": value.title, "ticket": value.id}
        case Lines():
            return asdict(value)
        case Enum():
            return {"ping" if name == "kind" and "-" in value.value else name: value.value}
        case tuple() if name == "to":
            return {"people": tuple(person.name for person in value)}
        case tuple() if name == "standing":
            return {"kept": tuple(one.field for one in value)}
        case tuple() if name == "open_promises":
            return {"n": len(value)}
        case tuple() if name == "areas":
            return {name: tuple(area_name(swarm, key, policy, reader.language) for key in value)}
        case str() if name == "area":
            return {name: area_name(swarm, value, policy, reader.language)}
        case _:
            return {name: value}
