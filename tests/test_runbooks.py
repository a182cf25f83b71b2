"""Runbooks beside the policy: read with it, read again with it, and every fault is named."""

import os
from pathlib import Path

import pytest

from bot.policyfile import PolicyFile
from bot.policyform import PolicyError
from bot.runbooks import CHARACTERS, LINES

EXAMPLES = Path(__file__).parent.parent / "examples"
POLICY = """
[[area]]
key = "storage"
runbook = "runbooks/storage.md"

[[area]]
key = "network"
runbook = "runbooks/network.md"
"""


def policy(folder: Path, text: str = POLICY, **files: bytes) -> PolicyFile:
    (folder / "runbooks").mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / "runbooks" / f"{name}.md").write_bytes(content)
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return PolicyFile(path)


def faults(file: PolicyFile) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as refused:
        file.refresh()
    return refused.value.faults


def test_each_area_has_its_runbook(tmp_path: Path) -> None:
    """With a mark of Windows at the beginning and its line ends, too."""
    file = policy(tmp_path, storage=b"\xef\xbb\xbf# First\r\n\r\nlook", network="経路".encode())
    assert file.refresh()
    storage, network = file.policy([]).areas
    assert (storage.runbook, network.runbook) == ("# First\n\nlook", "経路")


def test_an_area_without_one_has_none(tmp_path: Path) -> None:
    """Nobody has to write runbooks."""
    file = policy(tmp_path, '[[area]]\nkey = "storage"\n')
    file.refresh()
    assert file.policy([]).areas[0].runbook == ""


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"look\x1b[31m", "has a sign in line 1 that cannot be shown"),
        (b"a\n```\nls", "begins a block of code in line 2 that does not end"),
        (b"x" * (CHARACTERS + 1), f"has {CHARACTERS + 1} characters in 1 lines"),
        (b"x\n" * LINES + b"x", f"in {LINES + 1} lines; expected: at most {CHARACTERS} in {LINES}"),
    ],
)
def test_a_runbook_that_cannot_be_shown_is_refused(
    tmp_path: Path, content: bytes, fault: str
) -> None:
    """By the key of the policy and the name of the file."""
    [found] = faults(policy(tmp_path, storage=b"fine", network=content))
    assert found.startswith("area.2.runbook: runbooks/network.md ")
    assert fault in found


def test_every_fault_of_every_file_is_named(tmp_path: Path) -> None:
    """Nobody mends them one after the other."""
    found = faults(policy(tmp_path, storage=b"\x07\n```"))
    assert found == (
        "area.1.runbook: runbooks/storage.md has a sign in line 1 that cannot be shown",
        "area.1.runbook: runbooks/storage.md begins a block of code in line 2 that does not end",
        "area.2.runbook: runbooks/network.md cannot be read: No such file or directory",
    )


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../secret.md", "a/../../b.md", "a\\\\b.md", "\\u200b"]
)
def test_only_files_beside_the_policy_are_read(tmp_path: Path, name: str) -> None:
    """A policy does not show other files of the machine in a channel."""
    [found] = faults(policy(tmp_path, f'[[area]]\nkey = "storage"\nrunbook = "{name}"\n'))
    assert "a file beside the policy" in found


def test_a_changed_runbook_is_read_again_and_a_broken_one_changes_nothing(tmp_path: Path) -> None:
    """Without a restart; what was good stays in force, and a mended file is noticed by itself."""
    file = policy(tmp_path, storage=b"one", network=b"x")
    file.refresh()
    path = tmp_path / "runbooks" / "storage.md"
    path.write_bytes(b"```")
    os.utime(path, (1, 1))
    faults(file)
    assert file.policy([]).areas[0].runbook == "one"
    path.write_bytes(b"two")
    os.utime(path, (2, 2))
    assert file.refresh()
    assert file.policy([]).areas[0].runbook == "two"


@pytest.mark.parametrize("name", ["policy.toml", "policy.ja.toml"])
def test_the_examples_have_a_runbook(name: str) -> None:
    """Whoever starts from them sees how it is done."""
    file = PolicyFile(EXAMPLES / name)
    file.refresh()
    assert [rule.key for rule in file.policy([]).areas if "```" in rule.runbook] == ["storage"]


def test_check_ins_and_absences_are_the_policys(tmp_path: Path) -> None:
    """Per severity, and switched off in words."""
    text = '[times]\naway_for = "20m"\n[severity.A]\ncheck_in = "off"\n[severity.B]\ncheck_in_grace = "5m"\n'
    file = policy(tmp_path, text)
    file.refresh()
    rules = file.policy([])
    a, b, _ = rules.severities.values()
    assert (rules.away_for.seconds, a.check_in.seconds, b.check_in_grace.seconds) == (1200, 0, 300)
