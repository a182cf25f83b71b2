"""What the cards show: plain values, made by the presenter, understood by nobody else.

Moments are aware and already in the zone of the reader; cards only write them down. States,
kinds and reasons are keys of the words, never sentences. Texts of people and tickets are raw:
the cards escape and cut them.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cards.views_parts import (
    AreaView,
    ContactView,
    DraftView,
    FollowUpView,
    NoteView,
    PromiseView,
)
from cards.views_told import (
    ExportView,
    LedgerLine,
    LedgerView,
    ListLine,
    ListView,
    RunbookView,
    StatusView,
    TimelineLine,
    TimelineView,
    WelcomeView,
)

__all__ = [
    "AreaView",
    "ContactView",
    "DraftView",
    "ExportView",
    "FollowUpView",
    "LedgerLine",
    "LedgerView",
    "ListLine",
    "ListView",
    "NoteView",
    "PromiseView",
    "RunbookView",
    "StatusView",
    "TimelineLine",
    "TimelineView",
    "WelcomeView",
]
"""Names of other modules that are part of this one; what is defined here is exported anyway."""


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
    follow_ups: tuple[FollowUpView, ...] = ()
    addable: tuple[tuple[str, str], ...] = ()
    """(key, name) of areas that can be added in one press."""
    lead: str = ""
    liaison: str = ""
    people: int = 0
    away_for: timedelta = timedelta(minutes=30)
    anybody_away: bool = False
    recovery: tuple[datetime, str, str] | None = None
    """(since, confirmed by, extent)"""
    watch_until: datetime | None = None
    closed_at: datetime | None = None
    unknown_people: tuple[str, ...] = ()
    """Names in the policy that the directory does not know."""
    nobody_on_duty: bool = False
    replaces: str | None = None
    """It stands for a card that was lost; a link to the beginning of the thread ("": none)."""
    drill: bool = False
    note: NoteView | None = None
    dialogs: bool = False
    """Forms open as Teams dialogs; else as messages of their own."""


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
    dialogs: bool = False
    """Forms open as Teams dialogs; else as messages of their own."""
    draft: DraftView | None = None
    """The letter that the ping is about; only in a 1:1 chat."""
    report: str = ""
    """The text of a report inside, which is shown as it was written."""
    details: tuple[NoteView, ...] = ()
    """Lines below the sentence: the packet of a hand-over."""
    url: str = ""
    """Of the ticket, where the case line is to lead there."""


@dataclass(frozen=True, slots=True)
class FormView:
    """A form: what it is about, what was typed so far, and what was wrong with it.

    ``form`` is contact, move, note, next, recover, close, area, areas, customer_called, finding,
    waiting, place, set_aside or new. ``data`` goes into the press beside swarm, form and nonce (``promise``,
    ``area``, ``do``, ...). ``values`` are texts by the id of their input; ``error`` stands on top.
    """

    form: str
    swarm: str
    nonce: str
    as_of: datetime
    severity: str = ""
    customer: str = ""
    ticket: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    error: NoteView | None = None
    promises: tuple[PromiseView, ...] = ()
    """The promise that is moved, or all open ones when closing."""
    areas: tuple[AreaView, ...] = ()
    addable: tuple[tuple[str, str], ...] = ()
    phases: tuple[str, ...] = ("fixing", "mitigated", "unconfirmed", "recovered", "watching")
    """The steps that may follow the present one."""
    people: tuple[tuple[str, str], ...] = ()
    """(id, name) of those who can be chosen as owner, or called in."""
    hints: tuple[NoteView, ...] = ()
    """Said above the inputs: what whoever fills in the form should know."""
    records: tuple[ContactView, ...] = ()
    """The contacts that can be corrected, the last one first."""
    follow_ups: tuple[FollowUpView, ...] = ()
    draft: DraftView | None = None
    case: dict[str, object] = field(default_factory=dict)
    """What is known now, by the id of the input that changes it."""
    zone: str = ""
    """Said when the reader's zone is not the channel's."""
    drill: bool = False
    dialogs: bool = False
