"""Teams in trouble: what is sent afterwards, how often, and what is not sent any more."""

import asyncio
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from bot.ports import (
    Busy,
    ChatError,
    Failing,
    Forbidden,
    Gone,
    Refused,
    Throttled,
    Uncertain,
)
from bot.teams.inbound import Installed
from tests.build import clock, minutes, on_duty, policy
from tests.fakes import Call
from tests.stories.conftest import Begin
from tests.stories.world import AOIFE, ITO, SATO, WATANABE, World, who, words
from tests.teams_wire import CHANNEL


def busy() -> ChatError:
    return Busy("412", status=412)


def throttled() -> ChatError:
    return Throttled("429", retry_after=20)


def failing() -> ChatError:
    return Failing("500", status=500)


def bad_gateway() -> ChatError:
    return Uncertain("502", status=502)


def forbidden() -> ChatError:
    return Forbidden("403", status=403)


def gone() -> ChatError:
    return Gone("404", status=404, code="ActivityNotFoundInConversation")


def refused() -> ChatError:
    return Refused("400", status=400)


PASSING = [busy, throttled, failing, bad_gateway, forbidden, gone]
Error = Callable[[], ChatError]


def calls(world: World, since: int, *kinds: str) -> list[Call]:
    return [call for call in world.chat.calls[since:] if not kinds or call.kind in kinds]


