"""The documentation is true where it can be checked: links lead somewhere, names exist, the policy
reference is what the code reads. ``python -m tests.test_docs`` writes the reference anew.
(``tests/test_commands.py`` runs its commands.)
"""

import re
import types
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from bot.domain.policy import Policy
from bot.domain.swarm import Severity
from bot.policytables import AreaText, PolicyText
from bot.policytext import spelt
from bot.settings import VARIABLES
from bot.telemetry_names import CONNECTION, ENDPOINTS, HEADERS, INTERVAL
from tests.ops.test_openapi import API

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "infra" / "README.md"])
REFERENCE = ROOT / "docs" / "policy.md"
EXAMPLE = ROOT / "examples" / "policy.toml"

# ---------------------------------------------------------------- the policy reference

HEAD = """\
# Policy reference

<!-- generated from bot/policytables.py and examples/policy.toml: python -m tests.test_docs -->

The team's rules are one TOML file, read again by a running bot when it changes. Every key may be left out. A person is a user principal name (best), an Entra object id, or a display
name that only one person has. A duration is written as `15m`, `1h30m`, `20s` or `1d`. [examples/policy.toml](../examples/policy.toml) ([日本語](../examples/policy.ja.toml)) is a whole one;
`swarmbot policy check policy.toml` names every fault with its line.
"""
VALIDATED = {
    "duration": "duration",
    "_rung": 'duration, or "off"',
    "_kept": 'duration up to 3660d, or "off"',
    "_time_of_day": "time of day, as 10:00",
    "_name": "a person",
    "_key": "small letters, digits, - and _",
    "_https": "https address",
    "_file": "a file beside the policy",
    "_zone": "zone, as Asia/Tokyo",
}
SAID = {
    "rota": "a file beside the policy", "people.phones": "person = number",
    "people.skills": "person = list of area keys",
}  # fmt: skip
"""What the types do not say."""
MEANINGS = {
    "paging.url": "the last rung calls a paging service, signed with `SWARM_PAGING_SECRET`",
    "reports.wide": "a channel where everybody reads reports, by name or id; the bot must be in it",
    "letters.company.en": "how letters to the customer name us",
    "letters.company.ja": "the same in Japanese",
    "permissions.close": "who may close a case; roles: lead, liaison, managers, supervisors",
    "permissions.channel": "who may say where cases are posted",
    "people.skills": "which areas somebody knows",
}
"""What no comment in the example says on the key's own line."""


def kind_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> str:
    """In words, what may stand there."""
    for how in metadata:
        named = getattr(getattr(how, "func", None), "__name__", "")
        if named in VALIDATED:
            return VALIDATED[named]
    if get_origin(annotation) in (Union, types.UnionType):
        return kind_of(next(part for part in get_args(annotation) if part is not type(None)))
    if get_origin(annotation) is Literal:
        return " or ".join(f'"{choice}"' for choice in get_args(annotation))
    if hasattr(annotation, "__metadata__"):
        return kind_of(annotation.__origin__, (*metadata, *annotation.__metadata__))
    if get_origin(annotation) is tuple:
        inner = kind_of(get_args(annotation)[0])
        return "list of people" if inner == "a person" else "list of texts"
    return "true or false" if annotation is bool else "text"


def leaves(table: type[BaseModel], path: str = "") -> Iterator[tuple[str, Any]]:
    """Every key, and its field."""
    for name, info in table.model_fields.items():
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from leaves(inner, f"{path}{name}.")
        elif name != "area":
            yield path + name, info


def default_of(path: str, info: Any) -> str:
    """What holds when the key is left out."""
    policy, (*tables, name) = Policy(), path.split(".")
    found: Any = info.default
    if tables[:1] == ["severity"]:
        rules = policy.rules(Severity(tables[1]))
        found = getattr(rules.ladder if tables[-1] == "ladder" else rules, name)
    elif tables == ["times"]:
        found = getattr(policy, name)
    elif tables == ["reports"] and name != "wide":
        found = policy.wide_after if name == "wide_after" else policy.report_ask_after
    if isinstance(found, timedelta):
        if name == "report_reminder":
            return f"`{found.seconds // 3600}:{found.seconds // 60 % 60:02}`"
        return f"`{spelt(found)}`" if found else "`off`"
    if isinstance(found, bool):
        return f"`{str(found).lower()}`"
    return f"`{found}`" if isinstance(found, str) and found else "–"


