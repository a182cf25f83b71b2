"""A report inside: what supervisors, and later everybody, are told of a case."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.people import Person


class ReportKind(StrEnum):
    STATUS = "status"
    RECOVERY = "recovery"  # the declaration that it works again


@dataclass(frozen=True, slots=True)
class Reported:
    """The last one. ``number`` counts them; ``wide_at`` is when the wide channel gets it too."""

    kind: ReportKind
    text: str
    by: Person
    at: datetime
    number: int
    wide_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A person has read and edited the drafted report, and gives it out."""

    text: str
    kind: ReportKind = ReportKind.STATUS


@dataclass(frozen=True, slots=True)
class ReportGiven:
    kind: ReportKind
    text: str
    person: Person
    wide_at: datetime | None = None
