"""What the customer was told about areas, and whether it still holds.

A contact keeps which areas it spoke of and what was known of them then. When that no longer holds,
liaison and lead are told once, each in 1:1, and the next update begins with a correction.
"""

import unicodedata
from datetime import datetime

from bot.domain import facts as m
from bot.domain.audience import distinct
from bot.domain.due import Due
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import AreaState, PingKind, Swarm, Told, Where

Known = tuple[tuple[str, AreaState], ...]

FIRM = (AreaState.SUSPECT, AreaState.CAUSE, AreaState.RULED_OUT)
"""States that say something; "we are looking at it" needs no correction."""

MARK = "told"


def known(said: str, swarm: Swarm, policy: Policy) -> Known:
    """The areas that the words name, by any of their names, each with its present state."""
    text = _plain(said)
    found = []
    for area in swarm.areas:
        rule = policy.area(area.key)
        names = {area.name, *(rule.names.values() if rule else ())}
        if any(name and _plain(name) in text for name in names):
            found.append((area.key, area.state))
    return tuple(found)


def after_contact(told: tuple[Told, ...], spoken: Known, at: datetime) -> tuple[Told, ...]:
    """What the customer knows after a contact: the last word about each area."""
    newer = {one.area for one in told if one.at > at}
    fresh = tuple(Told(area, state, at) for area, state in spoken if area not in newer)
    named = {one.area for one in fresh}
    return (*(one for one in told if one.area not in named), *fresh)


def outdated(swarm: Swarm) -> tuple[Told, ...]:
    """What the customer was told and does not hold any more; the next update corrects it."""
    return tuple(one for one in swarm.told if one.state in FIRM and not _holds(one, swarm))


def told_ahead(swarm: Swarm, policy: Policy) -> list[Due]:
    """One line for each area of which something else is known now, as soon as there is a reader."""
    reached = {rung.mark for rung in swarm.calls}
    due = [
        Due(swarm.at, PingKind.TOLD_CHANGED, area=one.area, mark=mark)
        for one in outdated(swarm)
        if (mark := _mark(one, swarm)) not in reached
    ]
    return due if policy.reachable(_readers(swarm), swarm.at) else []


def told_facts(due: list[Due], swarm: Swarm, now: datetime, policy: Policy) -> list[m.Fact]:
    """The lines to liaison and lead, about everything that has changed."""
    marks = tuple(d.mark for d in due)
    areas = tuple(dict.fromkeys(d.area for d in due))
    kind, readers = PingKind.TOLD_CHANGED, policy.reachable(_readers(swarm), now)
    if not readers:
        return [m.Raised(kind, Where.DIRECT, (), areas=areas, marks=marks, skipped=True)]
    return [
        m.Raised(kind, Where.DIRECT, (person,), areas=areas, marks=marks if first else ())
        for first, person in ((index == 0, person) for index, person in enumerate(readers))
    ]


def _readers(swarm: Swarm) -> tuple[Person, ...]:
    return distinct(p for p in (swarm.liaison, swarm.lead) if p is not None)


def _holds(one: Told, swarm: Swarm) -> bool:
    area = swarm.area(one.area)
    sharper = (AreaState.SUSPECT, AreaState.CAUSE)  # a suspect that was confirmed
    return area is None or area.state is one.state or (one.state, area.state) == sharper


def _mark(one: Told, swarm: Swarm) -> str:
    area = swarm.area(one.area)
    return f"{MARK}/{one.area}/{area.state.value if area else ''}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
