"""What is over leaves the working tables: into the archive, and one day for good.

A closed swarm goes by its wake row, like everything that has its time (``Reconciler``); what lies
in the archive has a wake row there, and is looked for every hour.
"""

import asyncio
import random
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.domain.policy import Policy
from bot.domain.reminders import archive_at
from bot.domain.swarm import Phase, Swarm
from bot.flow.mailbox import Mailboxes
from bot.ports import Clock, Conflict, Loaded, Store, StoreDown, UnknownKind

SWEEP_SECONDS = 3600.0

log = structlog.get_logger()


class Retention:
    """``look`` is told of closed swarms whose wake row does not say when they are over."""

    def __init__(
        self,
        store: Store,
        mailboxes: Mailboxes,
        policy: Callable[[], Policy],
        clock: Clock,
        look: Callable[[str], None],
        *,
        may_delete: Callable[[], bool] = lambda: True,
    ) -> None:
        """``may_delete``: whether the clock is right; what is deleted for good stays so."""
        self._may_delete = may_delete
        self._store = store
        self._mailboxes = mailboxes
        self._policy = policy
        self._clock = clock
        self._look = look

    def over_at(self, swarm: Swarm) -> datetime | None:
        """When the swarm goes to the archive; None: not as it is."""
        return archive_at(swarm, self._policy())

    async def archive(self, loaded: Loaded) -> None:
        """Out of the working tables, or on with it where somebody stopped. Raises Conflict."""
        swarm, policy, now = loaded.swarm.id, self._policy(), self._clock()
        gone_at = now + policy.delete_after if policy.delete_after else None
        if await self._store.archive(loaded, gone_at):
            self._mailboxes.remember(swarm, None)
            log.info("archived", action="archived", swarm=swarm)
            return
        log.error("too large for the archive", action="not_archived", swarm=swarm)
        self._mailboxes.remember(
            swarm, await self._store.finish(loaded, now + policy.archive_after)
        )

    async def sweep(self) -> None:
        """Delete what is over in the archive, and look at closed swarms that nothing wakes.

        There are some after an update from a version without archive, and after the policy has
        been changed. Raises StoreDown.
        """
        if not self._may_delete():
            return
        now = self._clock()
        for swarm in await self._store.expired(now):
            if await self._store.delete(swarm, now):
                log.info("deleted for good", action="deleted", swarm=swarm)
        for row in await self._store.overview():
            if row.phase == Phase.CLOSED:
                await self._wake(row.swarm, now)

    async def run(self) -> None:
        """Until cancelled. Replicas take turns by chance; what two delete at once, one deletes."""
        while True:
            try:
                await self.sweep()
            except StoreDown as error:
                log.warning("store down", action="store_down", why=str(error))
            except Exception:
                log.exception("sweep failed", action="sweep_failed")
            await asyncio.sleep(SWEEP_SECONDS * random.uniform(0.8, 1.2))  # noqa: S311 # spreads

    async def _wake(self, swarm: str, now: datetime) -> None:
        try:
            loaded = await self._store.load(swarm)
        except (Conflict, UnknownKind):
            return
        if loaded is None or loaded.archived:
            return
        over = self.over_at(loaded.swarm)
        if over is not None and (not loaded.wake or over <= now):
            self._look(swarm)
