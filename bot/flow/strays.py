"""Live cards that nobody keeps up to date: found by whoever sees one, turned into pointers."""

import structlog

from bot.domain.shown import Address
from bot.flow.changes import with_strays
from bot.flow.recent import TeamsRows
from bot.ports import Store, TeamsRow

log = structlog.get_logger()


class Strays:
    """What has been seen, until the swarm is looked at."""

    def __init__(self, store: Store, rows: TeamsRows) -> None:
        self._store = store
        self._rows = rows
        self._seen: dict[str, set[tuple[Address, str]]] = {}

    def see(self, swarm: str, where: Address, message: str) -> None:
        """Somebody sees a live card of the swarm there."""
        self._seen.setdefault(swarm, set()).add((where, message))

    def forget(self, swarm: str) -> None:
        self._seen.pop(swarm, None)

    async def look(self, swarm: str, row: TeamsRow) -> TeamsRow:
        """Cards that people see and the row does not know were posted by somebody who could not
        write it down. As long as a post is uncertain, it may be any of them. What lies in the
        thread of another swarm is not ours, whatever the press says."""
        seen = self._seen.get(swarm)
        uncertain = row.sending is not None and not row.sending.failed
        if not seen or uncertain or row.shown.thread is None:
            return row
        if with_strays(seen, row.shown) != row.shown:
            ours = [
                (where, message)
                for where, message in seen
                if await self._store.thread(where.conversation) in (None, swarm)
            ]
            log.warning("stray card", action="stray", swarm=swarm, ours=len(ours))
            shown = with_strays(ours, row.shown)
            row = await self._rows.record(swarm, row, shown, sending=row.sending)
        del self._seen[swarm]
        return row
