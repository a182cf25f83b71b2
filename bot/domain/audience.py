"""Who is spoken to on which rung. A rung with nobody in it is skipped, and says so in the log.

Whoever was asked on the rung below is not asked again on the next: it goes to the next person.
Nobody off duty is asked, unless the policy says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import Promise, Swarm

MENTIONS_MOST = 8
"""More people in one message are nobody in particular (and Teams refuses more than 20)."""

People = tuple[Person, ...]


def keeper(promise: Promise, swarm: Swarm) -> Person | None:
    """Exactly one person owns a promise: its owner, else the liaison, else the lead.

    Where nobody took a role it is whoever spoke to the customer last.
    """
    last = swarm.last_contact
    return promise.owner or swarm.liaison or swarm.lead or (last.by if last else None)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the rungs of a promise ask, one after the other."""

    promise: Promise
    swarm: Swarm
    now: datetime
    policy: Policy

    @property
    def owner(self) -> People:
        """Whoever keeps the promise."""
        person = keeper(self.promise, self.swarm)
        return self.policy.reachable((person,) if person else (), self.now)

    @property
    def first(self) -> People:
        """The owner; the next people when the owner is off duty; where nobody owns it and no
        manager could be asked, those with an area."""
        if self.owner:
            return self.owner
        if keeper(self.promise, self.swarm) is not None:
            return self._lead(but=()) or self.policy.called_first(self.now)[:MENTIONS_MOST]
        managers = self.policy.reachable(self.policy.managers, self.now)
        return () if managers else self._holders

    @property
    def second(self) -> People:
        """Those who were not asked yet."""
        return self._others(but=self.first)

    def _others(self, but: People) -> People:
        """The lead; when the lead was asked already, those with an area; else those on duty."""
        if lead := self._lead(but):
            return lead
        duty = self.policy.called_first(self.now)
        return distinct(self._holders, but=but) or distinct(duty, but=but)

    def _lead(self, but: People) -> People:
        lead = self.swarm.lead
        free = lead is not None and lead not in but
        return self.policy.reachable((lead,) if lead and free else (), self.now)

    @property
    def manager(self) -> People:
        """A manager who was not asked on the rungs below."""
        return manager((*self.first, *self.second), self.now, self.policy)

    @property
    def callers(self) -> People:
        """Those who are asked to phone the owner, when there is a number to phone."""
        owner = keeper(self.promise, self.swarm)
        if owner is None or owner.id not in self.policy.phones:
            return ()
        asked = (*self.second, *self.policy.reachable(self.policy.managers, self.now))
        return distinct(asked, but=(owner,))

    @property
    def anybody(self) -> bool:
        """Whether a rung further up has somebody to ask."""
        return bool(self.second or self.manager)

    @property
    def _holders(self) -> People:
        return self.policy.reachable(holders(self.swarm), self.now)


def callable_in(policy: Policy, area: str = "") -> People:
    """Whom a person may call in for an area: those who know it first, then everybody named."""
    rule = policy.area(area)
    known = rule.experts if rule else ()
    experts = (person for one in policy.areas for person in one.experts)
    rota = (shift.person for shift in policy.rota)
    named = (*known, *experts, *rota, *policy.always_on_duty, *policy.managers)
    return tuple(dict.fromkeys(named))


def outside(person: Person, swarm: Swarm, policy: Policy) -> bool:
    """Whether somebody has no part in the swarm, and is nobody whom it might call."""
    asked = (one for ping in swarm.pings for one in ping.to)
    within = {*swarm.people, swarm.opened_by, swarm.lead, swarm.liaison, *holders(swarm), *asked}
    return person not in within and person not in callable_in(policy)


def next_on_duty(swarm: Swarm, now: datetime, policy: Policy) -> People:
    """The next person on duty whom the arrival has not called yet; empty when all were called."""
    called = policy.called_first(swarm.opened_at)[:MENTIONS_MOST]
    return distinct(policy.on_duty(now), but=called)[:1]


def manager(asked: Iterable[Person], now: datetime, policy: Policy) -> People:
    """One manager who was not asked before, rather one on duty; empty when there is none."""
    duty = policy.on_duty(now)
    left = distinct(policy.reachable(policy.managers, now), but=asked)
    return tuple(sorted(left, key=lambda person: person not in duty))[:1]


def holders(swarm: Swarm) -> People:
    """Those who hold an area, each once."""
    return distinct(area.owner for area in swarm.areas if area.owner is not None)


def distinct(people: Iterable[Person], but: Iterable[Person] = ()) -> People:
    """Each once, in their order, at most as many as one message may mention."""
    left_out = frozenset(but)
    return tuple(dict.fromkeys(p for p in people if p not in left_out))[:MENTIONS_MOST]
