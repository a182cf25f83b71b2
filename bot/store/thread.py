"""One thread for a blocking engine: jobs in order, and those that wait together in one go."""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.ports import StoreDown

T = TypeVar("T")
Outcome = tuple[Any, Exception | None]
"""The result of a job, or why it has none."""

_GROUP = 64


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[T]):
    job: T
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class Worker(Generic[T]):
    """Hands groups of waiting jobs to ``run``, which answers a result or an error for each.

    Jobs that come while a group is on its way form the next one; nobody waits for company.
    """

    def __init__(self, name: str, run: Callable[[list[T]], list[Outcome]]) -> None:
        self._run = run
        self._queue: queue.SimpleQueue[_Waiting[T] | None] = queue.SimpleQueue()
        self._open = True
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    async def do(self, job: T) -> Any:
        """Raises StoreDown when stopped. A cancelled caller does not undo its job."""
        if not self._open:
            raise StoreDown("the store is closed")
        loop = asyncio.get_running_loop()
        waiting = _Waiting(job, loop.create_future(), loop)
        self._queue.put(waiting)
        return await waiting.future

    def stop(self) -> None:
        """Finish what waits, then end the thread. Blocks until then."""
        if self._open:
            self._open = False
            self._queue.put(None)
            self._thread.join()

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first]
            last = False
            while len(group) < _GROUP and not self._queue.empty():
                more = self._queue.get_nowait()
                if more is None:
                    last = True
                    break
                group.append(more)
            _answer(group, self._outcomes([waiting.job for waiting in group]))
            if last:
                return

    def _outcomes(self, jobs: list[T]) -> list[Outcome]:
        try:
            return self._run(jobs)
        except Exception as error:  # noqa: BLE001  (the callers wait for it; the thread lives on)
            return [(None, error)] * len(jobs)


def _answer(group: list[_Waiting[T]], outcomes: list[Outcome]) -> None:
    """Wake each event loop once, however many of its callers are answered."""
    answers: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Outcome]]] = {}
    for waiting, outcome in zip(group, outcomes, strict=True):
        answers.setdefault(waiting.loop, []).append((waiting.future, outcome))
    for loop, pairs in answers.items():
        with contextlib.suppress(RuntimeError):  # a closed loop: nobody waits any more
            loop.call_soon_threadsafe(_settle, pairs)


def _settle(pairs: list[tuple[asyncio.Future[Any], Outcome]]) -> None:
    for future, (result, error) in pairs:
        if future.done():
            continue
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)
