"""What somebody can mean by words about the customer: contacts, promises, records, and calls for help.
Times stay text."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.swarm import How, PromiseKind
from bot.teams.inbound import Mentioned


@dataclass(frozen=True, slots=True)
class Contact:
    """The customer heard from us. ``at`` and ``next`` are times as typed.

    ``none_because``: no next contact is owed, with the reason ("" when a next one is).
    ``told``: whether the customer was told the next time, None when it was not said.
    """

    said: str
    how: How | None = None
    to: str = ""
    at: str = ""
    next: str = ""
    none_because: str = ""
    no_next: bool = False
    told: bool | None = None
    every: timedelta | None = None


@dataclass(frozen=True, slots=True)
class CustomerCalled:
    """``call_back`` is a time as typed, "" when none was said."""

    who: str
    text: str = ""
    call_back: str = ""


@dataclass(frozen=True, slots=True)
class MoveTime:
    """Another time for the next contact, or for the promise of that number."""

    at: str
    told: bool | None = None
    promise: int | None = None


@dataclass(frozen=True, slots=True)
class Promises:
    """Every promise of this thread's case, or of the one that ``query`` names."""

    query: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """Something is promised to ``to`` (empty: the usual contact) by ``at``, a time as typed."""

    kind: PromiseKind
    to: str = ""
    at: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class EndPromise:
    """``promise`` None: the next one that is due; so with all that name a promise."""

    promise: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correct:
    """The record of a contact was wrong; what ``contact`` leaves empty stays as it was."""

    record: int | None
    contact: Contact


@dataclass(frozen=True, slots=True)
class TakePromise:
    promise: int | None = None


@dataclass(frozen=True, slots=True)
class RemindLater:
    promise: int | None = None


@dataclass(frozen=True, slots=True)
class Phoned:
    promise: int | None = None


@dataclass(frozen=True, slots=True)
class OffPhone:
    """The call is over, or the letter is written."""


@dataclass(frozen=True, slots=True)
class AskManager:
    text: str = ""


@dataclass(frozen=True, slots=True)
class CallIn:
    area: str
    person: Mentioned | None = None


@dataclass(frozen=True, slots=True)
class AnswerCall:
    """``query`` names the case, where it is not said in its thread."""

    coming: bool
    query: str = ""
