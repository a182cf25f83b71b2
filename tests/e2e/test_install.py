"""What the installation guide shows: the rules of its step 2, the welcome, *use this channel*, and the
first ticket. ``python -m tests.e2e.install_shots`` takes its pictures from here."""

import shutil
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.playground import speaking
from cards.words import words_for
from tests.e2e.conftest import ARTEFACTS, CLIENT, ROOT, OpenPage
from tests.e2e.playground import Playground
from tests.e2e.posting import SECRET, post_ticket
from tests.e2e.processes import child, clean_environ, free_port, listens

pytestmark = pytest.mark.e2e

PICTURES = ARTEFACTS / "install"
EXAMPLES = ROOT / "examples"
FIRST = {
    "en": ("policy.toml", "The tills cannot log in", "Aoba Stores", "use this channel"),
    "ja": ("policy.ja.toml", "レジにログインできない", "アオバ商事", "このチャネルを使う"),
}
"""The example policy, the first ticket's title and customer, and what is written in the channel."""


@pytest.mark.parametrize("language", FIRST)
async def test_the_first_steps_in_a_channel(
    language: str, open_page: OpenPage, tmp_path: Path
) -> None:
    """With the example's rules the bot says hello, is told which channel to use, and brings the
    first ticket there, which has no more than it needs."""
    example, title, customer, words = FIRST[language]
    folder = PICTURES / language
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rules = tmp_path / "policy"
    shutil.copytree(EXAMPLES, rules)
    bot_port, client_port = free_port(), free_port()
    bot = f"http://127.0.0.1:{bot_port}"
    env = {
        **clean_environ(),
        "SWARM_DEV": "1",
        "SWARM_PORT": str(bot_port),
        "SWARM_STORE": f"sqlite:///{tmp_path / 'swarm.db'}",
        "SWARM_POLICY": str(rules / example),
        "SWARM_TICKET_SECRET_GENERIC": SECRET,
    }
    quiet = {**clean_environ(), "TEAMSAPPTESTER_BROWSER": "none", "BROWSER": "/bin/true"}
    async with AsyncExitStack() as stack:
        said = tmp_path / "bot.log", tmp_path / "client.log"
        running = await stack.enter_async_context(
            child(sys.executable, "-m", "bot", "run", cwd=ROOT, env=env, said=said[0])
        )
        messages = await stack.enter_async_context(speaking(language, bot))
        playground = (str(CLIENT), "-e", messages, "-c", "msteams", "-p", str(client_port), "--dt")
        client = await stack.enter_async_context(
            child(*playground, cwd=tmp_path, env=quiet, said=said[1])
        )
        await listens(bot_port, running, said[0])
        await listens(client_port, client, said[1], "localhost")
        page = await open_page(f"http://localhost:{client_port}", language, "Asia/Tokyo")
        stack.push_async_callback(page.close)
        screen, say = Playground(page, folder), words_for(language).t
        await screen.open_channel()
        welcome = screen.cards(say("welcome-title")).first
        await expect(welcome).to_be_visible()
        await screen.picture("welcome", welcome)
        await screen.post(words)
        answer = page.get_by_text(say("channel-used")).first
        await expect(answer).to_be_visible()
        await screen.picture("use-channel", screen.thread(answer))
        ticket = {"id": "2611240001", "title": title, "severity": "A", "customer": customer}
        assert await post_ticket(bot, ticket) == 202
        live = screen.cards(title).first
        await expect(live).to_contain_text(customer)
        await screen.picture("first-ticket", live)
