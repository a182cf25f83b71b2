"""The whole program behind HTTP, in front of a Teams on loopback: signed activities and tickets.

Its time is that of the story; nothing waits in real time.
"""

import base64
import contextlib
import io
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from standardwebhooks import Webhook

from bot.app import TEAMS_TIMEOUT, Bot, Time, assembled
from bot.flow.clockwatch import ClockWatch
from bot.flow.people import People
from bot.policyfile import PolicyFile
from bot.ports import Store
from bot.rules import Rules
from bot.settings import Settings
from bot.store.sqlite import SqliteStore
from bot.teams.entry import MessagesEntry
from bot.tracing import NO_SPANS, Spans
from tests.build import OPENED
from tests.cards.looking import actions
from tests.fake_teams import FakeTeams, Seen
from tests.fakes import StoryTime
from tests.stories.passing import Passing
from tests.teams_wire import APP_ID, CHANNEL, TENANT, User

SECRET = "whsec_" + base64.b64encode(b"a secret of the stories, 32 byte").decode()


def environ(folder: Path, teams: FakeTeams) -> dict[str, str]:
    """The settings of a bot in front of that Teams, with authentication."""
    return {
        "MicrosoftAppId": APP_ID,
        "MicrosoftAppPassword": "made-up",
        "MicrosoftAppTenantId": TENANT,
        "SWARM_STORE": f"sqlite:///{folder / 'swarm.db'}",
        "SWARM_OPENID_METADATA": teams.identity.metadata_url,
        "SWARM_LOGIN_AUTHORITY": teams.url,
        "SWARM_SERVICE_HOSTS": "127.0.0.1",
        "SWARM_TICKET_SECRET_GENERIC": SECRET,
    }


@dataclass
class Wired(Passing):
    """``async with wired(folder) as world``."""

    time: StoryTime
    teams: FakeTeams
    bot: Bot
    entry: MessagesEntry
    session: aiohttp.ClientSession
    url: str = ""

    def __post_init__(self) -> None:
        self.road, self.speaker = self.bot.road, self.bot.speaker

    async def send(self, activity: dict[str, Any]) -> tuple[int, Any]:
        """An activity comes from Teams; the answer, after everything that it brought."""
        answer = await self.deliver(activity)
        await self.rest()
        return answer

    async def deliver(self, activity: dict[str, Any]) -> tuple[int, Any]:
        """An activity comes from Teams; the answer."""
        return await self.teams.deliver(self.session, f"{self.url}/api/messages", activity)

    async def ticket(self, **fields: Any) -> tuple[int, Any]:
        """A signed ticket comes in; what its sender reads."""
        plain = {
            "id": "2611240012", "title": "Tills cannot log in", "severity": "A",
            "customer": "Aoba Stores", "created_at": OPENED.isoformat(),
        }  # fmt: skip
        answer = await self.post(json.dumps({**plain, **fields}, ensure_ascii=False))
        await self.rest()
        return answer

    async def post(self, body: str) -> tuple[int, Any]:
        """A signed body for ``/tickets/generic``."""
        now = self.time.now
        signature = Webhook(SECRET).sign("msg", now, body)
        headers = {
            "webhook-id": "msg",
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": signature,
        }
        url = f"{self.url}/tickets/generic"
        async with self.session.post(
            url, data=io.BytesIO(body.encode()), headers=headers
        ) as response:
            return response.status, await response.json()

    async def press(self, who: User, verb: str, **wanted: Any) -> tuple[int, Any]:
        """Somebody presses the newest button of that kind in the thread."""
        return await self.send(self.pressing(who, verb, **wanted))

    def pressing(self, who: User, verb: str, **wanted: Any) -> dict[str, Any]:
        for seen in reversed(self.thread):
            for action in actions(seen.card or {}):
                data = action.get("data") or {}
                named = verb in (action.get("verb"), data.get("verb"))
                if named and wanted.items() <= data.items():
                    return self.teams.wire.press(who, self.thread_id, verb, data, card=seen.id)
        raise AssertionError(f"nobody sees a button {verb} {wanted}")

    @property
    def thread_id(self) -> str:
        return self.teams.threads()[-1]

    @property
    def thread(self) -> list[Seen]:
        return self.teams.thread(self.thread_id)


@contextlib.asynccontextmanager
async def wired(
    folder: Path,
    policy: Path | None = None,
    *,
    watch: ClockWatch | None = None,
    store: Store | None = None,
    teams_timeout: float = TEAMS_TIMEOUT,
    spans: Spans = NO_SPANS,
    **settings: str,
) -> AsyncIterator[Wired]:
    """The program at 04:52 in Japan, added to the channel; ``settings`` replace its environment,
    ``store`` its SQLite file. ``teams_timeout``: real seconds for a call to Teams."""
    time = StoryTime(OPENED)
    clocks = Time(time.clock, time.monotonic, time.sleep)
    async with AsyncExitStack() as stack:
        teams = await stack.enter_async_context(FakeTeams(clock=time.clock))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        store = store or SqliteStore(folder / "swarm.db")
        stack.push_async_callback(store.close)
        rules = Rules(PolicyFile(policy), People(store))
        rules.refresh()
        read = Settings.read({**environ(folder, teams), **settings})
        bot, entry = assembled(
            read, clocks, store, session, rules,
            watch=watch, teams_timeout=teams_timeout, spans=spans,
        )  # fmt: skip
        stack.push_async_callback(entry.close)
        await bot.road.start(ringing=False)
        stack.push_async_callback(bot.road.stop, 5)
        runner = web.AppRunner(bot.web, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        world = Wired(time, teams, bot, entry, session)
        world.url = "http://{}:{}".format(*runner.addresses[0][:2])
        await world.send(teams.wire.install(teams.users[0], CHANNEL))
        teams.messages.clear()
        yield world
