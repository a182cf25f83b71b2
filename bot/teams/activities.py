"""From an activity in Teams' wire shape to ``Inbound``: pure, and every fault is named.

Shapes: Bot Framework activity schema; Teams' documents on bot events, universal actions and
dialogs.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.teams.auth import tenant_of
from bot.teams.inbound import (
    ChannelChange,
    ChannelChanged,
    FormFetch,
    FormSubmit,
    Ignored,
    Inbound,
    Installed,
    MembersChanged,
    Press,
    Said,
    Scope,
    Sender,
    Source,
    Submitted,
    TeamChange,
    TeamChanged,
)
from bot.teams.spoken import own_words

LONGEST_ID = 512
LONGEST_NAME = 256

_UNDERSTOOD = frozenset({"invoke", "message", "installationUpdate", "conversationUpdate"})
"""Of other activities nothing is asked: Teams may send new ones at any time."""

_SCOPES: Mapping[str, Scope] = {
    "channel": "channel",
    "groupChat": "group",
    "personal": "personal",
}
_CHANNEL_CHANGES: Mapping[str, ChannelChange] = {
    "channelCreated": "created",
    "channelRenamed": "renamed",
    "channelDeleted": "deleted",
    "channelRestored": "restored",
}
_TEAM_CHANGES: Mapping[str, TeamChange] = {
    "teamArchived": "archived",
    "teamUnarchived": "unarchived",
    "teamDeleted": "deleted",
    "teamHardDeleted": "deleted",
    "teamRenamed": "renamed",
    "teamRestored": "restored",
}


class BadActivity(ValueError):
    """Not in Teams' shape. ``faults`` name every field that is wrong, by path."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)

    @property
    def only_value(self) -> bool:
        """The envelope is sound; what the card or dialog sent in ``value`` is not."""
        return all(fault.startswith("value") for fault in self.faults)


