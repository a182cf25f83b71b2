"""What somebody says about themselves holds for all their cases: still on it, away, back."""

from collections.abc import Callable, Iterable

from bot.domain.answers import Answer, AnswerKey
from bot.domain.commands import ComeBack, Command, Order
from bot.domain.swarm import Swarm
from bot.flow.mailbox import Done
from bot.flow.road import Road
from bot.teams import intents as i
from bot.teams.area_asking import area_command
from bot.teams.presses import digest
from bot.teams.visits import Visit, Visits
from bot.teams.writing import Writer

Presence = i.Away | i.Back | i.StillOn | i.Estimate
Tell = Callable[[Visit, Answer, Swarm | None], None]

OF_THE_PERSON = frozenset({"away", "come_back"})
"""Presses that are about whoever presses, in whichever case they do it."""


class Everywhere:
    """Gives the same order to several cases of a person."""

    def __init__(self, road: Road, visits: Visits) -> None:
        self._road = road
        self._visits = visits

    async def give(
        self, visit: Visit, swarms: Iterable[str], command: Callable[[Swarm], Command], op: str
    ) -> list[Done]:
        """What became of it in each of them that the person may change. Raises StoreDown and what
        ``command`` raises; given again with the same ``op`` it acts once."""
        done = []
        for swarm in dict.fromkeys(swarms):
            loaded = await self._road.read(swarm)
            if loaded is None or await self._visits.barred(visit, loaded.swarm) is not None:
                continue
            order = Order(command(loaded.swarm), visit.person, digest(op, swarm))
            done.append(await self._road.handle(swarm, order))
        return done


class PresenceDesk:
    """Answers once what was said for all cases."""

    def __init__(self, road: Road, visits: Visits, tell: Tell) -> None:
        self._road = road
        self._visits = visits
        self._everywhere = Everywhere(road, visits)
        self._tell = tell

    async def said(self, visit: Visit, intent: Presence) -> None:
        """Raises StoreDown, and Fault for a time that cannot be read."""
        here = await self._visits.swarm_here(visit.source)
        swarms = [*([here] if here else []), *await self._visits.cases(visit)]
        op = digest("said", visit.source.activity)
        done = await self._everywhere.give(
            visit, swarms, lambda swarm: self._command(visit, intent, swarm), op
        )
        best = next((one for one in done if not one.answer.refused), done[0] if done else None)
        nothing = Answer(AnswerKey.NOTHING_YOURS, refused=True)
        self._tell(visit, best.answer if best else nothing, best.swarm if best else None)

    def _command(self, visit: Visit, intent: Presence, swarm: Swarm) -> Command:
        if isinstance(intent, i.Back):
            return ComeBack()
        writer = Writer(visit.person, visit.now, visit.reader.zone, swarm)
        return area_command(intent, writer, self._road.policy())
