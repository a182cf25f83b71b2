"""From the fields of a form to a command, or to what is wrong with them. Pure.

Times are read as people write them, in the zone of whoever typed; what cannot be read is asked
back, with everything else kept.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain import commands as c
from bot.domain.decide_contacts import addressee, same_person
from bot.domain.reported import ReportKind
from bot.domain.swarm import AreaState, How, Phase, Severity, Ticket
from bot.teams import case_fields, followup_fields, promise_fields, role_asking
from bot.teams.presses import number, value
from bot.teams.timeparts import read_duration
from bot.teams.writing import Fault, Writer, chosen, moment, one_of, owner_of, texts

Fields = Mapping[str, Any]


def read_form(form: str, data: Fields, writer: Writer) -> c.Command:
    """The command that the form asks for. Raises Fault."""
    reader = READERS.get(form)
    if reader is None:
        raise Fault("unknown-press")
    return reader(texts(data), writer)


def next_contact(
    text: str, choice: str, reason: str, writer: Writer
) -> tuple[datetime | None, bool, str]:
    """When next, whether the customer was told, and why there is no next time."""
    if choice == "none":
        if not reason.strip():
            raise Fault("reason-empty")
        return None, False, reason.strip()
    if choice == "usual" and not text.strip():
        return None, False, ""
    due = moment(text, writer)
    if due is None:
        raise Fault("time-unclear", {"text": ""})
    return due, choice == "told", ""


def _contact(fields: Mapping[str, str], writer: Writer) -> c.Command:
    said = fields.get("said", "")
    how = one_of(How, fields.get("how", ""), How.PHONE)
    if not said.strip() and how is not How.NOT_REACHED:
        raise Fault("text-empty")
    due, told, reason = next_contact(
        fields.get("next_at", ""), fields.get("next", "usual"), fields.get("reason", ""), writer
    )
    return c.LogContact(
        said=said,
        how=how,
        at=moment(fields.get("when", ""), writer, past=True),
        to=fields.get("to", ""),
        next_due=due,
        told=told,
        no_next=reason,
        every=_every(fields.get("every", "keep")),
        promise=_answered(fields, writer),
    )


def _answered(fields: Mapping[str, str], writer: Writer) -> int | None:
    """The promise that the form was opened for, unless it was somebody else who was reached."""
    wanted, swarm = number(fields, "promise"), writer.swarm
    promise = swarm.promise(wanted) if swarm and wanted is not None else None
    if swarm is None or promise is None or not fields.get("to", "").strip():
        return wanted
    return wanted if same_person(addressee(swarm, fields["to"]), promise.to) else None


def _every(text: str) -> timedelta | None:
    return None if text in ("", "keep") else read_duration(text)


def _move(fields: Mapping[str, str], writer: Writer) -> c.Command:
    promise = number(fields, "promise")
    due = moment(fields.get("due", ""), writer)
    if promise is None:
        raise Fault("promise-gone")
    if due is None:
        raise Fault("time-unclear", {"text": ""})
    return c.MovePromise(promise, due, told=fields.get("agreed") == "yes")


def _next_action(fields: Mapping[str, str], writer: Writer) -> c.Command:
    return c.SetNextAction(
        fields.get("text", ""),
        owner_of(fields.get("owner", ""), writer),
        moment(fields.get("until", ""), writer),
    )


def _recover(fields: Mapping[str, str], writer: Writer) -> c.Command:
    return c.Recover(
        one_of(Phase, fields.get("phase", ""), Phase.RECOVERED),
        moment(fields.get("since", ""), writer, past=True),
        fields.get("confirmed_by", ""),
        fields.get("extent", ""),
        moment(fields.get("watch_until", ""), writer),
    )


def _close(fields: Mapping[str, str], writer: Writer) -> c.Command:
    open_promises = writer.swarm.promises if writer.swarm else ()
    ends = ((p.number, fields.get(f"end_{p.number}", "").strip()) for p in open_promises)
    settle = tuple((number, reason) for number, reason in ends if reason)
    added = followup_fields.at_the_close(fields, writer)
    return c.Close(confirmed=True, settle=settle, follow_ups=added)


def _area(fields: Mapping[str, str], _: Writer) -> c.Command:
    """A name that was typed is meant, whatever the list beside it happens to show."""
    name, key = fields.get("name", "").strip(), fields.get("key", "other")
    return c.AddArea(name) if name or key == "other" else c.AddArea("", key)


def _areas(fields: Mapping[str, str], _: Writer) -> c.Command:
    make: dict[str, Callable[[str], c.Command]] = {
        "claim": c.Claim,
        "join": c.Join,
        "release": c.Release,
        "take_over": c.TakeOver,
        "set_aside": c.SetAside,
    }
    wanted = make.get(fields.get("do", ""))
    if wanted is None:
        raise Fault("unknown-press")
    return wanted(chosen(fields, "area"))


def _customer_called(fields: Mapping[str, str], writer: Writer) -> c.Command:
    if not fields.get("who", "").strip():
        raise Fault("text-empty")
    return c.CustomerCalled(
        fields["who"],
        fields.get("message", ""),
        moment(fields.get("call_back", ""), writer),
        owner_of(fields.get("owner", ""), writer),
    )


def _finding(fields: Mapping[str, str], writer: Writer) -> c.Command:
    since, until = window(fields.get("window", ""), writer)
    return c.Find(
        chosen(fields, "area"),
        one_of(AreaState, fields.get("state", ""), AreaState.LOOKING),
        fields.get("text", ""),
        fields.get("link", ""),
        fields.get("tell", ""),
        since,
        until,
    )


def window(text: str, writer: Writer) -> tuple[datetime | None, datetime | None]:
    """The period that was looked at, as typed: ``4:00-5:15``, or only its beginning. Raises Fault."""
    start, _, end = re.sub(r"\s*(?:[-~〜～–—]|から|to)\s*", "\n", text.strip(), count=1).partition(
        "\n"
    )
    return moment(start, writer, past=True), moment(end.removesuffix("まで"), writer, past=True)


def _waiting(fields: Mapping[str, str], writer: Writer) -> c.Command:
    until = moment(fields.get("until", ""), writer)
    return c.WaitFor(chosen(fields, "area"), fields.get("whom", ""), until)


def _set_aside(fields: Mapping[str, str], _: Writer) -> c.Command:
    if not fields.get("reason", "").strip():
        raise Fault("reason-empty")
    return c.SetAside(chosen(fields, "area"), fields["reason"])


def ticket_of(fields: Mapping[str, str], now: datetime) -> Ticket:
    """The ticket that the form *new* describes; its id is empty when none was typed. Raises Fault."""
    title = " ".join(fields.get("title", "").split())
    if not title:
        raise Fault("text-empty")
    return Ticket(
        id=value(fields, "ticket").strip(),
        title=title[:300],
        severity=one_of(Severity, fields.get("severity", ""), Severity.A),
        source="chat",
        customer=" ".join(fields.get("customer", "").split())[:200],
        business_impact=fields.get("impact", "").strip()[:2000],
        created_at=now,
    )


def _report(fields: Mapping[str, str], _: Writer) -> c.Command:
    kind = one_of(ReportKind, fields.get("kind", ""), ReportKind.STATUS)
    return c.Report(fields.get("text", ""), kind)


READERS: dict[str, Callable[[Mapping[str, str], Writer], c.Command]] = {
    "contact": _contact,
    "draft": _contact,
    "report": _report,
    "move": _move,
    "note": lambda fields, _: c.Note(fields.get("text", "")),
    "next": _next_action,
    "recover": _recover,
    "close": _close,
    "area": _area,
    "areas": _areas,
    "customer_called": _customer_called,
    "finding": _finding,
    "waiting": _waiting,
    "place": lambda fields, _: c.WorkAt(chosen(fields, "area"), fields.get("place", "")),
    "set_aside": _set_aside,
    "follow_up": followup_fields.follow_up,
    "follow_done": followup_fields.follow_done,
    "hand_over": role_asking.hand_over,
    "promise": promise_fields.promise,
    "end_promise": promise_fields.end_promise,
    "correct": promise_fields.correct,
    "call_in": promise_fields.call_in,
    "change": case_fields.change,
}
