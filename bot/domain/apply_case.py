"""What facts about the case itself change: the ticket as it reads, and who said so last."""

from dataclasses import replace
from datetime import datetime

from bot.domain import facts as m
from bot.domain.facts_case import CaseFact
from bot.domain.overrides import overridden
from bot.domain.swarm import Swarm, Ticket

FIELD_OF: dict[type[CaseFact], str] = {
    m.SeverityChanged: "severity",
    m.TitleChanged: "title",
    m.ImpactChanged: "business_impact",
    m.SymptomDated: "symptom_since",
    m.DeadlineSet: "customer_deadline",
}
"""The field of the ticket that a fact is about."""


def ticket_changed(swarm: Swarm, fact: m.TicketChanged) -> Swarm:
    """The ticket came again."""
    return replace(swarm, ticket=fact.ticket, overrides=fact.standing)


def case_changed(swarm: Swarm, fact: CaseFact, at: datetime) -> Swarm:
    """A person has set a field."""
    name, ticket = FIELD_OF[type(fact)], swarm.ticket
    overrides = overridden(swarm.overrides, name, at, getattr(ticket, name))
    return replace(swarm, ticket=rewritten(ticket, fact), overrides=overrides)


def rewritten(ticket: Ticket, fact: CaseFact) -> Ticket:
    """The ticket as it reads after the fact."""
    match fact:
        case m.SeverityChanged():
            return replace(ticket, severity=fact.severity)
        case m.TitleChanged():
            return replace(ticket, title=fact.title)
        case m.ImpactChanged():
            return replace(ticket, business_impact=fact.impact)
        case m.SymptomDated():
            return replace(ticket, symptom_since=fact.since)
        case m.DeadlineSet():
            return replace(ticket, customer_deadline=fact.deadline)
