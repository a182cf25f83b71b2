"""Teams is away for ten minutes, for a case that nobody touches: what is sent when it is back."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.domain.plan import plan
from bot.ports import ChatError, Failing, Throttled, Uncertain
from tests.build import at, clock, minutes
from tests.fakes import Seen
from tests.stories.conftest import Begin
from tests.stories.pair import Roads, roads
from tests.stories.test_trouble import swarm
from tests.stories.world import SATO, World, words

Start = Callable[..., Awaitable[Roads]]


@pytest.fixture(params=[1, 2], ids=["one road", "two roads"])
async def start(request: pytest.FixtureRequest, begin: Begin) -> AsyncIterator[Start]:
    """A Sev-A that is looked at by everybody; its first response is due at 05:07."""
    made: list[Roads] = []

    async def make(*reachable: object) -> Roads:
        made.append(await roads(await swarm(begin, *reachable), request.param))
        return made[-1]

    yield make
    for one in made:
        await one.stop()


WRITES = ("start", "post", "edit", "delete")


async def silence(world: World) -> None:
    """A call takes its ten seconds, and nothing comes back."""
    await world.time.sleep(10)


TROUBLES: dict[str, ChatError] = {
    "503": Uncertain("503", status=503),
    "500": Failing("500", status=500),
    "429": Throttled("429", retry_after=30),
    "silence": Uncertain("no answer in 10 s"),
}


async def away(road: Roads, name: str, *, done: bool = False) -> None:
    """From now on Teams answers nothing else."""
    world = road.first
    before = (lambda: silence(world)) if name == "silence" else None
    world.chat.trouble(TROUBLES[name], times=None, done=done, before=before)


def pinged(world: World) -> list[Seen]:
    return world.thread[1:]


@pytest.mark.parametrize(
    ("name", "patience"), [("503", 1.9), ("429", 1.9), ("silence", 1.9), ("500", 11)]
)
async def test_after_ten_minutes_one_reminder_and_one_card(
    start: Start, name: str, patience: float
) -> None:
    """The update falls due in the middle of it: what matters now is said once, the card is put right
    once, and nothing is sent that has been overtaken. (A 500 is asked again more rarely.)"""
    road = await start(SATO)
    world, card = road.first, road.first.thread[0]
    await road.until("05:05")
    there, edits = len(world.thread), card.edits
    await away(road, name)
    await road.until("05:15")
    assert (len(world.thread), card.edits) == (there, edits)

    world.chat.heal()
    await road.until(at("05:15") + minutes(patience))
    assert card.edits == edits + 1
    assert "Due at 05:07, not yet logged" in world.live
    new = world.thread[there:]
    assert len({clock(seen.at) for seen in new}) == len(new)
    assert len(new) == 1 or name == "500"
    said = "\n".join(map(words, new))
    assert "It is 05:07" not in said
    assert "05:07" in said or name == "500"
    assert await shown(world)


async def shown(world: World) -> bool:
    """Whether nothing is left to be sent."""
    row = await world.store.teams(world.swarm)
    return row is not None and not plan(await world.state(), row.shown)
