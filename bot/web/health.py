"""What a person, a load balancer and Prometheus may ask of the process."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from aiohttp import web

from bot.ports import Clock, StoreDown
from bot.web.metrics import CONTENT_TYPE, Metrics

CHECK_SECONDS = 3.0

log = structlog.get_logger()


class NotReady(Exception):
    """A check says why the process should get no traffic yet; the reason may be published."""


Check = Callable[[], Awaitable[None]]
"""Returns when all is well; raises NotReady, StoreDown or anything else when not."""

WELCOME = """\
This is Swarmbot {version}, a Microsoft Teams bot for swarming on support escalations.

Teams talks to it at    POST /api/messages
tickets arrive at       POST /tickets/generic
it lives if             GET  /healthz
it may get traffic if   GET  /readyz
its figures are at      GET  /metrics

How to install and use it: see README.md beside the source.
"""


@dataclass(frozen=True, slots=True)
class Health:
    """``checks`` are asked by /readyz, all at once, each for at most ``timeout`` seconds;
    ``gauges`` is called before /metrics answers."""

    version: str
    started: datetime
    clock: Clock
    metrics: Metrics
    checks: Mapping[str, Check] = field(default_factory=dict)
    timeout: float = CHECK_SECONDS
    gauges: Check | None = None

    async def root(self, _: web.Request) -> web.Response:
        return web.Response(text=WELCOME.format(version=self.version))

    async def alive(self, _: web.Request) -> web.Response:
        uptime = int((self.clock() - self.started).total_seconds())
        content = {"status": "ok", "version": self.version, "uptime_seconds": uptime}
        return web.json_response(content)

    async def ready(self, _: web.Request) -> web.Response:
        """200, or 503 with a reason for each check that failed."""
        answers = await asyncio.gather(*(self._ask(*check) for check in self.checks.items()))
        reasons = {name: why for name, why in zip(self.checks, answers, strict=True) if why}
        if reasons:
            log.warning("not-ready", reasons=reasons)
            return web.json_response({"status": "not ready", "reasons": reasons}, status=503)
        return web.json_response({"status": "ready"})

    async def figures(self, _: web.Request) -> web.Response:
        """What was counted; gauges that need the store keep their last value while it is away."""
        if self.gauges is not None:
            with contextlib.suppress(StoreDown, TimeoutError):
                async with asyncio.timeout(self.timeout):
                    await self.gauges()
        return web.Response(body=self.metrics.text(), headers={"Content-Type": CONTENT_TYPE})

    async def _ask(self, name: str, check: Check) -> str:
        try:
            async with asyncio.timeout(self.timeout):
                await check()
        except TimeoutError:
            return f"no answer within {self.timeout:g} s"
        except NotReady as error:
            return str(error)
        except StoreDown:
            return "the store does not answer"
        except Exception:  # whatever a check raises, the answer is "not ready"
            log.exception("check-failed", check=name)
            return "failed, see the log"
        return ""
