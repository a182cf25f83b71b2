"""The outermost door: how much may come in at once, how slowly, and how often.

What it bounds is the same for strangers and for friends, because it stands before anybody is
known. In front of it belongs a proxy with TLS, which also bounds how slowly headers may come.
"""

import asyncio
from dataclasses import dataclass

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

BODY_SECONDS = 10.0
"""In which a body must have come. Teams gives up after 15."""
BYTES_IN_HAND = 64 * 1024 * 1024
"""Of all bodies that are being read or dealt with; a card's press has 5 KB."""
LARGEST = 2 * 1024 * 1024
"""Reserved for a body that does not say its size, or is compressed."""
RETRY_AFTER = "1"

log = structlog.get_logger(__name__)


class TooSlow(Exception):
    """The body did not come in time."""


class Rim:
    """``pass_through`` is a middleware of aiohttp."""

    def __init__(self, *, seconds: float = BODY_SECONDS, most: int = BYTES_IN_HAND) -> None:
        self._seconds = seconds
        self._most = most
        self._in_hand = 0

    @property
    def pass_through(self) -> Middleware:
        @web.middleware
        async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._answer(request, handler)

        return middleware

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.can_read_body:
            return await handler(request)
        size = weight(request)
        if self._in_hand and self._in_hand + size > self._most:
            return _refused(503, "too much at once; please send it again", request)
        self._in_hand += size
        timer = asyncio.get_running_loop().call_later(self._seconds, _cut, request)
        try:
            return await handler(request)
        except TooSlow:
            return _refused(408, f"the body did not come within {self._seconds:g} s", request)
        except (web.RequestPayloadError, HttpProcessingError):
            return _refused(400, "the body cannot be decoded", request)
        finally:
            timer.cancel()
            self._in_hand -= size


def weight(request: web.Request) -> int:
    """The bytes to reserve for a body: what it says, unless it may become more."""
    said = request.content_length
    if said is None or "Content-Encoding" in request.headers:
        return LARGEST
    return min(said, LARGEST)


def _cut(request: web.Request) -> None:
    """Whoever reads the body now is told that no more will come."""
    if not request.content.is_eof():
        request.content.set_exception(TooSlow())


def _refused(status: int, why: str, request: web.Request) -> web.Response:
    log.warning("rim.refused", action="rim", status=status, path=request.path[:100])
    answer = web.json_response({"errors": [why]}, status=status)
    if status == 503:
        answer.headers["Retry-After"] = RETRY_AFTER
    answer.force_close()  # what is still to come is not read
    return answer


@dataclass
class Bucket:
    """At most ``burst`` at once and ``rate`` a second in the long run. ``now`` in seconds."""

    rate: float
    burst: float
    _level: float = 0.0
    _at: float = float("-inf")

    def take(self, now: float) -> float:
        """0 when one more may come, else the seconds until it may."""
        elapsed = max(0.0, now - self._at)
        self._level = max(0.0, self._level - elapsed * self.rate)
        self._at = max(self._at, now)
        if self._level + 1 > self.burst:
            return (self._level + 1 - self.burst) / self.rate
        self._level += 1
        return 0.0
