"""The team's rules: from a checked file, its rota and the people known to the domain's ``Policy``.

``bot.policyform`` has read the file and ``bot.rota`` the rota; here names become people. What the
file does not say keeps the domain's default.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.people import Person
from bot.domain.policy import AreaRule, Ladder, Policy, SeverityRules, Shift
from bot.policyform import AreaText, PolicyText, SeverityText
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


def resolve(text: PolicyText, rota: Sequence[RotaLine], people: Sequence[PersonRow]) -> Policy:
    """The domain's policy; ``unknown`` lists the names that nobody in ``people`` has."""
    register = Register.of(people)
    who = text.people
    policy = Policy(
        severities={
            severity: _severity(rules, getattr(text.severity, severity.value))
            for severity, rules in Policy().severities.items()
        },
        areas=tuple(_area(area, register.people) for area in text.area) or Policy().areas,
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
    return replace(policy, unknown=tuple(register.unknown))


def _severity(default: SeverityRules, text: SeverityText) -> SeverityRules:
    ladder: Ladder = replace(default.ladder, **text.ladder.given())
    return replace(default, **{**text.given(), "ladder": ladder})


def _area(text: AreaText, people: Callable[[Sequence[str]], tuple[Person, ...]]) -> AreaRule:
    default = Policy().area(text.key)
    names = {**(default.names if default else {}), **text.name.given()}
    return AreaRule(text.key, names, people(text.experts), text.built_in)
