"""A case is over: it leaves the working tables, is still there for whoever asks, and goes one day."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import reading
from bot.copying import between
from bot.domain.apply import replay
from bot.domain.commands import Close, Note, Order, Owe
from bot.domain.swarm import Phase, PromiseKind
from bot.ports import Loaded
from bot.store.sqlite import SqliteStore
from bot.store.urls import open_store
from bot.tickets.sources import swarm_id
from tests import build
from tests.azurite import Accounts
from tests.build import at, policy
from tests.stories.conftest import Begin
from tests.stories.world import AOIFE, ITO, SATO, World, answered, who, words
from tests.teams_wire import CHANNEL

KEPT = timedelta(minutes=10)
ARCHIVED = timedelta(hours=2)
RULES = policy(archive_after=KEPT, delete_after=ARCHIVED)


@pytest.fixture(params=["sqlite", "tables"])
async def world(
    request: pytest.FixtureRequest, azurite: Accounts, tmp_path: Path
) -> AsyncIterator[World]:
    """A world on either engine, with one case that has a note."""
    store = open_store(azurite.account()) if request.param == "tables" else None
    world = await World.begin(tmp_path, RULES, store=store)
    await world.ticket()
    await world.press(SATO, "lead")
    await world.note(SATO, "DNSを確認")
    await world.rest()
    yield world
    await world.stop()


async def close(world: World) -> None:
    """Everything that is owed has ended, and the case is closed."""
    state = await world.state()
    settle = tuple((promise.number, "済み") for promise in state.promises)
    await world.road.handle(world.swarm, Order(Close(confirmed=True, settle=settle), who(SATO)))
    await world.moment()


async def loaded(world: World) -> Loaded:
    found = await world.store.load(world.swarm)
    assert found is not None
    return found


async def archive(world: World) -> None:
    await close(world)
    await world.until(world.time.now + KEPT)
    assert (await loaded(world)).archived


async def test_a_closed_case_goes_to_the_archive(world: World) -> None:
    """After its time, without a word in Teams, and not before; its last look shows it closed."""
    await close(world)
    said = Counter(call.kind for call in world.chat.calls)
    await world.until(world.time.now + KEPT - timedelta(minutes=1))
    assert not (await loaded(world)).archived

    await world.until(world.time.now + timedelta(minutes=1))

    assert (await loaded(world)).archived
    assert await world.store.overview() == []
    assert await world.store.due(world.time.now + timedelta(days=999)) == []
    assert Counter(call.kind for call in world.chat.calls) == said
    assert world.road.reconciler.busy is False


async def test_what_is_still_owed_keeps_a_case_near(world: World) -> None:
    """A report promised for tomorrow is reminded of, however long the case has been closed."""
    state = await world.state()
    settle = tuple((promise.number, "済み") for promise in state.promises)
    owe = Owe(PromiseKind.REPORT, "中村様", world.time.now + timedelta(hours=3), owner=who(SATO))
    await world.road.handle(world.swarm, Order(owe, who(SATO)))
    await world.road.handle(world.swarm, Order(Close(confirmed=True, settle=settle), who(SATO)))

    await world.until(world.time.now + KEPT + timedelta(minutes=5))

    assert not (await loaded(world)).archived


async def test_a_note_after_the_close_keeps_it_a_while(world: World) -> None:
    """The time counts from the last thing that happened."""
    await close(world)
    await world.until(world.time.now + KEPT - timedelta(minutes=2))
    await world.note(SATO, "お客様より御礼")
    await world.until(world.time.now + KEPT - timedelta(minutes=2))
    assert not (await loaded(world)).archived

    await world.until(world.time.now + timedelta(minutes=4))
    assert (await loaded(world)).archived


async def test_an_archived_case_can_be_shown(world: World) -> None:
    """By words in its thread and by a look at its old card; nothing moves because of that."""
    await archive(world)
    before = await loaded(world)

    told = "\n".join(map(words, await world.say(SATO, "経緯")))
    seen, data = world.button("timeline", world.thread[0])
    looked = answered(await world.press(SATO, "timeline", seen, **data))
    asked = "\n".join(
        map(words, await world.say(SATO, f"status {before.swarm.ticket.id}", "direct"))
    )

    assert "DNSを確認" in told
    assert "DNSを確認" in looked
    assert "アオバストア | Sev-A | Closed" in asked
    assert await loaded(world) == before


async def test_a_press_on_its_old_card_reopens_it(world: World) -> None:
    """It works as before: the card is edited in its place, areas can be claimed, all is in the
    timeline, and later it goes to the archive again."""
    await archive(world)
    first = world.thread[0]
    edits = first.edits
    events = await world.store.events(world.swarm)

    await world.press(SATO, "reopen", first)
    await world.moment()

    assert (await world.state()).phase is Phase.OPEN
    assert world.thread[0] is first
    assert first.edits > edits
    await world.press(ITO, "claim", first, area="storage")
    now = await world.store.events(world.swarm)
    assert now[: len(events)] == events
    assert replay(now, world.swarm) == await world.state()
    assert await world.store.archived() == []
    await archive(world)


async def test_a_ticket_of_an_archived_case_opens_no_second_one(world: World) -> None:
    """The same again changes nothing; a change is brought as to any closed case, and once that
    is shown, the case waits for its time again."""
    await archive(world)

    again = await world.ticket()
    assert not again.created
    assert (await loaded(world)).archived

    changed = await world.ticket(title="POS端末 再発の疑い")
    await world.moment()

    assert not changed.created
    found = await loaded(world)
    assert (found.archived, found.swarm.phase) == (False, Phase.CLOSED)
    assert "再発の疑い" in world.live
    assert len(world.chat.threads(CHANNEL)) == 1
    await world.until(world.time.now + KEPT)
    assert (await loaded(world)).archived


async def test_a_deleted_case_is_gone_and_its_ticket_opens_a_new_one(world: World) -> None:
    """Events, thread, everything; the old thread is nobody's."""
    await archive(world)
    thread = world.thread_id
    world.time.go_to(world.time.now + ARCHIVED - timedelta(minutes=1))
    await world.road.retention.sweep()
    assert (await loaded(world)).archived

    world.time.go_to(world.time.now + timedelta(minutes=1))
    await world.road.retention.sweep()

    assert await world.store.load(world.swarm) is None
    assert await world.store.events(world.swarm) == []
    assert await world.store.thread(thread) is None
    assert await world.store.archived() == []
    new = await world.ticket()
    assert new.created
    assert world.thread_id != thread


