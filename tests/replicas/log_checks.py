"""What must be true of the logs and states after a run. Pure: evidence in, faults out.

Each fault is a sentence that names the swarm and what speaks against it.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from bot.domain import facts as f
from bot.domain.apply import UNREPEATABLE, replay
from bot.domain.policy import Policy
from bot.domain.reminders import wake
from tests.replicas.evidence import Act, Case, Evidence


def lost_tickets(evidence: Evidence) -> Iterator[str]:
    """Every ticket that was accepted opened one swarm, in the channel that it asked for."""
    for swarm, (ticket, channel) in evidence.tickets.items():
        case = evidence.cases.get(swarm)
        if case is None:
            yield f"{swarm}: ticket {ticket} was accepted and is not stored"
            continue
        opened = [e.fact.ticket.id for e in case.events if isinstance(e.fact, f.Opened)]
        if opened != [ticket]:
            yield f"{swarm}: ticket {ticket} was opened as {opened}"
        home = case.shown.home
        if home is None or home.conversation != channel:
            yield f"{swarm}: ticket {ticket} asked for {channel} and is in {home}"


def lost_acts(evidence: Evidence) -> Iterator[str]:
    """Every press and contact that was answered well is in the log, and nothing is there twice."""
    for act in evidence.acts:
        case = evidence.cases.get(act.swarm)
        times = _times(act, case) if case else 0
        if act.accepted and times == 0:
            yield f"{act.swarm}: {act} was accepted and is not in the log"
        if times > 1:
            yield f"{act.swarm}: {act} is in the log {times} times"


def _times(act: Act, case: Case) -> int:
    if act.text:
        return sum(_said(event) == act.text for event in case.events)
    blocks = [op for op, _ in groupby(event.op for event in case.events)]
    return blocks.count(act.op)


def _said(event: f.Event) -> str:
    match event.fact:
        case f.Noted(text=text) | f.Contacted(said=text):
            return text
        case _:
            return ""


def done_twice(case: Case) -> Iterator[str]:
    """No operation stands in the log at two places; the sequence has no hole."""
    ops = [op for op, _ in groupby(event.op for event in case.events)]
    lasting = {op for op in ops if op and not op.startswith(UNREPEATABLE)}
    for op in {op for op in lasting if ops.count(op) > 1}:
        yield f"{case.state.id}: operation {op} was done {ops.count(op)} times"
    seqs = [event.seq for event in case.events]
    if seqs != list(range(1, len(seqs) + 1)):
        yield f"{case.state.id}: the log is numbered {seqs}"


def two_owners(case: Case) -> Iterator[str]:
    """Each area has one owner at a time: who takes it takes it from nobody or from its owner."""
    owners: dict[str, str] = {}
    helpers: dict[str, set[str]] = defaultdict(set)
    for event in case.events:
        match event.fact:
            case f.AreaClaimed(area, person, taken_from):
                before = taken_from.id if taken_from else None
                if owners.get(area) != before:
                    had = owners.get(area)
                    yield f"{case.state.id}: {area} was {had}'s, event {event.seq} says {before}"
                owners[area] = person.id
                helpers[area].discard(person.id)
            case f.AreaJoined(area, person):
                helpers[area].add(person.id)
            case f.AreaReleased(area, person, heir):
                if person.id not in {owners.get(area), *helpers[area]}:
                    yield f"{case.state.id}: event {event.seq} frees {area} of {person.id}"
                if owners.get(area) == person.id:
                    owners.pop(area)
                    if heir is not None:
                        owners[area] = heir.id
                helpers[area] -= {person.id, heir.id if heir else ""}
            case _:
                pass
    stored = {area.key: area.owner.id for area in case.state.areas if area.owner}
    if owners != stored:
        yield f"{case.state.id}: the timeline gives the areas to {owners}, the state to {stored}"


def not_replayed(case: Case) -> Iterator[str]:
    """The log leads to exactly the stored state."""
    if replay(case.events, case.state.id) != case.state:
        yield f"{case.state.id}: replaying its {len(case.events)} events gives another state"


def wrong_wakes(case: Case, policy: Policy) -> Iterator[str]:
    """At rest a swarm has one wake row, at its next moment, or none when it has no next moment."""
    moment = wake(case.state, policy)
    right = () if moment is None else (moment,)
    if case.wakes != right:
        yield f"{case.state.id}: its wake rows are {case.wakes}, right would be {right}"
