"""Stepping back from a role, and handing over everything that one holds."""

from datetime import datetime
from typing import assert_never

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.audience import distinct, keeper
from bot.domain.commands_roles import RoleCommand
from bot.domain.decisions import accept, ahead_fault, refuse
from bot.domain.handover import Handover, Lines, Role
from bot.domain.holdings import held_by
from bot.domain.limits import HANDOVER_LINE, HANDOVERS_MOST, line
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import PingKind, Swarm, Where


def decide(
    swarm: Swarm, command: RoleCommand, by: Person, now: datetime, policy: Policy
) -> Decision:
    """Decide a command about roles; ``by`` is whoever gives it."""
    match command:
        case m.StepBack():
            return _step_back(swarm, command, by, now, policy)
        case m.HandOver():
            return _hand_over(swarm, command, by, now)
        case m.AnswerHandover():
            return _answer(swarm, command, by)
        case m.WithdrawHandover():
            return _withdraw(swarm, by)
        case _:
            assert_never(command)


# ---------------------------------------------------------------- stepping back


def _step_back(
    swarm: Swarm, command: m.StepBack, by: Person, now: datetime, policy: Policy
) -> Decision:
    """The next on duty is asked. Whoever leads talks to the customer when nobody else does."""
    lead = swarm.lead == by and command.role in (None, Role.LEAD)
    liaison = swarm.liaison == by and command.role in (None, Role.LIAISON)
    if not (lead or liaison):
        return refuse(AnswerKey.NO_ROLE)
    other = swarm.lead if swarm.lead != by else None
    heir = other if liaison else None
    facts: list[m.Fact] = [m.SteppedBack(by, lead, liaison, heir)]
    if not swarm.closed:
        facts += _asked_instead(by, now, policy, lead=lead, heir=heir)
    return accept(AnswerKey.STEPPED_BACK, *facts, name=heir)


def _asked_instead(
    by: Person, now: datetime, policy: Policy, *, lead: bool, heir: Person | None
) -> list[m.Fact]:
    """Who hears of it: the next on duty, or the lead, who talks to the customer from now on."""
    others = distinct(policy.on_duty(now), but=(by,))[:1]
    if lead:
        called = m.Raised(
            PingKind.NO_LEAD, Where.THREAD, others, marks=("lead-1",), skipped=not others
        )
        return [called] if policy.no_lead_after else []
    if heir is not None:
        to = policy.reachable((heir,), now)
        return [m.Raised(PingKind.ROLE_BACK, Where.DIRECT, to, skipped=not to)]
    return [m.Raised(PingKind.NO_LIAISON, Where.THREAD, others, skipped=not others)]


# ---------------------------------------------------------------- handing over


def _hand_over(swarm: Swarm, command: m.HandOver, by: Person, now: datetime) -> Decision:
    """The receiver is asked, or the bridge is; a newer wish takes the place of an older one."""
    fault = _fault(swarm, command, by, now)
    if fault is not None:
        return fault
    older = [h for h in swarm.handovers if h.giver == by]
    withdrawn = [m.HandoverWithdrawn(h.number, h.giver, h.receiver) for h in older]
    lines = _bounded(command.lines)
    bridge = command.bridge if command.bridge != by else None
    if bridge is None:
        offered = m.HandoverOffered(by, command.receiver, command.at or now, lines)
    else:
        offered = m.HandoverOffered(by, bridge, now, lines, command.receiver, command.at)
    planned = command.at is not None and bridge is None
    key = AnswerKey.HANDOVER_PLANNED if planned else AnswerKey.HANDOVER_OFFERED
    return accept(
        key, *withdrawn, offered,
        name=offered.receiver, then=offered.then, at=command.at, due=_next_kept(swarm, by),
    )  # fmt: skip


def _fault(swarm: Swarm, command: m.HandOver, by: Person, now: datetime) -> Decision | None:
    if command.receiver == by:
        return refuse(AnswerKey.HANDOVER_SELF)
    if command.bridge == command.receiver or (command.bridge and command.at is None):
        return refuse(AnswerKey.HANDOVER_BRIDGE)
    if not held_by(by, swarm).anything:
        return refuse(AnswerKey.HANDOVER_EMPTY)
    others = sum(h.giver != by for h in swarm.handovers)
    if others >= HANDOVERS_MOST:
        return refuse(AnswerKey.HANDOVER_LIMIT, n=HANDOVERS_MOST)
    return None if command.at is None else ahead_fault(command.at, now)


def _answer(swarm: Swarm, command: m.AnswerHandover, by: Person) -> Decision:
    """Only the receiver answers; also before they were asked, if they know of it."""
    mine = (h for h in reversed(swarm.handovers) if h.receiver == by)
    found = next((h for h in mine if command.number in (None, h.number)), None)
    if found is None:
        return refuse(AnswerKey.HANDOVER_GONE)
    if command.accept:
        return _accepted(swarm, found)
    declined = m.HandoverDeclined(found.number, found.giver, by, line(command.reason))
    told = m.Raised(
        PingKind.HANDOVER_DECLINED, Where.DIRECT, (found.giver,), text=line(command.reason)
    )
    return accept(AnswerKey.HANDOVER_DECLINED, declined, told, name=found.giver)


def _accepted(swarm: Swarm, found: Handover) -> Decision:
    """All of it in one moment; whoever only bridges hands it on when its time comes."""
    held = held_by(found.giver, swarm)
    facts: list[m.Fact] = [
        m.HandoverAccepted(
            found.number, found.giver, found.receiver, held.lead, held.liaison, held.areas,
            held.promises, held.action, held.helping,
        ),
    ]  # fmt: skip
    facts += [
        m.HandoverWithdrawn(h.number, h.giver, h.receiver)
        for h in swarm.handovers
        if found.then is not None and h.giver == found.receiver
    ]
    if found.then is not None and found.then_at is not None:
        facts.append(m.HandoverOffered(found.receiver, found.then, found.then_at, found.lines))
    facts.append(m.Raised(PingKind.HANDOVER_ACCEPTED, Where.DIRECT, (found.giver,)))
    return accept(
        AnswerKey.HANDOVER_ACCEPTED, *facts, name=found.giver, then=found.then, at=found.then_at
    )


def _withdraw(swarm: Swarm, by: Person) -> Decision:
    """The giver goes on; so may the lead say, for somebody who has gone."""
    given = [h for h in swarm.handovers if h.giver == by]
    mine = given or [h for h in swarm.handovers if swarm.lead == by]
    if not mine:
        return refuse(AnswerKey.HANDOVER_GONE)
    facts = (m.HandoverWithdrawn(h.number, h.giver, h.receiver) for h in mine)
    return accept(AnswerKey.HANDOVER_WITHDRAWN, *facts)


def _bounded(lines: Lines) -> Lines:
    texts = (lines.mood, lines.untold, lines.reach, lines.other)
    return Lines(*(line(text, HANDOVER_LINE) for text in texts))


def _next_kept(swarm: Swarm, person: Person) -> datetime | None:
    """The next promise that stays with the person until somebody accepts."""
    return min((p.due for p in swarm.promises if keeper(p, swarm) == person), default=None)
