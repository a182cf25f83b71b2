"""What several views are made of: areas, promises, contacts, notes."""

from dataclasses import dataclass, field
from datetime import datetime


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
