"""From words or a form about the case to the command: both are read alike. Pure."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from bot.domain import commands as c
from bot.spelling import read_severity
from bot.teams.case_words import unknown
from bot.teams.intents_case import ChangeCase
from bot.teams.times import ReadTime, read_time
from bot.teams.writing import Fault, Writer, moment

KEEP = "keep"
"""The choice of the form that leaves the severity as it is."""

CLEARED = {
    "impact": "business_impact",
    "since": "symptom_since",
    "deadline": "customer_deadline",
}
"""Inputs that can be taken back, and the fields of the ticket that they are about."""

NO_IMPACT = ("none", "なし", "無し")
"""Of an impact this is something to say, not nothing."""


def change_said(intent: ChangeCase, writer: Writer) -> c.Command:
    """The command of the words. Raises Fault, "text-empty" when only the verb was said."""
    fields = asdict(intent)
    if not any(fields.values()):
        raise Fault("text-empty")
    return change(fields, writer)


def change(fields: Mapping[str, str], writer: Writer) -> c.Command:
    """What is left empty stays as it is. Raises Fault."""
    typed = {name: fields.get(name, "").strip() for name in ("impact", "since", "deadline")}
    gone = {name for name, text in typed.items() if unknown(text)}
    if typed["impact"].casefold() in NO_IMPACT:
        gone.discard("impact")
    level = fields.get("severity", "").strip()
    return c.ChangeCase(
        severity=None if level in ("", KEEP) else read_severity(level),
        reason=fields.get("why", ""),
        title=fields.get("title", ""),
        business_impact="" if "impact" in gone else typed["impact"],
        symptom_since=None if "since" in gone else _since(typed["since"], writer),
        customer_deadline=None if "deadline" in gone else _deadline(typed["deadline"], writer),
        cleared=tuple(CLEARED[name] for name in sorted(gone)),
    )


def _since(text: str, writer: Writer) -> datetime | None:
    try:
        return moment(text, writer, past=True)
    except Fault as fault:
        if fault.key == "contact-future":
            raise Fault("symptom-future", fault.values) from fault
        raise


def _deadline(text: str, writer: Writer) -> datetime | None:
    """A deadline may have passed, but then its day must be said: a bare 8:30 is asked back."""
    past = read_time(text, writer.now, writer.zone, past=True)
    if isinstance(past, ReadTime) and past.dated and _passed(text, writer):
        return past.at
    return moment(text, writer)


def _passed(text: str, writer: Writer) -> bool:
    ahead = read_time(text, writer.now, writer.zone)
    return not isinstance(ahead, ReadTime) and ahead.kind == "passed"
