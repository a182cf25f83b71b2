"""From a store and a Teams to evidence."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.policy import Policy
from bot.domain.shown import Address
from bot.domain.swarm import Swarm
from bot.flow.people import People
from bot.policyfile import PolicyFile
from bot.ports import Store, Wake
from bot.present.drawing import Drawing
from bot.rules import Rules
from bot.teams.chat import activity_of
from tests.fake_teams import FakeTeams
from tests.replicas.crowd import Crowd
from tests.replicas.evidence import Case, Evidence, Posted, Standing
from tests.replicas.teams_checks import Draw
from tests.replicas.watched import WatchedTeams

FAR = datetime(2999, 1, 1, tzinfo=UTC)
QUIET = timedelta(seconds=60)
"""At rest nothing is due, and nothing comes within this."""


async def rest(store: Store, within: float) -> None:
    """Until nobody has anything to do, at two looks in a row; fails with what is left."""
    before: list[Wake] = []
    left = ["nothing was looked at"]
    try:
        async with asyncio.timeout(within):
            while left:
                await asyncio.sleep(1)
                soon = datetime.now(UTC) + QUIET
                now = await store.due(FAR, 100_000)
                left = [f"{w.swarm} at {w.at or 'once'}" for w in now if not w.at or w.at < soon]
                left += ["something has changed"] if now != before else []
                before = now
    except TimeoutError:
        raise AssertionError(f"no rest within {within} s: {left}") from None


async def holds_of(store: Store, process: int) -> list[str]:
    """The swarms that nobody else may send for, because that process still holds them."""
    held = []
    for line in await store.overview():
        row = await store.teams(line.swarm)
        if row and row.sending and row.hold_until and f"-{process}-" in row.sending.by:
            held.append(f"{line.swarm} until {row.hold_until:%H:%M:%S} for {row.sending.effect}")
    return held


async def gathered(store: Store, crowd: Crowd, teams: WatchedTeams) -> Evidence:
    """Everything, read at rest."""
    wakes: dict[str, list[datetime | None]] = {}
    for row in await store.due(FAR, 100_000):
        wakes.setdefault(row.swarm, []).append(row.at)
    cases = {}
    for line in await store.overview():
        loaded, teams_row = await store.load(line.swarm), await store.teams(line.swarm)
        assert loaded is not None
        assert teams_row is not None
        cases[line.swarm] = Case(
            loaded.swarm,
            tuple(await store.events(line.swarm)),
            teams_row.shown,
            tuple(wakes.get(line.swarm, ())),
        )
    pings = {p.message: (s, p.key) for s, case in cases.items() for p in case.shown.pings}
    places = {call.conversation.partition(";")[0] for call in teams.calls}
    return Evidence(
        tickets=crowd.tickets,
        acts=tuple(crowd.acts),
        posted=tuple(_named(posted, pings) for posted in teams.posted),
        deaths=tuple(crowd.fleet.deaths),
        cases=cases,
        writes={place: tuple(teams.sent_at(place)) for place in places},
        standing=standing(teams),
    )


def _named(posted: Posted, pings: dict[str, tuple[str, str]]) -> Posted:
    """With the name of its swarm, if that is only known to the swarm itself."""
    if posted.asks or posted.id not in pings:
        return posted
    swarm, key = pings[posted.id]
    return replace(posted, swarm=swarm, key=key)


def standing(teams: FakeTeams) -> dict[str, tuple[Standing, ...]]:
    return {
        conversation: tuple(Standing(s.id, s.card or {}) for s in teams.thread(conversation))
        for conversation in teams.messages
    }


async def drawing(store: Store, policy: PolicyFile) -> tuple[Callable[[], Policy], Draw]:
    """The policy as the replicas know it, and how they draw a card."""
    people = People(store)
    await people.load()
    rules = Rules(policy, people)
    rules.refresh()
    drawn = Drawing(rules.policy, people, lambda _: True)

    def draw(swarm: Swarm, to: Address) -> dict[str, Any]:
        card = activity_of(drawn.live(swarm, to))["attachments"][0]["content"]
        found: dict[str, Any] = json.loads(json.dumps(card))
        return found

    return rules.policy, draw
