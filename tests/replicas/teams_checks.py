"""What must be true of Teams after a run: what came to it, how often, and what it shows in the end.
Pure: evidence in, faults out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

from bot.domain import facts as f
from bot.domain.apply import apply, replay
from bot.domain.plan import courtesy_key
from bot.domain.shown import Address
from bot.domain.swarm import Swarm
from bot.flow.delivery import HOLD
from tests.fake_teams import most_within
from tests.replicas.evidence import Case, Death, Evidence, Posted, marks

LIMITS = ((1, 7), (2, 8), (30, 60), (3600, 1800))
"""Seconds and messages in one conversation (Microsoft Learn, "Optimize your bot with rate limiting
in Teams"); an edit counts as a message."""

IN_FLIGHT = timedelta(seconds=12)
"""A message may be on its way so long before its sender writes down that it has arrived: the
timeout of one send, and a store that is slow."""

Draw = Callable[[Swarm, Address], dict[str, Any]]
"""The live card of a swarm in a thread, as Teams gets it."""


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
    named = [p for p in evidence.posted if p.key]
    ordered = sorted(named, key=lambda p: (p.swarm, p.key, p.at))
    for (swarm, key), same in groupby(ordered, key=lambda p: (p.swarm, p.key)):
        for one, again in pairwise(same):
            if not _explained(one, again, evidence.deaths):
                yield (
                    f"{swarm}: {key} came to {one.conversation} at {one.at:%H:%M:%S.%f} and again to "
                    f"{again.conversation} at {again.at:%H:%M:%S.%f}; nobody died in between"
                )


def unknown_messages(evidence: Evidence) -> Iterator[str]:
    """In threads and 1:1 chats stands nothing that no swarm knows of, but what was on its way when
    a replica died."""
    for p in evidence.posted:
        private = "@thread" not in p.conversation or ";messageid=" in p.conversation
        if private and not p.key and not any(_in_flight(p, death) for death in evidence.deaths):
            yield f"nobody knows {p.id} in {p.conversation}, of {p.at:%H:%M:%S.%f}"


def _in_flight(p: Posted, death: Death) -> bool:
    return p.at - timedelta(seconds=1) <= death.at <= p.at + IN_FLIGHT


def _explained(one: Posted, again: Posted, deaths: Iterable[Death]) -> bool:
    expired = again.at - one.at > HOLD - timedelta(seconds=3)
    return expired or any(_in_flight(one, d) and d.at <= again.at for d in deaths)


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
    asked = {p.key for p in evidence.posted if p.swarm == swarm and p.asks}
    wanted = {ping.key for ping in case.state.pings} & asked
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
