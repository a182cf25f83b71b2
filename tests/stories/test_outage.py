"""Teams in trouble for a long time, and many cases at once: what is sent then, and how fast."""

import asyncio
from itertools import pairwise
from typing import Any

from bot.ports import Uncertain
from bot.teams.inbound import Press
from tests import build
from tests.build import minutes, on_duty, policy
from tests.fake_teams import most_within
from tests.stories.conftest import Begin
from tests.stories.test_trouble import calls, swarm
from tests.stories.world import SATO, TEAM_OF, World, who
from tests.teams_wire import CHANNEL, user


async def test_after_ten_bad_minutes_only_what_still_matters_is_sent(begin: Begin) -> None:
    """Teams answers 503 from 05:00 to 05:10; people press and log meanwhile. Afterwards: one
    card update, no reminder that was answered."""
    world = await swarm(begin, SATO)
    await world.until("05:00")
    count = len(world.thread)
    world.chat.trouble(Uncertain("503", status=503), times=None)
    for number in range(5):
        await world.ticket(title=f"題{number}")
        await world.until(world.time.now + minutes(1))
    await world.until("05:08")
    await world.told(world.saying(SATO, "連絡 調査中 次回 6時"))
    await world.until("05:10")
    world.chat.heal()
    start = len(world.chat.calls)
    await world.until("05:20")

    assert [c.kind for c in calls(world, start, "edit", "post", "start")] == ["edit"]
    assert "題4" in world.live
    assert len(world.thread) == count


async def test_a_busy_card_is_edited_at_most_every_two_seconds(begin: Begin) -> None:
    """Thirty changes in six seconds are a few edits, and the last of them shows everything."""
    world = await swarm(begin)
    start = len(world.chat.calls)
    for number in range(30):
        await world.ticket(title=f"題{number}")
        await world.until(world.time.now + minutes(0.2 / 60))
    await world.moment(10)
    edits = [c.at for c in calls(world, start, "edit")]
    assert 3 <= len(edits) <= 6
    assert all(later - earlier >= minutes(2 / 60) for earlier, later in pairwise(edits))
    assert "題29" in world.live


async def test_fifty_cases_at_once_never_exceed_what_teams_allows(begin: Begin) -> None:
    """Fifty threads, claims and answers in one channel: 7 in 1 s, 8 in 2 s, 60 in 30 s hold."""
    world = await begin(policy(on_duty(*map(who, TEAM_OF))))
    people = [user(200 + n, f"P {n}") for n in range(50)]
    swarms = []
    for number in range(50):
        await world.opened(_ticket(number))
        swarms.append(world.swarm)
    for seconds in range(60):
        await world.until(world.time.now + minutes(seconds / 600))
        if seconds % 10 == 0:
            await _everybody_claims(world, swarms, people)
    await world.until(world.time.now + minutes(3))
    sent = world.chat.sent_at(CHANNEL)
    assert len(world.chat.threads(CHANNEL)) == 50
    assert len(sent) > 150
    assert most_within(sent, 1) <= 7
    assert most_within(sent, 2) <= 8
    assert most_within(sent, 30) <= 60


def _ticket(number: int) -> Any:
    return build.ticket(id=f"T{number}", title=f"題{number}")


async def _everybody_claims(world: World, swarms: list[str], people: list[Any]) -> None:
    presses = [
        Press(
            world.source(person, CHANNEL), "claim",
            {"swarm": swarm, "area": "storage", "turn": str(world.time.now)},
        )
        for swarm, person in zip(swarms, people, strict=True)
    ]  # fmt: skip
    await asyncio.gather(*map(world.handler.invoke, presses))
