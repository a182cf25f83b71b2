"""The team's rules as the domain uses them: who, when, how often. Read from TOML in ``bot.policy``."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.domain.people import Person
from bot.domain.swarm import Severity

EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ladder:
    """When to speak, counted from the moment a promise is due: before it, and after it.

    A duration of zero or less switches that rung off (``now`` is always there). ``page`` is there
    only when the policy names a paging service.
    """

    before: timedelta = timedelta(minutes=15)
    soon: timedelta = timedelta(minutes=5)
    liaison: timedelta = timedelta(minutes=5)
    lead: timedelta = timedelta(minutes=10)
    manager: timedelta = timedelta(minutes=15)
    phone: timedelta = timedelta(minutes=20)
    page: timedelta = timedelta(minutes=25)


@dataclass(frozen=True, slots=True)
class SeverityRules:
    """``first_response`` counts from the ticket's own creation; ``every`` is the cadence after it.

    ``check_in``: after so long without a sign of life, whoever looks at an area is asked; without
    an answer within ``check_in_grace`` the claim lapses. Zero: nobody is asked, no claim lapses.
    """

    first_response: timedelta = timedelta(minutes=15)
    every: timedelta = timedelta(minutes=60)
    ladder: Ladder = Ladder()
    check_in: timedelta = timedelta(minutes=45)
    check_in_grace: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class AreaRule:
    """An area of investigation: its names by language, who knows it, and whether it is there
    from the start (``built_in``) or offered in a list. ``runbook`` is Markdown, for whoever
    claims it."""

    key: str
    names: dict[str, str]
    experts: tuple[Person, ...] = ()
    built_in: bool = True
    runbook: str = ""

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
    """All rules of one team. Persons are resolved already; ``unknown`` names those who are not.

    ``paging`` is the address of a paging service; ``report_reminder`` the time of day, in ``zone``,
    at which a report is reminded of on the day before. Whoever has held something for ``rest_after``
    is offered to hand over, once; a receiver has ``handover_answer`` to answer (zero: off). ``off`` says who went off duty by their own
    word, and when: shifts that had begun by then no longer count. A closed swarm goes to the archive
    ``archive_after`` its last event, and is deleted for good ``delete_after`` that; zero: never.

    A report inside goes to the supervisors, and ``wide_after`` later to the channel ``wide`` (its id
    or name; empty: none); the lead is asked for the first one ``report_ask_after`` the opening (zero:
    never). Letters name us as ``company`` (by language) with ``desk_phone``; ``internal_words`` must
    not stand in them.
    """

    severities: dict[Severity, SeverityRules] = field(
        default_factory=lambda: {
            Severity.A: SeverityRules(),
            Severity.B: SeverityRules(
                timedelta(hours=1),
                timedelta(hours=4),
                check_in=timedelta(hours=2),
                check_in_grace=timedelta(minutes=30),
            ),
            Severity.C: SeverityRules(
                timedelta(hours=8),
                timedelta(hours=24),
                check_in=timedelta(hours=8),
                check_in_grace=timedelta(hours=2),
            ),
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
    archive_after: timedelta = timedelta(days=30)
    delete_after: timedelta = timedelta(days=365)
    away_for: timedelta = timedelta(minutes=30)
    report_reminder: timedelta = timedelta(hours=10)
    rest_after: timedelta = timedelta(hours=4)
    handover_answer: timedelta = timedelta(minutes=10)
    paging: str = ""
    wide: str = ""
    wide_after: timedelta = timedelta(minutes=30)
    report_ask_after: timedelta = timedelta(minutes=20)
    company: dict[str, str] = field(default_factory=dict)
    desk_phone: str = ""
    internal_words: tuple[str, ...] = ()
    ping_off_duty: bool = False
    off: dict[str, datetime] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    close_by: str = "members"
    channel_by: str = "members"

    def rules(self, severity: Severity) -> SeverityRules:
        return self.severities.get(severity, SeverityRules())

    def area(self, key: str) -> AreaRule | None:
        return next((rule for rule in self.areas if rule.key == key), None)

    def on_duty(self, now: datetime) -> tuple[Person, ...]:
        """Everybody on duty, those with the duty "lead" first, each once."""
        shifts = self._shifts(now)
        shifts.sort(key=lambda shift: shift.duty != "lead")
        always = (person for person in self.always_on_duty if person.id not in self.off)
        return tuple(dict.fromkeys([*(s.person for s in shifts), *always]))

    def at_work(self, person: Person, moment: datetime) -> bool:
        """Whether a shift of the person covers the moment."""
        return any(s.person == person and s.start <= moment < s.end for s in self.rota)

    def shift_end(self, person: Person, now: datetime) -> datetime | None:
        """When the shift ends that the person is in; one that follows at once belongs to it.

        None: they are in none, and bound by no hours now.
        """
        end = max((s.end for s in self._shifts(now) if s.person == person), default=None)
        for shift in sorted(self.rota, key=lambda shift: shift.start):
            if end is not None and shift.person == person and shift.start <= end < shift.end:
                end = shift.end
        return end

    def may(self, given_to: str, person: Person, roles: Iterable[Person | None] = ()) -> bool:
        """Whether something is the person's to do. ``given_to``: "members" (whoever may act at
        all), "roles" (``roles``, managers and supervisors) or "managers" (and supervisors)."""
        above = (*self.managers, *self.supervisors)
        if given_to == "roles":
            return person in (*above, *roles)
        return given_to == "members" or person in above

    def may_ping(self, person: Person, now: datetime) -> bool:
        """Whether the bot may speak to the person of its own accord.

        Whoever stands in no rota, and has not gone off duty, is bound by no hours.
        """
        bound = person.id in self.off or any(shift.person == person for shift in self.rota)
        return self.ping_off_duty or not bound or person in self.on_duty(now)

    def reachable(self, people: Iterable[Person], now: datetime) -> tuple[Person, ...]:
        """Those of them to whom the bot may speak of its own accord."""
        return tuple(person for person in people if self.may_ping(person, now))

    def _shifts(self, now: datetime) -> list[Shift]:
        """The shifts under way, without those that somebody ended by their own word."""
        return [
            shift
            for shift in self.rota
            if shift.start <= now < shift.end
            and not shift.start <= self.off.get(shift.person.id, EVER) <= now
        ]

    def called_first(self, now: datetime) -> tuple[Person, ...]:
        """Whom a new swarm calls: those on lead duty, else every expert on duty, else all on duty."""
        leads = [shift.person for shift in self._shifts(now) if shift.duty == "lead"]
        duty = self.on_duty(now)
        experts = [person for person in duty if any(person in rule.experts for rule in self.areas)]
        return tuple(dict.fromkeys(leads or experts or duty))

    def experts_on_duty(self, area: str, now: datetime) -> tuple[Person, ...]:
        rule = self.area(area)
        duty = self.on_duty(now)
        return tuple(person for person in rule.experts if person in duty) if rule else ()
