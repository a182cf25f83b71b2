"""POST /api/messages: from bytes to an answer. Nobody gets further than the gate lets them."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import msgspec
import structlog
from aiohttp import web

from bot.ports import StoreDown
from bot.teams.activities import BadActivity, read
from bot.teams.answers import dialog_text, error_answer, no_content
from bot.teams.auth import Caller, Denied, Gate
from bot.teams.inbound import Ignored, Inbound, Press
from bot.teams.keys import KeysUnavailable
from bot.teams.presses import VERBS
from bot.teams.sdk import Adapter, NotAnActivity, Turns

LARGEST_BODY = 256 * 1024
"""Bytes. Teams' own messages end at 100 KB."""
PATIENCE = 2.5
"""Seconds after which an invoke is answered "perhaps not saved", whatever becomes of it; what does
the work gives up sooner (``kindly``). After 5 to 15 Teams says that the app cannot be reached, and
asks again."""

log = structlog.get_logger(__name__)


class Handler(Protocol):
    """What the bot does with what came in."""

    async def invoke(self, inbound: Inbound) -> dict[str, Any]:
        """The body of the answer to a press or a dialog (see ``answers``)."""

    async def turn(self, inbound: Inbound) -> None:
        """Everything else. ``StoreDown`` makes Teams send it again."""


class NotJson(ValueError):
    """The body is no JSON object."""


def parse(body: bytes) -> dict[str, Any]:
    """The JSON object in ``body``, of numbers and texts that can be written down again."""
    try:
        found = msgspec.json.decode(body)
    except (ValueError, RecursionError) as error:
        raise NotJson("the body is no JSON") from error
    if not isinstance(found, dict):
        raise NotJson("the body is no JSON object")
    return found


def answered(body: dict[str, Any]) -> web.Response:
    """The answer to an invoke. A card of 8 KB takes json 0.2 ms, and msgspec a tenth of that."""
    content = msgspec.json.encode(body)
    return web.Response(body=content, content_type="application/json", charset="utf-8")


def kind_of(inbound: Inbound) -> str:
    """For the log: what came in, never what was said."""
    match inbound:
        case Press(verb=verb):
            return f"press {verb if verb in VERBS else 'unknown'}"
        case Ignored(kind=kind):
            return f"ignored {kind}"
        case _:
            return type(inbound).__name__


class MessagesEntry:
    """``handle`` is the aiohttp handler. ``failed`` words the answer to an invoke that could not be kept."""

    def __init__(
        self,
        gate: Gate,
        adapter: Adapter,
        handler: Handler,
        failed: Callable[[Inbound], dict[str, Any]],
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._gate = gate
        self._adapter = adapter
        self._handler = handler
        self._failed = failed
        self._patience = patience
        self._late: set[asyncio.Task[dict[str, Any]]] = set()

    async def handle(self, request: web.Request) -> web.Response:
        try:
            body = await _body(request)
            activity = parse(body)
        except web.HTTPRequestEntityTooLarge:
            return _refused(413, f"more than {LARGEST_BODY} bytes")
        except NotJson as error:
            return _refused(400, str(error))
        try:
            caller = await self._gate.check(request.headers, activity)
        except KeysUnavailable:
            return _refused(503, "the signing keys of Teams cannot be had")
        if isinstance(caller, Denied):
            return _refused(caller.status, caller.reason)
        try:
            inbound = read(activity)
        except BadActivity as error:
            if activity.get("type") == "invoke" and error.only_value:
                return web.json_response(_bad_value(activity, error))
            return _refused(400, *error.faults)
        if activity["type"] == "invoke":
            return answered(await self._invoke(inbound))
        return await self._turn(inbound, activity, caller)

    async def close(self, within: float | None = None) -> None:
        """Waits for what was answered before it was done, for so many seconds."""
        if self._late:
            await asyncio.wait(self._late, timeout=within)

    async def _invoke(self, inbound: Inbound) -> dict[str, Any]:
        if isinstance(inbound, Ignored):
            log.info("invoke.unknown", action=kind_of(inbound))
            return no_content()
        # A task of its own: a late answer must not undo what is being written down.
        task = asyncio.ensure_future(self._handler.invoke(inbound))
        await asyncio.wait({task}, timeout=self._patience)
        if not task.done():
            self._late.add(task)
            task.add_done_callback(self._ended_late)
            log.error("invoke.late", action=kind_of(inbound), seconds=self._patience)
            return self._failed(inbound)
        error = task.exception()
        if error is None:
            log.info("invoke.answered", action=kind_of(inbound))
            return task.result()
        log.error("invoke.failed", action=kind_of(inbound), exc_info=error)
        return self._failed(inbound)

    def _ended_late(self, task: asyncio.Task[dict[str, Any]]) -> None:
        self._late.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("invoke.failed", action="late", exc_info=error)

    async def _turn(
        self, inbound: Inbound, activity: Mapping[str, Any], caller: Caller
    ) -> web.Response:
        action = kind_of(inbound)
        if isinstance(inbound, Ignored):
            log.info("turn.ignored", action=action)
            return web.json_response({})
        turns = Turns(lambda: self._handler.turn(inbound))
        try:
            await self._adapter.run(activity, caller.claims, turns.on_turn)
        except NotAnActivity as error:
            return _refused(400, str(error))
        except StoreDown as error:
            return _refused(503, f"{action} not saved: {error!r}")
        except Exception:
            # Sent again it would fail again.
            log.exception("turn.failed", action=action)
        else:
            log.info("turn.done", action=action)
        return web.json_response({})


async def _body(request: web.Request) -> bytes:
    if request.content_length is not None and request.content_length > LARGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, request.content_length)
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(body))
    return bytes(body)


def _bad_value(activity: Mapping[str, Any], error: BadActivity) -> dict[str, Any]:
    log.warning("invoke.refused", action=str(activity.get("name"))[:50], faults=error.faults)
    if activity.get("name") == "adaptiveCard/action":
        return error_answer("BadRequest", str(error))
    return dialog_text(str(error))


def _refused(status: int, *faults: str) -> web.Response:
    log.warning("messages.refused", action="messages", status=status, faults=faults)
    return web.json_response({"errors": faults}, status=status)
