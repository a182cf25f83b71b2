"""What became of each ping: acted on after how long, overtaken, or still open; from the log.

Whether it was sent, and when, Teams' side knows (``Shown.pings``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain import facts as m
from bot.domain.apply import apply
from bot.domain.people import Person
from bot.domain.shown import Shown
from bot.domain.swarm import Swarm


class Became(StrEnum):
    WAITING = "waiting"
    ACTED = "acted"
    OVERTAKEN = "overtaken"
    OVER = "over"  # it no longer mattered: closed, or time went by
    SKIPPED = "skipped"


class Delivered(StrEnum):
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Fate:
    """``seq`` is the event that raised it, ``by`` who acted, ``after`` how long after it."""

    seq: int
    key: str
    became: Became = Became.WAITING
    after: timedelta | None = None
    by: Person | None = None
    delivered: Delivered = Delivered.UNKNOWN


def fates(events: Iterable[m.Event], swarm_id: str, shown: Shown | None = None) -> dict[int, Fate]:
    """The fate of every ping, by the sequence number of its event."""
    found: dict[str, tuple[Fate, m.Event]] = {}
    skipped: dict[int, Fate] = {}
    swarm: Swarm | None = None
    for event in events:
        before = {ping.key for ping in swarm.pings} if swarm else set()
        swarm = apply(swarm, event, swarm_id)
        now = {ping.key for ping in swarm.pings}
        for key in now - before:
            found[key] = Fate(event.seq, key), event
        for key in before - now:
            fate, raised = found[key]
            found[key] = _ended(fate, raised, event), raised
        if isinstance(event.fact, m.Raised) and event.fact.skipped:
            skipped[event.seq] = Fate(event.seq, "", Became.SKIPPED)
    told = {fate.seq: _delivered(fate, shown) for fate, _ in found.values()}
    return skipped | told


def _ended(fate: Fate, raised: m.Event, event: m.Event) -> Fate:
    after = event.at - raised.at
    if isinstance(event.fact, m.Raised):
        return Fate(fate.seq, fate.key, Became.OVERTAKEN, after)
    if event.by is None or isinstance(event.fact, m.Closed):
        return Fate(fate.seq, fate.key, Became.OVER, after)
    return Fate(fate.seq, fate.key, Became.ACTED, after, event.by)


def _delivered(fate: Fate, shown: Shown | None) -> Fate:
    sent = shown.ping(fate.key) if shown else None
    if sent is None:
        return fate
    delivered = Delivered.SENT if sent.message else Delivered.FAILED
    return Fate(fate.seq, fate.key, fate.became, fate.after, fate.by, delivered)
