import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.ports import Busy, Failing
from bot.teams.token import CachedToken, Grant, authority_of, client_secret, read_grant
from tests.fake_teams import FakeTeams
from tests.teams.rig import Turned
from tests.teams_wire import APP_ID


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with FakeTeams() as teams:
        yield teams


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def cached(teams: FakeTeams, session: aiohttp.ClientSession, clock: Turned) -> CachedToken:
    fetch = client_secret(
        session, authority=teams.identity.authority, app_id=APP_ID, secret="s3cret"
    )
    return CachedToken(fetch, clock.monotonic)


async def test_fifty_sends_share_one_token(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    """The identity service is asked once, as the client credentials flow has it."""
    token = cached(teams, session, Turned())

    got = await asyncio.gather(*(token.get() for _ in range(50)))

    assert set(got) == {"token-1"}
    assert teams.identity.token_forms == [
        {
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_secret": "s3cret",
            "scope": "https://api.botframework.com/.default",
        }
    ]


async def test_a_token_is_replaced_five_minutes_before_its_end(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    """An hour's token serves for 55 minutes."""
    clock = Turned()
    token = cached(teams, session, clock)
    await token.get()

    clock.forward(minutes=54, seconds=59)
    assert await token.get() == "token-1"
    clock.forward(seconds=1)
    assert await token.get() == "token-2"


async def test_the_old_token_serves_while_the_identity_service_is_away(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    """In its last five minutes a token is used when no other can be had; then no more."""
    clock = Turned()
    token = cached(teams, session, clock)
    await token.get()
    teams.identity.down = True

    clock.forward(minutes=59)
    assert await token.get() == "token-1"
    clock.forward(minutes=1)
    with pytest.raises(Busy):
        await token.get()


async def test_a_refused_token_is_not_given_out_again(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    """Dropping the token of now makes a new one; dropping an older one does nothing."""
    token = cached(teams, session, Turned())
    first = await token.get()

    token.drop(first)
    assert await token.get() == "token-2"
    token.drop(first)
    assert await token.get() == "token-2"


async def test_a_wrong_secret_is_told_from_a_service_that_is_away(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    """invalid_client must not be tried at once again; nobody there may."""
    teams.identity.refuse = True
    with pytest.raises(Failing, match="invalid_client"):
        await cached(teams, session, Turned()).get()

    gone = client_secret(session, authority="http://127.0.0.1:9/t", app_id=APP_ID, secret="x")
    with pytest.raises(Busy):
        await gone()


def test_the_authority_may_leave_the_tenant_out() -> None:
    """A sovereign cloud's host alone is enough."""
    assert authority_of("https://login.example/", "t") == "https://login.example/t"
    assert authority_of("https://login.example/u/", "t") == "https://login.example/u"


@pytest.mark.parametrize("answer", [None, [], {}, {"access_token": ""}, {"access_token": 7}])
def test_an_answer_without_a_token_is_no_grant(answer: object) -> None:
    """Whatever the service says with 200, only a token is a token."""
    with pytest.raises(Failing):
        read_grant(200, answer)


def test_a_lifetime_may_come_as_text() -> None:
    """Managed identity endpoints write numbers as texts."""
    assert read_grant(200, {"access_token": "t", "expires_in": "60"}) == Grant("t", 60.0)
