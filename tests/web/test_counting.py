"""Figures are counted from outside, and nobody's card data becomes a label."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.shown import Address
from bot.ports import Message, Posted, Throttled
from bot.web.counting import CountedChat, CountedHandler
from bot.web.metrics import Metrics

NOW = datetime(2026, 11, 24, 5, 7, tzinfo=UTC)
THREAD = Address("19:c@thread.tacv2;messageid=1", "https://smba.example/")


class Chat:
    """Takes everything, or is throttled."""

    def __init__(self, *, throttled: bool = False) -> None:
        self.throttled = throttled

    async def start_thread(self, channel: Address, message: Message) -> Posted:
        return Posted(channel, "1")

    async def post(self, to: Address, message: Message) -> str:
        if self.throttled:
            raise Throttled("slowly", retry_after=3)
        return "2"

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        """Done."""

    async def delete(self, to: Address, message_id: str) -> None:
        """Done."""

    async def probe(self, to: Address) -> None:
        """Answers."""

    async def open_direct(self, service_url: str, tenant: str, mention: str) -> Address:
        return THREAD


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


async def test_a_reminder_counts_with_its_lateness() -> None:
    """What became of a send is counted, and how long after its moment a reminder left."""
    metrics = Metrics()
    chat = CountedChat(Chat(), metrics, lambda: NOW)

    await chat.post(THREAD, Message("now", raised_at=NOW - timedelta(seconds=2)))
    await chat.edit(THREAD, "2", Message("settled"))

    assert value(metrics, "swarm_sends_total", kind="message", result="sent") == 1
    assert value(metrics, "swarm_sends_total", kind="edit", result="sent") == 1
    assert value(metrics, "swarm_reminder_late_seconds_sum") == 2
    assert value(metrics, "swarm_reminder_late_seconds_count") == 1


async def test_a_refused_send_counts_by_its_reason() -> None:
    """A throttled message is no sent message."""
    metrics = Metrics()
    chat = CountedChat(Chat(throttled=True), metrics, lambda: NOW)

    with pytest.raises(Throttled):
        await chat.post(THREAD, Message("now"))

    assert value(metrics, "swarm_sends_total", kind="message", result="throttled") == 1
    assert value(metrics, "swarm_reminder_late_seconds_count") == 0


class Handler:
    """Answers, or fails."""

    async def invoke(self, inbound: Any) -> dict[str, Any]:
        if inbound.verb == "explode":
            raise RuntimeError(inbound.verb)
        return {}

    async def turn(self, inbound: Any) -> None:
        """Nothing to count."""


class Press:
    def __init__(self, verb: str) -> None:
        self.verb = verb


async def test_only_known_verbs_become_labels() -> None:
    """Whatever somebody puts into a card's data cannot fill the memory with labels."""
    metrics = Metrics()
    verbs = frozenset({"claim", "explode"})
    ticks = iter(range(100))
    handler = CountedHandler(Handler(), metrics, lambda: float(next(ticks)), verbs)

    await handler.invoke(Press("claim"))
    await handler.invoke(Press("x" * 10_000))
    with pytest.raises(RuntimeError):
        await handler.invoke(Press("explode"))

    assert value(metrics, "swarm_presses_total", verb="claim", outcome="answered") == 1
    assert value(metrics, "swarm_presses_total", verb="Press", outcome="answered") == 1
    assert value(metrics, "swarm_presses_total", verb="explode", outcome="failed") == 1
    assert value(metrics, "swarm_press_seconds_count") == 3
