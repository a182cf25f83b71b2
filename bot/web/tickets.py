"""``POST /tickets/{source}``: from a signed webhook to a swarm."""

import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.domain.swarm import Ticket
from bot.ports import Clock, Conflict, StoreDown, UnknownKind
from bot.tickets.reading import Faults, TicketRead
from bot.tickets.signatures import Denied, Ok, verify
from bot.tickets.sources import ADAPTERS
from bot.web.metrics import Metrics
from bot.web.rim import Bucket

MAX_BYTES = 2 * 1024 * 1024
TICKETS_AT_ONCE = 600
TICKETS_A_SECOND = 10.0
"""What one source may send. A storm of alerts passes; a loop, or a stolen secret, does not."""
RETRY_AFTER = 10
"""Seconds after which a sender may try again when the store was away."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class OpenedTicket:
    """Where a ticket went: its swarm, and whether that is new."""

    swarm: str
    created: bool


OpenTicket = Callable[[Ticket], Awaitable[OpenedTicket]]
"""Stores the ticket durably before it returns. Raises StoreDown or Conflict when it could not, and
UnknownKind when a newer version of the bot has written its swarm."""


@dataclass(frozen=True, slots=True)
class TicketDesk:
    """What the route needs. ``keys`` are the signing keys by source; ``dev`` lets unsigned ones in."""

    open_ticket: OpenTicket
    clock: Clock
    metrics: Metrics
    keys: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
    dev: bool = False
    buckets: dict[str, Bucket] = field(default_factory=dict)

    async def post(self, request: web.Request) -> web.Response:
        """202 with the swarm; 400, 401, 404, 413, 429 with the reason; 503 when it was not stored."""
        source = request.match_info["source"]
        if source not in ADAPTERS:
            known = ", ".join(sorted(ADAPTERS))
            return _answer(404, error=f"no such ticket source; known: {known}")
        body = await _body(request)
        if not isinstance(body, bytes):
            return self._refused(source, body)
        denied = self._denied(source, request, body)
        if denied:
            return self._refused(source, _answer(401, error=denied), denied)
        if wait := self._bucket(source).take(self.clock().timestamp()):
            busy = _answer(429, error="too many tickets; please send it again later")
            busy.headers["Retry-After"] = str(math.ceil(wait))
            return self._refused(source, busy)
        read = ADAPTERS[source](body, self.clock())
        if isinstance(read, Faults):
            faults = [{"field": fault.field, "problem": str(fault)} for fault in read.faults]
            named = [fault.field for fault in read.faults]
            return self._refused(source, _answer(400, errors=faults), *named)
        return await self._open(source, read)

    def _bucket(self, source: str) -> Bucket:
        return self.buckets.setdefault(source, Bucket(TICKETS_A_SECOND, TICKETS_AT_ONCE))

    def _denied(self, source: str, request: web.Request, body: bytes) -> str:
        """Why the request is not to be trusted; empty when it is."""
        keys = self.keys.get(source, ())
        unsigned = "webhook-signature" not in request.headers
        if self.dev and (unsigned or not keys):
            log.warning("ticket-unsigned", source=source, allowed_by="SWARM_DEV")
            return ""
        if not keys:
            return f"no secret is set for this source (SWARM_TICKET_SECRET_{source.upper()})"
        match verify(request.headers, body, keys, self.clock()):
            case Denied(reason):
                return reason
            case Ok(_):
                return ""

    async def _open(self, source: str, read: TicketRead) -> web.Response:
        try:
            opened = await self.open_ticket(read.ticket)
        except (StoreDown, Conflict, UnknownKind) as error:
            log.warning("ticket-failed", source=source, ticket=read.ticket.id, error=str(error))
            self.metrics.tickets.labels(source, "failed").inc()
            newer = isinstance(error, UnknownKind)
            why = "a newer version of the bot is updating this swarm" if newer else "not stored"
            answer = _answer(503, error=f"{why}; please send it again")
            answer.headers["Retry-After"] = str(RETRY_AFTER)
            return answer
        outcome = "created" if opened.created else "updated"
        self.metrics.tickets.labels(source, outcome).inc()
        log.info(
            "ticket-accepted", source=source, ticket=read.ticket.id, swarm=opened.swarm,
            outcome=outcome, notes=list(read.notes),
        )  # fmt: skip
        notes = {"notes": list(read.notes)} if read.notes else {}
        return _answer(202, swarm=opened.swarm, created=opened.created, **notes)

    def _refused(self, source: str, answer: web.Response, *why: str) -> web.Response:
        """``why``: our reason, or the fields at fault. What stands in them is the customer's, and
        not logged."""
        outcome = {401: "denied", 413: "too_large", 429: "throttled"}.get(answer.status, "bad")
        self.metrics.tickets.labels(source, outcome).inc()
        log.info("ticket-refused", source=source, status=answer.status, why=why)
        return answer


async def _body(request: web.Request) -> bytes | web.Response:
    """The raw body, read at most to the limit (also when it arrives compressed)."""
    too_large = _answer(413, error=f"the body is larger than {MAX_BYTES} bytes")
    too_large.force_close()  # what is still to come is not read
    if (request.content_length or 0) > MAX_BYTES:
        return too_large
    body = bytearray()
    try:
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > MAX_BYTES:
                return too_large
    except (web.RequestPayloadError, HttpProcessingError):
        broken = _answer(400, errors=[{"field": "body", "problem": "cannot be decoded"}])
        broken.force_close()  # nobody can say where the next request begins
        return broken
    return bytes(body)


def _answer(status: int, **content: Any) -> web.Response:
    return web.json_response(content, status=status)
