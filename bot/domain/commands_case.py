"""Commands about what the case is: how bad, how far, since when, until when."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.swarm import Severity


@dataclass(frozen=True, slots=True)
class ChangeCase:
    """What is known of the case has changed. None and "" leave a field as it is; ``cleared`` names
    the fields of the ticket that are not known any more.

    A severity is changed only with its ``reason``.
    """

    severity: Severity | None = None
    reason: str = ""
    title: str = ""
    business_impact: str = ""
    symptom_since: datetime | None = None
    customer_deadline: datetime | None = None
    cleared: tuple[str, ...] = ()
