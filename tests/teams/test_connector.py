import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import aiohttp
import pytest

from bot.ports import (
    Busy,
    ChatError,
    Failing,
    Forbidden,
    Gone,
    Refused,
    Throttled,
    Uncertain,
)
from bot.teams.connector import Connector, retry_after
from bot.teams.token import CachedToken, NoToken, client_secret
from tests.fake_teams import FakeTeams, Fault
from tests.teams.rig import NOW, THREAD, Turned
from tests.teams_wire import APP_ID, CHANNEL, user

HI = {"type": "message", "text": "hi"}


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with FakeTeams() as teams:
        yield teams


@pytest.fixture
def patience() -> float:
    """Seconds for a call: as long as in the program, but where nothing will answer."""
    return 10.0


@pytest.fixture
async def connector(teams: FakeTeams, patience: float) -> AsyncIterator[Connector]:
    clock = Turned()
    async with aiohttp.ClientSession() as session:
        fetch = client_secret(
            session, authority=teams.identity.authority, app_id=APP_ID, secret="x"
        )
        yield Connector(
            session,
            CachedToken(fetch, clock.monotonic),
            clock,
            hosts={"127.0.0.1"},
            timeout=patience,
        )


FAULTS = [
    (Fault(400, "BadArgument"), Refused),
    (Fault(403, "BotNotInConversationRoster"), Forbidden),
    (Fault(404, "ActivityNotFoundInConversation"), Gone),
    (Fault(408), Uncertain),
    (Fault(409), Refused),
    (Fault(412, "PreconditionFailed"), Busy),
    (Fault(413, "MessageSizeTooBig"), Refused),
    (Fault(429, retry_after="7"), Throttled),
    (Fault(500, "ServiceError"), Failing),
    (Fault(501), Failing),
    (Fault(502), Uncertain),
    (Fault(502, applied=True), Uncertain),
    (Fault(503), Uncertain),
    (Fault(504), Uncertain),
    (Fault(302, location="/teams/v3/conversations"), Failing),
    (Fault(0), Uncertain),
]


@pytest.mark.parametrize(
    ("fault", "error"), FAULTS, ids=lambda value: str(getattr(value, "status", ""))
)
async def test_every_failure_has_its_meaning_and_is_not_repeated(
    teams: FakeTeams, connector: Connector, fault: Fault, error: type[ChatError]
) -> None:
    """One call is one request, and its failure says whether something may have been done."""
    fault.times = None
    teams.fail(fault)

    with pytest.raises(ChatError) as caught:
        await connector.send(teams.service_url, THREAD, HI)

    assert type(caught.value) is error
    assert caught.value.status == (fault.status or 0)
    assert fault.code in {"", caught.value.code}
    assert len(teams.calls) <= 1


@pytest.mark.parametrize("patience", [0.5])
@pytest.mark.parametrize("fault", [Fault(0, silent=True), Fault(None, delay=0.8)])
async def test_silence_leaves_open_whether_it_was_done(
    teams: FakeTeams, connector: Connector, fault: Fault
) -> None:
    """No answer in time, or one that came too late."""
    fault.times = None
    teams.fail(fault)

    with pytest.raises(Uncertain):
        await connector.send(teams.service_url, THREAD, HI)

    assert len(teams.calls) <= 1


async def test_a_throttle_says_how_long(teams: FakeTeams, connector: Connector) -> None:
    """The seconds of Retry-After reach the sender."""
    teams.fail(Fault(429, retry_after="7"))

    with pytest.raises(Throttled) as caught:
        await connector.send(teams.service_url, THREAD, HI)

    assert caught.value.retry_after == 7.0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3.0),
        (" 3 ", 3.0),
        (None, 2.0),
        ("", 2.0),
        ("soon", 2.0),
        ("-5", 2.0),
        ("nan", 2.0),
        ("٣", 2.0),
        ("9" * 400, 3600.0),
        (format_datetime(NOW + timedelta(seconds=9), usegmt=True), 9.0),
        (format_datetime(NOW - timedelta(seconds=9), usegmt=True), 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float) -> None:
    """Whatever else it is, two seconds is a safe pause; an hour is the longest."""
    assert retry_after(header, NOW) == seconds


