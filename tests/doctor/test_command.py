"""``swarmbot doctor`` as scripts use it: exit codes, JSON, and no colour where nobody looks."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

from tests.azurite import Accounts
from tests.doctor.rig import Rig, rigged
from tests.doctor.test_doctor import CHECKS

ROOT = Path(__file__).parents[2]


async def doctor(rig: Rig, *args: str) -> tuple[int | None, str, str]:
    """The program itself, with the settings of the rig."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", *args,
        cwd=rig.folder, env={**rig.environ, "PYTHONPATH": str(ROOT)}, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def test_all_well_is_exit_code_0(rig: Rig) -> None:
    """One line a check, without colours in a pipe, nothing on the standard error; the bot is
    looked for on this machine."""
    code, out, err = await doctor(rig)
    *lines, counted = out.splitlines()
    assert (code, err) == (0, ""), out
    assert "\x1b" not in out
    assert len(lines) >= 12
    assert counted.startswith("0 faults")


async def test_all_well_on_azure_tables(tmp_path: Path, azurite: Accounts) -> None:
    """The program, Azurite and an identity service on this machine: every line is there and good."""
    async with rigged(tmp_path, azurite) as rig:
        code, out, err = await doctor(rig, "--package", str(rig.package))
    *lines, counted = out.splitlines()
    assert (code, err) == (0, ""), out
    assert [line.split()[:2] for line in lines] == [["ok", check] for check in CHECKS]
    assert counted == f"0 faults, 0 notes, {len(CHECKS)} ok"


async def test_a_fault_is_exit_code_1_and_json_says_which(rig: Rig) -> None:
    """For monitoring: the findings with level and what to do."""
    rig.teams.identity.refuse = True
    code, out, _ = await doctor(rig, "--json")
    content = json.loads(out)
    assert code == 1
    assert content["healthy"] is False
    assert "token" in {f["check"] for f in content["findings"] if f["level"] == "fault"}


async def test_wrong_settings_are_findings_not_a_crash(rig: Rig) -> None:
    """Each is a line, and the rest says why it was not tried."""
    rig.environ |= {"SWARM_PORT": "many", "SWARM_LOG": "loud"}
    code, out, err = await doctor(rig)
    assert (code, err) == (1, "")
    faults = [line for line in out.splitlines() if line.startswith("FAULT")]
    assert [line.split()[2] for line in faults] == ["SWARM_PORT", "SWARM_LOG"]
    assert "not tried: see: settings" in out
