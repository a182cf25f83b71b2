"""Promises that stand, and the ladder that reminds of them: move, take, end, hold, snooze."""

from datetime import datetime
from typing import assert_never

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.audience import keeper
from bot.domain.decide_contacts import (
    correct_contact,
    customer_called,
    log_contact,
    owe,
    promise_gone,
)
from bot.domain.decisions import accept, ahead_fault, refuse
from bot.domain.moving import ended, moved
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import HoldKind, Swarm

OfOnePromise = m.MovePromise | m.TakePromise | m.EndPromise | m.Snooze | m.Phone
ContactCommand = (
    m.LogContact | m.CorrectContact | m.CustomerCalled | m.Owe | m.HoldLadder | m.FreeLadder
    | OfOnePromise
)  # fmt: skip


def decide(
    swarm: Swarm, command: ContactCommand, by: Person, now: datetime, policy: Policy
) -> Decision:
    """Decide a command about the customer; ``by`` is whoever asks for it."""
    match command:
        case m.LogContact():
            return log_contact(swarm, command, by, now, policy)
        case m.CorrectContact():
            return correct_contact(swarm, command, by, now, policy)
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
        case m.MovePromise() | m.TakePromise() | m.EndPromise() | m.Snooze() | m.Phone():
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
            next_number = swarm.promise_count + 1
            facts = moved(promise, command.due, now, next_number, told=command.told)
            return ahead_fault(command.due, now) or accept(
                AnswerKey.PROMISE_MOVED, *facts, at=command.due, told=command.told,
                judged=None if command.told or not promise.owed else promise.judged_by,
            )  # fmt: skip
        case m.TakePromise():
            until = now + policy.hold_for
            taken = m.PromiseTaken(promise.number, by, until)
            return accept(AnswerKey.PROMISE_TAKEN, taken, name=by, until=until)
        case m.EndPromise():
            if not command.reason.strip():
                return refuse(AnswerKey.REASON_EMPTY)
            return accept(AnswerKey.PROMISE_ENDED, ended(promise, command.reason, now))
        case m.Phone():
            called = keeper(promise, swarm)
            fact = m.Phoned(promise.number, called, by)
            return accept(AnswerKey.PHONED, fact, name=called)
        case m.Snooze():
            if promise.snoozed:
                return refuse(AnswerKey.SNOOZED_BEFORE)
            until = now + policy.snooze_for
            return accept(AnswerKey.SNOOZED, m.Snoozed(promise.number, until), at=until)
        case _:
            assert_never(command)
