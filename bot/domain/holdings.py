"""Who holds what of a swarm, now and over the hours. Hours are for the person alone (and for the
manager who asks): they never stand on a card."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.audience import keeper
from bot.domain.handover import Holding, Stint
from bot.domain.people import Person
from bot.domain.swarm import Swarm


def held_by(person: Person, swarm: Swarm) -> Holding:
    """Everything that the person holds. A promise that follows from a role goes with the role."""
    lead, liaison = swarm.lead == person, swarm.liaison == person
    kept = (p for p in swarm.promises if keeper(p, swarm) == person)
    action = swarm.next_action
    return Holding(
        lead,
        liaison,
        tuple(area.key for area in swarm.areas if area.owner == person),
        tuple(p.number for p in kept if p.owner is not None or not (lead or liaison)),
        action is not None and action.owner == person,
        tuple(area.key for area in swarm.areas if person in area.helpers),
    )


def holders(swarm: Swarm) -> tuple[Person, ...]:
    """Those who have a role or an area, each once."""
    owners = (area.owner for area in swarm.areas)
    return tuple(dict.fromkeys(p for p in (swarm.lead, swarm.liaison, *owners) if p is not None))


def stints_at(swarm: Swarm, at: datetime) -> tuple[Stint, ...]:
    """Since when each of its holders holds something, after an event at ``at``."""
    now = holders(swarm)
    if now == tuple(stint.person for stint in swarm.stints):
        return swarm.stints
    since = {stint.person: stint.since for stint in swarm.stints}
    return tuple(Stint(p, since.get(p, at)) for p in now)


@dataclass(frozen=True, slots=True)
class Hours:
    """How long somebody has held a role or an area: ``length`` in all, ``since`` without a break
    (None: not any more)."""

    person: Person
    length: timedelta
    since: datetime | None = None


def hours(states: Iterable[Swarm], now: datetime) -> tuple[Hours, ...]:
    """Of everybody who has held something, in the order in which they began.

    ``states`` is the swarm after each of its events. A closed case takes nobody's time.
    """
    ended: dict[Person, timedelta] = {}
    running: dict[Person, datetime] = {}
    for swarm in states:
        at_work = {} if swarm.closed else {s.person: s.since for s in swarm.stints}
        for person in running.keys() - at_work.keys():
            ended[person] += max(swarm.at - running.pop(person), timedelta(0))
        for person in at_work:
            ended.setdefault(person, timedelta(0))
            running.setdefault(person, swarm.at)
    return tuple(
        Hours(
            person, length + max(now - running.get(person, now), timedelta(0)), running.get(person)
        )
        for person, length in ended.items()
    )
