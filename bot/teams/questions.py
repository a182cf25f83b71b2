"""Questions about cases: the four lines, the timeline, the promises, the lists."""

from collections.abc import Iterable

from bot.domain.swarm import Swarm
from bot.flow.overview import FRESH
from bot.flow.road import Road
from bot.ports import Summary
from bot.present.drawing import Drawing
from bot.present.lists import Kept, four_lines, listed, timeline
from bot.present.promises import promise_list
from bot.teams import intents as i
from bot.teams.kindly import TROUBLE
from bot.teams.telling import Teller
from bot.teams.visits import Visit, Visits

READ_MOST = 40
"""So many of somebody's cases are looked through for follow-ups."""

CARDS_MOST = 3
"""Cards of a timeline in one answer."""


Question = i.MySwarms | i.All | i.Timeline | i.Promises


class QuestionDesk:
    """Answers questions, to those who may see the answer."""

    def __init__(self, road: Road, visits: Visits, drawing: Drawing, tell: Teller) -> None:
        self._road = road
        self._visits = visits
        self._drawing = drawing
        self._tell = tell

    async def asked(self, visit: Visit, question: Question) -> None:
        """Answer with a list, the timeline, or the promises."""
        match question:
            case i.MySwarms() | i.All():
                await self.listed(visit, everything=isinstance(question, i.All))
            case i.Timeline():
                await self.timeline(visit, question.query)
            case i.Promises():
                await self.promises(visit, question.query)

    async def status(self, visit: Visit, query: str) -> None:
        """The four lines about the case that the words mean."""
        swarm = await self.find(visit, query)
        if swarm is not None:
            await self.lines(visit, swarm)

    async def lines(self, visit: Visit, swarm: Swarm) -> None:
        """What may be said about the case, and whom to ask."""
        may_press = await self._visits.barred(visit, swarm, "customer_called") is None
        card = four_lines(
            swarm,
            self._road.policy(),
            visit.reader,
            visit.now,
            may_press=may_press,
            dialogs=self._drawing.dialogs(visit.source.service_url),
        )
        self._tell.card(visit, card, "press-status")

    async def timeline(self, visit: Visit, query: str) -> None:
        swarm = await self.meant(visit, query)
        if swarm is None:
            return
        events = await self._road.store.events(swarm.id)
        policy = self._road.policy()
        row = await self._road.store.teams(swarm.id)
        shown = row.shown if row else None
        pages = timeline(
            events, swarm, policy, visit.reader, visit.now, most=CARDS_MOST, shown=shown
        )
        for page in pages:
            self._tell.card(visit, page, "timeline-title")

    async def promises(self, visit: Visit, query: str) -> None:
        """Every promise of the case, open ones first, and how the others ended."""
        swarm = await self.meant(visit, query)
        if swarm is None:
            return
        events = await self._road.store.events(swarm.id)
        presses = await self._visits.barred(visit, swarm) is None
        dialogs = self._drawing.dialogs(visit.source.service_url)
        card = promise_list(
            events, swarm, visit.reader, visit.now, may_press=presses, dialogs=dialogs
        )
        self._tell.card(visit, card, "promises-title")

    async def listed(self, visit: Visit, *, everything: bool) -> None:
        lines = await self._road.overview.lines(self._visits.patience.answer / 2)
        rows = [row for row in lines.rows if row.phase != "closed"]
        if not everything:
            rows = [row for row in rows if visit.person.id in row.people]
        elif not self._visits.may_see_all(visit):
            rows = [row for row in rows if await self._seen(visit, row.swarm)]
        key = "list-all" if everything else "list-mine"
        read_at = lines.at if lines.stale else None
        kept = () if everything else await self._follow_ups(visit, lines.rows)
        card = listed(key, rows, visit.reader, visit.now, read_at=read_at, follow_ups=kept)
        self._tell.card(visit, card, key)

    async def _follow_ups(self, visit: Visit, rows: Iterable[Summary]) -> list[Kept]:
        """What the person is still to do, also of cases that are closed; each of them is read."""
        mine = [row for row in rows if visit.person.id in row.people]
        mine.sort(key=lambda row: row.opened_at, reverse=True)
        found = [await self._road.read(row.swarm) for row in mine[:READ_MOST]]
        return [
            (loaded.swarm, one)
            for loaded in found
            if loaded is not None
            for one in loaded.swarm.follow_ups
            if one.owner == visit.person
        ]

    async def mine(self, visit: Visit) -> list[str]:
        return await self._visits.cases(visit)

    async def find(self, visit: Visit, query: str) -> Swarm | None:
        """The one swarm that the words mean, if the person may see it; else it is said why not."""
        fitting = await self._fitting(query)
        seen = [row for row in fitting if await self._visits.may_see(visit, row.swarm)]
        if not seen:
            self._tell.say(visit, "no-match", text=query)
            return None
        if len(seen) > 1:
            self._tell.card(visit, listed("ambiguous", seen, visit.reader, visit.now), "ambiguous")
            return None
        loaded = await self._road.read(seen[0].swarm)
        return loaded.swarm if loaded else None

    async def meant(self, visit: Visit, query: str) -> Swarm | None:
        """The swarm that the words name, or that of this thread; else it is said why not."""
        swarm = await self.find(visit, query) if query else await self.here(visit)
        if swarm is None and not query:
            self._tell.say(visit, "thread-only")
        return swarm

    async def here(self, visit: Visit) -> Swarm | None:
        swarm = await self._visits.swarm_here(visit.source)
        loaded = await self._road.read(swarm) if swarm else None
        return loaded.swarm if loaded else None

    async def _seen(self, visit: Visit, swarm: str) -> bool:
        """Whether the person may see it; one about which that cannot be known hides no other."""
        try:
            return await self._visits.may_see(visit, swarm)
        except TROUBLE:
            return False

    async def _fitting(self, query: str) -> list[Summary]:
        """What is open goes before what is closed, and that before what is in the archive."""
        for fresh in (FRESH, 0.0):  # what is not in the list yet may have come since
            lines = await self._road.overview.lines(self._visits.patience.answer / 2, fresh)
            rows = [row for row in lines.rows if _fits(row, query)]
            if rows:
                return [row for row in rows if row.phase != "closed"] or rows
        return [row for row in await self._road.store.archived() if _fits(row, query)]


def _fits(row: Summary, query: str) -> bool:
    """Whether the words are the ticket's number, or part of the customer's name or the title."""
    wanted = "".join(query.split()).casefold()
    texts = (row.ticket, row.customer, row.title, row.swarm)
    return not wanted or any(wanted in "".join(text.split()).casefold() for text in texts)
