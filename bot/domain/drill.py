"""A drill: a swarm like any other, of which nobody hears but those who take part.

One place sees to that: whatever is decided in a drill is decided with a policy that knows nobody
else. Who has opened it, or has done something in it, takes part.
"""

from dataclasses import replace

from bot.domain import messages as m
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import Swarm, Ticket

PREFIX = "drill-"
"""How the ids of drills begin, so that a list knows them without reading them."""


def is_drill(swarm: str) -> bool:
    """Whether the id is that of a drill."""
    return swarm.startswith(PREFIX)


def within(ticket: Ticket, taking_part: tuple[Person | None, ...], policy: Policy) -> Policy:
    """The policy as it holds for the swarm of the ticket."""
    if not ticket.drill:
        return policy
    here = frozenset(taking_part)
    areas = tuple(
        replace(rule, experts=tuple(p for p in rule.experts if p in here)) for rule in policy.areas
    )
    return replace(
        policy,
        areas=areas,
        rota=tuple(shift for shift in policy.rota if shift.person in here),
        always_on_duty=tuple(p for p in policy.always_on_duty if p in here),
        managers=(),
        supervisors=(),
        phones={},
        paging="",
        wide="",
    )


def of_swarm(swarm: Swarm, policy: Policy) -> Policy:
    """The policy as it holds for the swarm."""
    return within(swarm.ticket, (swarm.opened_by, *swarm.people), policy)


def leaves_drill(swarm: Swarm, command: object, policy: Policy) -> bool:
    """Whether the command would call somebody who must not hear of a drill."""
    if not swarm.ticket.drill:
        return False
    match command:
        case m.AskManager():
            return True
        case m.CallIn(person=called):
            reached: tuple[Person | None, ...] = (called,)
        case m.HandOver(receiver=receiver, bridge=bridge):
            reached = (receiver, bridge)
        case _:
            return False
    outside = {*policy.managers, *policy.supervisors} - {*swarm.people}
    return not outside.isdisjoint(reached)


def drill_id(swarm: str) -> str:
    """The id under which the swarm is a drill."""
    return swarm if is_drill(swarm) else PREFIX + swarm.removeprefix("sw-")
