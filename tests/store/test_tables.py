"""The store on Azure Tables, beside the contract: opening, replicas, sizes, and every kind of
trouble with the service."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from types import SimpleNamespace
from uuid import uuid4

import pytest
from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    HttpResponseError,
    IncompleteReadError,
    ServiceRequestError,
    ServiceResponseTimeoutError,
)
from azure.data.tables import TableErrorCode

from bot.ports import Conflict, Loaded, PersonRow, StoreDown, Wake
from bot.store import tables_rows as told
from bot.store.errors import CannotOpen, TooLarge
from bot.store.tables import TablesStore
from bot.store.tables_client import (
    Denied,
    RowMissing,
    TableMissing,
    Tables,
    translated,
)
from bot.store.tables_meta import KEYS, LAYOUT, META, SWARMS
from bot.store.tables_reader import TablesReader
from bot.store.tables_size import Do, Operation
from bot.store.urls import open_reader, open_store
from tests.azurite import KEY, Accounts
from tests.store.contract import MINUTE, NOW, SENDING, a_swarm, note, noted
from tests.store.gate import Gate, Way, gate_before


@pytest.fixture
def address(azurite: Accounts) -> str:
    return azurite.account()


@pytest.fixture
async def store(address: str) -> AsyncIterator[TablesStore]:
    store = TablesStore(address)
    yield store
    await store.close()


@pytest.fixture
async def other(address: str) -> AsyncIterator[TablesStore]:
    """Another replica on the same tables."""
    store = TablesStore(address)
    yield store
    await store.close()


@pytest.fixture
async def tables(address: str) -> AsyncIterator[Tables]:
    tables = Tables(address)
    yield tables
    await tables.close()


# ---------------------------------------------------------------- opening


async def test_replicas_may_start_all_at_once(address: str) -> None:
    """Ten processes on an empty account: all of them work, on the same tables."""
    stores = [TablesStore(address) for _ in range(10)]

    await asyncio.gather(*(store.ping() for store in stores))

    loaded = await stores[0].commit(None, a_swarm("s"), [])
    assert await stores[9].load("s") == loaded
    await asyncio.gather(*(store.close() for store in stores))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"version": "1", "shards": "32"}, "version 1 and 32 shards, this .* 1 and 16 shards"),
        ({"version": "2", "shards": "16"}, "version 2 and 16 shards, this .* 1 and 16 shards"),
        ({"moved": "yes"}, "version none and none shards"),
    ],
)
@pytest.mark.parametrize("engine", [TablesStore, TablesReader])
async def test_another_layout_is_refused(
    address: str, tables: Tables, engine: type[TablesReader], written: dict[str, str], said: str
) -> None:
    """With another count of shards every row would be looked for in a wrong place."""
    await tables.make([META])
    await tables.put(META, {**KEYS, **written})
    store = engine(address)

    for _ in range(2):
        with pytest.raises(CannotOpen, match=said):
            await store.load("s")
    await store.close()


async def test_a_reader_of_nothing_says_so_and_makes_nothing(address: str, tables: Tables) -> None:
    """`list` on a wrong account does not leave tables behind."""
    reader = open_reader(address)

    with pytest.raises(CannotOpen, match="there is no store of swarmbot"):
        await reader.overview()

    await reader.close()
    with pytest.raises(TableMissing):
        await tables.get(META, KEYS)


async def test_a_reader_sees_what_running_bots_have_stored(
    store: TablesStore, address: str
) -> None:
    """`list` and `timeline` work beside the bots."""
    loaded = await store.commit(None, a_swarm("s"), [note(1)])
    reader = open_reader(address)

    assert await reader.load("s") == loaded
    assert await reader.events("s") == [note(1)]
    assert [line.swarm for line in await reader.overview()] == ["s"]
    await reader.close()


async def test_a_wrong_key_is_named_at_the_start(azurite: Accounts) -> None:
    """The operator reads that the service does not let us in, and no key."""
    store = TablesStore(azurite.account().replace(KEY, "d3Jvbmc="))

    with pytest.raises(CannotOpen, match="do not let us in") as refused:
        await store.ping()

    assert "d3Jvbmc=" not in str(refused.value)
    await store.close()


@pytest.mark.parametrize(
    "address", ["AccountName=a", "AccountName=a;AccountKey", "TableEndpoint=http://secret"]
)
def test_half_an_address_is_refused(address: str) -> None:
    """A connection string that lacks a part is refused before anything runs, and not shown."""
    with pytest.raises(CannotOpen, match="the address of the store is not complete") as refused:
        open_store(address)

    assert "secret" not in str(refused.value)


async def test_an_https_address_is_entered_with_the_identity_of_the_process() -> None:
    """No key is needed, and nothing is asked of anybody before the first use."""
    store = open_store("https://account.table.example")

    assert isinstance(store, TablesStore)
    await store.close()


# ---------------------------------------------------------------- rows


ODD = ["a/b\\c#d?e", "19:x@thread.tacv2;messageid=1", "it's 100%25", "障害", "s|t|u", "~", "!21"]


@pytest.mark.parametrize("name", ODD)
async def test_odd_names_are_names_as_others(store: TablesStore, name: str) -> None:
    """Whatever a name holds, its rows are found again, in lists and by time as well."""
    loaded = await store.commit(None, a_swarm(name), [note(1)])
    loaded = await store.finish(loaded, NOW)

    assert await store.load(name) == loaded
    assert await store.events(name) == [note(1)]
    assert await store.due(NOW) == [Wake(name, NOW)]
    assert [line.swarm for line in await store.overview()] == [name]
    await store.put_person(PersonRow(name, "Anna", "29:1"))
    await store.put_thread(name, "s")
    assert [person.id for person in await store.people()] == [name]
    assert await store.thread(name) == "s"


async def test_names_that_cannot_be_keys_are_simply_unknown(store: TablesStore) -> None:
    """A press with a made-up name is no error of the store; such a swarm is never made."""
    name = "x" * 600

    assert await store.load(name) is None
    assert await store.teams(name) is None
    assert await store.events(name) == []
    with pytest.raises(TooLarge, match="a key of 602 letters"):
        await store.commit(None, a_swarm(name), [])


async def test_what_is_too_large_leaves_nothing_behind(store: TablesStore) -> None:
    """A commit that Azure would refuse is refused whole."""
    old = await store.commit(None, a_swarm("s"), [])
    many = [note(seq) for seq in range(1, 101)]

    with pytest.raises(TooLarge, match="a transaction of 101 rows"):
        await store.commit(old, replace(old.swarm, rev=100), many)
    with pytest.raises(TooLarge, match="a row of"):
        await store.commit(old, replace(old.swarm, rev=1), [note(1, "x" * 600_000)])

    assert await store.load("s") == old
    assert await store.events("s") == []
    await store.commit(old, replace(old.swarm, rev=99), many[:99])
    assert len(await store.events("s")) == 99


async def test_long_lists_are_read_page_by_page(store: TablesStore, tables: Tables) -> None:
    """More rows in one shard than the service gives at once are all found, each once."""
    await store.ping()
    names = [f"{n:04}" for n in range(1100)]
    for at in range(0, len(names), 100):
        await tables.transact(SWARMS, [_in_one_shard(name) for name in names[at : at + 100]])
        wakes = [{"PartitionKey": "00", "RowKey": f"w|0|{name}"} for name in names[at : at + 100]]
        await tables.transact(SWARMS, [Operation(Do.CREATE, wake) for wake in wakes])

    assert [line.swarm for line in await store.overview()] == names
    assert [wake.swarm for wake in await store.due(NOW, limit=5000)] == names
    assert [wake.swarm for wake in await store.due(NOW, limit=1050)] == names[:1050]


def _in_one_shard(name: str) -> Operation:
    return Operation(Do.CREATE, {**told.state_row(a_swarm(name), ""), "PartitionKey": "00"})


async def test_finishing_keeps_what_a_newer_version_has_written(
    store: TablesStore, tables: Tables
) -> None:
    """An older replica that only moves the wake row leaves fields alone that it does not know."""
    loaded = await store.commit(None, a_swarm("s"), [])
    row = {**told.state_row(loaded.swarm, loaded.wake), "mood": "good"}
    etag = await tables.replace(SWARMS, row, loaded.etag)

    await store.finish(replace(loaded, etag=etag), NOW)

    found = await tables.get(SWARMS, told.key("s", "s|s"))
    assert found
    assert found.row["mood"] == "good"


# ---------------------------------------------------------------- replicas


async def test_of_two_replicas_one_commits(store: TablesStore, other: TablesStore) -> None:
    """Two decisions on the same state, in two processes: one is stored, the other hears of it."""
    old = await store.commit(None, a_swarm("s"), [])

    answers = await asyncio.gather(
        store.commit(old, *noted(old)), other.commit(old, *noted(old)), return_exceptions=True
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "Loaded"]
    assert await store.events("s") == [note(1)]


async def test_a_restarted_replica_leaves_the_holds_of_others_alone(
    store: TablesStore, other: TablesStore
) -> None:
    """Whoever starts is not alone: a message on its way is not sent by the newcomer too."""
    await store.commit(None, a_swarm("s"), [])
    row = await store.teams("s")
    assert row
    held = await store.announce("s", row, SENDING, NOW + MINUTE)

    assert await other.teams("s") == held


async def test_replicas_share_the_limits_of_a_conversation(
    store: TablesStore, other: TablesStore
) -> None:
    """Two processes that speak in one channel get moments as if they were one."""
    alone, shared = uuid4().hex, uuid4().hex
    expected = [await store.reserve(alone, NOW) for _ in range(20)]

    moments = await asyncio.gather(
        *(replica.reserve(shared, NOW) for _ in range(10) for replica in (store, other))
    )

    assert sorted(moments) == sorted(expected)
    await other.pause(shared, NOW + 60 * MINUTE)
    assert await store.reserve(shared, NOW) == NOW + 60 * MINUTE


# ---------------------------------------------------------------- trouble


@pytest.fixture
async def gate(azurite: Accounts) -> AsyncIterator[Gate]:
    async with gate_before(azurite.port) as gate:
        yield gate


@pytest.fixture
async def troubled(azurite: Accounts, address: str, gate: Gate) -> AsyncIterator[TablesStore]:
    """On the same tables as ``store``, through the gate, and with little patience (yet enough for
    a service that shares a busy machine with other tests)."""
    store = TablesStore(address.replace(f":{azurite.port}/", f":{gate.port}/"), within=1.5)
    await store.ping()
    yield store
    await store.close()


@pytest.mark.parametrize("way", [Way.SHUT, Way.SILENT, Way.BUSY, Way.NO_ANSWER])
async def test_a_service_in_trouble_is_a_store_that_is_down(
    troubled: TablesStore, gate: Gate, way: Way
) -> None:
    """Cut, silent or busy: every method says so in time, and works when the service is back."""
    old = await troubled.commit(None, a_swarm("s"), [])
    row = await troubled.teams("s")
    assert row
    gate.way = way

    calls = [
        troubled.ping(),
        troubled.load("s"),
        troubled.events("s"),
        troubled.due(NOW),
        troubled.overview(),
        troubled.people(),
        troubled.announce("s", row, SENDING, NOW),
        troubled.reserve("talk", NOW),
        troubled.put_thread("talk", "s"),
        troubled.commit(old, *noted(old)),
        troubled.commit(None, a_swarm("new"), []),
    ]
    async with asyncio.timeout(5):
        answers = await asyncio.gather(*calls, return_exceptions=True)

    assert [type(answer) for answer in answers] == [StoreDown] * len(calls)
    gate.way = Way.OPEN
    await troubled.ping()
    assert isinstance(await troubled.load("s"), Loaded)
    assert await troubled.reserve("talk", NOW) >= NOW


async def test_a_commit_whose_answer_is_lost_is_there(
    troubled: TablesStore, store: TablesStore, gate: Gate
) -> None:
    """Whoever asks again finds it by its operation, with its state; it is never half there."""
    old = await troubled.commit(None, a_swarm("s"), [])
    gate.way = Way.NO_ANSWER

    with pytest.raises(StoreDown):
        await troubled.commit(old, replace(old.swarm, rev=1), [note(1, op="mine")])

    assert [event.op for event in await store.events("s")] == ["mine"]
    loaded = await store.load("s")
    assert loaded
    assert loaded.swarm.rev == 1


async def test_a_repeated_announcement_may_conflict_with_itself(
    troubled: TablesStore, store: TablesStore, gate: Gate
) -> None:
    """After a lost answer the row says whose it is, so that the sender can tell."""
    await troubled.commit(None, a_swarm("s"), [])
    row = await troubled.teams("s")
    assert row
    gate.way = Way.NO_ANSWER

    with pytest.raises((StoreDown, Conflict)):
        await troubled.announce("s", row, SENDING, NOW + MINUTE)

    found = await store.teams("s")
    assert found
    assert (found.sending, found.hold_until) == (SENDING, NOW + MINUTE)


async def test_a_start_without_the_service_can_be_repeated(azurite: Accounts, gate: Gate) -> None:
    """A store that could not be reached at first opens as soon as it can."""
    address = azurite.account().replace(f":{azurite.port}/", f":{gate.port}/")
    store = TablesStore(address)
    gate.way = Way.SHUT
    with pytest.raises(StoreDown):
        await store.ping()

    gate.way = Way.OPEN
    await store.ping()
    await store.close()


@pytest.mark.parametrize("way", [Way.SILENT, Way.BUSY])
async def test_closing_ends_what_is_on_its_way(azurite: Accounts, gate: Gate, way: Way) -> None:
    """Whoever still waits hears that the store is down; nothing hangs, nothing odd is raised."""
    store = TablesStore(azurite.account().replace(f":{azurite.port}/", f":{gate.port}/"))
    old = await store.commit(None, a_swarm("s"), [])
    gate.way = way
    calls = [store.load("s"), store.due(NOW), store.commit(old, *noted(old))]
    waiting = asyncio.gather(*calls, return_exceptions=True)
    await asyncio.wait([waiting], timeout=0.05)

    await store.close()

    async with asyncio.timeout(5):
        assert [type(answer) for answer in await waiting] == [StoreDown] * len(calls)


async def test_tables_that_were_deleted_are_a_store_that_is_down(
    store: TablesStore, tables: Tables
) -> None:
    """Nothing is taken for "never there" because its table has gone."""
    await tables.make([META])
    await tables.put(META, {**KEYS, **LAYOUT})

    with pytest.raises(TableMissing, match="404 TableNotFound"):
        await store.load("s")
    with pytest.raises(TableMissing):
        await store.reserve("talk", NOW)
    with pytest.raises(StoreDown):
        await store.commit(None, a_swarm("s"), [])


def http(status: int, code: str = "", header: str = "") -> HttpResponseError:
    """An error as the library raises it: the code decoded, or in the headers alone."""
    headers = {"x-ms-error-code": header} if header else {}
    response = SimpleNamespace(status_code=status, reason="because", headers=headers)
    error = HttpResponseError(message="no\nErrorCode:X", response=response)
    if code:
        vars(error)["error_code"] = code
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (http(412, "UpdateConditionNotSatisfied"), Conflict),
        (http(412, TableErrorCode.UPDATE_CONDITION_NOT_SATISFIED), Conflict),
        (http(412), Conflict),
        (http(409, "EntityAlreadyExists"), Conflict),
        (http(409, header="EntityAlreadyExists"), Conflict),
        (http(409, "TableBeingDeleted"), StoreDown),
        (http(409, header="AccountBeingCreated"), StoreDown),
        (http(404, "ResourceNotFound"), RowMissing),
        (http(404, "EntityNotFound"), RowMissing),
        (http(404, "TableNotFound"), TableMissing),
        (http(404, header="TableNotFound"), TableMissing),
        (http(413), TooLarge),
        (http(413, "RequestBodyTooLarge"), TooLarge),
        (http(400, "EntityTooLarge"), TooLarge),
        (http(400, "PropertyValueTooLarge"), TooLarge),
        (http(400, "InvalidInput"), StoreDown),
        (http(401), Denied),
        (http(403, "AuthenticationFailed"), Denied),
        (http(403, "AuthorizationPermissionMismatch"), Denied),
        (http(408), StoreDown),
        (http(429), StoreDown),
        (http(500, "InternalError"), StoreDown),
        (http(500, "OperationTimedOut"), StoreDown),
        (http(503, "ServerBusy"), StoreDown),
        (ClientAuthenticationError("no identity"), Denied),
        (ServiceRequestError("cannot connect"), StoreDown),
        (ServiceResponseTimeoutError("no answer"), StoreDown),
        (IncompleteReadError("half an answer"), StoreDown),
    ],
    ids=repr,
)
def test_errors_of_the_service_become_those_of_the_port(
    error: AzureError, expected: type[Exception]
) -> None:
    """What somebody else did is a conflict, what is too large is named, the rest is trouble."""
    found = translated(error)

    assert type(found) is expected
    assert "\n" not in str(found)


def test_what_is_denied_or_missing_is_trouble_too() -> None:
    """The road knows two failures only; these are special cases of them."""
    assert issubclass(Denied, StoreDown)
    assert issubclass(TableMissing, StoreDown)
    assert issubclass(RowMissing, Conflict)
