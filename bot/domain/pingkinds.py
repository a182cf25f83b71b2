"""What the bot says of its own accord, as a table: a row for each kind of ping.

When a kind comes and to whom it goes stands beside its topic (``ladder.LADDER`` for the promises,
``calls.py`` for areas and the lead, ``told.py`` for what the customer was told, ``handovers.py``
for hand-overs and shifts); what is the same for all of them stands here. A new kind without a row
is found by a test.
"""

from dataclasses import dataclass
from enum import IntEnum

from bot.domain.swarm import PingKind


class Urgency(IntEnum):
    """Who goes first in the queue of a conversation, among pings."""

    OVERDUE = 0
    DUE = 1
    CALL = 2


@dataclass(frozen=True, slots=True)
class Row:
    """``presses`` are the verbs that the ping asks for, the first one first.

    ``repeated``: sent again when nobody knows whether it arrived; else it is a courtesy, which
    counts as sent. ``anybody``: also to somebody off duty, because a person decided it or is there.
    """

    presses: tuple[str, ...] = ()
    repeated: bool = True
    urgency: Urgency = Urgency.CALL
    anybody: bool = False


_OVERDUE = Urgency.OVERDUE

TABLE: dict[PingKind, Row] = {
    PingKind.ARRIVAL: Row(("lead",)),
    PingKind.NO_LEAD: Row(("lead",)),
    PingKind.UNCLAIMED: Row(("claim",), repeated=False),
    PingKind.UNCLAIMED_NOBODY: Row(("form_call_in", "claim", "form_set_aside"), repeated=False),
    PingKind.UNCLAIMED_AGAIN: Row(("claim", "form_call_in", "form_set_aside"), repeated=False),
    PingKind.STILL_ON_IT: Row(
        ("still_on", "estimate", "form_finding", "form_waiting", "release"), repeated=False
    ),
    PingKind.WAITING_OVER: Row(("form_finding", "estimate", "form_waiting"), repeated=False),
    PingKind.CHECK_AGAIN: Row(("confirm", "form_finding", "estimate", "release"), repeated=False),
    PingKind.CLAIM_LAPSED: Row(("claim", "form_call_in", "form_set_aside"), repeated=False),
    PingKind.TAKEN_OVER: Row(repeated=False),
    PingKind.LEFT_TEAM: Row(("claim", "form_call_in", "form_set_aside"), repeated=False),
    PingKind.BEFORE: Row(
        ("form_draft", "form_contact", "hold_writing", "hold_call", "snooze", "form_move")
    ),
    PingKind.SOON: Row(
        ("form_contact", "hold_writing", "hold_call", "snooze"), urgency=Urgency.DUE
    ),
    PingKind.NOW: Row(
        ("form_contact", "take_promise", "hold_call", "hold_writing", "form_move"),
        urgency=Urgency.DUE,
    ),
    PingKind.OVERDUE_LIAISON: Row(
        ("already_done", "hold_call", "hold_writing", "form_move", "ask_manager"),
        urgency=_OVERDUE,
    ),
    PingKind.OVERDUE_LEAD: Row(("take_promise", "already_done", "ask_manager"), urgency=_OVERDUE),
    PingKind.OVERDUE_MANAGER: Row(("take_promise", "already_done"), urgency=_OVERDUE),
    PingKind.OVERDUE_PHONE: Row(("phoned", "already_done"), urgency=_OVERDUE),
    PingKind.OVERDUE_PAGE: Row(urgency=_OVERDUE, anybody=True),
    PingKind.IN_CALL_END: Row(("form_contact", "hold_call"), repeated=False, anybody=True),
    PingKind.TOLD_CHANGED: Row(("form_draft", "form_contact"), repeated=False),
    PingKind.ASK_MANAGER: Row(("answer_call", "decline_call"), anybody=True),
    PingKind.CALLED_IN: Row(("claim", "decline_call"), anybody=True),
    PingKind.SUPERVISOR_OPEN: Row(repeated=False),
    PingKind.SUPERVISOR_CHANGE: Row(repeated=False),
    PingKind.HOME_LOST: Row(anybody=True),
    PingKind.FIRST_REPORT: Row(("form_report",), repeated=False),
    PingKind.REPORT: Row(),
    PingKind.RECOVERY_REPORT: Row(("form_draft", "form_report"), repeated=False),
    PingKind.NO_LIAISON: Row(("liaise",)),
    PingKind.ROLE_BACK: Row(("form_hand_over",), repeated=False),
    PingKind.HAND_OVER: Row(("accept_handover", "decline_handover"), anybody=True),
    PingKind.HANDOVER_SILENT: Row(("form_hand_over", "withdraw_handover"), anybody=True),
    PingKind.HANDOVER_ACCEPTED: Row(repeated=False, anybody=True),
    PingKind.HANDOVER_DECLINED: Row(("form_hand_over",), anybody=True),
    PingKind.SHIFT_HINT: Row(("form_hand_over",), repeated=False),
    PingKind.REST_HINT: Row(("form_hand_over",), repeated=False),
    PingKind.FOLLOW_UP: Row(("finish_follow_up", "move_follow_up"), anybody=True),
}
