"""Who is here, from where, and what they may do: read once for every press and every word."""

import contextlib
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.shown import Address
from bot.domain.swarm import Swarm
from bot.flow.lanes import lane_of
from bot.flow.road import Road
from bot.present.reader import Reader, person_reader
from bot.teams.inbound import Source
from bot.teams.kindly import TROUBLE, Patience, in_time
from bot.teams.roster import Rosters, person_row


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at one moment: how they read, and where an answer goes."""

    person: Person
    source: Source
    reader: Reader
    now: datetime

    @property
    def address(self) -> Address:
        return Address(self.source.conversation, self.source.service_url, self.source.tenant)


class Visits:
    """Makes visits, and decides who may touch which swarm."""

    def __init__(self, road: Road, rosters: Rosters, patience: Patience) -> None:
        self.patience = patience
        self._road = road
        self._rosters = rosters
        self._threads: dict[str, str] = {}
        self._homes: dict[str, Address] = {}

    async def begin(self, source: Source, language: str = "") -> Visit:
        """Meet the sender; when the store has no time for that, the next visit does it.

        ``language`` is that of their words, when it can be told.
        """
        now = self._road.clock()
        direct = None
        if source.scope == "personal":
            direct = Address(source.conversation, source.service_url, source.tenant)
        met = person_row(source.sender, now, direct)
        if not self._road.people.knows(met):
            with contextlib.suppress(*TROUBLE):
                async with in_time(self.patience.meet):
                    await self._road.people.met(met)
        person = self._road.people.person(source.sender.id, source.sender.name)
        row = self._road.people.row(source.sender.id)
        locale = (row.language if row else "") or language or source.sender.locale
        # In the channel everybody reads the channel's zone; alone, their own.
        zone = source.sender.zone if source.scope == "personal" else ""
        return Visit(person, source, person_reader(self._road.policy(), locale, zone), now)

    async def swarm_here(self, source: Source) -> str | None:
        """The swarm whose thread this is."""
        known = self._threads.get(source.conversation)
        if known is None:
            known = await self._road.store.thread(source.conversation)
            if known is not None:
                self._threads[source.conversation] = known
        return known

    async def cases(self, visit: Visit) -> list[str]:
        """The open cases in which the person has taken part. Raises StoreDown."""
        lines = await self._road.overview.lines(self.patience.answer / 2)
        rows = (row for row in lines.rows if row.phase != "closed")
        return [row.swarm for row in rows if visit.person.id in row.people]

    async def may_change(self, visit: Visit, swarm: str) -> bool:
        """Whoever is where the swarm lives may change it; elsewhere members of that channel, and
        managers, who are called for help in 1:1."""
        if visit.person in self._road.policy().managers:
            return True
        home = await self.home(swarm)
        if home is None:
            return visit.source.scope != "personal" or await self._part_of_lost(visit, swarm)
        if await self._belongs(visit, home):
            return True
        # Nobody is kept out by a remembered channel: the swarm may have moved.
        del self._homes[swarm]
        now = await self.home(swarm)
        if now is not None and now != home and await self._belongs(visit, now):
            return True
        return await self._part_of_lost(visit, swarm)

    async def _belongs(self, visit: Visit, home: Address) -> bool:
        if lane_of(home.conversation) == lane_of(visit.source.conversation):
            return True
        return await self._rosters.is_member(home, visit.source.sender)

    async def _part_of_lost(self, visit: Visit, swarm: str) -> bool:
        """While its channel is lost, nobody can be asked who is in it: whoever has taken part, or is
        being asked, goes on in 1:1."""
        loaded = await self._road.read(swarm)
        if loaded is None or loaded.swarm.lost is None:
            return False
        state = loaded.swarm
        asked = (person for ping in state.pings for person in ping.to)
        return visit.person in {*state.people, *asked, state.lead, state.liaison}

    async def barred(self, visit: Visit, swarm: Swarm, form: str = "") -> dict[str, object] | None:
        """The values of ``not-a-member`` when the person may not change the swarm; else None.

        That the customer contacted us may be written down by everybody who may see the case.
        """
        if form == "customer_called" and self.may_see_all(visit):
            return None
        if await self.may_change(visit, swarm.id):
            return None
        home = await self.home(swarm.id)
        place = self._road.places.get(home.conversation) if home else None
        return {"team": place.team_name if place else "", "ticket": swarm.ticket.id}

    async def home(self, swarm: str) -> Address | None:
        """The channel of the swarm; None while it has none."""
        known = self._homes.get(swarm)
        if known is None:
            row = await self._road.rows.read(swarm)
            known = row.shown.home if row else None
            if known is not None:
                self._homes[swarm] = known
        return known

    def may_see_all(self, visit: Visit) -> bool:
        """Those whom the policy names may ask about any swarm in 1:1."""
        policy: Policy = self._road.policy()
        named = (*policy.viewers, *policy.managers, *policy.supervisors)
        return visit.person in named

    async def may_see(self, visit: Visit, swarm: str) -> bool:
        return self.may_see_all(visit) or await self.may_change(visit, swarm)
