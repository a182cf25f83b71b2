"""What a run of several replicas leaves behind: what was promised, what is stored, what was seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.facts import Event
from bot.domain.shown import Shown
from bot.domain.swarm import Swarm
from tests.cards.looking import actions

ROOT, CARD = "root", "card"


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did. ``accepted``: they were told that it is done; otherwise nobody knows.

    ``text`` is what they wrote, which nobody else writes; ``op`` the operation of a press.
    """

    who: str
    swarm: str
    verb: str
    accepted: bool
    op: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that came to Teams. ``key``: "root", "card", or that of a ping.

    ``asks``: it has buttons. A message without any says nothing about its swarm: whose it is stands
    in what the swarm remembers of it; empty when none does.
    """

    at: datetime
    conversation: str
    id: str
    swarm: str
    key: str
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Death:
    at: datetime
    replica: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A message as it stands in Teams at the end."""

    id: str
    card: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """All that is stored of one swarm. ``wakes`` are the moments of its wake rows (None: at once)."""

    state: Swarm
    events: tuple[Event, ...]
    shown: Shown
    wakes: tuple[datetime | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """``tickets``: those that were accepted, and the channel that they asked for; by swarm.

    ``writes``: when the bot wrote into each chat or channel. ``standing``: what stands where.
    """

    tickets: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    posted: tuple[Posted, ...] = ()
    deaths: tuple[Death, ...] = ()
    cases: Mapping[str, Case] = field(default_factory=dict)
    writes: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    standing: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)


def marks(card: Mapping[str, Any] | None) -> tuple[str, str] | None:
    """The swarm and the turn that the buttons of a card carry; None for a card without any."""
    for action in actions(dict(card or {})):
        data = action.get("data") or {}
        if "swarm" in data:
            return str(data["swarm"]), str(data.get("turn", ""))
    return None
