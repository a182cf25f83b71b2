"""What facts about promises and contacts change."""

from dataclasses import replace
from typing import assert_never

from bot.domain import facts as m
from bot.domain.swarm import Contact, How, Promise, Swarm

PromiseFact = (
    m.PromiseMade | m.PromiseKept | m.PromiseMoved | m.PromiseTaken | m.PromiseEnded | m.Snoozed
)


def promise_changed(swarm: Swarm, fact: PromiseFact) -> Swarm:
    """The swarm after a fact about one of its promises; what was asked about it is settled."""
    if isinstance(fact, m.PromiseMade):
        made = Promise(
            fact.number, fact.kind, fact.to, fact.due, fact.made, fact.told, fact.owner, fact.text
        )
        promises = (*swarm.promises, made)
        return replace(swarm, promises=_by_due(promises), promise_count=fact.number, no_next="")
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
                old, due=fact.due, told=fact.told, raised=(), quiet_until=None, snoozed=False
            )
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


def contacted(swarm: Swarm, fact: m.Contacted) -> Swarm:
    """The last contact is the one that was said last, not the one written down last."""
    if fact.how is How.NOT_REACHED:
        return replace(swarm, hold=None)
    contact = Contact(fact.said, fact.said_at, fact.how, fact.to, fact.person)
    last = swarm.last_contact
    newest = contact if last is None or last.at <= contact.at else last
    return replace(swarm, last_contact=newest, contacts=swarm.contacts + 1, hold=None)
