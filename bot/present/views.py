"""The live card's view of a swarm. The table of moves says which buttons it has."""

from datetime import datetime

from bot.domain import commands as c
from bot.domain.audience import keeper
from bot.domain.moves import ALLOWED, STEPS
from bot.domain.policy import Policy
from bot.domain.swarm import (
    Area,
    AreaState,
    Hold,
    Phase,
    PingKind,
    Promise,
    PromiseKind,
    Swarm,
)
from bot.present.reader import Reader
from cards.views import AreaView, ContactView, FollowUpView, NoteView, PromiseView, SwarmView

VERBS: dict[type, tuple[str, ...]] = {
    c.Claim: ("claim", "form_areas"),
    c.Join: ("join",),
    c.Release: ("release",),
    c.TakeOver: ("take_over",),
    c.SetAside: ("form_set_aside",),
    c.AddArea: ("form_area", "add_area"),
    c.Find: ("form_finding",),
    c.Confirm: ("confirm",),
    c.WaitFor: ("form_waiting",),
    c.WorkAt: ("form_place",),
    c.Estimate: ("estimate",),
    c.StillOn: ("still_on",),
    c.GoAway: ("away",),
    c.ComeBack: ("come_back",),
    c.Lead: ("lead",),
    c.Liaise: ("liaise",),
    c.LogContact: ("form_contact", "form_draft"),
    c.CustomerCalled: ("form_customer_called",),
    c.MovePromise: ("form_move",),
    c.HoldLadder: ("hold_call", "hold_writing"),
    c.FreeLadder: ("free_ladder",),
    c.Owe: ("form_promise",),
    c.EndPromise: ("form_end_promise",),
    c.CorrectContact: ("form_correct",),
    c.AskManager: ("ask_manager",),
    c.CallIn: ("form_call_in",),
    c.ChangeCase: ("form_change",),
    c.Note: ("form_note",),
    c.AddFollowUp: ("form_follow_up",),
    c.FinishFollowUp: ("form_follow_done", "finish_follow_up"),
    c.MoveFollowUp: ("move_follow_up",),
    c.Report: ("form_report",),
    c.SetNextAction: ("form_next",),
    c.Recover: ("form_recover",),
    c.Close: ("form_close",),
    c.Reopen: ("reopen",),
    c.HandOver: ("form_hand_over",),
    c.StepBack: ("step_back",),
    c.ShowStatus: ("status",),
}
"""Which presses ask for which command."""


def _of_phase(phase: Phase) -> frozenset[str]:
    verbs = {verb for command in ALLOWED[phase] for verb in VERBS.get(command, ())}
    if not STEPS[phase]:
        verbs -= {"form_recover"}
    return frozenset(verbs | {"timeline", "promises", "refresh", "export"})


OF_PHASE = {phase: _of_phase(phase) for phase in Phase}


def presses(swarm: Swarm) -> frozenset[str]:
    """The verbs that may be pressed now, from the table of moves."""
    verbs = OF_PHASE[swarm.phase]
    if swarm.hold is None:
        verbs -= {"free_ladder"}
    if swarm.lead is None and swarm.liaison is None:
        verbs -= {"step_back"}
    if not swarm.promises:
        verbs -= {"form_move", "form_end_promise"}
    if not swarm.records:
        verbs -= {"form_correct"}
    if not swarm.follow_ups:
        verbs -= {"form_follow_done"}
    return verbs


def area_name(swarm: Swarm, key: str, policy: Policy, language: str) -> str:
    """An area's name in the reader's language; one that a person named stays as it was named."""
    rule = policy.area(key)
    if rule is not None:
        return rule.name(language)
    area = swarm.area(key)
    return area.name if area else key


def swarm_view(
    swarm: Swarm,
    policy: Policy,
    reader: Reader,
    *,
    dialogs: bool = False,
    note: NoteView | None = None,
) -> SwarmView:
    """Everything that the live card shows, for one language and zone."""
    ticket = swarm.ticket
    promises = tuple(_promise(promise, swarm, reader) for promise in swarm.promises)
    return SwarmView(
        swarm=swarm.id,
        turn=str(swarm.rev),
        severity=ticket.severity.value,
        customer=ticket.customer,
        ticket=ticket.id,
        ticket_url=ticket.url,
        title=ticket.title,
        phase=swarm.phase.value,
        as_of=reader.at(swarm.at),
        opened_at=reader.at(swarm.opened_at),
        actions=presses(swarm),
        dialogs=dialogs,
        impact=ticket.business_impact,
        hard_deadline=reader.maybe(ticket.customer_deadline),
        symptom_since=reader.maybe(ticket.symptom_since),
        promise=promises[0] if promises else None,
        other_promises=promises[1:],
        no_next=swarm.no_next,
        hold=_hold(swarm.hold, reader),
        last_contact=_contact(swarm, reader),
        next_action=_next_action(swarm, reader),
        follow_ups=tuple(
            FollowUpView(one.number, one.text, one.owner.name, reader.at(one.due))
            for one in swarm.follow_ups
        ),
        areas=tuple(_area(area, swarm, policy, reader) for area in _in_order(swarm)),
        addable=_addable(swarm, policy, reader),
        lead=swarm.lead.name if swarm.lead else "",
        liaison=swarm.liaison.name if swarm.liaison else "",
        people=len(swarm.people),
        away_for=policy.away_for,
        anybody_away=any(away.until > swarm.at for away in swarm.away),
        recovery=_recovery(swarm, reader),
        watch_until=reader.maybe(swarm.watch_until),
        closed_at=reader.maybe(swarm.phase_at if swarm.closed else None),
        drill=swarm.ticket.drill,
        unknown_people=policy.unknown,
        nobody_on_duty=_nobody_called(swarm),
        note=note,
    )


