"""The view of a form: what it is about, and what it starts with."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.audience import callable_in
from bot.domain.moves import STEPS
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import Swarm
from bot.domain.told import outdated
from bot.present.drafting import draft_form, report_form
from bot.present.reader import Reader, channel_reader
from bot.present.views import area_name, swarm_view
from cards.views import ContactView, FormView, NoteView

OF_AN_AREA = ("areas", "finding", "waiting", "place", "set_aside")
"""Forms about an area that one can hold."""


def form_view(
    form: str,
    swarm: Swarm | None,
    policy: Policy,
    reader: Reader,
    now: datetime,
    *,
    nonce: str,
    data: Mapping[str, Any],
    dialogs: bool,
    opener: Person | None = None,
) -> FormView:
    """An empty form, as it opens for ``reader``; ``opener`` is who reads."""
    view = FormView(
        form=form,
        swarm=swarm.id if swarm else "",
        nonce=nonce,
        as_of=reader.at(now),
        data=_kept(data),
        dialogs=dialogs,
        zone=_zone_to_say(policy, reader),
    )
    if swarm is None:
        return view
    if form in OF_AN_AREA and not view.data.get("area"):
        view = replace(view, data={**view.data, "area": _only_area(opener, swarm)})
    view = _about(view, swarm, policy, reader)
    if form == "report":
        return report_form(view, swarm, policy, now)
    return draft_form(view, swarm, policy, reader, now) if form == "draft" else view


def with_fault(
    view: FormView, values: Mapping[str, str], key: str, args: Mapping[str, object]
) -> FormView:
    """The form again: what was typed is kept, what was wrong stands on top."""
    return replace(view, values=dict(values), error=NoteView(key, dict(args)))


def _kept(data: Mapping[str, Any]) -> dict[str, Any]:
    """What goes from the press into the form's own press."""
    return {
        key: str(data[key])[:200]
        for key in ("promise", "area", "do", "follow_up", "kind")
        if data.get(key)
    }


def _only_area(person: Person | None, swarm: Swarm) -> str:
    """The area that the person holds, when there is exactly one: the form is about that one."""
    held = [area.key for area in swarm.areas if area.owner and area.owner == person]
    return held[0] if len(held) == 1 else ""


def _zone_to_say(policy: Policy, reader: Reader) -> str:
    """A form says its zone only to somebody who is in another one than the channel."""
    channel = channel_reader(policy).zone
    return "" if reader.zone.key == channel.key else reader.zone.key


def _about(view: FormView, swarm: Swarm, policy: Policy, reader: Reader) -> FormView:
    shown = swarm_view(swarm, policy, reader)
    promises = tuple(p for p in (shown.promise, *shown.other_promises) if p is not None)
    data, values = dict(view.data), dict(view.values)
    if view.form in ("contact", "move", "draft"):
        wanted = str(data.get("promise", ""))
        known = {str(promise.number): promise for promise in promises}
        promise = known.get(wanted) or (promises[0] if promises else None)
        last = swarm.last_contact
        if wanted and wanted not in known and last is not None:
            args = {"name": last.by.name, "at": reader.at(last.at)}
            view = replace(view, error=NoteView("already-logged", args))
        data["promise"] = str(promise.number) if promise else ""
        if view.form == "contact":
            view = replace(view, hints=_corrections(swarm, policy, reader))
            values["to"] = (promise.to if promise else "") or swarm.ticket.contact.name
    areas = shown.areas
    people = _choosable(swarm)
    if view.form == "hand_over":
        people = tuple(dict.fromkeys((*people, *callable_in(policy))))
    if view.form == "call_in":
        areas = tuple(area for area in areas if not area.owner)
        people = callable_in(policy, str(data.get("area", "")))
    phases = tuple(phase.value for phase in STEPS[swarm.phase])
    case = _case(swarm, reader) if view.form == "change" else {}
    return replace(
        view,
        severity=swarm.ticket.severity.value,
        customer=swarm.ticket.customer,
        ticket=swarm.ticket.id,
        drill=swarm.ticket.drill,
        data=data,
        values=values,
        promises=promises,
        areas=areas,
        addable=shown.addable,
        phases=phases,
        case=case,
        people=tuple((person.id, person.name) for person in people),
        records=_records(swarm, reader),
        follow_ups=shown.follow_ups,
    )


def _case(swarm: Swarm, reader: Reader) -> dict[str, object]:
    """What is known of the case now, for the form that changes it."""
    ticket = swarm.ticket
    return {
        "impact": ticket.business_impact,
        "since": reader.maybe(ticket.symptom_since),
        "deadline": reader.maybe(ticket.customer_deadline),
        "title": ticket.title,
    }


def _corrections(swarm: Swarm, policy: Policy, reader: Reader) -> tuple[NoteView, ...]:
    """What the customer was told and does not hold any more."""
    hints = []
    for told in outdated(swarm):
        area = swarm.area(told.area)
        name = area_name(swarm, told.area, policy, reader.language)
        now = area.state.value if area else ""
        args = {"t": reader.at(told.at), "area": name, "was": told.state.value, "state": now}
        hints.append(NoteView("form-correction", args))
    return tuple(hints)


def _records(swarm: Swarm, reader: Reader) -> tuple[ContactView, ...]:
    usual = swarm.ticket.contact.name
    return tuple(
        ContactView(
            reader.at(one.at), one.how.value, one.by.name, one.to or usual, one.said, one.number
        )
        for one in reversed(swarm.records)
    )


def _choosable(swarm: Swarm) -> tuple[Person, ...]:
    held = (area.owner for area in swarm.areas if area.owner)
    roles = (person for person in (swarm.lead, swarm.liaison) if person)
    return tuple(dict.fromkeys((*roles, *held, *swarm.people)))
