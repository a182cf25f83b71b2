"""A world without a network: time that is told what it is, and Teams as people see it, in memory."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.domain.shown import Address
from bot.ports import ChatError, Forbidden, Gone, Member, Message, Posted

THREAD = ";messageid="
T = TypeVar("T")


@dataclass
class StoryTime:
    """A clock that goes on when somebody sleeps, or when the story says so."""

    now: datetime

    def clock(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.now.timestamp()

    async def sleep(self, seconds: float) -> None:
        until = self.now + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        self.go_to(until)

    def go_to(self, moment: datetime) -> None:
        self.now = max(self.now, moment)


@dataclass(frozen=True, slots=True)
class Call:
    """One request to Teams: start, post, edit, delete, probe, open, members or member."""

    at: datetime
    kind: str
    conversation: str


@dataclass
class Trouble:
    """How the next ``times`` calls (None: all) of ``kinds`` (empty: any) go wrong.

    ``done``: Teams has done it all the same. ``before`` happens while the call is on its way.
    ``conversation``: only there (a channel stands for its threads too).
    """

    error: ChatError | None = None
    kinds: tuple[str, ...] = ()
    conversation: str = ""
    times: int | None = 1
    done: bool = False
    before: Callable[[], Awaitable[object]] | None = None

    def fits(self, kind: str, conversation: str) -> bool:
        here = not self.conversation or conversation.startswith(self.conversation)
        return self.times != 0 and here and (not self.kinds or kind in self.kinds)


@dataclass
class Seen:
    """A message of the bot as people see it now."""

    id: str
    message: Message
    at: datetime
    edits: int = 0

    @property
    def card(self) -> dict[str, Any]:
        return self.message.card or {}


@dataclass
class FakeChat:
    """``Chat`` and ``Directory``. ``rosters`` are the channels in which the bot is."""

    clock: Callable[[], datetime]
    rosters: dict[str, list[Member]] = field(default_factory=dict)
    messages: dict[str, list[Seen]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    unreachable: set[str] = field(default_factory=set)
    ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1_795_000_000_000))

    def trouble(self, error: ChatError | None = None, **how: Any) -> Trouble:
        """Let the next call go wrong; see ``Trouble``."""
        made = Trouble(error, **how)
        self.troubles.append(made)
        return made

    def heal(self) -> None:
        self.troubles.clear()

    def threads(self, channel: str) -> list[str]:
        return [c for c in self.messages if c.startswith(channel + THREAD)]

    def direct(self, mention: str) -> list[Seen]:
        return self.messages.get(f"a:{mention}", [])

    def sent_at(self, conversation: str) -> list[datetime]:
        """When the bot wrote (or tried to) into a chat or a whole channel."""
        return [
            call.at
            for call in self.calls
            if call.conversation.partition(THREAD)[0] == conversation
            and call.kind in ("start", "post", "edit", "delete")
        ]

    # ------------------------------------------------------------ Chat

    async def start_thread(self, channel: Address, message: Message) -> Posted:
        number = str(next(self.ids))
        thread = Address(
            channel.conversation + THREAD + number, channel.service_url, channel.tenant
        )

        def do() -> Posted:
            self._known(channel.conversation)
            self.messages[thread.conversation] = [Seen(number, message, self.clock())]
            return Posted(thread, number)

        return await self._do("start", channel.conversation, do)

    async def post(self, to: Address, message: Message) -> str:
        def do() -> str:
            self._known(to.conversation)
            seen = Seen(str(next(self.ids)), message, self.clock())
            self.messages.setdefault(to.conversation, []).append(seen)
            return seen.id

        return await self._do("post", to.conversation, do)

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        def do() -> None:
            seen = self._message(to.conversation, message_id)
            seen.message, seen.edits = message, seen.edits + 1

        await self._do("edit", to.conversation, do)

    async def delete(self, to: Address, message_id: str) -> None:
        def do() -> None:
            seen = self._message(to.conversation, message_id)
            self.messages[to.conversation].remove(seen)

        await self._do("delete", to.conversation, do)

    async def probe(self, to: Address) -> None:
        await self._do("probe", to.conversation, lambda: self._known(to.conversation))

    async def open_direct(self, service_url: str, tenant: str, mention: str) -> Address:
        def do() -> Address:
            if mention in self.unreachable:
                raise Forbidden("not installed for this person", status=403)
            self.messages.setdefault(f"a:{mention}", [])
            return Address(f"a:{mention}", service_url, tenant)

        return await self._do("open", mention, do)

    # ------------------------------------------------------------ Directory

    async def members(self, conversation: Address) -> list[Member]:
        channel = conversation.conversation.partition(THREAD)[0]
        return await self._do("members", channel, lambda: list(self.rosters.get(channel, ())))

    async def member(self, conversation: Address, person: str) -> Member | None:
        channel = conversation.conversation.partition(THREAD)[0]

        def do() -> Member | None:
            roster = self.rosters.get(channel, ())
            return next((m for m in roster if person in (m.id, m.mention)), None)

        return await self._do("member", channel, do)

    # ------------------------------------------------------------

    async def _do(self, kind: str, conversation: str, do: Callable[[], T]) -> T:
        self.calls.append(Call(self.clock(), kind, conversation))
        trouble = next((t for t in self.troubles if t.fits(kind, conversation)), None)
        if trouble is None:
            return do()
        if trouble.times is not None:
            trouble.times -= 1
        if trouble.before is not None:
            await trouble.before()
        if trouble.error is None:
            return do()
        if trouble.done:
            do()
        raise trouble.error

    def _known(self, conversation: str) -> None:
        channel = conversation.partition(THREAD)[0]
        if channel not in self.rosters and conversation not in self.messages:
            raise Gone("no such conversation", status=404, code="ConversationNotFound")

    def _message(self, conversation: str, message_id: str) -> Seen:
        for seen in self.messages.get(conversation, ()):
            if seen.id == message_id:
                return seen
        raise Gone("no such message", status=404, code="ActivityNotFoundInConversation")
