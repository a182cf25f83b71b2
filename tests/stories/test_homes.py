"""A card, a thread or a channel that is gone, for a case that nobody touches; and where it goes on."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.ports import Forbidden, Gone
from bot.teams.inbound import ChannelChanged, Inbound, Installed, Source, TeamChanged
from tests.build import on_duty, policy
from tests.stories.conftest import Begin
from tests.stories.pair import Roads, roads
from tests.stories.test_trouble import calls
from tests.stories.test_trouble import swarm as looked_after
from tests.stories.world import AOIFE, ITO, SATO, World, answered, who, words
from tests.teams_wire import CHANNEL

OTHER = "19:other@thread.tacv2"
NOBODY = Gone("404", status=404, code="ConversationNotFound")
SHUT = Forbidden("403", status=403, code="BotNotInConversationRoster")
LOST = "「escalations」に投稿できなくなったため"
FOUND = "この案件は「escalations」で続けます"

Start = Callable[..., Awaitable[Roads]]


@pytest.fixture(params=[1, 2], ids=["one road", "two roads"])
async def start(request: pytest.FixtureRequest, begin: Begin) -> AsyncIterator[Start]:
    """A Sev-A led by 佐藤, who can be reached in 1:1; its first response is due at 05:07."""
    made: list[Roads] = []

    async def make(**rules: object) -> Roads:
        made.append(await roads(await looked_after(begin, SATO, **rules), request.param))
        return made[-1]

    yield make
    for one in made:
        await one.stop()


def delete_channel(world: World) -> None:
    del world.chat.rosters[CHANNEL]
    for thread in world.chat.threads(CHANNEL):
        del world.chat.messages[thread]


def shut_out(world: World) -> None:
    """The bot is removed from the team, and no event says so."""
    world.chat.trouble(SHUT, conversation=CHANNEL, times=None)


def not_to_be_found(world: World) -> None:
    """Teams has mislaid the channel for a while, and everything in it."""
    world.chat.trouble(NOBODY, conversation=CHANNEL, times=None)


def other_channel(world: World) -> None:
    world.chat.rosters[OTHER] = world.chat.rosters.get(CHANNEL, [])


def told(world: World) -> list[str]:
    """What the lead reads in 1:1 about the channel."""
    return [words(seen) for seen in world.direct(SATO) if LOST in words(seen)]


# ---------------------------------------------------------------- the card


async def test_a_deleted_card_is_posted_again_once(start: Start) -> None:
    """Somebody deletes the live card, and nobody touches the case: at its next change another one
    stands at the end of the thread, once, and it is the one that is kept up to date."""
    road = await start()
    world = road.first
    await road.until("05:05")
    world.thread.pop(0)
    there = len(world.thread)
    await road.until("05:11")
    cards = [seen for seen in world.thread[there:] if "Business impact" in words(seen)]
    assert len(cards) == 1
    assert "Due at 05:07" in words(cards[0])
    await world.told(world.saying(ITO, "note x"))
    await world.told(world.saying(SATO, "contact checking, next 6:00"))
    await road.until("05:12")
    assert "checking" in words(cards[0])
    assert len(world.chat.threads(CHANNEL)) == 1


async def test_a_card_that_may_not_be_edited_is_posted_again(start: Start) -> None:
    """403 for one message, while the channel answers: the card is replaced, the case stays."""
    road = await start()
    world = road.first
    world.chat.trouble(SHUT, kinds=("edit",), conversation=world.thread_id, times=2)
    await world.told(world.saying(SATO, "contact checking, next 6:00"))
    await road.until("04:55")
    assert "checking" in words(world.thread[-1]) or "checking" in words(world.thread[-2])
    assert told(world) == []
    assert (await world.state()).lost is None


async def test_a_thread_that_is_gone_is_begun_anew_in_its_channel(start: Start) -> None:
    """404 for the thread, while the channel answers: a new thread there, and nobody is alarmed."""
    road = await start()
    world = road.first
    await road.until("05:05")
    old = world.thread_id
    world.chat.trouble(NOBODY, kinds=("post", "edit"), conversation=old, times=None)
    await road.until("05:11")
    assert len(world.chat.threads(CHANNEL)) == 2
    assert "Due at 05:07" in words(world.thread[0])
    assert ["It is 05:07" in words(seen) for seen in world.thread[1:]].count(True) == 1
    assert told(world) == []


# ---------------------------------------------------------------- the channel


@pytest.mark.parametrize("lose", [delete_channel, shut_out])
async def test_the_lead_hears_of_a_lost_channel_once(
    start: Start, lose: Callable[[World], None]
) -> None:
    """Nobody has said that the channel is gone; the reminder finds it out. The lead is told in 1:1,
    once in an hour, what has happened and what to do."""
    road = await start()
    world = road.first
    await road.until("05:05")
    lose(world)
    await road.until("06:10")
    assert len(told(world)) == 1
    assert "@Swarm このチャネルを使う" in told(world)[0]


async def test_reminders_reach_people_while_the_channel_is_lost(start: Start) -> None:
    """What would have been said in the thread is said to whom it concerns, in 1:1, and can be
    answered there."""
    road = await start()
    world = road.first
    await road.until("05:05")
    delete_channel(world)
    await road.until("05:12")
    said = [words(seen) for seen in world.direct(SATO)]
    assert sum("まだ記録されていません" in text for text in said) == 1
    answer = await world.press(SATO, "hold_call")
    await road.rest()
    assert "まで通知を止めます" in answered(answer)
    assert (await world.state()).hold is not None


@pytest.mark.parametrize("lose", [delete_channel, shut_out])
async def test_a_lost_case_goes_on_where_somebody_says(
    start: Start, lose: Callable[[World], None]
) -> None:
    """ "@Swarm use this channel" in another channel: the case has one new thread there, with the
    card as it is now and only what still matters; the lead's message says where it is."""
    road = await start()
    world = road.first
    await road.until("05:05")
    lose(world)
    await road.until("05:20")
    other_channel(world)
    speaker = road.all[-1]
    await speaker.told(speaker.saying(AOIFE, "use this channel", OTHER))
    await road.until("05:22")

    assert len(world.chat.threads(OTHER)) == 1
    thread = world.chat.messages[world.chat.threads(OTHER)[0]]
    assert "Due at 05:07, not yet logged" in words(thread[0])
    assert all("It is 05:07" not in words(seen) for seen in thread)
    state = await world.state()
    assert state.lost is None
    settled = [words(s) for s in world.direct(SATO) if FOUND in words(s)]
    assert len(settled) == 1
    await world.told(
        world.saying(SATO, "contact checking, next 6:00", world.chat.threads(OTHER)[0])
    )
    await road.until("05:23")
    assert "checking" in words(thread[0])
    story = await world.say(SATO, "timeline", world.chat.threads(OTHER)[0])
    assert "No longer possible to post in" in words(story[-1])
    assert "Goes on in" in words(story[-1])


