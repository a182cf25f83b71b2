"""What a ping says, about whom, and which presses it asks for."""

from datetime import datetime, timedelta

from bot.domain.audience import keeper
from bot.domain.pingkinds import TABLE
from bot.domain.policy import Policy
from bot.domain.swarm import Ping, PingKind, Promise, Swarm
from bot.flow.people import People
from bot.present.reader import Reader
from bot.present.views import area_name
from cards.views import MentionView, PingView

Presses = tuple[tuple[str, dict[str, str]], ...]

OF_AREA = frozenset({"claim", "form_set_aside", "form_call_in"})
"""Verbs that stand there once for each area that is still free."""

OF_CALL = frozenset({"answer_call", "decline_call"})
"""Verbs that answer a call by a person."""

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
    """The row's verbs, each with what it is about: a promise, every area that is free, the call."""
    verbs = TABLE[ping.kind].presses
    free = [a.key for a in swarm.areas if a.key in ping.areas and a.free_since is not None]
    pairs: list[tuple[str, dict[str, str]]] = []
    for verb in verbs:
        if verb in OF_AREA:
            pairs += [(verb, {"area": area}) for area in free]
        else:
            pairs.append((verb, _about(verb, swarm, ping)))
    return tuple(pairs[:PRESSES_MOST])


def _about(verb: str, swarm: Swarm, ping: Ping) -> dict[str, str]:
    if verb in OF_CALL:
        return {"ping": ping.key}
    promise = ping.promise
    if promise is None and verb == "form_contact" and swarm.promises:
        promise = swarm.promises[0].number
    return {} if promise is None else {"promise": str(promise)}


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
