"""``decide(swarm, order, now, policy)``: what a command leads to. Pure; changes nothing.

One rule before all others: an act that was done is not done again (``Order.op``), and what the
table of moves does not allow in this phase does not happen.
"""

from datetime import datetime

from bot.domain import (
    decide_areas,
    decide_calls,
    decide_case,
    decide_homes,
    decide_leases,
    decide_lifecycle,
    decide_promises,
    decide_roles,
    drill,
    followups,
)
from bot.domain import messages as m
from bot.domain.answers import Answer, AnswerKey, Decision
from bot.domain.commands_roles import RoleCommand
from bot.domain.decisions import refuse
from bot.domain.followup import FollowUpCommand
from bot.domain.moves import ALLOWED
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reminders import tick
from bot.domain.swarm import Swarm

Asked = (
    decide_areas.AreaCommand
    | decide_leases.LeaseCommand
    | decide_promises.ContactCommand
    | decide_calls.CallCommand
    | m.ChangeCase
    | decide_lifecycle.LifeCommand
    | RoleCommand
    | FollowUpCommand
)
"""What only a person can ask for; tickets, time and Teams give the other commands."""


def decide(swarm: Swarm | None, order: m.Order, now: datetime, policy: Policy) -> Decision:
    """Facts and an answer. ``now`` is aware; a refusal has no facts and leaves no trace."""
    command = order.command
    if swarm is None:
        if isinstance(command, m.Open):
            policy = drill.within(command.ticket, (order.by,), policy)
            return decide_lifecycle.open_swarm(command, order, now, policy)
        return refuse(AnswerKey.UNKNOWN_SWARM)
    if order.op and order.op in swarm.done:
        return Decision((), Answer(AnswerKey.REPEATED))
    if type(command) not in ALLOWED[swarm.phase]:
        if swarm.closed:
            return refuse(AnswerKey.CLOSED, at=swarm.phase_at)
        return refuse(AnswerKey.NOT_CLOSED)
    if drill.leaves_drill(swarm, command, policy):
        return refuse(AnswerKey.DRILL_STAYS)
    policy = drill.of_swarm(swarm, policy)
    match command:
        case m.Open():
            return decide_lifecycle.ticket_again(swarm, command.ticket, now, policy)
        case m.Tick():
            return Decision(tick(swarm, now, policy), Answer(AnswerKey.NOTHING))
        case m.LoseHome() | m.FindHome():
            return decide_homes.decide(swarm, command, now, policy)
        case _ if order.by is None:
            return refuse(AnswerKey.NOT_NOW)
        case _:
            return _asked(swarm, command, order.by, now, policy)


def _asked(swarm: Swarm, asked: Asked, by: Person, now: datetime, policy: Policy) -> Decision:
    """What somebody, ``by``, asks for."""
    match asked:
        case (
            m.AddArea()
            | m.Claim()
            | m.Join()
            | m.Release()
            | m.TakeOver()
            | m.SetAside()
            | m.Find()
            | m.Confirm()
            | m.WaitFor()
            | m.WorkAt() as command
        ):
            return decide_areas.decide(swarm, command, by, now, policy)
        case m.Estimate() | m.StillOn() | m.GoAway() | m.ComeBack() | m.Leave() as command:
            return decide_leases.decide(swarm, command, by, now, policy)
        case (
            m.LogContact()
            | m.CorrectContact()
            | m.CustomerCalled()
            | m.Owe()
            | m.MovePromise()
            | m.TakePromise()
            | m.EndPromise()
            | m.HoldLadder()
            | m.FreeLadder()
            | m.Snooze()
            | m.Phone() as command
        ):
            return decide_promises.decide(swarm, command, by, now, policy)
        case m.AskManager() | m.CallIn() | m.AnswerCall() as command:
            return decide_calls.decide(swarm, command, by, now, policy)
        case m.ChangeCase() as command:
            return decide_case.change(swarm, command, now, policy)
        case m.StepBack() | m.HandOver() | m.AnswerHandover() | m.WithdrawHandover() as command:
            return decide_roles.decide(swarm, command, by, now, policy)
        case m.AddFollowUp() | m.MoveFollowUp() | m.FinishFollowUp() as command:
            return followups.decide(swarm, command, by, now, policy)
        case command:
            return decide_lifecycle.decide(swarm, command, by, now, policy)
