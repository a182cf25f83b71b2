"""What somebody says about themselves holds for all their cases: still on it, away, back."""

from collections.abc import Awaitable, Callable

from bot.domain.answers import Answer, AnswerKey
from bot.domain.commands import ComeBack, Command, Order
from bot.domain.swarm import Swarm
from bot.flow.road import Road
from bot.teams import intents as i
from bot.teams.area_asking import area_command
from bot.teams.presses import digest
from bot.teams.visits import Visit, Visits
from bot.teams.writing import Writer

Presence = i.Away | i.Back | i.StillOn | i.Estimate
Tell = Callable[[Visit, Answer, Swarm | None], None]
Mine = Callable[[Visit], Awaitable[list[str]]]
"""The open cases in which the person has taken part."""


class PresenceDesk:
    """Gives the same order to every case of a person, and answers once."""

    def __init__(self, road: Road, visits: Visits, mine: Mine, tell: Tell) -> None:
        self._road = road
        self._visits = visits
        self._mine = mine
        self._tell = tell

    async def said(self, visit: Visit, intent: Presence) -> None:
        """Raises StoreDown, and Fault for a time that cannot be read."""
        here = await self._visits.swarm_here(visit.source)
        swarms = dict.fromkeys([*([here] if here else []), *await self._mine(visit)])
        best: tuple[Answer, Swarm | None] | None = None
        for swarm in swarms:
            loaded = await self._road.read(swarm)
            if loaded is None or await self._visits.barred(visit, loaded.swarm) is not None:
                continue
            command = self._command(visit, intent, loaded.swarm)
            order = Order(command, visit.person, digest("said", visit.source.activity, swarm))
            done = await self._road.handle(swarm, order)
            if best is None or (best[0].refused and not done.answer.refused):
                best = (done.answer, done.swarm)
        nothing = Answer(AnswerKey.NOTHING_YOURS, refused=True)
        self._tell(visit, *(best or (nothing, None)))

    def _command(self, visit: Visit, intent: Presence, swarm: Swarm) -> Command:
        if isinstance(intent, i.Back):
            return ComeBack()
        writer = Writer(visit.person, visit.now, visit.reader.zone, swarm)
        return area_command(intent, writer, self._road.policy())
