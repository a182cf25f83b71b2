"""Answers in a 1:1 chat to what waits for one person: hand-overs, and calls for help."""

from bot.domain.swarm import Swarm
from bot.flow.road import Road
from bot.teams import intents as i
from bot.teams.asking import called
from bot.teams.questions import QuestionDesk
from bot.teams.role_asking import offered, waits_for
from bot.teams.telling import Teller
from bot.teams.visits import Visit, Visits

READ_MOST = 40
"""So many open cases are looked through."""

Offer = i.AcceptHandover | i.AnswerCall


class OfferDesk:
    """Finds the case that an answer is about: the only one in which something waits."""

    def __init__(self, road: Road, visits: Visits, questions: QuestionDesk, tell: Teller) -> None:
        self._road = road
        self._visits = visits
        self._questions = questions
        self._tell = tell

    async def meant(self, visit: Visit, intent: Offer) -> Swarm | None:
        """The case that the words name, else the only one that waits; None when it was said that
        there is none, or asked which of them. Raises StoreDown."""
        if intent.query:
            return await self._questions.find(visit, intent.query)
        found, everything = await self._waiting(visit, intent)
        if len(found) == 1 and everything:
            return found[0]
        if not found and everything:
            key = "handover-gone" if isinstance(intent, i.AcceptHandover) else "call-gone"
            self._tell.say(visit, key)
            return None
        tickets = tuple(swarm.ticket.id for swarm in found)
        self._tell.say(visit, "answer-which", tickets=tickets, word=_word(intent))
        return None

    async def _waiting(self, visit: Visit, intent: Offer) -> tuple[list[Swarm], bool]:
        """The open cases in which something waits for the person's answer, and whether all could
        be looked through. Who is asked need not have taken part: their own cases come first."""
        lines = await self._road.overview.lines(self._visits.patience.answer / 2)
        rows = [row for row in lines.rows if row.phase != "closed"]
        rows.sort(key=lambda row: (visit.person.id in row.people, row.opened_at), reverse=True)
        read = [await self._road.read(row.swarm) for row in rows[:READ_MOST]]
        found = [one.swarm for one in read if one and _waits(visit, intent, one.swarm)]
        return found, len(rows) <= READ_MOST


def _waits(visit: Visit, intent: Offer, swarm: Swarm) -> bool:
    if isinstance(intent, i.AcceptHandover):
        return offered(visit.person, swarm)
    return waits_for(visit.person, swarm) or bool(called(visit.person, swarm))


def _word(intent: Offer) -> str:
    """What the person wrote, as a word of the sentences."""
    if isinstance(intent, i.AcceptHandover):
        return "accept"
    return "coming" if intent.coming else "cannot"
