"""Three replicas on one store: killed at random, and rolled, while people work."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path
from statistics import median

from tests.replicas.checks import faults
from tests.replicas.evidence import Evidence
from tests.replicas.field import Field, field
from tests.replicas.gathering import drawing, gathered, holds_of, rest
from tests.replicas.teams_checks import delays

SECONDS = float(os.environ.get("REPLICA_SECONDS", "120"))
"""How long people work while replicas are killed."""

MEDIAN_LATE, MOST_LATE = 5.0, 60.0
"""Seconds. On a machine that has nothing else to do it is 0.2 s, and 1.1 s at most."""

REST_WITHIN = 300.0
"""Seconds in which everything must come to rest afterwards, on a machine that is busy."""


async def test_replicas_that_are_killed_lose_nothing_and_say_nothing_twice(tmp_path: Path) -> None:
    """Fifty tickets, two hundred people, kill -9 again and again for two minutes: what was
    answered is stored once, what was due was said, and Teams shows what is stored."""
    async with field(tmp_path, people=200, channels=10, seed=11, pause=20) as world:
        await asyncio.gather(world.crowd.live(SECONDS, tickets=50), world.fleet.havoc(SECONDS))
        await world.fleet.all_ready()
        evidence, found = await at_rest(world, timedelta(minutes=2))
    assert found == [], report(evidence, found)
    assert len(evidence.tickets) == 50
    assert len(evidence.deaths) > SECONDS / 20
    assert sum(act.accepted for act in evidence.acts) > SECONDS / 2, report(evidence, found)


async def test_a_rolling_restart_loses_nothing_and_delays_no_reminder(tmp_path: Path) -> None:
    """SIGTERM, one replica after the other, under load: each ends by itself within ten seconds,
    holds nothing then, and reminders come within seconds."""
    async with field(tmp_path, people=60, channels=10, seed=5, pause=12) as world:
        held: list[str] = []

        async def ended(process: int) -> None:
            held.extend(await holds_of(world.store, process))

        async def roll() -> list[float]:
            await asyncio.sleep(12)  # so that reminders fall into it
            return await world.fleet.roll(ended)

        _, took = await asyncio.gather(world.crowd.live(40, tickets=20), roll())
        evidence, found = await at_rest(world, timedelta(seconds=20))
    assert found == [], report(evidence, found)
    assert evidence.deaths == ()
    assert held == []
    assert max(took) < 10
    late = [delay.total_seconds() for delay in delays(evidence)]
    assert median(late) < MEDIAN_LATE, report(evidence, found)
    assert max(late) < MOST_LATE, report(evidence, found)


async def at_rest(world: Field, patience: timedelta) -> tuple[Evidence, list[str]]:
    """What is found when nobody does anything any more. ``patience``: so long a reminder may have
    waited that was overtaken before it could leave."""
    await world.crowd.calm(world.crowd.people[0])
    await rest(world.store, REST_WITHIN)
    evidence = await gathered(world.store, world.crowd, world.teams)
    policy, draw = await drawing(world.store, world.policy)
    found = faults(evidence, policy(), draw, patience)
    for replica in world.fleet.replicas:
        found += replica.complaints()
    print(report(evidence, found))
    return evidence, found


def report(evidence: Evidence, found: list[str]) -> str:
    """The run in a few lines, and every fault."""
    late = sorted(delay.total_seconds() for delay in delays(evidence))
    half, most = late[len(late) // 2], late[len(late) * 99 // 100]
    accepted = sum(act.accepted for act in evidence.acts)
    said = (
        f"{len(evidence.cases)} swarms, {accepted} of {len(evidence.acts)} acts accepted, "
        f"{len(evidence.deaths)} kills, {len(evidence.posted)} messages; "
        f"reminders late by {half:.1f} s (median), {most:.1f} s (99 %), {late[-1]:.1f} s (most)"
    )
    return "\n".join([said, *found])
