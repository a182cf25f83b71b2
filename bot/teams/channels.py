"""Where the bot may speak: installs, channels, teams and their members, as they come and go.

Events arrive twice, late and out of order; every one of them may be repeated without harm.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from bot.domain.commands import Leave, Order
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.shown import Address, Place
from bot.domain.swarm import Phase
from bot.flow.road import TICKET_WITHIN, Road
from bot.ports import Message
from bot.present.reader import Reader, person_reader
from bot.teams.inbound import (
    ChannelChanged,
    Installed,
    MembersChanged,
    Sender,
    Source,
    TeamChanged,
)
from bot.teams.residents import Residents
from bot.teams.roster import Rosters, person_row, place_of
from bot.teams.speaker import Speaker
from cards.misc import welcome_card
from cards.views import WelcomeView

log = structlog.get_logger()

EXTERNAL = "external"
WELCOME_PRESSES = frozenset({"use_channel", "drill", "form_new", "help"})


class Channels:
    """Keeps the places up to date, and greets once."""

    def __init__(
        self,
        road: Road,
        rosters: Rosters,
        speaker: Speaker,
        policy: Callable[[], Policy],
        dialogs: Callable[[str], bool],
    ) -> None:
        self._road = road
        self._rosters = rosters
        self._speaker = speaker
        self._policy = policy
        self._dialogs = dialogs
        self._residents = Residents(road)
        self._arriving: set[str] = set()

    async def seen(self, source: Source) -> bool:
        """Somebody speaks in a channel: it is a place, unless outsiders are in it."""
        place = self._road.places.get(place_of(source, self._road.clock()).conversation)
        if place is None or place.gone not in ("", EXTERNAL):
            place = await self._looked_at(replace(await self._known(source), gone=""))
            await self._changed(place)
        return place.gone != EXTERNAL

    async def use(self, source: Source) -> str:
        """ "Use this channel": the key of the answer (``channel-used`` or why not)."""
        if source.scope != "channel":
            return "channel-only"
        policy, person = self._policy(), Person(source.sender.id, source.sender.name)
        if not policy.may(policy.channel_by, person):
            return "channel-barred"
        place = await self._known(source)
        place = await self._looked_at(replace(place, told=self._road.clock(), gone=""))
        await self._changed(place)
        return "external-channel" if place.gone == EXTERNAL else "channel-used"

    async def installed(self, event: Installed) -> None:
        """Added: a place to post in (or a person to talk to). Removed: a place to stay out of."""
        source = event.source
        if source.scope == "personal":
            await self._once(source.conversation, self._met_directly, event)
            return
        if source.scope != "channel":
            return
        await self._road.places.load()
        arriving = place_of(source, self._road.clock()).conversation
        known = self._road.places.get(arriving)
        if not event.added:
            for place in self._road.places.all():
                if place.conversation == arriving or (source.team and place.team == source.team):
                    await self._changed(replace(place, gone="removed"))
            return
        if known is None or known.gone:
            await self._once(arriving, self._arrived, event)

    async def _once(
        self, arriving: str, work: Callable[[Installed], Awaitable[None]], event: Installed
    ) -> None:
        """Teams tells of one install in two events at once: the second greets nobody again while
        the first is still being written down."""
        if arriving in self._arriving:
            return
        self._arriving.add(arriving)
        try:
            await work(event)
        finally:
            self._arriving.discard(arriving)

    async def _arrived(self, event: Installed) -> None:
        source = event.source
        place = await self._looked_at(replace(await self._known(source), gone=""))
        await self._changed(place)
        log.info("installed", action="installed", channel=place.name, team=place.team_name)
        if not event.upgrade:
            self._greet(place, source)

    async def members_changed(self, event: MembersChanged) -> None:
        """Somebody came or went: the roster is read again, and outsiders are noticed."""
        source = event.source
        if source.scope != "channel":
            return
        await self._road.places.load()
        for sender in event.added:
            await self._road.people.met(person_row(sender, self._road.clock()))
        for place in self._road.places.all():
            if place.team == source.team and not place.gone.startswith("removed"):
                self._rosters.forget(place.conversation)
                looked_at = await self._looked_at(place)
                if looked_at != place:
                    await self._road.place_known(looked_at)
                for sender in event.removed:
                    await self._without(sender, place)

    async def _without(self, sender: Sender, place: Place) -> None:
        """Whoever has left looks at nothing any more: their areas are free, and the lead hears it."""
        for row in await self._road.store.overview():
            if row.phase == Phase.CLOSED or sender.id not in row.people:
                continue
            teams = await self._road.store.teams(row.swarm)
            loaded = await self._road.read(row.swarm)
            home = teams.shown.home if teams else None
            if loaded is None or home is None or home.conversation != place.conversation:
                continue
            person = self._road.people.person(sender.id, sender.name)
            log.info("left the team", action="left", swarm=row.swarm)
            await self._road.handle(row.swarm, Order(Leave(), person), TICKET_WITHIN)

    async def channel_changed(self, event: ChannelChanged) -> None:
        """Renamed, deleted, restored; a channel that was created is none of ours yet."""
        await self._road.places.load()
        known = self._road.places.get(event.source.channel)
        if known is None or event.change == "created":
            return
        gone = {"deleted": "deleted", "restored": ""}.get(event.change, known.gone)
        name = event.source.channel_name or known.name
        await self._changed(replace(known, gone=gone, name=name))

    async def team_changed(self, event: TeamChanged) -> None:
        """Archived and deleted teams cannot be spoken in; restored ones can again."""
        await self._road.places.load()
        for place in self._road.places.all():
            if place.team != event.source.team:
                continue
            gone = {"archived": "archived", "deleted": "deleted", "renamed": place.gone}
            name = event.source.team_name or place.team_name
            changed = replace(place, gone=gone.get(event.change, ""), team_name=name)
            await self._changed(changed)

    async def _changed(self, place: Place) -> None:
        """The place as it is now; those who live there lose it, or have it again."""
        known = self._road.places.get(place.conversation)
        before = known.gone if known else ""
        await self._road.place_known(place)
        if _closed(place.gone) and not _closed(before):
            await self._residents.shut_out(place)
        elif _closed(before) and not place.gone:
            await self._residents.let_in(place)

    async def read_rosters(self) -> None:
        """At start: who is there now, so that the policy's names become people."""
        for place in self._road.places.all():
            if not place.gone:
                await self._rosters.read(place)

    async def _known(self, source: Source) -> Place:
        await self._road.places.load()
        fresh = place_of(source, self._road.clock())
        known = self._road.places.get(fresh.conversation)
        if known is None:
            return fresh
        return replace(
            known,
            service_url=fresh.service_url,
            name=fresh.name or known.name,
            team_name=fresh.team_name or known.team_name,
        )

    async def _looked_at(self, place: Place) -> Place:
        """The place, marked as external when outsiders are in it and the policy does not allow it."""
        read = await self._rosters.read(place)
        if read is None:
            return place
        if read.external and not self._policy().allow_external:
            log.warning("outsiders in the channel", action="external", channel=place.name)
            return replace(place, gone=EXTERNAL)
        return replace(place, gone="") if place.gone == EXTERNAL else place

    def _greet(self, place: Place, source: Source) -> None:
        policy = self._policy()
        reader = Reader(policy.language, person_reader(policy, "").zone)
        words = reader.words
        to = Address(place.conversation, place.service_url, place.tenant)
        if place.gone == EXTERNAL:
            text = words.t("external-channel")
            self._speaker.say_soon(to, Message(summary=text, text=text))
            return
        name = self._road.people.person(source.sender.id, source.sender.name).name
        view = WelcomeView(name, WELCOME_PRESSES, self._dialogs(source.service_url))
        card = welcome_card(view, words)
        self._speaker.say_soon(to, Message(summary=words.t("welcome-title"), card=card))

    async def _met_directly(self, event: Installed) -> None:
        source = event.source
        direct = Address(source.conversation, source.service_url, source.tenant)
        before = self._road.people.row(source.sender.id)
        await self._road.people.met(person_row(source.sender, self._road.clock(), direct))
        if not event.added or event.upgrade or (before is not None and before.direct is not None):
            return
        reader = person_reader(self._policy(), source.sender.locale, source.sender.zone)
        text = reader.words.t("direct-welcome")
        self._speaker.say_soon(direct, Message(summary=text, text=text))


def _closed(gone: str) -> bool:
    """Whether Teams lets nobody of us speak there. That outsiders listen is another matter."""
    return gone not in ("", EXTERNAL)
