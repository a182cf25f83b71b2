"""The story of a case for whoever asks for it: links to files, or text to copy.

A bot can hand over files in 1:1 chats only, into a OneDrive that the person must have. A link works
in every client; it is shown to one person alone. Without a public address the story comes as text.
"""

from zoneinfo import ZoneInfo

from bot.domain.shown import Address
from bot.domain.swarm import Swarm
from bot.exports import FORMATS
from bot.exports.links import Grant, Links, over_at
from bot.flow.road import Road
from bot.ports import Message
from bot.present.lists import Card
from bot.present.reader import Reader
from bot.present.story import document
from bot.teams import intents as i
from bot.teams.speaker import Speaker
from bot.teams.visits import Visit
from cards.export import export_card
from cards.views import ExportView

KINDS = ("xlsx", "md")
"""What is offered by a press; ``json`` is for programs (``swarmbot timeline --format json``)."""

PIECE = 6000
"""Characters of one message: Teams takes 28 KB, and Japanese takes three bytes each."""

PIECES = 8
"""Messages at most; what is longer is a file's business."""


class Exports:
    """Writes stories. ``links`` None: there is no address under which a file could be had."""

    def __init__(self, road: Road, links: Links | None) -> None:
        self.links = links
        self._road = road

    async def written(self, grant: Grant) -> tuple[bytes, str] | None:
        """The file and its ticket's number; None when the swarm is gone. Raises StoreDown."""
        loaded = await self._road.store.load(grant.swarm)
        if loaded is None:
            return None
        policy = self._road.policy()
        events = await self._road.store.events(grant.swarm)
        row = await self._road.store.teams(grant.swarm)
        reader = Reader(grant.language, ZoneInfo(policy.zone))
        shown = row.shown if row else None
        now = self._road.clock()
        doc = document(events, loaded.swarm, policy, reader, now, safe=grant.safe, shown=shown)
        return FORMATS[grant.kind].write(doc), loaded.swarm.ticket.id


class ExportDesk:
    """Answers *Export*, pressed or written."""

    def __init__(self, road: Road, speaker: Speaker, exports: Exports) -> None:
        self._road = road
        self._speaker = speaker
        self._exports = exports

    async def pressed(self, visit: Visit, swarm: Swarm) -> Card | str:
        """The links in the place of the card, for the presser alone; or the words' key that says
        where the story was sent."""
        links = self._exports.links
        if links is not None:
            return self._card(visit, swarm, links, in_place=True)
        return await self._as_text(visit, swarm, safe=False)

    async def said(self, visit: Visit, swarm: Swarm, wanted: i.Export) -> str:
        """The links or the text in the 1:1 chat; a key of the words when something is to be said."""
        links = self._exports.links
        if links is None or wanted.as_text:
            return await self._as_text(visit, swarm, safe=wanted.safe)
        to = self._alone(visit)
        if to is None:
            return "export-alone"
        card = self._card(visit, swarm, links, in_place=False)
        self._speaker.say_soon(to, Message(visit.reader.words.t("export-title"), card))
        return "" if to == visit.address else "export-sent"

    def _alone(self, visit: Visit) -> Address | None:
        """Where nobody else reads along."""
        if visit.source.scope == "personal":
            return visit.address
        row = self._road.people.row(visit.person.id)
        return row.direct if row is not None and not row.unreachable else None

    def _card(self, visit: Visit, swarm: Swarm, links: Links, *, in_place: bool) -> Card:
        until = over_at(visit.now)
        language = visit.reader.language

        def urls(*, safe: bool) -> tuple[tuple[str, str], ...]:
            grants = (
                Grant(swarm.id, kind, safe, language, visit.person.id, int(until.timestamp()))
                for kind in KINDS
            )
            return tuple((grant.kind, links.url(grant, swarm.ticket.id)) for grant in grants)

        view = ExportView(
            severity=swarm.ticket.severity.value,
            customer=swarm.ticket.customer,
            ticket=swarm.ticket.id,
            as_of=visit.reader.at(visit.now),
            until=visit.reader.at(until),
            inside=urls(safe=False),
            safe=urls(safe=True),
            drill=swarm.ticket.drill,
            back=(swarm.id, str(swarm.rev)) if in_place else None,
        )
        return export_card(view, visit.reader.words)

    async def _as_text(self, visit: Visit, swarm: Swarm, *, safe: bool) -> str:
        to = self._alone(visit)
        if to is None:
            return "export-alone"
        grant = Grant(swarm.id, "md", safe, visit.reader.language, visit.person.id, 0)
        found = await self._exports.written(grant)
        if found is None:
            return "unknown-swarm"
        pieces = in_pieces(found[0].decode())
        for piece in pieces[:PIECES]:
            # Between fences it is copied as it is written.
            self._speaker.say_soon(to, Message(visit.reader.words.t("export-title"), text=piece))
        if len(pieces) > PIECES:
            return "export-long"
        return "" if to == visit.address else "export-sent"


def in_pieces(text: str, most: int = PIECE) -> list[str]:
    """The text in messages of at most ``most`` characters, parted between lines."""
    pieces, piece = [], ""
    for line in text.splitlines(keepends=True):
        for part in (line[start : start + most] for start in range(0, len(line), most)):
            if len(piece) + len(part) > most:
                pieces.append(piece)
                piece = ""
            piece += part
    return [f"```\n{one.rstrip()}\n```" for one in (*pieces, piece) if one.strip()]