@pytest.mark.parametrize("lose", [shut_out, not_to_be_found])
async def test_a_channel_that_is_back_goes_on_with_what_matters(
    start: Start, lose: Callable[[World], None]
) -> None:
    """The bot is added to the team again: the old thread goes on, nothing comes twice, and the
    lead's message shrinks to a line."""
    road = await start()
    world = road.first
    await road.until("05:05")
    lose(world)
    await road.until("05:15")
    there = len(world.thread)
    world.chat.heal()
    await world.told(Installed(world.source(AOIFE, CHANNEL), added=True))
    await road.until("05:21")
    assert len(world.chat.threads(CHANNEL)) == 1
    assert "Due at 05:07, not yet logged" in world.live
    assert (await world.state()).lost is None
    assert sum(FOUND in words(seen) for seen in world.direct(SATO)) == 1
    new = [words(seen) for seen in world.thread[there:]]
    assert len(new) == len(set(new))


EVENTS: dict[str, Callable[[Source], Inbound]] = {
    "removed": lambda s: Installed(s, added=False),
    "deleted": lambda s: ChannelChanged(s, "deleted"),
    "archived": lambda s: TeamChanged(s, "archived"),
}
BACK: dict[str, Callable[[Source], Inbound]] = {
    "removed": lambda s: Installed(s, added=True),
    "deleted": lambda s: ChannelChanged(s, "restored"),
    "archived": lambda s: TeamChanged(s, "unarchived"),
}


