"""GET /exports/{token}/{name}: a story as a file, for whoever holds the signed link."""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.exports import FORMATS, file_name
from bot.exports.links import Grant, Links
from bot.ports import Clock, StoreDown, UnknownKind

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
OVER = (
    "This link is over. Press Export again in Teams for a new one.\n"
    "このリンクは有効期限が切れています。Teamsで「経緯を出力」をもう一度押してください。\n"
)

Write = Callable[[Grant], Awaitable[tuple[bytes, str] | None]]

log = structlog.get_logger()


class ExportRoute:
    """``links`` None: there are no links, and whatever is asked for is not there."""

    def __init__(self, links: Links | None, write: Write, clock: Clock) -> None:
        self._links = links
        self._write = write
        self._clock = clock

    async def get(self, request: web.Request) -> web.Response:
        """The file; 404 for every link that gives nothing (any more); 503 without the store."""
        token = request.match_info["token"]
        grant = self._links.read(token, self._clock()) if self._links else None
        if grant is None:
            return _said(404, OVER)
        try:
            found = await self._write(grant)
        except (StoreDown, UnknownKind) as error:
            log.warning("export failed", action="export", why=type(error).__name__)
            return _said(503, "Not now. Please try again in a minute.\n")
        if found is None:
            return _said(404, OVER)
        log.info("exported", action="export", swarm=grant.swarm, person=grant.person, kind=grant.kind, safe=grant.safe)  # fmt: skip
        content, ticket = found
        name = file_name(ticket, grant.kind, safe=grant.safe)
        headers = {**HEADERS, "Content-Type": FORMATS[grant.kind].media_type}
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return web.Response(body=content, headers=headers)


def _said(status: int, text: str) -> web.Response:
    return web.Response(status=status, text=text, headers=HEADERS)
