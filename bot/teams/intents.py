"""What somebody can mean by words typed to the bot. Times stay text: whoever answers knows the
zone of the speaker and what to ask back. An empty text was not said."""

from dataclasses import dataclass
from datetime import time

from bot.domain.swarm import Phase, Severity
from bot.teams.inbound import Mentioned
from bot.teams.intents_areas import (
    AddArea,
    Away,
    Back,
    Claim,
    Confirm,
    Estimate,
    Finding,
    Join,
    Release,
    Runbook,
    SetAside,
    StillOn,
    TakeOver,
    WaitFor,
    WorkAt,
)
from bot.teams.intents_case import ChangeCase
from bot.teams.intents_promises import (
    AnswerCall,
    AskManager,
    CallIn,
    Contact,
    Correct,
    CustomerCalled,
    EndPromise,
    MoveTime,
    OffPhone,
    Phoned,
    Promise,
    Promises,
    RemindLater,
    TakePromise,
)
from bot.teams.intents_roles import AcceptHandover, Drill, HandOver, Hours, KeepOn, StepBack

__all__ = [
    "AcceptHandover",
    "AddArea",
    "AnswerCall",
    "AskManager",
    "Away",
    "Back",
    "CallIn",
    "ChangeCase",
    "Claim",
    "Confirm",
    "Contact",
    "Correct",
    "CustomerCalled",
    "Drill",
    "EndPromise",
    "Estimate",
    "Finding",
    "HandOver",
    "Hours",
    "Join",
    "KeepOn",
    "MoveTime",
    "OffPhone",
    "Phoned",
    "Promise",
    "Promises",
    "Release",
    "RemindLater",
    "Runbook",
    "SetAside",
    "StepBack",
    "StillOn",
    "TakeOver",
    "TakePromise",
    "WaitFor",
    "WorkAt",
]
"""Names of other modules that are part of this one; what is defined here is exported anyway."""


@dataclass(frozen=True, slots=True)
class New:
    """Open a swarm by hand. ``severity`` None: not said."""

    title: str
    severity: Severity | None = None
    customer: str = ""
    impact: str = ""
    ticket: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class UseChannel:
    pass


@dataclass(frozen=True, slots=True)
class Lead:
    pass


@dataclass(frozen=True, slots=True)
class Liaison:
    pass


@dataclass(frozen=True, slots=True)
class Note:
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The next letter to the customer, of this thread's case, or of the one that ``query`` names."""

    query: str = ""


@dataclass(frozen=True, slots=True)
class ReportInside:
    """The report to the supervisors, of this thread's case or of the one that ``query`` names."""

    query: str = ""


@dataclass(frozen=True, slots=True)
class NextAction:
    text: str
    owner: Mentioned | None = None
    until: str = ""


@dataclass(frozen=True, slots=True)
class OnPhone:
    pass


@dataclass(frozen=True, slots=True)
class Writing:
    pass


@dataclass(frozen=True, slots=True)
class Recovered:
    """A step of recovery; ``since`` and ``until`` are times as typed."""

    phase: Phase
    since: str = ""
    until: str = ""
    confirmed_by: str = ""
    extent: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is to be done afterwards; ``due`` is a day or a time as typed."""

    text: str
    owner: Mentioned | None = None
    due: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpDone:
    """``number`` None: the only one."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """The story as a file; ``safe``: for the customer; ``as_text``: as messages to copy."""

    query: str = ""
    safe: bool = False
    as_text: bool = False


@dataclass(frozen=True, slots=True)
class Close:
    pass


@dataclass(frozen=True, slots=True)
class Reopen:
    pass


@dataclass(frozen=True, slots=True)
class Status:
    """Of this thread, or of the swarm that ``query`` (ticket, customer, title) names."""

    query: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    query: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    pass


@dataclass(frozen=True, slots=True)
class Hi:
    """A greeting, or the bot's name alone."""


@dataclass(frozen=True, slots=True)
class MySwarms:
    pass


@dataclass(frozen=True, slots=True)
class All:
    pass


@dataclass(frozen=True, slots=True)
class Duty:
    """On or off duty, perhaps from one time of day to another."""

    on: bool
    start: time | None = None
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """``code`` is "en", "ja", or "" when another one was asked for."""

    code: str


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Thanks, "understood", a greeting at the end of a shift: needs no answer."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """``nearest`` are the words that may have been meant, best first."""

    text: str
    nearest: tuple[str, ...] = ()


Intent = (
    New | UseChannel | Claim | Join | Release | TakeOver | Lead | Liaison | AddArea | SetAside
    | Finding | Contact | CustomerCalled | MoveTime | Note | NextAction | OnPhone | Writing
    | Recovered | Close | Reopen | Status | Timeline | Help | Hi | MySwarms | All | Duty | Language
    | Promises | Promise | EndPromise | Correct | TakePromise | RemindLater | Phoned | OffPhone
    | Draft | ReportInside
    | FollowUp | FollowUpDone | Export
    | ChangeCase | AskManager | CallIn | AnswerCall | SmallTalk | NotUnderstood
    | StillOn | Estimate | Confirm | WaitFor | WorkAt | Runbook | Away | Back
    | StepBack | HandOver | AcceptHandover | KeepOn | Hours | Drill
)  # fmt: skip
