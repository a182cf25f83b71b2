"""The customer contact: what was said, what is owed next, and who has it in hand."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import assert_never

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.decisions import accept, refuse
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import How, Promise, PromiseKind, Swarm

SAID_LONGEST = 2000
"""Characters of what was said to the customer."""

CLOCK_SLACK = timedelta(minutes=2)
"""A contact "in the future" by less than this is a clock that differs, not a mistake."""

CHAIN = (PromiseKind.FIRST_RESPONSE, PromiseKind.UPDATE, PromiseKind.CALL_BACK)
"""What a contact with the addressee keeps. A report is kept only when it is named."""

ContactCommand = (
    m.LogContact
    | m.CustomerCalled
    | m.Owe
    | m.MovePromise
    | m.TakePromise
    | m.EndPromise
    | m.HoldLadder
    | m.FreeLadder
    | m.Snooze
)


def decide(
    swarm: Swarm, command: ContactCommand, by: Person | None, now: datetime, policy: Policy
) -> Decision:
    """Decide a command about the customer; ``by`` is whoever asks for it."""
    if by is None:
        return refuse(AnswerKey.NOT_NOW)
    match command:
        case m.LogContact():
            return _log(swarm, command, by, now, policy)
        case m.CustomerCalled():
            return _customer_called(swarm, command, by, now)
        case m.Owe():
            return _owe(swarm, command, now)
        case m.HoldLadder():
            until = now + policy.hold_for
            key = AnswerKey.HELD_CALL if command.kind.value == "call" else AnswerKey.HELD_WRITING
            return accept(key, m.LadderHeld(command.kind, by, until), until=until)
        case m.FreeLadder():
            if swarm.hold is None:
                return refuse(AnswerKey.FREED)
            return accept(AnswerKey.FREED, m.LadderFreed())
        case m.MovePromise() | m.TakePromise() | m.EndPromise() | m.Snooze():
            return _promise(swarm, command, by, now, policy)
        case _:
            assert_never(command)


def same_person(left: str, right: str) -> bool:
    """Whether two addressees are the same: the empty one is the customer's usual contact."""
    return "".join(left.split()).casefold() == "".join(right.split()).casefold()


# ---------------------------------------------------------------- log a contact


def _log(
    swarm: Swarm, command: m.LogContact, by: Person, now: datetime, policy: Policy
) -> Decision:
    answered = None if command.promise is None else swarm.promise(command.promise)
    if command.promise is not None and answered is None:
        last = swarm.last_contact
        if last is not None:
            return refuse(AnswerKey.ALREADY_LOGGED, name=last.by, at=last.at)
        return refuse(AnswerKey.PROMISE_GONE)
    said = command.said.strip()[:SAID_LONGEST]
    at = command.at or now
    if at > now + CLOCK_SLACK:
        return refuse(AnswerKey.CONTACT_FUTURE, at=at)
    if command.next_due is not None and command.next_due <= now:
        return refuse(AnswerKey.TIME_PASSED, at=command.next_due)
    to = _addressee(swarm, command.to or (answered.to if answered else ""))
    contacted = m.Contacted(said, min(at, now), command.how, to, by)
    if command.how is How.NOT_REACHED:
        return _not_reached(swarm, command, contacted, to)
    kept = [p for p in swarm.promises if _keeps(p, to, at, answered)]
    facts: list[m.Fact] = [contacted]
    facts += [m.PromiseKept(p.number, max(at - p.due, timedelta(0))) for p in kept]
    if command.every is not None:
        facts.append(m.CadenceChanged(command.every))
    opens = _next(swarm, command, to, at, now, policy, kept, by)
    facts += opens
    late = max((at - p.due for p in kept), default=timedelta(0))
    return accept(
        AnswerKey.CONTACT_LOGGED,
        *facts,
        at=contacted.said_at,
        late=max(late, timedelta(0)),
        next=next((f.due for f in opens if isinstance(f, m.PromiseMade | m.PromiseMoved)), None),
        told=command.told,
    )


def _addressee(swarm: Swarm, to: str) -> str:
    """The usual contact is written as the empty string, however it was typed."""
    usual = swarm.ticket.contact.name
    return "" if same_person(to, usual) else " ".join(to.split())


def _keeps(promise: Promise, to: str, at: datetime, answered: Promise | None) -> bool:
    if promise is answered:
        return True
    # A contact that was made before the promise was given cannot keep it: two people who write
    # down the same call keep one promise, not two.
    return promise.kind in CHAIN and same_person(promise.to, to) and at > promise.made


