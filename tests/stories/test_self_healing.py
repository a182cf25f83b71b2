"""A live card that cannot be brought up to date is replaced by one that says so, once."""

from bot.ports import Refused
from tests.build import policy
from tests.fakes import Seen
from tests.stories.conftest import Begin
from tests.stories.world import ITO, SATO, World, words

SAID = "takes the place of one that could not be updated"


def cards(world: World) -> list[Seen]:
    return [seen for seen in world.thread if "Business impact" in words(seen)]


async def stuck(begin: Begin, times: int | None) -> World:
    """Teams refuses so many edits in the thread, just when something has changed."""
    world = await begin(policy())
    await world.ticket()
    await world.press(SATO, "lead")
    await world.moment()
    wrong = Refused("400", status=400)
    world.chat.trouble(wrong, kinds=("edit",), conversation=world.thread_id, times=times)
    await world.say(ITO, "claim storage")
    return world


async def test_a_card_that_is_refused_again_and_again_is_replaced_and_says_so(begin: Begin) -> None:
    """After the third refusal another card stands in the thread; the old one leads to it."""
    world = await stuck(begin, 3)
    await world.until("04:55")
    [live] = cards(world)
    assert SAID in words(live)
    assert ITO.name in words(live)
    assert "older view" in words(world.thread[0])


async def test_that_is_said_once(begin: Begin) -> None:
    """The next edit of the new card shows the case and nothing else."""
    world = await stuck(begin, 3)
    await world.until("04:55")
    await world.say(ITO, "claim network")
    await world.moment()
    [live] = cards(world)
    assert SAID not in words(live)


async def test_no_end_of_cards_when_teams_refuses_every_edit(begin: Begin) -> None:
    """The replacement is not replaced: one card more, and quiet tries."""
    world = await stuck(begin, None)
    await world.until("05:02")
    before = len(world.chat.calls)
    for area in ("network", "platform"):
        await world.say(ITO, f"claim {area}")
    await world.until("05:06")
    assert len(cards(world)) == 2
    tried = [call for call in world.chat.calls[before:] if call.kind == "edit"]
    assert len(tried) <= 3


async def test_a_passing_refusal_replaces_nothing(begin: Begin) -> None:
    """Twice refused, then taken: the same card shows the truth."""
    world = await stuck(begin, 2)
    await world.until("04:55")
    [live] = cards(world)
    assert live is world.thread[0]
    assert ITO.name in words(live)
    assert SAID not in words(live)
