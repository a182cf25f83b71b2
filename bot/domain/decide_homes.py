"""A swarm whose channel is gone: somebody is told once, and it goes on where people say."""

from datetime import datetime
from typing import assert_never

from bot.domain import facts as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.audience import distinct
from bot.domain.decisions import accept, refuse
from bot.domain.home import FindHome, HomeCommand, HomeFound, HomeLost, LoseHome
from bot.domain.limits import line
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import PingKind, Swarm, Where


def decide(swarm: Swarm, command: HomeCommand, now: datetime, policy: Policy) -> Decision:
    """Only what is lost can be found: nobody moves a swarm that has its thread."""
    match command:
        case LoseHome():
            if swarm.lost is not None:
                return refuse(AnswerKey.NOTHING)
            lost = HomeLost(line(command.channel), line(command.why))
            if swarm.at_rest:
                return accept(AnswerKey.NOTHING, lost)
            to = _told(swarm, now, policy)
            said = m.Raised(PingKind.HOME_LOST, Where.DIRECT, to, skipped=not to)
            return accept(AnswerKey.NOTHING, lost, said)
        case FindHome(home):
            if swarm.lost is None:
                return refuse(AnswerKey.NOTHING)
            return accept(AnswerKey.NOTHING, HomeFound(home.address, line(home.name)))
        case _:
            assert_never(command)


def _told(swarm: Swarm, now: datetime, policy: Policy) -> tuple[Person, ...]:
    """One person who can do something about it: the lead, else the next who would be asked."""
    own = (person for person in (swarm.lead, swarm.liaison, swarm.opened_by) if person)
    return distinct((*own, *policy.called_first(now), *policy.managers))[:1]
