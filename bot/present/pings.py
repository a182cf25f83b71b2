"""What a ping says, about whom, and which presses it asks for."""

from datetime import datetime, timedelta

from bot.domain.audience import keeper
from bot.domain.pingkinds import TABLE
from bot.domain.policy import Policy
from bot.domain.swarm import Ping, PingKind, Promise, Swarm
from bot.flow.people import People
from bot.present.drafting import draft_of, draft_view
from bot.present.packet import packet
from bot.present.reader import Reader
from bot.present.role_pings import OF_ROLES, role_args
from bot.present.views import area_name
from cards.views import DraftView, MentionView, NoteView, PingView

Presses = tuple[tuple[str, dict[str, str]], ...]

OF_AREA = frozenset({"claim", "form_set_aside", "form_call_in"})
"""Verbs that stand there once for each area that is still free."""

OF_ONE = frozenset({"release"})
"""Verbs that only make sense when the ping is about one area."""

ABOUT_AREAS = frozenset({"still_on", "estimate", "form_finding", "form_waiting", "release"})
"""Verbs about the areas of a question; with several of them the form asks which, or all are meant."""

MINUTES = "30"
"""What one press asks for: "30 more minutes"."""

OF_FOLLOW_UP = frozenset({"finish_follow_up", "move_follow_up"})
"""Verbs about the follow-up that the ping reminds of."""

OF_CALL = frozenset({"answer_call", "decline_call"})
"""Verbs that answer a call by a person."""

OF_HANDOVER = frozenset({"accept_handover", "decline_handover"})
"""Verbs that answer a hand-over."""

PRESSES_MOST = 6

DRAFTED = frozenset({PingKind.BEFORE, PingKind.RECOVERY_REPORT})
"""Pings that bring the letter with them."""


def ping_view(
    swarm: Swarm, ping: Ping, policy: Policy, people: People, reader: Reader, *, dialogs: bool,
    alone: bool = False,
) -> PingView:  # fmt: skip
    """The view of one ping, at the moment when it was raised; ``alone``: in a 1:1 chat, where a
    drafted letter may stand."""
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
        drill=swarm.ticket.drill,
        dialogs=dialogs,
        details=_details(swarm, ping, policy, reader),
        url=swarm.ticket.url if ping.kind is PingKind.HAND_OVER else "",
        draft=_draft(swarm, ping, policy) if alone and ping.kind in DRAFTED else None,
        report=swarm.reported.text if ping.kind is PingKind.REPORT and swarm.reported else "",
    )


def _draft(swarm: Swarm, ping: Ping, policy: Policy) -> DraftView | None:
    """The letter that the ping reminds of."""
    wanted = {"promise": ping.promise}
    if ping.promise is not None and swarm.promise(ping.promise) is None:
        return None
    return draft_view(draft_of(swarm, policy, ping.at, wanted), swarm, policy)


def _details(swarm: Swarm, ping: Ping, policy: Policy, reader: Reader) -> tuple[NoteView, ...]:
    """What the receiver of a hand-over must know."""
    handover = swarm.handover(ping.handover)
    if handover is None or ping.kind is not PingKind.HAND_OVER:
        return ()
    return packet(swarm, handover, policy, reader)


def _mention(person: str, name: str, people: People) -> MentionView:
    row = people.row(person)
    return MentionView(row.name, row.mention) if row and row.mention else MentionView(name)


def _presses(swarm: Swarm, ping: Ping) -> Presses:
    """The row's verbs, each with what it is about: a promise, every area that is free, the call."""
    verbs = TABLE[ping.kind].presses
    free = [a.key for a in swarm.areas if a.key in ping.areas and a.free_since is not None]
    pairs: list[tuple[str, dict[str, str]]] = []
    doubted = [a.key for a in swarm.areas if a.key in ping.areas and a.doubt is not None]
    for verb in verbs:
        if verb in OF_AREA:
            pairs += [(verb, {"area": area}) for area in free]
        elif verb == "confirm":
            pairs += [(verb, {"area": area}) for area in doubted]
        elif verb not in OF_ONE or len(ping.areas) == 1:
            pairs.append((verb, _about(verb, swarm, ping)))
    return tuple(pairs[:PRESSES_MOST])


