"""``swarmbot demo`` from its start to Ctrl-C."""

import asyncio
import signal
import socket
import sys
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import ROOT, OpenPage
from tests.e2e.playground import Playground
from tests.e2e.processes import child, clean_environ, free_port, says

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(
    ("language", "store", "title", "claim"),
    [
        ("en", "azurite", "POS terminals in 128 shops cannot take payments", "Claim Storage"),
        ("ja", "sqlite", "全国128店舗のPOS端末で決済ができない", "ストレージを担当する"),
    ],
)
async def test_the_demo_shows_a_sev_a_and_ends_clean(
    *, language: str, store: str, title: str, claim: str, open_page: OpenPage, tmp_path: Path
) -> None:
    """The demo prints where to click and how to send a ticket; the Sev-A is in the channel as
    soon as it is opened, and can be claimed; Ctrl-C ends all children and leaves no files. So it
    is with either store."""
    port, client_port = free_port(), free_port()
    hidden = {"DISPLAY", "WAYLAND_DISPLAY"}
    env = {name: value for name, value in clean_environ().items() if name not in hidden}
    env |= {"BROWSER": "/bin/true", "TMPDIR": str(tmp_path)}
    ports = ("--port", str(port), "--client-port", str(client_port))
    command = (sys.executable, "-m", "bot", "demo", "--lang", language, "--store", store, *ports)
    said = tmp_path / "said"
    async with child(*command, cwd=ROOT, env=env, said=said) as demo:
        told = await says(f"curl http://127.0.0.1:{port}/tickets/generic", demo, said)
        assert f"http://localhost:{client_port}" in told
        page = await open_page(f"http://localhost:{client_port}", language, "Asia/Tokyo")
        screen = Playground(page, tmp_path)
        await screen.open_channel()
        live = screen.cards(title).first
        await screen.press(live, claim)
        await expect(live).to_contain_text("Alex Wilber")
        await page.close()
        demo.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(demo.wait(), 30) == 0
    assert not is_open(port)
    assert not is_open(client_port)
    assert [path.name for path in tmp_path.iterdir()] == ["said"]


def is_open(port: int) -> bool:
    """Whether somebody still listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
