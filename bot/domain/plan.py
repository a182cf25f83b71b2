"""``plan(swarm, shown)``: what must be done so that Teams shows what is stored. By difference.

It sees no clock and no rendered card: a card is compared by (revision, look), so two versions of
the program or of the policy never correct each other's bytes for ever.
"""

from dataclasses import dataclass
from enum import IntEnum

from bot.domain.pingkinds import TABLE, Urgency
from bot.domain.shown import Shown, ShownCard
from bot.domain.swarm import Swarm, Where

LOOK = 1
"""Of this version's drawing of the card: raised by one whenever it changes, so that cards of older
versions are drawn anew. A card that a newer version has drawn stays as it is until its swarm
changes, so two versions side by side never undo each other's work."""

COURTESY = frozenset(kind for kind, row in TABLE.items() if not row.repeated)
"""Sent at most once: after a crash in the middle of sending they count as sent. Everything else
(root card, arrival, call for a lead, the ladder of a promise) is sent at least once."""


class Priority(IntEnum):
    """Who goes first in the queue of a conversation."""

    OVERDUE = 0
    DUE = 1
    ROOT = 2
    CALL = 3
    CARD = 4
    TIDY = 5


_BY_URGENCY = {
    Urgency.OVERDUE: Priority.OVERDUE,
    Urgency.DUE: Priority.DUE,
    Urgency.CALL: Priority.CALL,
}


@dataclass(frozen=True, slots=True)
class PostRoot:
    """A new thread with the live card."""


@dataclass(frozen=True, slots=True)
class IndexThread:
    """Remember which swarm the thread belongs to."""


@dataclass(frozen=True, slots=True)
class PostCard:
    """A fresh live card at the bottom of the thread."""

    number: int


@dataclass(frozen=True, slots=True)
class EditCard:
    """The live card shows something old."""

    number: int


@dataclass(frozen=True, slots=True)
class MakePointer:
    """An older card points to the newest."""

    number: int


@dataclass(frozen=True, slots=True)
class PointStray:
    """A card that is not the swarm's any more leads to its thread."""

    message: str


@dataclass(frozen=True, slots=True)
class PostPing:
    key: str


@dataclass(frozen=True, slots=True)
class SettlePing:
    """A ping was answered, or no longer matters: it shrinks to one line without buttons."""

    key: str


Effect = (
    PostRoot | IndexThread | PostCard | EditCard | MakePointer | PointStray | PostPing | SettlePing
)  # fmt: skip


def plan(swarm: Swarm, shown: Shown, look: int = LOOK) -> tuple[Effect, ...]:
    """The effects that are missing, in the order in which they should happen; empty at rest.

    ``look`` is that of the drawing with which they will be sent.
    """
    if swarm.lost is not None and swarm.at_rest:
        return ()  # nobody waits for it; it is shown again when its channel is
    if shown.thread is None or moved(swarm, shown):
        return _without_thread(swarm, shown)
    effects: list[Effect] = [] if shown.indexed else [IndexThread()]
    live = shown.live
    if live is None or live.number < swarm.card:
        effects.append(PostCard(swarm.card))
    elif _stale(swarm, live, look):
        effects.append(EditCard(live.number))
    if live is not None and live.number >= swarm.card:
        old = (card for card in shown.cards if card is not live and not card.pointer)
        effects += [MakePointer(card.number) for card in old]
    wanted = {ping.key for ping in swarm.pings}
    effects += [PostPing(ping.key) for ping in swarm.pings if shown.ping(ping.key) is None]
    effects += [
        SettlePing(ping.key)
        for ping in shown.pings
        if ping.key not in wanted and ping.message and not ping.settled
    ]
    effects += [PointStray(stray.message) for stray in shown.strays if not stray.settled]
    return tuple(sorted(effects, key=lambda effect: priority(effect, swarm)))


def moved(swarm: Swarm, shown: Shown) -> bool:
    """Whether the swarm is to live in another channel than the one that it is shown in."""
    if swarm.home is None or shown.home is None:
        return False
    return swarm.home.address.conversation != shown.home.conversation


def _without_thread(swarm: Swarm, shown: Shown) -> tuple[Effect, ...]:
    """The thread comes first, and pages need none; while the channel is lost, its people are
    reached in 1:1."""
    effects: list[Effect] = [PostRoot()]
    for ping in swarm.pings:
        post = PostPing(ping.key)
        reachable = goes_out(post, swarm) or (
            swarm.lost is not None and goes_direct(post, swarm, shown)
        )
        if reachable and shown.ping(ping.key) is None:
            effects.append(post)
    return tuple(sorted(effects, key=lambda effect: priority(effect, swarm)))


def priority(effect: Effect, swarm: Swarm) -> Priority:
    """Overdue pings first, tidying last."""
    match effect:
        case PostRoot() | IndexThread():
            return Priority.ROOT
        case PostPing(key):
            kind = next((ping.kind for ping in swarm.pings if ping.key == key), None)
            return _BY_URGENCY[TABLE[kind].urgency] if kind is not None else Priority.CALL
        case PostCard() | EditCard():
            return Priority.CARD
        case MakePointer() | PointStray() | SettlePing():
            return Priority.TIDY


def is_edit(effect: Effect) -> bool:
    """Edits may be repeated without harm and never starve what is new."""
    return isinstance(effect, EditCard | MakePointer | PointStray | SettlePing)


def goes_out(effect: Effect, swarm: Swarm) -> bool:
    """Whether the effect calls a service outside Teams."""
    key = effect.key if isinstance(effect, PostPing) else ""
    return any(ping.key == key and ping.where is Where.PAGE for ping in swarm.pings)


def goes_direct(effect: Effect, swarm: Swarm, shown: Shown) -> bool:
    """Whether the effect speaks somewhere else than in the thread, as a rule in a 1:1 chat.

    While the channel is lost, what is addressed to somebody reaches the first of them alone.
    """
    if isinstance(effect, PostPing):
        ping = next((ping for ping in swarm.pings if ping.key == effect.key), None)
        if ping is None or effect.key in shown.in_thread:
            return False
        if ping.where is Where.THREAD:
            return swarm.lost is not None and bool(ping.to)
        return ping.where in (Where.DIRECT, Where.WIDE)
    if isinstance(effect, SettlePing):
        sent = shown.ping(effect.key)
        return sent is not None and sent.address != shown.thread
    if isinstance(effect, PointStray):
        stray = shown.stray(effect.message)
        return stray is not None and stray.address != shown.thread
    return False


def effect_key(effect: Effect) -> str:
    """The name of the effect in the announcement: the same effect has the same name for ever."""
    match effect:
        case PostRoot():
            return "root"
        case IndexThread():
            return "index"
        case PostCard(number) | EditCard(number) | MakePointer(number):
            return f"{type(effect).__name__}/{number}"
        case PostPing(key) | SettlePing(key) | PointStray(key):
            return f"{type(effect).__name__}/{key}"


def courtesy_key(key: str) -> bool:
    """Whether the announced effect is one that must not be repeated when its fate is unknown."""
    name, _, ping = key.partition("/")
    return name == PostPing.__name__ and ping.rpartition("-")[0] in {k.value for k in COURTESY}


def _stale(swarm: Swarm, live: ShownCard, look: int) -> bool:
    return live.rev < swarm.card_rev or live.look < look
