"""Who looks at what: claims by card and by word, in both languages, alone and two hundred at once."""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from bot.domain import facts as f
from bot.domain.swarm import AreaState
from bot.teams.inbound import MembersChanged, Press
from tests.cards.looking import inputs
from tests.stories.conftest import Begin
from tests.stories.world import (
    AOIFE,
    ITO,
    SATO,
    WATANABE,
    World,
    answered,
    member,
    sender,
    who,
    words,
)
from tests.teams_wire import CHANNEL, User, user


def crowd(number: int) -> list[User]:
    """So many people in the channel."""
    return [user(1000 + n, f"Person {n}") for n in range(number)]


async def facts(world: World, kind: type) -> list[object]:
    events = await world.store.events(world.swarm)
    return [event.fact for event in events if isinstance(event.fact, kind)]


async def owner(world: World, area: str = "storage") -> str:
    found = (await world.state()).area(area)
    assert found is not None
    return found.owner.name if found.owner else ""


async def test_an_area_by_card(begin: Begin) -> None:
    """Claim, look together, release to the helper, take over: each is one press."""
    world = await begin()
    await world.ticket()
    await world.press(ITO, "claim", area="storage")
    await world.moment()
    answer = await world.press(ITO, "claim", area="network")
    assert "伊藤 直子" in answered(answer)

    live = world.thread[0]
    stale = Press(world.source(AOIFE, reply_to=live.id), "join", {"swarm": world.swarm, "turn": "1", "area": "storage"})  # fmt: skip
    await world.handler.invoke(stale)
    assert (await world.state()).area("storage").helpers == (who(AOIFE),)  # type: ignore[union-attr]

    await world.handler.invoke(replace(stale, source=world.source(ITO), verb="release"))
    assert await owner(world) == AOIFE.name
    await world.handler.invoke(replace(stale, source=world.source(SATO), verb="take_over"))
    assert await owner(world) == SATO.name


@pytest.mark.parametrize(
    "said",
    [
        ("claim storage", "release storage", "take over storage", "join storage"),
        (
            "担当 ストレージ",
            "担当を外れる ストレージ",
            "引き取る ストレージ",
            "一緒に見る ストレージ",
        ),
        (
            "ストレージ担当します",
            "外れる ストレージ",
            "ストレージ引き取ります",
            "ストレージ一緒に見ます",
        ),
    ],
)
async def test_an_area_by_word(begin: Begin, said: tuple[str, ...]) -> None:
    """The same with words, in English and Japanese, answered in the language of the words."""
    claim, release, take_over, join = said
    world = await begin()
    await world.ticket()
    [answer] = await world.say(ITO, claim)
    assert ("is yours" in words(answer)) == claim.isascii()
    assert await owner(world) == ITO.name
    await world.say(ITO, release)
    assert await owner(world) == ""
    await world.say(ITO, claim)
    await world.say(SATO, take_over)
    assert await owner(world) == SATO.name
    await world.say(AOIFE, join)
    assert (await world.state()).area("storage").helpers == (who(AOIFE),)  # type: ignore[union-attr]


async def test_an_unknown_area_is_answered_with_those_that_there_are(begin: Begin) -> None:
    """Nothing is guessed, nothing is lost."""
    world = await begin()
    await world.ticket()
    [answer] = await world.say(ITO, "claim mainframe")
    assert "Storage" in words(answer)
    assert "Network" in words(answer)


async def test_an_area_is_added_in_one_press_or_by_word(begin: Begin) -> None:
    """From the list with a press; under any name with a word."""
    world = await begin()
    await world.ticket()
    await world.press(AOIFE, "add_area", key="identity")
    await world.say(AOIFE, "add area DNS")
    await world.moment()
    assert {a.key for a in (await world.state()).areas} >= {"identity", "dns"}
    assert "DNS" in world.live


async def test_a_finding_is_on_the_card(begin: Begin) -> None:
    """Ruled out is as visible as suspect; by form and by word."""
    world = await begin()
    await world.ticket()
    await world.say(ITO, "結果 ストレージ 問題なし 4:00から異常なし")
    await world.press(SATO, "form_finding")
    await world.fill(SATO, "finding", area="network", state="suspect", text="DNSの応答が違う")
    await world.moment()
    swarm = await world.state()
    states = {area.key: area.state for area in swarm.areas}
    assert states["storage"] is AreaState.RULED_OUT
    assert states["network"] is AreaState.SUSPECT
    assert "DNSの応答が違う" in world.live


def preset(world: World) -> object:
    """The area that is set in the newest form."""
    return next(one.get("value") for one in inputs(world.thread[-1].card) if one["id"] == "area")


async def test_a_form_opens_at_the_opener_s_own_area(begin: Begin) -> None:
    """With one area it is meant; with none or two it is asked for, and nothing else is lost."""
    world = await begin()
    await world.ticket()
    await world.press(ITO, "claim", area="storage")
    await world.press(ITO, "form_finding")
    assert preset(world) == "storage"
    await world.press(SATO, "form_finding")
    assert preset(world) is None
    sent = await world.fill(SATO, "finding", area="", state="suspect", text="DNSの応答が違う")
    assert answered(sent).count("調査項目を選択してください。") == 2  # on top, and at the input
    assert "DNSの応答が違う" in str(sent)
    assert not await facts(world, f.Found)
    await world.press(ITO, "claim", area="network")
    await world.press(ITO, "form_waiting")
    assert preset(world) is None