async def test_nobody_listening_is_certainly_not_done(connector: Connector) -> None:
    """A connection that never opened may be tried again without fear of saying it twice."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/teams/"
        connector._tokens = _Known()
        with pytest.raises(Busy):
            await connector.send(url, THREAD, HI)


class _Known:
    async def get(self) -> str:
        return "known"

    def drop(self, token: str) -> None:
        """Never asked."""


class _Unsteady(aiohttp.TCPConnector):
    """Cannot connect the first ``failures`` times."""

    def __init__(self, failures: int) -> None:
        super().__init__()
        self.failures = failures

    async def connect(self, req: Any, traces: Any, timeout: Any) -> Any:
        if self.failures:
            self.failures -= 1
            raise aiohttp.ClientConnectorError(req.connection_key, OSError("no route"))
        return await super().connect(req, traces, timeout)


@pytest.mark.parametrize(("failures", "sent"), [(0, 1), (1, 1), (2, 0)])
async def test_a_connection_that_never_opened_is_tried_once_more(
    teams: FakeTeams, failures: int, sent: int
) -> None:
    """One failure to connect is not seen by anybody; two are, and nothing was sent."""
    teams.needs_token = False
    async with aiohttp.ClientSession(connector=_Unsteady(failures)) as session:
        connector = Connector(session, NoToken(), Turned(), dev=True)
        try:
            await connector.send(teams.service_url, THREAD, HI)
        except Busy:
            assert failures == 2

    assert len(teams.thread(THREAD)) == sent


async def test_a_token_that_teams_refuses_is_renewed_once(
    teams: FakeTeams, connector: Connector
) -> None:
    """401 is answered with one new token; the second 401 is final."""
    await connector.send(teams.service_url, THREAD, HI)
    teams.identity.revoke()
    await connector.send(teams.service_url, THREAD, HI)

    assert [call.status for call in teams.calls] == [201, 401, 201]
    assert len(teams.identity.token_forms) == 2

    teams.fail(Fault(401, times=None))
    with pytest.raises(Refused) as caught:
        await connector.send(teams.service_url, THREAD, HI)
    assert caught.value.status == 401
    assert len(teams.calls) == 5


async def test_the_token_goes_to_no_foreign_host(teams: FakeTeams, connector: Connector) -> None:
    """An address off the list is refused before a token is even fetched."""
    with pytest.raises(Refused):
        await connector.send("https://evil.example/teams/", THREAD, HI)

    assert teams.identity.token_forms == []


async def test_odd_characters_in_ids_reach_teams_whole(
    teams: FakeTeams, connector: Connector
) -> None:
    """Slashes, percent signs, colons and semicolons are part of an id, not of the path."""
    odd = f"{CHANNEL};messageid=1/2%2F?#ü"

    await connector.send(teams.service_url, odd, HI)

    assert teams.calls[0].conversation == odd
    assert [seen.text for seen in teams.thread(odd)] == ["hi"]


async def test_a_big_roster_is_read_whole(teams: FakeTeams, connector: Connector) -> None:
    """1,203 members in pages of 500: everybody, nobody twice."""
    teams.rosters[CHANNEL] = tuple(user(n, f"Person {n}") for n in range(1203))

    found = await connector.members(teams.service_url, CHANNEL)

    assert len({member["id"] for member in found}) == len(found) == 1203
    assert len(teams.calls) == 3


async def test_fifty_sends_go_side_by_side_on_one_token(
    teams: FakeTeams, connector: Connector
) -> None:
    """All fifty are at Teams at the same time (it answers none before), on a single token."""
    teams.fail(Fault(None, together=asyncio.Barrier(50), times=None))

    await asyncio.gather(*(connector.send(teams.service_url, THREAD, HI) for _ in range(50)))

    assert len(teams.identity.token_forms) == 1
    assert len(teams.calls) == 50
