"""What Teams shows after an effect: changes of ``Shown``, as functions, because one may have to be
applied again to a row that somebody else has written meanwhile.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.domain.shown import Address, Shown, ShownCard, ShownPing, Stray

Change = Callable[[Shown], Shown]

STRAYS_MOST = 20
"""So many cards that are not the swarm's own are remembered."""


def surplus(before: Shown, shown: Shown, change: Change) -> list[tuple[Address, str]]:
    """Messages that ``change``, planned from ``before``, would add although another one stands in
    ``shown`` already: ours to delete."""
    mine = change(shown)
    extra: list[tuple[Address, str]] = []
    if mine.thread is not None and mine.thread != shown.thread:  # a root
        return [(mine.thread, c.message) for c in mine.cards if shown.thread != before.thread]
    for card in mine.cards:
        known = next((c for c in shown.cards if c.number == card.number), None)
        if known is not None and known.message != card.message and mine.thread is not None:
            extra.append((mine.thread, card.message))
    for ping in mine.pings:
        sent = shown.ping(ping.key)
        if sent is not None and sent.message and sent.message != ping.message and ping.address:
            extra.append((ping.address, ping.message))
    return extra


def without_ping(key: str, why: str) -> Change:
    """The ping is given up: it counts as sent, and why is kept."""
    return with_ping(ShownPing(key, "", None, settled=True, why=why))


def without_card(number: int) -> Change:
    """The card is not there any more; the plan posts another, which says so."""
    return lambda shown: replace(
        shown,
        cards=tuple(card for card in shown.cards if card.number != number),
        replaced=tuple(dict.fromkeys((*shown.replaced, number))),
    )


def card_left(number: int) -> Change:
    """The same for a card that is there, and cannot be edited: it may still become a pointer."""

    def change(shown: Shown) -> Shown:
        thread = shown.thread
        left = [(thread, c.message) for c in shown.cards if c.number == number and thread]
        return with_strays(left, without_card(number)(shown))

    return change


def stray_left(message: str) -> Change:
    """The stray cannot be edited: it stays as it is."""

    def change(shown: Shown) -> Shown:
        stray = shown.stray(message)
        return with_stray(replace(stray, settled=True))(shown) if stray else shown

    return change


def without_thread(shown: Shown) -> Shown:
    """The thread is left; its cards, if anybody still sees them, are to lead to the next one."""
    if shown.thread is None:
        return shown
    known = {stray.message for stray in shown.strays}
    left = (Stray(shown.thread, c.message) for c in shown.cards if c.message not in known)
    return replace(
        shown, thread=None, indexed=False, cards=(), strays=(*shown.strays, *left), replaced=()
    )


def with_strays(found: Iterable[tuple[Address, str]], shown: Shown) -> Shown:
    """``shown`` with those of the cards that are neither the swarm's own nor known as strays."""
    own = {card.message for card in shown.cards} | {stray.message for stray in shown.strays}
    own |= {ping.message for ping in shown.pings}
    new = tuple(Stray(address, message) for address, message in found if message not in own)
    return replace(shown, strays=(*shown.strays, *new)[-STRAYS_MOST:]) if new else shown


def into_thread(key: str) -> Change:
    """The person cannot be reached in 1:1: the thread mentions them instead."""
    return lambda shown: replace(shown, in_thread=tuple(dict.fromkeys((*shown.in_thread, key))))


def with_card(card: ShownCard) -> Change:
    """The card as it is now, in place of what was known of it."""

    def change(shown: Shown) -> Shown:
        others = tuple(c for c in shown.cards if c.number != card.number)
        replaced = tuple(number for number in shown.replaced if number != card.number)
        return replace(shown, cards=(*others, card), replaced=replaced)

    return change


def with_stray(stray: Stray) -> Change:
    """The same for a card that is not the swarm's own."""

    def change(shown: Shown) -> Shown:
        others = tuple(s for s in shown.strays if s.message != stray.message)
        return replace(shown, strays=(*others, stray))

    return change


def with_ping(ping: ShownPing) -> Change:
    """The same for a ping."""

    def change(shown: Shown) -> Shown:
        others = tuple(known for known in shown.pings if known.key != ping.key)
        return replace(shown, pings=(*others, ping))

    return change
