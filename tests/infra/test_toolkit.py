"""The files for Microsoft's Agents Toolkit: what they name is there.

They were checked by hand against the toolkit's own schema (v1.11, in @microsoft/teamsfx-core);
that package is too large to be installed for a test.
"""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.version import VERSION
from tests.infra import bicep

ROOT = Path(__file__).parents[2]
FILES = ("m365agents.yml", "m365agents.playground.yml")
PARAMETERS = ROOT / "infra" / "main.parameters.json"
BUILT = {"out/swarmbot.zip"}
"""Made by an earlier step."""


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def steps(name: str) -> list[dict[str, Any]]:
    """All steps of a file, in the order in which they run."""
    content = yaml.safe_load(text(name))
    stages = ("provision", "deploy", "publish")
    return [step for stage in stages for step in content.get(stage, [])]


def variables() -> set[str]:
    """Those of the environment file, and those that a deployment's outputs become."""
    declared = re.findall(r"^(\w+)=", text("env/.env.dev"), re.MULTILINE)
    outputs = bicep.read(ROOT / "infra" / "main.bicep").named("output")
    return {*declared, "SECRET_TICKET_GENERIC", *(name.upper() for name in outputs)}


@pytest.mark.parametrize("name", [*FILES, "infra/main.parameters.json"])
def test_every_variable_comes_from_somewhere(name: str) -> None:
    """From the environment file, its secret brother, or the outputs of the deployment."""
    assert set(re.findall(r"\$\{\{(\w+)\}\}", text(name))) <= variables()


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_named_exist(name: str) -> None:
    """Or an earlier step has built them."""
    named = {
        value.removeprefix("./")
        for step in steps(name)
        for value in strings(step["with"])
        if value.startswith("./") and "symlink" not in value
    }
    left = {value for value in named - BUILT if not value.startswith("out/")}
    assert [value for value in left if not (ROOT / value).exists()] == []


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def test_the_parameters_are_those_of_the_bicep_file() -> None:
    """No parameter is misspelt."""
    given = json.loads(PARAMETERS.read_text(encoding="utf-8"))["parameters"]
    assert given.keys() <= bicep.read(ROOT / "infra" / "main.bicep").named("param").keys()


def test_the_package_is_built_before_it_is_checked() -> None:
    """The step runs our own command, with options that it has, before any step that needs it."""
    uses = [step["uses"] for step in steps("m365agents.yml")]
    at = next(
        n for n, step in enumerate(steps("m365agents.yml")) if "manifest" in str(step["with"])
    )
    assert at < uses.index("teamsApp/validateAppPackage") < uses.index("teamsApp/update")
    words = shlex.split(steps("m365agents.yml")[at]["with"]["run"])
    assert words[:2] == [".venv/bin/swarmbot", "manifest"]
    assert {word for word in words if word.startswith("--")} == {
        "--app-id", "--host", "--teams-app-id", "--out",
    }  # fmt: skip


def test_versions_agree() -> None:
    """The image has the program's version, the Playground the one that our own tools lock."""
    assert f"SWARM_VERSION={VERSION}\n" in text("env/.env.dev")
    locked = json.loads(text("package.json"))["devDependencies"]["@microsoft/m365agentsplayground"]
    (tool,) = [s for s in steps("m365agents.playground.yml") if s["uses"] == "devTool/install"]
    assert tool["with"]["testTool"]["version"] == locked


def test_secrets_stay_out_of_the_repository() -> None:
    """The toolkit keeps them in env/.env.*.user, which git leaves alone."""
    assert "env/.env.*.user" in text(".gitignore").split()
    assert "SECRET_" not in re.sub(r"^#.*$", "", text("env/.env.dev"), flags=re.MULTILINE)
