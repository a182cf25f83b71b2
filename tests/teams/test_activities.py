from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.teams.activities import BadActivity, read
from bot.teams.inbound import (
    ChannelChanged,
    FormFetch,
    FormSubmit,
    Ignored,
    Installed,
    MembersChanged,
    Mentioned,
    Press,
    Said,
    Sender,
    Submitted,
    TeamChanged,
)
from bot.teams.spoken import LONGEST_TEXT
from tests.teams.rig import THREAD
from tests.teams_wire import ANN, BEN, BOT, CHANNEL, CHIE, TEAM, TENANT, Wire

WIRE = Wire("https://smba.trafficmanager.net/emea/")


def test_a_press_is_read_with_where_it_comes_from() -> None:
    """Verb and data of the card; everything about the person from the envelope."""
    press = read(WIRE.press(CHIE, THREAD, "claim", {"swarm": "s1", "user": "liar"}, card="179"))

    assert isinstance(press, Press)
    assert (press.verb, press.data["swarm"], press.automatic) == ("claim", "s1", False)
    source = press.source
    assert source.sender == Sender(
        CHIE.id, CHIE.name, CHIE.mention, locale="ja-JP", zone="Asia/Tokyo"
    )
    assert (source.conversation, source.channel, source.scope) == (THREAD, CHANNEL, "channel")
    assert (source.team, source.team_name, source.tenant) == (TEAM, "Escalations", TENANT)
    assert (source.reply_to, source.service_url) == ("179", WIRE.service_url)


def test_a_refresh_by_the_client_is_told_from_a_press() -> None:
    """The trigger says whether a person pressed."""
    press = read(WIRE.press(ANN, THREAD, "refresh", trigger="automatic"))

    assert isinstance(press, Press)
    assert press.automatic


def test_forms_are_read_without_teams_own_marks() -> None:
    """Opening and sending a dialog carry the data of the card, and no more."""
    fetch = read(WIRE.task_fetch(ANN, THREAD, {"form": "contact"}, card="1"))
    submit = read(WIRE.task_submit(ANN, THREAD, {"form": "contact", "said": "ok"}))

    assert isinstance(fetch, FormFetch)
    assert fetch.data == {"form": "contact"}
    assert isinstance(submit, FormSubmit)
    assert submit.data == {"form": "contact", "said": "ok"}


def test_a_form_of_an_old_client_comes_as_a_message_with_a_value() -> None:
    """Action.Submit has a value and no words."""
    submitted = read(WIRE.submit(ANN, THREAD, {"verb": "claim"}))

    assert isinstance(submitted, Submitted)
    assert submitted.data == {"verb": "claim"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("claim storage", "claim storage"),
        ("claim   \u3000storage ", "claim storage"),
        ("claim&nbsp;storage &amp; net", "claim storage & net"),
        ("ストレージ\u3000担当します", "ストレージ 担当します"),
        ("\u200bclaim\ufeff storage", "claim storage"),
        ("one\r\n  two", "one\ntwo"),
        ("a\x00b\x1bc", "a b c"),
        (
            "family \U0001f469\u200d\U0001f469\u200d\U0001f467",
            "family \U0001f469\u200d\U0001f469\u200d\U0001f467",
        ),
        ("&lt;at&gt;Ann&lt;/at&gt;", "<at>Ann</at>"),
        ("a Swarm of bees", "a Swarm of bees"),
        ("", ""),
    ],
)
def test_words_lose_the_mention_of_the_bot_and_odd_spaces(text: str, words: str) -> None:
    """What the person typed, without tags, invisible marks and no-break or full-width blanks."""
    said = read(WIRE.say(ANN, THREAD, text))

    assert isinstance(said, Said)
    assert (said.text, said.to_bot, said.others) == (words, True, ())


def test_other_people_mentioned_are_named_and_known() -> None:
    """Their tags give way to their names; who they are comes from the entities."""
    said = read(WIRE.say(ANN, THREAD, "hand storage to <at>Ben Ode</at>", BEN))

    assert isinstance(said, Said)
    assert said.text == "hand storage to Ben Ode"
    assert said.others == (Mentioned(BEN.mention, "Ben Ode"),)


