"""What the cards show: plain values, made by the presenter, understood by nobody else.

Moments are aware and already in the zone of the reader; cards only write them down. States,
kinds and reasons are keys of the words, never sentences. Texts of people and tickets are raw:
the cards escape and cut them.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class AreaView:
    """``state`` is free, looking, suspect, cause, ruled_out, waiting, check_again or not_relevant.

    ``wanted``: nobody has it, and somebody should. ``until`` is the owner's estimate, or when the
    answer from ``whom`` is expected; ``away`` when the owner comes back; ``why`` are the fields of
    the ticket that have changed; ``found_at`` and ``checked`` (from, to) belong to the finding,
    as ``link`` does; ``place`` leads to where the work happens.
    """

    key: str
    name: str
    state: str
    owner: str = ""
    helpers: tuple[str, ...] = ()
    since: datetime | None = None
    finding: str = ""
    turn: int = 0
    """Counts the changes of its owner; goes into "take over"."""
    wanted: bool = False
    away: datetime | None = None
    until: datetime | None = None
    whom: str = ""
    why: tuple[str, ...] = ()
    found_at: datetime | None = None
    checked: tuple[datetime, datetime] | None = None
    link: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class PromiseView:
    """``kind`` is first_response, update, call_back or report. ``overdue``: the moment has passed
    (and an event has said so, so that the card says it too). ``judged``: the time that the customer
    still counts on, when it was moved without asking them."""

    number: int
    kind: str
    due: datetime
    told: bool
    owner: str = ""
    to: str = ""
    overdue: bool = False
    text: str = ""
    judged: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContactView:
    """``number`` is that of its record."""

    at: datetime
    how: str
    by: str
    to: str = ""
    said: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A promise of the ledger. ``outcome`` is open, on_time, late, missed or ended; ``judged`` the
    time that the customer still counts on, when ``due`` is another one."""

    number: int
    kind: str
    to: str
    due: datetime
    told: bool
    outcome: str = "open"
    owner: str = ""
    late: timedelta = timedelta(0)
    reason: str = ""
    judged: datetime | None = None


@dataclass(frozen=True, slots=True)
class LedgerView:
    """Every promise: ``open`` by their time, ``ended`` the newest first; ``on_time`` (n, of)."""

    swarm: str
    turn: str
    severity: str
    customer: str
    ticket: str
    as_of: datetime
    open: tuple[LedgerLine, ...] = ()
    ended: tuple[LedgerLine, ...] = ()
    on_time: tuple[int, int] = (0, 0)
    actions: frozenset[str] = frozenset()
    drill: bool = False
    dialogs: bool = False
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class NoteView:
    """An answer to a press, shown above the card, only to the person who pressed.

    ``key``/``args`` are words; ``join`` is the area that the person is offered to look at together,
    ``take_over`` (area, turn) one that they may take over at once.
    """

    key: str
    args: dict[str, object] = field(default_factory=dict)
    join: str = ""
    take_over: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class DraftView:
    """A letter to the customer: its text, what to say on the phone, and what the guard points at."""

    title: str
    subject: str
    text: str
    phone: str
    marks: tuple[NoteView, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """What ``owner`` is to do afterwards, and when they are reminded."""

    number: int
    text: str
    owner: str
    due: datetime


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


@dataclass(frozen=True, slots=True)
class RunbookView:
    """``text`` is the team's own Markdown; ``name`` has just taken the area (empty: somebody asked
    for it). ``folded``: behind a button, where others read along."""

    area: str
    text: str
    name: str = ""
    severity: str = ""
    customer: str = ""
    ticket: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class ExportView:
    """Links to files as (kind, address): ``inside`` with everything, ``safe`` for the customer; they
    work ``until``. ``back`` (swarm, turn) leads back to the live card."""

    severity: str
    customer: str
    ticket: str
    as_of: datetime
    until: datetime
    inside: tuple[tuple[str, str], ...]
    safe: tuple[tuple[str, str], ...]
    drill: bool = False
    back: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """``key`` is ``event-<name of the fact>``; ``args`` are its values by the fact's own names."""

    at: datetime
    key: str
    args: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimelineView:
    severity: str
    customer: str
    ticket: str
    as_of: datetime
    lines: tuple[TimelineLine, ...]
    drill: bool = False
    back: tuple[str, str] | None = None
    """(swarm, turn) when it stands in the place of the live card, which it then leads back to."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """One case of a list. ``url`` leads to its thread, or to the ticket."""

    severity: str
    customer: str
    ticket: str
    title: str
    phase: str
    due: datetime | None = None
    url: str = ""
    drill: bool = False


@dataclass(frozen=True, slots=True)
class ListView:
    """``key`` is the heading: list-mine, list-all or ambiguous. ``read_at`` is said when it is old."""

    key: str
    as_of: datetime
    lines: tuple[ListLine, ...] = ()
    read_at: datetime | None = None
    follow_ups: tuple[tuple[str, str, FollowUpView], ...] = ()
    """(swarm, ticket, what is still to be done)"""


@dataclass(frozen=True, slots=True)
class StatusView:
    """What somebody who talks to the customer's side may say, and whom they ask."""

    swarm: str
    turn: str
    severity: str
    customer: str
    ticket: str
    phase: str
    as_of: datetime
    last_contact: ContactView | None = None
    promise: PromiseView | None = None
    hard_deadline: datetime | None = None
    liaison: str = ""
    actions: frozenset[str] = frozenset()
    drill: bool = False
    dialogs: bool = False


@dataclass(frozen=True, slots=True)
class WelcomeView:
    """``name`` added the bot (empty: unknown). ``actions``: use_channel, drill, form_new, help."""

    name: str = ""
    actions: frozenset[str] = frozenset()
    dialogs: bool = False
