"""Activities as Teams writes them."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

APP_ID = "11111111-1111-4111-8111-111111111111"
TENANT = "22222222-2222-4222-8222-222222222222"
BOT = f"28:{APP_ID}"
CHANNEL = "19:swarm@thread.tacv2"
TEAM = "19:team@thread.tacv2"


@dataclass(frozen=True, slots=True)
class User:
    """A person in Teams: Entra object id, Teams id, display name."""

    id: str
    mention: str
    name: str
    upn: str = ""
    locale: str = "en-US"
    zone: str = "Europe/Berlin"

    def account(self) -> dict[str, str]:
        return {"id": self.mention, "name": self.name, "aadObjectId": self.id}

    def member(self) -> dict[str, str]:
        return {
            **self.account(),
            "userPrincipalName": self.upn,
            "tenantId": TENANT,
            "userRole": "user",
        }


def user(number: int, name: str, locale: str = "en-US", zone: str = "Europe/Berlin") -> User:
    first = name.partition(" ")[0].lower()
    return User(
        id=f"aaaaaaaa-0000-4000-8000-{number:012d}",
        mention=f"29:{number}-{first}",
        name=name,
        upn=f"{first}@example.com",
        locale=locale,
        zone=zone,
    )


ANN = user(1, "Ann Lee")
BEN = user(2, "Ben Ode")
CHIE = user(3, "Chie Mori", "ja-JP", "Asia/Tokyo")
EVERYBODY = (ANN, BEN, CHIE)


@dataclass
class Wire:
    """Writes what Teams would post to the bot. Conversations: a thread, a channel or a chat."""

    service_url: str
    tenant: str = TENANT
    bot: str = BOT
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def _activity(self, kind: str, who: User, conversation: str, **more: Any) -> dict[str, Any]:
        in_channel = "@thread.tacv2" in conversation
        channel = conversation.partition(";messageid=")[0]
        data: dict[str, Any] = {"tenant": {"id": self.tenant}}
        if in_channel:
            data |= {"channel": {"id": channel}, "team": {"id": TEAM, "name": "Escalations"}}
        data |= more.pop("channel_data", {})
        return {
            "type": kind,
            "id": f"act-{next(self.numbers)}",
            "timestamp": "2026-11-22T09:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": who.account(),
            "recipient": {"id": self.bot, "name": "Swarm"},
            "conversation": {
                "id": conversation,
                "conversationType": "channel" if in_channel else "personal",
                "tenantId": self.tenant,
                **({"isGroup": True} if in_channel else {}),
            },
            "channelData": data,
            "locale": who.locale,
            "localTimezone": who.zone,
            "entities": [
                {
                    "type": "clientInfo",
                    "locale": who.locale,
                    "platform": "Windows",
                    "timezone": who.zone,
                }
            ],
            **more,
        }

    def press(
        self,
        who: User,
        conversation: str,
        verb: str,
        data: Mapping[str, Any] | None = None,
        *,
        card: str = "",
        trigger: str = "manual",
    ) -> dict[str, Any]:
        """Action.Execute; ``card`` is the id of the message that was pressed."""
        action = {"type": "Action.Execute", "verb": verb, "data": dict(data or {})}
        return self._activity(
            "invoke",
            who,
            conversation,
            name="adaptiveCard/action",
            value={"action": action, "trigger": trigger},
            replyToId=card,
        )

    def task_fetch(
        self, who: User, conversation: str, data: Mapping[str, Any], *, card: str = ""
    ) -> dict[str, Any]:
        """Action.Submit with ``msteams: task/fetch``: a dialog is to open."""
        value = {"data": {"msteams": {"type": "task/fetch"}, **data}, "context": {"theme": "dark"}}
        return self._activity(
            "invoke", who, conversation, name="task/fetch", value=value, replyToId=card
        )

    def task_submit(self, who: User, conversation: str, data: Mapping[str, Any]) -> dict[str, Any]:
        value = {"data": dict(data), "context": {"theme": "dark"}}
        return self._activity("invoke", who, conversation, name="task/submit", value=value)

    def invoke(
        self, who: User, conversation: str, name: str, value: object = None
    ) -> dict[str, Any]:
        """Any other invoke."""
        return self._activity("invoke", who, conversation, name=name, value=value)

    def say(
        self, who: User, conversation: str, text: str, *mentioned: User, to_bot: bool = True
    ) -> dict[str, Any]:
        """A message; ``to_bot`` puts the mention of the bot before it, as Teams does."""
        activity = self._activity("message", who, conversation, textFormat="plain")
        people = [(person.mention, person.name) for person in mentioned]
        if to_bot and "@thread" in conversation:
            people.append((self.bot, "Swarm"))
            text = f"<at>Swarm</at>\u00a0{text}\n"
        activity["entities"] += [
            {
                "type": "mention",
                "text": f"<at>{name}</at>",
                "mentioned": {"id": mention, "name": name},
            }
            for mention, name in people
        ]
        return {**activity, "text": text}

    def submit(
        self, who: User, conversation: str, data: Mapping[str, Any], *, card: str = ""
    ) -> dict[str, Any]:
        """Action.Submit: a message with a value and no text."""
        return self._activity("message", who, conversation, value=dict(data), replyToId=card)

    def install(
        self, who: User, conversation: str = CHANNEL, action: str = "add"
    ) -> dict[str, Any]:
        """``add``, ``remove``, ``add-upgrade`` or ``remove-upgrade``."""
        return self._activity("installationUpdate", who, conversation, action=action)

    def members_added(
        self, who: User, conversation: str, *members: User, bot: bool = False
    ) -> dict[str, Any]:
        return self._members("membersAdded", "teamMemberAdded", who, conversation, members, bot=bot)

    def members_removed(
        self, who: User, conversation: str, *members: User, bot: bool = False
    ) -> dict[str, Any]:
        return self._members(
            "membersRemoved", "teamMemberRemoved", who, conversation, members, bot=bot
        )

    def _members(
        self,
        name: str,
        event: str,
        who: User,
        conversation: str,
        members: tuple[User, ...],
        *,
        bot: bool,
    ) -> dict[str, Any]:
        listed = [{"id": m.mention, "aadObjectId": m.id} for m in members]
        listed += [{"id": self.bot}] if bot else []
        data = {"eventType": event}
        more: dict[str, Any] = {name: listed, "channel_data": data}
        return self._activity("conversationUpdate", who, conversation, **more)

    def team_event(
        self, who: User, event: str, *, channel: str = CHANNEL, name: str = "swarms"
    ) -> dict[str, Any]:
        """channelCreated, channelRenamed, teamArchived, ..."""
        data: dict[str, Any] = {"eventType": event}
        if event.startswith("channel"):
            data["channel"] = {"id": channel, "name": name}
        else:
            data["team"] = {"id": TEAM, "name": name}
        return self._activity("conversationUpdate", who, channel, channel_data=data)
