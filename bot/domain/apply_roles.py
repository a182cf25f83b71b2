"""What stepping back and handing over change in the state."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import facts as m
from bot.domain.apply_areas import area_changed
from bot.domain.apply_calls import settle
from bot.domain.facts_roles import RoleFact
from bot.domain.handover import Handover
from bot.domain.holdings import held_by
from bot.domain.swarm import PingKind, Swarm

LEAD_CALLS = ("lead-1", "lead-2")

ASKED = frozenset({PingKind.HAND_OVER, PingKind.HANDOVER_SILENT})
"""What is asked or said about a hand-over, as long as it waits."""

OFFERS = frozenset({PingKind.HANDOVER_SILENT, PingKind.HANDOVER_DECLINED, PingKind.SHIFT_HINT})
"""What asks the giver to choose a receiver."""


def roles_changed(swarm: Swarm, fact: RoleFact, event: m.Event) -> Swarm:
    """The swarm after a fact about roles."""
    match fact:
        case m.SteppedBack():
            return _stepped_back(swarm, fact)
        case m.HandoverOffered():
            offered = Handover(
                event.seq, fact.giver, fact.receiver, fact.at, fact.lines, fact.then, fact.then_at
            )
            return replace(_answered(swarm, fact), handovers=(*swarm.handovers, offered))
        case m.HandoverAccepted():
            return _without(_transferred(swarm, fact, event.at), fact.handover)
        case m.HandoverDeclined() | m.HandoverWithdrawn():
            return _without(swarm, fact.handover)
        case _:
            assert_never(fact)


def with_live_handovers(swarm: Swarm) -> Swarm:
    """Without those whose giver holds nothing any more, and what is asked about them."""
    if not swarm.handovers and not any(ping.kind in ASKED for ping in swarm.pings):
        return swarm
    live = tuple(
        h for h in swarm.handovers if not swarm.at_rest and held_by(h.giver, swarm).anything
    )
    numbers = {h.number for h in live}
    pings = tuple(p for p in swarm.pings if p.kind not in ASKED or p.handover in numbers)
    if live == swarm.handovers and pings == swarm.pings:
        return swarm
    return replace(swarm, handovers=live, pings=pings)


def asked_about(swarm: Swarm, fact: m.Raised, at: datetime) -> Swarm:
    """The hand-over knows that its receiver was asked, and that no answer came."""
    if fact.handover is None:
        return swarm
    changed = []
    for one in swarm.handovers:
        if one.number == fact.handover and fact.kind is PingKind.HAND_OVER:
            changed.append(replace(one, asked=at))
        elif one.number == fact.handover and fact.kind is PingKind.HANDOVER_SILENT:
            changed.append(replace(one, silent=True))
        else:
            changed.append(one)
    return replace(swarm, handovers=tuple(changed))


def _without(swarm: Swarm, number: int) -> Swarm:
    left = tuple(h for h in swarm.handovers if h.number != number)
    return replace(swarm, handovers=left)


def _answered(swarm: Swarm, fact: m.HandoverOffered) -> Swarm:
    """Whoever has chosen a receiver need not be told to choose one."""
    pings = tuple(p for p in swarm.pings if p.kind not in OFFERS or fact.giver not in p.to)
    held_by_giver = swarm.hold is not None and swarm.hold.by == fact.giver
    return replace(swarm, pings=pings, hold=None if held_by_giver else swarm.hold)


def _stepped_back(swarm: Swarm, fact: m.SteppedBack) -> Swarm:
    """A new lead is looked for from the beginning."""
    if fact.lead:
        calls = tuple(rung for rung in swarm.calls if rung.mark not in LEAD_CALLS)
        swarm = replace(swarm, lead=None, calls=calls)
        swarm = settle(swarm, {PingKind.NO_LEAD})
    return replace(swarm, liaison=fact.heir) if fact.liaison else swarm


def _transferred(swarm: Swarm, fact: m.HandoverAccepted, at: datetime) -> Swarm:
    """Everything that the giver held is the receiver's, in one moment."""
    for area in fact.areas:
        swarm = area_changed(swarm, m.AreaClaimed(area, fact.receiver, fact.giver), at)
    for area in fact.helping:
        swarm = area_changed(swarm, m.AreaReleased(area, fact.giver), at)
    promises = tuple(
        replace(p, owner=fact.receiver) if p.number in fact.promises else p for p in swarm.promises
    )
    swarm = replace(swarm, promises=promises)
    if fact.lead:
        swarm = settle(replace(swarm, lead=fact.receiver), {PingKind.ARRIVAL, PingKind.NO_LEAD})
    if fact.liaison:
        swarm = settle(replace(swarm, liaison=fact.receiver), {PingKind.NO_LIAISON})
    if fact.action and swarm.next_action is not None:
        swarm = replace(swarm, next_action=replace(swarm.next_action, owner=fact.receiver))
    return _giver_left_alone(swarm, fact)


def _giver_left_alone(swarm: Swarm, fact: m.HandoverAccepted) -> Swarm:
    """What was asked of the giver about their promises and their shift is not theirs any more, and
    reminders wait no longer for a call or a letter of theirs."""
    private = (PingKind.BEFORE, PingKind.SOON, PingKind.SHIFT_HINT, PingKind.REST_HINT)
    pings = tuple(p for p in swarm.pings if p.kind not in private or fact.giver not in p.to)
    return replace(swarm, pings=pings)