async def test_two_at_once_have_one_owner_and_a_kind_answer(begin: Begin) -> None:
    """The other sees the fresh card, whose it is, and is offered to look together."""
    world = await begin()
    await world.ticket()
    presses = [world.pressing(one, "claim", area="storage") for one in (ITO, AOIFE)]
    won, lost = await asyncio.gather(*map(world.handler.invoke, presses))
    assert await owner(world) == ITO.name
    assert "伊藤 直子" in answered(lost)
    assert "You can look at it together" in answered(lost)
    assert "You can look" not in answered(won)
    join = next(a for a in str(lost["value"]).split("'verb': ") if a.startswith("'join'"))
    assert "storage" in join


async def test_two_hundred_claims_at_once(begin: Begin) -> None:
    """One owner, 199 polite answers, one event, and no error."""
    world = await begin()
    await world.ticket()
    presses = [world.pressing(one, "claim", area="storage") for one in crowd(200)]
    answers = await asyncio.gather(*map(world.handler.invoke, presses))
    await world.rest()

    claims = await facts(world, f.AreaClaimed)
    assert len(claims) == 1
    assert {answer["statusCode"] for answer in answers} == {200}
    polite = Counter("You can look at it together" in answered(answer) for answer in answers)
    assert polite == {True: 199, False: 1}


async def test_two_hundred_notes_at_once(begin: Begin) -> None:
    """Every one of them is kept."""
    world = await begin()
    await world.ticket()
    people = crowd(200)
    await asyncio.gather(*(world.note(one, f"note {n}") for n, one in enumerate(people)))
    await world.rest()
    kept = {fact.text for fact in await facts(world, f.Noted)}  # type: ignore[attr-defined]
    assert kept == {f"note {n}" for n in range(200)}


async def test_a_press_that_is_delivered_again_acts_once(begin: Begin) -> None:
    """With the same id, with a new one, and half a minute later after a release."""
    world = await begin()
    await world.ticket()
    press = world.pressing(ITO, "claim", area="storage")
    await world.handler.invoke(press)
    await world.handler.invoke(press)
    again = replace(press, source=world.source(ITO, reply_to=press.source.reply_to))
    await world.handler.invoke(again)
    await world.moment()
    await world.say(ITO, "release storage")
    await world.moment(30)
    answer = await world.handler.invoke(again)

    assert await owner(world) == ""
    assert len(await facts(world, f.AreaClaimed)) == 1
    assert answer["statusCode"] == 200


async def test_the_same_button_on_a_newer_card_is_a_new_act(begin: Begin) -> None:
    """Claimed, released, claimed again: the second claim is meant."""
    world = await begin()
    await world.ticket()
    for _ in range(3):
        await world.press(ITO, "claim", area="storage")
        assert await owner(world) == ITO.name
        await world.say(ITO, "release storage")
        await world.moment()


async def test_words_that_are_delivered_again_act_once(begin: Begin) -> None:
    """A note is written down once, however often Teams sends it."""
    world = await begin()
    await world.ticket()
    said = world.saying(SATO, "note looked at the logs")
    for _ in range(3):
        await world.told(said)
    await world.rest()
    assert len(await facts(world, f.Noted)) == 1


async def test_a_press_on_an_old_card_is_answered_with_the_present_one(begin: Begin) -> None:
    """Whatever the card showed, the answer shows what is true, and nothing newer is undone."""
    world = await begin()
    await world.ticket()
    old = world.pressing(SATO, "claim", area="storage")
    await world.say(ITO, "claim storage")
    await world.ticket(title="返品もできない")
    answer = await world.handler.invoke(old)
    assert "返品もできない" in answered(answer)
    assert "伊藤 直子" in answered(answer)
    assert await owner(world) == ITO.name
    assert (await world.state()).ticket.title == "返品もできない"


async def test_taking_over_needs_no_word_of_the_absent_owner(begin: Begin) -> None:
    """Whoever takes over has the area at once; everybody reads from whom."""
    world = await begin()
    await world.ticket()
    await world.say(ITO, "claim storage")
    [said] = await world.say(WATANABE, "take over storage")
    assert await owner(world) == WATANABE.name
    assert "伊藤 直子" in words(said)


async def test_typing_in_a_form_while_fifty_claims_arrive_loses_nothing(begin: Begin) -> None:
    """The live card holds no inputs, and the form's own message is never edited meanwhile."""
    world = await begin()
    await world.ticket()
    await world.press(SATO, "form_contact")
    form, _ = world.button("submit_contact")
    for one in crowd(50):
        await world.say(one, "claim storage")
        await world.say(one, "release storage")
    await world.moment()
    assert form.edits == 0
    assert inputs(form.card)
    assert all(not inputs(seen.card) for seen in world.thread if seen.edits)

    answer = await world.fill(SATO, "contact", said="調査中とお伝えした")
    assert answer["statusCode"] == 200
    assert (await world.state()).last_contact.said == "調査中とお伝えした"  # type: ignore[union-attr]


async def test_whoever_leaves_the_team_looks_at_nothing_any_more(begin: Begin) -> None:
    """Their area is free again, the helper goes on with the other, and the event may come twice."""
    world = await begin()
    await world.ticket()
    await world.say(ITO, "claim storage")
    await world.say(ITO, "claim network")
    await world.say(AOIFE, "join network")
    left = MembersChanged(world.source(AOIFE, CHANNEL), removed=(sender(ITO),))
    world.chat.rosters[CHANNEL] = [member(AOIFE)]

    await world.told(left)
    await world.told(left)
    await world.moment()

    areas = {area.key: area for area in (await world.state()).areas}
    assert areas["storage"].owner is None
    assert areas["network"].owner == who(AOIFE)
    assert "Storage" in world.live.partition("Nobody yet")[2].partition("\n")[0]
