"""Worlds for stories, closed when the story is over."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from cards.words import LANGUAGES, words_for
from tests.stories.world import World

Begin = Callable[..., Awaitable[World]]
"""``await begin(rules, ...)``: see ``World.begin``."""


@pytest.fixture(autouse=True)
def every_word_is_there() -> Iterator[None]:
    """In a story, a sentence without its words or its values is an error."""
    for language in LANGUAGES:
        words_for(language).strict = True
    yield
    for language in LANGUAGES:
        words_for(language).strict = False


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
