"""``python -m tests.e2e.install_shots`` makes the pictures of the installation guide anew.

Terminals: the commands of the guide are run in a fresh folder, and what they print is drawn by
Chromium; the text of the rehearsal is kept, and ``tests/test_rehearsal.py`` compares it with what the
command prints. Channels: from the last ``pytest tests/e2e/test_install.py``. Look at what it makes.
"""

import asyncio
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from tests.e2e.conftest import FLAGS, chromium
from tests.e2e.shots import ROOT, SHOWN, TAKEN

KEPT = ROOT / "tests" / "golden" / "rehearsal.txt"
TERMINALS = {
    "rehearse": ("swarmbot rehearse --policy policy/policy.toml",),
    "package": (
        (
            "swarmbot manifest --app-id 11111111-2222-3333-4444-555555555555"
            " --host swarm.example.com --out out/swarmbot.zip"
        ),
        "python -m zipfile -l out/swarmbot.zip",
    ),
}
"""The pictures, and the commands whose output is in them."""
CHANNELS = ("welcome", "use-channel", "first-ticket")
PAGE = """<style>
body {{ margin: 0; padding: 18px 22px; background: #1e1e2a; color: #e6e6ef; width: 940px;
  font: 14px/1.5 "DejaVu Sans Mono", "Noto Sans Mono", monospace; }}
div {{ white-space: pre-wrap; padding-left: 18ch; text-indent: -18ch; overflow-wrap: break-word; }}
.typed {{ color: #9fd0ff; }} div:has(.typed) {{ padding-left: 2ch; text-indent: -2ch; }}
 .ok {{ color: #8fdc9a; }} .note {{ color: #f0cf78; }}
.FAULT {{ color: #ff8f8f; }}
</style>{lines}"""


def steady(text: str) -> str:
    """Without what differs from run to run and day to day: ports, and who is on duty now."""
    text = re.sub(r"(127\.0\.0\.1):\d+", r"\1:40000", text)
    text = re.sub(r"^0 faults, .*$", "0 faults, ...", text, flags=re.MULTILINE)
    return re.sub(r"^(ok|note) +policy .*$", "ok     policy     ...", text, flags=re.MULTILINE)


def copied_rules(folder: Path) -> None:
    """Step 2 of the guide."""
    policy = folder / "policy"
    policy.mkdir()
    for name in ("policy.toml", "rota.csv", "runbook-storage.md"):
        shutil.copy(ROOT / "examples" / name, policy)


def printed(command: str, folder: Path) -> str:
    """What a command of the guide prints; raises CalledProcessError when it fails."""
    words = command.split()
    words[:1] = {"swarmbot": [sys.executable, "-m", "bot"], "python": [sys.executable]}[words[0]]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return subprocess.run(  # our own commands
        words, cwd=folder, env=env, check=True, capture_output=True, text=True
    ).stdout


def drawn(lines: list[str]) -> str:
    """The page of a terminal: what was typed, and each line in the colour of its first word."""
    rows = []
    for line in lines:
        first = "typed" if line.startswith("$ ") else line.partition(" ")[0]
        word, rest = (line, "") if first == "typed" else (first, line[len(first) :])
        marked = first if first in {"typed", "ok", "note", "FAULT"} else ""
        rows.append(
            f'<div><span class="{marked}">{html.escape(word)}</span>{html.escape(rest)}&nbsp;</div>'
        )
    return PAGE.format(lines="".join(rows))


async def terminals() -> list[Path]:
    """Runs the commands, and draws them."""
    made = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copied_rules(folder)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
            page = await browser.new_page(
                device_scale_factor=2, viewport={"width": 984, "height": 1}
            )
            for picture, commands in TERMINALS.items():
                lines = []
                for command in commands:
                    said = printed(command, folder)
                    lines += [f"$ {command}", *said.rstrip().splitlines()]
                    if picture == "rehearse":
                        KEPT.write_text(steady(said), encoding="utf-8")
                await page.set_content(drawn(lines))
                made.append(SHOWN / f"terminal-{picture}.png")
                await page.screenshot(path=made[-1], full_page=True)
            await browser.close()
    return made


def channels() -> list[Path]:
    """Copies what the browser test has taken; raises FileNotFoundError when it has not."""
    copied = []
    for language in ("en", "ja"):
        for step in CHANNELS:
            taken = sorted((TAKEN / "install" / language).glob(f"[0-9][0-9]-{step}.png"))
            if not taken:
                raise FileNotFoundError(
                    f"no picture of {step}; run: pytest tests/e2e/test_install.py"
                )
            copied.append(Path(shutil.copy(taken[-1], SHOWN / f"{step}.{language}.png")))
    return copied


if __name__ == "__main__":
    try:
        print(*channels(), *asyncio.run(terminals()), sep="\n")
    except FileNotFoundError as error:
        sys.exit(str(error))
