"""Cards that are not the ones kept up to date: posted just before a crash, or in a thread that was
left. They betray themselves by being pressed; then they lead to the swarm's thread.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from bot.domain.shown import Address
from bot.flow.road import Road
from bot.teams.inbound import Source
from bot.teams.presses import value

KNOWN_MOST = 2000
"""So many cards are remembered as looked at."""

NOT_LIVE = frozenset({"form_customer_called"})
"""Presses that answers in the channel offer too, so that they tell nothing about the card."""


class Strays:
    """Hands every live card to the road once, the first time that it is pressed."""

    def __init__(self, road: Road) -> None:
        self._road = road
        self._known: OrderedDict[str, None] = OrderedDict()

    def pressed(self, source: Source, verb: str, data: Mapping[str, Any]) -> None:
        """A card was pressed. Only a live card's turn is a number."""
        swarm, card = value(data, "swarm"), source.reply_to
        live = value(data, "turn").isdigit() and verb not in NOT_LIVE
        if not (swarm and card and live and source.scope == "channel") or card in self._known:
            return
        self._known[card] = None
        if len(self._known) > KNOWN_MOST:
            self._known.popitem(last=False)
        where = Address(source.conversation, source.service_url, source.tenant)
        self._road.card_seen(swarm, where, card)
