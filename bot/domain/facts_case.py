"""What people have found out about the case itself; ``before`` is how it read until then."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.swarm import Severity


@dataclass(frozen=True, slots=True)
class SeverityChanged:
    severity: Severity
    before: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class TitleChanged:
    title: str
    before: str


@dataclass(frozen=True, slots=True)
class ImpactChanged:
    """Business impact and scope; an empty text is "not stated"."""

    impact: str
    before: str


@dataclass(frozen=True, slots=True)
class SymptomDated:
    """Since when the customer has the symptom; None is "not stated"."""

    since: datetime | None
    before: datetime | None


@dataclass(frozen=True, slots=True)
class DeadlineSet:
    """The customer's hard deadline; None is "none"."""

    deadline: datetime | None
    before: datetime | None


CaseFact = SeverityChanged | TitleChanged | ImpactChanged | SymptomDated | DeadlineSet
