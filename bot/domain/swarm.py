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
from bot.domain.ping import (
    Ping,
    PingKind,
    Where,
)
from bot.domain.promise import (
    Contact,
    Hold,
    HoldKind,
    How,
    Promise,
    PromiseKind,
    Rung,
    Told,
)
from bot.domain.reported import Reported
from bot.domain.ticket import (
    CustomerContact,
    Severity,
    Ticket,
)

__all__ = [
    "Area",
    "AreaState",
    "Away",
    "Contact",
    "CustomerContact",
    "Doubt",
    "Evidence",
    "Hold",
    "HoldKind",
    "How",
    "Ping",
    "PingKind",
    "Promise",
    "PromiseKind",
    "Rung",
    "Severity",
    "Ticket",
    "Told",
    "Wait",
    "Where",
]
"""Names of other modules that are part of this one; what is defined here is exported anyway."""


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
