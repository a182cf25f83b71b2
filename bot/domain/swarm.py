"""The state of one swarm: frozen, total, and nothing but data.

How it changes is in ``apply.py``, what may be done with it in ``decide.py``, what must be said
about it in ``reminders.py`` and ``plan.py``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.areas import Area, AreaState, Away, Doubt, Evidence, Wait
from bot.domain.followup import FollowUp
from bot.domain.handover import Handover, Stint
from bot.domain.home import Home, Lost
from bot.domain.overrides import Override
from bot.domain.people import Person
from bot.domain.reported import Reported

__all__ = ["Area", "AreaState", "Away", "Doubt", "Evidence", "Wait"]
"""Names of other modules that are part of this one; what is defined here is exported anyway."""


class Severity(StrEnum):
    A = "A"
    B = "B"
    C = "C"


class Phase(StrEnum):
    OPEN = "open"
    FIXING = "fixing"
    MITIGATED = "mitigated"
    UNCONFIRMED = "unconfirmed"  # recovered, the customer has to confirm
    RECOVERED = "recovered"
    WATCHING = "watching"
    CLOSED = "closed"


SEARCHING = (Phase.OPEN, Phase.FIXING)
"""Phases in which the cause is looked for, and an area that nobody has is worth a call."""


class PromiseKind(StrEnum):
    FIRST_RESPONSE = "first_response"
    UPDATE = "update"
    CALL_BACK = "call_back"
    REPORT = "report"


class How(StrEnum):
    """How the customer was contacted. ``NOT_REACHED`` is recorded, but closes no promise."""

    PHONE = "phone"
    MAIL = "mail"
    TICKET = "ticket"
    MEETING = "meeting"
    NOT_REACHED = "not_reached"


class HoldKind(StrEnum):
    CALL = "call"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class CustomerContact:
    """Whom to reach at the customer's, as the ticket says."""

    name: str = ""
    phone: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as its source last described it; empty strings and None are "not stated".

    A ``drill`` is no real case: nobody but those who take part hears of it.
    """

    id: str
    title: str
    severity: Severity
    source: str
    customer: str = ""
    description: str = ""
    business_impact: str = ""
    customer_deadline: datetime | None = None
    url: str = ""
    created_at: datetime | None = None
    symptom_since: datetime | None = None
    assignee: str = ""
    contact: CustomerContact = CustomerContact()
    plan: str = ""
    channel: str = ""
    status: str = "open"
    updated_at: datetime | None = None
    drill: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung that was reached at ``at``; ``skipped`` when there was nobody in it, or no use."""

    mark: str
    at: datetime
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """When the customer must next hear from us. Only open promises stand in the state.

    ``told`` is True when the customer was told the time, False when it is our own target.
    ``owner`` None means whoever is the liaison at the moment.
    ``made`` is when it was given, ``set_at`` when we came to know of this due time (later than
    ``made`` when a call was written down late, or the time was moved).
    ``raised`` holds the rungs of the ladder that have been reached for this due time; until
    ``quiet_until`` none is, because somebody snoozed it (once: ``snoozed``) or took it on.
    ``judged`` is the time that the customer still counts on, when it was moved without asking them.
    """

    number: int
    kind: PromiseKind
    to: str
    due: datetime
    made: datetime
    told: bool
    owner: Person | None = None
    text: str = ""
    set_at: datetime | None = None
    raised: tuple[Rung, ...] = ()
    quiet_until: datetime | None = None
    snoozed: bool = False
    judged: datetime | None = None

    @property
    def judged_by(self) -> datetime:
        """The moment that decides whether it was kept in time."""
        return self.judged or self.due

    @property
    def owed(self) -> bool:
        """Whether the customer counts on the time; our own target is ours to move."""
        first = self.kind is PromiseKind.FIRST_RESPONSE
        return self.told or first or self.judged is not None


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody is on the phone with, or writing to, the customer: the ladder waits.

    It waits for what they have in hand: promises that somebody else took on go their own way.
    """

    kind: HoldKind
    by: Person
    since: datetime
    until: datetime

    def holds(self, promise: Promise) -> bool:
        return promise.owner in (None, self.by)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with the customer. ``at`` is when it was said, not when it was written down.

    ``number`` is the sequence number of its event: by it the record can be corrected for ever.
    """

    said: str
    at: datetime
    how: How
    to: str
    by: Person
    number: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the customer was told about an area, and when: its state as it was known then."""

    area: str
    state: AreaState
    at: datetime


@dataclass(frozen=True, slots=True)
class NextAction:
    text: str
    owner: Person | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recovery:
    """Since when, confirmed by whom, and how much of it ("128 of 128 shops")."""

    since: datetime
    confirmed_by: str = ""
    extent: str = ""


class Where(StrEnum):
    THREAD = "thread"
    DIRECT = "direct"
    WIDE = "wide"  # a post of its own in the channel where everybody reads
    PAGE = "page"  # a paging service outside Teams


class PingKind(StrEnum):
    """Everything that the bot says of its own accord. The Fluent ids are ``ping-<value>``."""

    ARRIVAL = "arrival"
    NO_LEAD = "no-lead-yet"
    UNCLAIMED = "unclaimed"
    UNCLAIMED_NOBODY = "unclaimed-nobody"
    UNCLAIMED_AGAIN = "unclaimed-again"
    STILL_ON_IT = "still-on-it"
    WAITING_OVER = "waiting-over"
    CHECK_AGAIN = "check-again"
    CLAIM_LAPSED = "claim-lapsed"
    TAKEN_OVER = "taken-over"
    LEFT_TEAM = "left-team"
    BEFORE = "before"  # T-15 and the like, 1:1
    SOON = "soon"  # T-5, 1:1
    NOW = "now"
    OVERDUE_LIAISON = "overdue-liaison"
    OVERDUE_LEAD = "overdue-lead"
    OVERDUE_MANAGER = "overdue-manager"
    OVERDUE_PHONE = "overdue-phone"
    OVERDUE_PAGE = "overdue-page"
    TOLD_CHANGED = "told-changed"
    ASK_MANAGER = "ask-manager"
    CALLED_IN = "called-in"
    IN_CALL_END = "in-call-end"
    SUPERVISOR_OPEN = "supervisor-open"
    SUPERVISOR_CHANGE = "supervisor-change"
    HOME_LOST = "home-lost"
    FIRST_REPORT = "first-report"
    REPORT = "report-inside"
    RECOVERY_REPORT = "recovery-report"
    NO_LIAISON = "no-liaison"
    ROLE_BACK = "role-back"
    HAND_OVER = "hand-over"
    HANDOVER_SILENT = "handover-silent"
    HANDOVER_ACCEPTED = "handover-accepted"
    HANDOVER_DECLINED = "handover-declined"
    SHIFT_HINT = "shift-hint"
    REST_HINT = "rest-hint"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True)
class Ping:
    """Something that should be said, until it no longer matters.

    ``key`` is unique in the swarm for ever; ``turn`` of its presses. ``promise`` and ``areas`` say
    what it is about; ``to`` whom it mentions (THREAD) or reaches (DIRECT: exactly one person).
    ``by`` is who asked for it and ``text`` what they wrote, when it was a person.
    """

    key: str
    kind: PingKind
    where: Where
    to: tuple[Person, ...]
    at: datetime
    promise: int | None = None
    areas: tuple[str, ...] = ()
    by: Person | None = None
    text: str = ""
    handover: int | None = None
    follow_up: int | None = None


@dataclass(frozen=True, slots=True)
class Swarm:
    """One escalation, from its ticket to its close.

    ``rev`` is the sequence number of the last event; ``card_rev`` that of the last event which
    changed what the card shows; ``card`` counts the live cards posted ("status" posts a fresh one).
    ``calls`` are the rungs reached that belong to no promise (arrival, lead, areas).
    ``reports`` counts what the customer's usual contact was told, as the customer counts it;
    ``reported`` is the last report inside.
    ``records`` are the last contacts as they read now, ``told`` what the customer knows of areas.
    ``done`` holds the operation ids of the last acts, so that doing it twice is doing it once.
    ``home`` is where it was moved to (None: where it was posted first); ``lost`` while the bot cannot
    speak there. ``handovers`` wait for their receivers; ``stints`` tell since when somebody holds
    a role or an area. ``overrides`` is what people have set about the case, beside its ticket.
    """

    id: str
    ticket: Ticket
    opened_at: datetime
    at: datetime
    rev: int = 0
    card_rev: int = 0
    card: int = 0
    phase: Phase = Phase.OPEN
    phase_at: datetime | None = None
    opened_by: Person | None = None
    recovery: Recovery | None = None
    watch_until: datetime | None = None
    lead: Person | None = None
    liaison: Person | None = None
    areas: tuple[Area, ...] = ()
    away: tuple[Away, ...] = ()
    calls: tuple[Rung, ...] = ()
    promises: tuple[Promise, ...] = ()
    promise_count: int = 0
    cadence: timedelta | None = None
    no_next: str = ""
    hold: Hold | None = None
    last_contact: Contact | None = None
    contacts: int = 0
    reports: int = 0
    reported: Reported | None = None
    records: tuple[Contact, ...] = ()
    told: tuple[Told, ...] = ()
    notes: int = 0
    next_action: NextAction | None = None
    people: tuple[Person, ...] = ()
    pings: tuple[Ping, ...] = ()
    done: tuple[str, ...] = ()
    home: Home | None = None
    lost: Lost | None = None
    handovers: tuple[Handover, ...] = ()
    stints: tuple[Stint, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    follow_up_count: int = 0
    overrides: tuple[Override, ...] = ()

    @property
    def closed(self) -> bool:
        return self.phase is Phase.CLOSED

    @property
    def at_rest(self) -> bool:
        """Closed, and nothing is owed to anybody any more."""
        return self.closed and not self.promises and not self.follow_ups

    def area(self, key: str) -> Area | None:
        return next((area for area in self.areas if area.key == key), None)

    def away_until(self, person: Person, now: datetime) -> datetime | None:
        """When the person, who is away now, comes back; None when they are here."""
        spans = (a for a in self.away if a.person == person)
        return next((a.until for a in spans if a.since <= now < a.until), None)

    def handover(self, number: int | None) -> Handover | None:
        return next((one for one in self.handovers if one.number == number), None)

    def follow_up(self, number: int) -> FollowUp | None:
        return next((one for one in self.follow_ups if one.number == number), None)

    def promise(self, number: int) -> Promise | None:
        return next((promise for promise in self.promises if promise.number == number), None)
