"""The customer contact: what was said, and what is owed next."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.decisions import accept, ahead_fault, refuse
from bot.domain.limits import (
    CADENCE_LEAST,
    CADENCE_MOST,
    PROMISES_MOST,
    SAME_CONTACT,
    line,
    prose,
)
from bot.domain.moving import moved
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import How, Promise, PromiseKind, Swarm
from bot.domain.told import known

CLOCK_SLACK = timedelta(minutes=2)
"""A contact "in the future" by less than this is a clock that differs, not a mistake."""

_POLITE = re.compile(r"^(?:mrs?|ms|dr)(?:\.\s*|\s+)|\s*(?:様|さま|さん|殿)$")

CHAIN = (PromiseKind.FIRST_RESPONSE, PromiseKind.UPDATE)
"""The regular updates to one addressee: each contact keeps one and opens the next."""


@dataclass(frozen=True, slots=True)
class _Log:
    """A contact being decided: the command in its plain form, and what it keeps."""

    swarm: Swarm
    command: m.LogContact
    by: Person
    now: datetime
    at: datetime
    to: str
    kept: tuple[Promise, ...]

    @property
    def going_on(self) -> Promise | None:
        """The promise of the same chain that this contact leaves open."""
        return next(
            (
                p
                for p in self.swarm.promises
                if p not in self.kept and p.kind in CHAIN and same_person(p.to, self.to)
            ),
            None,
        )


def log_contact(
    swarm: Swarm, command: m.LogContact, by: Person, now: datetime, policy: Policy
) -> Decision:
    """The customer heard from us: promises kept, by how much late, and the next one."""
    answered = None if command.promise is None else swarm.promise(command.promise)
    if command.promise is not None and answered is None:
        return promise_gone(swarm)
    fault = _fault(command, now)
    if fault is not None:
        return fault
    to = addressee(swarm, command.to or (answered.to if answered else ""))
    at = min(command.at or now, now)
    reached = command.how is not How.NOT_REACHED
    kept = tuple(p for p in swarm.promises if reached and _keeps(p, to, at, answered))
    log = _Log(swarm, command, by, now, at, to, kept)
    spoken = known(command.said, swarm, policy) if command.spoken is None else command.spoken
    spoken = spoken if reached else ()
    contacted = m.Contacted(prose(command.said), at, command.how, to, by, spoken)
    if not reached:
        return _not_reached(log, contacted, answered)
    late = [max(at - p.judged_by, timedelta(0)) for p in kept]
    facts: list[m.Fact] = [contacted]
    facts += [m.PromiseKept(p.number, by_much) for p, by_much in zip(kept, late, strict=True)]
    if command.every is not None:
        facts.append(m.CadenceChanged(command.every))
    opens = _next(log, policy)
    if log.to and not kept and any(isinstance(f, m.PromiseMade) for f in opens):
        full = _full(swarm)
        if full is not None:
            return full
    next_due = next((f.due for f in opens if isinstance(f, m.PromiseMade | m.PromiseMoved)), None)
    return accept(
        AnswerKey.CONTACT_LOGGED,
        *facts,
        *opens,
        at=at,
        late=max(late, default=timedelta(0)),
        next=next_due,
        told=command.told and next_due is not None,
    )


def correct_contact(
    swarm: Swarm, command: m.CorrectContact, by: Person, now: datetime, policy: Policy
) -> Decision:
    """A record reads anew; what it said before stays in the log."""
    numbers = {record.number: record for record in swarm.records}
    wanted = command.contact or next(reversed(numbers), 0)
    old = numbers.get(wanted)
    if old is None:
        return refuse(AnswerKey.CONTACT_UNKNOWN)
    if command.at is not None and command.at > now + CLOCK_SLACK:
        return refuse(AnswerKey.CONTACT_FUTURE, at=command.at)
    how = command.how or old.how
    if How.NOT_REACHED in (how, old.how) and how is not old.how:
        return refuse(AnswerKey.CORRECT_REACHED)
    said = prose(command.said)
    at = min(command.at or old.at, now)
    to = old.to if command.to is None else addressee(swarm, command.to)
    spoken = known(said, swarm, policy) if how is not How.NOT_REACHED else ()
    fact = m.ContactCorrected(wanted, said, at, how, to, by, spoken)
    return accept(AnswerKey.CONTACT_CORRECTED, fact, at=at)


def customer_called(swarm: Swarm, command: m.CustomerCalled, by: Person, now: datetime) -> Decision:
    """The customer contacted us, and is perhaps to be called back."""
    who = addressee(swarm, command.who)
    facts: list[m.Fact] = [m.CustomerHeard(line(command.who), prose(command.text), by)]
    if command.call_back is not None:
        fault = ahead_fault(command.call_back, now) or _full(swarm)
        if fault is not None:
            return fault
        owner = command.owner or (None if swarm.liaison or swarm.lead else by)
        number = swarm.promise_count + 1
        facts.append(
            m.PromiseMade(
                number, PromiseKind.CALL_BACK, who, command.call_back, now, told=True, owner=owner
            )
        )
    return accept(AnswerKey.CUSTOMER_HEARD, *facts, due=command.call_back, who=line(command.who))


def owe(swarm: Swarm, command: m.Owe, now: datetime) -> Decision:
    """Something was promised to somebody beside the regular updates."""
    fault = ahead_fault(command.due, now) or _full(swarm)
    if fault is not None:
        return fault
    fact = m.PromiseMade(
        swarm.promise_count + 1, command.kind, addressee(swarm, command.to), command.due, now,
        command.told, command.owner, line(command.text),
    )  # fmt: skip
    return accept(AnswerKey.PROMISE_MADE, fact, at=command.due)


def promise_gone(swarm: Swarm) -> Decision:
    """The promise that a press is about was kept or ended by somebody else meanwhile."""
    last = swarm.last_contact
    if last is not None:
        return refuse(AnswerKey.ALREADY_LOGGED, name=last.by, at=last.at)
    return refuse(AnswerKey.PROMISE_GONE)


def same_person(left: str, right: str) -> bool:
    """Whether two addressees are the same: the empty one is the customer's usual contact.

    How politely somebody is named makes no difference: 中村 and 中村様, Ono and Mr Ono.
    """
    return _bare(left) == _bare(right)


def _bare(name: str) -> str:
    return "".join(_POLITE.sub("", name.casefold().strip()).split())


def addressee(swarm: Swarm, to: str) -> str:
    """The usual contact is written as the empty string, however it was typed."""
    return "" if same_person(to, swarm.ticket.contact.name) else line(to)


def _full(swarm: Swarm) -> Decision | None:
    full = len(swarm.promises) >= PROMISES_MOST
    return refuse(AnswerKey.PROMISE_LIMIT, n=PROMISES_MOST) if full else None


def _fault(command: m.LogContact, now: datetime) -> Decision | None:
    if command.at is not None and command.at > now + CLOCK_SLACK:
        return refuse(AnswerKey.CONTACT_FUTURE, at=command.at)
    if command.every is not None and not CADENCE_LEAST <= command.every <= CADENCE_MOST:
        return refuse(AnswerKey.CADENCE_RANGE, least=CADENCE_LEAST, most=CADENCE_MOST)
    return None if command.next_due is None else ahead_fault(command.next_due, now)


def _keeps(promise: Promise, to: str, at: datetime, answered: Promise | None) -> bool:
    """A contact keeps what was owed to its addressee when it was made; a report must be named."""
    if promise is answered:
        return True
    if promise.kind is PromiseKind.FIRST_RESPONSE:
        # Any person at the customer's, also in a call that was made before the ticket was written.
        return True
    if promise.kind is PromiseKind.REPORT or not same_person(promise.to, to):
        return False
    if promise.kind is PromiseKind.CALL_BACK:
        return at > promise.made
    # A contact cannot keep the promise that was given in it: two people who write down the same
    # call keep one promise, not two.
    return at > promise.made + min(SAME_CONTACT, (promise.due - promise.made) / 2)


def _not_reached(log: _Log, contacted: m.Contacted, answered: Promise | None) -> Decision:
    """An attempt is recorded and counts for nothing, but the next try may be set."""
    facts: list[m.Fact] = [contacted]
    due, owed = log.command.next_due, answered or log.going_on
    if due is not None:
        facts += _moved(log, owed, due) if owed else [_update(log, due, told=log.command.told)]
    due = due or (owed.due if owed else None)
    return accept(AnswerKey.CONTACT_NOT_REACHED, *facts, at=log.at, next=due)


def _next(log: _Log, policy: Policy) -> list[m.Fact]:
    """What is owed after this contact: nothing, the time that was given, or the cadence's."""
    command, going_on = log.command, log.going_on
    if command.no_next.strip():
        reason = line(command.no_next)
        ended = [m.PromiseEnded(going_on.number, reason)] if going_on is not None else []
        return [m.NextContactWaived(reason, log.to), *ended]
    if command.next_due is not None:
        if going_on is not None:
            return _moved(log, going_on, command.next_due)
        return [_update(log, command.next_due, told=command.told)]
    if going_on is not None or not _goes_on(log):
        return []
    swarm = log.swarm
    every = command.every or swarm.cadence or policy.rules(swarm.ticket.severity).every
    start = log.at if log.at + every > log.now else log.now
    return [_update(log, start + every, told=False)]


def _goes_on(log: _Log) -> bool:
    """Whether the cadence gives the next time when nobody did.

    Somebody else than the usual contact gets regular updates only after a time was given once; and
    a case that is closed, or whose updates were ended with a reason, owes nothing new by itself.
    """
    regular = any(p.kind in CHAIN for p in log.kept)
    return not log.swarm.closed and (regular or not (log.to or log.swarm.no_next))


def _moved(log: _Log, promise: Promise, due: datetime) -> list[m.Fact]:
    number = log.swarm.promise_count + 1
    return moved(promise, due, log.at, number, told=log.command.told)


def _update(log: _Log, due: datetime, *, told: bool) -> m.PromiseMade:
    number = log.swarm.promise_count + 1
    return m.PromiseMade(number, PromiseKind.UPDATE, log.to, due, log.at, told)
