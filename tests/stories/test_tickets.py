"""A ticket comes in: where it is posted, who is called, and what becomes of it when it comes again."""

from dataclasses import replace

import pytest

from bot.domain.answers import AnswerKey
from bot.domain.people import Person
from bot.domain.swarm import Severity
from bot.ports import StoreDown
from bot.teams.inbound import Installed, MembersChanged
from tests.build import at, clock, on_duty, policy, ticket
from tests.fakes import Seen
from tests.store.faulty import Faulty, How
from tests.stories.conftest import Begin
from tests.stories.world import AOIFE, ITO, SATO, TANAKA, WATANABE, World, member, who, words
from tests.teams_wire import CHANNEL

DUTY = on_duty(who(SATO), who(ITO), start="00:00", end="12:00")


def pings(world: World) -> list[Seen]:
    """What stands under the live card."""
    return world.thread[1:]


async def test_the_same_ticket_again_makes_no_second_thread(begin: Begin) -> None:
    """Delivered three times, a ticket has one thread with one card."""
    world = await begin()
    first, again, third = [await world.ticket() for _ in range(3)]

    assert (first.created, again.created, third.created) == (True, False, False)
    assert again.answer.key is AnswerKey.DUPLICATE
    assert len(world.chat.threads(CHANNEL)) == 1


@pytest.mark.parametrize(
    ("changes", "read"),
    [
        ({"title": "返品処理ができない"}, "返品処理ができない"),
        ({"severity": Severity.B}, "Sev-B"),
        ({"business_impact": "3店舗のみ"}, "3店舗のみ"),
        ({"status": "recovered"}, "customer to confirm"),
    ],
)
async def test_what_changed_in_a_ticket_reaches_its_card(
    begin: Begin, changes: dict[str, object], read: str
) -> None:
    """Title, severity, impact and status are brought to the card that is there."""
    world = await begin()
    await world.ticket()
    assert read not in world.live

    await world.ticket(**changes)
    await world.moment()
    assert read in world.live
    assert len(world.chat.threads(CHANNEL)) == 1


async def test_a_ticket_waits_for_a_channel(begin: Begin) -> None:
    """It comes before any channel is known, and is posted as soon as there is one."""
    world = await begin(channel=False)
    await world.ticket()
    await world.until("04:54")
    assert world.chat.threads(CHANNEL) == []

    await world.told(Installed(world.source(AOIFE, CHANNEL), added=True))
    await world.rest()
    assert len(world.chat.threads(CHANNEL)) == 1


async def test_a_ticket_that_waited_is_posted_after_a_restart(begin: Begin) -> None:
    """The wait survives the process."""
    world = await begin(channel=False)
    await world.ticket()
    await world.restart()
    await world.until("04:55")
    await world.say(AOIFE, "use this channel", CHANNEL)
    await world.until("04:56")
    assert len(world.chat.threads(CHANNEL)) == 1


async def test_use_this_channel_moves_new_swarms_there(begin: Begin) -> None:
    """The channel that was told last is the one; a channel's own route still goes before it."""
    other = "19:other@thread.tacv2"
    world = await begin()
    world.chat.rosters[other] = [member(AOIFE)]
    world.time.go_to(at("04:53"))
    [said] = await world.say(AOIFE, "このチャネルを使う", other)
    assert "このチャネル" in words(said)

    await world.ticket(id="1")
    assert len(world.chat.threads(other)) == 1
    await world.ticket(id="2", channel=CHANNEL)
    assert len(world.chat.threads(CHANNEL)) == 1


@pytest.mark.parametrize(
    "stranger", [{"guest": True}, {"tenant": "99999999-9999-4999-8999-999999999999"}]
)
async def test_a_channel_with_outsiders_is_refused(
    begin: Begin, stranger: dict[str, object]
) -> None:
    """Guests and people of another tenant: no case is posted there, and it is said why."""
    world = await begin(channel=False)
    world.chat.rosters[CHANNEL].append(member(WATANABE, **stranger))
    [said] = await world.say(AOIFE, "use this channel", CHANNEL)
    assert "outside" in words(said)

    await world.ticket()
    await world.until("04:56")
    assert world.chat.threads(CHANNEL) == []

    world.rules = replace(world.rules, allow_external=True)
    await world.say(AOIFE, "use this channel", CHANNEL)
    assert len(world.chat.threads(CHANNEL)) == 1


async def test_a_channel_is_looked_at_again_when_somebody_joins(begin: Begin) -> None:
    """A guest joins: the next case goes nowhere. The guest leaves: it is posted."""
    world = await begin()
    guest = member(WATANABE, guest=True)
    world.chat.rosters[CHANNEL].append(guest)
    await world.told(MembersChanged(world.source(AOIFE, CHANNEL)))
    await world.ticket()
    assert world.chat.threads(CHANNEL) == []

    world.chat.rosters[CHANNEL].remove(guest)
    await world.told(MembersChanged(world.source(AOIFE, CHANNEL)))
    await world.rest()
    assert len(world.chat.threads(CHANNEL)) == 1


