"""A thousand reminders within one minute, among ten thousand open swarms: how late is each?

The bot is a process of its own, as its users start it, and so is Azurite; the reminders are timed
where they arrive, at the fake Teams in this process, over HTTP. It takes some 35 calls a second,
far below what it can answer, so nothing is gained by leaving HTTP out.
"""

import asyncio
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter

from bot.domain.policy import Policy
from tests.bench.crowd import Case, cases
from tests.bench.world import World

REMINDERS = 1000
MINUTE = timedelta(minutes=1)
AHEAD = timedelta(seconds=10)
"""From ready to the first reminder: the bot reads what is due a minute ahead."""
PATIENCE = 60.0
"""Seconds after the minute until what has not come counts as lost."""

TEAMS = ((1, 7), (2, 8), (30, 60), (3600, 1800))
"""Seconds and messages: what Teams takes from a bot in one conversation."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """Seconds after the moment, of those whose moment Teams' limits allow; the share of those that
    came within one second; how many the limits do not allow; how many never came."""

    reminders: int
    channels: int
    share: float
    p50: float
    p99: float
    most: float
    not_allowed: int
    missing: int
    edits: int
    most_in_window: str


def due_cases(world: World, first: datetime, now: datetime, policy: Policy) -> list[Case]:
    """A thousand swarms whose promises are due at random moments of the minute after ``first``."""
    chance = random.Random(1)
    dues = [first + MINUTE * chance.random() for _ in range(REMINDERS)]
    return list(cases(world, f"due-{first:%H%M%S}", dues, now, policy))


async def until_sent(world: World, due: Sequence[Case], end: datetime) -> float:
    """Wait for every reminder and the card after it; returns when, in seconds."""
    threads = {case.thread for case in due}
    started = perf_counter()
    last = (end - datetime.now(UTC)).total_seconds() + PATIENCE
    while perf_counter() - started < last:
        await asyncio.sleep(0.5)
        kinds = Counter(c.kind for c in world.teams.calls if c.conversation in threads)
        if kinds["send"] >= len(due) and kinds["update"] >= len(due):
            break
    return perf_counter() - started


def lateness(world: World, due: Sequence[Case]) -> Lateness:
    sent: dict[str, datetime] = {}
    for call in world.teams.calls:
        if call.kind == "send" and call.status < 300:
            sent.setdefault(call.conversation, call.at)
    allowed = _allowed(due)
    possible = [case for case in due if allowed[case.thread] <= case.wake + timedelta(seconds=1)]
    late = sorted(
        (sent[case.thread] - case.wake).total_seconds() for case in possible if case.thread in sent
    )
    threads = {case.thread for case in due}
    return Lateness(
        reminders=len(due),
        channels=len({case.channel for case in due}),
        share=sum(seconds <= 1 for seconds in late) / len(possible),
        p50=_quantile(late, 0.5),
        p99=_quantile(late, 0.99),
        most=_quantile(late, 1),
        not_allowed=len(due) - len(possible),
        missing=sum(case.thread not in sent for case in due),
        edits=sum(c.kind == "update" and c.conversation in threads for c in world.teams.calls),
        most_in_window=_fullest(world, {case.channel for case in due}),
    )


def _allowed(due: Sequence[Case]) -> Mapping[str, datetime]:
    """By thread, the earliest moment at which somebody who does nothing else may remind there:
    in each channel one after the other, no window of Teams' limits ever too full."""
    channels: dict[str, list[Case]] = defaultdict(list)
    for case in sorted(due, key=lambda case: case.wake):
        channels[case.channel].append(case)
    found: dict[str, datetime] = {}
    for waiting in channels.values():
        moments: list[datetime] = []
        for case in waiting:
            moments.append(max((case.wake, *_windows_over(moments))))
            found[case.thread] = moments[-1]
    return found


def _windows_over(moments: Sequence[datetime]) -> Iterable[datetime]:
    """When each window has room again, after messages at these moments."""
    return (
        moments[-most] + timedelta(seconds=seconds)
        for seconds, most in TEAMS
        if len(moments) >= most
    )


def _fullest(world: World, channels: Iterable[str]) -> str:
    """The most messages and edits that any channel got in any window, beside what Teams takes."""
    found = dict.fromkeys(TEAMS, 0)
    for channel in channels:
        moments = [at.timestamp() for at in world.teams.sent_at(channel)]
        for seconds, most in TEAMS:
            full = _most_within(moments, seconds)
            found[seconds, most] = max(found[seconds, most], full)
    return ", ".join(f"{n} of {most} in {seconds} s" for (seconds, most), n in found.items())


def _most_within(moments: Sequence[float], seconds: float) -> int:
    most = first = 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else math.inf
