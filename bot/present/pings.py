"""What a ping says, about whom, and which presses it asks for."""

from datetime import datetime, timedelta

from bot.domain.audience import keeper
from bot.domain.policy import Policy
from bot.domain.swarm import Ping, PingKind, Promise, Swarm
from bot.flow.people import People
from bot.present.reader import Reader
from bot.present.views import area_name
from cards.views import MentionView, PingView

Presses = tuple[tuple[str, dict[str, str]], ...]

PROMISE_PRESSES: dict[PingKind, tuple[str, ...]] = {
    PingKind.BEFORE: ("form_contact", "hold_writing", "hold_call", "snooze", "form_move"),
    PingKind.SOON: ("form_contact", "hold_writing", "hold_call", "snooze"),
    PingKind.NOW: ("form_contact", "take_promise", "hold_call", "hold_writing", "form_move"),
    PingKind.OVERDUE_LIAISON: ("already_done", "hold_call", "hold_writing", "form_move"),
    PingKind.OVERDUE_LEAD: ("take_promise", "already_done"),
    PingKind.OVERDUE_MANAGER: ("take_promise", "already_done"),
    PingKind.OVERDUE_PHONE: ("already_done",),
}
AREA_PRESSES: dict[PingKind, tuple[str, ...]] = {
    PingKind.UNCLAIMED: ("claim",),
    PingKind.UNCLAIMED_NOBODY: ("claim", "form_set_aside"),
    PingKind.UNCLAIMED_AGAIN: ("claim", "form_set_aside"),
}
PRESSES_MOST = 6


def ping_view(
    swarm: Swarm, ping: Ping, policy: Policy, people: People, reader: Reader, *, dialogs: bool
) -> PingView:
    """The view of one ping, at the moment when it was raised."""
    names = tuple((key, area_name(swarm, key, policy, reader.language)) for key in ping.areas)
    return PingView(
        swarm=swarm.id,
        turn=ping.key,
        kind=ping.kind.value,
        severity=swarm.ticket.severity.value,
        customer=swarm.ticket.customer,
        ticket=swarm.ticket.id,
        as_of=reader.at(ping.at),
        mentions=tuple(_mention(person.id, person.name, people) for person in ping.to),
        args=_args(swarm, ping, policy, reader),
        presses=_presses(swarm, ping),
        area_names=names,
        banner=policy.banner,
        dialogs=dialogs,
    )


def _mention(person: str, name: str, people: People) -> MentionView:
    row = people.row(person)
    return MentionView(row.name, row.mention) if row and row.mention else MentionView(name)


def _presses(swarm: Swarm, ping: Ping) -> Presses:
    if ping.kind in (PingKind.ARRIVAL, PingKind.NO_LEAD):
        return (("lead", {}),)
    if ping.kind is PingKind.IN_CALL_END:
        first = {"promise": str(swarm.promises[0].number)} if swarm.promises else {}
        return (("form_contact", first), ("hold_call", {}))
    if ping.promise is not None:
        data = {"promise": str(ping.promise)}
        return tuple((verb, dict(data)) for verb in PROMISE_PRESSES[ping.kind])
    verbs = AREA_PRESSES.get(ping.kind, ())
    free = [a.key for a in swarm.areas if a.key in ping.areas and a.free_since is not None]
    pairs = [(verb, {"area": area}) for verb in verbs for area in free]
    return tuple(pairs[:PRESSES_MOST])


def _args(swarm: Swarm, ping: Ping, policy: Policy, reader: Reader) -> dict[str, object]:
    ticket = swarm.ticket
    promise = swarm.promise(ping.promise) if ping.promise is not None else None
    areas = tuple(area_name(swarm, key, policy, reader.language) for key in ping.areas)
    args: dict[str, object] = {
        "customer": ticket.customer,
        "title": ticket.title,
        "severity": ticket.severity.value,
        "lead": swarm.lead.name if swarm.lead else "",
        "impact": ticket.business_impact.rstrip(".。 "),  # it stands inside a sentence
        "phase": swarm.phase.value,
        "area": areas,
        "t": reader.at(_moment(swarm, ping, promise)),
        "span": _span(swarm, ping, promise),
        "snooze": policy.snooze_for,
        "last": reader.maybe(swarm.last_contact.at if swarm.last_contact else None),
    }
    if promise is not None:
        args |= _told(swarm, ping, promise, policy)
    return args


def _moment(swarm: Swarm, ping: Ping, promise: Promise | None) -> datetime:
    if promise is not None:
        return promise.due
    if ping.kind is PingKind.ARRIVAL and swarm.promises:
        return swarm.promises[0].due
    return swarm.opened_at if ping.kind is PingKind.SUPERVISOR_OPEN else ping.at


def _span(swarm: Swarm, ping: Ping, promise: Promise | None) -> timedelta:
    if promise is not None:
        return abs(promise.due - ping.at)
    free = (a.free_since for a in swarm.areas if a.key in ping.areas and a.free_since)
    since = min(free, default=ping.at)
    return max(ping.at - since, timedelta(0))


def _told(swarm: Swarm, ping: Ping, promise: Promise, policy: Policy) -> dict[str, object]:
    """Who has been asked already, and whom to phone."""
    owner = keeper(promise, swarm)
    asked = dict.fromkeys(p.name for p in (owner, swarm.lead) if p is not None)
    told = () if ping.kind is not PingKind.OVERDUE_MANAGER else tuple(asked)
    return {
        "told": told,
        "name": owner.name if owner else "",
        "phone": policy.phones.get(owner.id, "") if owner else "",
    }
