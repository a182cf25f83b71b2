"""Views of what somebody asks for: lists, timeline, status, promises, runbook, export, welcome."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cards.views_parts import ContactView, FollowUpView, PromiseView


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
    drill: bool = False


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
