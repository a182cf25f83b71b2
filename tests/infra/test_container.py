"""The container, as far as a machine without Docker can try it: what the Dockerfile says is taken
apart, and its command is run on what it copies, with nothing writable but its volume."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.infra.dockerfile import ROOT, Stage, stages

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
BUILD, FINAL = stages(TEXT)


def test_everything_is_locked_and_nothing_is_compiled() -> None:
    """Libraries come in by hash, and as wheels."""
    (install,) = (run for run in BUILD.runs if " install " in run)
    assert {"--require-hashes", "--only-binary", "requirements-azure.txt"} <= set(install.split())
    assert BUILD.copies == [("requirements-azure.txt", ".")]
    assert not [run for run in FINAL.runs if "pip" in run]


def test_every_requirement_has_a_hash() -> None:
    """Otherwise the build would stop in the middle."""
    blocks = re.split(
        r"\n(?=\S)", (ROOT / "requirements-azure.txt").read_text(encoding="utf-8").strip()
    )
    assert len(blocks) > 30
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_it_does_not_run_as_root() -> None:
    """By number, so that a cluster can check it."""
    user, _, group = FINAL.user.partition(":")
    assert int(user) >= 10000
    assert int(group) >= 10000


def test_only_what_is_copied_reaches_the_builder() -> None:
    """No secrets, no history, no tests: everything is left out except what the Dockerfile copies."""
    first, *let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = {source for stage in (BUILD, FINAL) for source, _ in stage.copies}
    assert first == "*"
    assert {name.removeprefix("!") for name in let_in if name.startswith("!")} == copied
    assert all((ROOT / source).exists() for source in copied)


def test_ports_agree() -> None:
    """The port of the image is the one that Azure is told."""
    program = (ROOT / "infra/modules/program.bicep").read_text(encoding="utf-8")
    assert FINAL.ports == [FINAL.env["SWARM_PORT"]]
    assert f"var port = {FINAL.env['SWARM_PORT']}\n" in program


# ---------------------------------------------------------------- the command, run


@dataclass(frozen=True, slots=True)
class Container:
    process: "subprocess.Popen[bytes]"
    environ: dict[str, str]
    data: Path
    refused: Path
    said: Path

    def health(self) -> int:
        """The exit code of the image's own health check."""
        return subprocess.run(
            [sys.executable, *FINAL.health[1:]],
            env=self.environ, capture_output=True, check=False, timeout=30,
        ).returncode  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(stage: Stage, folder: Path) -> dict[str, str]:
    """What the image gives the process, with ``/data`` in the folder, credentials and a port."""
    store = stage.env["SWARM_STORE"].replace("////data", f"///{folder}/data")
    return {
        **{name: value for name, value in stage.env.items() if name != "PATH"},
        "PATH": os.environ["PATH"],
        "SWARM_STORE": store,
        "SWARM_HOST": "127.0.0.1",
        "SWARM_PORT": str(free_port()),
        "MicrosoftAppId": "11111111-2222-3333-4444-555555555555",
        "MicrosoftAppTenantId": "22222222-2222-3333-4444-555555555555",
        "MicrosoftAppPassword": "made up",
        "SWARM_POLICY": f"{folder}/app/examples/policy.toml",
        "WRITABLE": os.pathsep.join((f"{folder}/data", "/dev/", "/proc/")),
        "REFUSED": f"{folder}/refused",
    }


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """The image's command on a copy of what the image copies."""
    folder = tmp_path_factory.mktemp("container")
    for source, target in FINAL.copies:
        shutil.copytree(
            ROOT / source, folder / "app" / target, ignore=shutil.ignore_patterns("__pycache__")
        )
    (folder / "hook").mkdir()
    shutil.copy(Path(__file__).parent / "readonly.py", folder / "hook" / "sitecustomize.py")
    (folder / "data").mkdir()
    environ = environment(FINAL, folder) | {"PYTHONPATH": str(folder / "hook")}
    said = folder / "said"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *FINAL.entrypoint[1:], *FINAL.command],
            cwd=folder / "app", env=environ, stdout=out, stderr=out,
        )  # fmt: skip
    found = Container(process, environ, folder / "data", folder / "refused", said)
    try:
        until = time.monotonic() + 60
        while b"listening" not in said.read_bytes():
            assert process.poll() is None, said.read_text()
            assert time.monotonic() < until, said.read_text()
            time.sleep(0.1)
        yield found
    finally:
        process.kill()
        process.wait()


def test_the_command_of_the_image_serves(container: Container) -> None:
    """It starts on what is copied, and its own health check says so."""
    assert FINAL.entrypoint[0] == FINAL.health[0] == "python"
    assert container.health() == 0


def test_nothing_is_written_outside_of_the_volume(container: Container) -> None:
    """The image can run with a read-only file system."""
    assert (container.data / "swarm.db").exists()
    assert not container.refused.exists(), container.refused.read_text()


def test_the_hook_stands_in_for_a_read_only_file_system(container: Container) -> None:
    """What writes elsewhere fails with it, and is noticed."""
    environ = container.environ | {"REFUSED": f"{container.data}/tried"}
    tried = subprocess.run(
        [sys.executable, "-c", "open('here', 'w')"],
        cwd=container.data.parent, env=environ, capture_output=True, text=True, check=False,
        timeout=30,
    )  # fmt: skip
    assert "Read-only file system" in tried.stderr
    assert "open " in (container.data / "tried").read_text(encoding="utf-8")


def test_it_stops_when_it_is_told(container: Container) -> None:
    """SIGTERM ends it within the time that a platform gives, and then it is not healthy."""
    container.process.send_signal(signal.SIGTERM)
    assert container.process.wait(timeout=30) == 0
    assert container.health() != 0
