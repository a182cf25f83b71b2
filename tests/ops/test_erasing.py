"""A person's data on request: shown, and taken out of both stores, the archive too."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import erasing
from bot.cli import main
from bot.domain.apply import replay
from bot.domain.commands import Close, Order
from bot.erasing import Known, has, without
from bot.ports import Conflict
from bot.store.urls import open_store, open_target
from tests.azurite import Accounts
from tests.build import policy
from tests.stories.world import AOIFE, ITO, SATO, World, who
from tests.teams_wire import user

RULES = policy(archive_after=timedelta(minutes=10), delete_after=timedelta(days=9))
STRANGER = user(99, "Nobody Known")


@pytest.fixture(params=["sqlite", "tables"])
async def store(request: pytest.FixtureRequest, azurite: Accounts, tmp_path: Path) -> str:
    """The address of a store with two cases, one of them in the archive; Sato was everywhere."""
    url = azurite.account() if request.param == "tables" else f"sqlite:///{tmp_path / 'swarm.db'}"
    world = await World.begin(tmp_path, RULES, store=open_store(url))
    for ticket in ("T-1", "T-2"):
        await world.ticket(id=ticket)
        await world.press(SATO, "lead")
        await world.press(SATO, "claim", area="storage")
        await world.note(ITO, f"{SATO.name}さんに確認、{SATO.upn} まで")
        await world.say(AOIFE, "join storage")
        await world.say(SATO, "status", "direct")
        await world.rest()
        if ticket == "T-1":
            state = await world.state()
            settle = tuple((promise.number, "done") for promise in state.promises)
            order = Order(Close(confirmed=True, settle=settle), who(SATO))
            await world.road.handle(world.swarm, order)
            await world.until(world.time.now + timedelta(minutes=11))
    await world.stop()
    return url


async def everything(url: str) -> dict[str, Any]:
    """Each swarm as it lies there, and who is known."""
    opened = open_target(url)
    try:
        names = await erasing.names(opened)
        packed = {name: await opened.packed(name) for name in names}
        archived = {line.swarm for line in await opened.archived()}
        return {"packed": packed, "people": await opened.people(), "archived": archived}
    finally:
        await opened.close()


async def test_nothing_is_left_and_the_log_leads_to_the_state(store: str) -> None:
    """Not an id, not a name, not a user name, in no row; what was done stays, as somebody's, and
    the others are untouched. The log leads to the state, in the archive too."""
    before = await everything(store)
    assert await erasing.erase_from(store, SATO.upn) == 2
    after = await everything(store)
    assert len(after["archived"]) == 1
    assert after["archived"] == before["archived"]
    assert {row.id for row in before["people"]} - {row.id for row in after["people"]} == {SATO.id}
    for name, packed in after["packed"].items():
        parcel, old = packed.parcel, before["packed"][name].parcel
        told = "\n".join([*erasing.texts(parcel), *(event.op for event in parcel.events)])
        for mark in (SATO.id, SATO.upn, SATO.mention, SATO.name):
            assert mark.casefold() not in told.casefold()
        assert ITO.id in told
        assert "somebody" in told
        assert [e.kind for e in parcel.events] == [e.kind for e in old.events]
        assert replay(parcel.read_events(), name) == parcel.read_state()
        state = parcel.read_state()
        assert (state.rev, state.phase) == (old.read_state().rev, old.read_state().phase)
        assert packed.look == before["packed"][name].look


async def test_the_same_person_stays_one_and_others_stay_apart(store: str) -> None:
    """Who led and who claimed is still one somebody; whoever joined is still Aoife."""
    await erasing.erase_from(store, SATO.id)
    for packed in (await everything(store))["packed"].values():
        state = packed.parcel.read_state()
        area = next(area for area in state.areas if area.key == "storage")
        assert AOIFE.id in json.dumps(erasing.texts(packed.parcel))
        if area.owner is not None:
            assert area.owner == state.lead
            assert area.owner.name == "somebody"


async def test_the_bot_goes_on_after_it(store: str, tmp_path: Path) -> None:
    """The open case is still worked on, and still found by its thread."""
    await erasing.erase_from(store, SATO.id)
    opened = open_store(store)
    line = next(one for one in await opened.overview() if one.phase != "closed")
    loaded = await opened.load(line.swarm)
    row = await opened.teams(line.swarm)
    assert loaded is not None
    assert row is not None
    assert row.shown.thread is not None
    assert await opened.thread(row.shown.thread.conversation) == line.swarm
    done = await opened.finish(loaded, None)
    await opened.record(line.swarm, row, row.shown)
    assert done.swarm == loaded.swarm
    await opened.close()


async def test_it_is_exported_before(store: str) -> None:
    """What is kept about them: their row, and every event that they are part of."""
    found = await erasing.export_from(store, SATO.mention)
    assert found["person"]["upn"] == SATO.upn
    assert len(found["swarms"]) == 2
    for events in found["swarms"].values():
        told = [json.dumps(event, ensure_ascii=False) for event in events]
        assert len(told) >= 3
        assert all(any(m in t for m in (SATO.id, SATO.upn, SATO.mention)) for t in told)


async def test_repeating_it_changes_nothing(store: str) -> None:
    """The second time there is nobody any more."""
    await erasing.erase_from(store, SATO.upn)
    after = await everything(store)
    with pytest.raises(LookupError):
        await erasing.erase_from(store, SATO.upn)
    assert await everything(store) == after


async def test_a_word_is_nobody(store: str) -> None:
    """What could stand in any sentence is not taken for a person."""
    before = await everything(store)
    for word in ("storage", "a", "", "佐藤", "somebody"):
        with pytest.raises(LookupError):
            await erasing.erase_from(store, word)
    assert await everything(store) == before


async def test_a_swarm_that_changes_meanwhile_is_left_alone(store: str) -> None:
    """Two at work at once: whoever read the older content does not write."""
    opened = open_target(store)
    for name in await erasing.names(opened):
        packed = await opened.packed(name)
        assert packed is not None
        who_it_is, _ = await erasing.known(opened, SATO.upn)
        new = erasing.erased(packed.parcel, who_it_is, "x")
        changed = type(packed)(new, packed.archived, packed.look)
        await opened.rewrite(packed, changed)
        with pytest.raises(Conflict):
            await opened.rewrite(packed, changed)
        assert not has(new, who_it_is)
    await opened.close()


def test_names_are_taken_out_of_sentences_and_nothing_else() -> None:
    """A name is a whole word where the language parts words."""
    known = Known("1" * 36, ("1" * 36,), ("Ann Lee", "佐藤 健"))
    text = "Ann Lee, Ann Leeds and 佐藤 健さん"
    assert without(text, known, "x") == "somebody, Ann Leeds and somebodyさん"
    person = {"id": "1" * 36, "name": "Old Name"}
    assert without(person, known, "x") == {"id": "x", "name": "somebody"}
    assert without({"id": "2", "name": "Ann"}, known, "x") == {"id": "2", "name": "Ann"}


def ran(args: list[str], store: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(args, {"SWARM_STORE": store})
    return int(str(ended.value.code or 0))


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Erasing asks for --yes; whoever is not known is named; both end with their exit codes."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    import asyncio  # noqa: PLC0415 # a store is made

    made = open_target(url)
    asyncio.run(made.close())
    assert ran(["person", "erase", STRANGER.upn], url) == 1
    assert "--yes" in capsys.readouterr().err
    assert ran(["person", "erase", STRANGER.upn, "--yes"], url) == 1
    assert ran(["person", "export", STRANGER.upn], url) == 1
    assert STRANGER.upn in capsys.readouterr().err
