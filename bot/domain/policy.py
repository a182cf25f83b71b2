"""The team's rules as the domain uses them: who, when, how often. Read from TOML in ``bot.policy``."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.people import Person
from bot.domain.swarm import Severity


@dataclass(frozen=True, slots=True)
class Ladder:
    """When to speak, counted from the moment a promise is due: before it, and after it.

    A duration of zero or less switches that rung off (``now`` is always there).
    """

    before: timedelta = timedelta(minutes=15)
    soon: timedelta = timedelta(minutes=5)
    liaison: timedelta = timedelta(minutes=5)
    lead: timedelta = timedelta(minutes=10)
    manager: timedelta = timedelta(minutes=15)
    phone: timedelta = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class SeverityRules:
    """``first_response`` counts from the ticket's own creation; ``every`` is the cadence after it."""

    first_response: timedelta = timedelta(minutes=15)
    every: timedelta = timedelta(minutes=60)
    ladder: Ladder = Ladder()


@dataclass(frozen=True, slots=True)
class AreaRule:
    """An area of investigation: its names by language, who knows it, and whether it is there
    from the start (``built_in``) or offered in a list."""

    key: str
    names: dict[str, str]
    experts: tuple[Person, ...] = ()
    built_in: bool = True

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names.get("en") or self.key


@dataclass(frozen=True, slots=True)
class Shift:
    """A line of the rota: ``person`` is on duty from ``start`` until ``end`` (aware).

    ``duty`` is "lead" for those who are called first, else free text.
    """

    person: Person
    start: datetime
    end: datetime
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """All rules of one team. Persons are resolved already; ``unknown`` names those who are not."""

    severities: dict[Severity, SeverityRules] = field(
        default_factory=lambda: {
            Severity.A: SeverityRules(),
            Severity.B: SeverityRules(timedelta(hours=1), timedelta(hours=4)),
            Severity.C: SeverityRules(timedelta(hours=8), timedelta(hours=24)),
        }
    )
    areas: tuple[AreaRule, ...] = (
        AreaRule("platform", {"en": "Platform", "ja": "基盤"}),
        AreaRule("storage", {"en": "Storage", "ja": "ストレージ"}),
        AreaRule("network", {"en": "Network", "ja": "ネットワーク"}),
        AreaRule("identity", {"en": "Identity", "ja": "ID・認証"}, built_in=False),
        AreaRule("database", {"en": "Database", "ja": "データベース"}, built_in=False),
        AreaRule("application", {"en": "Application", "ja": "アプリケーション"}, built_in=False),
    )
    managers: tuple[Person, ...] = ()
    supervisors: tuple[Person, ...] = ()
    viewers: tuple[Person, ...] = ()
    rota: tuple[Shift, ...] = ()
    always_on_duty: tuple[Person, ...] = ()
    phones: dict[str, str] = field(default_factory=dict)
    zone: str = "Asia/Tokyo"
    language: str = "en"
    banner: str = "full"
    allow_external: bool = False
    no_lead_after: timedelta = timedelta(minutes=3)
    no_lead_manager_after: timedelta = timedelta(minutes=6)
    unclaimed_after: timedelta = timedelta(minutes=5)
    unclaimed_lead_after: timedelta = timedelta(minutes=15)
    hold_for: timedelta = timedelta(minutes=15)
    snooze_for: timedelta = timedelta(minutes=15)
    unknown: tuple[str, ...] = ()

    def rules(self, severity: Severity) -> SeverityRules:
        return self.severities.get(severity, SeverityRules())

    def area(self, key: str) -> AreaRule | None:
        return next((rule for rule in self.areas if rule.key == key), None)

    def on_duty(self, now: datetime) -> tuple[Person, ...]:
        """Everybody on duty, those with the duty "lead" first, each once."""
        shifts = [shift for shift in self.rota if shift.start <= now < shift.end]
        shifts.sort(key=lambda shift: shift.duty != "lead")
        return tuple(dict.fromkeys([*(s.person for s in shifts), *self.always_on_duty]))

    def called_first(self, now: datetime) -> tuple[Person, ...]:
        """Whom a new swarm calls: those on lead duty, else every expert on duty, else all on duty."""
        leads = [s.person for s in self.rota if s.duty == "lead" and s.start <= now < s.end]
        duty = self.on_duty(now)
        experts = [person for person in duty if any(person in rule.experts for rule in self.areas)]
        return tuple(dict.fromkeys(leads or experts or duty))

    def experts_on_duty(self, area: str, now: datetime) -> tuple[Person, ...]:
        rule = self.area(area)
        duty = self.on_duty(now)
        return tuple(person for person in rule.experts if person in duty) if rule else ()
