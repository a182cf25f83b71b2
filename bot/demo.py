"""``swarmbot demo``: the bot, the Agents Playground as its Teams client, and a sample Sev-A.

Everything is fresh and temporary: the store, the policy (with short times), the client's files.
Both processes are children of this one and end with it.
"""

import asyncio
import base64
import contextlib
import json
import secrets
import signal
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import aiohttp

from bot import azurite
from bot.children import answers, child, inherited, taken
from bot.playground import speaking
from bot.ports import Clock

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
CLIENT = ROOT / "node_modules" / ".bin" / "agentsplayground"
STORES = ("sqlite", "azurite")

WORDS = {
    "en": """
  Open {client}
  and click the channel General (under My Team). A Sev-A comes in there: press Claim, I'll lead.
  You are Alex Wilber; reminders come within minutes, most of them to Personal Chat.
  To talk to the bot, write @ and pick Test Bot, then: help
  Leave the page open: after a reload the Playground has forgotten what was in it.

  Another ticket, from a second terminal:
  {curl}

  Ctrl-C ends the demo and throws its data away.
""",
    "ja": """
  {client} を開き、
  My Team の General チャネルを選んでください。重大度 A の対応スレッドが届きます。
  あなたは Alex Wilber です。通知は数分で、主に Personal Chat に届きます。
  ボットに話すには、@ で Test Bot を選び「使い方」と書きます。
  ページは開いたままにしてください。再読み込みすると、Playground の表示は消えます。

  別のチケットを送るには（別の端末で）:
  {curl}

  Ctrl-C で終了します。データは残りません。
""",
}