@pytest.mark.parametrize("event", EVENTS)
async def test_an_event_tells_before_anything_is_to_be_said(start: Start, event: str) -> None:
    """Teams says that the channel is closed: the lead hears of it within seconds, once however
    often the event comes; and when it is open again, all is as before."""
    road = await start()
    world = road.first
    source = world.source(AOIFE, CHANNEL)
    shut_out(world)
    for _ in range(2):
        await world.told(EVENTS[event](source))
    await road.until("04:54")
    assert len(told(world)) == 1
    world.chat.heal()
    await world.told(BACK[event](source))
    await road.until("04:56")
    assert told(world) == []
    assert (await world.state()).lost is None


async def test_the_old_thread_becomes_a_pointer_if_it_is_alive(start: Start) -> None:
    """The bot was removed from the channel and the case moved; the old card can still be changed:
    it says where the case is."""
    road = await start()
    world = road.first
    old = world.thread[0]
    await world.told(Installed(world.source(AOIFE, CHANNEL), added=False))
    await road.until("04:55")
    other_channel(world)
    await world.told(world.saying(AOIFE, "use this channel", OTHER))
    await road.until("04:57")
    assert "The current card is in another thread." in words(old)
    assert [a for a in old.card["body"] if a["type"] == "ActionSet"] == []
    assert len(world.chat.threads(OTHER)) == 1


async def test_only_what_is_lost_is_moved(begin: Begin) -> None:
    """ "Use this channel" is for new cases: one that has its thread stays there."""
    world = await looked_after(begin, SATO)
    other_channel(world)
    await world.told(world.saying(AOIFE, "use this channel", OTHER))
    await world.until("05:12")
    assert world.chat.threads(OTHER) == []


async def test_without_a_lead_somebody_on_duty_is_told(begin: Begin) -> None:
    """The channel is closed before the first card: whoever is on duty hears of it."""
    world = await begin(policy(on_duty(who(ITO))))
    await world.told(Installed(world.source(ITO, "direct"), added=True))
    shut_out(world)
    await world.ticket()
    await world.until("04:55")
    said = [words(seen) for seen in world.direct(ITO)]
    assert sum(LOST in text for text in said) == 1
    other_channel(world)
    await world.told(world.saying(AOIFE, "use this channel", OTHER))
    await world.until("04:58")
    assert len(world.chat.threads(OTHER)) == 1


async def test_a_case_without_any_channel_says_so(begin: Begin) -> None:
    """The bot is in no channel at all: whoever is on duty is asked where the case should go."""
    world = await begin(policy(on_duty(who(ITO))), channel=False)
    await world.told(Installed(world.source(ITO, "direct"), added=True))
    await world.ticket()
    await world.until("04:55")
    asked = [
        words(seen) for seen in world.direct(ITO) if "投稿できるチャネルがないため" in words(seen)
    ]
    assert len(asked) == 1
    await world.told(world.saying(AOIFE, "use this channel", CHANNEL))
    await world.until("04:58")
    assert len(world.chat.threads(CHANNEL)) == 1


async def test_a_closed_case_in_a_lost_channel_is_left_in_peace(begin: Begin) -> None:
    """Nothing is owed: nobody is told, and Teams is not asked for ever."""
    world = await looked_after(begin, SATO)
    await world.told(world.saying(SATO, "contact fixed, next none because solved"))
    await world.until("04:54")
    shut_out(world)
    await world.told(world.saying(SATO, "close"))
    await world.until("05:30")
    start = len(world.chat.calls)
    await world.until("08:00")
    assert told(world) == []
    assert calls(world, start) == []


async def test_it_is_said_in_the_language_of_the_lead(begin: Begin) -> None:
    """Aoife reads it in English."""
    world = await begin()
    await world.told(Installed(world.source(AOIFE, "direct"), added=True))
    await world.ticket()
    await world.press(AOIFE, "lead")
    shut_out(world)
    await world.until("05:09")
    said = "\n".join(words(seen) for seen in world.direct(AOIFE))
    assert "I can no longer post in escalations" in said
    assert "@Swarm use this channel" in said
