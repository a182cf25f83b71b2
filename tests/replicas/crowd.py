"""Two hundred people and a ticket system in front of the replicas, as Teams and a sender behave:
whatever is not answered well is sent again, with the same id, to another replica."""

import asyncio
import contextlib
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
from standardwebhooks import Webhook

from bot.teams.answers import CARD
from bot.teams.presses import operation
from bot.tickets.sources import swarm_id
from tests.cards.looking import WORDS, actions, read
from tests.replicas.evidence import Act, Posted, marks
from tests.replicas.fleet import Fleet
from tests.replicas.watched import WatchedTeams
from tests.stories.wired import SECRET
from tests.teams_wire import User

DELIVERIES = 5
AREAS = ("platform", "storage", "network")
ONE_PRESS = ("lead", "claim", "hold_call", "hold_writing", "snooze", "take_promise")
"""Buttons on a reminder that do something at once."""
PATIENCE = aiohttp.ClientTimeout(total=20)


@dataclass
class Crowd:
    """``people`` act at random, each by a chance of its own; ``pause``: seconds between two acts."""

    fleet: Fleet
    teams: WatchedTeams
    session: aiohttp.ClientSession
    people: tuple[User, ...]
    channels: tuple[str, ...]
    seed: int
    pause: float = 20.0
    tickets: dict[str, tuple[str, str]] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    repeated: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self._held: dict[str, list[tuple[str, str]]] = {}
        self._over = asyncio.Event()

    # ------------------------------------------------------------ who does what

    async def live(self, seconds: float, tickets: int) -> None:
        """For so long tickets come in, in the first half of it, and people work on them."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        async with asyncio.TaskGroup() as group:
            for who in self.people:
                group.create_task(self._person(who))
            for number in range(tickets):
                group.create_task(self._arrive(number, seconds / 2 * number / tickets))
            await asyncio.sleep(end - loop.time())
            self._over.set()

    async def _arrive(self, number: int, after: float) -> None:
        await asyncio.sleep(after)
        await self.ticket(f"R{number}", self.channels[number % len(self.channels)])

    async def _person(self, who: User) -> None:
        chance = random.Random(f"{self.seed} {who.id}")
        while not self._over.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(chance.uniform(0, 2 * self.pause)):
                    await self._over.wait()
                    return
            root = self._some_root(chance)
            if root is not None:
                await self._act(who, root, chance)

    def _some_root(self, chance: random.Random) -> Posted | None:
        roots = [p for p in self.teams.posted if p.key == "root"]
        return chance.choice(roots) if roots else None

    async def _act(self, who: User, root: Posted, chance: random.Random) -> None:
        kinds: list[Callable[[User, Posted, random.Random], Awaitable[None]]]
        kinds = [self._area, self._form, self._reminder, self._role]
        [kind] = chance.choices(kinds, weights=(35, 40, 15, 10))
        await kind(who, root, chance)

    # ------------------------------------------------------------ acts

    async def _area(self, who: User, root: Posted, chance: random.Random) -> None:
        """Free what one has, or take, join or take over something."""
        held = self._held.setdefault(who.id, [])
        if held and chance.random() < 0.5:
            swarm, area = held.pop()
            mine = next(p for p in self.teams.posted if (p.swarm, p.key) == (swarm, "root"))
            await self.press(who, mine, "release", area=area)
            return
        area = chance.choice(AREAS)
        [verb] = chance.choices(("claim", "take_over", "join"), weights=(5, 3, 2))
        if await self.press(who, root, verb, area=area):
            held.append((root.swarm, area))

    async def _form(self, who: User, root: Posted, chance: random.Random) -> None:
        text = f"{chance.getrandbits(64):x} said"
        if chance.random() < 0.6:
            await self.form(who, root, "note", text, text=text)
        else:
            await self.form(who, root, "contact", text, said=text, next="usual")

    async def _reminder(self, who: User, root: Posted, chance: random.Random) -> None:
        """Press a button of the newest message that has one."""
        for seen in reversed(self.teams.thread(root.conversation)[1:]):
            data = [
                {**one["data"], "verb": one["verb"]}
                for one in actions(seen.card or {})
                if one.get("verb") in ONE_PRESS
            ]
            if data:
                await self._pressed(who, root, seen.id, chance.choice(data))
                return

    async def _role(self, who: User, root: Posted, chance: random.Random) -> None:
        await self.press(who, root, chance.choice(("lead", "liaise", "hold_call")))

    async def press(self, who: User, root: Posted, verb: str, **data: str) -> bool:
        """A press on the live card as it is drawn now; whether it was accepted."""
        turn = self._turn(root)
        carried = {"swarm": root.swarm, "turn": turn, "verb": verb, **data}
        return await self._pressed(who, root, root.id, carried)

    async def _pressed(self, who: User, root: Posted, card: str, data: dict[str, str]) -> bool:
        verb, carried = data["verb"], {k: v for k, v in data.items() if k != "verb"}
        activity = self.teams.wire.press(who, root.conversation, verb, carried, card=card)
        answer = await self.deliver(activity)
        done = answer.get("type") == CARD and WORDS["en"].t("only-you") not in read(answer["value"])
        op = operation(who.id, verb, carried)
        self.acts.append(Act(who.id, root.swarm, verb, done, op))
        return done

    async def form(self, who: User, root: Posted, form: str, mark: str, **typed: str) -> bool:
        """A dialog is opened, filled in and sent; whether it was accepted."""
        wire, turn = self.teams.wire, self._turn(root)
        data = {"verb": f"form_{form}", "swarm": root.swarm, "turn": turn}
        opened = await self.deliver(wire.task_fetch(who, root.conversation, data, card=root.id))
        if opened.get("task", {}).get("type") != "continue":
            return False
        [button] = opened["task"]["value"]["card"]["content"]["actions"]
        filled = {**button["data"], **typed}
        answer = await self.deliver(wire.task_submit(who, root.conversation, filled))
        done = answer.get("task", {}).get("type") == "message"
        done = done and answer["task"]["value"] not in NOT_DONE
        self.acts.append(Act(who.id, root.swarm, form, done, text=mark))
        return done

    def _turn(self, root: Posted) -> str:
        seen = self.teams.thread(root.conversation)[0]
        return (marks(seen.card) or ("", "0"))[1]

    # ------------------------------------------------------------ delivery

    async def deliver(self, activity: dict[str, Any]) -> dict[str, Any]:
        """The body of the first good answer; empty when there was none."""
        for attempt in range(DELIVERIES):
            replica = self.chance.choice(self.fleet.replicas)
            try:
                async with asyncio.timeout(PATIENCE.total):
                    status, body = await self.teams.deliver(
                        self.session, f"{replica.url}/api/messages", activity
                    )
            except (aiohttp.ClientError, ConnectionError, TimeoutError):
                status, body = 0, None
            if status == 200 and isinstance(body, dict):
                return body
            assert status in (0, 500, 502, 503, 504), f"{status} {body} for {activity}"
            self.repeated += 1
            await asyncio.sleep(self.chance.uniform(0.2, 1.0) * (attempt + 1))
        return {}

    async def ticket(self, number: str, channel: str) -> None:
        """A signed ticket, sent until it is accepted."""
        fields = {"id": number, "title": "Tills are down", "severity": "A", "channel": channel}
        body = json.dumps({**fields, "customer": "Aoba Stores"})
        sent = datetime.now(UTC)
        headers = {
            "webhook-id": number,
            "webhook-timestamp": str(int(sent.timestamp())),
            "webhook-signature": Webhook(SECRET).sign(number, sent, body),
            "content-type": "application/json",
        }
        while swarm_id("generic", number) not in self.tickets:
            replica = self.chance.choice(self.fleet.replicas)
            url = f"{replica.url}/tickets/generic"
            try:
                async with self.session.post(
                    url, data=body.encode(), headers=headers, timeout=PATIENCE
                ) as answer:
                    assert answer.status in (202, 503), await answer.text()
                    if answer.status == 202:
                        self.tickets[(await answer.json())["swarm"]] = (number, channel)
                        return
            except (aiohttp.ClientError, ConnectionError, TimeoutError):
                pass
            self.repeated += 1
            await asyncio.sleep(self.chance.uniform(0.2, 1.0))

    async def calm(self, who: User) -> None:
        """Half of the cases get a next time that is far away; the others are left to climb."""
        roots = {p.swarm: p for p in self.teams.posted if p.key == "root"}
        for swarm in sorted(roots)[::2]:
            text = f"calm {swarm}"
            typed = {"said": text, "next": "told", "next_at": "in 3 hours"}
            await self.form(who, roots[swarm], "contact", text, **typed)


NOT_DONE = frozenset(
    WORDS["en"].t(key) for key in ("promise-gone", "unknown-swarm", "not-stored", "try-again")
)
"""Sentences with which a form closes although nothing was done."""