class DemoError(Exception):
    """The demo cannot go on; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Demo:
    """``environ`` is what the children inherit, without the settings of a real bot; ``store`` is
    one of STORES."""

    language: str
    port: int
    client_port: int
    environ: Mapping[str, str]
    store: str = "sqlite"

    async def run(self, clock: Clock) -> int:
        """Until Ctrl-C, or until one of the two processes ends. Raises DemoError."""
        if not CLIENT.exists():
            raise DemoError("the Agents Playground is not installed; run: make setup")
        for option, port in (("--port", self.port), ("--client-port", self.client_port)):
            if taken(port):
                raise DemoError(f"port {port} is in use; choose another with {option}")
        stop, opened = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="swarm-demo-")))
            store = await stack.enter_async_context(self._store(folder))
            bot = await stack.enter_async_context(self._bot(folder, store))
            bot_url = f"http://127.0.0.1:{self.port}"
            speaker = speaking(self.language, bot_url, opened)
            endpoint = await stack.enter_async_context(speaker)
            client = await stack.enter_async_context(self._client(folder, endpoint))
            ready = asyncio.create_task(self._make_ready(clock, opened))
            ends = [asyncio.create_task(one.wait()) for one in (bot, client)]
            ends.append(asyncio.create_task(_true(stop)))
            stack.callback(lambda: [task.cancel() for task in (ready, *ends)])
            await asyncio.wait([ready, *ends], return_when=asyncio.FIRST_COMPLETED)
            if ready.done():
                await ready
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            return self._end(stop, bot, folder)

    def _end(self, stop: asyncio.Event, bot: Process, folder: Path) -> int:
        if stop.is_set():
            print()
            return 0
        if bot.returncode is not None:
            raise DemoError(f"the bot has ended by itself (exit code {bot.returncode})")
        said = (folder / "client.out").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise DemoError(f"the Agents Playground has ended by itself; it said:\n{said}")

    @contextlib.asynccontextmanager
    async def _store(self, folder: Path) -> AsyncIterator[str]:
        """The address of an empty store: a file, or Azure Tables as Azurite plays them."""
        if self.store == "sqlite":
            yield f"sqlite:///{folder / 'swarm.db'}"
            return
        accounts = {"demo": base64.b64encode(secrets.token_bytes(32)).decode()}
        async with azurite.running(folder, accounts, self.environ) as tables:
            yield tables.address("demo")

    @contextlib.asynccontextmanager
    async def _bot(self, folder: Path, store: str) -> AsyncIterator[Process]:
        rules = (EXAMPLES / "demo-policy.toml").read_text(encoding="utf-8")
        policy = folder / "policy.toml"
        rules = rules.replace('language = "en"', f'language = "{self.language}"')
        rules = rules.replace('zone = "Asia/Tokyo"', f'zone = "{here(self.environ)}"')
        policy.write_text(rules, encoding="utf-8")
        settings = {
            "SWARM_DEV": "1",
            "SWARM_PORT": str(self.port),
            "SWARM_STORE": store,
            "SWARM_POLICY": str(policy),
            "SWARM_LOG": "text",
        }
        command = (sys.executable, "-m", "bot", "run")
        async with child(
            *command, cwd=ROOT, env={**inherited(self.environ), **settings}
        ) as process:
            yield process

    @contextlib.asynccontextmanager
    async def _client(self, folder: Path, endpoint: str) -> AsyncIterator[Process]:
        desktop = sys.platform in {"darwin", "win32"} or any(
            self.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
        )
        quiet = {} if desktop else {"TEAMSAPPTESTER_BROWSER": "none"}
        env = {
            **self.environ,
            **quiet,
            "M365_AGENTS_PLAYGROUND_LOGFILE": str(folder / "client.log"),
        }
        command = (
            str(CLIENT),
            "-e",
            endpoint,
            "-c",
            "msteams",
            "-p",
            str(self.client_port),
            "--dt",
        )
        with (folder / "client.out").open("wb") as out:
            fd = out.fileno()
            async with child(*command, cwd=folder, env=env, stdout=fd, stderr=fd) as process:
                yield process

    async def _make_ready(self, clock: Clock, opened: asyncio.Event) -> None:
        """Say where to look; the Sev-A comes when somebody looks, or its times would have passed."""
        bot, client = f"http://127.0.0.1:{self.port}", f"http://localhost:{self.client_port}"
        async with aiohttp.ClientSession() as http:
            for url, who in ((f"{bot}/readyz", "the bot"), (client, "the Agents Playground")):
                if not await answers(http, url):
                    raise DemoError(f"{who} does not answer at {url}")
            self._tell(bot, client)
            await opened.wait()
            ticket = sample(self.language, clock())
            async with http.post(f"{bot}/tickets/generic", json=ticket) as said:
                if said.status != 202:
                    raise DemoError(f"the sample ticket was refused: {await said.text()}")

    def _tell(self, bot: str, client: str) -> None:
        own = json.dumps({"id": "4711", "title": "Disk full on db-7", "severity": "B"})
        curl = f"curl {bot}/tickets/generic -H 'content-type: application/json' -d '{own}'"
        print(WORDS[self.language].format(client=client, curl=curl), flush=True)


def here(environ: Mapping[str, str], localtime: Path = Path("/etc/localtime")) -> str:
    """The machine's zone, so that the cards agree with the clock on the wall; UTC if not known."""
    linked = str(localtime.resolve()).partition("zoneinfo/")[2]
    named = (environ.get("TZ", "").removeprefix(":"), linked)
    return next((zone for zone in named if zone in available_timezones()), "UTC")


def sample(language: str, now: datetime) -> dict[str, object]:
    """The sample Sev-A, created just now, with the customer's own deadline in four hours."""
    name = "ticket.ja.json" if language == "ja" else "ticket.json"
    ticket: dict[str, object] = json.loads((EXAMPLES / name).read_text(encoding="utf-8"))
    times = {
        "created_at": now,
        "symptom_since": now - timedelta(minutes=20),
        "customer_deadline": now + timedelta(hours=4),
    }
    return {**ticket, **{name: time.isoformat(timespec="seconds") for name, time in times.items()}}


async def _true(event: asyncio.Event) -> int:
    await event.wait()
    return 0
