"""The main job from end to end: a Sev-A comes in, is swarmed on, the customer hears in time."""

from tests.build import at, clock
from tests.stories.conftest import Begin
from tests.stories.world import AOIFE, ITO, SATO, answered, words


async def test_a_sev_a_from_its_ticket_to_its_close(begin: Begin) -> None:
    """One thread, areas claimed, contact logged, a reminder in time, and the end."""
    world = await begin()
    await world.ticket()
    assert len(world.chat.threads("19:swarm@thread.tacv2")) == 1
    assert "アオバストア" in world.live

    await world.press(SATO, "lead")
    answer = await world.press(ITO, "claim", area="storage")
    assert "伊藤 直子" in answered(answer)
    await world.moment()
    assert "伊藤 直子" in world.live

    await world.until("05:00")
    await world.press(SATO, "form_contact")
    done = await world.fill(SATO, "contact", said="調査を始めました", next="told", next_at="6時")
    assert "6:00" in answered(done)
    swarm = await world.state()
    assert [clock(p.due) for p in swarm.promises] == ["06:00"]

    await world.until("06:00:30")
    reminder = world.thread[-1]
    assert clock(reminder.at) == "06:00"
    assert "佐藤 健" in words(reminder)

    await world.press(SATO, "form_contact", on=reminder)
    await world.fill(SATO, "contact", said="復旧しました", next="none", reason="復旧済み")
    swarm = await world.state()
    assert swarm.promises == ()
    await world.until("06:01")
    assert "form_contact" not in str(reminder.card)

    await world.say(AOIFE, "close")
    swarm = await world.state()
    assert swarm.closed
    assert swarm.phase_at is not None
    assert swarm.phase_at >= at("06:01")