def _about(verb: str, swarm: Swarm, ping: Ping) -> dict[str, str]:
    if verb in OF_HANDOVER:
        return {"handover": str(ping.handover)}
    if verb in OF_FOLLOW_UP:
        return {"follow_up": str(ping.follow_up)}
    if verb in OF_CALL:
        return {"ping": ping.key}
    if verb in ABOUT_AREAS:
        one = {"area": ping.areas[0]} if len(ping.areas) == 1 else {}
        return one | ({"minutes": MINUTES} if verb == "estimate" else {})
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
        "channel": swarm.lost.channel if swarm.lost else "",
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
    if ping.areas or ping.kind is PingKind.LEFT_TEAM:
        args |= _of_areas(swarm, ping, reader)
    if ping.kind in (PingKind.ASK_MANAGER, PingKind.CALLED_IN):
        args |= {"name": ping.by.name if ping.by else "", "text": ping.text}
    if ping.kind in OF_ROLES:
        args |= role_args(swarm, ping, policy, reader)
    if ping.kind is PingKind.REPORT:
        args["name"] = swarm.reported.by.name if swarm.reported else ""
    if ping.kind is PingKind.FOLLOW_UP:
        args |= _of_follow_up(swarm, ping)
    if ping.kind is PingKind.TOLD_CHANGED:
        args |= _was_told(swarm, ping, reader)
    return args


def _of_follow_up(swarm: Swarm, ping: Ping) -> dict[str, object]:
    """What is to be done; for anybody but its owner, since when it is late, and who has it."""
    found = swarm.follow_up(ping.follow_up) if ping.follow_up is not None else None
    if found is None or found.owner in ping.to:
        return {"text": ping.text, "late": None, "name": ""}
    return {"text": ping.text, "late": ping.at - found.due, "name": found.owner.name}


def _was_told(swarm: Swarm, ping: Ping, reader: Reader) -> dict[str, object]:
    """What the customer heard about the area, and what it is now; of several, none in particular."""
    told = [one for one in swarm.told if one.area in ping.areas]
    area = swarm.area(told[0].area) if len(ping.areas) == 1 and told else None
    if area is None:
        return {"state": "", "was": ""}
    return {"t": reader.at(told[0].at), "was": told[0].state.value, "state": area.state.value}


def _of_areas(swarm: Swarm, ping: Ping, reader: Reader) -> dict[str, object]:
    """Who has the areas now, who had them, and what is known of them."""
    areas = [area for area in swarm.areas if area.key in ping.areas]
    owner = next((area.owner for area in areas if area.owner), None)
    former = next((area.lapsed_from for area in areas if area.lapsed_from), None)
    waits = [area.wait for area in areas if area.wait is not None]
    whys = dict.fromkeys(why for area in areas if area.doubt for why in area.doubt.why)
    args: dict[str, object] = {"why": tuple(whys), "whom": "", "heir": "", "away": False}
    if ping.kind is PingKind.WAITING_OVER and len(waits) == 1:
        args |= {"whom": waits[0].whom, "t": reader.at(waits[0].until)}
    if ping.kind is PingKind.CLAIM_LAPSED:
        heir = next((area.owner for area in areas if area.owner), None)
        args |= {"name": former.name if former else "", "heir": heir.name if heir else ""}
    elif ping.kind is PingKind.TAKEN_OVER:
        away = any(swarm.away_until(person, ping.at) for person in ping.to)
        args |= {"name": owner.name if owner else "", "away": away}
    elif ping.kind is PingKind.LEFT_TEAM:
        args["name"] = ping.by.name if ping.by else ""
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
    about = [area for area in swarm.areas if area.key in ping.areas]
    lapsed = ping.kind is PingKind.CLAIM_LAPSED
    moments = [area.heard if lapsed else area.free_since for area in about]
    since = min((moment for moment in moments if moment), default=ping.at)
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
