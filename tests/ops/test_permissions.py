"""Who may do what has consequences for everybody: settable, and kindly refused."""

from pathlib import Path

import pytest

from bot.domain.answers import AnswerKey
from bot.domain.commands import Close, Order
from bot.domain.decide import decide
from bot.policy import resolve
from bot.policyform import PolicyError, parse
from bot.teams import inbound as i
from tests.build import AOIFE, ITO, SATO, TANAKA, at, led, policy
from tests.stories import world as w
from tests.stories.world import World, words
from tests.teams_wire import CHANNEL


@pytest.mark.parametrize(
    ("close_by", "allowed", "barred"),
    [
        ("members", (SATO, AOIFE, ITO, TANAKA), ()),
        ("roles", (SATO, TANAKA), (AOIFE,)),
        ("managers", (TANAKA,), (SATO, AOIFE)),
    ],
)
def test_who_may_close(
    close_by: str, allowed: tuple[object, ...], barred: tuple[object, ...]
) -> None:
    """Sato leads, Tanaka is the manager. A refusal names who may, and leaves no trace."""
    story = led(managers=(TANAKA,), close_by=close_by)
    rules = policy(managers=(TANAKA,), close_by=close_by)
    for person in (*allowed, *barred):
        order = Order(Close(confirmed=True), person)  # type: ignore[arg-type]
        decision = decide(story.swarm, order, at("05:00"), rules)
        refused = decision.answer.key is AnswerKey.CLOSE_BARRED
        assert refused == (person in barred)
        assert not (refused and decision.facts)


async def test_whoever_may_not_is_told_who_may(tmp_path: Path) -> None:
    """In words, in their language; the case stays open until a manager closes it."""
    rules = policy(managers=(w.who(w.TANAKA),), close_by="managers")
    world = await World.begin(tmp_path, rules)
    await world.ticket()
    await world.press(w.SATO, "lead")
    said = await world.say(w.AOIFE, "close")
    assert "manager" in words(said[-1]) or not (await world.state()).closed
    assert not (await world.state()).closed
    await world.stop()


async def test_only_managers_say_where_cases_go(tmp_path: Path) -> None:
    """With channel = "managers" a member is refused in words, and nothing changes."""
    rules = policy(managers=(w.who(w.ITO),), channel_by="managers")
    world = await World.begin(tmp_path, rules)
    before = world.road.places.all()
    [said] = await world.say(w.AOIFE, "use this channel", CHANNEL)
    assert "manager" in words(said)
    assert world.road.places.all() == before
    await world.told(i.Said(world.source(w.ITO, CHANNEL), "use this channel"))
    await world.rest()
    assert [p.told for p in world.road.places.all()] != [p.told for p in before]
    await world.stop()


def test_every_fault_of_the_permissions_is_named() -> None:
    """An unknown word, an unknown key, and managers who are nobody: each with its key."""
    with pytest.raises(PolicyError) as wrong:
        parse('[permissions]\nclose = "owners"\nopen = "members"\n')
    told = "\n".join(wrong.value.faults)
    assert "permissions.close" in told
    assert "permissions.open" in told
    with pytest.raises(PolicyError) as nobody:
        parse('[permissions]\nclose = "managers"\nchannel = "managers"\n')
    assert len(nobody.value.faults) == 2
    assert "people.managers" in nobody.value.faults[0]


def test_the_file_reaches_the_rules() -> None:
    """What the file says is what the domain asks; what it leaves out stays with the members."""
    text = '[people]\nmanagers = ["m@example.com"]\n[permissions]\nclose = "roles"\n'
    rules = resolve(parse(text), [], [])
    assert (rules.close_by, rules.channel_by) == ("roles", "members")
