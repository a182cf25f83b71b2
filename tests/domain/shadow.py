"""A Teams that does at once what the plan says."""

from dataclasses import replace

from bot.domain.plan import (
    EditCard,
    Effect,
    IndexThread,
    MakePointer,
    PointStray,
    PostCard,
    PostPing,
    PostRoot,
    SettlePing,
    plan,
)
from bot.domain.shown import Address, Shown, ShownCard, ShownPing
from bot.domain.swarm import (
    Swarm,
)


def at_rest(swarm: Swarm, shown: Shown) -> Shown:
    """What Teams shows after the effects were done one by one."""
    for _ in range(200):
        effects = plan(swarm, shown)
        if not effects:
            return shown
        shown = done(effects[0], swarm, shown)
    raise AssertionError("the plan never ends")


def done(effect: Effect, swarm: Swarm, shown: Shown) -> Shown:
    """A Teams that does what it is told, and remembers it as the road does."""
    drawn = ShownCard(swarm.card, "m", swarm.card_rev, 1)
    match effect:
        case PostRoot():
            home = swarm.home.address if swarm.home else Address("c", "u")
            return replace(shown, home=home, thread=Address("t", "u"), cards=(drawn,))
        case IndexThread():
            return replace(shown, indexed=True)
        case PostCard():
            return replace(shown, cards=(*shown.cards, drawn))
        case EditCard(number):
            rest = tuple(card for card in shown.cards if card.number != number)
            return replace(shown, cards=(*rest, drawn))
        case MakePointer(number):
            return replace(
                shown,
                cards=tuple(
                    replace(c, pointer=True) if c.number == number else c for c in shown.cards
                ),
            )
        case PointStray(message):
            settled = tuple(
                replace(s, settled=True) if s.message == message else s for s in shown.strays
            )
            return replace(shown, strays=settled)
        case PostPing(key):
            return replace(shown, pings=(*shown.pings, ShownPing(key, "m")))
        case SettlePing(key):
            return replace(
                shown,
                pings=tuple(replace(p, settled=True) if p.key == key else p for p in shown.pings),
            )
