"""What the case is, as its ticket and people say: severity, impact, since when, until when, title.

For each field the last word counts, whoever said it; a ticket that comes again with what it said
before has said nothing new (``overrides``). What hangs on a field follows at once: deadlines of
the severity, results that rest on it, those who are told.
"""

from datetime import datetime
from functools import reduce

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.apply_case import FIELD_OF, rewritten
from bot.domain.calls import supervisors_told
from bot.domain.decide_contacts import CLOCK_SLACK
from bot.domain.decide_findings import doubts
from bot.domain.decisions import accept, refuse
from bot.domain.facts_case import CaseFact
from bot.domain.limits import AHEAD_MOST, GLANCE, TITLE, line, prose
from bot.domain.overrides import CLEARABLE
from bot.domain.policy import Policy
from bot.domain.swarm import Promise, PromiseKind, Swarm, Ticket

ANSWERS: dict[str, AnswerKey] = {
    "severity": AnswerKey.SEVERITY_CHANGED,
    "title": AnswerKey.TITLE_CHANGED,
    "business_impact": AnswerKey.IMPACT_CHANGED,
    "symptom_since": AnswerKey.SYMPTOM_DATED,
    "customer_deadline": AnswerKey.DEADLINE_SET,
}
"""How the change of one field is answered."""


def change(swarm: Swarm, command: m.ChangeCase, now: datetime, policy: Policy) -> Decision:
    """Somebody says what has changed about the case."""
    fault = _fault(swarm, command, now)
    if fault is not None:
        return fault
    facts = _changes(swarm.ticket, command, now)
    if not facts:
        return refuse(AnswerKey.CASE_SAME)
    new = reduce(rewritten, facts, swarm.ticket)
    changed = tuple(FIELD_OF[type(fact)] for fact in facts)
    moves = moved_deadlines(swarm, new, now, policy) if "severity" in changed else []
    told = "severity" in changed and not swarm.closed
    return accept(
        ANSWERS[changed[0]] if len(changed) == 1 else AnswerKey.CASE_CHANGED,
        *facts,
        *doubts(swarm, changed),
        *moves,
        *(supervisors_told(policy, now, opened=False) if told else []),
        severity=new.severity.value,
        title=new.title,
        impact=new.business_impact,
        at=new.customer_deadline if changed == ("customer_deadline",) else new.symptom_since,
        changed=changed,
        due=moves[0].due if moves else None,
    )


def moved_deadlines(
    swarm: Swarm, new: Ticket, now: datetime, policy: Policy
) -> list[m.PromiseMoved]:
    """What is owed because of the severity follows the new one.

    The first response counts from the ticket's creation, even if that makes it late. Our own target
    for the next update follows when it came from the interval of the old severity. What the
    customer was told, and what somebody chose, stays.
    """
    moves = []
    for promise in swarm.promises:
        due = promise.due
        if promise.kind is PromiseKind.FIRST_RESPONSE:
            created = new.created_at or swarm.opened_at
            due = created + policy.rules(new.severity).first_response
        elif promise.kind is PromiseKind.UPDATE and not promise.owed and swarm.cadence is None:
            due = _next_target(promise, swarm.ticket, new, now, policy)
        if due != promise.due:
            moves.append(m.PromiseMoved(promise.number, due, told=False))
    return moves


def _next_target(
    promise: Promise, old: Ticket, new: Ticket, now: datetime, policy: Policy
) -> datetime:
    """Counted as before, with the new interval; one that has passed is owed like a first response."""
    every, rules = policy.rules(old.severity).every, policy.rules(new.severity)
    for start in (promise.made, promise.set_at or promise.made):
        if promise.due == start + every:
            return max(start + rules.every, min(promise.due, now + rules.first_response))
    return promise.due


def _fault(swarm: Swarm, command: m.ChangeCase, now: datetime) -> Decision | None:
    graver = command.severity is not None and command.severity is not swarm.ticket.severity
    if graver and not command.reason.strip():
        return refuse(AnswerKey.SEVERITY_WHY, severity=command.severity)
    since, deadline = command.symptom_since, command.customer_deadline
    if since is not None and since > now + CLOCK_SLACK:
        return refuse(AnswerKey.SYMPTOM_FUTURE, at=since)
    for moment in (since, deadline):
        if moment is not None and abs(moment - now) > AHEAD_MOST:
            return refuse(AnswerKey.TIME_UNLIKELY, at=moment)
    return None


def _changes(ticket: Ticket, command: m.ChangeCase, now: datetime) -> list[CaseFact]:
    """A fact for each field that reads differently now."""
    gone = CLEARABLE.intersection(command.cleared)
    severity = command.severity or ticket.severity
    title = line(command.title, TITLE) or ticket.title
    impact = prose(command.business_impact, GLANCE) or ticket.business_impact
    impact = "" if "business_impact" in gone else impact
    since = min(command.symptom_since, now) if command.symptom_since else ticket.symptom_since
    since = None if "symptom_since" in gone else since
    deadline = command.customer_deadline or ticket.customer_deadline
    deadline = None if "customer_deadline" in gone else deadline
    facts: list[CaseFact] = []
    if severity is not ticket.severity:
        facts.append(m.SeverityChanged(severity, ticket.severity, line(command.reason)))
    if title != ticket.title:
        facts.append(m.TitleChanged(title, ticket.title))
    if impact != ticket.business_impact:
        facts.append(m.ImpactChanged(impact, ticket.business_impact))
    if since != ticket.symptom_since:
        facts.append(m.SymptomDated(since, ticket.symptom_since))
    if deadline != ticket.customer_deadline:
        facts.append(m.DeadlineSet(deadline, ticket.customer_deadline))
    return facts
