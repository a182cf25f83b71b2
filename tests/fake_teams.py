"""Teams on loopback: the Bot Connector and the identity service, and what people see.

Every call is recorded. ``fail`` makes the next calls go wrong in the ways that Teams has.
"""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.fake_identity import FakeIdentity
from tests.teams_record import Call, Fault, Seen, most_within, problem
from tests.teams_wire import APP_ID, CHANNEL, EVERYBODY, TENANT, User, Wire

__all__ = ["Call", "FakeTeams", "Fault", "Seen", "most_within"]

THREAD = ";messageid="
LARGEST = 100 * 1024


@dataclass
class FakeTeams:
    """``async with FakeTeams() as teams``. ``clock`` dates calls and messages; ``wire`` writes
    activities that are answered here; ``rosters`` are the places where the bot is installed."""

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    users: tuple[User, ...] = EVERYBODY
    needs_token: bool = True
    page: int = 500
    calls: list[Call] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    messages: dict[str, list[Seen]] = field(default_factory=dict)
    directs: dict[str, str] = field(default_factory=dict)
    rosters: dict[str, tuple[User, ...]] = field(default_factory=dict)
    unreachable: set[str] = field(default_factory=set)
    identity: FakeIdentity = field(init=False)
    wire: Wire = field(init=False)
    url: str = ""

    def __post_init__(self) -> None:
        self.identity = FakeIdentity(APP_ID, TENANT, wall=lambda: self.clock().timestamp())
        self._ids = itertools.count(1_795_000_000_000)
        self._stopped = asyncio.Event()
        self.rosters.setdefault(CHANNEL, self.users)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=4 * 1024 * 1024)
        self.identity.add_routes(app)
        base = "/teams/v3/conversations"
        app.router.add_post(base, self._create)
        app.router.add_post(base + "/{conversation}/activities", self._send)
        app.router.add_post(base + "/{conversation}/activities/{id}", self._send)
        app.router.add_put(base + "/{conversation}/activities/{id}", self._update)
        app.router.add_delete(base + "/{conversation}/activities/{id}", self._delete)
        app.router.add_get(base + "/{conversation}/pagedmembers", self._members)
        app.router.add_get(base + "/{conversation}/members/{id}", self._member)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = self.identity.url = f"http://{host}:{port}"
        self.wire = Wire(self.service_url)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._stopped.set()
        await self._runner.cleanup()

    # ------------------------------------------------------------ what tests ask and tell

    @property
    def service_url(self) -> str:
        return f"{self.url}/teams/"

    def fail(self, fault: Fault) -> None:
        self.faults.append(fault)

    def heal(self) -> None:
        self.faults.clear()

    def thread(self, conversation: str) -> list[Seen]:
        """What stands in a conversation: oldest first, without what was deleted."""
        return [seen for seen in self.messages.get(conversation, []) if not seen.deleted]

    def threads(self, channel: str = CHANNEL) -> list[str]:
        return [c for c in self.messages if c.startswith(f"{channel}{THREAD}")]

    def direct(self, person: User) -> list[Seen]:
        """The 1:1 chat with a person; empty when there is none."""
        return self.thread(self.directs.get(person.mention, ""))

    def sent_at(self, conversation: str) -> list[datetime]:
        """When the bot wrote (posts and edits, done or not) into a chat or a whole channel."""
        whole = conversation.partition(THREAD)[0]
        writes = {"create", "send", "update", "delete"}
        return [
            call.at
            for call in self.calls
            if call.kind in writes and call.conversation.partition(THREAD)[0] == whole
        ]

    async def deliver(
        self, session: aiohttp.ClientSession, endpoint: str, activity: dict[str, Any]
    ) -> tuple[int, Any]:
        """Posts an activity to the bot, signed as Teams signs; the status and the JSON body."""
        headers = self.identity.headers(str(activity.get("serviceUrl", "")))
        async with session.post(endpoint, json=activity, headers=headers) as response:
            return response.status, await response.json(content_type=None)

    # ------------------------------------------------------------ the Bot Connector

    async def _create(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        if body.get("isGroup"):
            channel = body["channelData"]["channel"]["id"]
            return await self._do(
                request, "create", channel, body, lambda: self._start(channel, body["activity"])
            )
        person = body["members"][0]["id"]
        return await self._do(request, "direct", person, body, lambda: self._open(person))

    async def _send(self, request: web.Request) -> web.StreamResponse:
        conversation, body = request.match_info["conversation"], await request.json()
        return await self._do(
            request, "send", conversation, body, lambda: self._post(conversation, body)
        )

    async def _update(self, request: web.Request) -> web.StreamResponse:
        conversation, body = request.match_info["conversation"], await request.json()

        def apply() -> web.Response:
            seen = self._find(conversation, request.match_info["id"])
            if seen is None:
                return problem(404, "ActivityNotFoundInConversation")
            seen.activity, seen.edits = body, seen.edits + 1
            return web.json_response({"id": seen.id})

        return await self._do(request, "update", conversation, body, apply)

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        conversation = request.match_info["conversation"]

        def apply() -> web.Response:
            seen = self._find(conversation, request.match_info["id"])
            if seen is None:
                return problem(404, "ActivityNotFoundInConversation")
            seen.deleted = True
            return web.Response(status=200)

        return await self._do(request, "delete", conversation, None, apply)

    async def _members(self, request: web.Request) -> web.StreamResponse:
        conversation = request.match_info["conversation"]

        def apply() -> web.Response:
            roster = self._roster(conversation)
            if roster is None:
                return problem(404, "ConversationNotFound")
            size = min(self.page, int(request.query.get("pageSize", "50")))
            first = int(request.query.get("continuationToken", "0"))
            answer: dict[str, Any] = {
                "members": [person.member() for person in roster[first : first + size]]
            }
            if first + size < len(roster):
                answer["continuationToken"] = str(first + size)
            return web.json_response(answer)

        return await self._do(request, "members", conversation, None, apply)

    async def _member(self, request: web.Request) -> web.StreamResponse:
        conversation, person = request.match_info["conversation"], request.match_info["id"]

        def apply() -> web.Response:
            roster = self.rosters.get(conversation)
            if roster is None:
                return problem(404, "ConversationNotFound")
            found = next((p for p in roster if person in {p.id, p.mention, p.upn}), None)
            if found is None:
                return problem(404, "MemberNotFoundInConversation")
            return web.json_response(found.member())

        return await self._do(request, "member", conversation, None, apply)

    async def _do(
        self,
        request: web.Request,
        kind: str,
        conversation: str,
        body: Any,
        apply: Callable[[], web.Response],
    ) -> web.StreamResponse:
        fault = next((f for f in self.faults if f.fits(kind, conversation)), None)
        answer = self._authorised(request) or (
            await self._wrong(fault, apply) if fault else apply()
        )
        lost = fault is not None and fault.status == 0
        self.calls.append(
            Call(self.clock(), kind, conversation, body, 0 if lost else answer.status)
        )
        if fault is not None and fault.silent:
            await self._stopped.wait()
        if lost and request.transport is not None:
            request.transport.abort()
        return answer

    async def _wrong(self, fault: Fault, apply: Callable[[], web.Response]) -> web.Response:
        if fault.times is not None:
            fault.times -= 1
        await asyncio.sleep(fault.delay)
        if fault.together is not None:
            await fault.together.wait()
        done = apply() if fault.applied or fault.status is None else None
        if done is not None and fault.status is None:
            return done
        answer = problem(fault.status or 500, fault.code, fault.said)
        if fault.retry_after:
            answer.headers["Retry-After"] = fault.retry_after
        if fault.location:
            answer.headers["Location"] = fault.location
        return answer

    def _authorised(self, request: web.Request) -> web.Response | None:
        if not self.needs_token:
            return None
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.identity.good_tokens:
            return problem(401, "Unauthorized")
        if request.content_length is not None and request.content_length > LARGEST:
            return problem(413, "MessageSizeTooBig")
        return None

    def _start(self, channel: str, activity: dict[str, Any]) -> web.Response:
        if channel not in self.rosters:
            return problem(404, "ConversationNotFound")
        number = next(self._ids)
        thread = f"{channel}{THREAD}{number}"
        self.messages[thread] = [Seen(str(number), activity, self.clock())]
        return web.json_response({"id": thread, "activityId": str(number)}, status=201)

    def _open(self, person: str) -> web.Response:
        if person in self.unreachable:
            return problem(403, "BotNotInConversationRoster")
        if person not in {u.mention for u in self.users}:
            return problem(400, "BadSyntax")
        conversation = self.directs.setdefault(person, f"a:{person}")
        self.messages.setdefault(conversation, [])
        return web.json_response({"id": conversation}, status=201)

    def _post(self, conversation: str, activity: dict[str, Any]) -> web.Response:
        known = conversation.partition(THREAD)[0] in self.rosters or conversation in self.messages
        if not known:
            return problem(404, "ConversationNotFound")
        seen = Seen(str(next(self._ids)), activity, self.clock())
        self.messages.setdefault(conversation, []).append(seen)
        return web.json_response({"id": seen.id}, status=201)

    def _roster(self, conversation: str) -> tuple[User, ...] | None:
        """Who is there; in a 1:1 chat that person alone."""
        alone = tuple(u for u in self.users if self.directs.get(u.mention) == conversation)
        return self.rosters.get(conversation) or alone or None

    def _find(self, conversation: str, message: str) -> Seen | None:
        return next((s for s in self.thread(conversation) if s.id == message), None)
