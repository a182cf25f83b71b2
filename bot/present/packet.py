"""The packet of a hand-over: what the receiver must know, in the order in which they need it."""

from bot.domain.audience import keeper
from bot.domain.handover import Handover, Holding
from bot.domain.holdings import held_by
from bot.domain.policy import Policy
from bot.domain.swarm import Area, AreaState, PromiseKind, Swarm
from bot.domain.told import outdated
from bot.present.reader import Reader
from bot.present.views import area_name
from cards.views import NoteView

KNOWN = (AreaState.CAUSE, AreaState.SUSPECT, AreaState.RULED_OUT, AreaState.CHECK_AGAIN)
"""Results of others that the receiver should know."""


def packet(
    swarm: Swarm, handover: Handover, policy: Policy, reader: Reader
) -> tuple[NoteView, ...]:
    """A line each; what is not known has none."""
    held = held_by(handover.giver, swarm)
    lines = [
        *_holds(swarm, held, handover, reader),
        *_told(swarm, policy, reader),
        *_said_by_giver(swarm, handover, reader),
        *_case(swarm, reader),
        *_areas(swarm, held, policy, reader),
        *_action(swarm, reader),
    ]
    return tuple(lines)


def _holds(swarm: Swarm, held: Holding, handover: Handover, reader: Reader) -> list[NoteView]:
    lines = []
    if held.lead or held.liaison:
        lines.append(NoteView("packet-roles", {"lead": held.lead, "liaison": held.liaison}))
    for promise in swarm.promises:
        if keeper(promise, swarm) == handover.giver:
            args: dict[str, object] = {
                "kind": promise.kind.value,
                "to": promise.to or swarm.ticket.contact.name,
                "t": reader.at(promise.due),
                "told": None if promise.kind is PromiseKind.FIRST_RESPONSE else promise.told,
            }
            lines.append(NoteView("packet-promise", args))
    return lines


def _told(swarm: Swarm, policy: Policy, reader: Reader) -> list[NoteView]:
    """The last words to the customer, and which of them hold no more."""
    last = swarm.last_contact
    if last is None:
        return [NoteView("packet-last-none")]
    said: dict[str, object] = {"t": reader.at(last.at), "how": last.how.value, "text": last.said}
    lines = [NoteView("packet-last", said)]
    for told in outdated(swarm):
        area = swarm.area(told.area)
        args: dict[str, object] = {
            "area": area_name(swarm, told.area, policy, reader.language),
            "was": told.state.value,
            "state": area.state.value if area else "",
        }
        lines.append(NoteView("packet-correct", args))
    return lines


def _said_by_giver(swarm: Swarm, handover: Handover, reader: Reader) -> list[NoteView]:
    """The free lines; whom to reach stands in the ticket too."""
    given = handover.lines
    contact = swarm.ticket.contact
    named = (reader.words.honour(contact.name), contact.phone)
    reach = given.reach or " ".join(part for part in named if part)
    texts = (
        ("packet-untold", given.untold),
        ("packet-mood", given.mood),
        ("packet-reach", reach),
        ("packet-other", given.other),
    )
    return [NoteView(key, {"text": text}) for key, text in texts if text]


def _case(swarm: Swarm, reader: Reader) -> list[NoteView]:
    lines = []
    if swarm.ticket.business_impact:
        lines.append(NoteView("packet-impact", {"text": swarm.ticket.business_impact}))
    deadline = swarm.ticket.customer_deadline
    if deadline is not None:
        lines.append(NoteView("packet-deadline", {"t": reader.at(deadline)}))
    return lines


def _areas(swarm: Swarm, held: Holding, policy: Policy, reader: Reader) -> list[NoteView]:
    """Those that change hands, what others know, and what nobody looks at."""
    mine = [
        _area("packet-area", a, swarm, policy, reader) for a in swarm.areas if a.key in held.areas
    ]
    known = [
        _area("packet-known", area, swarm, policy, reader)
        for area in swarm.areas
        if area.key not in held.areas and area.state in KNOWN
    ]
    waiting = [
        NoteView(
            "packet-waiting",
            {
                "area": area_name(swarm, area.key, policy, reader.language),
                "whom": area.wait.whom,
                "t": reader.at(area.wait.until),
            },
        )
        for area in swarm.areas
        if area.wait is not None
    ]
    free = tuple(
        area_name(swarm, area.key, policy, reader.language)
        for area in swarm.areas
        if area.free_since is not None
    )
    nobody = [NoteView("packet-free", {"areas": free})] if free else []
    return [*mine, *known, *waiting, *nobody]


def _area(key: str, area: Area, swarm: Swarm, policy: Policy, reader: Reader) -> NoteView:
    name = area_name(swarm, area.key, policy, reader.language)
    return NoteView(key, {"area": name, "state": area.state.value, "text": area.finding})


def _action(swarm: Swarm, reader: Reader) -> list[NoteView]:
    action = swarm.next_action
    if action is None:
        return []
    return [NoteView("packet-action", {"text": action.text, "until": reader.maybe(action.until)})]
