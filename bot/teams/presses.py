"""From a pressed button to a command: pure, and trusting nothing but the swarm's id and the target.

Who pressed comes from the envelope; what is true comes from the store. The operation id is made of
the person, the verb, its target and the turn that the card was drawn for: the same press delivered
again, under whatever activity id, is the same operation.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.domain import commands as c
from bot.domain.swarm import HoldKind

LONGEST = 200
"""Characters of a value in a card's data; ours are far shorter."""

FORMS = (
    "contact", "move", "note", "next", "recover", "close", "area", "areas", "customer_called",
    "finding", "waiting", "place", "set_aside", "new", "promise", "end_promise", "correct", "call_in", "change",
    "draft", "hand_over", "report", "follow_up", "follow_done",
)  # fmt: skip
"""The forms that a press can open, by ``form_<name>``; ``submit_<name>`` sends them."""


def value(data: Mapping[str, Any], name: str) -> str:
    """A short text of the card's data; anything else is as good as absent."""
    found = data.get(name, "")
    return (
        found[:LONGEST]
        if isinstance(found, str)
        else str(found)[:LONGEST]
        if isinstance(found, int)
        else ""
    )


def number(data: Mapping[str, Any], name: str) -> int | None:
    """A whole number of the card's data."""
    text = value(data, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def minutes(data: Mapping[str, Any]) -> timedelta:
    """An estimate; half an hour when the button does not say how long."""
    return timedelta(minutes=number(data, "minutes") or 30)


def _promise(make: Callable[[int], c.Command]) -> Callable[[Mapping[str, Any]], c.Command | None]:
    def command(data: Mapping[str, Any]) -> c.Command | None:
        promise = number(data, "promise")
        return None if promise is None else make(promise)

    return command


def _follow_up(make: Callable[[int], c.Command]) -> Callable[[Mapping[str, Any]], c.Command | None]:
    def command(data: Mapping[str, Any]) -> c.Command | None:
        wanted = number(data, "follow_up")
        return None if wanted is None else make(wanted)

    return command


COMMANDS: dict[str, Callable[[Mapping[str, Any]], c.Command | None]] = {
    "claim": lambda data: c.Claim(value(data, "area")),
    "join": lambda data: c.Join(value(data, "area")),
    "release": lambda data: c.Release(value(data, "area")),
    "take_over": lambda data: c.TakeOver(value(data, "area"), number(data, "area_turn")),
    "set_aside": lambda data: c.SetAside(value(data, "area")),
    "confirm": lambda data: c.Confirm(value(data, "area")),
    "still_on": lambda data: c.StillOn(value(data, "area")),
    "estimate": lambda data: c.Estimate(minutes(data), value(data, "area")),
    "away": lambda _: c.GoAway(),
    "come_back": lambda _: c.ComeBack(),
    "add_area": lambda data: c.AddArea("", value(data, "key")),
    "lead": lambda _: c.Lead(),
    "liaise": lambda _: c.Liaise(),
    "hold_call": lambda _: c.HoldLadder(HoldKind.CALL),
    "hold_writing": lambda _: c.HoldLadder(HoldKind.WRITING),
    "free_ladder": lambda _: c.FreeLadder(),
    "snooze": _promise(c.Snooze),
    "take_promise": _promise(c.TakePromise),
    "phoned": _promise(c.Phone),
    "ask_manager": lambda _: c.AskManager(),
    "answer_call": lambda data: c.AnswerCall(value(data, "ping")),
    "decline_call": lambda data: c.AnswerCall(value(data, "ping"), coming=False),
    "step_back": lambda _: c.StepBack(),
    "accept_handover": lambda data: c.AnswerHandover(number(data, "handover")),
    "decline_handover": lambda data: c.AnswerHandover(number(data, "handover"), accept=False),
    "withdraw_handover": lambda _: c.WithdrawHandover(),
    "finish_follow_up": _follow_up(c.FinishFollowUp),
    "move_follow_up": _follow_up(c.MoveFollowUp),
    "status": lambda _: c.ShowStatus(),
    "reopen": lambda _: c.Reopen(),
}
"""One-press verbs. A verb that is not here, and opens no form, is unknown."""


VERBS = frozenset(
    {*COMMANDS, "refresh", "timeline", "promises", "export", "help", "use_channel", "already_done"}
    | {"cancel_form", "drill"}
    | {f"form_{form}" for form in FORMS}
    | {f"submit_{form}" for form in FORMS}
)
"""Every verb that a card of ours can carry."""


def command_of(verb: str, data: Mapping[str, Any]) -> c.Command | None:
    """The command of a one-press button; None for what nobody knows."""
    make = COMMANDS.get(verb)
    return make(data) if make else None


def operation(person: str, verb: str, data: Mapping[str, Any]) -> str:
    """The operation id of a press: the same for every delivery of it."""
    keys = (
        "turn",
        "area",
        "area_turn",
        "promise",
        "key",
        "minutes",
        "nonce",
        "ping",
        "follow_up",
        "handover",
    )
    parts = [person, verb, *(value(data, key) for key in keys)]
    return digest(*parts)


def digest(*parts: str) -> str:
    """A short fingerprint, for operation ids and nonces."""
    text = "\x1f".join(parts)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
