"""What people have set about a case, beside what its ticket says.

Ticket systems send the whole ticket with every change, so a value that comes again is no new word.
For each field that a person has set, the state keeps when, and what the ticket had last said of it:
only another value than that one is news from the ticket, and then the later word wins.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

FIELDS = ("severity", "title", "business_impact", "symptom_since", "customer_deadline")
"""Fields of a ticket that people set too."""

CLEARABLE = frozenset({"business_impact", "symptom_since", "customer_deadline"})
"""Those that can be "not stated" again."""


@dataclass(frozen=True, slots=True)
class Override:
    """A person set ``field`` at ``at``; ``ticket`` is what the ticket has last said of it."""

    field: str
    at: datetime
    ticket: str


def spelled(value: object) -> str:
    """A field's value as a text to compare: the same moment in any zone is the same text."""
    if value is None:
        return ""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def overridden(
    overrides: tuple[Override, ...], field: str, at: datetime, said: object
) -> tuple[Override, ...]:
    """The overrides after a person has set ``field``; ``said`` is its value until then."""
    old = next((one for one in overrides if one.field == field), None)
    new = Override(field, at, old.ticket if old else spelled(said))
    return (*(one for one in overrides if one.field != field), new)


def standing(
    overrides: tuple[Override, ...], ticket: object, spoken: datetime
) -> tuple[Override, ...]:
    """The overrides that stand against a ticket which was written at ``spoken``."""
    stand = []
    for one in overrides:
        said = spelled(getattr(ticket, one.field))
        if said in ("", one.ticket):
            stand.append(one)
        elif spoken <= one.at:
            stand.append(Override(one.field, one.at, said))
    return tuple(stand)
