"""The promise ledger: every promise of a swarm and how it ended, from its log.

Lateness is judged by when the customer heard from us, as the record of that contact reads now: a
corrected record judges anew, and the log keeps what it said before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import facts as m
from bot.domain.people import Person
from bot.domain.swarm import PromiseKind


class Outcome(StrEnum):
    OPEN = "open"
    ON_TIME = "on_time"
    LATE = "late"
    MISSED = "missed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Entry:
    """A promise as it stands: open, or how it ended.

    ``due`` is its last time, ``judged`` the time that decides (another one when it was moved without
    the customer); ``late`` by how much, for LATE and MISSED; ``contact`` is the record that kept it,
    ``by`` who ended it or made that contact.
    """

    number: int
    kind: PromiseKind
    to: str
    due: datetime
    judged: datetime
    made: datetime
    told: bool
    moves: int = 0
    outcome: Outcome = Outcome.OPEN
    late: timedelta = timedelta(0)
    contact: int | None = None
    by: Person | None = None
    reason: str = ""
    text: str = ""


def ledger(events: Iterable[m.Event]) -> tuple[Entry, ...]:
    """Every promise in the order of its making."""
    entries: dict[int, Entry] = {}
    said: dict[int, datetime] = {}
    contact: m.Event | None = None
    for event in events:
        match event.fact:
            case m.PromiseMade() as made:
                entries[made.number] = Entry(
                    made.number, made.kind, made.to, made.due, made.due, made.made, made.told,
                    text=made.text,
                )  # fmt: skip
            case m.Contacted(said_at=at):
                contact, said[event.seq] = event, at
            case m.ContactCorrected(contact=number, said_at=at):
                said[number] = at
            case m.PromiseMoved() | m.PromiseKept() | m.PromiseMissed() | m.PromiseEnded() as fact:
                old = entries.get(fact.number)
                if old is not None:
                    entries[fact.number] = _after(old, fact, event, contact)
    return tuple(_judged(entry, said) for entry in entries.values())


def on_time(entries: Iterable[Entry]) -> tuple[int, int]:
    """How many promises were kept on time, of how many that were kept or missed."""
    counted = [e for e in entries if e.outcome not in (Outcome.OPEN, Outcome.ENDED)]
    return sum(e.outcome is Outcome.ON_TIME for e in counted), len(counted)


def _after(
    old: Entry,
    fact: m.PromiseMoved | m.PromiseKept | m.PromiseMissed | m.PromiseEnded,
    event: m.Event,
    contact: m.Event | None,
) -> Entry:
    match fact:
        case m.PromiseMoved():
            judged = fact.judged or fact.due
            return replace(old, due=fact.due, judged=judged, told=fact.told, moves=old.moves + 1)
        case m.PromiseKept():
            kept = Outcome.LATE if fact.late else Outcome.ON_TIME
            number = contact.seq if contact else None
            return replace(old, outcome=kept, late=fact.late, contact=number, by=event.by)
        case m.PromiseMissed():
            missed = Outcome.MISSED
            return replace(old, outcome=missed, late=fact.late, by=event.by, reason=fact.reason)
        case m.PromiseEnded():
            return replace(old, outcome=Outcome.ENDED, by=event.by, reason=fact.reason)


def _judged(entry: Entry, said: dict[int, datetime]) -> Entry:
    """The entry by what the record of its contact says now."""
    if entry.contact not in said or entry.outcome not in (Outcome.ON_TIME, Outcome.LATE):
        return entry
    late = max(said[entry.contact] - entry.judged, timedelta(0))
    return replace(entry, late=late, outcome=Outcome.LATE if late else Outcome.ON_TIME)
