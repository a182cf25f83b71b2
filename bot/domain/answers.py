"""What a person is told about a command: a key of the words and what it is about."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.domain.facts import Fact


class AnswerKey(StrEnum):
    """What a person may be told about a command. Each value is an id of the words."""

    OPENED = "opened"
    TICKET_UPDATED = "ticket-updated"
    DUPLICATE = "duplicate"
    LEAD_SET = "lead-set"
    ALREADY_LEAD = "already-lead"
    LIAISON_SET = "liaison-set"
    ALREADY_LIAISON = "already-liaison"
    AREA_ADDED = "area-added"
    AREA_EXISTS = "area-exists"
    AREA_LIMIT = "area-limit"
    HELPER_LIMIT = "helper-limit"
    AREA_NAME_EMPTY = "area-name-empty"
    AREA_UNKNOWN = "area-unknown"
    CLAIMED = "claimed-ok"
    ALREADY_CLAIMED = "already-claimed"
    ALREADY_YOURS = "already-yours"
    JOINED = "joined-ok"
    ALREADY_JOINED = "already-joined"
    RELEASED = "released-ok"
    NOT_YOURS = "not-yours"
    TAKEN_OVER = "taken-over"
    SET_ASIDE = "set-aside-ok"
    ALREADY_ASIDE = "already-aside"
    FOUND = "finding-ok"
    TEXT_EMPTY = "text-empty"
    LINK_UNCLEAR = "link-unclear"
    TELL_LONG = "tell-long"
    CONFIRMED = "confirmed-ok"
    NOTHING_TO_CHECK = "nothing-to-check"
    WAITS = "waits-ok"
    WHOM_EMPTY = "whom-empty"
    UNTIL_EMPTY = "until-empty"
    PLACED = "placed-ok"
    STILL_ON = "still-on-ok"
    ESTIMATED = "estimated-ok"
    ESTIMATE_RANGE = "estimate-range"
    NOTHING_YOURS = "nothing-yours"
    OWNER_AWAY = "owner-away"
    AWAY = "away-ok"
    BACK = "back-ok"
    RUNBOOK_NONE = "runbook-none"
    CONTACT_LOGGED = "contact-logged"
    CONTACT_NOT_REACHED = "contact-not-reached"
    CONTACT_FUTURE = "contact-future"
    ALREADY_LOGGED = "already-logged"
    CONTACT_CORRECTED = "contact-corrected"
    CONTACT_UNKNOWN = "contact-unknown"
    CORRECT_REACHED = "correct-reached"
    PHONED = "phoned-ok"
    MANAGER_ASKED = "manager-asked"
    NO_MANAGER = "no-manager"
    CALLED_IN = "called-in-ok"
    CALL_ANSWERED = "call-answered"
    CALL_DECLINED = "call-declined"
    CALL_GONE = "call-gone"
    TIME_PASSED = "time-passed"
    TIME_FAR = "time-far"
    CADENCE_RANGE = "cadence-range"
    CUSTOMER_HEARD = "customer-heard-ok"
    PROMISE_MADE = "promise-made"
    PROMISE_MOVED = "promise-moved"
    PROMISE_TAKEN = "promise-taken"
    PROMISE_ENDED = "promise-ended"
    PROMISE_GONE = "promise-gone"
    PROMISE_LIMIT = "promise-limit"
    REASON_EMPTY = "reason-empty"
    HELD_CALL = "held-call"
    HELD_WRITING = "held-writing"
    FREED = "freed-ok"
    SNOOZED = "snoozed-ok"
    SNOOZED_BEFORE = "snoozed-before"
    NOTED = "noted-ok"
    NEXT_ACTION_SET = "next-action-ok"
    STEPPED_BACK = "stepped-back"
    NO_ROLE = "no-role"
    ASK_LIAISON = "ask-liaison"
    HANDOVER_OFFERED = "handover-offered"
    HANDOVER_PLANNED = "handover-planned"
    HANDOVER_ACCEPTED = "handover-accepted"
    HANDOVER_DECLINED = "handover-declined"
    HANDOVER_WITHDRAWN = "handover-withdrawn"
    HANDOVER_GONE = "handover-gone"
    HANDOVER_EMPTY = "handover-empty"
    HANDOVER_SELF = "handover-self"
    HANDOVER_BRIDGE = "handover-bridge"
    HANDOVER_LIMIT = "handover-limit"
    SEVERITY_CHANGED = "severity-changed"
    SEVERITY_WHY = "severity-why"
    TITLE_CHANGED = "title-changed"
    IMPACT_CHANGED = "impact-changed"
    SYMPTOM_DATED = "symptom-dated"
    SYMPTOM_FUTURE = "symptom-future"
    DEADLINE_SET = "deadline-set"
    CASE_CHANGED = "case-changed"
    CASE_SAME = "case-same"
    TIME_UNLIKELY = "time-unlikely"
    DRILL_STAYS = "drill-stays"
    PHASE_MOVED = "phase-moved"
    PHASE_SAME = "phase-same"
    NOT_NOW = "not-now"
    CLOSE_OPEN_PROMISES = "close-open-promises"
    CLOSED_OK = "closed-ok"
    CLOSED = "closed"
    REOPENED = "reopened-ok"
    NOT_CLOSED = "not-closed"
    STATUS_SHOWN = "status-shown"
    REPORTED = "reported-ok"
    REPORT_LONG = "report-long"
    FOLLOW_UP_ADDED = "follow-up-added"
    FOLLOW_UP_MOVED = "follow-up-moved"
    FOLLOW_UP_DONE = "follow-up-done"
    FOLLOW_UP_GONE = "follow-up-gone"
    FOLLOW_UP_LIMIT = "follow-up-limit"
    UNKNOWN_SWARM = "unknown-swarm"
    REPEATED = "repeated"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person is told: a key of the words, and what it is about. Never a sentence.

    Values of ``args`` are strings, numbers, moments (aware), durations, persons or area keys
    (``area``); the presenter makes words of them. ``refused``: nothing has changed.
    """

    key: AnswerKey
    args: dict[str, Any] = field(default_factory=dict)
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a command leads to: facts (none when nothing changes) and an answer."""

    facts: tuple[Fact, ...]
    answer: Answer
