"""Calls that a person decides on: ask a manager, call somebody in, answer such a call."""

from datetime import datetime
from typing import assert_never

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.decisions import accept, refuse
from bot.domain.limits import line
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import PingKind, Swarm, Where

CallCommand = m.AskManager | m.CallIn | m.AnswerCall


def decide(
    swarm: Swarm, command: CallCommand, by: Person, now: datetime, policy: Policy
) -> Decision:
    """Decide a call; ``by`` is whoever asks for it, and stands in the log with it."""
    match command:
        case m.AskManager():
            return _ask_manager(swarm, command, by, now, policy)
        case m.CallIn():
            return _call_in(swarm, command, policy)
        case m.AnswerCall():
            return _answer(swarm, command, by)
        case _:
            assert_never(command)


def _ask_manager(
    swarm: Swarm, command: m.AskManager, by: Person, now: datetime, policy: Policy
) -> Decision:
    """The manager on duty, else the first: somebody has decided that they are needed now.

    Asked again, the next one who has not been asked yet is.
    """
    asked = [p for ping in swarm.pings if ping.kind is PingKind.ASK_MANAGER for p in ping.to]
    duty = policy.on_duty(now)
    left = [person for person in policy.managers if person not in (by, *asked)]
    left.sort(key=lambda person: (not policy.may_ping(person, now), person not in duty))
    if not left:
        return refuse(AnswerKey.NO_MANAGER)
    to = left[0]
    fact = m.Raised(PingKind.ASK_MANAGER, Where.DIRECT, (to,), text=line(command.text))
    return accept(AnswerKey.MANAGER_ASKED, fact, name=to, phone=policy.phones.get(to.id, ""))


def _call_in(swarm: Swarm, command: m.CallIn, policy: Policy) -> Decision:
    area = swarm.area(command.area)
    if area is None:
        return refuse(AnswerKey.AREA_UNKNOWN, area=line(command.area))
    if area.owner is not None:
        return refuse(AnswerKey.ALREADY_CLAIMED, area=area.key, name=area.owner, at=area.since)
    to = command.person
    fact = m.Raised(PingKind.CALLED_IN, Where.DIRECT, (to,), areas=(area.key,))
    return accept(
        AnswerKey.CALLED_IN, fact, name=to, area=area.key, phone=policy.phones.get(to.id, "")
    )


def _answer(swarm: Swarm, command: m.AnswerCall, by: Person) -> Decision:
    """Only whoever was asked can answer; the others see it in the timeline."""
    ping = next((p for p in swarm.pings if p.key == command.ping and by in p.to), None)
    if ping is None or ping.kind not in (PingKind.ASK_MANAGER, PingKind.CALLED_IN):
        return refuse(AnswerKey.CALL_GONE)
    key = AnswerKey.CALL_ANSWERED if command.coming else AnswerKey.CALL_DECLINED
    fact = m.CallAnswered(ping.key, by, command.coming)
    asker = ping.by if ping.by != by else None
    return accept(key, fact, name=asker)