def _addable(swarm: Swarm, policy: Policy, reader: Reader) -> tuple[tuple[str, str], ...]:
    """The areas of the policy that are not on the card yet."""
    have = {area.key for area in swarm.areas}
    return tuple(
        (rule.key, rule.name(reader.language)) for rule in policy.areas if rule.key not in have
    )


def _promise(promise: Promise, swarm: Swarm, reader: Reader) -> PromiseView:
    owner = keeper(promise, swarm)
    first_response = promise.kind is PromiseKind.FIRST_RESPONSE
    overdue = any(rung.mark == PingKind.NOW.value for rung in promise.raised)
    return PromiseView(
        number=promise.number,
        kind=promise.kind.value,
        due=reader.at(promise.due),
        told=promise.told and not first_response,
        owner=owner.name if owner else "",
        to=promise.to,
        overdue=overdue,
        text=promise.text,
        judged=reader.maybe(promise.judged),
    )


def _hold(hold: Hold | None, reader: Reader) -> tuple[str, str, datetime] | None:
    return (hold.kind.value, hold.by.name, reader.at(hold.since)) if hold else None


def _contact(swarm: Swarm, reader: Reader) -> ContactView | None:
    contact = swarm.last_contact
    if contact is None:
        return None
    to = contact.to or swarm.ticket.contact.name
    return ContactView(reader.at(contact.at), contact.how.value, contact.by.name, to, contact.said)


def _next_action(swarm: Swarm, reader: Reader) -> tuple[str, str, datetime | None] | None:
    action = swarm.next_action
    if action is None:
        return None
    return action.text, action.owner.name if action.owner else "", reader.maybe(action.until)


def _recovery(swarm: Swarm, reader: Reader) -> tuple[datetime, str, str] | None:
    recovery = swarm.recovery
    if recovery is None:
        return None
    return reader.at(recovery.since), recovery.confirmed_by, recovery.extent


ORDER = (
    AreaState.FREE,
    AreaState.CAUSE,
    AreaState.SUSPECT,
    AreaState.CHECK_AGAIN,
    AreaState.LOOKING,
    AreaState.WAITING,
    AreaState.RULED_OUT,
    AreaState.NOT_RELEVANT,
)


def _in_order(swarm: Swarm) -> list[Area]:
    """Unclaimed first, because it asks for a press; then by how much it matters."""
    return sorted(swarm.areas, key=lambda area: ORDER.index(area.state))


def _area(area: Area, swarm: Swarm, policy: Policy, reader: Reader) -> AreaView:
    found, wait = area.evidence, area.wait
    checked = None
    if found is not None and found.since is not None and found.until is not None:
        checked = (reader.at(found.since), reader.at(found.until))
    return AreaView(
        key=area.key,
        name=area_name(swarm, area.key, policy, reader.language),
        state=area.state.value,
        owner=area.owner.name if area.owner else "",
        helpers=tuple(person.name for person in area.helpers),
        since=reader.maybe(area.since),
        finding=area.finding,
        turn=area.turn,
        wanted=area.free_since is not None,
        away=reader.maybe(swarm.away_until(area.owner, swarm.at) if area.owner else None),
        until=reader.maybe(wait.until if wait else area.eta),
        whom=wait.whom if wait else "",
        why=area.doubt.why if area.doubt else (),
        found_at=reader.maybe(found.at if found else None),
        checked=checked,
        link=found.link if found else "",
        place=area.place,
    )


def _nobody_called(swarm: Swarm) -> bool:
    """Nobody was on duty when the swarm was opened, and nobody leads it yet."""
    arrival = next((ping for ping in swarm.pings if ping.kind is PingKind.ARRIVAL), None)
    in_search = swarm.phase is not Phase.CLOSED and swarm.lead is None
    return in_search and arrival is not None and not arrival.to
