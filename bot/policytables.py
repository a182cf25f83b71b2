"""The tables of a policy file (TOML): which keys may stand in it, and what in each.

People are names here; ``bot.policy`` looks them up.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.policy import Policy
from bot.policyvalues import (
    Duration,
    File,
    Https,
    Kept,
    Key,
    Label,
    Name,
    Names,
    Rung,
    TimeOfDay,
    Zone,
)


class Text(BaseModel):
    """A table of the file. Keys that are not there are ``None`` here and keep their default."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def given(self) -> dict[str, Any]:
        """The keys that stand in the file, and their values."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class LadderText(Text):
    before: Rung | None = None
    soon: Rung | None = None
    liaison: Rung | None = None
    lead: Rung | None = None
    manager: Rung | None = None
    phone: Rung | None = None
    page: Rung | None = None


class SeverityText(Text):
    first_response: Duration | None = None
    every: Duration | None = None
    check_in: Rung | None = None
    check_in_grace: Duration | None = None
    ladder: LadderText = LadderText()


class SeveritiesText(Text):
    A: SeverityText = SeverityText()
    B: SeverityText = SeverityText()
    C: SeverityText = SeverityText()


class LabelsText(Text):
    en: Label | None = None
    ja: Label | None = None


class AreaText(Text):
    key: Key
    name: LabelsText = LabelsText()
    experts: Annotated[Names, Field(strict=False)] = ()
    built_in: bool = True
    runbook: File = ""


class PeopleText(Text):
    managers: Annotated[Names, Field(strict=False)] = ()
    supervisors: Annotated[Names, Field(strict=False)] = ()
    viewers: Annotated[Names, Field(strict=False)] = ()
    always_on_duty: Annotated[Names, Field(strict=False)] = ()
    phones: dict[Name, Name] = Field(default_factory=dict)
    skills: dict[Name, Annotated[tuple[str, ...], Field(strict=False)]] = Field(
        default_factory=dict
    )


class TimesText(Text):
    no_lead_after: Rung | None = None
    no_lead_manager_after: Rung | None = None
    unclaimed_after: Rung | None = None
    unclaimed_lead_after: Rung | None = None
    hold_for: Duration | None = None
    snooze_for: Duration | None = None
    report_reminder: TimeOfDay | None = None
    away_for: Duration | None = None
    rest_after: Rung | None = None
    handover_answer: Rung | None = None
    archive_after: Kept | None = None
    delete_after: Kept | None = None


class PagingText(Text):
    url: Https = ""


class ReportsText(Text):
    """Reports inside: ``wide`` is the channel (name or id) that gets them after the supervisors."""

    wide: Annotated[str, Field(max_length=200)] = ""
    wide_after: Duration | None = None
    ask_after: Rung | None = None


class PermissionsText(Text):
    """Who may do what has consequences for everybody; else every member of the channel may."""

    close: Literal["members", "roles", "managers"] = "members"
    channel: Literal["members", "managers"] = "members"


class LettersText(Text):
    """How letters to the customer name us, and what must not stand in them."""

    company: LabelsText = LabelsText()
    desk_phone: Annotated[str, Field(max_length=40)] = ""
    internal_words: Annotated[
        tuple[Annotated[str, Field(min_length=2, max_length=40)], ...],
        Field(strict=False, max_length=100),
    ] = ()


class PolicyText(Text):
    """The whole file, checked, with people as names."""

    zone: Zone = Policy().zone
    language: Literal["en", "ja"] = "en"
    banner: Literal["full", "number"] = "full"
    allow_external: bool = Policy().allow_external
    ping_off_duty: bool = Policy().ping_off_duty
    rota: str = ""
    paging: PagingText = PagingText()
    reports: ReportsText = ReportsText()
    letters: LettersText = LettersText()
    permissions: PermissionsText = PermissionsText()
    people: PeopleText = PeopleText()
    times: TimesText = TimesText()
    severity: SeveritiesText = SeveritiesText()
    area: Annotated[tuple[AreaText, ...], Field(strict=False, max_length=25)] = ()
