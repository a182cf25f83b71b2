"""Messages and rosters in Teams' shape: the ports ``Chat`` and ``Directory``."""

from collections.abc import Mapping
from typing import Any

from bot.domain.shown import Address
from bot.ports import Forbidden, Gone, Member, Message, Posted, Refused
from bot.teams.connector import Connector, answered_id

CARD = "application/vnd.microsoft.card.adaptive"
THREAD = ";messageid="


def activity_of(message: Message, *, edit: bool = False) -> dict[str, Any]:
    """The activity for a message. A card goes alone; an edit alerts nobody a second time."""
    activity: dict[str, Any] = {"type": "message", "summary": message.summary}
    if message.card is not None:
        card = with_mentions(message.card, message)
        activity["attachments"] = [{"contentType": CARD, "content": card}]
    else:
        activity["text"] = message.text
        if entities := _entities(message):
            activity["entities"] = entities
    if message.alert and not edit:
        activity["channelData"] = {"notification": {"alert": True}}
    return activity


def with_mentions(card: dict[str, Any], message: Message) -> dict[str, Any]:
    """A copy of the card that names the people whom its ``<at>`` texts mean."""
    teams = card.get("msteams") or {}
    there = list(teams.get("entities") or ())
    known = {entity.get("text") for entity in there}
    added = [entity for entity in _entities(message) if entity["text"] not in known]
    return {**card, "msteams": {**teams, "entities": there + added}} if added else card


def _entities(message: Message) -> list[dict[str, Any]]:
    return [
        {"type": "mention", "text": text, "mentioned": {"id": person, "name": name}}
        for text, person, name in message.mentions
        if person
    ]


def member_of(entry: Mapping[str, Any]) -> Member | None:
    """One line of a roster; None for a line without an identity."""

    def text(*names: str) -> str:
        found = (entry.get(name) for name in names)
        return next((value for value in found if isinstance(value, str) and value), "")

    mention, upn = text("id"), text("userPrincipalName", "email")
    if not mention:
        return None
    return Member(
        id=text("aadObjectId", "objectId") or mention,
        name=text("name", "givenName") or upn,
        mention=mention,
        upn=upn,
        tenant=text("tenantId"),
        guest=text("userRole").lower() == "guest" or "#EXT#" in upn.upper(),
    )


class TeamsChat:
    """``Chat`` and ``Directory`` over the connector. ``bot_id`` is the bot's own Teams id."""

    def __init__(self, connector: Connector, bot_id: str) -> None:
        self._connector = connector
        self._bot = {"id": bot_id}

    async def start_thread(self, channel: Address, message: Message) -> Posted:
        """A post of its own: Teams answers with the thread and the id of its first message."""
        channel_id = channel.conversation.partition(THREAD)[0]
        body = {
            "isGroup": True,
            "bot": self._bot,
            "tenantId": channel.tenant,
            "channelData": {"channel": {"id": channel_id}, "tenant": {"id": channel.tenant}},
            "activity": activity_of(message),
        }
        answer = await self._connector.create_conversation(channel.service_url, body)
        conversation = answered_id(answer)
        first = answer.get("activityId") or conversation.partition(THREAD)[2]
        root = answered_id({"activityId": first}, "activityId")
        thread = conversation if THREAD in conversation else f"{conversation}{THREAD}{root}"
        return Posted(Address(thread, channel.service_url, channel.tenant), root)

    async def post(self, to: Address, message: Message) -> str:
        return await self._connector.send(to.service_url, to.conversation, activity_of(message))

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        activity = {**activity_of(message, edit=True), "id": message_id}
        await self._connector.update(to.service_url, to.conversation, message_id, activity)

    async def delete(self, to: Address, message_id: str) -> None:
        await self._connector.delete(to.service_url, to.conversation, message_id)

    async def probe(self, to: Address) -> None:
        """One page of the roster: reads only, and fails where a message would fail."""
        conversation = to.conversation.partition(THREAD)[0]
        await self._connector.roster_page(to.service_url, conversation)

    async def open_direct(self, service_url: str, tenant: str, mention: str) -> Address:
        body = {
            "isGroup": False,
            "bot": self._bot,
            "members": [{"id": mention}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        try:
            answer = await self._connector.create_conversation(service_url, body)
        except (Gone, Refused) as error:
            if error.status == 401:  # our own registration is at fault, not this person
                raise
            raise Forbidden(str(error), status=error.status, code=error.code) from error
        return Address(answered_id(answer), service_url, tenant)

    async def members(self, conversation: Address) -> list[Member]:
        entries = await self._connector.members(
            conversation.service_url, conversation.conversation.partition(THREAD)[0]
        )
        return [member for entry in entries if (member := member_of(entry))]

    async def member(self, conversation: Address, person: str) -> Member | None:
        """By object id or Teams id; None when that person is not in the conversation."""
        try:
            entry = await self._connector.member(
                conversation.service_url, conversation.conversation.partition(THREAD)[0], person
            )
        except Gone as error:
            if error.code == "ConversationNotFound":
                raise
            return None
        return member_of(entry)
