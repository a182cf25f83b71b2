"""A story's world: the real road and desks on a real store, in front of a Teams made of memory.

Time goes on when the story says so (``until``), and people do what their cards let them do:
``press`` looks for the button where they see it.
"""

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.app import AT_THE_DESK, Time, desks
from bot.domain.commands import Open, Order
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import Swarm, Ticket
from bot.exports.links import Links
from bot.flow.mailbox import Done
from bot.flow.people import People
from bot.flow.road import Road
from bot.ports import ChatError, Member, Page, Store
from bot.present.drawing import Drawing
from bot.store.sqlite import SqliteStore
from bot.teams import inbound as i
from bot.teams.exportdesk import Exports
from bot.teams.handler import TeamsHandler
from bot.teams.kindly import Patience
from bot.teams.speaker import Speaker
from bot.tickets.sources import swarm_id
from tests import build
from tests.build import OPENED
from tests.cards.looking import actions, read
from tests.fakes import FakeChat, Seen, StoryTime
from tests.stories.passing import Passing
from tests.teams_wire import CHANNEL, TEAM, TENANT, User, user

URL = "https://smba.example.test/teams/"

SATO = user(11, "佐藤 健", "ja-JP", "Asia/Tokyo")
ITO = user(12, "伊藤 直子", "ja-JP", "Asia/Tokyo")
AOIFE = user(13, "Aoife Byrne", "en-IE", "Europe/Dublin")
TANAKA = user(14, "田中 美咲", "ja-JP", "Asia/Tokyo")
SUZUKI = user(15, "鈴木 由香", "ja-JP", "Asia/Tokyo")
WATANABE = user(16, "渡辺 亮", "ja-JP", "Asia/Tokyo")
TEAM_OF = (SATO, ITO, AOIFE, WATANABE)
"""The members of the channel. 田中 (manager) and 鈴木 (customer success) are not among them."""


def who(person: User) -> Person:
    return Person(person.id, person.name)


def sender(person: User) -> i.Sender:
    return i.Sender(person.id, person.name, person.mention, person.upn, person.locale, person.zone)


def member(person: User, **changes: Any) -> Member:
    return replace(Member(person.id, person.name, person.mention, person.upn, TENANT), **changes)


