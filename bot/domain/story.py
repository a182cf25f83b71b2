"""The story of a swarm for those who write the incident report: its figures, and what may be told.

What may be told is a list of what is let through, never of what is held back: what the customer was
told, the sentences that were written for them, and the steps of recovery. A new kind of fact stays
inside until somebody adds it here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.domain import facts as m
from bot.domain.apply import apply
from bot.domain.ledger import Entry, Outcome, ledger
from bot.domain.people import Person
from bot.domain.swarm import How, Phase, PromiseKind, Swarm, Where
from bot.domain.tellable import tellable

RECOVERED = (Phase.UNCONFIRMED, Phase.RECOVERED, Phase.WATCHING, Phase.CLOSED)
"""Phases in which ``Swarm.recovery`` says since when the customer can work again."""

STEPS_TOLD = (
    Phase.FIXING, Phase.MITIGATED, Phase.UNCONFIRMED, Phase.RECOVERED, Phase.WATCHING,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """How long it took, counted from the ticket's creation (``recovery``: from the first symptom,
    where it is known); None for what has not happened. ``said`` counts the bot's own messages by
    where they went."""

    opened: datetime
    first_claim: timedelta | None
    first_response: timedelta | None
    recovery: timedelta | None
    closed: timedelta | None
    people: int
    promises: dict[Outcome, int] = field(default_factory=dict)
    said: dict[Where, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A line that may leave the house. ``key`` is received, contact, result or phase; ``by`` is
    whoever spoke, only if they were the liaison then."""

    at: datetime
    key: str
    args: dict[str, Any]
    by: Person | None = None


def figures(events: Sequence[m.Event], swarm: Swarm) -> Figures:
    """The durations and counts of the case, from its log."""
    opened = swarm.ticket.created_at or swarm.opened_at
    claims = (e.at for e in events if isinstance(e.fact, m.AreaClaimed))
    answers = (record.said_at for _, record in contacts(events).values())
    promises = Counter(entry.outcome for entry in ledger(events))
    raised = (e.fact for e in events if isinstance(e.fact, m.Raised))
    return Figures(
        opened=opened,
        first_claim=_since(opened, min(claims, default=None)),
        first_response=_since(opened, min(answers, default=None)),
        recovery=_recovery(swarm, opened),
        closed=_since(opened, swarm.phase_at if swarm.closed else None),
        people=len(swarm.people),
        promises=dict(promises),
        said=dict(Counter(fact.where for fact in raised if not fact.skipped)),
    )


def contacts(
    events: Iterable[m.Event],
) -> dict[int, tuple[m.Event, m.Contacted | m.ContactCorrected]]:
    """Every contact that reached the customer, by its number: its event, and how its record reads
    now."""
    found: dict[int, tuple[m.Event, m.Contacted | m.ContactCorrected]] = {}
    for event in events:
        match event.fact:
            case m.Contacted(how=how) as fact if how is not How.NOT_REACHED:
                found[event.seq] = event, fact
            case m.ContactCorrected(contact=number) as fact if number in found:
                found[number] = found[number][0], fact
            case _:
                pass
    return found


def told(events: Sequence[m.Event], swarm: Swarm) -> tuple[Told, ...]:
    """All that the customer may read, in the order in which it happened."""
    liaisons = _liaisons(events, swarm.id)
    lines = [Told(swarm.ticket.created_at or swarm.opened_at, "received", {})]
    said = _words_told(events)
    for number, (event, record) in contacts(events).items():
        args = {"said": said[number], "how": record.how, "to": record.to}
        by = event.by if event.by is not None and event.by == liaisons.get(number) else None
        lines.append(Told(record.said_at, "contact", args, by))
    for one in tellable(swarm):
        area = swarm.area(one.area)
        if one.sentence and area is not None and area.evidence is not None:
            lines.append(Told(area.evidence.at, "result", {"tell": one.sentence}))
    lines += [_step(e.fact) for e in events if isinstance(e.fact, m.PhaseMoved) and _told(e.fact)]
    return tuple(sorted(lines, key=lambda line: line.at))


def promised(events: Iterable[m.Event]) -> tuple[Entry, ...]:
    """The promises that the customer knows of, and the first response that is owed anyway."""
    return tuple(e for e in ledger(events) if e.told or e.kind is PromiseKind.FIRST_RESPONSE)


def _words_told(events: Iterable[m.Event]) -> dict[int, str]:
    """What was said in each contact; a correction without words leaves them as they were."""
    said: dict[int, str] = {}
    for event in events:
        match event.fact:
            case m.Contacted(said=words):
                said[event.seq] = words
            case m.ContactCorrected(contact=number, said=words) if words:
                said[number] = words
            case _:
                pass
    return said


def _liaisons(events: Iterable[m.Event], swarm_id: str) -> dict[int, Person]:
    """Who talked to the customer at each event."""
    found: dict[int, Person] = {}
    swarm: Swarm | None = None
    for event in events:
        swarm = apply(swarm, event, swarm_id)
        if swarm.liaison is not None:
            found[event.seq] = swarm.liaison
    return found


def _told(fact: m.PhaseMoved) -> bool:
    return fact.phase in STEPS_TOLD


def _step(fact: m.PhaseMoved) -> Told:
    args = {
        "step": fact.phase,
        "confirmed_by": fact.confirmed_by,
        "extent": fact.extent,
        "until": fact.watch_until,
    }
    return Told(fact.since, "phase", args)


def _recovery(swarm: Swarm, opened: datetime) -> timedelta | None:
    if swarm.recovery is None or swarm.phase not in RECOVERED:
        return None
    return _since(swarm.ticket.symptom_since or opened, swarm.recovery.since)


def _since(start: datetime, end: datetime | None) -> timedelta | None:
    return None if end is None else max(end - start, timedelta(0))
