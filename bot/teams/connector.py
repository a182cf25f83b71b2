"""The Bot Connector's REST calls over one session, and what their failures mean.

One call is one request: repeating is the business of whoever knows what has been sent. Two
exceptions, in which nothing can have been done: a connection that never opened, and a 401 that
a new token may cure.
"""

import asyncio
import json
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.ports import (
    Busy,
    ChatError,
    Clock,
    Failing,
    Forbidden,
    Gone,
    Refused,
    Throttled,
    Uncertain,
)
from bot.teams.hosts import TEAMS_HOSTS, url_fault
from bot.teams.token import Tokens

DEFAULT_PAUSE = 2.0
LONGEST_PAUSE = 3600.0
PAGE = 500
FIRST_PAGE = {"pageSize": str(PAGE)}
"""Members asked for at once (Teams: 50 to 500)."""
MOST_PAGES = 100

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,99}")
"""An error's code is a name, and goes into the log; anything else there may be a quotation."""

_MEANING: dict[int, type[ChatError]] = {
    400: Refused,
    401: Refused,
    403: Forbidden,
    404: Gone,
    408: Uncertain,
    412: Busy,
    413: Refused,
    502: Uncertain,
    503: Uncertain,
    504: Uncertain,
}


def retry_after(header: str | None, now: datetime) -> float:
    """Seconds to wait, from a Retry-After header (RFC 9110, 10.2.3): seconds or a date."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        seconds = float(text[:9])
    else:
        try:
            until = parsedate_to_datetime(text)
        except ValueError:
            return DEFAULT_PAUSE
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        seconds = (until - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_PAUSE)


def failure(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> ChatError:
    """The typed error for an answer that is no success."""
    code, text = _error_of(body)
    message = f"{status} {code} {text}".strip()
    if status == 429:
        return Throttled(message, retry_after=retry_after(headers.get("Retry-After"), now))
    kind = _MEANING.get(status, Refused if 400 <= status < 500 else Failing)
    return kind(message, status=status, code=code)


def _error_of(body: bytes) -> tuple[str, str]:
    try:
        error = json.loads(body)["error"]
        code = str(error.get("code", ""))
        named = code if NAME.fullmatch(code) else ""
        return named, str(error.get("message", ""))[:300]
    except (ValueError, KeyError, TypeError, AttributeError):
        return "", ""


class Connector:
    """Raises the errors of ``bot.ports``. ``timeout`` (seconds) is for a whole call."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        tokens: Tokens,
        clock: Clock,
        *,
        hosts: Collection[str] = TEAMS_HOSTS,
        dev: bool = False,
        timeout: float = 10.0,
    ) -> None:
        self._session = session
        self._tokens = tokens
        self._clock = clock
        self._hosts = hosts
        self._dev = dev
        self._timeout = timeout

    async def create_conversation(self, service_url: str, body: object) -> dict[str, Any]:
        return await self._call("POST", service_url, (), body)

    async def send(self, service_url: str, conversation: str, activity: object) -> str:
        """The id of the message."""
        return answered_id(
            await self._call("POST", service_url, (conversation, "activities"), activity)
        )

    async def update(
        self, service_url: str, conversation: str, message: str, activity: object
    ) -> None:
        await self._call("PUT", service_url, (conversation, "activities", message), activity)

    async def delete(self, service_url: str, conversation: str, message: str) -> None:
        await self._call("DELETE", service_url, (conversation, "activities", message))

    async def member(self, service_url: str, conversation: str, person: str) -> dict[str, Any]:
        return await self._call("GET", service_url, (conversation, "members", person))

    async def roster_page(
        self, service_url: str, conversation: str, query: Mapping[str, str] = FIRST_PAGE
    ) -> dict[str, Any]:
        return await self._call("GET", service_url, (conversation, "pagedmembers"), query=query)

    async def members(self, service_url: str, conversation: str) -> list[dict[str, Any]]:
        """The whole roster, page by page (each page has the full timeout)."""
        found: list[dict[str, Any]] = []
        query = dict(FIRST_PAGE)
        for _ in range(MOST_PAGES):
            page = await self.roster_page(service_url, conversation, query)
            found += [m for m in page.get("members") or () if isinstance(m, dict)]
            following = page.get("continuationToken")
            if not following or following == query.get("continuationToken"):
                return found
            query["continuationToken"] = str(following)
        return found

    async def _call(
        self,
        method: str,
        service_url: str,
        path: tuple[str, ...],
        body: object = None,
        query: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        if fault := url_fault(service_url, self._hosts, dev=self._dev):
            raise Refused(f"service URL {fault}")
        parts = [service_url.rstrip("/"), "v3/conversations", *(quote(p, safe="") for p in path)]
        url = URL("/".join(parts), encoded=True)
        if query:
            url = url.update_query(query)
        data = None if body is None else json.dumps(body).encode()
        try:
            async with asyncio.timeout(self._timeout):
                return await self._with_token(method, url, data)
        except TimeoutError as error:
            raise Uncertain(f"no answer in {self._timeout:g} s") from error

    async def _with_token(self, method: str, url: URL, data: bytes | None) -> dict[str, Any]:
        token = await self._tokens.get()
        try:
            return await self._opened(method, url, data, token)
        except Refused as error:
            if error.status != 401 or not token:
                raise
        self._tokens.drop(token)
        return await self._opened(method, url, data, await self._tokens.get())

    async def _opened(
        self, method: str, url: URL, data: bytes | None, token: str
    ) -> dict[str, Any]:
        try:
            return await self._request(method, url, data, token)
        except Busy as error:
            if error.status:
                raise
        return await self._request(method, url, data, token)

    async def _request(
        self, method: str, url: URL, data: bytes | None, token: str
    ) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"} if data is not None else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, allow_redirects=False
            ) as response:
                content = await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Busy(f"no connection: {error!r}") from error
        except (aiohttp.ClientError, OSError) as error:
            raise Uncertain(f"connection lost: {error!r}") from error
        if 200 <= response.status < 300:
            return _json(content)
        raise failure(response.status, response.headers, content, self._clock())


def _json(content: bytes) -> dict[str, Any]:
    """A success whose body cannot be read is a success; ids are missed where they are needed."""
    try:
        answer = json.loads(content)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def answered_id(answer: Mapping[str, Any], field: str = "id") -> str:
    """The id in an answer. Without one the message is there, and we cannot name it: Uncertain."""
    found = answer.get(field)
    if not isinstance(found, str) or not found:
        raise Uncertain(f"answered without {field}")
    return found
