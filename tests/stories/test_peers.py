"""Mistakes that other incident tools make, and that must never be ours. Those that a story of its
own covers: an update resets the clock, snooze is once, reminders end with their reason, a double
press acts once (test_reminders.py, test_areas.py)."""

from typing import Any

from bot.domain.swarm import Severity
from bot.flow.people import People
from bot.flow.road import Road
from bot.present.drawing import Drawing
from bot.teams.inbound import Installed
from tests.build import at, clock, policy
from tests.cards.looking import actions
from tests.fakes import Seen
from tests.stories.conftest import Begin
from tests.stories.world import AOIFE, ITO, SATO, TANAKA, World, who, words
from tests.teams_wire import CHANNEL

OURS = {
    "swarm", "turn", "area", "area_turn", "promise", "key", "do", "form", "nonce", "verb", "msteams",
    "minutes",
}  # fmt: skip
"""All that a button may carry: names of things, nothing of what is true about them."""


async def busy_swarm(begin: Begin, **rules: Any) -> World:
    """A Sev-A in which much has happened, up to an overdue update."""
    world = await begin(policy(managers=(who(TANAKA),), supervisors=(who(AOIFE),), **rules))
    for person in (SATO, TANAKA, AOIFE):
        await world.told(Installed(world.source(person, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.press(ITO, "claim", area="storage")
    await world.say(SATO, "連絡 調査中 次回 6時")
    await world.press(SATO, "form_note")
    await world.until("06:16")
    return world


def everything(world: World) -> list[Seen]:
    return [seen for messages in world.chat.messages.values() for seen in messages]


async def test_a_job_that_slips_loses_nothing_and_one_that_runs_twice_sends_once(
    begin: Begin,
) -> None:
    """Two processes on one store, both awake at every moment: each message stands there once."""
    world = await begin(policy(managers=(who(TANAKA),)))
    await world.told(Installed(world.source(TANAKA, "direct"), added=True))
    people = People(world.store)
    other = Road(
        store=world.store, chat=world.chat, people=people, policy=lambda: world.rules,
        drawing=Drawing(lambda: world.rules, people, lambda _: False),
        clock=world.time.clock, sleep=world.time.sleep, name="another",
    )  # fmt: skip
    await other.start(ringing=False)
    await world.ticket()
    await world.press(SATO, "lead")
    while world.time.now < at("05:25"):
        await other.alarm.poll()
        other.alarm.ring()
        await world.moment(20)
        await other.reconciler.rest()
    times = [clock(seen.at)[:5] for seen in world.thread[1:]]
    assert len(times) == len(set(times))
    assert {"05:07", "05:12"} <= set(times)
    # The lead is the liaison, and nobody else has a part: that rung is skipped at once.
    assert [clock(seen.at)[:5] for seen in world.direct(TANAKA)[1:]] == ["05:17"]
    await other.stop()


async def test_reminded_and_overdue_are_two_things_and_both_begin_anew(begin: Begin) -> None:
    """After the reminder comes the overdue; after the time has moved, both come again."""
    world = await busy_swarm(begin)
    before = [clock(s.at)[:5] for s in world.thread if s.message.alert]
    assert {"06:00", "06:05"} <= {clock(s.at)[:5] for s in everything(world)} | set(before)
    await world.say(SATO, "次回 7:00")
    await world.until("07:06")
    after = [clock(s.at)[:5] for s in everything(world) if clock(s.at) > "06:20"]
    assert {"06:45", "06:55", "07:00", "07:05"} <= set(after)


async def test_buttons_carry_names_and_no_state(begin: Begin) -> None:
    """An old card can overwrite nothing, because it brings nothing."""
    world = await busy_swarm(begin)
    data = [
        action["data"]
        for seen in everything(world)
        for action in actions(seen.card)
        if "data" in action
    ]
    assert len(data) > 20
    assert {key for one in data for key in one} <= OURS
    assert all(len(str(value)) < 60 for one in data for value in one.values())


async def test_what_a_locked_phone_shows_says_what_it_is_about(begin: Begin) -> None:
    """Never "sent a card": the severity, the ticket, the customer, in every message of a case."""
    world = await busy_swarm(begin)
    for seen in everything(world):
        about_case = "2611240012" in words(seen)
        assert seen.message.summary.strip()
        assert "card" not in seen.message.summary.casefold()
        if about_case and seen.message.alert:
            assert "アオバストア" in seen.message.summary or "2611240012" in seen.message.summary


async def test_with_the_short_banner_a_locked_phone_names_nobody(begin: Begin) -> None:
    """Severity and number only: no customer, no title, no colleague."""
    world = await busy_swarm(begin, banner="number")
    alerts = [seen.message.summary for seen in everything(world) if seen.message.alert]
    assert len(alerts) > 3
    for secret in ("アオバ", "POS", "佐藤", "伊藤"):
        assert not [summary for summary in alerts if secret in summary]


async def test_no_reply_escapes_the_thread(begin: Begin) -> None:
    """Everything about the case is in its thread or in somebody's 1:1 chat."""
    world = await busy_swarm(begin)
    await world.say(AOIFE, "status")
    await world.say(AOIFE, "timeline")
    await world.ticket(severity=Severity.B)
    await world.moment()
    homes = {c for c, seen in world.chat.messages.items() if seen}
    assert {c for c in homes if not c.startswith("a:")} == {world.thread_id}
    assert CHANNEL not in homes


async def test_a_team_in_one_country_reads_no_foreign_time(begin: Begin) -> None:
    """Times are the channel's own: no zone, no UTC, on any card."""
    world = await busy_swarm(begin, language="ja")
    shown = "\n".join(words(seen) for seen in world.thread)
    assert "UTC" not in shown
    assert "GMT" not in shown
    assert "6:00" in shown


async def test_silence_needs_a_reason(begin: Begin) -> None:
    """Nobody can end what is owed to the customer with one press."""
    world = await busy_swarm(begin)
    await world.press(SATO, "form_contact")
    await world.fill(SATO, "contact", said="調査中", next="none", reason="")
    assert (await world.state()).promises
    await world.press(SATO, "form_close")
    await world.fill(SATO, "close")
    swarm = await world.state()
    assert swarm.closed
    assert swarm.promises


async def test_only_our_own_word_to_the_customer_keeps_a_promise(begin: Begin) -> None:
    """Neither a note of ours, nor the customer's call, nor another delivery of the ticket does."""
    world = await busy_swarm(begin)
    owed = {promise.number for promise in (await world.state()).promises}
    await world.note(ITO, "連絡しました 次回 9:00")
    await world.say(SATO, "お客様から 中村様 状況を知りたい")
    await world.ticket(description="Thank you for your mail. We have received it.")
    assert owed <= {promise.number for promise in (await world.state()).promises}
    await world.say(SATO, "連絡 調査を継続しております 次回 8:00")
    assert not owed & {promise.number for promise in (await world.state()).promises}


async def test_one_moment_is_read_in_the_zone_of_its_reader(begin: Begin) -> None:
    """Six o'clock in the channel is nine in the evening of the day before for Aoife in Dublin."""
    world = await busy_swarm(begin)
    await world.say(AOIFE, "liaison")
    await world.say(SATO, "連絡 調査中 次回 8:00")
    await world.until("07:46")
    assert "Next update to アオバストア at 23:00" in words(world.direct(AOIFE)[-1])
    assert "08:00" in world.live


async def test_an_ignored_reminder_reaches_others_and_then_ends(begin: Begin) -> None:
    """The thread at the moment and twice more, then the manager; after that the bot is quiet."""
    world = await busy_swarm(begin)
    await world.until("06:40")
    said = [(clock(seen.at)[:5], seen) for seen in everything(world) if seen.message.summary]
    thread = [when for when, seen in said if seen in world.thread and when >= "06:00"]
    assert thread == ["06:00", "06:05", "06:10"]
    assert clock(world.direct(TANAKA)[-1].at)[:5] == "06:15"
    before = len(everything(world))
    await world.until("09:30")
    assert len(everything(world)) == before