@dataclass
class World(Passing):
    """Begin with ``await World.begin(folder, policy)``."""

    path: Path
    rules: Policy
    time: StoryTime
    chat: FakeChat
    dialogs: bool = False
    patience: Patience = AT_THE_DESK
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    store: Store = field(init=False)
    road: Road = field(init=False)
    handler: TeamsHandler = field(init=False)
    speaker: Speaker = field(init=False)
    swarm: str = ""
    links: Links | None = field(
        default_factory=lambda: Links("https://swarm.example.test", b"s" * 32)
    )
    pages: list[Page] = field(default_factory=list)
    page_troubles: list[ChatError] = field(default_factory=list)

    @classmethod
    async def begin(
        cls,
        folder: Path,
        rules: Policy | None = None,
        *,
        dialogs: bool = False,
        channel: bool = True,
        store: Store | None = None,
        patience: Patience = AT_THE_DESK,
    ) -> "World":
        """A world at 04:52 in Japan; with ``channel``, the bot has been added to it."""
        time = StoryTime(OPENED)
        rosters = {CHANNEL: [member(person) for person in TEAM_OF]}
        world = cls(
            folder / "swarm.db", rules or Policy(), time, FakeChat(time.clock, rosters), dialogs,
            patience,
        )  # fmt: skip
        await world.start(store)
        if channel:
            await world.told(i.Installed(world.source(AOIFE, CHANNEL), added=True))
            await world.rest()
            world.chat.messages.clear()
        return world

    async def start(self, store: Store | None = None) -> None:
        """A process begins on the store."""
        self.store = store or SqliteStore(self.path)
        people = People(self.store)
        drawing = Drawing(lambda: self.rules, people, lambda _: self.dialogs)
        self.road = Road(
            store=self.store, chat=self.chat, drawing=drawing, people=people,
            policy=lambda: self.rules, clock=self.time.clock, sleep=self.time.sleep,
            name=f"process-{next(self.numbers)}", pager=self,
        )  # fmt: skip
        time = Time(self.time.clock, self.time.monotonic, self.time.sleep)
        self.handler, self.speaker = desks(
            self.road, self.chat, self.chat, drawing, time, patience=self.patience,
            exports=Exports(self.road, self.links),
        )  # fmt: skip
        await self.road.start(ringing=False)

    async def page(self, page: Page) -> None:
        """The paging service of the story."""
        self.pages.append(page)
        if self.page_troubles:
            raise self.page_troubles.pop(0)

    async def stop(self) -> None:
        await self.road.stop(within=5)
        await self.store.close()

    async def killed(self) -> None:
        """The process dies in the middle of whatever it does, and another begins."""
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            if task.get_name().startswith(("tend ", "mailbox ")):
                task.cancel()
        await self.store.close()
        await self.start()

    async def restart(self) -> None:
        """The process ends and another begins on the same file."""
        await self.stop()
        await self.start()

    # ------------------------------------------------------------ what happens

    async def ticket(self, **changes: Any) -> Done:
        """A ticket comes in, and is shown."""
        done = await self.opened(build.ticket(**changes))
        await self.rest()
        return done

    async def opened(self, ticket: Ticket, within: float = 10) -> Done:
        """A ticket is stored; raises StoreDown."""
        self.swarm = swarm_id(ticket.source, ticket.id)
        return await self.road.handle(self.swarm, Order(Open(ticket)), within)

    def source(self, person: User, conversation: str = "", reply_to: str = "") -> i.Source:
        """Where the person is: the thread of the swarm, a channel, or (``direct``) their chat."""
        common: dict[str, Any] = {
            "activity": f"act-{next(self.numbers)}", "service_url": URL,
            "sender": sender(person), "tenant": TENANT, "reply_to": reply_to,
        }  # fmt: skip
        if conversation == "direct" or conversation.startswith("a:"):
            chat = f"a:{person.mention}"
            self.chat.messages.setdefault(chat, [])
            return i.Source(conversation=chat, scope="personal", **common)
        where = conversation or self.thread_id
        channel = where.partition(";")[0]
        return i.Source(
            conversation=where, scope="channel", channel=channel, channel_name="escalations",
            team=TEAM, team_name="Escalations", **common,
        )  # fmt: skip

    async def told(self, inbound: i.Inbound) -> None:
        """Words or an event come from Teams."""
        await self.handler.turn(inbound)

    async def say(self, person: User, text: str, conversation: str = "") -> list[Seen]:
        """Somebody writes to the bot; what it then says in that conversation."""
        said = self.saying(person, text, conversation)
        there = self.chat.messages.setdefault(said.source.conversation, [])
        before = set(map(id, there))
        await self.told(said)
        await self.rest()
        return [seen for seen in there if id(seen) not in before and not seen.message.alert]

    def saying(self, person: User, text: str, conversation: str = "") -> i.Said:
        """The words as Teams would deliver them."""
        return i.Said(self.source(person, conversation), text)

    async def note(self, person: User, text: str) -> None:
        """Somebody writes a note, and does not wait for what is shown."""
        await self.told(self.saying(person, f"note {text}"))

    async def press(
        self, person: User, verb: str, on: Seen | None = None, **wanted: Any
    ) -> dict[str, Any]:
        """Somebody presses a button that they see; ``on`` a message, else the newest with it."""
        press = self.pressing(person, verb, on, **wanted)
        answer = await self.handler.invoke(press)
        await self.rest()
        return answer

    def pressing(self, person: User, verb: str, on: Seen | None = None, **wanted: Any) -> i.Press:
        """The press as Teams would deliver it."""
        seen, data = self.button(verb, on, **wanted)
        where = next(c for c, all_seen in self.chat.messages.items() if seen in all_seen)
        return i.Press(self.source(person, where, seen.id), verb, data)

    def button(
        self, verb: str, on: Seen | None = None, **wanted: Any
    ) -> tuple[Seen, dict[str, Any]]:
        """The newest message with such a button, and the data of the button."""
        everything = [on] if on else [s for c in self.chat.messages.values() for s in c]
        for seen in sorted(everything, key=lambda s: int(s.id), reverse=True):
            for action in actions(seen.card):
                data = action.get("data") or {}
                named = verb in (action.get("verb"), data.get("verb"))
                if named and wanted.items() <= data.items():
                    return seen, data
        raise AssertionError(f"nobody sees a button {verb} {wanted}")

    async def fill(self, person: User, form: str, **typed: str) -> dict[str, Any]:
        """Somebody fills in the newest open form of that kind and sends it."""
        press = self.pressing(person, f"submit_{form}")
        answer = await self.handler.invoke(replace(press, data={**press.data, **typed}))
        await self.rest()
        return answer

    # ------------------------------------------------------------ what is seen

    @property
    def thread_id(self) -> str:
        threads = self.chat.threads(CHANNEL)
        return threads[-1] if threads else CHANNEL

    @property
    def thread(self) -> list[Seen]:
        """The messages of the newest thread, the live card first."""
        return self.chat.messages[self.thread_id]

    def direct(self, person: User) -> list[Seen]:
        return self.chat.direct(person.mention)

    @property
    def live(self) -> str:
        """Everything that can be read on the first card of the thread."""
        return words(self.thread[0])

    async def state(self) -> Swarm:
        loaded = await self.store.load(self.swarm)
        assert loaded is not None
        return loaded.swarm


def words(seen: Seen | dict[str, Any]) -> str:
    """Everything that a person reads on a message or on an answered card."""
    card = seen.card if isinstance(seen, Seen) else seen
    if not card and isinstance(seen, Seen):
        return seen.message.text
    return "\n".join(read(card))


def answered(answer: dict[str, Any]) -> str:
    """What the presser reads: the sentence, or the card."""
    value = answer.get("value")
    if value is None:
        task = answer["task"]["value"]
        return task if isinstance(task, str) else words(task["card"]["content"])
    return value if isinstance(value, str) else words(value)


def alerts(seen: list[Seen]) -> list[Seen]:
    """The messages that made somebody's phone buzz: pings, also those that are settled now."""
    return [one for one in seen if one.message.alert or (one.edits and one is not seen[0])]