def _not_reached(swarm: Swarm, command: m.LogContact, contacted: m.Contacted, to: str) -> Decision:
    """An attempt is recorded and counts for nothing, but the next try may be set."""
    facts: list[m.Fact] = [contacted]
    owed = next((p for p in swarm.promises if same_person(p.to, to) and p.kind in CHAIN), None)
    if command.next_due is not None and owed is not None:
        facts.append(m.PromiseMoved(owed.number, command.next_due, command.told))
    due = command.next_due or (owed.due if owed else None)
    return accept(AnswerKey.CONTACT_NOT_REACHED, *facts, at=contacted.said_at, next=due)


def _next(
    swarm: Swarm,
    command: m.LogContact,
    to: str,
    at: datetime,
    now: datetime,
    policy: Policy,
    kept: Iterable[Promise],
    by: Person,
) -> list[m.Fact]:
    """What is owed after this contact: the time that was given, or the cadence's."""
    kept = list(kept)
    going_on = next(
        (p for p in swarm.promises if p not in kept and p.kind in CHAIN and same_person(p.to, to)),
        None,
    )
    if command.no_next:
        waived: list[m.Fact] = [m.NextContactWaived(command.no_next[:SAID_LONGEST])]
        if going_on is not None:
            waived.append(m.PromiseEnded(going_on.number, command.no_next[:SAID_LONGEST]))
        return waived
    if command.next_due is not None:
        due, told = command.next_due, command.told
        if going_on is not None:
            return [m.PromiseMoved(going_on.number, due, told)]
    else:
        # Somebody else than the usual contact gets a chain of their own only when a time is given;
        # and a case that is closed owes nothing new by itself.
        regular = any(p.kind is not PromiseKind.CALL_BACK for p in kept) or not swarm.promises
        if swarm.closed or going_on is not None or not regular or (to and not kept):
            return []
        every = command.every or swarm.cadence or policy.rules(swarm.ticket.severity).every
        due, told = (at if at + every > now else now) + every, False
    owner = by if swarm.liaison is None else None
    number = swarm.promise_count + 1
    return [m.PromiseMade(number, PromiseKind.UPDATE, to, due, min(at, now), told, owner)]


# ---------------------------------------------------------------- promises


def _customer_called(
    swarm: Swarm, command: m.CustomerCalled, by: Person, now: datetime
) -> Decision:
    who = _addressee(swarm, command.who)
    facts: list[m.Fact] = [m.CustomerHeard(command.who.strip(), command.text.strip(), by)]
    if command.call_back is not None:
        if command.call_back <= now:
            return refuse(AnswerKey.TIME_PASSED, at=command.call_back)
        kind, number = PromiseKind.CALL_BACK, swarm.promise_count + 1
        owner = command.owner or swarm.liaison or by
        facts.append(m.PromiseMade(number, kind, who, command.call_back, now, True, owner))
    return accept(AnswerKey.CUSTOMER_HEARD, *facts, due=command.call_back, who=command.who)


def _owe(swarm: Swarm, command: m.Owe, now: datetime) -> Decision:
    if command.due <= now:
        return refuse(AnswerKey.TIME_PASSED, at=command.due)
    fact = m.PromiseMade(
        swarm.promise_count + 1, command.kind, _addressee(swarm, command.to), command.due, now,
        command.told, command.owner, command.text.strip()[:SAID_LONGEST],
    )  # fmt: skip
    return accept(AnswerKey.PROMISE_MADE, fact, at=command.due)


def _promise(
    swarm: Swarm,
    command: m.MovePromise | m.TakePromise | m.EndPromise | m.Snooze,
    by: Person,
    now: datetime,
    policy: Policy,
) -> Decision:
    promise = swarm.promise(command.promise)
    if promise is None:
        last = swarm.last_contact
        if last is not None:
            return refuse(AnswerKey.ALREADY_LOGGED, name=last.by, at=last.at)
        return refuse(AnswerKey.PROMISE_GONE)
    match command:
        case m.MovePromise():
            if command.due <= now:
                return refuse(AnswerKey.TIME_PASSED, at=command.due)
            moved = m.PromiseMoved(promise.number, command.due, command.told)
            return accept(AnswerKey.PROMISE_MOVED, moved, at=command.due, told=command.told)
        case m.TakePromise():
            until = now + policy.hold_for
            taken = m.PromiseTaken(promise.number, by, until)
            return accept(AnswerKey.PROMISE_TAKEN, taken, name=by, until=until)
        case m.EndPromise():
            if not command.reason.strip():
                return refuse(AnswerKey.REASON_EMPTY)
            ended = m.PromiseEnded(promise.number, command.reason.strip()[:SAID_LONGEST])
            return accept(AnswerKey.PROMISE_ENDED, ended)
        case m.Snooze():
            if promise.snoozed:
                return refuse(AnswerKey.SNOOZED_BEFORE)
            until = now + policy.snooze_for
            return accept(AnswerKey.SNOOZED, m.Snoozed(promise.number, until), at=until)
        case _:
            assert_never(command)