class _Fields:
    """Reads fields of JSON and remembers what is wrong, so that all of it can be told at once."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def object(self, holder: Mapping[str, Any], name: str, path: str = "") -> Mapping[str, Any]:
        value = holder.get(name)
        if value is None:
            return {}
        if isinstance(value, Mapping):
            return value
        self.faults.append(f"{path}{name}: must be an object")
        return {}

    def objects(self, holder: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        value = holder.get(name)
        if value is None:
            return []
        if isinstance(value, list) and all(isinstance(entry, Mapping) for entry in value):
            return value
        self.faults.append(f"{name}: must be a list of objects")
        return []

    def id(
        self, holder: Mapping[str, Any], name: str, path: str = "", *, needed: bool = False
    ) -> str:
        value = holder.get(name)
        if value is None or value == "":
            if needed:
                self.faults.append(f"{path}{name}: missing")
            return ""
        if not isinstance(value, str) or len(value) > LONGEST_ID or not value.isprintable():
            self.faults.append(f"{path}{name}: must be a text of at most {LONGEST_ID} characters")
            return ""
        return value

    def name(self, holder: Mapping[str, Any], name: str, path: str = "") -> str:
        """A text for people: cut, and without control characters."""
        value = holder.get(name)
        if value is not None and not isinstance(value, str):
            self.faults.append(f"{path}{name}: must be a text")
            return ""
        printable = "".join(c if c.isprintable() else " " for c in value or "")
        return printable.strip()[:LONGEST_NAME]


def read(activity: Mapping[str, Any]) -> Inbound:
    """What the activity means. Raises BadActivity."""
    fields = _Fields()
    kind = fields.id(activity, "type", needed=True)
    source = _source(fields, activity, needed=kind in _UNDERSTOOD)
    inbound = _meaning(fields, kind, activity, source)
    if fields.faults:
        raise BadActivity(fields.faults)
    return inbound


def _source(fields: _Fields, activity: Mapping[str, Any], *, needed: bool) -> Source:
    conversation = fields.object(activity, "conversation")
    data = fields.object(activity, "channelData")
    team = fields.object(data, "team", "channelData.")
    channel = fields.object(data, "channel", "channelData.")
    where = fields.id(conversation, "id", "conversation.", needed=needed)
    named = fields.id(conversation, "conversationType", "conversation.")
    scope = _SCOPES.get(named, "group" if conversation.get("isGroup") is True else "personal")
    if not named and (team or channel):
        scope = "channel"
    channel_id = fields.id(channel, "id", "channelData.channel.")
    return Source(
        activity=fields.id(activity, "id"),
        conversation=where,
        scope=scope,
        service_url=fields.id(activity, "serviceUrl", needed=True),
        sender=_sender(fields, activity, needed=needed),
        tenant=tenant_of(activity),
        channel=(channel_id or where.partition(";messageid=")[0]) if scope == "channel" else "",
        channel_name=fields.name(channel, "name", "channelData.channel."),
        team=fields.id(team, "id", "channelData.team."),
        team_name=fields.name(team, "name", "channelData.team."),
        reply_to=fields.id(activity, "replyToId"),
    )


def _sender(fields: _Fields, activity: Mapping[str, Any], *, needed: bool) -> Sender:
    person = fields.object(activity, "from")
    client: Mapping[str, Any] = next(
        (e for e in fields.objects(activity, "entities") if e.get("type") == "clientInfo"), {}
    )
    mention = fields.id(person, "id", "from.", needed=needed)
    return Sender(
        id=fields.id(person, "aadObjectId", "from.") or mention,
        name=fields.name(person, "name", "from."),
        mention=mention,
        upn=fields.id(person, "userPrincipalName", "from."),
        locale=fields.id(activity, "locale") or fields.id(client, "locale", "clientInfo."),
        zone=fields.id(activity, "localTimezone") or fields.id(client, "timezone", "clientInfo."),
    )


def _meaning(fields: _Fields, kind: str, activity: Mapping[str, Any], source: Source) -> Inbound:
    match kind:
        case "invoke":
            return _invoke(fields, activity, source)
        case "message":
            return _message(fields, activity, source)
        case "installationUpdate":
            action = fields.id(activity, "action", needed=True)
            return Installed(source, action.startswith("add"), action.endswith("-upgrade"))
        case "conversationUpdate":
            return _conversation_update(fields, activity, source)
        case _:
            return Ignored(source, kind)


def _invoke(fields: _Fields, activity: Mapping[str, Any], source: Source) -> Inbound:
    name = fields.id(activity, "name", needed=True)
    if name not in {"adaptiveCard/action", "task/fetch", "task/submit"}:
        return Ignored(source, f"invoke {name}")
    value = fields.object(activity, "value")
    if name == "adaptiveCard/action":
        action = fields.object(value, "action", "value.")
        verb = fields.id(action, "verb", "value.action.", needed=True)
        data = fields.object(action, "data", "value.action.")
        return Press(source, verb, data, automatic=value.get("trigger") == "automatic")
    # Teams' own wish ("open a dialog") rides in the same data
    data = {k: v for k, v in fields.object(value, "data", "value.").items() if k != "msteams"}
    return FormFetch(source, data) if name == "task/fetch" else FormSubmit(source, data)


def _message(fields: _Fields, activity: Mapping[str, Any], source: Source) -> Inbound:
    sent = fields.object(activity, "from")
    if str(sent.get("role", "")).lower() in {"bot", "skill"}:
        return Ignored(source, "message of a bot")
    value = activity.get("value")
    if value is not None and not activity.get("text"):
        return Submitted(source, fields.object(activity, "value"))
    text = activity.get("text")
    if text is not None and not isinstance(text, str):
        fields.faults.append("text: must be a text")
        text = ""
    bot = fields.id(fields.object(activity, "recipient"), "id", "recipient.")
    words = own_words(text or "", fields.objects(activity, "entities"), bot)
    to_bot = words.bot_mentioned or source.scope == "personal"
    return Said(source, words.text, words.others, to_bot=to_bot, cut=words.cut)


def _conversation_update(fields: _Fields, activity: Mapping[str, Any], source: Source) -> Inbound:
    added = fields.objects(activity, "membersAdded")
    removed = fields.objects(activity, "membersRemoved")
    bot = fields.id(fields.object(activity, "recipient"), "id", "recipient.")
    if added or removed:
        came, went = _members(fields, added), _members(fields, removed)
        if any(member.mention == bot for member in came):
            return Installed(source, added=True)
        if any(member.mention == bot for member in went):
            return Installed(source, added=False)
        return MembersChanged(source, came, went)
    event = fields.id(fields.object(activity, "channelData"), "eventType", "channelData.")
    if event in _CHANNEL_CHANGES:
        return ChannelChanged(source, _CHANNEL_CHANGES[event])
    if event in _TEAM_CHANGES:
        return TeamChanged(source, _TEAM_CHANGES[event])
    return Ignored(source, f"conversationUpdate {event}".strip())


def _members(fields: _Fields, listed: Sequence[Mapping[str, Any]]) -> tuple[Sender, ...]:
    found = []
    for entry in listed:
        mention = fields.id(entry, "id", "members.", needed=True)
        person = fields.id(entry, "aadObjectId", "members.") or mention
        found.append(
            Sender(id=person, name=fields.name(entry, "name", "members."), mention=mention)
        )
    return tuple(found)
