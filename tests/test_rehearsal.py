"""``swarmbot rehearse`` as an administrator uses it, before there is a tenant to try."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from bot.rehearsal import members_of
from bot.version import VERSION
from manifest.build import About, build
from tests.e2e.install_shots import KEPT, TERMINALS, copied_rules, printed, steady

ROOT = Path(__file__).parent.parent
APP_ID = "99999999-2222-4333-8444-555555555555"
OURS = """
zone = "Asia/Tokyo"
[people]
managers = ["h.mori@example.com"]
always_on_duty = ["k.sato@example.com", "aaaaaaaa-0000-4000-8000-000000000001"]
"""
CHECKS = [
    "settings",
    "policy",
    "tickets",
    "store",
    "clock",
    "keys",
    "issuer",
    "token",
    "connector",
    "channels",
    "people",
    "bot",
    "bot",
    "package",
    "telemetry",
    "ticket",
]


async def rehearse(
    folder: Path, *args: str, **settings: str
) -> tuple[int | None, str, str]:  # the process is given what a terminal has
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "rehearse", *args, cwd=folder, stdout=PIPE, stderr=PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TMPDIR": str(folder), **settings},
    )  # fmt: skip
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def test_the_whole_installation_passes_on_azurite(tmp_path: Path) -> None:
    """Your rules and your package, a bot with authentication on Azure Tables, a signed ticket: every
    line is there and good, but for the telemetry that nobody has asked for; nothing is left."""
    (tmp_path / "policy.toml").write_text(OURS, encoding="utf-8")
    (tmp_path / "swarm.zip").write_bytes(build(About(APP_ID, "swarm.example.com", VERSION)))
    code, out, err = await rehearse(tmp_path, "--policy", "policy.toml", "--package", "swarm.zip")
    assert (code, err) == (0, ""), out + err
    said, _, *lines, counted = out.splitlines()
    assert "played by this program" in said
    assert [line.split()[1] for line in lines] == CHECKS
    assert [line.split()[1] for line in lines if not line.startswith("ok ")] == ["telemetry"]
    assert f"SingleTenant {APP_ID}" in out
    assert "policy.toml: 2 on duty now" in out
    assert "Azure Tables: read, write and transaction work" in out
    assert "all 3 of the policy can be reached in 1:1" in out
    assert "Rehearsal / Cases: 3 members" in out
    assert counted == "0 faults, 1 note, 15 ok"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["policy.toml", "swarm.zip"]


async def test_the_picture_in_the_installation_guide_is_true(tmp_path: Path) -> None:
    """Its command, with the example's rules, prints the text that the picture was drawn from; only
    ports differ, and who is on duty now (``python -m tests.e2e.install_shots`` draws it anew)."""
    copied_rules(tmp_path)
    said = await asyncio.to_thread(printed, TERMINALS["rehearse"][0], tmp_path)
    assert steady(said) == KEPT.read_text(encoding="utf-8")


async def test_a_fault_is_found_before_azure_is(tmp_path: Path) -> None:
    """Here a package that is none; as JSON for programs, and with the settings of a real bot in the
    environment, of which none is asked."""
    (tmp_path / "swarm.zip").write_bytes(b"PK")
    args = ("--store", "sqlite", "--package", "swarm.zip", "--json")
    real = {"MicrosoftAppId": "x", "MicrosoftAppPassword": "y", "SWARM_STORE": "sqlite:////none/x"}
    code, out, _ = await rehearse(tmp_path, *args, **real)
    content = json.loads(out)
    assert code == 1
    faults = [f["check"] for f in content["findings"] if f["level"] == "fault"]
    assert faults == ["package"]
    assert content["findings"][-1]["says"] == "a signed ticket became a thread in the channel"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"SWARM_POLICY": "none.toml"}, "none.toml"),
        ({"SWARM_TICKET_SECRET_GENERIC": "whsec_!"}, "SWARM_TICKET_SECRET_GENERIC"),
    ],
)
async def test_what_cannot_be_rehearsed_says_why(
    settings: dict[str, str], says: str, tmp_path: Path
) -> None:
    """A policy that is not there, a secret that is none: exit code 2 and the reason, no traceback."""
    code, out, err = await rehearse(tmp_path, "--store", "sqlite", **settings)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


def test_people_are_those_of_the_policy(tmp_path: Path) -> None:
    """By user name or by id, as the policy writes them; somebody, when it names nobody."""
    path = tmp_path / "policy.toml"
    path.write_text(OURS, encoding="utf-8")
    named = {(one.upn, one.id) for one in members_of(str(path))}
    assert ("", "aaaaaaaa-0000-4000-8000-000000000001") in named
    assert {"h.mori@example.com", "k.sato@example.com"} <= {upn for upn, _ in named}
    assert [one.upn for one in members_of("")] == ["nobody@example.com"]
