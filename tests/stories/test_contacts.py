"""The customer contact: written down as people talk, judged by when it was said."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import facts as f
from bot.domain.swarm import HoldKind
from bot.teams.inbound import FormFetch, FormSubmit
from tests.build import at, clock, policy
from tests.store.faulty import Faulty, How
from tests.stories.conftest import Begin
from tests.stories.world import AOIFE, ITO, SATO, World, answered, who, words


async def led(begin: Begin, **rules: Any) -> World:
    """A Sev-A that 佐藤 leads; its first response is due at 05:07."""
    world = await begin(policy(**rules))
    await world.ticket()
    await world.press(SATO, "lead")
    return world


async def dues(world: World) -> list[str]:
    return [clock(promise.due) for promise in (await world.state()).promises]


async def late(world: World) -> list[timedelta]:
    events = await world.store.events(world.swarm)
    return [event.fact.late for event in events if isinstance(event.fact, f.PromiseKept)]


async def contact(world: World, **typed: str) -> str:
    """佐藤 opens the form and sends it; what he reads then."""
    await world.press(SATO, "form_contact")
    return answered(await world.fill(SATO, "contact", **typed))


async def test_said_in_time_saved_late_is_on_time(begin: Begin) -> None:
    """Said at 05:06, written down at 05:14, due at 05:07: on time."""
    world = await led(begin)
    await world.until("05:14")
    await contact(world, said="調査開始を連絡", when="5:06", next="told", next_at="6時")
    assert await late(world) == [timedelta(0)]
    assert await dues(world) == ["06:00"]


@pytest.mark.parametrize(
    ("typed", "due", "read"),
    [
        ("6時半", "06:30", "11/24（火） 6:30"),
        ("30分後", "05:30", "11/24（火） 5:30"),
        ("１８：３０", "18:30", "11/24（火） 18:30"),
        ("11/25 9:00", "09:00", "11/25（水） 9:00"),
        ("25:00", "01:00", "11/25（水） 1:00"),
    ],
)
async def test_times_are_read_as_people_write_them(
    begin: Begin, typed: str, due: str, read: str
) -> None:
    """And read back with the weekday, so that nobody is wrong by a day."""
    world = await led(begin)
    await world.until("05:00")
    said = await contact(world, said="調査中", next="told", next_at=typed)
    assert await dues(world) == [due]
    assert read in said


async def test_what_was_wrong_is_asked_back_and_nothing_typed_is_lost(begin: Begin) -> None:
    """Each fault once: no words, a time that is none, a time that has passed, no reason."""
    world = await led(begin)
    await world.until("05:00")
    await world.press(SATO, "form_contact")
    for fault, said in (
        ({"said": ""}, ""),
        ({"said": "調査中", "next": "told", "next_at": "すぐ"}, "すぐ"),
        ({"said": "調査中", "next": "told", "next_at": "4:30"}, "4:30"),
        ({"said": "調査中", "next": "none", "reason": " "}, ""),
        ({"said": "調査中", "when": "8:00"}, "8:00"),
    ):
        answer = await world.fill(SATO, "contact", **fault)
        shown = str(answer["value"])
        assert "submit_contact" in shown
        assert all(typed in shown for typed in fault.values())
        assert said in answered(answer)
    assert (await world.state()).contacts == 0

    await world.fill(SATO, "contact", said="調査中", next="usual")
    assert (await world.state()).contacts == 1


async def test_a_form_shrinks_to_one_line_when_it_is_sent(begin: Begin) -> None:
    """Its message is no longer a form; sent again, it is still one contact."""
    world = await led(begin)
    await world.press(SATO, "form_contact")
    form, _ = world.button("submit_contact")
    press = world.pressing(SATO, "submit_contact")
    press = replace(press, data={**press.data, "said": "調査中"})
    for _ in range(3):
        await world.handler.invoke(press)
    await world.rest()
    assert form.edits >= 1
    assert "submit" not in str(form.card)
    assert (await world.state()).contacts == 1


async def test_a_form_is_opened_once_however_often_the_press_comes(begin: Begin) -> None:
    """Teams delivers the press again: one form stands there."""
    world = await led(begin)
    press = world.pressing(SATO, "form_contact")
    for _ in range(3):
        await world.handler.invoke(press)
    await world.rest()
    assert sum("submit_contact" in str(seen.card) for seen in world.thread) == 1


async def test_the_same_in_a_dialog(begin: Begin) -> None:
    """Opened, sent with a fault and kept open, sent well and closed with a sentence."""
    world = await begin(dialogs=True)
    await world.ticket()
    _, data = world.button("form_contact")
    assert data["msteams"] == {"type": "task/fetch"}
    opened = await world.handler.invoke(FormFetch(world.source(SATO), data))
    form = opened["task"]["value"]["card"]["content"]
    submit = next(a["data"] for a in form["actions"])

    typed = {**submit, "said": "調査中", "next": "told", "next_at": "いつか"}
    wrong = await world.handler.invoke(FormSubmit(world.source(SATO), typed))
    assert wrong["task"]["type"] == "continue"
    assert "いつか" in answered(wrong)
    well = {**typed, "next_at": "6:00"}
    for _ in range(2):
        done = await world.handler.invoke(FormSubmit(world.source(SATO), well))
        assert done["task"]["type"] == "message"
    swarm = await world.state()
    assert (swarm.contacts, await dues(world)) == (1, ["06:00"])


async def test_a_contact_by_word(begin: Begin) -> None:
    """``contact … next 6:00`` and 「連絡 … 次回 6時半」, read back in the writer's language."""
    world = await led(begin)
    [said] = await world.say(SATO, "連絡 調査を始めました 次回 6時半")
    assert "6:30" in words(said)
    assert await dues(world) == ["06:30"]
    [said] = await world.say(AOIFE, "contact still checking next 7:00")
    assert "07:00" in words(said)
    assert await dues(world) == ["07:00"]


