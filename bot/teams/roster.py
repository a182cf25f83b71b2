"""Who is in which channel: so that names in the policy become people, and strangers stay out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.domain.shown import Address, Place
from bot.flow.people import People
from bot.ports import ChatError, Clock, Directory, Member, PersonRow
from bot.teams.inbound import Sender, Source

FRESH_FOR = timedelta(minutes=10)
"""How long an answer about a membership is believed."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Read:
    """A roster as it was read; ``external`` are guests and people of another tenant."""

    members: tuple[Member, ...]
    external: tuple[Member, ...]


class Rosters:
    """Reads rosters and remembers for a while who is a member of what."""

    def __init__(self, directory: Directory, people: People, clock: Clock) -> None:
        self._directory = directory
        self._people = people
        self._clock = clock
        self._members: dict[tuple[str, str], datetime] = {}

    async def read(self, place: Place) -> Read | None:
        """The roster of a channel; everybody in it is met. None when Teams did not give it."""
        address = Address(place.conversation, place.service_url, place.tenant)
        try:
            members = await self._directory.members(address)
        except ChatError as error:
            log.warning("roster not read", action="roster_failed", status=error.status)
            return None
        for member in members:
            await self._people.met(PersonRow(member.id, member.name, member.mention, member.upn))
            self._members[place.conversation, member.id] = self._clock()
        external = tuple(m for m in members if is_external(m, place.tenant))
        return Read(tuple(members), external)

    async def is_member(self, home: Address, sender: Sender) -> bool:
        """Whether the person is in the channel now. Teams does not answer: no."""
        key = (home.conversation, sender.id)
        seen = self._members.get(key)
        if seen is not None and self._clock() - seen < FRESH_FOR:
            return True
        try:
            member = await self._directory.member(home, sender.mention or sender.id)
        except ChatError as error:
            log.warning("member not read", action="member_failed", status=error.status)
            return False
        if member is not None:
            self._members[key] = self._clock()
        return member is not None

    def forget(self, conversation: str) -> None:
        """The members of the channel have changed."""
        self._members = {k: v for k, v in self._members.items() if k[0] != conversation}


def is_external(member: Member, tenant: str) -> bool:
    """A guest, or somebody of another tenant (shared channels have such)."""
    return member.guest or bool(tenant and member.tenant and member.tenant != tenant)


def person_row(sender: Sender, now: datetime, direct: Address | None = None) -> PersonRow:
    """What an activity tells about its sender."""
    return PersonRow(
        sender.id, sender.name, sender.mention, sender.upn, sender.locale, sender.zone,
        direct=direct, seen_at=None if direct is None else now,
    )  # fmt: skip


def place_of(source: Source, now: datetime) -> Place:
    """The channel of an activity, as a place where swarms can live."""
    return Place(
        conversation=source.channel or source.conversation.partition(";")[0],
        service_url=source.service_url,
        tenant=source.tenant,
        team=source.team,
        name=source.channel_name,
        team_name=source.team_name,
        installed_at=now,
    )
