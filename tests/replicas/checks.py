"""What must be true after a run, whatever was killed in it. Pure: evidence in, faults out.

Each fault is a sentence that names the swarm and what speaks against it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

from bot.domain import facts as f
from bot.domain.apply import UNREPEATABLE, apply, replay
from bot.domain.plan import courtesy_key
from bot.domain.policy import Policy
from bot.domain.reminders import wake
from bot.domain.shown import Address
from bot.domain.swarm import Swarm
from bot.flow.delivery import HOLD
from tests.fake_teams import most_within
from tests.replicas.evidence import Act, Case, Death, Evidence, Posted, marks

LIMITS = ((1, 7), (2, 8), (30, 60), (3600, 1800))
"""Seconds and messages in one conversation (Microsoft Learn, "Optimize your bot with rate limiting
in Teams"); an edit counts as a message."""

IN_FLIGHT = timedelta(seconds=12)
"""A message may be on its way so long before its sender writes down that it has arrived: the
timeout of one send, and a store that is slow."""

Draw = Callable[[Swarm, Address], dict[str, Any]]
"""The live card of a swarm in a thread, as Teams gets it."""


# ---------------------------------------------------------------- the log


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


# ---------------------------------------------------------------- what Teams saw


def unsaid_reminders(evidence: Evidence, patience: timedelta) -> Iterator[str]:
    """Each reminder in the log came to Teams, or something later made it needless.

    ``patience``: it must not have waited longer than that. A courtesy that was on its way when its
    sender died may be missing.
    """
    seen = {(p.swarm, p.key) for p in evidence.posted}
    for swarm, case in evidence.cases.items():
        over = overtaken(case)
        for key, raised_at in reminders(case):
            shown = case.shown.ping(key)
            if (swarm, key) in seen:
                continue
            if shown and shown.why == "uncertain" and courtesy_key(f"PostPing/{key}"):
                if not any(died(raised_at, death) for death in evidence.deaths):
                    yield f"{swarm}: {key} counts as sent, and nobody died while it was"
            elif key not in over:
                yield f"{swarm}: {key} of {raised_at:%H:%M:%S} was never said"
            elif over[key] - raised_at > patience:
                yield f"{swarm}: {key} of {raised_at:%H:%M:%S} waited until {over[key]:%H:%M:%S}"


def died(raised_at: datetime, death: Death) -> bool:
    return death.at >= raised_at


def reminders(case: Case) -> Iterator[tuple[str, datetime]]:
    """What the log says is to be said: key and moment."""
    for event in case.events:
        if isinstance(event.fact, f.Raised) and not event.fact.skipped:
            yield f"{event.fact.kind}-{event.seq}", event.at


def overtaken(case: Case) -> dict[str, datetime]:
    """The reminders that are no longer wanted, and since when."""
    over: dict[str, datetime] = {}
    swarm: Swarm | None = None
    before: set[str] = set()
    for event in case.events:
        swarm = apply(swarm, event, case.state.id)
        wanted = {ping.key for ping in swarm.pings}
        over |= dict.fromkeys(before - wanted, event.at)
        before = wanted
    return over


def delays(evidence: Evidence) -> list[timedelta]:
    """How long after its moment in the log each reminder came to Teams for the first time."""
    first: dict[tuple[str, str], datetime] = {}
    for p in sorted(evidence.posted, key=lambda p: p.at):
        first.setdefault((p.swarm, p.key), p.at)
    return [
        first[swarm, key] - raised_at
        for swarm, case in evidence.cases.items()
        for key, raised_at in reminders(case)
        if (swarm, key) in first
    ]


def said_twice(evidence: Evidence) -> Iterator[str]:
    """Nothing came to Teams twice, but what was on its way when a replica died or its hold ran out."""
    ordered = sorted(evidence.posted, key=lambda p: (p.swarm, p.key, p.at))
    for (swarm, key), same in groupby(ordered, key=lambda p: (p.swarm, p.key)):
        for one, again in pairwise(same):
            if not _explained(one, again, evidence.deaths):
                yield (
                    f"{swarm}: {key} came to {one.conversation} at {one.at:%H:%M:%S.%f} and again to "
                    f"{again.conversation} at {again.at:%H:%M:%S.%f}; nobody died in between"
                )


def _explained(one: Posted, again: Posted, deaths: Iterable[Death]) -> bool:
    expired = again.at - one.at > HOLD - timedelta(seconds=3)
    fatal = (d.at for d in deaths if one.at - timedelta(seconds=1) <= d.at <= one.at + IN_FLIGHT)
    return expired or any(at <= again.at for at in fatal)


def unreached(case: Case) -> Iterator[str]:
    """Everybody can be reached in 1:1 here, whichever replica has met them."""
    for key in case.shown.in_thread:
        yield f"{case.state.id}: {key} went into the thread, although its reader can be reached"


def two_threads(evidence: Evidence) -> Iterator[str]:
    """A swarm has one thread; any other one is a root that was said twice."""
    roots: dict[str, set[str]] = defaultdict(set)
    for p in evidence.posted:
        if p.key == "root":
            roots[p.swarm].add(p.id)
    for swarm, case in evidence.cases.items():
        cards = case.shown.cards
        if case.shown.thread is None or len(cards) != 1 or cards[0].message not in roots[swarm]:
            yield f"{swarm}: its card is {cards}, its thread {case.shown.thread}"


def too_many(evidence: Evidence) -> Iterator[str]:
    """In no window of any conversation more messages and edits than Teams allows."""
    for conversation, times in evidence.writes.items():
        for seconds, most in LIMITS:
            count = most_within(times, seconds)
            if count > most:
                yield f"{conversation}: {count} messages within {seconds} s, of {most}"


# ---------------------------------------------------------------- what Teams shows at the end


def stale(case: Case, evidence: Evidence, draw: Draw) -> Iterator[str]:
    """The live card is what the state says, settled reminders ask for nothing, others still do."""
    swarm, shown = case.state.id, case.shown
    if shown.thread is None or shown.live is None:
        yield f"{swarm}: nothing stands in Teams"
        return
    there = {one.id: one.card for one in evidence.standing.get(shown.thread.conversation, ())}
    yield from _stale_card(case, there.get(shown.live.message), draw)
    wanted = {ping.key for ping in case.state.pings}
    for ping in shown.pings:
        where = ping.address.conversation if ping.address else ""
        card = {one.id: one.card for one in evidence.standing.get(where, ())}.get(ping.message)
        if ping.message and card is None:
            yield f"{swarm}: {ping.key} should stand in {where} as {ping.message}"
        elif card is not None and (marks(card) is not None) != (ping.key in wanted):
            asks = "still asks" if ping.key not in wanted else "asks for nothing"
            yield f"{swarm}: {ping.key} in {where} {asks}"


def _stale_card(case: Case, card: dict[str, Any] | None, draw: Draw) -> Iterator[str]:
    swarm, thread = case.state.id, case.shown.thread
    turn = (marks(card) or ("", ""))[1]
    if card is None or thread is None or not turn.isdigit():
        yield f"{swarm}: its live card does not stand in Teams"
        return
    if int(turn) < case.state.card_rev:
        yield f"{swarm}: its card shows event {turn}, the state is at {case.state.card_rev}"
    then = replay(case.events[: int(turn)], swarm)
    if then is None or draw(then, thread) != card:
        yield f"{swarm}: its card is not the one of event {turn}"


# ---------------------------------------------------------------- all of it


def faults(evidence: Evidence, policy: Policy, draw: Draw, patience: timedelta) -> list[str]:
    """Everything that went wrong."""
    found = [
        *lost_tickets(evidence),
        *lost_acts(evidence),
        *unsaid_reminders(evidence, patience),
        *said_twice(evidence),
        *two_threads(evidence),
        *too_many(evidence),
    ]
    for case in evidence.cases.values():
        found += done_twice(case)
        found += two_owners(case)
        found += not_replayed(case)
        found += wrong_wakes(case, policy)
        found += unreached(case)
        found += stale(case, evidence, draw)
    return found
