"""A bot, an Agents Playground and a browser for each language, once for all browser tests."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.playground import speaking
from tests.e2e.playground import Playground
from tests.e2e.posting import SECRET
from tests.e2e.processes import child, clean_environ, free_port, listens

ROOT = Path(__file__).parent.parent.parent
CLIENT = ROOT / "node_modules" / ".bin" / "agentsplayground"
ARTEFACTS = ROOT / "out" / "e2e"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WAIT_MILLISECONDS = 20_000
EARLY = 4

OpenPage = Callable[[str, str, str], Awaitable[Page]]
"""A page: address, language, zone."""


@dataclass(frozen=True, slots=True)
class Room:
    """One language: the bot's address, and the Playground in front of it."""

    language: str
    bot: str
    client: str
    playground: Playground


def chromium() -> str:
    """The browser: $CHROMIUM, or what the path has."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert found, "Chromium is missing; on Debian: sudo apt-get install chromium fonts-noto-cjk"
    return found


def early_zone(now: datetime) -> str:
    """The zone where it is between four and five in the morning: no story crosses midnight, and
    the pictures show the hour at which people need this."""
    ahead = (EARLY - now.hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+}"


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=WAIT_MILLISECONDS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def open_page(browser: Browser) -> OpenPage:
    """Pages on a fine, tall screen."""

    async def open_(url: str, language: str, zone: str) -> Page:
        page = await browser.new_page(
            viewport={"width": 1280, "height": 2000},
            device_scale_factor=2,
            locale={"ja": "ja-JP"}.get(language, "en-US"),
            timezone_id=zone,
        )
        page.set_default_timeout(WAIT_MILLISECONDS)
        await page.goto(url)
        return page

    return open_


@pytest.fixture(scope="session", params=["en", "ja"])
async def room(
    request: pytest.FixtureRequest, open_page: OpenPage, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Room]:
    """Everything that one language needs; gone with all its processes at the end."""
    assert CLIENT.exists(), "the Agents Playground is not installed; run: make setup"
    language: str = request.param
    folder = tmp_path_factory.mktemp(f"room-{language}")
    pictures = ARTEFACTS / language
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    bot_port, client_port = free_port(), free_port()
    async with AsyncExitStack() as stack:
        policy = folder / "policy.toml"
        rules = (Path(__file__).parent / "policy.toml").read_text(encoding="utf-8")
        zone = early_zone(datetime.now(UTC))
        rules = rules.replace("LANGUAGE", language).replace("ZONE", zone)
        policy.write_text(rules, encoding="utf-8")
        bot_env = {
            **clean_environ(),
            "SWARM_DEV": "1",
            "SWARM_PORT": str(bot_port),
            "SWARM_STORE": f"sqlite:///{folder / 'swarm.db'}",
            "SWARM_POLICY": str(policy),
            "SWARM_LOG": "text",
            "SWARM_TICKET_SECRET_GENERIC": SECRET,
        }
        client_env = {
            **clean_environ(),
            "TEAMSAPPTESTER_BROWSER": "none",
            "BROWSER": "/bin/true",
            "TZ": zone,
        }
        bot_url = f"http://127.0.0.1:{bot_port}"
        messages = await stack.enter_async_context(speaking(language, bot_url))
        playground = (str(CLIENT), "-e", messages, "-c", "msteams", "-p", str(client_port), "--dt")
        bot_said, client_said = pictures / "bot.log", pictures / "client.log"
        bot = await stack.enter_async_context(
            child(sys.executable, "-m", "bot", "run", cwd=ROOT, env=bot_env, said=bot_said)
        )
        client = await stack.enter_async_context(
            child(*playground, cwd=folder, env=client_env, said=client_said)
        )
        await asyncio.gather(
            listens(bot_port, bot, bot_said), listens(client_port, client, client_said, "localhost")
        )
        url = f"http://localhost:{client_port}"
        page = await open_page(url, language, zone)
        stack.push_async_callback(page.close)
        await page.get_by_title("Toggle Log Panel").click()
        yield Room(language, bot_url, url, Playground(page, pictures))
        await page.screenshot(path=pictures / "last.png")
