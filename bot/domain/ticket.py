"""The ticket of a case, as its source and people describe it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Severity(StrEnum):
    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class CustomerContact:
    """Whom to reach at the customer's, as the ticket says."""

    name: str = ""
    phone: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as its source last described it; empty strings and None are "not stated".

    A ``drill`` is no real case: nobody but those who take part hears of it.
    """

    id: str
    title: str
    severity: Severity
    source: str
    customer: str = ""
    description: str = ""
    business_impact: str = ""
    customer_deadline: datetime | None = None
    url: str = ""
    created_at: datetime | None = None
    symptom_since: datetime | None = None
    assignee: str = ""
    contact: CustomerContact = CustomerContact()
    plan: str = ""
    channel: str = ""
    status: str = "open"
    updated_at: datetime | None = None
    drill: bool = False
