"""One effect: which call to Teams it is, and what Teams shows afterwards.

``send`` makes the call and returns a change of ``Shown`` (see ``changes``).
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.domain import plan as p
from bot.domain.shown import Address, Place, Shown, ShownCard, ShownPing
from bot.domain.swarm import Ping, PingKind, Swarm, Where
from bot.flow.changes import Change, with_card, with_ping, with_stray, without_thread
from bot.flow.people import People
from bot.ports import Chat, Forbidden, Gone, Message, Page, Pager, PersonRow, Refused

PAGING = "paging"
"""The lane of the paging service, and what stands for the message of a page."""


WIDE = "wide"
"""The lane of a wide channel that is not known (yet)."""


class Drawing(Protocol):
    """What the messages look like; ``bot.present`` draws them. ``look`` grows when it changes."""

    @property
    def look(self) -> int: ...

    def live(self, swarm: Swarm, to: Address, *, replaces: bool = False) -> Message: ...

    def pointer(self, swarm: Swarm, to: Address, thread: Address) -> Message: ...

    def ping(self, swarm: Swarm, ping: Ping, to: Address) -> Message: ...

    def settled(self, swarm: Swarm, sent: ShownPing, to: Address) -> Message: ...

    def page(self, swarm: Swarm, ping: Ping) -> Page: ...


UNCHANGED = (PingKind.REPORT,)
"""What stays as it was said: it is read later, too."""


class Homeless(Exception):
    """No channel is known for the swarm yet."""


class Unreachable(Exception):
    """The person of a 1:1 ping cannot be reached in 1:1."""

    def __init__(self, person: str, why: str) -> None:
        super().__init__(why)
        self.person = person


@dataclass(frozen=True, slots=True)
class Sender:
    """Makes the calls. ``place`` finds the channel of a swarm that has no thread yet, ``named`` one
    by its id or name."""

    chat: Chat
    people: People
    drawing: Drawing
    place: Callable[[Swarm], Place | None]
    named: Callable[[str], Place | None] = lambda _: None
    pager: Pager | None = None

    def home(self, swarm: Swarm, shown: Shown) -> Address:
        """The channel where the swarm is, or will be; raises Homeless."""
        home = self.known_home(swarm, shown)
        if home is None:
            raise Homeless(swarm.id)
        return home

    def known_home(self, swarm: Swarm, shown: Shown) -> Address | None:
        """The same, or None."""
        if swarm.home is not None:
            return swarm.home.address
        if shown.home is not None:
            return shown.home
        place = self.place(swarm)
        if place is None:
            return None
        return Address(place.conversation, place.service_url, place.tenant)

    def conversation(self, effect: p.Effect, swarm: Swarm, shown: Shown) -> str:
        """The conversation whose lane the effect needs."""
        if p.goes_out(effect, swarm):
            return PAGING
        if not p.goes_direct(effect, swarm, shown):
            return self.home(swarm, shown).conversation
        known = self._known_direct(effect, swarm, shown)
        if known is not None:
            return known.conversation
        return WIDE if _wide(effect, swarm) else f"direct:{_reader(effect, swarm)}"

    async def probe(self, effect: p.Effect, swarm: Swarm, shown: Shown) -> None:
        """Whether Teams answers where the effect speaks. Raises ChatError."""
        if p.goes_out(effect, swarm):
            return  # a page bears the same id every time: its receiver knows it again
        direct = p.goes_direct(effect, swarm, shown)
        where = self._known_direct(effect, swarm, shown) if direct else shown.thread
        await self.chat.probe(where or self.home(swarm, shown))

    def _known_direct(self, effect: p.Effect, swarm: Swarm, shown: Shown) -> Address | None:
        """The 1:1 chat that the effect speaks in, if it was opened before."""
        if isinstance(effect, p.SettlePing):
            sent = shown.ping(effect.key)
            return sent.address if sent else None
        if isinstance(effect, p.PointStray):
            stray = shown.stray(effect.message)
            return stray.address if stray else None
        if wide := _wide(effect, swarm):
            return self._channel(wide)
        row = self.people.row(_reader(effect, swarm))
        return row.direct if row else None

    def _channel(self, ping: Ping) -> Address | None:
        """The wide channel that the ping names, if the bot is in it."""
        place = self.named(ping.text)
        if place is None:
            return None
        return Address(place.conversation, place.service_url, place.tenant)

    async def send(self, effect: p.Effect, swarm: Swarm, shown: Shown, now: datetime) -> Change:
        """Make the call. Raises ChatError, Unreachable or Homeless."""
        match effect:
            case p.PostRoot():
                return await self._root(swarm, shown)
            case p.PostCard(number):
                thread = _thread(shown)
                replaces = number in shown.replaced
                live = self.drawing.live(swarm, thread, replaces=replaces)
                message = await self.chat.post(thread, live)
                return with_card(replace(self._card(swarm, number, message), replaces=replaces))
            case p.EditCard(number):
                return await self._edit(swarm, shown, number, now)
            case p.MakePointer(number):
                return await self._point(swarm, shown, number)
            case p.PointStray(message):
                return await self._point_stray(swarm, shown, message)
            case p.PostPing(key):
                return await self._ping(swarm, shown, key)
            case p.SettlePing(key):
                return await self._settle(swarm, shown, key)
            case p.IndexThread():
                return lambda shown: replace(shown, indexed=True)

    async def _root(self, swarm: Swarm, shown: Shown) -> Change:
        home = self.home(swarm, shown)
        posted = await self.chat.start_thread(home, self.drawing.live(swarm, home))
        card = self._card(swarm, swarm.card, posted.message)

        def change(shown: Shown) -> Shown:
            left = without_thread(shown)
            return with_card(card)(replace(left, home=home, thread=posted.address))

        return change

    def _card(self, swarm: Swarm, number: int, message: str) -> ShownCard:
        return ShownCard(number, message, swarm.card_rev, self.drawing.look)

    async def _edit(self, swarm: Swarm, shown: Shown, number: int, now: datetime) -> Change:
        old = _shown_card(shown, number)
        thread = _thread(shown)
        await self.chat.edit(thread, old.message, self.drawing.live(swarm, thread))
        card = replace(self._card(swarm, number, old.message), replaces=old.replaces)
        return lambda shown: replace(with_card(card)(shown), edited_at=now)

    async def _point(self, swarm: Swarm, shown: Shown, number: int) -> Change:
        old, thread = _shown_card(shown, number), _thread(shown)
        with contextlib.suppress(Gone, Forbidden):  # a card that is not there misleads nobody
            await self.chat.edit(thread, old.message, self.drawing.pointer(swarm, thread, thread))
        return with_card(replace(old, pointer=True))

    async def _point_stray(self, swarm: Swarm, shown: Shown, message: str) -> Change:
        stray, thread = shown.stray(message), _thread(shown)
        if stray is None:
            return lambda shown: shown
        pointer = self.drawing.pointer(swarm, stray.address, thread)
        with contextlib.suppress(Gone, Forbidden):
            await self.chat.edit(stray.address, message, pointer)
        return with_stray(replace(stray, settled=True))

    async def _ping(self, swarm: Swarm, shown: Shown, key: str) -> Change:
        ping = _ping(swarm, key)
        if ping is None:
            return lambda shown: shown
        if ping.where is Where.PAGE:
            return await self._page(swarm, ping)
        if ping.where is Where.WIDE:
            return await self._post_wide(swarm, ping)
        await self.people.acquaint(person.id for person in ping.to)
        if p.goes_direct(p.PostPing(key), swarm, shown):
            address = await self._direct(ping.to[0].id, swarm, shown)
        else:
            address = _thread(shown)
        try:
            message = await self.chat.post(address, self.drawing.ping(swarm, ping, address))
        except (Forbidden, Gone) as error:
            if address == shown.thread:
                raise
            await self._not_reached(ping.to[0].id, error.code or str(error))
            raise Unreachable(ping.to[0].id, error.brief) from error
        kept = ping.kind in UNCHANGED
        return with_ping(
            ShownPing(key, message, address, kept, promise=ping.promise, areas=ping.areas)
        )

    async def _page(self, swarm: Swarm, ping: Ping) -> Change:
        """A page is sent once and never changed."""
        if self.pager is None:
            raise Refused("there is no paging service")
        await self.pager.page(self.drawing.page(swarm, ping))
        return with_ping(ShownPing(ping.key, PAGING, settled=True, promise=ping.promise))

    async def _post_wide(self, swarm: Swarm, ping: Ping) -> Change:
        """A post of its own in the channel where everybody reads; it is never changed."""
        channel = self._channel(ping)
        if channel is None:
            raise Refused(f"the bot is not in the channel {ping.text!r}")
        try:
            message = self.drawing.ping(swarm, ping, channel)
            posted = await self.chat.start_thread(channel, message)
        except (Forbidden, Gone) as error:
            raise Refused(str(error), status=error.status, code=error.code) from error
        return with_ping(ShownPing(ping.key, posted.message, posted.address, settled=True))

    async def _settle(self, swarm: Swarm, shown: Shown, key: str) -> Change:
        sent = shown.ping(key)
        if sent is None or sent.address is None:
            return lambda shown: shown
        with contextlib.suppress(Gone, Forbidden):  # whoever removed it has settled it
            settled = self.drawing.settled(swarm, sent, sent.address)
            await self.chat.edit(sent.address, sent.message, settled)
        return with_ping(replace(sent, settled=True))

    async def _direct(self, person: str, swarm: Swarm, shown: Shown) -> Address:
        """The 1:1 chat with the person, opened once and remembered."""
        row = self.people.row(person)
        if row is None or not row.mention:
            raise Unreachable(person, "not met yet")
        if row.direct is not None:
            return row.direct
        try:
            near = shown.thread or self.home(swarm, shown)
        except Homeless as error:
            raise Unreachable(person, "no chat yet, and no channel to open one from") from error
        try:
            direct = await self.chat.open_direct(near.service_url, near.tenant, row.mention)
        except (Forbidden, Gone) as error:
            await self._not_reached(person, error.code or str(error))
            raise Unreachable(person, error.brief) from error
        await self.people.met(replace(row, direct=direct))
        return direct

    async def _not_reached(self, person: str, why: str) -> None:
        row = self.people.row(person)
        if row is not None:
            known = PersonRow(row.id, row.name, row.mention, unreachable=why)
            await self.people.met(known)


def _thread(shown: Shown) -> Address:
    if shown.thread is None:
        raise Homeless("no thread yet")
    return shown.thread


def _shown_card(shown: Shown, number: int) -> ShownCard:
    return next(card for card in shown.cards if card.number == number)


def _reader(effect: p.Effect, swarm: Swarm) -> str:
    """The id of the person whom a 1:1 ping reaches."""
    ping = _ping(swarm, effect.key) if isinstance(effect, p.PostPing) else None
    return ping.to[0].id if ping else ""


def _wide(effect: p.Effect, swarm: Swarm) -> Ping | None:
    """The ping, when it goes to the wide channel."""
    ping = _ping(swarm, effect.key) if isinstance(effect, p.PostPing) else None
    return ping if ping is not None and ping.where is Where.WIDE else None


def _ping(swarm: Swarm, key: str) -> Ping | None:
    return next((ping for ping in swarm.pings if ping.key == key), None)
