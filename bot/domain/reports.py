"""Reports inside: supervisors first, one by one in 1:1; a settable time later the wide channel.

What they say is drafted from the state, and given out by a person. The lead is asked for the first
one, once, where there is a wide channel that waits for it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import messages as m
from bot.domain.answers import AnswerKey, Decision
from bot.domain.audience import distinct
from bot.domain.decisions import accept, refuse
from bot.domain.due import Due
from bot.domain.limits import REPORT
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reported import Report, Reported, ReportGiven, ReportKind
from bot.domain.swarm import SEARCHING, Phase, PingKind, Swarm, Where

REPORTS = frozenset({PingKind.FIRST_REPORT, PingKind.REPORT})

ASKED = "report/ask"
WIDE = "report/wide/"

BEFORE_RECOVERY = (*SEARCHING, Phase.MITIGATED)


def report(command: Report, by: Person, now: datetime, policy: Policy) -> Decision:
    """The report goes to every supervisor; the declaration of recovery to the thread, too."""
    text = command.text.strip()
    if not text:
        return refuse(AnswerKey.TEXT_EMPTY)
    if len(text) > REPORT:
        return refuse(AnswerKey.REPORT_LONG, n=REPORT)
    wide_at = now + policy.wide_after if policy.wide else None
    told = tuple(p for p in policy.reachable(policy.supervisors, now) if p != by)
    facts: list[m.Fact] = [ReportGiven(command.kind, text, by, wide_at)]
    facts += [m.Raised(PingKind.REPORT, Where.DIRECT, (person,)) for person in told]
    nobody = not told and wide_at is None
    if nobody or command.kind is ReportKind.RECOVERY:
        facts.append(m.Raised(PingKind.REPORT, Where.THREAD))
    return accept(AnswerKey.REPORTED, *facts, told=tuple(p.name for p in told), at=wide_at)


def report_given(swarm: Swarm, fact: ReportGiven, at: datetime) -> Swarm:
    """The swarm with the report, in place of the one before."""
    number = swarm.reported.number + 1 if swarm.reported else 1
    given = Reported(fact.kind, fact.text, fact.person, at, number, fact.wide_at)
    calls = tuple(rung for rung in swarm.calls if not rung.mark.startswith(WIDE))
    return replace(swarm, reported=given, calls=calls)


def reports_ahead(swarm: Swarm, policy: Policy) -> list[Due]:
    """The question to the lead, and the wide channel's turn."""
    marks = {rung.mark for rung in swarm.calls}
    due: list[Due] = []
    given, mark = swarm.reported, _wide_mark(swarm)
    if given is not None and given.wide_at is not None and mark not in marks:
        due.append(Due(given.wide_at, PingKind.REPORT, mark=mark))
    asked = policy.wide and policy.report_ask_after > timedelta(0) and ASKED not in marks
    if asked and given is None and swarm.phase in SEARCHING and _lead(swarm, swarm.at, policy):
        at = swarm.opened_at + policy.report_ask_after
        due.append(Due(at, PingKind.FIRST_REPORT, mark=ASKED))
    return due


def report_facts(first: Due, swarm: Swarm, now: datetime, policy: Policy) -> list[m.Fact]:
    """The question, or the post in the wide channel; an outdated report is not posted any more."""
    if first.kind is PingKind.FIRST_REPORT:
        lead = _lead(swarm, now, policy)
        kind = PingKind.FIRST_REPORT
        return [m.Raised(kind, Where.DIRECT, lead, marks=(ASKED,), skipped=not lead)]
    given = swarm.reported
    status = given is not None and given.kind is ReportKind.STATUS
    skip = not policy.wide or (status and swarm.phase not in BEFORE_RECOVERY)
    return [
        m.Raised(PingKind.REPORT, Where.WIDE, marks=(first.mark,), skipped=skip, text=policy.wide)
    ]


def recovery_draft(swarm: Swarm, by: Person | None, now: datetime, policy: Policy) -> list[m.Fact]:
    """Whoever talks to the customer gets the report of recovery, drafted."""
    readers = distinct(p for p in (swarm.liaison, swarm.lead, by) if p is not None)
    to = policy.reachable(readers, now)[:1]
    return [m.Raised(PingKind.RECOVERY_REPORT, Where.DIRECT, to)] if to else []


def _wide_mark(swarm: Swarm) -> str:
    return f"{WIDE}{swarm.reported.number if swarm.reported else 0}"


def _lead(swarm: Swarm, now: datetime, policy: Policy) -> tuple[Person, ...]:
    return policy.reachable((swarm.lead,) if swarm.lead else (), now)