def meanings() -> dict[str, str]:
    """What the example says about a key, in English: behind it, or in the line above."""
    found: dict[str, str] = {}
    table, above = "", ""
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        code, _, comment = line.partition("  #") if not line.startswith("#") else ("", "", "")
        comment = comment.strip().split(" / ")[0].strip()
        if heading := re.match(r"\[+([\w.]+)\]+", code):
            table = heading[1] + "."
            found.setdefault(heading[1], comment or above)
        elif named := re.match(r"(\w+) *=", code):
            found.setdefault(table + named[1], comment)
        above = (
            line.lstrip("# ").split(" / ")[0] if line.startswith("# ") and line.isascii() else ""
        )
    return found


def reference() -> str:
    told = meanings()
    rows = [HEAD]
    group = None
    found = [*leaves(PolicyText), *((f"area.{path}", info) for path, info in leaves(AreaText))]
    for path, info in found:
        table = path.rpartition(".")[0]
        if table != group:
            name = (
                f"`[[{table}]]`" if table == "area" else f"`[{table}]`" if table else "At the top"
            )
            note = told.get(table, "")
            rows.append(f"\n## {name}\n" + (f"\n{note}\n" if note else ""))
            rows.append("| key | value | default | |\n|---|---|---|---|")
            group = table
        what = SAID.get(path) or kind_of(info.annotation, tuple(info.metadata))
        meaning = MEANINGS.get(path) or told.get(path) or told.get(path.replace("severity.B", "severity.A").replace("severity.C", "severity.A"), "")  # fmt: skip
        key = path.rpartition(".")[2]
        rows.append(
            f"| `{key}` | {what} | {default_of(path, info)} | {meaning} |".replace("  ", " ")
        )
    return "\n".join(rows) + "\n"


def test_the_policy_reference_is_what_the_code_reads() -> None:
    """Every key with what may stand there and its default, generated, and up to date."""
    assert REFERENCE.read_text(encoding="utf-8") == reference()


def test_defaults_in_the_reference_are_those_of_the_rules() -> None:
    """Some that people ask for, read from the page."""
    text = reference()
    for row in (
        '| `close` | "members" or "roles" or "managers" | `members` |',
        '| `archive_after` | duration up to 3660d, or "off" | `30d` |',
        "| `managers` | list of people | – |",
    ):
        assert row in text


# ---------------------------------------------------------------- links and names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """No file, picture or heading that a page points to is missing."""
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if heading and target.suffix == ".md":
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
            assert heading in slugs, link


def test_every_variable_that_is_named_is_read() -> None:
    """No page names a setting that does not exist."""
    known = {*VARIABLES, *ENDPOINTS, HEADERS, INTERVAL, CONNECTION, "SWARM_TICKET_SECRET_GENERIC"}
    known |= {"SWARM_IMAGE", "SWARM_VERSION"}  # of the deployment
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"\b(SWARM_[A-Z_]+[A-Z]|OTEL_[A-Z_]+[A-Z])\b", text):
            assert name in known, f"{page.name}: {name}"


def test_every_figure_that_is_named_is_counted() -> None:
    """Names in the operations page are those of /metrics."""
    from tests.ops.test_dashboards import NAMES, figures  # noqa: PLC0415 # beside its own tests

    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert len(set(NAMES.findall(text))) > 10
    assert set(NAMES.findall(text)) <= figures()


def test_the_examples_are_good() -> None:
    """YAML and TOML that the pages point to can be read."""
    assert yaml.safe_load((ROOT / "infra" / "dashboards" / "alerts.yaml").read_text("utf-8"))
    assert API["paths"]


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
