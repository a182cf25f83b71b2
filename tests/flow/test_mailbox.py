"""Orders go through one mailbox: together, in order, never refused on a remembered state."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain import commands as c
from bot.domain.answers import AnswerKey
from bot.domain.commands import Order
from bot.domain.policy import Policy
from bot.flow.mailbox import BATCH_MOST, Mailboxes
from bot.ports import Store, StoreDown
from bot.store.sqlite import SqliteStore
from tests.build import ITO, OPENED, SATO, minutes, person, ticket
from tests.fakes import StoryTime
from tests.store.faulty import Faulty, How

SWARM = "sw-1"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Faulty]:
    inner = SqliteStore(tmp_path / "swarm.db")
    yield Faulty(inner)
    await inner.close()


def mailboxes(store: Store, time: StoryTime | None = None) -> Mailboxes:
    clock = (time or StoryTime(OPENED)).clock
    return Mailboxes(store, Policy, clock, lambda _: None)


async def opened(store: Faulty) -> Mailboxes:
    boxes = mailboxes(store.as_store)
    done = await boxes.submit(SWARM, Order(c.Open(ticket())), 5)
    assert done.created
    return boxes


async def test_orders_that_come_together_are_stored_together(store: Faulty) -> None:
    """A hundred notes at once are a handful of transactions."""
    boxes = await opened(store)
    before = store.calls["commit"]
    orders = [Order(c.Note(f"n{n}"), person(f"p{n}"), f"op{n}") for n in range(100)]
    done = await asyncio.gather(*(boxes.submit(SWARM, order, 5) for order in orders))
    assert {one.answer.key for one in done} == {AnswerKey.NOTED}
    assert store.calls["commit"] - before <= 100 / BATCH_MOST + 2


async def test_a_refusal_is_never_given_on_a_remembered_state(store: Faulty) -> None:
    """Another process has released the area: the claim is accepted, not refused."""
    ours, theirs = await opened(store), mailboxes(store.as_store)
    await ours.submit(SWARM, Order(c.Claim("storage"), SATO, "1"), 5)
    await theirs.submit(SWARM, Order(c.Release("storage"), SATO, "2"), 5)
    done = await ours.submit(SWARM, Order(c.Claim("storage"), ITO, "3"), 5)
    assert done.answer.key is AnswerKey.CLAIMED


async def test_whoever_loses_the_race_decides_again(store: Faulty) -> None:
    """Two processes, many claims: one owner, everybody answered, nothing lost."""
    boxes = [await opened(store), *(mailboxes(store.as_store) for _ in range(2))]
    claims = [
        box.submit(SWARM, Order(c.Claim("storage"), person(f"p{n}"), f"op{n}"), 5)
        for n, box in enumerate(boxes * 10)
    ]
    done = await asyncio.gather(*claims)
    keys = [one.answer.key for one in done]
    assert keys.count(AnswerKey.CLAIMED) == 1
    assert keys.count(AnswerKey.ALREADY_CLAIMED) == 29


async def test_a_commit_whose_answer_was_lost_counts(store: Faulty) -> None:
    """It is recognised by its own events, and answered as what it is."""
    boxes = await opened(store)
    store.fail("commit", how=How.AFTER)
    done = await boxes.submit(SWARM, Order(c.Claim("storage"), SATO, "1"), 5)
    assert done.answer.key is AnswerKey.CLAIMED
    assert len([e for e in await store.as_store.events(SWARM) if e.op == "1"]) == 1


async def test_somebody_else_s_delivery_of_one_act_does_not_swallow_the_other_s(
    store: Faulty,
) -> None:
    """The same press reaches two processes, one of them with a second press in hand: both are
    stored, each once."""
    ours, theirs = await opened(store), mailboxes(store.as_store)
    await ours.submit(SWARM, Order(c.Note("warm"), SATO, "0"), 5)
    same = Order(c.Claim("storage"), SATO, "1")
    await theirs.submit(SWARM, same, 5)
    both = [same, Order(c.Note("mine"), ITO, "2")]
    await asyncio.gather(*(ours.submit(SWARM, order, 5) for order in both))
    ops = [event.op for event in await store.as_store.events(SWARM)]
    assert (ops.count("1"), ops.count("2")) == (1, 1)


async def test_a_store_that_is_away_is_said_in_time(store: Faulty) -> None:
    """Everybody who waits is told, and the next order finds a working mailbox."""
    boxes = await opened(store)
    store.down()
    orders = [Order(c.Note("x"), SATO, f"op{n}") for n in range(3)]
    failed = await asyncio.gather(
        *(boxes.submit(SWARM, order, 0.2) for order in orders), return_exceptions=True
    )
    assert [type(error) for error in failed] == [StoreDown] * 3
    store.up()
    done = await boxes.submit(SWARM, orders[0], 5)
    assert done.answer.key in (AnswerKey.NOTED, AnswerKey.REPEATED)


async def test_a_mistake_in_one_order_hangs_nobody(store: Faulty) -> None:
    """Whatever breaks reaches those who wait; the mailbox goes on."""
    boxes = await opened(store)
    with pytest.raises(AttributeError):
        await boxes.submit(SWARM, Order(c.Claim(None), SATO, "1"), 5)  # type: ignore[arg-type]
    done = await boxes.submit(SWARM, Order(c.Claim("storage"), SATO, "2"), 5)
    assert done.answer.key is AnswerKey.CLAIMED


async def test_time_does_not_run_backwards_in_the_log(store: Faulty) -> None:
    """A clock that is a little behind the last writer's moves up to it; one that is a day off
    in the log is not believed."""
    behind = StoryTime(OPENED + minutes(1) / 20)
    await opened(store)
    ahead = mailboxes(store.as_store, StoryTime(OPENED + minutes(0.1)))
    await ahead.submit(SWARM, Order(c.Note("a"), SATO, "1"), 5)
    await mailboxes(store.as_store, behind).submit(SWARM, Order(c.Note("b"), SATO, "2"), 5)
    first, second = (await store.as_store.events(SWARM))[-2:]
    assert first.at == second.at
