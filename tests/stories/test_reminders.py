"""Reminders: in time, to the right person, once, and silent as soon as they no longer matter."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.domain.commands import MovePromise, Note, Order
from bot.domain.plan import Priority
from bot.domain.reminders import wake
from bot.flow.lanes import Lanes
from bot.ports import Forbidden, Uncertain
from bot.store.sqlite import SqliteStore
from bot.teams.inbound import Installed
from tests.build import at, clock, minutes, on_duty, policy, ticket
from tests.cards.looking import actions
from tests.fakes import Seen
from tests.store.faulty import Faulty, How
from tests.stories.conftest import Begin
from tests.stories.world import (
    AOIFE,
    ITO,
    SATO,
    TANAKA,
    WATANABE,
    World,
    alerts,
    who,
    words,
)
from tests.teams_wire import CHANNEL, User


async def promised(begin: Begin, *reachable: User, due: str = "6時", **rules: Any) -> World:
    """佐藤 leads, every area is in hand, and the customer was told that we call at six."""
    world = await begin(policy(**rules))
    for person in reachable:
        await world.told(Installed(world.source(person, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    for area in ("platform", "storage", "network"):
        await world.say(ITO, f"claim {area}")
    await world.say(SATO, f"連絡 調査中 次回 {due}")
    await world.until("05:00")
    return world


def times(seen: list[Seen], since: str = "05:00") -> list[str]:
    """When the phone buzzed, to the minute."""
    return [clock(s.at)[:5] for s in seen if s.at >= at(since)]


async def test_before_the_moment_in_private_from_the_moment_on_in_the_thread(begin: Begin) -> None:
    """T-15 and T-5 in 1:1; T, +5 and +10 in the thread; +15 the manager in 1:1."""
    world = await promised(begin, SATO, TANAKA, managers=(who(TANAKA),))
    await world.until("06:30")
    assert times(world.direct(SATO)) == ["05:45", "05:55"]
    assert times(world.thread) == ["06:00", "06:05", "06:10"]
    assert times(world.direct(TANAKA)) == ["06:15"]
    # The liaison is the lead here, so the lead's rung asks those who hold an area.
    assert "伊藤 直子" in words(world.thread[-1])


async def test_the_button_says_how_long_it_waits(begin: Begin) -> None:
    """The policy sets it; a button that says 15 minutes and waits five is not believed again."""
    world = await promised(begin, SATO, snooze_for=minutes(5))
    await world.until("05:46")
    titles = [one["title"] for one in actions(world.direct(SATO)[-1].card)]
    assert "5分後に再通知" in titles


async def test_whoever_cannot_be_reached_in_private_is_mentioned_in_the_thread(
    begin: Begin,
) -> None:
    """The app is not installed for them: the reminder comes all the same."""
    world = await promised(begin)
    world.chat.unreachable.add(SATO.mention)
    await world.until("05:46")
    assert times(world.thread) == ["05:45"]
    assert "佐藤 健" in words(world.thread[-1])


async def test_whoever_has_blocked_the_bot_is_mentioned_in_the_thread(begin: Begin) -> None:
    """The chat was there and is closed now: said in the thread, and remembered with its reason."""
    world = await promised(begin, SATO)
    world.chat.trouble(Forbidden("blocked", code="ConversationBlockedByUser"), conversation="a:")
    await world.until("05:46")
    assert times(world.thread) == ["05:45"]
    row = world.road.people.row(SATO.id)
    assert row is not None
    assert row.unreachable == "ConversationBlockedByUser"


async def test_a_reminder_in_private_speaks_the_language_of_its_reader(begin: Begin) -> None:
    """The channel is English, 佐藤 is not: so are the reminder, and what it shrinks to."""
    world = await promised(begin, SATO)
    await world.until("05:46")
    [reminder] = world.direct(SATO)[1:]
    assert "次回連絡" in words(reminder)
    await world.say(SATO, "連絡 調査中 次回 7時")
    await world.until("05:47")
    assert "記録" in words(reminder)
    assert "Action" not in str(reminder.card)


@pytest.mark.parametrize(
    "silence",
    ["連絡 調査中 次回 7時", "次回 6:30", "電話中", "作成中"],
    ids=["logged", "moved", "on the phone", "writing"],
)
@pytest.mark.parametrize("away", [False, True], ids=["Teams there", "Teams away"])
async def test_what_was_answered_is_not_asked_any_more(
    begin: Begin, silence: str, away: bool
) -> None:
    """Logging, moving and holding silence the reminder, even when Teams was away in between."""
    world = await promised(begin, SATO)
    await world.until("05:59")
    before = [s.id for s in world.thread]
    trouble = world.chat.trouble(Uncertain("away", status=503), times=None) if away else None
    if away:
        await world.until("06:02")
    await world.told(world.saying(SATO, silence))
    if trouble:
        await world.until("06:03")
        world.chat.heal()
    await world.until("06:12")
    new = [s for s in world.thread if s.id not in before and s.message.alert]
    assert [words(s) for s in new if "It is" in words(s) or "expecting" in words(s)] == []


async def test_closing_keeps_what_is_owed_and_ends_what_is_not(begin: Begin) -> None:
    """The promise still reminds; calls for areas and a lead do not."""
    world = await begin()
    await world.ticket()
    await world.say(SATO, "連絡 調査中 次回 6時")
    await world.say(SATO, "close")
    await world.fill(SATO, "close")
    assert (await world.state()).closed
    await world.until("06:01")
    assert times(world.thread, "05:00") == ["06:00"]


async def test_each_reminder_comes_at_most_once_for_a_promise(begin: Begin) -> None:
    """However often the bot looks, and however long nobody answers."""
    world = await promised(begin, SATO, TANAKA, managers=(who(TANAKA),))
    await world.until("09:00")
    swarm = await world.state()
    rungs = Counter(rung.mark for rung in swarm.promises[0].raised)
    assert set(rungs.values()) == {1}
    everything = [*world.thread, *world.direct(SATO), *world.direct(TANAKA)]
    sent = [s for s in everything if s.at >= at("05:00")]
    assert len(sent) == len({(s.at, s.id) for s in sent}) == 6


async def test_after_a_restart_nothing_is_forgotten_and_nothing_comes_twice(begin: Begin) -> None:
    """The process ends between every two reminders; the thread looks as if it had not."""
    world = await promised(begin, SATO, TANAKA, managers=(who(TANAKA),))
    for moment in ("05:44", "05:46", "05:59:59", "06:00:01", "06:06", "06:14"):
        await world.until(moment)
        await world.restart()
    await world.until("06:30")
    assert times(world.direct(SATO)) == ["05:45", "05:55"]
    assert times(world.thread) == ["06:00", "06:05", "06:10"]
    assert times(world.direct(TANAKA)) == ["06:15"]


async def test_what_came_due_while_the_bot_was_down_comes_once_and_only_what_matters(
    begin: Begin,
) -> None:
    """Down from 05:40 to 06:02: no reminder for the past, one for the present."""
    world = await promised(begin, SATO)
    await world.until("05:40")
    await world.stop()
    world.time.go_to(at("06:02"))
    await world.start()
    await world.until("06:03")
    assert times(world.direct(SATO)) == []
    assert times(world.thread) == ["06:02"]


async def test_remind_me_later_works_once_and_leaves_the_cadence_alone(begin: Begin) -> None:
    """Fifteen minutes, not for ever: the interval of the updates stays an hour."""
    world = await promised(begin, SATO)
    await world.until("05:46")
    [reminder] = world.direct(SATO)[1:]
    await world.press(SATO, "snooze", on=reminder)
    await world.until("06:00:30")
    assert times(world.thread) == []
    assert times(world.direct(SATO), "05:46") == []
    await world.until("06:02")
    assert times(world.thread) == ["06:00"] or times(world.thread) == ["06:01"]
    swarm = await world.state()
    assert swarm.cadence is None
    await world.say(SATO, "連絡 調査中")
    promise = (await world.state()).promises[0]
    assert promise.due - promise.made == minutes(60)


async def test_a_wait_that_is_over_is_not_promised_again(begin: Begin) -> None:
    """Reminders that came after the snooze make way for newer ones; none says "again at 5:51"."""
    world = await promised(begin, SATO, snooze_for=minutes(5))
    await world.until("05:46")
    await world.press(SATO, "snooze", on=world.direct(SATO)[-1])
    await world.until("06:11")
    thread = [words(seen) for seen in world.thread]
    assert len([said for said in thread if "There is a newer reminder below." in said]) == 2
    assert not [said for said in thread if "05:51" in said]


async def test_an_update_resets_the_clock(begin: Begin) -> None:
    """Nobody is nagged two minutes after they have written."""
    world = await promised(begin, SATO)
    await world.until("05:58")
    count = len(world.thread) + len(world.direct(SATO))
    await world.say(SATO, "連絡 調査中")
    await world.until("06:40")
    new = len(world.thread) + len(world.direct(SATO)) - count
    assert new == 1  # the answer to his own words
    await world.until("06:44")
    assert times(world.direct(SATO), "06:00") == ["06:43"]


async def test_a_promise_of_a_quarter_of_an_hour_can_be_kept(begin: Begin) -> None:
    """No reminder in its first half, one before it ends."""
    world = await promised(begin, SATO, due="5:15")
    await world.until("05:16")
    assert times(world.direct(SATO)) == ["05:10"]
    assert times(world.thread) == ["05:15"]


async def test_an_area_that_nobody_takes_is_called_once_then_the_lead(begin: Begin) -> None:
    """After five minutes those who know it and are on duty; after fifteen the lead."""
    rules = policy(on_duty(who(WATANABE)), {"network": (who(WATANABE),)})
    world = await begin(rules)
    await world.told(Installed(world.source(SATO, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.say(ITO, "claim storage")
    await world.say(ITO, "claim platform")
    await world.until("05:30")
    calls = [s for s in world.thread if "Network" in words(s) and s is not world.thread[0]]
    assert [clock(s.at)[:5] for s in calls if s.message.alert] == ["04:57"]
    assert "渡辺 亮" in words(calls[0])
    assert [t for t in times(world.direct(SATO)) if t >= "05:07"][:1] == ["05:07"]

    await world.press(WATANABE, "claim", on=calls[0])
    await world.moment()
    assert "渡辺 亮" in words(calls[0])
    assert "Action" not in str(calls[0].card)


async def test_nobody_on_duty_for_an_area_is_told_to_the_lead(begin: Begin) -> None:
    """Within five minutes and ten seconds, and not believed to have been called."""
    world = await begin(policy(on_duty(who(SATO))))
    await world.told(Installed(world.source(SATO, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.until("04:57:10")
    [told] = world.direct(SATO)[1:]
    assert "ネットワーク" in words(told)


async def test_every_settled_reminder_is_one_line(begin: Begin) -> None:
    """What was answered has no buttons left, in the thread and in 1:1."""
    world = await promised(begin, SATO, TANAKA, managers=(who(TANAKA),))
    await world.until("06:16")
    await world.say(SATO, "連絡 復旧しました 次回なし 理由 復旧済み")
    await world.until("06:17")
    pings = [*world.thread[1:], *world.direct(SATO)[1:], *world.direct(TANAKA)[1:]]
    assert "Action" not in str([seen.card for seen in pings])


async def test_a_pressed_reminder_answers_its_presser_at_once(begin: Begin) -> None:
    """*I'm on the phone* on the reminder: it says until when nobody is reminded."""
    world = await promised(begin, SATO)
    await world.until("06:01")
    answer = await world.press(SATO, "hold_call", on=world.thread[-1])
    assert "6:16" in words(answer["value"])
    assert AOIFE.name not in words(answer["value"])


