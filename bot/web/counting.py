"""Figures without anybody noticing: the chat and the handler, counted from outside."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from bot.domain.drill import is_drill
from bot.domain.shown import Address
from bot.flow.overview import Overview
from bot.ports import Chat, ChatError, Clock, Message, Page, Pager, Posted, Throttled
from bot.tracing import NO_SPANS, Spans, outcome
from bot.web.metrics import Metrics

SEVERITIES = ("A", "B", "C")
T = TypeVar("T")


class CountedChat:
    """A ``Chat`` that counts what becomes of every request, and how late reminders leave.

    ``called`` is told how each has ended.
    """

    def __init__(
        self,
        chat: Chat,
        metrics: Metrics,
        clock: Clock,
        called: Callable[[ChatError | None], None] = lambda _: None,
        spans: Spans = NO_SPANS,
    ) -> None:
        self._called = called
        self._spans = spans
        self._chat = chat
        self._metrics = metrics
        self._clock = clock

    async def start_thread(self, channel: Address, message: Message) -> Posted:
        return await self._counted("thread", self._chat.start_thread(channel, message))

    async def post(self, to: Address, message: Message) -> str:
        sent = await self._counted("message", self._chat.post(to, message))
        if message.raised_at is not None:
            late = (self._clock() - message.raised_at).total_seconds()
            self._metrics.reminder_late_seconds.observe(max(late, 0.0))
        return sent

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        await self._counted("edit", self._chat.edit(to, message_id, message))

    async def delete(self, to: Address, message_id: str) -> None:
        await self._counted("delete", self._chat.delete(to, message_id))

    async def probe(self, to: Address) -> None:
        await self._counted("probe", self._chat.probe(to))

    async def open_direct(self, service_url: str, tenant: str, mention: str) -> Address:
        return await self._counted("direct", self._chat.open_direct(service_url, tenant, mention))

    async def _counted(self, kind: str, call: Awaitable[T]) -> T:
        started = self._clock()
        try:
            with self._spans.span(f"teams {kind}", "client"):
                result = await call
        except ChatError as error:
            self._metrics.sends.labels(kind, type(error).__name__.lower()).inc()
            if isinstance(error, Throttled):
                self._metrics.throttled_seconds.inc(error.retry_after)
            self._called(error)
            raise
        finally:
            took = (self._clock() - started).total_seconds()
            self._metrics.send_seconds.labels(kind).observe(max(took, 0.0))
        self._called(None)
        self._metrics.sends.labels(kind, "sent").inc()
        return result


class CountedPager:
    """A ``Pager`` that counts what becomes of every page."""

    def __init__(self, pager: Pager, metrics: Metrics, spans: Spans = NO_SPANS) -> None:
        self._pager = pager
        self._metrics = metrics
        self._spans = spans

    async def page(self, page: Page) -> None:
        try:
            with self._spans.span("page", "client"):
                await self._pager.page(page)
        except ChatError as error:
            self._metrics.sends.labels("page", type(error).__name__.lower()).inc()
            raise
        self._metrics.sends.labels("page", "sent").inc()


class Answers(Protocol):
    """Whatever answers invokes and turns."""

    async def invoke(self, inbound: Any) -> dict[str, Any]: ...

    async def turn(self, inbound: Any) -> None: ...


class CountedHandler:
    """A handler that counts presses by verb, and takes the time to their answers."""

    def __init__(
        self,
        handler: Answers,
        metrics: Metrics,
        monotonic: Callable[[], float],
        verbs: frozenset[str],
        spans: Spans = NO_SPANS,
    ) -> None:
        """``verbs`` are those that may become labels."""
        self._verbs = verbs
        self._spans = spans
        self._handler = handler
        self._metrics = metrics
        self._monotonic = monotonic

    async def invoke(self, inbound: Any) -> dict[str, Any]:
        started = self._monotonic()
        verb, became = known_verb(inbound, self._verbs), "failed"
        outcome.set("answered")
        with self._spans.span(f"press {verb}") as span:
            try:
                answer = await self._handler.invoke(inbound)
                became = outcome.get()
            finally:
                self._metrics.presses.labels(verb, became).inc()
                self._metrics.press_seconds.observe(self._monotonic() - started)
                span.set("swarm.outcome", became)
        return answer

    async def turn(self, inbound: Any) -> None:
        with self._spans.span(f"turn {type(inbound).__name__}"):
            await self._handler.turn(inbound)


def known_verb(inbound: Any, verbs: frozenset[str]) -> str:
    """The verb of a press. Card data is anybody's: a verb that nobody knows makes no label."""
    verb = getattr(inbound, "verb", "")
    return verb if verb in verbs else type(inbound).__name__


async def count_open(overview: Overview, metrics: Metrics, within: float) -> None:
    """Set the gauge of open swarms, within so many seconds. Raises StoreDown."""
    metrics.overview_age_seconds.set(overview.age())
    lines = await overview.lines(within)
    metrics.overview_age_seconds.set(overview.age())
    found = Counter(
        row.severity for row in lines.rows if row.phase != "closed" and not is_drill(row.swarm)
    )
    for severity in SEVERITIES:
        metrics.open_swarms.labels(severity).set(found[severity])
