"""From the ticket to the close: open, lead, note, next action, recover, close, reopen."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import followups
from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.calls import arrival, supervisors_told
from bot.domain.decide_case import moved_deadlines
from bot.domain.decide_contacts import CLOCK_SLACK
from bot.domain.decide_findings import doubts
from bot.domain.decisions import accept, ahead_fault, refuse
from bot.domain.limits import bounded, line, prose
from bot.domain.moves import STEPS
from bot.domain.moving import ended
from bot.domain.overrides import Override, standing
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reports import recovery_draft, report
from bot.domain.swarm import CustomerContact, Phase, PromiseKind, Swarm, Ticket

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

OVER = (Phase.UNCONFIRMED, Phase.RECOVERED, Phase.WATCHING)
"""Phases in which the customer can work again."""

LifeCommand = (
    m.Lead
    | m.Liaise
    | m.Note
    | m.Report
    | m.SetNextAction
    | m.Recover
    | m.Close
    | m.Reopen
    | m.ShowStatus
)


def decide(
    swarm: Swarm, command: LifeCommand, by: Person, now: datetime, policy: Policy
) -> Decision:
    """Decide a command about the whole swarm; ``by`` is whoever asks for it."""
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
            text = prose(command.text)
            if not text:
                return refuse(AnswerKey.TEXT_EMPTY)
            return accept(AnswerKey.NOTED, m.Noted(text, by))
        case m.SetNextAction():
            text = prose(command.text)
            fact = m.NextActionSet(text, command.owner, command.until)
            return accept(AnswerKey.NEXT_ACTION_SET, fact, text=text)
        case m.Report():
            return report(command, by, now, policy)
        case m.Recover():
            return _recover(swarm, command, by, now, policy)
        case m.Close():
            return _close(swarm, command, by, now, policy)
        case m.Reopen():
            return accept(AnswerKey.REOPENED, m.Reopened())
        case m.ShowStatus():
            return accept(AnswerKey.STATUS_SHOWN, m.StatusShown())
        case _:
            assert_never(command)


def open_swarm(command: m.Open, order: m.Order, now: datetime, policy: Policy) -> Decision:
    """The first delivery of a ticket: areas, the first response owed, and whom to call."""
    created = min(command.ticket.created_at or now, now)
    ticket = replace(bounded(command.ticket), created_at=created)
    areas = tuple((r.key, r.name(policy.language)) for r in policy.areas if r.built_in)
    due = created + policy.rules(ticket.severity).first_response
    facts: list[m.Fact] = [
        m.Opened(ticket, areas),
        m.PromiseMade(1, PromiseKind.FIRST_RESPONSE, "", due, created, told=False),
        *arrival(ticket, now, policy),
    ]
    return accept(AnswerKey.OPENED, *facts, by=order.by)


def ticket_again(swarm: Swarm, ticket: Ticket, now: datetime, policy: Policy) -> Decision:
    """The same ticket: what changed is recorded; what is older than the stored changes nothing, and
    what a person has set stands until the ticket says something new about it."""
    old, ticket = swarm.ticket, bounded(ticket)
    if ticket.updated_at and old.updated_at and ticket.updated_at < old.updated_at:
        return refuse(AnswerKey.DUPLICATE)
    stand = standing(swarm.overrides, ticket, ticket.updated_at or now)
    new = _merged(old, ticket, stand)
    changed = tuple(name for name in UPDATED if getattr(old, name) != getattr(new, name))
    if not changed and stand == swarm.overrides:
        return refuse(AnswerKey.DUPLICATE)
    facts: list[m.Fact] = [m.TicketChanged(new, changed, stand), *doubts(swarm, changed)]
    phase = STATUS_PHASES.get(new.status)
    moves = "status" in changed and phase in STEPS[swarm.phase]
    if "severity" in changed:
        facts += moved_deadlines(swarm, new, now, policy)
    if moves and phase is not None:
        facts.append(m.PhaseMoved(phase, min(ticket.updated_at or now, now)))
    crossed = moves and (swarm.phase in OVER) != (phase in OVER)
    if crossed or ("severity" in changed and not swarm.closed):
        facts += supervisors_told(policy, now, opened=False)
    if crossed and phase in OVER:
        facts += recovery_draft(swarm, None, now, policy)
    return accept(AnswerKey.TICKET_UPDATED, *facts)


def _merged(old: Ticket, new: Ticket, stand: tuple[Override, ...]) -> Ticket:
    """A field that a delivery leaves out is not a field that was cleared."""
    kept = {one.field for one in stand}
    stated = {n: getattr(new, n) for n in UPDATED if n not in kept and getattr(new, n)}
    contact = CustomerContact(
        new.contact.name or old.contact.name,
        new.contact.phone or old.contact.phone,
        new.contact.language or old.contact.language,
    )
    updated_at = new.updated_at or old.updated_at
    return replace(old, **stated | {"contact": contact, "updated_at": updated_at})


def _recover(
    swarm: Swarm, command: m.Recover, by: Person, now: datetime, policy: Policy
) -> Decision:
    phase = command.phase
    if phase is swarm.phase and phase is not Phase.WATCHING:
        return refuse(AnswerKey.PHASE_SAME, phase=phase.value)
    if phase not in STEPS[swarm.phase] and phase is not swarm.phase:
        return refuse(AnswerKey.NOT_NOW, phase=swarm.phase.value)
    if command.since is not None and command.since > now + CLOCK_SLACK:
        return refuse(AnswerKey.CONTACT_FUTURE, at=command.since)
    fault = ahead_fault(command.watch_until, now) if command.watch_until is not None else None
    if fault is not None:
        return fault
    # What was declared stays true on the way from "recovered" to "confirmed" and "watching".
    known = swarm.recovery if swarm.phase in OVER and phase in OVER else None
    since = min(command.since or (known.since if known else now), now)
    fact = m.PhaseMoved(
        phase,
        since,
        line(command.confirmed_by) or (known.confirmed_by if known else ""),
        line(command.extent) or (known.extent if known else ""),
        command.watch_until,
    )
    crossed = (swarm.phase in OVER) != (phase in OVER)
    told = supervisors_told(policy, now, opened=False) if crossed else []
    if crossed and phase in OVER:
        told += recovery_draft(swarm, by, now, policy)
    return accept(AnswerKey.PHASE_MOVED, fact, *told, phase=phase.value, at=since)


def _close(swarm: Swarm, command: m.Close, by: Person, now: datetime, policy: Policy) -> Decision:
    if not policy.may(policy.close_by, by, (swarm.lead, swarm.liaison)):
        return refuse(AnswerKey.CLOSE_BARRED, who=policy.close_by)
    ends = {number: reason.strip() for number, reason in command.settle if reason.strip()}
    kept = tuple(p.number for p in swarm.promises if p.number not in ends)
    if kept and not command.confirmed:
        return refuse(AnswerKey.CLOSE_OPEN_PROMISES, n=len(kept))
    over = (ended(p, ends[p.number], now) for p in swarm.promises if p.number in ends)
    added = followups.add(command.follow_ups, swarm, by, now, policy)
    if isinstance(added, Decision):
        return added
    return accept(AnswerKey.CLOSED_OK, *added, *over, m.Closed(kept), n=len(kept))