async def test_a_reminder_does_not_wait_behind_its_own_card(begin: Begin) -> None:
    """The channel is busy and the card waits far back for an edit; at six the reminder overtakes,
    although somebody has written a note meanwhile."""
    world = await promised(begin)
    await world.until("05:59")
    async with busy(world) as heard:
        await world.handler.invoke(world.pressing(ITO, "add_area", key="identity"))
        await waiting(world.road.lanes, 4)  # the edit of its own card
        await world.road.handle(world.swarm, Order(Note("still nothing"), who(ITO), "a note"))
        before = len(world.thread)
        world.time.go_to(at("06:00"))
        world.road.alarm.ring()
        await waiting(world.road.lanes, 4, first=Priority.DUE)
    assert alerts(world.thread[before:])
    assert heard[1:] == [before + 1] * 3


async def test_a_promise_that_is_moved_closer_does_not_wait_either(begin: Begin) -> None:
    """While the card waits for its edit the promise is moved to the next minute: that one counts."""
    world = await promised(begin)
    await world.until("05:50")
    number = (await world.state()).promises[0].number
    async with busy(world):
        await world.handler.invoke(world.pressing(ITO, "add_area", key="identity"))
        await waiting(world.road.lanes, 4)
        closer = MovePromise(number, at("05:52"), told=True)
        await world.road.handle(world.swarm, Order(closer, who(SATO), "a move"))
        before = len(world.thread)
        world.time.go_to(at("05:52"))
        world.road.alarm.ring()
        await waiting(world.road.lanes, 4, first=Priority.DUE)
    assert alerts(world.thread[before:])


