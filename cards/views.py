"""What the cards show: plain values, made by the presenter, understood by nobody else.

Moments are aware and already in the zone of the reader; cards only write them down. States,
kinds and reasons are keys of the words, never sentences. Texts of people and tickets are raw:
the cards escape and cut them.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Clocktime:
    """A moment as a reader needs it; ``others`` are (label, moment) in further zones."""

    at: datetime
    others: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class AreaView:
    """``state`` is free, looking, suspect, cause, ruled_out or not_relevant."""

    key: str
    name: str
    state: str
    owner: str = ""
    helpers: tuple[str, ...] = ()
    since: datetime | None = None
    finding: str = ""


@dataclass(frozen=True, slots=True)
class PromiseView:
    """``kind`` is first_response, update, call_back or report. ``overdue``: the moment has passed
    (and an event has said so, so that the card says it too)."""

    number: int
    kind: str
    due: datetime
    told: bool
    owner: str = ""
    to: str = ""
    overdue: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class ContactView:
    at: datetime
    how: str
    by: str
    to: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class NoteView:
    """An answer to a press, shown above the card, only to the person who pressed.

    ``key``/``args`` are words; ``join`` is the area that the person is offered to look at together.
    """

    key: str
    args: dict[str, object] = field(default_factory=dict)
    join: str = ""


@dataclass(frozen=True, slots=True)
class SwarmView:
    """The live card. ``turn`` goes into every press. ``actions`` are the verbs that may be
    pressed now (derived from the table of moves, so a card never offers what is refused)."""

    swarm: str
    turn: str
    severity: str
    customer: str
    ticket: str
    ticket_url: str
    title: str
    phase: str
    as_of: datetime
    opened_at: datetime
    actions: frozenset[str]
    impact: str = ""
    hard_deadline: datetime | None = None
    symptom_since: datetime | None = None
    promise: PromiseView | None = None
    other_promises: tuple[PromiseView, ...] = ()
    no_next: str = ""
    hold: tuple[str, str, datetime] | None = None
    """(call or writing, who, since)"""
    last_contact: ContactView | None = None
    next_action: tuple[str, str, datetime | None] | None = None
    """(text, who or "", until)"""
    areas: tuple[AreaView, ...] = ()
    addable: tuple[tuple[str, str], ...] = ()
    """(key, name) of areas that can be added in one press."""
    lead: str = ""
    liaison: str = ""
    people: int = 0
    recovery: tuple[datetime, str, str] | None = None
    """(since, confirmed by, extent)"""
    watch_until: datetime | None = None
    closed_at: datetime | None = None
    unknown_people: tuple[str, ...] = ()
    """Names in the policy that the directory does not know."""
    nobody_on_duty: bool = False
    drill: bool = False
    note: NoteView | None = None


@dataclass(frozen=True, slots=True)
class MentionView:
    """A person to mention: ``id`` is the Teams id; empty when unknown (then only the name)."""

    name: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class PingView:
    """A small card that the bot posts of its own accord.

    ``kind`` is the word id without ``ping-`` (``now``, ``overdue-lead``, ``unclaimed``, ...);
    ``args`` the words' arguments (strings and moments); ``presses`` the verbs it asks for, in
    order, each with the data that the press carries beside swarm and turn.
    """

    swarm: str
    turn: str
    kind: str
    severity: str
    customer: str
    ticket: str
    as_of: datetime
    mentions: tuple[MentionView, ...] = ()
    args: dict[str, object] = field(default_factory=dict)
    presses: tuple[tuple[str, dict[str, str]], ...] = ()
    area_names: tuple[tuple[str, str], ...] = ()
    banner: str = "full"
    """``full`` or ``number``: what a locked phone may show."""
    drill: bool = False
