"""Claims live as long as there is a sign of life: the questions to whoever looks at an area.

One question at a time: when it comes depends on the area's state (``QUESTIONS``), it waits while
its owner is away or on the phone with the customer, and what is due to one person goes together.
Without an answer the claim lapses after a grace, and the lead hears one word of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import facts as m
from bot.domain.apply_leases import asked_mark
from bot.domain.audience import distinct, holders, manager
from bot.domain.due import Due
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import SEARCHING, Area, AreaState, PingKind, Swarm, Where

Moment = Callable[[Area, datetime, timedelta], datetime]
"""When to ask, from the last sign of life and the interval of the severity."""


@dataclass(frozen=True, slots=True)
class Question:
    kind: PingKind
    at: Moment


def _after_estimate(area: Area, heard: datetime, every: timedelta) -> datetime:
    """Never before an estimate has run out."""
    usual = _later(heard, every)
    return max(usual, area.eta) if area.eta else usual


def _at_the_answer(area: Area, heard: datetime, every: timedelta) -> datetime:
    """At the moment for which the answer was expected; then as usual."""
    awaited = area.wait.until if area.wait else heard
    return awaited if awaited > heard else _later(heard, every)


def _when_doubted(area: Area, heard: datetime, every: timedelta) -> datetime:
    """At once; then as usual."""
    doubted = area.doubt.at if area.doubt else heard
    return doubted if doubted >= heard else _later(heard, every)


QUESTIONS: dict[AreaState, Question] = {
    AreaState.LOOKING: Question(PingKind.STILL_ON_IT, _after_estimate),
    AreaState.SUSPECT: Question(PingKind.STILL_ON_IT, _after_estimate),
    AreaState.WAITING: Question(PingKind.WAITING_OVER, _at_the_answer),
    AreaState.CHECK_AGAIN: Question(PingKind.CHECK_AGAIN, _when_doubted),
}
"""What is asked about an area in which state, and when. Of a result nothing is asked."""


LEASES = frozenset({PingKind.CLAIM_LAPSED, *(question.kind for question in QUESTIONS.values())})


def leases_ahead(swarm: Swarm, policy: Policy) -> list[Due]:
    """The questions and lapses that are still ahead of the swarm as it is now."""
    rules = policy.rules(swarm.ticket.severity)
    if rules.check_in <= timedelta(0) or swarm.phase not in SEARCHING:
        return []
    asked = {rung.mark: rung.at for rung in swarm.calls}
    due = []
    for area in swarm.areas:
        question = QUESTIONS.get(area.state)
        if area.owner is None or question is None:
            continue
        mark = asked_mark(area)
        if mark in asked:
            lapse = _later(asked[mark], rules.check_in_grace)
            due.append(Due(lapse, PingKind.CLAIM_LAPSED, area=area.key, mark=mark))
            continue
        heard = area.heard or area.since or swarm.opened_at
        at = question.at(area, heard, rules.check_in)
        at = max([at, *_quiet_until(swarm, area.owner, policy)])
        due.append(Due(at, question.kind, area=area.key, mark=mark))
    return due


def lease_facts(
    first: Due, due: list[Due], swarm: Swarm, now: datetime, policy: Policy
) -> list[m.Fact]:
    """What the first of them says; what is due to the same person goes with it, of claims that
    lapse those that fall to the same helper, or to nobody."""
    about = (
        area for d in due if d.kind is first.kind for area in swarm.areas if area.key == d.area
    )
    area = swarm.area(first.area)
    owner = area.owner if area else None
    if owner is None:
        return []
    together = [area for area in about if area.owner == owner]
    if area is not None and first.kind is PingKind.CLAIM_LAPSED:
        alike = [one for one in together if _heir(one) == _heir(area)]
        return _lapse(alike, owner, swarm, now, policy)
    areas, marks = tuple(area.key for area in together), tuple(map(asked_mark, together))
    kind = first.kind or PingKind.STILL_ON_IT
    # Whoever is off duty is not asked: they have gone home, and the claim lapses.
    asked = policy.reachable((owner,), now)
    return [m.Raised(kind, Where.DIRECT, asked, areas=areas, marks=marks, skipped=not asked)]


def told_taken_over(area: Area, old: Person, now: datetime, policy: Policy) -> m.Raised:
    """One word to whoever had it, 1:1."""
    to = policy.reachable((old,), now)
    return m.Raised(PingKind.TAKEN_OVER, Where.DIRECT, to, areas=(area.key,), skipped=not to)


def told_left(
    person: Person, areas: tuple[str, ...], swarm: Swarm, now: datetime, policy: Policy
) -> m.Raised:
    """The lead hears whose areas want somebody else; without a lead, whoever is there."""
    where, to = _listener(swarm, person, now, policy)
    return m.Raised(PingKind.LEFT_TEAM, where, to, areas=areas, skipped=not to)


def _heir(area: Area) -> Person | None:
    """Who goes on when the claim lapses."""
    return area.helpers[0] if area.helpers else None


def _lapse(
    areas: list[Area], owner: Person, swarm: Swarm, now: datetime, policy: Policy
) -> list[m.Fact]:
    """Of claims with the same heir."""
    heir = _heir(areas[0])
    lapsed: list[m.Fact] = [m.ClaimLapsed(area.key, owner, heir) for area in areas]
    where, to = _listener(swarm, owner, now, policy)
    # The lead knows now: the second call for a free area would say the same again.
    known = to and heir is None
    marks = tuple(f"area/{area.key}/{area.turn + 1}/2" for area in areas if known)
    told = m.Raised(
        PingKind.CLAIM_LAPSED, where, to, areas=tuple(area.key for area in areas),
        marks=marks, skipped=not to,
    )  # fmt: skip
    return [*lapsed, told]


def _listener(
    swarm: Swarm, gone: Person, now: datetime, policy: Policy
) -> tuple[Where, tuple[Person, ...]]:
    lead = () if swarm.lead is None or swarm.lead == gone else (swarm.lead,)
    if to := policy.reachable(lead, now):
        return Where.DIRECT, to
    others = distinct(policy.reachable(holders(swarm), now), but=(gone,))
    return (Where.THREAD, others) if others else (Where.DIRECT, manager((gone,), now, policy))


def _quiet_until(swarm: Swarm, person: Person, policy: Policy) -> list[datetime]:
    """Nobody is asked while they are away, or on the phone with the customer; and whoever was asked
    whether the call goes on is not asked another thing before they had time to answer."""
    quiet = [away.until for away in swarm.away if away.person == person]
    if swarm.hold is not None and swarm.hold.by == person:
        quiet.append(swarm.hold.until)
    calls = (ping for ping in swarm.pings if ping.kind is PingKind.IN_CALL_END)
    quiet += [_later(ping.at, policy.hold_for) for ping in calls if person in ping.to]
    return quiet


def _later(moment: datetime, span: timedelta) -> datetime:
    try:
        return moment + span
    except OverflowError:
        return moment
