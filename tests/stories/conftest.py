"""Worlds for stories, closed when the story is over."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.stories.world import World

Begin = Callable[..., Awaitable[World]]
"""``await begin(rules, ...)``: see ``World.begin``."""


@pytest.fixture
async def begin(tmp_path: Path) -> AsyncIterator[Begin]:
    """Makes the world of a story."""
    worlds: list[World] = []

    async def make(*args: object, **kwargs: object) -> World:
        folder = tmp_path / str(len(worlds))
        folder.mkdir()
        worlds.append(await World.begin(folder, *args, **kwargs))  # type: ignore[arg-type]
        return worlds[-1]

    yield make
    for world in worlds:
        await world.stop()
