"""What the bot says of its own accord."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.people import Person


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