def test_a_mention_whose_text_is_not_there_counts_for_nothing() -> None:
    """An entity alone mentions nobody."""
    said = read(WIRE.say(ANN, THREAD, "claim storage", BEN))

    assert isinstance(said, Said)
    assert said.others == ()


def test_two_people_of_one_name_stay_two() -> None:
    """Each entity takes one tag, in order, and both ids are kept."""
    activity = WIRE.say(ANN, THREAD, "<at>Sam</at> and <at>Sam</at>")
    activity["entities"] += [
        {
            "type": "mention",
            "text": "<at>Sam</at>",
            "mentioned": {"id": f"29:sam{n}", "name": "Sam"},
        }
        for n in (1, 2)
    ]

    said = read(activity)

    assert isinstance(said, Said)
    assert said.text == "Sam and Sam"
    assert [other.id for other in said.others] == ["29:sam1", "29:sam2"]


def test_words_not_meant_for_the_bot_are_told_apart() -> None:
    """In a channel the bot must be mentioned; in a 1:1 chat it need not be."""
    aside = read(WIRE.say(ANN, THREAD, "lunch?", to_bot=False))
    direct = read(WIRE.say(ANN, "a:1", "claim storage"))

    assert isinstance(aside, Said)
    assert not aside.to_bot
    assert isinstance(direct, Said)
    assert direct.to_bot
    assert direct.source.scope == "personal"


def test_a_very_long_message_is_cut_and_says_so() -> None:
    """Nobody's log file is refused, or kept whole."""
    said = read(WIRE.say(ANN, THREAD, "x" * 50_000))

    assert isinstance(said, Said)
    assert said.cut
    assert len(said.text) <= LONGEST_TEXT


@pytest.mark.parametrize(
    ("action", "added", "upgrade"),
    [
        ("add", True, False),
        ("remove", False, False),
        ("add-upgrade", True, True),
        ("remove-upgrade", False, True),
    ],
)
def test_installing_and_removing(action: str, added: bool, upgrade: bool) -> None:
    """The place is the selected channel; a new version is not a new installation."""
    installed = read(WIRE.install(ANN, CHANNEL, action))

    assert isinstance(installed, Installed)
    assert (installed.added, installed.upgrade) == (added, upgrade)
    assert installed.source.channel == CHANNEL


def test_the_bot_among_the_members_is_an_installation() -> None:
    """Teams says it a second time in this way; people beside the bot do not matter then."""
    came = read(WIRE.members_added(ANN, CHANNEL, BEN, bot=True))
    went = read(WIRE.members_removed(ANN, CHANNEL, bot=True))

    assert isinstance(came, Installed)
    assert came.added
    assert isinstance(went, Installed)
    assert not went.added


def test_people_who_come_and_go_are_listed() -> None:
    """By object id and Teams id."""
    came = read(WIRE.members_added(ANN, CHANNEL, BEN, CHIE))
    went = read(WIRE.members_removed(ANN, CHANNEL, BEN))

    assert isinstance(came, MembersChanged)
    assert [(m.id, m.mention) for m in came.added] == [
        (BEN.id, BEN.mention),
        (CHIE.id, CHIE.mention),
    ]
    assert isinstance(went, MembersChanged)
    assert [m.id for m in went.removed] == [BEN.id]


@pytest.mark.parametrize("change", ["created", "renamed", "deleted", "restored"])
def test_channels_change(change: str) -> None:
    """The channel is named by the event, not by where it was said."""
    event = f"channel{change.capitalize()}"
    changed = read(WIRE.team_event(ANN, event, channel="19:other@thread.tacv2", name="other"))

    assert isinstance(changed, ChannelChanged)
    assert changed.change == change
    assert (changed.source.channel, changed.source.channel_name) == (
        "19:other@thread.tacv2",
        "other",
    )


