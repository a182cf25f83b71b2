"""Two versions of the bot side by side on one store: they do not fight over what is shown."""

from dataclasses import replace
from itertools import cycle
from pathlib import Path

from bot.domain.policy import Policy
from bot.store.sqlite import SqliteStore
from tests.build import minutes
from tests.stories.conftest import Begin
from tests.stories.world import SATO, World

OLD, NEW = "In progress", "対応中"
"""Words of the card as the one version draws it, and as the other does."""


async def rollout(begin: Begin, folder: Path, look: int) -> tuple[World, World]:
    """The old version with a case that it shows, and a newer one that draws cards differently: in another language, and under
    the number ``look``, where the old one has 1."""
    store = SqliteStore(folder / "shared.db")
    old = await begin(Policy(language="en"), store=store)
    await old.ticket()
    new = World(old.path, replace(old.rules, language="ja"), old.time, old.chat)
    await new.start(store)
    new.swarm = old.swarm
    new.road.sender.drawing.look = look  # type: ignore[misc]  # read-only for the road alone
    return old, new


async def turns(old: World, new: World, number: int) -> None:
    """Each version looks at the case, again and again."""
    for _, world in zip(range(number), cycle((new, old)), strict=False):
        world.road.reconciler.queue(world.swarm)
        await world.moment(10)


def edits(world: World) -> int:
    return world.thread[0].edits


async def test_a_newer_drawing_wins_once(begin: Begin, tmp_path: Path) -> None:
    """Nobody touches the case, both versions look at it twenty times: one edit, by the newer."""
    old, new = await rollout(begin, tmp_path, look=2)
    assert OLD in old.live
    await turns(old, new, 20)
    assert edits(old) == 1
    assert NEW in old.live


async def test_with_the_same_number_nobody_redraws(begin: Begin, tmp_path: Path) -> None:
    """Only the rules differ (a new banner): no edit for it, whoever looks and however often."""
    old, new = await rollout(begin, tmp_path, look=1)
    await turns(old, new, 20)
    assert edits(old) == 0


async def test_every_change_is_drawn_at_most_once_by_each(begin: Begin, tmp_path: Path) -> None:
    """Ten changes, stored by the one version and the other in turn: at most two edits for each of
    them, and in the end the newer drawing stands there and stays."""
    old, new = await rollout(begin, tmp_path, look=2)
    await turns(old, new, 2)
    before = edits(old)
    for number, world in zip(range(10), cycle((old, new)), strict=False):
        await world.ticket(title=f"題{number}")
        await turns(old, new, 4)
    assert NEW in old.live
    assert "題9" in old.live
    made = edits(old) - before
    assert 10 <= made <= 20
    await turns(old, new, 10)
    assert edits(old) - before == made


async def test_the_older_version_goes_on_alone(begin: Begin, tmp_path: Path) -> None:
    """The rollout is taken back: the older version draws what changes on a newer card."""
    old, new = await rollout(begin, tmp_path, look=2)
    await turns(old, new, 2)
    await old.press(SATO, "claim", old.thread[0], area="storage")
    await old.until(old.time.now + minutes(1))
    assert OLD in old.live
    assert "佐藤 健" in old.live
