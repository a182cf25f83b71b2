"""What the Bot Framework SDK sends goes over our connector."""

from collections.abc import AsyncIterator
from enum import StrEnum

import aiohttp
import pytest
from botbuilder.core import TurnContext
from botbuilder.schema import Activity, Attachment, ConversationParameters

from bot.teams.connector import Connector
from bot.teams.sdk import Adapter, NotAnActivity, wire
from bot.teams.token import NoToken
from tests.fake_teams import FakeTeams
from tests.teams.rig import THREAD, Turned
from tests.teams_wire import ANN, CHANNEL


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with FakeTeams(needs_token=False) as teams:
        yield teams


@pytest.fixture
async def adapter(teams: FakeTeams) -> AsyncIterator[Adapter]:
    async with aiohttp.ClientSession() as session:
        yield Adapter(Connector(session, NoToken(), Turned(), dev=True))


class Size(StrEnum):
    LARGE = "large"


def card_activity() -> Activity:
    content = {"type": "AdaptiveCard", "size": Size.LARGE, "refresh": {"userIds": []}}
    attached = Attachment(content_type="application/vnd.microsoft.card.adaptive", content=content)
    return Activity(type="message", attachments=[attached])


async def test_a_turn_can_send_edit_and_delete(teams: FakeTeams, adapter: Adapter) -> None:
    """send_activity, update_activity and delete_activity of the turn all reach Teams."""
    seen: list[str] = []

    async def turn(context: TurnContext) -> None:
        sent = await context.send_activity("one")
        seen.append(sent.id)
        changed = Activity(type="message", id=sent.id, text="two")
        await context.update_activity(changed)
        other = await context.send_activity(card_activity())
        await context.delete_activity(other.id)

    await adapter.run(teams.wire.say(ANN, THREAD, "hi"), {}, turn)

    (left,) = teams.thread(THREAD)
    assert (left.id, left.text, left.edits) == (seen[0], "two", 1)


async def test_the_sdk_can_open_a_conversation(teams: FakeTeams, adapter: Adapter) -> None:
    """create_conversation of the adapter begins a thread, with the card as it was made."""
    parameters = ConversationParameters(
        is_group=True, channel_data={"channel": {"id": CHANNEL}}, activity=card_activity()
    )

    async def opened(context: TurnContext) -> None:
        assert context.activity.conversation.id in teams.threads()

    await adapter.create_conversation("app", opened, parameters, "msteams", teams.service_url)

    (thread,) = teams.threads()
    assert teams.thread(thread)[0].card == {
        "type": "AdaptiveCard",
        "size": "large",
        "refresh": {"userIds": []},
    }


async def test_what_the_sdk_cannot_read_is_told_before_the_turn(adapter: Adapter) -> None:
    """A timestamp that is none: refused, and the turn does not begin."""

    async def turn(_: TurnContext) -> None:
        raise AssertionError("not reached")

    with pytest.raises(NotAnActivity):
        await adapter.run({"type": "message", "timestamp": "yesterday"}, {}, turn)


async def test_the_sdk_authenticates_nobody(adapter: Adapter) -> None:
    """Its own way in is shut: there is one gate."""
    with pytest.raises(PermissionError):
        await adapter.process_activity("Bearer x", Activity(type="message"), lambda _: None)


def test_writing_an_activity_leaves_it_as_it_was() -> None:
    """The card goes round the SDK, and is still in the activity afterwards."""
    activity = card_activity()
    content = activity.attachments[0].content

    assert wire(activity)["attachments"][0]["content"] is content
    assert activity.attachments[0].content is content
