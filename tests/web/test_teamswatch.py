"""Whether Teams takes what is sent, as /readyz tells it."""

import asyncio
from collections.abc import Awaitable, Callable

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
from bot.web.health import Degraded, NotReady
from bot.web.teamswatch import QUIET, QUIET_IN_TROUBLE, TeamsWatch


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


async def token() -> str:
    return "a token"


def watch(time: Time, get: Callable[[], Awaitable[str]] = token) -> TeamsWatch:
    return TeamsWatch(get, time)


AWAY: list[ChatError] = [
    Uncertain("no answer in 10 s"),
    Uncertain("503", status=503),
    Failing("500", status=500),
    Busy("no connection"),
    Refused("401", status=401),
]
ANSWERED: list[ChatError] = [
    Throttled("429", retry_after=3),
    Busy("412", status=412),
    Gone("404", status=404),
    Forbidden("403", status=403),
    Refused("400", status=400),
]


@pytest.mark.parametrize("error", AWAY, ids=str)
async def test_calls_that_fail_are_told_with_their_time(error: ChatError) -> None:
    """From the first failure on, after ten seconds, until one succeeds."""
    time = Time()
    teams = watch(time)
    teams.called(error)
    await teams.check()
    time.now += 30
    teams.called(error)
    time.now += 60
    with pytest.raises(Degraded, match="failed for 90 s"):
        await teams.check()
    teams.called()
    await teams.check()


@pytest.mark.parametrize("error", ANSWERED, ids=str)
async def test_an_answer_is_an_answer(error: ChatError) -> None:
    """Whoever refuses or asks to wait is there: not even one of them after a failure counts."""
    time = Time()
    teams = watch(time)
    teams.called(Uncertain("503", status=503))
    teams.called(error)
    time.now += 60
    await teams.check()


async def test_no_reason_tells_a_secret() -> None:
    """What Teams said stays in the log; the reason names the status alone."""
    time = Time()
    teams = watch(time)
    teams.called(Failing("500 secret text", status=500))
    time.now += 60
    with pytest.raises(Degraded, match=r"^calls to Teams have failed for 60 s \(HTTP 500\)$"):
        await teams.check()


async def test_an_identity_that_was_never_let_in_gets_no_traffic() -> None:
    """A new secret that is wrong stops a rollout; one that has run out later does not take the
    process away, which can still take presses in."""
    refusing = True

    async def get() -> str:
        if refusing:
            raise Failing("identity service: 401 invalid_client", status=401)
        return "a token"

    teams = watch(Time(), get)
    with pytest.raises(NotReady):
        await teams.check()
    refusing = False
    await teams.check()
    refusing = True
    with pytest.raises(Degraded):
        await teams.check()


async def test_an_identity_service_that_is_away_is_no_reason_to_leave() -> None:
    """From the start on: everybody would leave at once."""

    async def get() -> str:
        raise Busy("identity service: no connection")

    with pytest.raises(Degraded):
        await watch(Time(), get).check()


async def test_nobody_asks_teams_while_there_are_calls() -> None:
    """Five minutes without any call, or one minute after a failure, before one is made for it."""
    time = Time()
    teams = watch(time)
    time.now += QUIET - 1
    assert not teams.quiet()
    teams.called()
    time.now += QUIET - 1
    assert not teams.quiet()
    time.now += 1
    assert teams.quiet()
    teams.called(Uncertain("503", status=503))
    time.now += QUIET_IN_TROUBLE
    assert teams.quiet()


async def test_a_silent_identity_service_does_not_hold_up_the_answer() -> None:
    """The check ends by itself, before /readyz would call it dead."""

    async def get() -> str:
        await asyncio.Event().wait()
        return ""

    with pytest.raises(Degraded, match="does not answer"):
        await TeamsWatch(get, Time(), token_within=0.02).check()
