"""Does Teams take what we send? Known from the calls that are made anyway."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.ports import Busy, ChatError, Failing, Refused, Uncertain
from bot.web.health import Degraded, NotReady

PATIENT = 10.0
"""Seconds in which failing calls are nothing to speak of."""

TOKEN_SECONDS = 2.0

QUIET = 300.0
"""Seconds without any call after which one is made to learn whether Teams answers."""

QUIET_IN_TROUBLE = 60.0

log = structlog.get_logger()


class TeamsWatch:
    """``called`` is told how every call ended; ``check`` is asked by /readyz. ``token`` gets the
    token that every call needs: it raises Busy when that cannot be asked for, Failing when no."""

    def __init__(
        self,
        token: Callable[[], Awaitable[str]],
        monotonic: Callable[[], float],
        token_within: float = TOKEN_SECONDS,
    ) -> None:
        self._token_for_calls = token
        self._token_within = token_within
        self._monotonic = monotonic
        self._last = monotonic()
        self._failing_since: float | None = None
        self._why = ""
        self._had_token = False

    def called(self, error: ChatError | None = None) -> None:
        """A call has ended, well or not. An answer is an answer, also a refusal or a 429."""
        self._last = self._monotonic()
        if error is None or not is_away(error):
            self._failing_since = None
            return
        self._why = f"HTTP {error.status}" if error.status else "no answer"
        if self._failing_since is None:
            self._failing_since = self._last

    def quiet(self) -> bool:
        """Whether nothing has happened for so long that somebody should ask Teams."""
        longest = QUIET if self._failing_since is None else QUIET_IN_TROUBLE
        return self._monotonic() - self._last >= longest

    async def check(self) -> None:
        """Raises Degraded when Teams does not take what we send: presses are still taken in, and
        what is to be sent waits. Raises NotReady for an identity that was never let in."""
        await self._token()
        if self._failing_since is None:
            return
        seconds = self._monotonic() - self._failing_since
        if seconds >= PATIENT:
            raise Degraded(f"calls to Teams have failed for {seconds:.0f} s ({self._why})")

    async def _token(self) -> None:
        try:
            async with asyncio.timeout(self._token_within):
                await self._token_for_calls()
        except (Busy, TimeoutError) as error:
            log.warning("no token", action="token_failed", why=str(error))
            raise Degraded("the identity service does not answer") from error
        except Failing as error:
            log.warning("no token", action="token_failed", why=str(error))
            refused = "the identity service refuses the app's id or its secret"
            raise (Degraded if self._had_token else NotReady)(refused) from error
        self._had_token = True


def is_away(error: ChatError) -> bool:
    """Whether the error means that Teams cannot be reached, or not be spoken with at all."""
    if isinstance(error, Busy):
        return error.status == 0 or error.status >= 500
    return isinstance(error, Uncertain | Failing) or (
        isinstance(error, Refused) and error.status == 401
    )