async def test_the_working_tables_are_as_small_as_what_is_open(begin: Begin) -> None:
    """Of thirty cases, three stay open: rows of three are left, and the archive has the others."""
    world = await begin(RULES)
    for number in range(30):
        await world.ticket(id=f"N-{number}")
        if number >= 3:
            await close(world)
    await world.until(world.time.now + KEPT + timedelta(minutes=1))
    store = world.store
    assert isinstance(store, SqliteStore)

    counted = {
        table: (await store._read.one(f"SELECT count(DISTINCT swarm) FROM {table}"))[0]  # noqa: S608
        for table in ("state", "event", "teams", "archive")
    }

    assert counted == {"state": 3, "event": 3, "teams": 3, "archive": 27}
    (wakes,) = await store._read.one("SELECT count(*) FROM wake")
    assert wakes == 3
    assert len(world.road.mailboxes._remembered) <= 3


async def test_what_teams_refuses_does_not_keep_a_case_for_ever(begin: Begin) -> None:
    """The channel is gone, the closed card cannot be shown: the case is archived all the same."""
    world = await begin(RULES)
    await world.ticket()
    world.chat.rosters.clear()
    world.chat.messages.clear()
    await close(world)

    await world.until(world.time.now + KEPT + timedelta(minutes=20))

    assert (await loaded(world)).archived


async def test_a_sweep_wakes_what_nothing_wakes(begin: Begin) -> None:
    """Cases that were closed before there was an archive have no wake row; they go too."""
    world = await begin(RULES)
    await world.ticket()
    await close(world)
    await world.store.finish(await loaded(world), None)
    world.time.go_to(world.time.now + KEPT)

    await world.until(world.time.now)
    assert not (await loaded(world)).archived
    await world.road.retention.sweep()
    await world.rest()

    assert (await loaded(world)).archived


