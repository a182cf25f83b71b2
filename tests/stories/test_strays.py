"""A card that was posted and could not be written down: it betrays itself by being pressed."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.shown import Address
from bot.ports import Uncertain
from bot.present.links import thread_link
from bot.teams.inbound import FormFetch
from tests.cards.looking import actions
from tests.fake_teams import Fault
from tests.stories.conftest import Begin
from tests.stories.test_trouble import calls
from tests.stories.wired import wired
from tests.stories.world import ITO, SATO, World, answered, words
from tests.teams_wire import ANN, BEN, CHANNEL

ELSEWHERE = "The current card is in another thread."
BELOW = "The current card is further down in this thread."


async def doubled(begin: Begin) -> World:
    """Teams took the first card and nobody heard of it: the case has two threads."""
    world = await begin()
    world.chat.trouble(Uncertain("no answer in 10 s"), kinds=("start",), done=True)
    await world.ticket()
    await world.until("04:53")
    assert len(world.chat.threads(CHANNEL)) == 2
    return world


async def test_a_press_on_an_orphan_counts_and_the_orphan_leads_to_the_thread(
    begin: Begin,
) -> None:
    """Somebody claims an area on the card that nobody knows of: it is theirs, the living card shows
    it, and the orphan says once where the case is."""
    world = await doubled(begin)
    orphan = world.chat.messages[world.chat.threads(CHANNEL)[0]][0]
    data = next(a["data"] for a in actions(orphan.card) if a.get("verb") == "claim")
    press = replace(world.pressing(SATO, "claim", orphan), data=data)
    answer = await world.handler.invoke(press)
    assert "佐藤 健" in answered(answer)
    await world.moment()

    assert ELSEWHERE in words(orphan)
    assert actions(orphan.card) == []
    assert "佐藤 健" in world.live
    start = len(world.chat.calls)
    await world.handler.invoke(press)
    await world.moment()
    edits = [c for c in calls(world, start, "edit") if c.conversation != world.thread_id]
    assert (edits, orphan.edits) == ([], 1)


async def test_a_dialog_that_is_opened_on_an_orphan_betrays_it_too(begin: Begin) -> None:
    """Forms open as dialogs: their buttons say nothing to the press desk, and yet."""
    world = await doubled(begin)
    orphan = world.chat.messages[world.chat.threads(CHANNEL)[0]][0]
    press = world.pressing(ITO, "form_contact", orphan)
    await world.handler.invoke(FormFetch(press.source, {**press.data, "verb": "form_contact"}))
    await world.moment()
    assert ELSEWHERE in words(orphan)


async def test_a_second_card_in_the_same_thread_points_down(begin: Begin) -> None:
    """ "Status" posted its card twice: the one that nobody keeps up to date says so."""
    world = await begin()
    await world.ticket()
    world.chat.trouble(Uncertain("502", status=502), kinds=("post",), done=True)
    await world.say(SATO, "status")
    await world.until("04:54")
    first, second = (seen for seen in world.thread[1:] if "Business impact" in words(seen))
    await world.press(ITO, "claim", on=first, area="storage")
    await world.moment()
    assert BELOW in words(first)
    assert "伊藤 直子" in words(second)


async def test_the_living_card_is_never_taken_for_an_orphan(begin: Begin) -> None:
    """Presses on the card, on older cards and on reminders change no other message."""
    world = await begin()
    await world.ticket()
    await world.press(SATO, "lead")
    await world.say(SATO, "status")
    await world.moment()
    await world.press(ITO, "claim", on=world.thread[-1], area="storage")
    await world.until("05:08")
    await world.press(SATO, "hold_call")
    await world.moment()
    row = await world.store.teams(world.swarm)
    assert row is not None
    assert row.shown.strays == ()


async def test_a_press_cannot_name_the_card_of_another_case(begin: Begin) -> None:
    """Whatever the data of a press says: the living card of another case, and a reminder, stay what
    they are."""
    world = await begin()
    await world.ticket()
    mine = world.swarm
    await world.press(SATO, "lead")
    await world.until("05:08")
    reminder = world.thread[-1]
    await world.ticket(id="another")
    other = world.thread[0]
    for seen in (other, reminder):
        press = world.pressing(SATO, "timeline", other)
        source = replace(press.source, reply_to=seen.id)
        if seen is reminder:
            source = replace(source, conversation=world.chat.threads(CHANNEL)[0])
        forged = replace(press, source=source, data={"swarm": mine, "turn": "1"})
        await world.handler.invoke(forged)
    await world.handler.invoke(replace(forged, data={"swarm": "sw-nobody", "turn": "1"}))
    await world.moment()
    assert "The current card" not in words(other) + words(reminder)


async def test_a_restart_finds_the_orphan_by_its_press(begin: Begin) -> None:
    """The process dies between the post and its record; after the restart the first press on the
    orphan is enough."""
    world = await doubled(begin)
    orphan = world.chat.messages[world.chat.threads(CHANNEL)[0]][0]
    await world.restart()
    await world.press(SATO, "timeline", on=orphan)
    await world.moment()
    assert ELSEWHERE in words(orphan)


async def test_an_orphan_over_the_wire(tmp_path: Path) -> None:
    """The connection is cut after the post: the press on the orphan is answered with HTTP 200, and
    one PUT makes it a pointer."""
    async with wired(tmp_path) as world:
        world.teams.fail(Fault(0, applied=True, kinds=("create",)))
        await world.ticket()
        await world.until("04:54")
        orphan, living = world.teams.threads()
        card = world.teams.thread(orphan)[0]
        data = next(a["data"] for a in actions(card.card or {}) if a.get("verb") == "claim")
        for person in (ANN, BEN):
            press = world.teams.wire.press(person, orphan, "claim", data, card=card.id)
            status, answer = await world.send(press)
            assert status == 200
            assert "Ann Lee" in answered(answer)
        await world.moment()
        assert ELSEWHERE in str(card.card)
        assert card.edits == 1
        assert "Ann Lee" in str(world.teams.thread(living)[0].card)


@pytest.mark.parametrize(
    ("service", "link"),
    [
        (
            "https://smba.trafficmanager.net/emea/",
            "https://teams.microsoft.com/l/message/19%3Ax%40thread.tacv2/17?tenantId=t",
        ),
        (
            "https://smba.infra.gov.teams.microsoft.us/",
            "https://gov.teams.microsoft.us/l/message/19%3Ax%40thread.tacv2/17?tenantId=t",
        ),
        ("http://127.0.0.1:1/teams/", ""),
    ],
)
def test_the_pointer_has_a_link_where_one_is_known(service: str, link: str) -> None:
    """To the first message of the thread, in the Teams of that cloud."""
    assert thread_link(Address("19:x@thread.tacv2;messageid=17", service, "t")) == link
    assert thread_link(Address("19:x@thread.tacv2", service, "t")) == ""
