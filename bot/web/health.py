"""What a person, a load balancer and Prometheus may ask of the process."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

import structlog
from aiohttp import web

from bot.ports import Clock, StoreDown
from bot.web.metrics import CONTENT_TYPE, Metrics

CHECK_SECONDS = 3.0

log = structlog.get_logger()


class NotReady(Exception):
    """A check says why the process should get no traffic; the reason may be published."""


class Degraded(Exception):
    """A check says what does not work, though the process is of use; the reason may be published.

    For what all replicas would lose at the same time: without any of them Teams would tell whoever
    presses that the app cannot be reached, instead of taking the press in.
    """


class Grade(IntEnum):
    """How fit the process is, the worst last."""

    READY = 0
    DEGRADED = 1
    NOT_READY = 2

    @property
    def words(self) -> str:
        return self.name.lower().replace("_", " ")


Check = Callable[[], Awaitable[None]]
"""Returns when all is well; raises Degraded, NotReady, StoreDown or anything else when not."""

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
    ``gauges`` is called before /metrics answers; ``ending`` says that the process is about to end."""

    version: str
    started: datetime
    clock: Clock
    metrics: Metrics
    checks: Mapping[str, Check] = field(default_factory=dict)
    timeout: float = CHECK_SECONDS
    gauges: Check | None = None
    ending: Callable[[], bool] = lambda: False

    async def root(self, _: web.Request) -> web.Response:
        return web.Response(text=WELCOME.format(version=self.version))

    async def alive(self, _: web.Request) -> web.Response:
        uptime = int((self.clock() - self.started).total_seconds())
        content = {"status": "ok", "version": self.version, "uptime_seconds": uptime}
        return web.json_response(content)

    async def ready(self, _: web.Request) -> web.Response:
        """200 for "ready" and "degraded", 503 for "not ready" and "stopping"; each check with what
        it says."""
        if self.ending():
            return web.json_response({"status": "stopping", "checks": {}}, status=503)
        found = await asyncio.gather(*(self._ask(*check) for check in self.checks.items()))
        worst = max((grade for grade, _ in found), default=Grade.READY)
        checks = {name: why for name, (_, why) in zip(self.checks, found, strict=True)}
        if worst is not Grade.READY:
            log.warning(worst.words, checks=checks)
        status = 503 if worst is Grade.NOT_READY else 200
        return web.json_response({"status": worst.words, "checks": checks}, status=status)

    async def figures(self, _: web.Request) -> web.Response:
        """What was counted; gauges that need the store keep their last value while it is away."""
        await self.refresh()
        return web.Response(body=self.metrics.text(), headers={"Content-Type": CONTENT_TYPE})

    async def refresh(self) -> None:
        """Bring the gauges up to date, as far as the store answers."""
        if self.gauges is not None:
            with contextlib.suppress(StoreDown, TimeoutError):
                async with asyncio.timeout(self.timeout):
                    await self.gauges()

    async def _ask(self, name: str, check: Check) -> tuple[Grade, str]:
        try:
            async with asyncio.timeout(self.timeout):
                await check()
        except Degraded as error:
            return Grade.DEGRADED, str(error)
        except NotReady as error:
            return Grade.NOT_READY, str(error)
        except TimeoutError:
            return Grade.NOT_READY, f"no answer within {self.timeout:g} s"
        except StoreDown:
            return Grade.NOT_READY, "the store does not answer"
        except Exception:  # whatever a check raises, the answer is "not ready"
            log.exception("check-failed", check=name)
            return Grade.NOT_READY, "failed, see the log"
        return Grade.READY, "ok"