async def test_off_means_for_ever(begin: Begin) -> None:
    """Without a time, a closed case stays; without a second one, the archive keeps it."""
    world = await begin(policy(archive_after=timedelta(0)))
    await world.ticket()
    await close(world)
    assert await world.store.due(at("09:00") + timedelta(days=9999)) == []

    world = await begin(policy(archive_after=KEPT, delete_after=timedelta(0)))
    await world.ticket()
    await archive(world)
    assert await world.store.expired(world.time.now + timedelta(days=99_999)) == []


async def test_the_commands_show_what_is_archived(begin: Begin) -> None:
    """``swarmbot list`` says which cases are, ``timeline`` tells them by swarm and by ticket."""
    world = await begin(RULES)
    await world.ticket(id="T-1")
    await archive(world)
    await world.ticket(id="T-2")
    url = f"sqlite:///{world.path}"

    lines = await reading.swarms(url)

    assert [(line["ticket"], line["archived"]) for line in lines] == [("T-1", True), ("T-2", False)]
    assert "archived" in reading.table(lines)
    by_ticket = await reading.timeline(url, "T-1")
    assert json.loads(reading.as_json(by_ticket))[0]["kind"] == "opened"
    assert await reading.timeline(url, lines[0]["swarm"]) == by_ticket


async def test_two_replicas_archive_and_one_reopens_at_once(
    azurite: Accounts, tmp_path: Path
) -> None:
    """Both see the time come, and somebody presses in the same moment: the note is there, the
    log is whole, and Teams shows one card."""
    account = azurite.account()
    one = await World.begin(tmp_path, RULES, store=open_store(account))
    await one.ticket()
    await close(one)
    other = World(tmp_path / "x", RULES, one.time, one.chat)
    other.swarm = one.swarm
    await other.start(open_store(account))
    one.time.go_to(one.time.now + KEPT)

    one.road.reconciler.queue(one.swarm)
    other.road.reconciler.queue(one.swarm)
    order = Order(Note("最後の一言"), who(AOIFE), "op-last")
    await one.road.handle(one.swarm, order, within=10)
    for _ in range(3):
        await one.until(one.time.now + timedelta(seconds=5))
        await other.until(one.time.now)

    events = await one.store.events(one.swarm)
    assert sum(event.op == "op-last" for event in events) == 1
    assert replay(events, one.swarm) == await one.state()
    assert len(one.chat.threads(CHANNEL)) == 1
    await one.until(one.time.now + KEPT)
    await other.until(one.time.now)
    assert (await loaded(one)).archived
    assert await one.store.events(one.swarm) == events
    await one.stop()
    await other.stop()


async def test_the_bot_goes_on_in_the_new_house(azurite: Accounts, tmp_path: Path) -> None:
    """After ``swarmbot copy`` it runs on the copy: no card twice, the reminder at its moment, the
    archive at hand, and back again the same."""
    world = await World.begin(tmp_path, RULES)
    await world.ticket(id="OLD")
    await archive(world)
    old = world.swarm
    await world.ticket()
    await world.press(SATO, "lead")
    await world.moment()
    due = min(promise.due for promise in (await world.state()).promises)
    posts = [call for call in world.chat.calls if call.kind in ("start", "post")]
    await world.stop()
    account, back = azurite.account(), f"sqlite:///{tmp_path}/back.db"
    await between(f"sqlite:///{world.path}", account, lambda *_: None)

    await world.start(open_store(account))
    await world.until(due - timedelta(minutes=6))
    assert [c for c in world.chat.calls if c.kind == "start"] == [
        c for c in posts if c.kind == "start"
    ]
    before = len(world.thread)
    await world.until(due + timedelta(seconds=5))
    assert len(world.thread) > before
    await world.stop()

    await between(account, back, lambda *_: None)
    world.path = tmp_path / "back.db"
    await world.start()
    calls = len(world.chat.calls)
    await world.moment()
    assert len(world.chat.calls) == calls
    found = await world.store.load(old)
    assert found is not None
    assert found.archived
    assert swarm_id("generic", "OLD") == old
    assert (await world.opened(build.ticket(id="OLD"))).created is False
    await world.stop()
