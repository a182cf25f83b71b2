"""What people, tickets and time ask for: imperative, frozen, a closed union.

A command says what it acts on; who gives it, and which act it is, stands in ``Order``. A new member
of the union must be handled by ``decide``, or the type checker refuses it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.commands_areas import (
    AddArea,
    Claim,
    ComeBack,
    Confirm,
    Estimate,
    Find,
    GoAway,
    Join,
    Leave,
    Release,
    SetAside,
    StillOn,
    TakeOver,
    WaitFor,
    WorkAt,
)
from bot.domain.commands_case import ChangeCase
from bot.domain.commands_roles import (
    AnswerHandover,
    HandOver,
    RoleCommand,
    StepBack,
    WithdrawHandover,
)
from bot.domain.followup import AddFollowUp, FinishFollowUp, FollowUpCommand, MoveFollowUp
from bot.domain.home import HomeCommand
from bot.domain.people import Person
from bot.domain.reported import Report
from bot.domain.swarm import AreaState, HoldKind, How, Phase, PromiseKind, Ticket

__all__ = [
    "AddArea",
    "AddFollowUp",
    "AnswerHandover",
    "ChangeCase",
    "Claim",
    "ComeBack",
    "Confirm",
    "Estimate",
    "Find",
    "FinishFollowUp",
    "GoAway",
    "HandOver",
    "Join",
    "Leave",
    "MoveFollowUp",
    "Release",
    "Report",
    "SetAside",
    "StepBack",
    "StillOn",
    "TakeOver",
    "WaitFor",
    "WithdrawHandover",
    "WorkAt",
]
"""Names of other modules that are part of this one; what is defined here is exported anyway."""


@dataclass(frozen=True, slots=True)
class Open:
    """A ticket came, or somebody opened a swarm by hand. Given again: what changed is recorded."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Lead:
    """Take the lead; the lead is the liaison too until somebody else takes that."""


@dataclass(frozen=True, slots=True)
class Liaise:
    """Take over talking to the customer."""


@dataclass(frozen=True, slots=True)
class LogContact:
    """The customer heard from us.

    ``at`` None means now. ``next_due`` None and ``no_next`` empty: the cadence of the policy gives
    the next time, as our own target. ``no_next`` is the reason why no next contact is owed.
    ``promise`` names the promise that a press on a ping answers. ``spoken`` is what it says of areas,
    where that is known better than by finding their names in the words (None: it is not).
    """

    said: str
    how: How = How.PHONE
    at: datetime | None = None
    to: str = ""
    next_due: datetime | None = None
    told: bool = False
    no_next: str = ""
    every: timedelta | None = None
    promise: int | None = None
    spoken: tuple[tuple[str, AreaState], ...] | None = None


@dataclass(frozen=True, slots=True)
class CorrectContact:
    """The record of a contact was wrong. None and an empty text leave a field as it is.

    ``contact`` is the number of its event; None means the last one.
    """

    contact: int | None = None
    said: str = ""
    at: datetime | None = None
    how: How | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class CustomerCalled:
    """The customer contacted us; ``call_back`` opens a call-back owed to ``who``."""

    who: str
    text: str = ""
    call_back: datetime | None = None
    owner: Person | None = None


@dataclass(frozen=True, slots=True)
class Owe:
    """Promise something to somebody: a call-back, a report, an extra update."""

    kind: PromiseKind
    to: str
    due: datetime
    text: str = ""
    owner: Person | None = None
    told: bool = True


@dataclass(frozen=True, slots=True)
class MovePromise:
    """Another time for an open promise; ``told`` says whether the customer agreed to it."""

    promise: int
    due: datetime
    told: bool = False


@dataclass(frozen=True, slots=True)
class TakePromise:
    """ "I'll contact them": the promise gets a new owner."""

    promise: int


@dataclass(frozen=True, slots=True)
class EndPromise:
    promise: int
    reason: str


@dataclass(frozen=True, slots=True)
class HoldLadder:
    """ "I'm on the phone" or "I'm writing it": no reminder for the policy's hold time."""

    kind: HoldKind


@dataclass(frozen=True, slots=True)
class FreeLadder:
    """The call is over, or the letter is not being written any more."""


@dataclass(frozen=True, slots=True)
class Snooze:
    """ "Remind me in 15 minutes": once for a promise, the cadence stays as it is."""

    promise: int


@dataclass(frozen=True, slots=True)
class Phone:
    """ "Phoned": whoever keeps the promise was called by telephone."""

    promise: int


@dataclass(frozen=True, slots=True)
class AskManager:
    """A manager is asked for help, now, with the words of whoever asks."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class CallIn:
    """Somebody decides that ``person`` is called in for the area, on duty or not."""

    area: str
    person: Person


@dataclass(frozen=True, slots=True)
class AnswerCall:
    """The answer to a call by a person: ``coming`` or not. ``ping`` is its key."""

    ping: str
    coming: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    text: str


@dataclass(frozen=True, slots=True)
class SetNextAction:
    text: str
    owner: Person | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recover:
    """Move along the steps of recovery (any phase but CLOSED)."""

    phase: Phase
    since: datetime | None = None
    confirmed_by: str = ""
    extent: str = ""
    watch_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Close:
    """Close the swarm. With promises open, ``confirmed`` must say that they have been seen.

    ``settle`` ends some of them, each with its reason; the others are kept, and remind as before.
    ``follow_ups`` are what is to be done now that it is over.
    """

    confirmed: bool = False
    settle: tuple[tuple[int, str], ...] = ()
    follow_ups: tuple[AddFollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopen:
    pass


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """Post a fresh live card at the bottom of the thread."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


Command = (
    Open | Lead | Liaise | AddArea | Claim | Join | Release | TakeOver | SetAside | Find
    | Confirm | WaitFor | Estimate | StillOn | WorkAt | GoAway | ComeBack | Leave
    | LogContact | CorrectContact | CustomerCalled | Owe | MovePromise | TakePromise | EndPromise
    | HoldLadder | FreeLadder | Snooze | Phone | AskManager | CallIn | AnswerCall
    | ChangeCase | Note | SetNextAction | Recover | Close | Reopen | ShowStatus | Tick
    | HomeCommand
    | RoleCommand | FollowUpCommand | Report
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """A command with its author and its operation id.

    ``op`` is the same whenever the same act is delivered again (a double press, Teams' retry with
    or without a new activity id, a redelivered message). Empty: the act is idempotent by itself.
    """

    command: Command
    by: Person | None = None
    op: str = ""
