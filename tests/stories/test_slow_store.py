"""The store is away, or does not answer: whoever presses, fills in or writes reads a kind sentence.

The store hangs for ever here, so every answer that comes has not waited for it.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.domain.shown import Address
from bot.store.sqlite import SqliteStore
from bot.teams import entry
from bot.teams.inbound import FormFetch, FormSubmit, Inbound, Press, Submitted
from bot.teams.kindly import Patience
from tests.build import clock, minutes, on_duty, policy
from tests.store.faulty import Faulty, How
from tests.stories.conftest import Begin
from tests.stories.world import SATO, TANAKA, World, answered, who, words
from tests.teams_wire import CHANNEL, user

SHORT = Patience(meet=0.02, answer=0.05, hurry=0.02)
LONG = Patience(meet=1, answer=1.2)
"""Where something must be done in time, also on a busy machine."""
STRANGER = user(77, "高橋 新", "ja-JP", "Asia/Tokyo")
NOT_STORED = "保存できていない可能性があります。もう一度押してください。"
NOT_STORED_TYPED = (
    "保存できていない可能性があります。反映されていなければ、もう一度送信してください。"
)
TOO_LONG = "処理に時間がかかりました。もう一度押してください。"

Act = Callable[[World, dict[str, Any]], Inbound]


def press(verb: str, **data: Any) -> Act:
    return lambda world, case: Press(world.source(SATO), verb, {**case, **data})


def fetch(form: str) -> Act:
    return lambda world, case: FormFetch(world.source(SATO), {**case, "verb": f"form_{form}"})


def submit(form: str, **typed: str) -> Act:
    data = {"form": form, "nonce": "n1", **typed}
    return lambda world, case: FormSubmit(world.source(SATO), {**case, **data})


ASKED: dict[str, tuple[Act, str]] = {
    "a claim": (press("claim", area="storage", turn="1"), NOT_STORED),
    "taking the lead": (press("lead", turn="1"), NOT_STORED),
    "a look": (press("refresh"), NOT_STORED),
    "the timeline": (press("timeline"), NOT_STORED),
    "a form as a message": (press("form_contact", turn="1"), NOT_STORED),
    "this channel": (press("use_channel"), NOT_STORED),
    "a dialog": (fetch("contact"), TOO_LONG),
}
"""What is done, and what is read then."""

TYPED: dict[str, tuple[Act, str]] = {
    "a form on a message": (press("submit_note", nonce="n1", text="手順書を確認"), "手順書を確認"),
    "a dialog": (submit("note", text="手順書を確認"), "手順書を確認"),
    "a new case in a dialog": (submit("new", title="返品できない", severity="A"), "返品できない"),
}
"""What is sent, and what was typed into it."""


async def trouble(
    begin: Begin, folder: Path, patience: Patience = SHORT, **how: Any
) -> tuple[World, Faulty, dict[str, Any]]:
    """A case that is shown, on a store that can be made to fail, and the data of its buttons."""
    faulty = Faulty(SqliteStore(folder / "faulty.db"))
    world = await begin(policy(on_duty(who(SATO))), store=faulty.as_store, patience=patience, **how)
    await world.ticket()
    return world, faulty, {"swarm": world.swarm}


@pytest.mark.parametrize("how", [How.HANG, How.BEFORE])
@pytest.mark.parametrize("name", ASKED)
async def test_a_press_is_answered_kindly(
    begin: Begin, tmp_path: Path, name: str, how: How
) -> None:
    """Every kind of press, and the opening of a form: a sentence."""
    world, faulty, case = await trouble(begin, tmp_path, dialogs="dialog" in name)
    act, sentence = ASKED[name]
    faulty.down(how)
    assert answered(await world.handler.invoke(act(world, case))) == sentence
    faulty.up()
    faulty.release()


@pytest.mark.parametrize("how", [How.HANG, How.BEFORE])
@pytest.mark.parametrize("name", TYPED)
async def test_what_was_typed_is_not_lost(
    begin: Begin, tmp_path: Path, name: str, how: How
) -> None:
    """A form that was perhaps not stored stays open, says so, and keeps what was typed."""
    world, faulty, case = await trouble(begin, tmp_path, dialogs="dialog" in name)
    act, typed = TYPED[name]
    faulty.down(how)
    answer = await world.handler.invoke(act(world, case))
    assert NOT_STORED in answered(answer)
    assert typed in str(answer)
    faulty.up()
    faulty.release()


@pytest.mark.parametrize("how", [How.HANG, How.BEFORE])
@pytest.mark.parametrize("text", ["claim storage", "連絡 調査中", "new 返品できない", "timeline"])
async def test_words_are_answered_kindly(begin: Begin, tmp_path: Path, text: str, how: How) -> None:
    """Whoever writes reads in the thread that it was perhaps not kept, though the store has not
    even said when that may be sent."""
    world, faulty, _ = await trouble(begin, tmp_path)
    before = len(world.thread)
    faulty.down(how)
    await world.told(world.saying(SATO, text))
    await world.speaker.rest()
    said = [words(seen) for seen in world.thread[before:]]
    assert len(said) == 1
    english = text in ("timeline", "claim storage")
    assert ("Perhaps not saved." in said[0]) if english else (NOT_STORED_TYPED in said[0])
    faulty.up()
    faulty.release()


async def test_a_list_says_how_old_it_is(begin: Begin, tmp_path: Path) -> None:
    """Asked again while the store is away: the last list that could be read, with its time."""
    world, faulty, _ = await trouble(begin, tmp_path, LONG)
    (said,) = await world.say(SATO, "all", CHANNEL)
    assert "As it was" not in words(said)
    at = world.time.now
    faulty.down(How.BEFORE)
    world.time.go_to(at + minutes(5))
    (said,) = await world.say(SATO, "all", CHANNEL)
    assert "2611240012" in words(said)
    assert f"As it was at {clock(at)}" in words(said)
    faulty.up()


async def test_a_form_of_an_old_client_is_answered_by_a_message(
    begin: Begin, tmp_path: Path
) -> None:
    """A client that takes no answers to presses shows the sentence as a message."""
    world, faulty, case = await trouble(begin, tmp_path)
    faulty.down(How.HANG)
    await world.told(Submitted(world.source(SATO), {**case, "verb": "claim", "area": "storage"}))
    await world.speaker.rest()
    assert words(world.thread[-1]) == NOT_STORED
    faulty.up()
    faulty.release()


async def test_pressing_again_does_no_harm(begin: Begin, tmp_path: Path) -> None:
    """Only the answer was late: the claim is there, and the same press again makes no second."""
    world, faulty, _ = await trouble(begin, tmp_path, LONG)
    claim = world.pressing(SATO, "claim", area="storage")
    faulty.fail("commit", how=How.HANG)
    assert answered(await world.handler.invoke(claim)) == NOT_STORED
    faulty.release()
    assert "佐藤 健" in answered(await world.handler.invoke(claim))
    await world.rest()
    claims = [e for e in await world.store.events(world.swarm) if "Claimed" in str(e.fact)]
    assert len(claims) == 1


async def test_whoever_is_new_is_met_another_time(begin: Begin, tmp_path: Path) -> None:
    """The store has no time to write down who pressed: the press is done all the same, and the
    next one writes them down."""
    world, faulty, _ = await trouble(begin, tmp_path, LONG)
    faulty.fail("put_person", how=How.HANG)
    assert "高橋 新" in answered(await world.press(STRANGER, "claim", area="storage"))
    assert world.road.people.row(STRANGER.id) is None
    await world.press(STRANGER, "lead")
    assert world.road.people.row(STRANGER.id) is not None
    faulty.release()


async def test_a_slow_teams_is_not_waited_for(begin: Begin, tmp_path: Path) -> None:
    """Whether somebody is a member cannot be had in time: the press is answered."""
    world, _, case = await trouble(begin, tmp_path)
    done = asyncio.Event()
    world.chat.trouble(kinds=("member",), before=done.wait)
    claim = Press(world.source(TANAKA, "direct"), "claim", {**case, "area": "storage", "turn": "1"})
    assert answered(await world.handler.invoke(claim)) == NOT_STORED
    done.set()


async def test_who_was_known_before_is_not_forgotten(begin: Begin, tmp_path: Path) -> None:
    """A process that could not read whom it knows reads it before it writes about anybody."""
    world, _, _ = await trouble(begin, tmp_path)
    row = world.road.people.row(SATO.id)
    assert row is not None
    chat = Address("a:sato", "https://smba.example.test/teams/")
    await world.road.people.met(row.__class__(row.id, row.name, row.mention, direct=chat))
    fresh = world.road.people.__class__(world.store)
    await fresh.met(row.__class__(row.id, row.name, row.mention, locale="en-GB"))
    kept = fresh.row(SATO.id)
    assert kept is not None
    assert (kept.direct, kept.locale) == (chat, "en-GB")


def test_two_seconds_are_enough() -> None:
    """In all: to remember who asks, to do it, and for words to say so; the last cut comes after."""
    patience = Patience()
    assert patience.meet + patience.answer + patience.hurry <= 2.2
    assert patience.meet + patience.answer < entry.PATIENCE <= 3
