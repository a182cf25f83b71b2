"""How a swarm is left when nothing can be shown now: put off, finished, or brought to the archive."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.flow.mailbox import Mailboxes
from bot.flow.retention import Retention
from bot.flow.waits import Waits
from bot.ports import Clock, Loaded, Store

SHORT = timedelta(seconds=5)
"""A wait that is not written down: until then the wake row stays "at once"."""


class Leaving:
    """``later`` is told when the swarm must be looked at again."""

    def __init__(
        self,
        store: Store,
        mailboxes: Mailboxes,
        retention: Retention,
        waits: Waits,
        *,
        clock: Clock,
        later: Callable[[str, datetime], None],
    ) -> None:
        self._store = store
        self._mailboxes = mailboxes
        self._retention = retention
        self._waits = waits
        self._clock = clock
        self._later = later

    async def alone(self, loaded: Loaded, ready: list[datetime], moment: datetime | None) -> None:
        """Nothing can be shown before ``ready``. What is over goes to the archive, even if Teams
        still refuses to show something of it."""
        over = self._retention.over_at(loaded.swarm)
        if over is not None and over <= self._clock():
            self._waits.forget(loaded.swarm.id)
            await self._retention.archive(loaded)
        elif ready:
            await self.put_off(loaded, min([*ready, moment] if moment else ready))
        else:
            await self._finish(loaded, moment, over)

    async def archived(self, loaded: Loaded) -> None:
        """It is in the archive; if somebody has stopped on the way, go on."""
        if loaded.archived and loaded.wake:
            await self._retention.archive(loaded)

    async def put_off(self, loaded: Loaded, until: datetime) -> None:
        """Look again at ``until``; the wake row says so too, if nobody has changed the swarm."""
        swarm = loaded.swarm.id
        self._later(swarm, until)
        if until - self._clock() > SHORT:
            await self._wake_at(loaded, until)

    async def _finish(self, loaded: Loaded, moment: datetime | None, over: datetime | None) -> None:
        """Nothing left to show: the wake row moves, if the state is still the one planned from."""
        swarm = loaded.swarm.id
        self._waits.forget(swarm)
        await self._wake_at(loaded, moment or over)
        if moment is not None:
            self._later(swarm, moment)

    async def _wake_at(self, loaded: Loaded, moment: datetime | None) -> None:
        finished = await self._store.finish(loaded, moment)
        if finished is not loaded:  # else nothing was written, nor read anew
            self._mailboxes.remember(loaded.swarm.id, finished)
