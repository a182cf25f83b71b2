"""A store that fails when told to: before a write, after it (a lost answer), or not at all for now.

It wraps any store. ``as_store`` has the type of the port; the methods of this class steer it.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Any, cast

from bot.ports import Store, StoreDown


class How(StrEnum):
    BEFORE = "before"  # nothing is written
    AFTER = "after"  # it is written, and nobody hears of it
    HANG = "hang"  # waits for ``release``, then goes on


class Faulty:
    """``fail("commit", nth=2)``: the call after the next one fails, once."""

    def __init__(self, inner: Store) -> None:
        self.inner = inner
        self.calls: Counter[str] = Counter()
        self._planned: dict[tuple[str, int], How] = {}
        self._down: How | None = None
        self._released = asyncio.Event()

    @property
    def as_store(self) -> Store:
        return cast("Store", self)

    def fail(self, method: str, *, nth: int = 1, how: How = How.BEFORE) -> None:
        """The ``nth`` call of that method from now on (1 is the next one) fails so."""
        getattr(self.inner, method)
        self._planned[method, self.calls[method] + nth] = how

    def forget(self) -> None:
        """What was planned, and has not happened, will not."""
        self._planned.clear()

    def down(self, how: How = How.BEFORE) -> None:
        """Every call fails, until ``up``."""
        self._down = how

    def up(self) -> None:
        self._down = None

    def release(self) -> None:
        """Let all calls go on that hang, now and later."""
        self._released.set()

    def __getattr__(self, method: str) -> Callable[..., Any]:
        getattr(self.inner, method)
        return partial(self._call, method)

    async def _call(self, method: str, *args: Any, **kwargs: Any) -> Any:
        self.calls[method] += 1
        how = self._planned.pop((method, self.calls[method]), self._down)
        if how is How.BEFORE:
            raise StoreDown(f"{method}: the store is away")
        if how is How.HANG:
            await self._released.wait()
        result = await getattr(self.inner, method)(*args, **kwargs)
        if how is How.AFTER:
            raise StoreDown(f"{method}: the answer was lost")
        return result