async def swarm(begin: Begin, *reachable: Any, **rules: Any) -> World:
    """A Sev-A led by 佐藤; its first response is due at 05:07."""
    world = await begin(policy(**rules))
    for person in reachable:
        await world.told(Installed(world.source(person, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    for area in ("platform", "storage", "network"):
        await world.say(ITO, f"claim {area}")
    await world.moment()
    return world


# ---------------------------------------------------------------- one call goes wrong


@pytest.mark.parametrize("error", PASSING)
async def test_a_thread_is_begun_in_the_end(begin: Begin, error: Error) -> None:
    """The post of a new case fails once, in whatever way: one thread, a little later."""
    world = await begin()
    world.chat.trouble(error(), kinds=("start",))
    await world.ticket()
    await world.until("04:54:30")
    assert len(world.chat.threads(CHANNEL)) == 1


@pytest.mark.parametrize("error", PASSING)
async def test_a_reminder_comes_in_the_end(begin: Begin, error: Error) -> None:
    """The reminder at the moment fails once: it is there once, a little later."""
    world = await swarm(begin)
    await world.until("05:06")
    world.chat.trouble(error(), kinds=("post",))
    await world.until("05:09")
    reminders = [s for s in world.thread if s.message.alert and clock(s.at) >= "05:06"]
    assert len(reminders) == 1


@pytest.mark.parametrize("error", PASSING)
async def test_a_card_is_brought_up_to_date_in_the_end(begin: Begin, error: Error) -> None:
    """An edit fails once: the card is right a little later, and no second card stands there."""
    world = await swarm(begin)
    world.chat.trouble(error(), kinds=("edit",))
    await world.ticket(title="返品もできない")
    await world.until(world.time.now + minutes(2))
    assert "返品もできない" in world.live
    assert [
        s for s in world.thread if "返品もできない" in words(s) and s is not world.thread[0]
    ] == []


async def test_a_card_that_is_gone_is_posted_again(begin: Begin) -> None:
    """404 once is not believed, twice is: a fresh card takes its place."""
    world = await swarm(begin)
    world.chat.trouble(gone(), kinds=("edit",), times=2)
    await world.ticket(title="返品もできない")
    await world.until(world.time.now + minutes(1))
    assert "返品もできない" in words(world.thread[-1])
    await world.ticket(title="三つ目")
    await world.moment()
    assert "三つ目" in words(world.thread[-1])


async def test_a_throttled_channel_is_left_alone_for_as_long_as_it_asked(begin: Begin) -> None:
    """429 with Retry-After 20: nothing is sent into that channel in between, by nobody."""
    world = await swarm(begin)
    start = len(world.chat.calls)
    world.chat.trouble(throttled(), kinds=("edit",))
    await world.ticket(title="返品もできない")
    await world.say(AOIFE, "help")
    await world.until(world.time.now + minutes(1))
    refused = min(c.at for c in calls(world, start, "edit"))
    later = [c.at for c in calls(world, start, "post", "edit", "start") if c.at > refused]
    assert later
    assert min(later) - refused >= minutes(20 / 60)
    assert "返品もできない" in world.live


async def test_an_answer_to_words_comes_after_a_throttle(begin: Begin) -> None:
    """Somebody asks for help while Teams throttles: they get it once, later."""
    world = await swarm(begin)
    world.chat.trouble(throttled(), kinds=("post",))
    said = await world.say(AOIFE, "help")
    assert len(said) == 1


async def test_a_refused_card_does_not_hold_up_reminders(begin: Begin) -> None:
    """Whatever is wrong with the card, the reminder is in time."""
    world = await swarm(begin)
    await world.until("04:56")
    world.chat.trouble(refused(), kinds=("edit",), times=None)
    await world.ticket(title="返品もできない")
    await world.until("05:07:30")
    assert clock(world.thread[-1].at)[:5] == "05:07"


async def test_a_refused_reminder_is_given_up_and_the_rest_goes_on(begin: Begin) -> None:
    """400 would be 400 again: the next rung comes all the same."""
    world = await swarm(begin)
    await world.until("05:06")
    world.chat.trouble(refused(), kinds=("post",))
    await world.until("05:13")
    assert [clock(s.at)[:5] for s in world.thread if clock(s.at) >= "05:06"] == ["05:12"]


async def test_a_channel_that_shuts_out_the_bot_is_left_for_another(begin: Begin) -> None:
    """403 in the channel: the case is posted where people say, as soon as they say it."""
    other = "19:other@thread.tacv2"
    world = await begin()
    world.chat.trouble(forbidden(), kinds=("start",), conversation=CHANNEL, times=None)
    await world.ticket()
    assert world.chat.threads(CHANNEL) == []
    world.chat.rosters[other] = world.chat.rosters[CHANNEL]
    await world.say(AOIFE, "use this channel", other)
    await world.rest()
    assert len(world.chat.threads(other)) == 1


# ---------------------------------------------------------------- perhaps done, perhaps not


async def test_a_message_that_may_have_arrived_is_repeated_only_when_teams_answers(
    begin: Begin,
) -> None:
    """No answer to the reminder: an idempotent call must succeed before it is sent again."""
    world = await swarm(begin)
    await world.until("05:06")
    start = len(world.chat.calls)
    world.chat.trouble(bad_gateway(), kinds=("post",))
    world.chat.trouble(bad_gateway(), kinds=("probe",), times=3)
    await world.until("05:09")
    kinds = [c.kind for c in calls(world, start, "post", "probe")]
    assert kinds == ["post", "probe", "probe", "probe", "probe", "post"]


async def test_a_reminder_that_arrived_unseen_comes_at_most_once_more(begin: Begin) -> None:
    """Teams took it and its answer was lost: once more, not for ever."""
    world = await swarm(begin)
    await world.until("05:06")
    world.chat.trouble(bad_gateway(), kinds=("post",), done=True)
    await world.until("05:11")
    assert len([s for s in world.thread if clock(s.at) >= "05:06"]) == 2


@pytest.mark.parametrize("done", [True, False])
async def test_a_courtesy_is_never_sent_twice(begin: Begin, done: bool) -> None:
    """A call for an area whose fate is unknown counts as sent."""
    world = await begin(policy(on_duty(who(WATANABE)), {"network": (who(WATANABE),)}))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.say(ITO, "claim storage")
    await world.say(ITO, "claim platform")
    await world.until("04:56:30")
    start = len(world.chat.calls)
    world.chat.trouble(bad_gateway(), kinds=("post",), done=done)
    await world.until("05:01")
    assert len(calls(world, start, "post")) == 1


async def test_a_courtesy_that_certainly_did_not_arrive_is_sent(begin: Begin) -> None:
    """429 and 412 are no "perhaps": it comes, once."""
    world = await begin(policy(on_duty(who(WATANABE)), {"network": (who(WATANABE),)}))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.say(ITO, "claim storage")
    await world.say(ITO, "claim platform")
    await world.until("04:56:30")
    world.chat.trouble(throttled(), kinds=("post",))
    world.chat.trouble(busy(), kinds=("post",))
    await world.until("05:00")
    assert len([s for s in world.thread if "渡辺 亮" in words(s)]) == 1


async def test_a_500_is_not_repeated_at_once(begin: Begin) -> None:
    """Microsoft asks not to: the next try comes after a minute, the one after that after two."""
    world = await swarm(begin)
    start = len(world.chat.calls)
    world.chat.trouble(failing(), kinds=("edit",), times=2)
    await world.ticket(title="返品もできない")
    await world.until("05:00")
    tries = [c.at for c in calls(world, start, "edit")]
    waits = [later - earlier for earlier, later in pairwise(tries)]
    assert waits[0] >= minutes(1)
    assert waits[1] >= minutes(2)
    assert "返品もできない" in world.live


async def test_a_process_that_dies_while_sending_repeats_at_most_what_was_in_flight(
    begin: Begin,
) -> None:
    """The reminder was on its way at the kill: it comes, and everything else comes once."""
    world = await swarm(begin)
    await world.until("05:06:59")
    on_its_way = asyncio.Event()

    async def never() -> None:
        on_its_way.set()
        await asyncio.Event().wait()

    world.chat.trouble(bad_gateway(), kinds=("post",), before=never)
    world.time.go_to(world.time.now + minutes(0.1))
    await world.road.alarm.poll()
    world.road.alarm.ring()
    await on_its_way.wait()
    await world.killed()
    await world.until("05:11")
    assert len([s for s in world.thread if clock(s.at) >= "05:06"]) == 1
