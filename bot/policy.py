"""The team's rules: from a checked file, its rota and the people known to the domain's ``Policy``.

``bot.policyform`` has read the file and ``bot.rota`` the rota; here names become people. What the
file does not say keeps the domain's default.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.people import Person
from bot.domain.policy import AreaRule, Ladder, Policy, SeverityRules, Shift
from bot.policytables import AreaText, PolicyText, ReportsText, SeverityText
from bot.ports import PersonRow
from bot.rota import RotaLine


@dataclass(slots=True)
class Register:
    """Finds people by user principal name, object id, or a display name that only one has."""

    by_key: dict[str, PersonRow]
    unknown: dict[str, None] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Sequence[PersonRow]) -> "Register":
        names = Counter(row.name.casefold() for row in rows)
        by_key = {row.name.casefold(): row for row in rows if names[row.name.casefold()] == 1}
        by_key |= {row.upn.casefold(): row for row in rows if row.upn}
        return cls(by_key | {row.id.casefold(): row for row in rows})

    def person(self, name: str) -> Person:
        """The person; under the name itself, and remembered as unknown, when nobody has it."""
        row = self.by_key.get(name.casefold())
        if row is None:
            self.unknown[name] = None
            return Person(name, name)
        return Person(row.id, row.name)

    def people(self, names: Sequence[str]) -> tuple[Person, ...]:
        return tuple(dict.fromkeys(map(self.person, names)))


def resolve(
    text: PolicyText,
    rota: Sequence[RotaLine],
    people: Sequence[PersonRow],
    runbooks: Mapping[str, str] | None = None,
) -> Policy:
    """The domain's policy; ``unknown`` lists the names that nobody in ``people`` has. ``runbooks``
    are texts by the key of their area."""
    register = Register.of(people)
    who = text.people
    policy = Policy(
        severities={
            severity: _severity(rules, getattr(text.severity, severity.value))
            for severity, rules in Policy().severities.items()
        },
        areas=tuple(
            _area(area, register.people, (runbooks or {}).get(area.key, "")) for area in text.area
        )
        or Policy().areas,
        managers=register.people(who.managers),
        supervisors=register.people(who.supervisors),
        viewers=register.people(who.viewers),
        always_on_duty=register.people(who.always_on_duty),
        phones={register.person(name).id: phone for name, phone in who.phones.items()},
        rota=tuple(Shift(register.person(s.name), s.start, s.end, s.duty) for s in rota),
        zone=text.zone,
        language=text.language,
        banner=text.banner,
        allow_external=text.allow_external,
        **text.times.given(),
    )
    policy = replace(
        policy,
        ping_off_duty=text.ping_off_duty,
        paging=text.paging.url,
        close_by=text.permissions.close,
        channel_by=text.permissions.channel,
        wide=text.reports.wide.strip(),
        company=text.letters.company.given(),
        desk_phone=text.letters.desk_phone,
        internal_words=text.letters.internal_words,
        areas=_skilled(policy.areas, who.skills, register),
        rota=(*policy.rota, *own_shifts(people)),
        off={row.id: row.off_since for row in people if row.off_since is not None},
    )
    policy = _with_report_times(policy, text.reports)
    return replace(policy, unknown=tuple(register.unknown))


def _with_report_times(policy: Policy, text: ReportsText) -> Policy:
    """The times that the file gives; the others keep their default."""
    after, ask = text.wide_after, text.ask_after
    return replace(
        policy,
        wide_after=policy.wide_after if after is None else after,
        report_ask_after=policy.report_ask_after if ask is None else ask,
    )


def own_shifts(people: Sequence[PersonRow]) -> tuple[Shift, ...]:
    """The hours that people gave by their own word."""
    return tuple(
        Shift(Person(row.id, row.name), row.on_from, row.on_until)
        for row in people
        if row.on_from is not None and row.on_until is not None
    )


def _skilled(
    areas: tuple[AreaRule, ...], skills: Mapping[str, Sequence[str]], register: Register
) -> tuple[AreaRule, ...]:
    """The areas with those whose skills name them, behind the experts of the area itself."""
    knows = [(register.person(name), keys) for name, keys in skills.items()]
    return tuple(
        replace(rule, experts=_each_once(rule, (p for p, keys in knows if rule.key in keys)))
        for rule in areas
    )


def _each_once(rule: AreaRule, people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys((*rule.experts, *people)))


def _severity(default: SeverityRules, text: SeverityText) -> SeverityRules:
    ladder: Ladder = replace(default.ladder, **text.ladder.given())
    return replace(default, **{**text.given(), "ladder": ladder})


def _area(
    text: AreaText, people: Callable[[Sequence[str]], tuple[Person, ...]], runbook: str
) -> AreaRule:
    default = Policy().area(text.key)
    names = {**(default.names if default else {}), **text.name.given()}
    return AreaRule(text.key, names, people(text.experts), text.built_in, runbook)
