"""What can come in from Teams, as plain values. Identity is of the envelope, never of card data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Scope = Literal["channel", "group", "personal"]
ChannelChange = Literal["created", "renamed", "deleted", "restored"]
TeamChange = Literal["archived", "unarchived", "deleted", "renamed", "restored"]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did it. ``id`` is the Entra object id (the Teams id where there is none);
    ``mention`` is the Teams id; ``zone`` an IANA name as the client said it."""

    id: str
    name: str = ""
    mention: str = ""
    upn: str = ""
    locale: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an activity comes from. ``conversation`` is the thread in a channel;
    ``channel`` and ``team`` are empty outside channels. ``reply_to`` is the card pressed."""

    activity: str
    conversation: str
    scope: Scope
    service_url: str
    sender: Sender
    tenant: str = ""
    channel: str = ""
    channel_name: str = ""
    team: str = ""
    team_name: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button on a card; ``automatic`` when the client refreshed by itself."""

    source: Source
    verb: str
    data: Mapping[str, Any] = field(default_factory=dict)
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class FormFetch:
    """A dialog is to be opened."""

    source: Source
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormSubmit:
    """A dialog was sent."""

    source: Source
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Somebody (or a tag: the id tells nothing) mentioned in a text, by Teams id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words, without the mention of the bot; other mentions stand in them as bare names.

    ``to_bot``: the bot was mentioned, or nobody else reads along. ``cut``: it was longer.
    """

    source: Source
    text: str
    others: tuple[Mentioned, ...] = ()
    to_bot: bool = True
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form on a message was sent by a client without Action.Execute."""

    source: Source
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Installed:
    """The bot was added to (or removed from) the place of ``source``. Comes twice, in any order.

    ``upgrade``: only the app's version changed.
    """

    source: Source
    added: bool
    upgrade: bool = False


@dataclass(frozen=True, slots=True)
class MembersChanged:
    source: Source
    added: tuple[Sender, ...] = ()
    removed: tuple[Sender, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelChanged:
    """``source.channel`` and ``source.channel_name`` say which."""

    source: Source
    change: ChannelChange


@dataclass(frozen=True, slots=True)
class TeamChanged:
    """``source.team`` and ``source.team_name`` say which."""

    source: Source
    change: TeamChange


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something that the bot has no answer for; ``kind`` is for the log."""

    source: Source
    kind: str


Inbound = (
    Press
    | FormFetch
    | FormSubmit
    | Said
    | Submitted
    | Installed
    | MembersChanged
    | ChannelChanged
    | TeamChanged
    | Ignored
)
