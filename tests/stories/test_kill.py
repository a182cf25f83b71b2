"""kill -9 at twenty random moments: whatever was answered is there, whatever is due comes."""

import asyncio
import contextlib
import itertools
import random
import socket
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import aiohttp

from bot.domain.facts import AreaClaimed, Contacted, Event, Noted, PromiseKept
from bot.store.sqlite import SqliteStore
from bot.teams.answers import CARD
from bot.tickets.sources import swarm_id
from tests.fake_teams import FakeTeams
from tests.stories.child import started
from tests.teams_wire import User, user

KILLS = 20
SWARMS = 50
CHANNELS = tuple(f"19:kill-{n}@thread.tacv2" for n in range(10))
PATIENCE = 90
"""Seconds until what has not come is lost. Each kill takes with it a reserved moment for a message and
one for an edit in every channel, 0.65 s each: after twenty of them Teams' pace alone takes half a
minute and more, as the cases are distributed."""
POLICY = """
[times]
no_lead_after = "1d"
no_lead_manager_after = "2d"
unclaimed_after = "1d"
unclaimed_lead_after = "2d"
[severity.A]
first_response = "15s"
every = "1d"
ladder = { before = "off", soon = "off", liaison = "off", lead = "off", manager = "off", phone = "off" }
"""
"""One reminder a case, fifteen seconds after its ticket."""


@dataclass
class Killed:
    """A bot that is killed, and what it had answered before."""

    folder: Path
    teams: FakeTeams
    session: aiohttp.ClientSession
    port: int
    chance: random.Random
    process: BaseProcess | None = None
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    opened: "itertools.count[int]" = field(default_factory=itertools.count)
    tickets: dict[str, str] = field(default_factory=dict)
    """Those that were accepted -> their channel: one after the other, so that none is so full that
    Teams' limits alone make it late."""
    said: dict[str, str] = field(default_factory=dict)
    """What a contact, a note or a take-over said -> the swarm, of those that were answered well."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        settings = {
            "SWARM_DEV": "1",
            "SWARM_PORT": str(self.port),
            "SWARM_STORE": f"sqlite:///{self.folder / 'swarm.db'}",
            "SWARM_POLICY": str(self.folder / "policy.toml"),
        }
        self.process = started(settings)
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with self.session.get(f"{self.url}/readyz") as ready:
                    if ready.status == 200:
                        return
            assert self.process.is_alive(), "the bot has ended by itself"
            await asyncio.sleep(0.02)

    async def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        await asyncio.to_thread(self.process.join)

    # ------------------------------------------------------------ what people and systems do

    async def work(self) -> None:
        """One after the other, until cancelled: tickets until there are enough, and presses."""
        while True:
            act = self.open_one if len(self.tickets) < SWARMS else self.press_one
            if self.tickets and self.chance.random() < 0.5:
                act = self.press_one
            with contextlib.suppress(aiohttp.ClientError, ConnectionError):
                await act()

    async def answered_more(self, number: int) -> None:
        """Until so many acts more have been answered."""
        enough = len(self.said) + len(self.tickets) + number
        while len(self.said) + len(self.tickets) < enough:
            self.answered.clear()
            await self.answered.wait()

    async def open_one(self) -> None:
        number = next(self.opened)
        channel = CHANNELS[number % len(CHANNELS)]
        body = {"id": f"K{number}", "title": "Tills are down", "severity": "A", "channel": channel}
        async with self.session.post(f"{self.url}/tickets/generic", json=body) as answer:
            assert answer.status == 202
            self.tickets[f"K{number}"] = channel
            self.answered.set()

    async def press_one(self) -> None:
        """A take-over, a note or a contact, each with something that no other has."""
        ticket = self.chance.choice(sorted(self.tickets))
        number = next(self.numbers)
        swarm, channel = swarm_id("generic", ticket), self.tickets[ticket]
        who: User = user(10_000 + number, f"P {number}")
        data: dict[str, Any] = {"swarm": swarm, "turn": str(number), "nonce": str(number)}
        verb = self.chance.choice(["take_over", "submit_note", "submit_contact"])
        if verb == "submit_contact" and int(ticket[1:]) % 5:
            verb = "submit_note"
        mark = who.id if verb == "take_over" else f"said {number}"
        typed = {"area": "storage", "text": mark, "said": mark, "next": "usual"}
        press = self.teams.wire.press(who, f"{channel};messageid=1", verb, data | typed)
        async with self.session.post(f"{self.url}/api/messages", json=press) as answer:
            assert answer.status == 200
            if (await answer.json())["type"] == CARD:
                self.said[mark] = swarm
                self.answered.set()


@contextlib.asynccontextmanager
async def killed(folder: Path) -> AsyncIterator[Killed]:
    """A bot in front of a Teams with ten channels."""
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with FakeTeams(needs_token=False) as teams, aiohttp.ClientSession() as session:
        bot = Killed(folder, teams, session, port, random.Random(7))
        try:
            await bot.start()
            for channel in CHANNELS:
                teams.rosters[channel] = teams.users
                install = teams.wire.install(teams.users[0], channel)
                async with session.post(f"{bot.url}/api/messages", json=install) as answer:
                    assert answer.status == 200
            yield bot
        finally:
            await bot.kill()


def reminders(teams: FakeTeams) -> Counter[str]:
    """How often each case was reminded of, by the name of the reminder's thread and turn."""
    found: Counter[str] = Counter()
    for messages in teams.messages.values():
        for seen in messages:
            if "'now-" in str(seen.card):
                found[str(seen.card).partition("'swarm': '")[2][:15]] += 1
    return found


async def test_what_was_answered_survives_twenty_kills(tmp_path: Path) -> None:
    """Fifty cases, people and systems at work, twenty times kill -9: every ticket, press and
    contact that was answered is stored; every reminder comes, and at most one a kill once more."""
    async with killed(tmp_path) as bot:
        for _ in range(KILLS):
            workers = [asyncio.create_task(bot.work()) for _ in range(4)]
            await bot.answered_more(bot.chance.randint(2, 20))
            await asyncio.sleep(bot.chance.uniform(0, 0.05))
            await bot.kill()
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
            await bot.start()
        async with asyncio.timeout(60):
            while len(bot.tickets) < SWARMS:
                await bot.open_one()
        due = await _expected(bot)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not due <= set(reminders(bot.teams)):  # noqa: ASYNC110 # of another process
                    await asyncio.sleep(0.2)
        seen = reminders(bot.teams)

    events = await _events(tmp_path, {swarm_id("generic", t) for t in bot.tickets})
    kept = {mark for log in events.values() for event in log for mark in _marks(event)}
    assert len(bot.said) > 100
    assert set(bot.said) <= kept
    assert due <= set(seen)
    assert sum(seen.values()) - len(seen) <= KILLS


async def _expected(bot: Killed) -> set[str]:
    """The cases whose first response nobody has given."""
    events = await _events(bot.folder, {swarm_id("generic", t) for t in bot.tickets})
    answered = {s for s, log in events.items() if any(isinstance(e.fact, PromiseKept) for e in log)}
    return set(events) - answered


async def _events(folder: Path, swarms: set[str]) -> dict[str, list[Event]]:
    store = SqliteStore.reader(folder / "swarm.db")
    found = {swarm: await store.events(swarm) for swarm in swarms}
    await store.close()
    assert all(found.values()), "an accepted ticket is missing"
    return found


def _marks(event: Event) -> list[str]:
    match event.fact:
        case AreaClaimed(person=person):
            return [person.id]
        case Noted(text=text) | Contacted(said=text):
            return [text]
        case _:
            return []
