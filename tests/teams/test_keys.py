import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.teams.keys import KeyStore, KeysUnavailable, read_keys
from tests.fake_identity import first_pair
from tests.fake_teams import FakeTeams
from tests.teams.rig import Turned


@asynccontextmanager
async def key_store(teams: FakeTeams, clock: Turned) -> AsyncIterator[KeyStore]:
    async with aiohttp.ClientSession() as session:
        store = KeyStore(
            session, clock.monotonic, metadata=teams.identity.metadata_url, timeout=2.0
        )
        yield store
        await store.close()


async def test_fifty_cold_requests_fetch_the_keys_once() -> None:
    """Whoever asks while a fetch is under way waits for it."""
    async with FakeTeams() as teams, key_store(teams, Turned()) as keys:
        found = await asyncio.gather(*(keys.find("key-1") for _ in range(50)))

    assert all(key is not None and key.endorsements == {"msteams"} for key in found)
    assert teams.identity.key_fetches == 1


async def test_a_rollover_heals_by_itself() -> None:
    """A key id that is new is looked up, at most half a minute after the last look."""
    clock = Turned()
    async with FakeTeams() as teams, key_store(teams, clock) as keys:
        await keys.find("key-1")
        teams.identity.roll_over()

        assert await keys.find("key-2") is None
        clock.forward(seconds=30)
        assert await keys.find("key-2") is not None
        assert await keys.find("key-1") is None
    assert teams.identity.key_fetches == 2


async def test_made_up_key_ids_do_not_make_the_bot_hammer_the_endpoint() -> None:
    """A thousand unknown ids in one minute cost three fetches."""
    clock = Turned()
    async with FakeTeams() as teams, key_store(teams, clock) as keys:
        await keys.find("key-1")
        for number in range(1000):
            clock.forward(seconds=0.06)
            assert await keys.find(f"made-up-{number}") is None

    assert teams.identity.key_fetches == 3


async def test_keys_of_before_stay_good_while_the_endpoint_is_away() -> None:
    """Two days without the endpoint lock nobody out, and its return is noticed."""
    clock = Turned()
    async with FakeTeams() as teams, key_store(teams, clock) as keys:
        await keys.find("key-1")
        teams.identity.down = True
        clock.forward(hours=48)
        assert await keys.find("key-1") is not None

        teams.identity.down = False
        clock.forward(seconds=30)
        assert await keys.find("key-1") is not None
    assert teams.identity.key_fetches == 2


async def test_an_empty_key_set_does_not_replace_a_good_one() -> None:
    """An endpoint that answers without keys is an endpoint that is away."""
    clock = Turned()
    async with FakeTeams() as teams, key_store(teams, clock) as keys:
        await keys.find("key-1")
        teams.identity.pairs = []
        clock.forward(hours=25)

        assert await keys.find("key-1") is not None


async def test_keys_are_renewed_beside_the_work_after_half_a_day() -> None:
    """The request that finds them old is not held up; the next set is there soon after."""
    clock = Turned()
    async with FakeTeams() as teams, key_store(teams, clock) as keys:
        await keys.find("key-1")
        teams.identity.roll_over()
        clock.forward(hours=13)

        teams.identity.keys_asked.clear()
        assert await keys.find("key-1") is not None
        await asyncio.wait_for(teams.identity.keys_asked.wait(), 2)
        assert await keys.find("key-2") is not None
    assert teams.identity.key_fetches == 2


async def test_keys_older_than_a_day_judge_nobody_before_a_look() -> None:
    """After a quiet day the request waits for the new set, so a withdrawn key is not believed."""
    clock = Turned()
    async with FakeTeams() as teams, key_store(teams, clock) as keys:
        await keys.find("key-1")
        teams.identity.roll_over()
        clock.forward(hours=25)

        assert await keys.find("key-1") is None


async def test_a_cold_start_without_the_endpoint_says_so() -> None:
    """No keys at all is not "wrong token": it is an error of its own, and it heals."""
    clock = Turned()
    async with FakeTeams() as teams, key_store(teams, clock) as keys:
        teams.identity.down = True
        with pytest.raises(KeysUnavailable):
            await keys.find("key-1")

        teams.identity.down = False
        clock.forward(seconds=5)
        assert await keys.find("key-1") is not None


async def test_a_caller_who_gives_up_does_not_spoil_the_fetch() -> None:
    """A cancelled request leaves the keys for the others."""
    async with FakeTeams() as teams, key_store(teams, Turned()) as keys:
        hasty = asyncio.create_task(keys.find("key-1"))
        patient = asyncio.create_task(keys.find("key-1"))
        await asyncio.sleep(0)
        hasty.cancel()

        assert await patient is not None


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {"keys": None},
        {"keys": [1, "x", None]},
        {"keys": [{"kty": "EC", "kid": "a"}]},
        {"keys": [{"kty": "RSA", "kid": "a", "n": "!", "e": "AQAB"}]},
        {"keys": [{"kty": "RSA", "kid": "a"}]},
        {"keys": [{**first_pair().public_jwk(), "kid": 7}]},
    ],
)
def test_what_is_no_key_is_left_out(document: object) -> None:
    """A key set in a bad shape yields no keys and no error."""
    assert read_keys(document) == {}


def test_a_key_without_endorsements_speaks_for_no_channel() -> None:
    """Missing or odd endorsements are none."""
    jwk = first_pair().public_jwk()

    assert read_keys({"keys": [{**jwk, "endorsements": "msteams"}]})["key-1"].endorsements == set()
