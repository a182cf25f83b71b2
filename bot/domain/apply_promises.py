"""What facts about promises and contacts change."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import facts as m
from bot.domain.apply_calls import call_answered, settle
from bot.domain.limits import GLANCE, RECORD, RECORDS_MOST, SAME_CONTACT
from bot.domain.swarm import Contact, How, PingKind, Promise, PromiseKind, Swarm
from bot.domain.told import MARK, after_contact

OnePromise = (
    m.PromiseKept | m.PromiseMoved | m.PromiseTaken | m.PromiseEnded | m.PromiseMissed | m.Snoozed
)
PromiseFact = (
    m.PromiseMade | m.Contacted | m.ContactCorrected | m.CadenceChanged | m.NextContactWaived
    | OnePromise
)  # fmt: skip


def promise_changed(swarm: Swarm, fact: PromiseFact, event: m.Event) -> Swarm:
    """The swarm after a fact about what the customer heard, or will hear."""
    at = event.at
    match fact:
        case m.PromiseMade():
            return _made(swarm, fact, at)
        case m.Contacted():
            return _contacted(swarm, fact, event.seq)
        case m.ContactCorrected():
            return _corrected(swarm, fact)
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
        case m.PromiseKept() | m.PromiseEnded() | m.PromiseMissed():
            return replace(quiet, promises=rest)
        case m.PromiseMoved():
            moved = replace(
                old, due=fact.due, told=fact.told, set_at=at, raised=(), quiet_until=None,
                snoozed=False, judged=fact.judged,
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


def _contacted(swarm: Swarm, fact: m.Contacted, number: int) -> Swarm:
    """The last contact is the one that was said last, not the one written down last."""
    if swarm.hold is not None and swarm.hold.by == fact.person:
        swarm = replace(swarm, hold=None)
    swarm = call_answered(swarm, fact.person)
    contact = Contact(fact.said[:GLANCE], fact.said_at, fact.how, fact.to, fact.person, number)
    record = replace(contact, said=fact.said[:RECORD], to=fact.to[:RECORD])
    swarm = replace(swarm, records=(*swarm.records, record)[-RECORDS_MOST:])
    if fact.how is How.NOT_REACHED:
        return swarm
    last = swarm.last_contact
    newest = contact if last is None or last.at <= contact.at else last
    reports = swarm.reports + (not fact.to and not _same_call(last, fact))
    swarm = replace(swarm, last_contact=newest, contacts=swarm.contacts + 1, reports=reports)
    if not fact.to:
        swarm = settle(swarm, {PingKind.RECOVERY_REPORT})
    return _now_told(swarm, fact)


def _same_call(last: Contact | None, fact: m.Contacted) -> bool:
    """A call and the letter after it are one report, and so is a call that two people write down."""
    near = last is not None and abs(fact.said_at - last.at) <= SAME_CONTACT
    return near and last is not None and last.to == fact.to


def _corrected(swarm: Swarm, fact: m.ContactCorrected) -> Swarm:
    """The record reads anew; the last contact is again the one that was said last."""
    records = tuple(
        _reads(r, fact, RECORD) if r.number == fact.contact else r for r in swarm.records
    )
    last = swarm.last_contact
    if last is not None and last.number == fact.contact:
        last = _reads(last, fact, GLANCE)
    for record in records:
        if record.how is not How.NOT_REACHED and (last is None or record.at > last.at):
            last = record
    return _now_told(replace(swarm, records=records, last_contact=last), fact)


def _reads(record: Contact, fact: m.ContactCorrected, most: int) -> Contact:
    said = fact.said[:most] or record.said
    return replace(record, said=said, at=fact.said_at, how=fact.how, to=fact.to[:most])


def _now_told(swarm: Swarm, fact: m.Contacted | m.ContactCorrected) -> Swarm:
    """What the customer knows of the areas that the contact spoke of; asked again when it changes."""
    spoken = {area for area, _ in fact.known}
    calls = tuple(
        r for r in swarm.calls if not any(r.mark.startswith(f"{MARK}/{a}/") for a in spoken)
    )
    pings = tuple(
        p
        for p in swarm.pings
        if p.kind is not PingKind.TOLD_CHANGED or not spoken.issuperset(p.areas)
    )
    told = after_contact(swarm.told, fact.known, fact.said_at)
    return replace(swarm, calls=calls, pings=pings, told=told)
