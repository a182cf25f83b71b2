"""What facts about promises and contacts change."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import facts as m
from bot.domain.apply_calls import call_answered
from bot.domain.limits import GLANCE
from bot.domain.swarm import Contact, How, Promise, PromiseKind, Swarm

OnePromise = m.PromiseKept | m.PromiseMoved | m.PromiseTaken | m.PromiseEnded | m.Snoozed
PromiseFact = m.PromiseMade | m.Contacted | m.CadenceChanged | m.NextContactWaived | OnePromise


def promise_changed(swarm: Swarm, fact: PromiseFact, at: datetime) -> Swarm:
    """The swarm after a fact about what the customer heard, or will hear."""
    match fact:
        case m.PromiseMade():
            return _made(swarm, fact, at)
        case m.Contacted():
            return _contacted(swarm, fact)
        case m.CadenceChanged():
            return replace(swarm, cadence=fact.every)
        case m.NextContactWaived():
            return swarm if fact.to else replace(swarm, no_next=fact.reason)
        case _:
            return _one_changed(swarm, fact, at)


def _made(swarm: Swarm, fact: m.PromiseMade, at: datetime) -> Swarm:
    promise = Promise(
        fact.number, fact.kind, fact.to, fact.due, fact.made, fact.told, fact.owner, fact.text,
        set_at=at,
    )  # fmt: skip
    regular = fact.kind is PromiseKind.UPDATE and not fact.to
    return replace(
        swarm,
        promises=_by_due((*swarm.promises, promise)),
        promise_count=fact.number,
        no_next="" if regular else swarm.no_next,
    )


def _one_changed(swarm: Swarm, fact: OnePromise, at: datetime) -> Swarm:
    """The swarm after a fact about one promise; what was asked about it is settled."""
    old = swarm.promise(fact.number)
    if old is None:
        return swarm
    rest = tuple(p for p in swarm.promises if p.number != fact.number)
    quiet = replace(swarm, pings=tuple(p for p in swarm.pings if p.promise != fact.number))
    match fact:
        case m.PromiseKept() | m.PromiseEnded():
            return replace(quiet, promises=rest)
        case m.PromiseMoved():
            moved = replace(
                old, due=fact.due, told=fact.told, set_at=at, raised=(), quiet_until=None,
                snoozed=False,
            )  # fmt: skip
            return replace(quiet, promises=_by_due((*rest, moved)))
        case m.PromiseTaken():
            taken = replace(old, owner=fact.person, quiet_until=fact.quiet_until)
            return replace(quiet, promises=_by_due((*rest, taken)))
        case m.Snoozed():
            snoozed = replace(old, quiet_until=fact.until, snoozed=True)
            return replace(quiet, promises=_by_due((*rest, snoozed)))
        case _:
            assert_never(fact)


def _by_due(promises: tuple[Promise, ...]) -> tuple[Promise, ...]:
    return tuple(sorted(promises, key=lambda promise: (promise.due, promise.number)))


def _contacted(swarm: Swarm, fact: m.Contacted) -> Swarm:
    """The last contact is the one that was said last, not the one written down last."""
    if swarm.hold is not None and swarm.hold.by == fact.person:
        swarm = replace(swarm, hold=None)
    swarm = call_answered(swarm, fact.person)
    if fact.how is How.NOT_REACHED:
        return swarm
    contact = Contact(fact.said[:GLANCE], fact.said_at, fact.how, fact.to, fact.person)
    last = swarm.last_contact
    newest = contact if last is None or last.at <= contact.at else last
    return replace(swarm, last_contact=newest, contacts=swarm.contacts + 1)
