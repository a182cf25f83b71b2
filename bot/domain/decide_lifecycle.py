"""From the ticket to the close: open, lead, note, next action, recover, close, reopen."""

from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.decisions import accept, refuse
from bot.domain.moves import STEPS
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reminders import arrival, supervisors_told
from bot.domain.swarm import Phase, PromiseKind, Swarm, Ticket

TEXT_LONGEST = 2000
"""Characters of a note, a next action, a reason."""

UPDATED = (
    "title", "severity", "customer", "description", "business_impact", "customer_deadline",
    "url", "symptom_since", "contact", "plan", "status", "assignee",
)  # fmt: skip
"""Fields of a ticket that a later delivery may change."""

STATUS_PHASES = {
    "open": Phase.OPEN,
    "recovered": Phase.UNCONFIRMED,
    "closed": Phase.RECOVERED,
}
"""What a ticket's status says about the swarm. Only a person closes a swarm."""

LifeCommand = (
    m.Open
    | m.Lead
    | m.Liaise
    | m.Note
    | m.SetNextAction
    | m.Recover
    | m.Close
    | m.Reopen
    | m.ShowStatus
)


def decide(
    swarm: Swarm, command: LifeCommand, by: Person | None, now: datetime, policy: Policy
) -> Decision:
    """Decide a command about the whole swarm; ``by`` is None for tickets only."""
    if isinstance(command, m.Open):
        return _ticket_again(swarm, command.ticket, now, policy)
    if by is None:
        return refuse(AnswerKey.NOT_NOW)
    match command:
        case m.Lead():
            if swarm.lead == by:
                return refuse(AnswerKey.ALREADY_LEAD)
            too = swarm.liaison in (None, swarm.lead)
            return accept(AnswerKey.LEAD_SET, m.LeadTaken(by, too), name=by, liaison_too=too)
        case m.Liaise():
            if swarm.liaison == by:
                return refuse(AnswerKey.ALREADY_LIAISON)
            return accept(AnswerKey.LIAISON_SET, m.LiaisonTaken(by), name=by)
        case m.Note():
            text = command.text.strip()[:TEXT_LONGEST]
            if not text:
                return refuse(AnswerKey.TEXT_EMPTY)
            return accept(AnswerKey.NOTED, m.Noted(text, by))
        case m.SetNextAction():
            text = command.text.strip()[:TEXT_LONGEST]
            fact = m.NextActionSet(text, command.owner, command.until)
            return accept(AnswerKey.NEXT_ACTION_SET, fact, text=text)
        case m.Recover():
            return _recover(swarm, command, now, policy)
        case m.Close():
            return _close(swarm, command)
        case m.Reopen():
            return accept(AnswerKey.REOPENED, m.Reopened())
        case m.ShowStatus():
            return accept(AnswerKey.STATUS_SHOWN, m.StatusShown())
        case _:
            assert_never(command)


def open_swarm(command: m.Open, order: m.Order, now: datetime, policy: Policy) -> Decision:
    """The first delivery of a ticket: areas, the first response owed, and whom to call."""
    ticket = command.ticket
    created = min(ticket.created_at or now, now)
    ticket = replace(ticket, created_at=created)
    areas = tuple((r.key, r.name(policy.language)) for r in policy.areas if r.built_in)
    due = created + policy.rules(ticket.severity).first_response
    facts: list[m.Fact] = [
        m.Opened(ticket, areas),
        m.PromiseMade(1, PromiseKind.FIRST_RESPONSE, "", due, created, told=False),
        *arrival(ticket, now, policy),
    ]
    return accept(AnswerKey.OPENED, *facts, by=order.by)


def _ticket_again(swarm: Swarm, ticket: Ticket, now: datetime, policy: Policy) -> Decision:
    """The same ticket: what changed is recorded; what is older than the stored changes nothing."""
    old = swarm.ticket
    stale = ticket.updated_at and old.updated_at and ticket.updated_at < old.updated_at
    if stale:
        return refuse(AnswerKey.DUPLICATE)
    changed = tuple(name for name in UPDATED if _differs(getattr(old, name), getattr(ticket, name)))
    newer = ticket.updated_at not in (None, old.updated_at)
    if not changed:
        return refuse(AnswerKey.DUPLICATE)
    updates = {name: getattr(ticket, name) for name in changed}
    if newer:
        updates["updated_at"] = ticket.updated_at
    merged = replace(old, **updates)
    facts: list[m.Fact] = [m.TicketChanged(merged, changed)]
    if "severity" in changed:
        facts += _severity_changed(swarm, old, merged, now, policy)
    phase = STATUS_PHASES.get(merged.status)
    if "status" in changed and phase in STEPS[swarm.phase]:
        facts.append(m.PhaseMoved(phase, min(ticket.updated_at or now, now)))
    return accept(AnswerKey.TICKET_UPDATED, *facts)


def _differs(old: object, new: object) -> bool:
    """A field that a delivery leaves out is not a field that was cleared."""
    return bool(new) and old != new and not _is_empty(new)


def _is_empty(value: object) -> bool:
    return hasattr(value, "__dataclass_fields__") and not any(
        getattr(value, field.name)
        for field in fields(value)  # type: ignore[arg-type] # checked above
    )


def _severity_changed(
    swarm: Swarm, old: Ticket, new: Ticket, now: datetime, policy: Policy
) -> list[m.Fact]:
    """A first response not yet given follows the new severity, and the supervisors hear of it."""
    facts: list[m.Fact] = []
    first = next((p for p in swarm.promises if p.kind is PromiseKind.FIRST_RESPONSE), None)
    if first is not None and not swarm.contacts:
        due = (new.created_at or swarm.opened_at) + policy.rules(new.severity).first_response
        if due != first.due:
            facts.append(m.PromiseMoved(first.number, max(due, now), told=False))
    return [*facts, *supervisors_told(now, policy, opened=False)]


def _recover(swarm: Swarm, command: m.Recover, now: datetime, policy: Policy) -> Decision:
    if command.phase is swarm.phase and command.phase is not Phase.WATCHING:
        return refuse(AnswerKey.PHASE_SAME, phase=command.phase.value)
    if command.phase not in STEPS[swarm.phase] and command.phase is not swarm.phase:
        return refuse(AnswerKey.NOT_NOW, phase=swarm.phase.value)
    since = command.since or now
    if since > now + timedelta(minutes=2):
        return refuse(AnswerKey.CONTACT_FUTURE, at=since)
    if command.watch_until is not None and command.watch_until <= now:
        return refuse(AnswerKey.TIME_PASSED, at=command.watch_until)
    fact = m.PhaseMoved(
        command.phase, since, command.confirmed_by.strip()[:200], command.extent.strip()[:200],
        command.watch_until,
    )  # fmt: skip
    told = supervisors_told(now, policy, opened=False)
    return accept(AnswerKey.PHASE_MOVED, fact, *told, phase=command.phase.value, at=since)


def _close(swarm: Swarm, command: m.Close) -> Decision:
    ends = {number: reason.strip() for number, reason in command.settle if reason.strip()}
    kept = tuple(p.number for p in swarm.promises if p.number not in ends)
    if kept and not command.confirmed:
        return refuse(AnswerKey.CLOSE_OPEN_PROMISES, n=len(kept))
    ended = (
        m.PromiseEnded(p.number, ends[p.number][:TEXT_LONGEST])
        for p in swarm.promises
        if p.number in ends
    )
    return accept(AnswerKey.CLOSED_OK, *ended, m.Closed(kept), n=len(kept))
