"""How long somebody has been on their cases. Told to them, and to managers, in 1:1 alone."""

from bot.domain.apply import apply
from bot.domain.holdings import Hours, hours
from bot.domain.swarm import Swarm
from bot.flow.road import Road
from bot.present.hours import case_hours, own_hours
from bot.teams.questions import QuestionDesk
from bot.teams.telling import Teller
from bot.teams.visits import Visit


class HoursDesk:
    """Counts hours from the logs when somebody asks; nothing of it is kept or shown elsewhere."""

    def __init__(self, road: Road, questions: QuestionDesk, tell: Teller) -> None:
        self._road = road
        self._questions = questions
        self._tell = tell

    async def asked(self, visit: Visit, query: str) -> None:
        """Raises StoreDown."""
        if visit.source.scope != "personal":
            self._tell.say(visit, "hours-private")
        elif not query:
            await self._own(visit)
        elif visit.person not in self._road.policy().managers:
            self._tell.say(visit, "hours-manager")
        else:
            swarm = await self._questions.find(visit, query)
            if swarm is not None:
                found = await self._hours(visit, swarm)
                card = case_hours(swarm, found, visit.reader, visit.now)
                self._tell.card(visit, card, "hours-title")

    async def _own(self, visit: Visit) -> None:
        mine: list[tuple[Swarm, Hours]] = []
        for swarm_id in await self._questions.mine(visit):
            loaded = await self._road.read(swarm_id)
            if loaded is None:
                continue
            found = await self._hours(visit, loaded.swarm)
            mine += [(loaded.swarm, one) for one in found if one.person == visit.person]
        card = own_hours(mine, visit.reader, visit.now)
        self._tell.card(visit, card, "hours-title")

    async def _hours(self, visit: Visit, swarm: Swarm) -> tuple[Hours, ...]:
        states: list[Swarm] = []
        for event in await self._road.store.events(swarm.id):
            states.append(apply(states[-1] if states else None, event, swarm.id))
        return hours(states, visit.now)