async def test_a_contact_without_words_opens_the_form(begin: Begin) -> None:
    """The verb alone asks for what it needs."""
    world = await led(begin)
    await world.say(SATO, "連絡")
    assert world.button("submit_contact")[0] in world.thread


async def test_two_addressees_have_two_promises(begin: Begin) -> None:
    """Calling the boss back leaves what is owed to the usual contact, and the other way round."""
    world = await led(begin)
    await world.press(SATO, "form_customer_called")
    await world.fill(SATO, "customer_called", who="大野部長", message="至急", call_back="7:40")
    assert await dues(world) == ["05:07", "07:40"]
    await contact(world, said="調査中", next="told", next_at="6:00")
    assert await dues(world) == ["06:00", "07:40"]

    await world.press(AOIFE, "form_contact")
    await world.fill(AOIFE, "contact", said="お詫びとご説明", to="大野部長", next="usual")
    assert await dues(world) == ["06:00"]


@pytest.mark.parametrize(
    ("verb", "word", "kind"),
    [("hold_call", "電話中", HoldKind.CALL), ("hold_writing", "作成中", HoldKind.WRITING)],
)
async def test_on_the_phone_and_writing_hold_the_reminders(
    begin: Begin, verb: str, word: str, kind: HoldKind
) -> None:
    """By press and by word: nothing in the thread for fifteen minutes, then it goes on."""
    for by_word in (False, True):
        world = await led(begin)
        await world.until("05:00")
        await (world.say(SATO, word) if by_word else world.press(SATO, verb))
        hold = (await world.state()).hold
        assert hold is not None
        assert hold.kind is kind
        before = len(world.thread)
        await world.until("05:14")
        assert [s for s in world.thread[before:] if s.message.alert and "初回" in words(s)] == []
        await world.until("05:16")
        assert any(clock(s.at)[:5] == "05:15" and s.message.alert for s in world.thread)


