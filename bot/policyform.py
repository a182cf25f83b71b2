"""From the text of a policy file to its tables: every fault is named, by its key and line."""

import tomllib
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError

from bot.domain.policy import Policy
from bot.policytables import AreaText, PolicyText
from bot.tomllines import line_of


class PolicyError(ValueError):
    """The policy cannot be used. ``faults`` has one sentence for each fault, with its key."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def parse(text: str) -> PolicyText:
    """The policy in the text of a file. Raises PolicyError with every fault, by key."""
    try:
        tables = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise PolicyError([f"this is not TOML: {error}"]) from None
    try:
        policy = PolicyText.model_validate(tables)
    except ValidationError as error:
        raise PolicyError(list(_faults(error, text))) from None
    if faults := [*_twice(policy, text), *_unknown_skills(policy, text), *_nobody(policy, text)]:
        raise PolicyError(faults)
    return policy


def _twice(policy: PolicyText, text: str) -> Iterator[str]:
    keys = [area.key for area in policy.area]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            where = _where(text, ("area", index, "key"))
            yield f"area: the key {key!r} is there twice{where}"


def _unknown_skills(policy: PolicyText, text: str) -> Iterator[str]:
    known = [area.key for area in policy.area or Policy().areas]
    for name, keys in policy.people.skills.items():
        for key in keys:
            if key not in known:
                where = _where(text, ("people", "skills", name))
                told = f"expected: the key of an area ({', '.join(known)})"
                yield f"people.skills.{name} names {key!r}; {told}{where}"


def _nobody(policy: PolicyText, text: str) -> Iterator[str]:
    """What is given to managers needs somebody who is one."""
    if policy.people.managers or policy.people.supervisors:
        return
    for key in ("close", "channel"):
        if getattr(policy.permissions, key) == "managers":
            where = _where(text, ("permissions", key))
            told = "expected: people.managers or people.supervisors with somebody in it"
            yield f"permissions.{key} is 'managers', but nobody is one; {told}{where}"


def _where(text: str, path: Sequence[str | int]) -> str:
    line = line_of(text, path)
    return "" if line is None else f" (line {line})"


def _paths(table: type[BaseModel], before: str = "") -> Iterator[tuple[str, str]]:
    for name, info in table.model_fields.items():
        inner = info.annotation
        yield name, before + name
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _paths(inner, f"{before}{name}.")


KEYS = dict(reversed([*_paths(PolicyText), *_paths(AreaText, "area.")]))
"""Every key of the file and the table that it belongs to."""


def _faults(error: ValidationError, text: str) -> Iterator[str]:
    for fault in error.errors(include_url=False):
        path = ".".join(str(n + 1) if isinstance(n, int) else n for n in fault["loc"])
        where = _where(text, fault["loc"])
        match fault["type"]:
            case "extra_forbidden":
                yield f"{path} is not a key of the policy{_hint(fault['loc'])}{where}"
            case "missing":
                yield f"{path} is missing{where}"
            case _:
                told = fault["msg"].removeprefix("Value error, ")
                told = told.replace("Input should be", "expected:").replace(
                    "a valid tuple", "a list"
                )
                yield f"{path} is {fault['input']!r}; {told}{where}"


def _hint(path: tuple[int | str, ...]) -> str:
    near = get_close_matches(str(path[-1]), KEYS, n=1)
    if not near:
        return ""
    meant = KEYS[near[0]]
    if path[0] == "severity" and len(path) > 2:
        meant = meant.replace("severity.A", f"severity.{path[1]}")
    return f"; is {meant} meant?"
