"""What somebody can say about the case itself; what was not said is empty."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeCase:
    """What has changed, as it was typed: names of the fields are those of the form."""

    severity: str = ""
    why: str = ""
    impact: str = ""
    since: str = ""
    deadline: str = ""
    title: str = ""
