"""Opening a drill: a made-up case in this channel, of which nobody outside hears."""

from datetime import datetime

from bot.domain.commands import Open, Order
from bot.domain.drill import drill_id
from bot.domain.swarm import Severity, Ticket
from bot.flow.road import Road
from bot.present.reader import channel_reader
from bot.teams.channels import Channels
from bot.teams.presses import digest
from bot.teams.visits import Visit
from bot.tickets.sources import swarm_id_from_message


class DrillDesk:
    """Begins drills, by word and by press."""

    def __init__(self, road: Road, channels: Channels) -> None:
        self._road = road
        self._channels = channels

    async def begin(self, visit: Visit, title: str = "") -> str:
        """The key of the answer. The same message, or press, begins one drill."""
        source = visit.source
        if source.scope != "channel":
            return "channel-only"
        if not await self._channels.seen(source):
            return "external-channel"
        origin = source.reply_to or source.activity
        swarm = drill_id(swarm_id_from_message(f"{source.conversation}/{visit.person.id}", origin))
        ticket = self._ticket(swarm, title, source.channel, visit.now)
        await self._road.handle(swarm, Order(Open(ticket), visit.person, digest("drill", origin)))
        return "drill-begun"

    def _ticket(self, swarm: str, title: str, channel: str, now: datetime) -> Ticket:
        words = channel_reader(self._road.policy()).words
        return Ticket(
            id=swarm.upper()[:12],
            title=title[:300] or words.t("drill-title"),
            severity=Severity.A,
            source="drill",
            customer=words.t("drill-customer"),
            business_impact=words.t("drill-impact"),
            created_at=now,
            channel=channel,
            drill=True,
        )
