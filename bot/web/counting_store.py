"""The store as the road sees it, timed from outside: every operation, by name and outcome."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from bot.ports import Conflict, Store, StoreDown
from bot.tracing import NO_SPANS, Spans
from bot.web.metrics import Metrics

OPERATIONS = tuple(
    name for name in vars(Store) if not name.startswith("_") and name not in {"close", "ping"}
)
"""Of the port; ``ping`` is asked by /readyz, and would make a quiet bot look busy."""


def counted_store(
    store: Store, metrics: Metrics, monotonic: Callable[[], float], spans: Spans = NO_SPANS
) -> Store:
    """The same store, of which ``metrics`` and ``spans`` hear."""
    return cast("Store", _CountedStore(store, metrics, monotonic, spans))


class _CountedStore:
    def __init__(
        self, store: Store, metrics: Metrics, monotonic: Callable[[], float], spans: Spans
    ) -> None:
        self._store = store
        self._metrics = metrics
        self._monotonic = monotonic
        self._spans = spans
        for name in OPERATIONS:
            setattr(self, name, self._counted(name))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def _counted(self, name: str) -> Callable[..., Awaitable[Any]]:
        seconds = self._metrics.store_seconds.labels(name)
        ask: Callable[..., Awaitable[Any]] = getattr(self._store, name)

        async def counted(*args: Any, **named: Any) -> Any:
            started = self._monotonic()
            with self._spans.span(f"store {name}", "client"):
                try:
                    return await ask(*args, **named)
                except (StoreDown, Conflict) as error:
                    kind = "conflict" if isinstance(error, Conflict) else "down"
                    self._metrics.store_failures.labels(name, kind).inc()
                    raise
                finally:
                    seconds.observe(self._monotonic() - started)

        return counted