@pytest.mark.parametrize(
    ("event", "change"),
    [
        ("teamArchived", "archived"),
        ("teamUnarchived", "unarchived"),
        ("teamDeleted", "deleted"),
        ("teamHardDeleted", "deleted"),
        ("teamRenamed", "renamed"),
        ("teamRestored", "restored"),
    ],
)
def test_teams_change(event: str, change: str) -> None:
    """Archived, deleted and back again."""
    changed = read(WIRE.team_event(ANN, event, name="New name"))

    assert isinstance(changed, TeamChanged)
    assert (changed.change, changed.source.team_name) == (change, "New name")


@pytest.mark.parametrize(
    "activity",
    [
        WIRE.team_event(ANN, "channelShared"),
        WIRE.invoke(ANN, THREAD, "application/search"),
        {**WIRE.say(ANN, THREAD, "x"), "type": "messageReaction"},
        {**WIRE.say(ANN, THREAD, "x"), "type": "somethingNew"},
        {"type": "somethingNew", "serviceUrl": WIRE.service_url},
        {
            **WIRE.say(ANN, THREAD, "x"),
            "from": {"id": "28:other", "name": "Other", "role": "bot"},
        },
    ],
)
def test_what_has_no_meaning_here_is_ignored_by_name(activity: dict[str, Any]) -> None:
    """New events can come at any time; other bots are not answered."""
    ignored = read(activity)

    assert isinstance(ignored, Ignored)
    assert ignored.kind


def test_every_fault_of_an_activity_is_named() -> None:
    """All at once, by path."""
    activity = {
        **WIRE.press(ANN, THREAD, "claim"),
        "from": [],
        "conversation": {"id": 7},
        "replyToId": "x" * 513,
        "entities": "none",
        "channelData": {"team": 1},
        "value": {"action": {"data": "text"}},
    }

    with pytest.raises(BadActivity) as caught:
        read(activity)

    assert {fault.partition(":")[0] for fault in caught.value.faults} == {
        "from",
        "from.id",
        "conversation.id",
        "replyToId",
        "entities",
        "channelData.team",
        "value.action.verb",
        "value.action.data",
    }
    assert not caught.value.only_value


def test_faults_of_the_value_alone_are_told_apart() -> None:
    """A card can send nonsense in a sound envelope; that is answered inside Teams."""
    with pytest.raises(BadActivity) as caught:
        read({**WIRE.press(ANN, THREAD, "claim"), "value": []})

    assert caught.value.only_value


def test_names_are_cleaned_and_cut() -> None:
    """A display name of control characters and endless length harms no card."""
    activity = WIRE.press(ANN, THREAD, "claim")
    activity["from"]["name"] = "A\nB\u202e" + "x" * 1000

    assert read(activity).source.sender.name.startswith("A B")
    assert len(read(activity).source.sender.name) <= 256


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = (
    "type", "name", "action", "from", "recipient", "conversation", "channelData", "value",
    "entities", "text", "membersAdded", "membersRemoved", "locale", "id", "serviceUrl",
)  # fmt: skip


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON), st.sampled_from(range(5)))
def test_no_json_object_breaks_the_reader(changed: dict[str, Any], which: int) -> None:
    """Any field may hold anything: it is understood or refused, and nothing else happens."""
    good = (
        WIRE.press(ANN, THREAD, "claim"),
        WIRE.say(ANN, THREAD, "hi <at>Ben Ode</at>", BEN),
        WIRE.members_added(ANN, CHANNEL, BEN),
        WIRE.install(ANN),
        WIRE.task_submit(ANN, THREAD, {}),
    )[which]
    try:
        told: object = type(read({**good, **changed})).__name__
    except BadActivity as error:
        told = error.faults

    assert told


def test_the_bot_is_known_by_its_id_not_its_name() -> None:
    """A person who calls themselves Swarm is not the bot."""
    activity = WIRE.say(ANN, THREAD, "hi", to_bot=False)
    activity["text"] = "<at>Swarm</at> hi"
    activity["entities"].append(
        {"type": "mention", "text": "<at>Swarm</at>", "mentioned": {"id": "29:x", "name": "Swarm"}}
    )

    said = read(activity)

    assert isinstance(said, Said)
    assert not said.to_bot
    assert [other.id for other in said.others] != [BOT]