@pytest.mark.parametrize("how", [How.BEFORE, How.AFTER])
async def test_no_ticket_is_accepted_that_is_not_stored(begin: Begin, how: How) -> None:
    """The store is away: the sender is told to come again, and coming again loses nothing."""
    world = await begin()
    store = Faulty(world.store)
    world.road.mailboxes._store = store.as_store
    store.down(how)
    swarm_ticket = ticket()
    with pytest.raises(StoreDown):
        await world.opened(swarm_ticket, within=0.3)

    store.up()
    await world.ticket()
    assert len(world.chat.threads(CHANNEL)) == 1


async def test_an_answer_that_was_lost_is_still_an_answer(begin: Begin) -> None:
    """The commit happened and its answer did not come: the ticket is new, not a duplicate."""
    world = await begin()
    store = Faulty(world.store)
    world.road.mailboxes._store = store.as_store
    store.fail("commit", how=How.AFTER)
    done = await world.ticket()
    assert done.created
    assert done.answer.key is AnswerKey.OPENED


# ---------------------------------------------------------------- who is called


async def test_arrival_mentions_those_on_duty(begin: Begin) -> None:
    """Their phones ring: one reply with their names, and the button for the lead."""
    world = await begin(policy(DUTY))
    await world.ticket()
    [arrival] = pings(world)
    assert arrival.message.alert
    mentioned = {e["mentioned"]["id"] for e in arrival.card["msteams"]["entities"]}
    assert mentioned == {SATO.mention, ITO.mention}

    await world.press(SATO, "lead", on=arrival)
    await world.moment()
    assert "佐藤 健" in words(arrival)
    assert "Action" not in str(arrival.card)
    swarm = await world.state()
    assert swarm.lead == swarm.liaison == who(SATO)


async def test_with_nobody_on_duty_nobody_is_mentioned_and_the_card_says_so(begin: Begin) -> None:
    """No rota: the thread is there, no phone rings, and people can read why."""
    world = await begin()
    await world.ticket()
    assert all("entities" not in str(seen.card) for seen in world.thread)
    assert "Nobody is on duty" in world.live


async def test_without_a_lead_the_next_on_duty_is_asked_then_the_manager(begin: Begin) -> None:
    """Three minutes: the next person in the thread. Six: the manager, 1:1."""
    shifts = [*on_duty(who(SATO), duty="lead"), *on_duty(who(ITO))]
    world = await begin(policy(shifts, managers=(who(TANAKA),)))
    await world.told(Installed(world.source(TANAKA, "direct"), added=True))
    await world.ticket()

    await world.until("04:56")
    asked = pings(world)[-1]
    assert (clock(asked.at)[:5], "伊藤" in words(asked)) == ("04:55", True)
    assert world.direct(TANAKA)[1:] == []

    await world.until("04:59")
    [manager] = world.direct(TANAKA)[1:]
    assert clock(manager.at)[:5] == "04:58"

    await world.press(TANAKA, "lead", on=manager)
    await world.until("05:00")
    assert "Action" not in str([asked.card, manager.card])


async def test_a_lead_who_came_in_time_is_not_followed_by_a_search(begin: Begin) -> None:
    """Somebody leads within three minutes: nobody else is asked to."""
    shifts = [*on_duty(who(SATO), duty="lead"), *on_duty(who(ITO))]
    world = await begin(policy(shifts))
    await world.ticket()
    await world.press(SATO, "lead")
    before = len(world.thread)
    await world.until("04:56:59")
    assert len(world.thread) == before


async def test_who_was_named_before_anybody_was_met_is_called_by_name(begin: Begin) -> None:
    """The policy knows people by their sign-in names; a ticket that waited for its channel
    mentions them as people all the same, once the channel's members are known."""
    named = Person(SATO.upn.upper(), SATO.upn.upper())
    world = await begin(policy(always_on_duty=(named,)), channel=False)
    await world.ticket()
    await world.told(Installed(world.source(AOIFE, CHANNEL), added=True))
    await world.rest()
    arrival = world.thread[1]
    assert "@" not in words(arrival).replace("<at>", "")
    assert "佐藤 健" in words(arrival)


async def test_an_impact_that_ends_in_a_full_stop_ends_once(begin: Begin) -> None:
    """It is a sentence within the sentence that the supervisors get."""
    world = await begin(policy(supervisors=(who(TANAKA),)))
    await world.told(Installed(world.source(TANAKA, "direct"), added=True))
    await world.ticket(business_impact="決済が停止しています。")
    told = words(world.direct(TANAKA)[-1])
    assert "決済が停止しています。" in told
    assert "。。" not in told