async def test_a_promise_that_is_moved_while_it_is_being_read_counts_too(
    begin: Begin, tmp_path: Path
) -> None:
    """A first card asks the store which channels there are; in that moment somebody moves the
    promise, and then the card waits for its turn. What rings next is the promise as it is now."""
    store = Faulty(SqliteStore(tmp_path / "slow.db"))
    world = await begin(store=store.as_store)
    await world.ticket()
    async with busy(world):
        store.fail("places", how=How.HANG)
        before = store.calls["places"]
        await world.opened(ticket(id="another"))
        await until(lambda: store.calls["places"] > before)
        number = (await world.state()).promises[0].number
        await world.road.handle(
            world.swarm, Order(MovePromise(number, at("04:54"), told=True), who(SATO), "a move")
        )
        store.release()
        await waiting(world.road.lanes, 4)
        moment = wake(await world.state(), world.rules)
        assert moment is not None
        assert moment < at("04:55")
        assert world.road.alarm.next() == moment


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(5000):
        if holds():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it never came to that")


@contextlib.asynccontextmanager
async def busy(world: World) -> AsyncIterator[list[int]]:
    """Somebody speaks in the channel for as long as this lasts, and three others wait behind;
    gives what stood in the thread when each began. Afterwards everybody has spoken."""
    lanes, heard = world.road.lanes, list[int]()
    release = asyncio.Event()

    async def speak(rank: int, until: asyncio.Event | None = None) -> None:
        async with lanes.turn(CHANNEL, rank, edit=False):
            heard.append(len(world.thread))
            if until is not None:
                await until.wait()

    others = [asyncio.create_task(speak(0, release))]
    await waiting(lanes, 0)
    others += [asyncio.create_task(speak(Priority.CARD)) for _ in range(3)]
    await waiting(lanes, 3)
    yield heard
    release.set()
    await asyncio.gather(*others)
    await world.rest()


async def waiting(lanes: Lanes, number: int, first: int | None = None) -> None:
    """Until so many wait for the channel's lane, ``first`` being the priority of the first."""
    for _ in range(5000):
        lane = lanes._lanes.get(CHANNEL)
        ranks = sorted(rank for rank, _, turn in lane.waiting if not turn.done()) if lane else []
        if lane and len(ranks) == number and (first is None or ranks[0] == first):
            return
        await asyncio.sleep(0.002)
    raise AssertionError(f"{number} should wait, {ranks} do")
