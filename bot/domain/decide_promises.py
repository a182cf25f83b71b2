"""Promises that stand, and the ladder that reminds of them: move, take, end, hold, snooze."""

from datetime import datetime
from typing import assert_never

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.decide_contacts import customer_called, log_contact, owe, promise_gone
from bot.domain.decisions import accept, ahead_fault, refuse
from bot.domain.limits import line
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import HoldKind, Swarm

OfOnePromise = m.MovePromise | m.TakePromise | m.EndPromise | m.Snooze
ContactCommand = (
    m.LogContact | m.CustomerCalled | m.Owe | m.HoldLadder | m.FreeLadder | OfOnePromise
)


def decide(
    swarm: Swarm, command: ContactCommand, by: Person, now: datetime, policy: Policy
) -> Decision:
    """Decide a command about the customer; ``by`` is whoever asks for it."""
    match command:
        case m.LogContact():
            return log_contact(swarm, command, by, now, policy)
        case m.CustomerCalled():
            return customer_called(swarm, command, by, now)
        case m.Owe():
            return owe(swarm, command, now)
        case m.HoldLadder():
            until = now + policy.hold_for
            on_phone = command.kind is HoldKind.CALL
            key = AnswerKey.HELD_CALL if on_phone else AnswerKey.HELD_WRITING
            return accept(key, m.LadderHeld(command.kind, by, until), until=until)
        case m.FreeLadder():
            if swarm.hold is None:
                return refuse(AnswerKey.FREED)
            return accept(AnswerKey.FREED, m.LadderFreed())
        case m.MovePromise() | m.TakePromise() | m.EndPromise() | m.Snooze():
            return _of_one_promise(swarm, command, by, now, policy)
        case _:
            assert_never(command)


def _of_one_promise(
    swarm: Swarm, command: OfOnePromise, by: Person, now: datetime, policy: Policy
) -> Decision:
    promise = swarm.promise(command.promise)
    if promise is None:
        return promise_gone(swarm)
    match command:
        case m.MovePromise():
            moved = m.PromiseMoved(promise.number, command.due, command.told)
            return ahead_fault(command.due, now) or accept(
                AnswerKey.PROMISE_MOVED, moved, at=command.due, told=command.told
            )
        case m.TakePromise():
            until = now + policy.hold_for
            taken = m.PromiseTaken(promise.number, by, until)
            return accept(AnswerKey.PROMISE_TAKEN, taken, name=by, until=until)
        case m.EndPromise():
            if not command.reason.strip():
                return refuse(AnswerKey.REASON_EMPTY)
            return accept(
                AnswerKey.PROMISE_ENDED, m.PromiseEnded(promise.number, line(command.reason))
            )
        case m.Snooze():
            if promise.snoozed:
                return refuse(AnswerKey.SNOOZED_BEFORE)
            until = now + policy.snooze_for
            return accept(AnswerKey.SNOOZED, m.Snoozed(promise.number, until), at=until)
        case _:
            assert_never(command)
