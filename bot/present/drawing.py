"""Messages as Teams gets them: views drawn as cards, with what a locked phone shows."""

import dataclasses
from collections import OrderedDict
from collections.abc import Callable, Hashable

from bot.domain.plan import LOOK
from bot.domain.policy import Policy
from bot.domain.shown import Address, ShownPing
from bot.domain.swarm import Ping, Swarm
from bot.flow.people import People
from bot.ports import Message, Page
from bot.present.links import thread_link
from bot.present.paging import page_of
from bot.present.pings import ping_view
from bot.present.reader import Reader, channel_reader, person_reader
from bot.present.settled import kind_of, settled_line
from bot.present.views import swarm_view
from cards.ping import ping_card, ping_summary, settled_card
from cards.swarm import pointer_card, summary, swarm_card
from cards.views import NoteView, PingView, SwarmView

DRAWN_KEPT = 256
"""Of so many swarms the last cards are kept: those who press at once get the same one, and so does
the channel a moment later."""


class Drawing:
    """Draws for the road (shared cards, in the channel's words) and for answers to one person.

    ``dialogs`` tells by its service address whether a client has dialogs.
    """

    look = LOOK

    def __init__(
        self, policy: Callable[[], Policy], people: People, dialogs: Callable[[str], bool]
    ) -> None:
        self._policy = policy
        self._people = people
        self.dialogs = dialogs
        self._drawn: OrderedDict[Hashable, tuple[Hashable, Message]] = OrderedDict()
        self._drawn_under = policy()

    # ------------------------------------------------------------ shared messages

    def live(self, swarm: Swarm, to: Address, *, replaces: bool = False) -> Message:
        """The live card; ``replaces``: it says that it stands for one that was lost."""
        policy = self._policy()
        reader = channel_reader(policy)
        dialogs = self.dialogs(to.service_url)
        if not replaces:
            return self._live(swarm, policy, reader, dialogs=dialogs)
        view = swarm_view(swarm, policy, reader, dialogs=dialogs)
        view = dataclasses.replace(view, replaces=thread_link(to))
        return _message(view, policy, reader)

    def pointer(self, swarm: Swarm, to: Address, thread: Address) -> Message:
        policy = self._policy()
        reader = channel_reader(policy)
        view = swarm_view(swarm, policy, reader, dialogs=self.dialogs(to.service_url))
        elsewhere = None if to == thread else thread_link(thread)
        card = pointer_card(view, reader.words, elsewhere)
        return Message(summary(view, reader.words, policy.banner), card)

    def ping(self, swarm: Swarm, ping: Ping, to: Address) -> Message:
        policy = self._policy()
        reader = self._reader(to, policy)
        view = ping_view(
            swarm, ping, policy, self._people, reader, dialogs=self.dialogs(to.service_url),
            alone=self._people.at(to.conversation) is not None,
        )  # fmt: skip
        words = reader.words
        return Message(
            ping_summary(view, words), ping_card(view, words), alert=True, raised_at=ping.at
        )

    def page(self, swarm: Swarm, ping: Ping) -> Page:
        return page_of(swarm, ping, self._policy())

    def settled(self, swarm: Swarm, sent: ShownPing, to: Address) -> Message:
        policy = self._policy()
        reader = self._reader(to, policy)
        view = self._settled_view(swarm, sent, policy, reader)
        key, args = settled_line(swarm, sent, policy, reader)
        card = settled_card(view, key, args, reader.words)
        return Message(reader.words.say(key, args, view.as_of), card)

    # ------------------------------------------------------------ answers to one person

    def personal(
        self, swarm: Swarm, reader: Reader, service_url: str, note: NoteView | None = None
    ) -> dict[str, object]:
        """The live card as one person reads it, with a note for them on top."""
        policy, dialogs = self._policy(), self.dialogs(service_url)
        return self._live(swarm, policy, reader, dialogs=dialogs, note=note).card or {}

    def _live(
        self, swarm: Swarm, policy: Policy, reader: Reader, *, dialogs: bool,
        note: NoteView | None = None,
    ) -> Message:  # fmt: skip
        """The live card, as it was drawn the last time if nothing has changed since."""
        if policy is not self._drawn_under:
            self._drawn.clear()
            self._drawn_under = policy
        said = note and (note.key, repr(note.args), note.join)
        key = (swarm.id, reader.language, reader.zone.key, dialogs, said)
        now = (swarm.rev, swarm.at)
        drawn, message = self._drawn.pop(key, (None, None))
        if message is None or drawn != now:
            view = swarm_view(swarm, policy, reader, dialogs=dialogs, note=note)
            message = _message(view, policy, reader)
        self._drawn[key] = now, message
        if len(self._drawn) > DRAWN_KEPT:
            self._drawn.popitem(last=False)
        return message

    def personal_ping(
        self, swarm: Swarm, key: str, reader: Reader, service_url: str, *, alone: bool = False
    ) -> dict[str, object] | None:
        """The ping as it is now, ``alone`` in a 1:1 chat; None when it is settled."""
        ping = next((ping for ping in swarm.pings if ping.key == key), None)
        if ping is None:
            return None
        dialogs = self.dialogs(service_url)
        view = ping_view(
            swarm, ping, self._policy(), self._people, reader, dialogs=dialogs, alone=alone
        )
        return ping_card(view, reader.words)

    def personal_settled(
        self, swarm: Swarm, sent: ShownPing, reader: Reader, key: str, args: dict[str, object]
    ) -> dict[str, object]:
        """One line in place of a ping that this person has just answered."""
        view = self._settled_view(swarm, sent, self._policy(), reader)
        return settled_card(view, key, args, reader.words)

    def _settled_view(
        self, swarm: Swarm, sent: ShownPing, policy: Policy, reader: Reader
    ) -> PingView:
        kind = kind_of(sent.key)
        return PingView(
            swarm=swarm.id,
            turn=sent.key,
            kind=kind.value if kind else "now",
            severity=swarm.ticket.severity.value,
            customer=swarm.ticket.customer,
            ticket=swarm.ticket.id,
            as_of=reader.at(swarm.at),
            banner=policy.banner,
            drill=swarm.ticket.drill,
        )

    def _reader(self, to: Address, policy: Policy) -> Reader:
        """A 1:1 chat speaks the person's language; the channel and its threads the channel's."""
        row = self._people.at(to.conversation)
        if row is not None and (row.language or row.locale):
            return person_reader(policy, row.language or row.locale, row.zone)
        return channel_reader(policy)


def _message(view: SwarmView, policy: Policy, reader: Reader) -> Message:
    words = reader.words
    return Message(summary(view, words, policy.banner), swarm_card(view, words))
