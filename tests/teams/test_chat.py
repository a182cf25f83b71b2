import copy
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.domain.shown import Address
from bot.ports import Forbidden, Gone, Message, Refused
from bot.teams.chat import TeamsChat, activity_of, member_of
from bot.teams.connector import Connector
from bot.teams.token import NoToken
from tests.fake_teams import FakeTeams, Fault
from tests.teams.rig import Turned
from tests.teams_wire import ANN, BEN, BOT, CHANNEL, TENANT

MENTION = ("<at>Ann Lee</at>", ANN.mention, ANN.name)
CARD = {"type": "AdaptiveCard", "version": "1.5", "body": []}


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with FakeTeams(needs_token=False) as teams:
        yield teams


@pytest.fixture
async def chat(teams: FakeTeams) -> AsyncIterator[TeamsChat]:
    async with aiohttp.ClientSession() as session:
        yield TeamsChat(Connector(session, NoToken(), Turned(), dev=True), BOT)


def channel(teams: FakeTeams) -> Address:
    return Address(CHANNEL, teams.service_url, TENANT)


async def test_a_thread_begins_as_a_post_of_its_own(teams: FakeTeams, chat: TeamsChat) -> None:
    """The card stands first in a thread of the channel, and replies stand under it."""
    posted = await chat.start_thread(channel(teams), Message("Sev-A", card=CARD))
    reply = await chat.post(posted.address, Message("a word", text="a word"))

    assert posted.address.conversation == f"{CHANNEL};messageid={posted.message}"
    assert posted.address.tenant == TENANT
    assert [s.id for s in teams.thread(posted.address.conversation)] == [posted.message, reply]
    assert teams.calls[0].body == {
        "isGroup": True,
        "bot": {"id": BOT},
        "tenantId": TENANT,
        "channelData": {"channel": {"id": CHANNEL}, "tenant": {"id": TENANT}},
        "activity": activity_of(Message("Sev-A", card=CARD)),
    }


async def test_a_new_thread_begins_in_the_channel_even_from_a_thread(
    teams: FakeTeams, chat: TeamsChat
) -> None:
    """The address of a thread stands for its channel."""
    first = await chat.start_thread(channel(teams), Message("1", card=CARD))
    await chat.start_thread(first.address, Message("2", card=CARD))

    assert len(teams.threads()) == 2


async def test_an_edit_changes_what_people_see_in_place(teams: FakeTeams, chat: TeamsChat) -> None:
    """The message keeps its place and id, and alerts nobody a second time."""
    posted = await chat.start_thread(channel(teams), Message("1", card=CARD, alert=True))
    newer = {**CARD, "body": [{"type": "TextBlock", "text": "newer"}]}

    await chat.edit(posted.address, posted.message, Message("2", card=newer, alert=True))

    (seen,) = teams.thread(posted.address.conversation)
    assert (seen.card, seen.edits) == (newer, 1)
    assert "channelData" not in seen.activity


async def test_a_deleted_message_is_gone(teams: FakeTeams, chat: TeamsChat) -> None:
    """Deleting twice, or editing what is deleted, says that it is gone."""
    posted = await chat.start_thread(channel(teams), Message("1", card=CARD))
    await chat.delete(posted.address, posted.message)

    assert teams.thread(posted.address.conversation) == []
    with pytest.raises(Gone):
        await chat.delete(posted.address, posted.message)
    with pytest.raises(Gone):
        await chat.edit(posted.address, posted.message, Message("2", card=CARD))


async def test_a_direct_chat_is_the_same_each_time(teams: FakeTeams, chat: TeamsChat) -> None:
    """Opening the 1:1 chat again finds it."""
    first = await chat.open_direct(teams.service_url, TENANT, ANN.mention)
    second = await chat.open_direct(teams.service_url, TENANT, ANN.mention)
    await chat.post(first, Message("psst", text="psst"))

    assert first == second
    assert [seen.text for seen in teams.direct(ANN)] == ["psst"]
    assert teams.direct(BEN) == []


