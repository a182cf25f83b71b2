"""What was found: results with their evidence, waiting for somebody, and where the work happens."""

from datetime import datetime
from typing import assert_never

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.decisions import accept, ahead_fault, refuse
from bot.domain.limits import TELL, line, link, prose
from bot.domain.people import Person
from bot.domain.swarm import Area, AreaState, Swarm

FINDINGS = (AreaState.LOOKING, AreaState.SUSPECT, AreaState.CAUSE, AreaState.RULED_OUT)
"""What can be found out; the other states have commands of their own."""

DOUBTS = ("severity", "business_impact", "symptom_since")
"""Fields of the ticket on which "ruled out" rests: how bad it is, how far it goes, since when."""

FindingCommand = m.Find | m.Confirm | m.WaitFor | m.WorkAt


def decide(
    swarm: Swarm, area: Area, command: FindingCommand, by: Person, now: datetime
) -> Decision:
    """Decide a command about what is known of an area; ``by`` is whoever asks for it."""
    match command:
        case m.Find():
            return _find(swarm, area, command, by, now)
        case m.Confirm():
            return _confirm(swarm, area, by, now)
        case m.WaitFor():
            return _wait(area, command, by, now)
        case m.WorkAt():
            return _work_at(area, command, by)
        case _:
            assert_never(command)


def doubts(swarm: Swarm, changed: tuple[str, ...]) -> list[m.Fact]:
    """What was ruled out under other conditions is to be checked again."""
    why = tuple(name for name in DOUBTS if name in changed)
    areas = tuple(area.key for area in swarm.areas if area.state is AreaState.RULED_OUT)
    return [m.ResultsDoubted(areas, why)] if why and areas and not swarm.closed else []


def _find(swarm: Swarm, area: Area, command: m.Find, by: Person, now: datetime) -> Decision:
    if command.state not in FINDINGS:
        return refuse(AnswerKey.NOT_NOW)
    text, where = prose(command.text), link(command.link)
    if not text and command.state is not AreaState.LOOKING:
        return refuse(AnswerKey.TEXT_EMPTY)
    if where is None:
        return refuse(AnswerKey.LINK_UNCLEAR, text=line(command.link))
    tell = " ".join(command.tell.split())
    if len(tell) > TELL:
        return refuse(AnswerKey.TELL_LONG, n=TELL)
    until = min(command.until or now, now)
    since = command.since or swarm.ticket.symptom_since or swarm.opened_at
    fact = m.Found(area.key, command.state, text, by, where, tell, min(since, until), until)
    return accept(AnswerKey.FOUND, fact, area=area.key, state=command.state.value)


def _confirm(swarm: Swarm, area: Area, by: Person, now: datetime) -> Decision:
    """The result again, for the time from the beginning until now."""
    if area.state is not AreaState.CHECK_AGAIN:
        return refuse(AnswerKey.NOTHING_TO_CHECK, area=area.key)
    since = min(swarm.ticket.symptom_since or swarm.opened_at, now)
    where = area.evidence.link if area.evidence else ""
    fact = m.Found(area.key, AreaState.RULED_OUT, area.finding, by, where, area.tell, since, now)
    return accept(AnswerKey.CONFIRMED, fact, area=area.key)


def _wait(area: Area, command: m.WaitFor, by: Person, now: datetime) -> Decision:
    whom = line(command.whom)
    if not whom:
        return refuse(AnswerKey.WHOM_EMPTY, area=area.key)
    if command.until is None:
        return refuse(AnswerKey.UNTIL_EMPTY, whom=whom)
    fact = m.AreaWaits(area.key, whom, command.until, by)
    answer = accept(AnswerKey.WAITS, fact, area=area.key, whom=whom, at=command.until)
    return ahead_fault(command.until, now) or answer


def _work_at(area: Area, command: m.WorkAt, by: Person) -> Decision:
    where = link(command.link)
    if where is None:
        return refuse(AnswerKey.LINK_UNCLEAR, text=line(command.link))
    return accept(AnswerKey.PLACED, m.WorkPlaced(area.key, where, by), area=area.key, link=where)
