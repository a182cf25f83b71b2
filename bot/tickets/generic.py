"""The generic ticket: our own plain JSON, for every system that can be taught to send it.

Only ``id``, ``title`` and ``severity`` are required; unknown fields are ignored; null and empty
text are "not stated". Texts that are too long are cut with ``…``; a wrong type, an address that is
not http(s), a time without offset and an over-long id are faults, and every one of them is named.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.domain.swarm import CustomerContact, Severity, Ticket
from bot.spelling import plain, read_severity, shortened, without_controls
from bot.tickets.reading import Fault, Faults, TicketRead, json_object

ID_LENGTH = 200
LENGTHS = {
    "title": 250,
    "customer": 120,
    "description": 4000,
    "business_impact": 500,
    "assignee": 200,
    "plan": 100,
    "contact.name": 120,
    "contact.phone": 60,
    "contact.language": 35,
}
"""Characters kept of each text; what is longer is cut with ``…``."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069]")
_LINES = frozenset({"description", "business_impact"})
_STATUS = {
    "open": {"open", "opened", "new", "active", "in progress", "pending", "reopened", "オープン",
             "新規", "対応中", "再開"},
    "recovered": {"recovered", "resolved", "solved", "mitigated", "復旧", "解決", "解決済み"},
    "closed": {"closed", "close", "done", "cancelled", "canceled", "クローズ", "完了", "終了"},
}  # fmt: skip


@dataclass(slots=True)
class _Reader:
    """Takes fields out of one object and gathers what is wrong with them."""

    values: Mapping[str, Any]
    now: datetime
    source: str
    prefix: str = ""
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, name: str, problem: str, expected: str) -> None:
        self.faults.append(Fault(self.prefix + name, problem, expected))

    def _raw(self, name: str, *, numbers: bool = False) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        if numbers and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            self.fault(name, f"is {_kind(value)}", "text")
            return ""
        return value

    def text(self, name: str, *, required: bool = False) -> str:
        limit = LENGTHS[self.prefix + name]
        faults = len(self.faults)
        found = without_controls(self._raw(name), lines=name in _LINES)
        if required and not found and len(self.faults) == faults:
            self.fault(name, "is missing or empty", f"text of at most {limit} characters")
        if len(found) > limit:
            self.notes.append(f"{self.prefix}{name} was cut to {limit} characters")
        return shortened(found, limit)

    def identifier(self, name: str, *, required: bool = False) -> str:
        """Text, or a whole number, that is compared as it stands: never cut."""
        expected = f"text of at most {ID_LENGTH} characters"
        faults = len(self.faults)
        found = self._raw(name, numbers=True).strip()
        if required and not found and len(self.faults) == faults:
            self.fault(name, "is missing or empty", expected)
        if len(found) > ID_LENGTH:
            self.fault(name, f"is {len(found)} characters long", expected)
        if _CONTROL.search(found):
            self.fault(name, "has control characters", expected)
        return found

    def severity(self) -> Severity:
        expected = "A, B or C"
        value = self.values.get("severity")
        if value is None or value == "":
            self.fault("severity", "is missing or empty", expected)
            return Severity.A
        faults = len(self.faults)
        written = self._raw("severity", numbers=True)
        found = read_severity(written)
        if not found and len(self.faults) == faults:
            self.fault("severity", f'is "{shortened(without_controls(written), 40)}"', expected)
        return found or Severity.A

    def status(self) -> str:
        written = plain(self._raw("status")).replace("_", " ").replace("-", " ")
        if not written:
            return "open"
        for status, spellings in _STATUS.items():
            if written in spellings:
                return status
        shown = shortened(without_controls(written), 40)
        self.fault("status", f'is "{shown}"', "open, recovered or closed")
        return "open"

    def url(self) -> str:
        found = self._raw("url").strip()
        if not found:
            return ""
        expected = "an http or https address of at most 2000 characters"
        if len(found) > 2000 or not re.fullmatch(r"(?i:https?)://[^\s\x00-\x1f\x7f\\<>\"]+", found):
            self.fault("url", "is not a web address", expected)
        return found

    def time(self, name: str, *, ahead: bool = False) -> datetime | None:
        """An ISO 8601 time with offset, in UTC; unless ``ahead``, at most now (and a note)."""
        written = self._raw(name).strip()
        if not written:
            return None
        expected = "an ISO 8601 time with offset, like 2026-11-23T06:00:00+09:00"
        try:
            found = datetime.fromisoformat(written)
        except ValueError:
            self.fault(name, "is not a time", expected)
            return None
        if found.tzinfo is None:
            self.fault(name, "has no offset from UTC, so it could be any of 24 hours", expected)
            return None
        if not 2000 <= found.year <= 2100:
            self.fault(name, f"lies in the year {found.year}", expected)
            return None
        if found > self.now and not ahead:
            self.notes.append(f"{self.prefix}{name} lies in the future and was taken as now")
            found = self.now
        return found.astimezone(UTC)

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            self.fault(name, f"is {_kind(value)}", "true or false")
        return value is True

    def contact(self) -> CustomerContact:
        value = self.values.get("contact")
        if value is None:
            return CustomerContact()
        if not isinstance(value, dict):
            self.fault("contact", f"is {_kind(value)}", "an object with name, phone, language")
            return CustomerContact()
        inner = _Reader(value, self.now, self.source, "contact.", self.faults, self.notes)
        return CustomerContact(inner.text("name"), inner.text("phone"), inner.text("language"))


def read(raw: bytes, now: datetime, source: str = "generic") -> TicketRead | Faults:
    """The ticket in the raw body, or every fault in it. Never raises, whatever the bytes are."""
    values = json_object(raw)
    if isinstance(values, Faults):
        return values
    reader = _Reader(values, now, source)
    ticket = Ticket(
        id=reader.identifier("id", required=True),
        title=reader.text("title", required=True),
        severity=reader.severity(),
        source=source,
        customer=reader.text("customer"),
        description=reader.text("description"),
        business_impact=reader.text("business_impact"),
        customer_deadline=reader.time("customer_deadline", ahead=True),
        url=reader.url(),
        created_at=reader.time("created_at"),
        symptom_since=reader.time("symptom_since"),
        assignee=reader.text("assignee"),
        contact=reader.contact(),
        plan=reader.text("plan"),
        channel=reader.identifier("channel"),
        status=reader.status(),
        updated_at=reader.time("updated_at"),
        drill=reader.flag("drill"),
    )
    if reader.faults:
        return Faults(tuple(reader.faults))
    return TicketRead(ticket, tuple(reader.notes))


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return (
        "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else "text"
    )