@pytest.mark.parametrize("mention", [BEN.mention, "29:nobody"])
async def test_who_cannot_be_reached_is_forbidden(
    teams: FakeTeams, chat: TeamsChat, mention: str
) -> None:
    """Neither a person without the app nor an unknown id opens a chat."""
    teams.unreachable.add(BEN.mention)

    with pytest.raises(Forbidden):
        await chat.open_direct(teams.service_url, TENANT, mention)


async def test_a_bot_that_teams_does_not_know_is_not_the_persons_fault(
    teams: FakeTeams, chat: TeamsChat
) -> None:
    """401 concerns our registration: nobody is marked as unreachable for it."""
    teams.fail(Fault(401, times=None))

    with pytest.raises(Refused):
        await chat.open_direct(teams.service_url, TENANT, ANN.mention)


async def test_the_roster_is_that_of_the_channel(teams: FakeTeams, chat: TeamsChat) -> None:
    """Asked by a thread, the roster of its channel answers; strangers are not in it."""
    thread = Address(f"{CHANNEL};messageid=1", teams.service_url, TENANT)

    assert [m.name for m in await chat.members(thread)] == [u.name for u in teams.users]
    found = await chat.member(thread, ANN.id)
    assert found is not None
    assert (found.id, found.mention, found.upn) == (ANN.id, ANN.mention, ANN.upn)
    assert await chat.member(thread, "stranger") is None


async def test_a_conversation_that_is_not_there_is_gone(teams: FakeTeams, chat: TeamsChat) -> None:
    """ "Not a member" and "no such place" are different answers."""
    with pytest.raises(Gone):
        await chat.member(Address("19:x@thread.tacv2", teams.service_url), ANN.id)


async def test_an_answer_without_an_id_is_uncertain(teams: FakeTeams, chat: TeamsChat) -> None:
    """A gateway's 502 after the post: it stands there once, and nobody knows its id."""
    teams.fail(Fault(502, applied=True))

    with pytest.raises(Exception, match="502"):
        await chat.start_thread(channel(teams), Message("1", card=CARD))

    assert len(teams.threads()) == 1


def test_a_card_goes_alone() -> None:
    """Text and card in one activity would be split in two; the banner's words are the summary."""
    activity = activity_of(Message("banner", card=CARD, text="never sent", alert=True))

    assert activity == {
        "type": "message",
        "summary": "banner",
        "attachments": [
            {"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD}
        ],
        "channelData": {"notification": {"alert": True}},
    }


def test_mentions_stand_in_the_card_and_the_card_given_is_untouched() -> None:
    """Entities of the card stay, new ones are added once, and the caller's card stays as it was."""
    card = {**CARD, "msteams": {"width": "Full", "entities": [{"type": "mention", "text": "x"}]}}
    before = copy.deepcopy(card)

    sent = activity_of(Message("s", card=card, mentions=(MENTION, ("<at>Zoe</at>", "", "Zoe"))))
    again = sent["attachments"][0]["content"]
    twice = activity_of(Message("s", card=again, mentions=(MENTION,)))

    assert card == before
    assert again["msteams"] == {
        "width": "Full",
        "entities": [
            {"type": "mention", "text": "x"},
            {
                "type": "mention",
                "text": MENTION[0],
                "mentioned": {"id": ANN.mention, "name": ANN.name},
            },
        ],
    }
    assert twice["attachments"][0]["content"] == again


def test_mentions_of_a_text_are_entities_of_the_activity() -> None:
    """The words and the entity carry the same tag."""
    activity = activity_of(Message("s", text="<at>Ann Lee</at>, please", mentions=(MENTION,)))

    assert activity["text"] == "<at>Ann Lee</at>, please"
    assert activity["entities"][0]["text"] == "<at>Ann Lee</at>"


def test_a_roster_line_may_name_the_object_id_either_way() -> None:
    """Teams writes aadObjectId or objectId; a guest is recognised by role or by name."""
    line = {"id": "29:x", "objectId": "o", "name": "X", "userPrincipalName": "x#EXT#@a.example"}

    member = member_of(line)

    assert member is not None
    assert (member.id, member.guest) == ("o", True)
    assert member_of({"name": "no id"}) is None
    bare = member_of({"id": "29:y", "tenantId": 7})
    assert bare is not None
    assert (bare.id, bare.tenant) == ("29:y", "")
