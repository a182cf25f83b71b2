"""What the sample pings ask for: the same presses as the real ones (a test compares them with the
bot's own table, of which this package knows nothing)."""

Press = tuple[str, dict[str, str]]

PRESSES: dict[str, tuple[str, ...]] = {
    "arrival": ("lead",),
    "no-lead-yet": ("lead",),
    "unclaimed": ("claim",),
    "unclaimed-nobody": ("form_call_in", "claim", "form_set_aside"),
    "unclaimed-again": ("claim", "form_call_in", "form_set_aside"),
    "still-on-it": ("still_on", "estimate", "form_finding", "form_waiting", "release"),
    "waiting-over": ("form_finding", "estimate", "form_waiting"),
    "check-again": ("confirm", "form_finding", "estimate", "release"),
    "claim-lapsed": ("claim", "form_call_in", "form_set_aside"),
    "left-team": ("claim", "form_call_in", "form_set_aside"),
    "before": ("form_draft", "form_contact", "hold_writing", "hold_call", "snooze", "form_move"),
    "soon": ("form_contact", "hold_writing", "hold_call", "snooze"),
    "now": ("form_contact", "take_promise", "hold_call", "hold_writing", "form_move"),
    "overdue-liaison": ("already_done", "hold_call", "hold_writing", "form_move", "ask_manager"),
    "overdue-lead": ("take_promise", "already_done", "ask_manager"),
    "overdue-manager": ("take_promise", "already_done"),
    "overdue-phone": ("phoned", "already_done"),
    "in-call-end": ("form_contact", "hold_call"),
    "told-changed": ("form_draft", "form_contact"),
    "ask-manager": ("answer_call", "decline_call"),
    "called-in": ("claim", "decline_call"),
    "first-report": ("form_report",),
    "recovery-report": ("form_draft", "form_report"),
    "no-liaison": ("liaise",),
    "role-back": ("form_hand_over",),
    "hand-over": ("accept_handover", "decline_handover"),
    "handover-silent": ("form_hand_over", "withdraw_handover"),
    "handover-declined": ("form_hand_over",),
    "shift-hint": ("form_hand_over",),
    "rest-hint": ("form_hand_over",),
    "follow-up": ("finish_follow_up", "move_follow_up"),
}
"""By kind; a kind that is not here asks for nothing."""

_AREA = {"area": "network"}
_HANDOVER = {"handover": "40"}
_FOLLOW_UP = {"follow_up": "1"}
_ABOUT = {
    "claim": _AREA,
    "confirm": _AREA,
    "form_call_in": _AREA,
    "form_set_aside": _AREA,
    "still_on": _AREA,
    "form_finding": _AREA,
    "form_waiting": _AREA,
    "release": _AREA,
    "estimate": {**_AREA, "minutes": "30"},
    "accept_handover": _HANDOVER,
    "decline_handover": _HANDOVER,
    "finish_follow_up": _FOLLOW_UP,
    "move_follow_up": _FOLLOW_UP,
}
_CALLS = ("answer_call", "decline_call")
_OF_PROMISE = ("before", "soon", "now", "overdue-")
"""Kinds of which every press is about the promise."""


def presses_of(kind: str, turn: str) -> tuple[Press, ...]:
    """The presses of a ping about one area, one promise, or one call (``turn``)."""
    return tuple((verb, _about(verb, kind, turn)) for verb in PRESSES.get(kind, ()))


def _about(verb: str, kind: str, turn: str) -> dict[str, str]:
    if verb in _CALLS:
        return {"ping": turn}
    if kind.startswith(_OF_PROMISE) or verb == "form_contact":
        return {"promise": "2"}
    return _ABOUT.get(verb, {})