async def test_a_promise_is_moved_and_says_whether_the_customer_agreed(begin: Begin) -> None:
    """By form and by word; the ladder begins anew."""
    world = await led(begin)
    await world.press(SATO, "form_move")
    await world.fill(SATO, "move", due="5:30", agreed="yes")
    promise = (await world.state()).promises[0]
    assert (clock(promise.due), promise.told) == ("05:30", True)
    await world.say(SATO, "次回 5:40")
    promise = (await world.state()).promises[0]
    assert (clock(promise.due), promise.told) == ("05:40", False)


async def test_somebody_else_takes_the_call(begin: Begin) -> None:
    """*I'll contact them* on the reminder: the promise is theirs, and everybody can see it."""
    world = await led(begin)
    await world.until("05:08")
    reminder, _ = world.button("take_promise")
    await world.press(ITO, "take_promise", on=reminder)
    await world.moment()
    assert (await world.state()).promises[0].owner == who(ITO)
    assert "伊藤 直子" in words(reminder)
    assert "伊藤 直子" in world.live


async def test_already_logged_is_said_and_another_can_be_added(begin: Begin) -> None:
    """Two people write down one call: the second is told whose is there, and may go on."""
    world = await led(begin)
    await world.until("05:13")
    reminder, _ = world.button("already_done")
    await world.press(AOIFE, "already_done", on=reminder)
    form, _ = world.button("submit_contact")
    await contact(world, said="調査中", next="told", next_at="6:00")

    answer = await world.fill(AOIFE, "contact", said="called them")
    assert "佐藤 健" in answered(answer)
    assert (await world.state()).contacts == 1
    again = next(a for a in answer["value"]["actions"])
    press = replace(world.pressing(AOIFE, "submit_contact", on=form), data={**again["data"], "said": "called them again", "next": "target", "next_at": "6:30"})  # fmt: skip
    await world.handler.invoke(press)
    assert (await world.state()).contacts == 2
    assert await dues(world) == ["06:30"]


async def test_the_form_of_an_answered_reminder_says_who_was_quicker(begin: Begin) -> None:
    """An old reminder is pressed after somebody has logged: the form says so at its top."""
    world = await led(begin)
    await world.until("05:13")
    press = world.pressing(AOIFE, "already_done")
    await contact(world, said="調査中", next="told", next_at="6:00")
    await world.handler.invoke(press)
    await world.rest()
    form, _ = world.button("submit_contact")
    assert "佐藤 健" in words(form)


async def test_a_form_that_could_not_be_stored_comes_back_full(begin: Begin) -> None:
    """The store is away: what was typed is still there, and sending it again is one contact."""
    world = await led(begin)
    await world.press(SATO, "form_contact")
    store = Faulty(world.store)
    world.road.mailboxes._store = store.as_store
    store.down(How.BEFORE)
    answer = await world.fill(SATO, "contact", said="調査を始めました")
    assert "調査を始めました" in str(answer)
    store.up()
    await world.fill(SATO, "contact", said="調査を始めました")
    assert (await world.state()).contacts == 1


async def test_the_cadence_is_changed_from_now_on(begin: Begin) -> None:
    """Every 30 minutes: the next time follows without asking."""
    world = await led(begin)
    await world.until("05:00")
    await contact(world, said="調査中", every="30m", next="usual")
    assert await dues(world) == ["05:30"]
    await world.until("05:20")
    await contact(world, said="調査中", next="usual")
    assert await dues(world) == ["05:50"]
    assert at("05:50") == (await world.state()).promises[0].due


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("customer called Asked for news", "Noted that the customer contacted us."),
        ("お客様から 開店が心配", "お客様からの連絡を記録しました。"),
    ],
)
async def test_the_customer_who_gave_no_name_is_the_customer(
    begin: Begin, said: str, read: str
) -> None:
    """Neither the answer nor the timeline says that nobody, or "none", has called."""
    world = await led(begin)
    [answer] = await world.say(SATO, said)
    assert read in words(answer)
    [timeline] = await world.say(SATO, "経緯")
    assert "none" not in words(timeline)
    assert "お客様から連絡あり" in words(timeline)
