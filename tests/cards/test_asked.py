"""Pings, forms and answers: what the bot asks, and what it says back."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.pingkinds import TABLE
from bot.domain.swarm import PingKind
from cards.forms import FIELDS, form_card, form_done, form_title
from cards.misc import list_card, status_card, welcome_card
from cards.ping import ping_card, ping_summary, settled_card
from cards.render import LIMIT, size
from cards.samples.asked import forms, pings
from cards.samples.swarms import at
from cards.samples.told import listed, status, timeline, welcome
from cards.timeline import LINES, timeline_cards
from cards.views import ContactView, MentionView, NoteView, TimelineLine
from tests.cards.looking import ALL, WORDS, actions, inputs, read, verbs

KINDS = sorted(pings("en"))
NAMES = ("Sato Ken", "佐藤 健", "Aoba Store", "アオバストア", "Network", "ネットワーク")


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_ping_asks_for_exactly_its_presses(language: str, kind: str) -> None:
    """Neither more nor less, in the order in which they were given."""
    view = pings(language)[kind]
    card = ping_card(view, WORDS[language])
    assert verbs(card) == [verb for verb, _ in view.presses]
    assert all(one["data"]["turn"] == view.turn for one in actions(card))


@pytest.mark.parametrize("kind", PingKind)
def test_the_sample_asks_for_what_the_bot_asks(kind: PingKind) -> None:
    """Whoever looks at the gallery sees the buttons that people get."""
    view = pings("en")[kind.value]
    assert tuple(verb for verb, _ in view.presses) == TABLE[kind].presses


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_banner_of_numbers_names_nobody(language: str, kind: str) -> None:
    """A locked phone on a train shows severity and ticket number, if the policy says so."""
    view = pings(language)[kind]
    full = ping_summary(view, WORDS[language])
    number = ping_summary(replace(view, banner="number"), WORDS[language])
    assert "2611240012" in full
    assert "2611240012" in number
    assert "Sev-A" in number
    assert not [name for name in NAMES if name in number]
    assert "<at>" not in full + number


NAMED = {
    "ask-manager", "called-in", "check-again", "claim-lapsed", "left-team", "taken-over", "role-back",
    "hand-over", "handover-accepted", "handover-declined", "handover-silent",
}  # fmt: skip
"""They are about somebody, or about a change: who and what is always known."""


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_ping_can_do_without_everything_that_may_be_missing(language: str, kind: str) -> None:
    """No customer, nobody to mention, no name in the policy: still a whole sentence."""
    view = pings(language)[kind]
    needed = {"t", "span", "area", "title", "phase"} | (
        {"name", "why", "receiver"} if kind in NAMED else set()
    )
    needed |= {"text"} if kind == "follow-up" else set()  # what is to be done is never empty
    args = {name: value for name, value in view.args.items() if name in needed}
    bare = replace(view, customer="", mentions=(), args=args)
    texts = [*read(ping_card(bare, WORDS[language])), ping_summary(bare, WORDS[language])]
    assert not [text for text in texts if "none" in text or "{" in text or "お客様様" in text]


def test_a_mention_of_many_stays_within_the_limit() -> None:
    """More than a handful helps nobody, and above twenty Teams refuses the message."""
    view = pings("en")["arrival"]
    crowd = tuple(MentionView(f"Person {n}", f"29:{n}") for n in range(60))
    card = ping_card(replace(view, mentions=crowd), WORDS["en"])
    assert len(card["msteams"]["entities"]) == 8


def test_several_areas_are_called_in_one_ping() -> None:
    """One message, a button for each."""
    view = pings("ja")["unclaimed"]
    presses = tuple(("claim", {"area": area}) for area in ("network", "storage"))
    view = replace(view, args={"area": ("ネットワーク", "ストレージ")}, presses=presses)
    card = ping_card(view, WORDS["ja"])
    assert "「ネットワーク、ストレージ」の担当者がまだいません" in card["body"][1]["text"]
    titles = [one["title"] for one in actions(card)]
    assert titles == ["ネットワークを担当する", "ストレージを担当する"]


def test_remind_me_says_the_time_of_the_policy() -> None:
    """A demo reminds after seconds."""
    view = pings("en")["before"]
    view = replace(view, args={**view.args, "snooze": timedelta(seconds=20)})
    titles = [one["title"] for one in actions(ping_card(view, WORDS["en"]))]
    assert "Remind me in 20 seconds" in titles


def test_a_settled_ping_is_one_line_without_buttons() -> None:
    """Nobody presses what is done."""
    args = {"name": "佐藤 健", "t": at(5, 58)}
    card = settled_card(pings("ja")["now"], "settled-contacted", args, WORDS["ja"])
    assert card["body"][0]["text"] == "5:58 の連絡を佐藤 健さんが記録しました。"
    assert actions(card) == []


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith(("ping-", "form-"))])
def test_a_ping_in_the_thread_does_not_blame(name: str) -> None:
    """No word of fault, lateness of a person, or haste."""
    assert not re.search(r"遅延|怠|至急|late|immediately|ASAP|!|！", " ".join(read(ALL[name][1])))


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_drill_says_so_in_banner_and_ping(language: str, kind: str) -> None:
    """One prefix for all texts."""
    prefix = "【訓練】" if language == "ja" else "DRILL: "
    view = replace(pings(language)[kind], drill=True, mentions=())
    assert ping_summary(view, WORDS[language]).startswith(prefix)
    assert ping_card(view, WORDS[language])["body"][0]["text"].startswith(prefix)


# ---------------------------------------------------------------- forms


@pytest.mark.parametrize("name", forms("en"))
@pytest.mark.parametrize("dialogs", [True, False])
def test_a_form_sends_its_verb_swarm_form_and_nonce(name: str, dialogs: bool) -> None:
    """In a dialog by Action.Submit, as a message by Action.Execute, with the same data."""
    view = replace(forms("en")[name], dialogs=dialogs)
    action, *others = actions(form_card(view, WORDS["en"]))
    assert [one["verb"] for one in others] == ([] if dialogs else ["cancel_form"])
    assert action["type"] == ("Action.Submit" if dialogs else "Action.Execute")
    verb = action["data"]["verb"] if dialogs else action["verb"]
    assert verb == f"submit_{view.form}"
    expected = {"swarm": view.swarm, "form": view.form, "nonce": view.nonce}
    assert expected.items() <= action["data"].items()
    assert "associatedInputs" not in action


def test_what_was_typed_is_there_when_the_form_comes_again() -> None:
    """Nobody types a text twice because of a time; the fault stands on top."""
    card = form_card(forms("ja")["contact-again"], WORDS["ja"])
    values = {one["id"]: one.get("value") for one in inputs(card)}
    assert values["next_at"] == "6時ごろかな"
    assert values["next"] == "told"
    assert str(values["said"]).startswith("ストレージの応答")
    assert "「6時ごろかな」を時刻として読み取れませんでした" in card["body"][2]["text"]


@pytest.mark.parametrize("form", FIELDS)
def test_any_typed_value_may_come_back(form: str) -> None:
    """Also values that no list has, and those of another client."""
    view = next(one for one in forms("en").values() if one.form == form)
    odd = {one["id"]: "?\x00<at>x</at>" for one in inputs(form_card(view, WORDS["en"]))}
    again = form_card(replace(view, values=odd, areas=(), promises=()), WORDS["en"])
    for one in inputs(again):
        if one["type"] == "Input.ChoiceSet":
            assert one.get("value") in {choice["value"] for choice in one["choices"]} | {None}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("areas", "area"),
        ("hand_over", "receiver"),
        ("call_in", "called"),
        ("follow_done", "follow_up"),
    ],
)
def test_a_choice_without_a_true_default_is_left_to_people(form: str, name: str) -> None:
    """An area or a person is never set because it stands first in the list."""
    [one] = [i for i in inputs(form_card(forms("en")[form], WORDS["en"])) if i["id"] == name]
    assert one["choices"]
    assert "value" not in one
    assert one["placeholder"].startswith("Choose")


def test_what_is_usual_is_set_beforehand() -> None:
    """Nobody chooses "by phone" and "at the usual time" call after call."""
    values = {
        one["id"]: one.get("value")
        for one in inputs(form_card(forms("en")["contact"], WORDS["en"]))
    }
    assert (values["how"], values["next"], values["every"]) == ("phone", "usual", "keep")


def test_the_only_follow_up_is_the_one_that_is_done() -> None:
    """Nothing is asked that has one answer."""
    view = forms("en")["follow_done"]
    [one] = inputs(form_card(replace(view, follow_ups=view.follow_ups[1:2]), WORDS["en"]))
    assert one["value"] == "2"


def test_times_are_typed_and_show_an_example() -> None:
    """People write 6時半; a time picker does not take it."""
    contact = inputs(form_card(forms("ja")["contact"], WORDS["ja"]))
    assert not [one for one in contact if one["type"] in ("Input.Time", "Input.Date")]
    hints = {one["id"]: one.get("placeholder", "") for one in contact}
    assert "6時半" in hints["next_at"]


def test_a_zone_is_named_only_to_those_elsewhere() -> None:
    """In one country the zone is noise."""
    view = forms("en")["move"]
    assert not [text for text in read(form_card(view, WORDS["en"])) if "Times are in" in text]
    there = form_card(replace(view, zone="Europe/Dublin"), WORDS["en"])
    assert "Times are in Europe/Dublin." in read(there)


def test_closing_lists_every_open_promise() -> None:
    """Each may end with a reason; empty keeps it."""
    card = form_card(forms("en")["close"], WORDS["en"])
    one, *others = inputs(card)
    assert [other["id"] for other in others] == ["follow_text", "owner", "follow_due"]
    assert one["id"] == "end_6"
    assert one["label"] == "By Thu 26 Nov 17:00: report (Tanaka Misaki)"
    assert "isRequired" not in one


def test_a_sent_form_shrinks_to_one_line() -> None:
    """The form's message does not stay in the thread as a wall."""
    args = {"at": at(5, 58), "next": None, "told": False}
    card = form_done(forms("ja")["contact"], WORDS["ja"], "contact-logged", args)
    assert read(card)[0] == "5:58 の連絡を記録しました。次回連絡の予定はありません。"
    assert len(card["body"]) == 1


def test_a_drill_says_so_in_the_title_of_a_form() -> None:
    """And in the line that replaces it."""
    view = replace(forms("ja")["contact"], drill=True)
    assert form_title(view, WORDS["ja"]) == "【訓練】連絡を記録"
    assert read(form_done(view, WORDS["ja"], "noted-ok", {}))[0] == "【訓練】記録しました。"


# ---------------------------------------------------------------- answers


def test_four_lines_say_what_may_be_said_and_what_not() -> None:
    """Customer success answers on the train, without being a member of the channel."""
    texts = [one["text"] for one in status_card(status("ja"), WORDS["ja"])["body"] if "text" in one]
    assert texts == [
        "アオバストア様｜Sev-A｜対応中｜7:21 現在",
        "お伝えしてよい内容（5:06 電話）：ストレージの応答を確認中とお伝えした。進展がなくても6時までに連絡",
        "次回のご連絡：中村様への 7:00 の予定を過ぎています（佐藤 健）",
        "お客様の期限：11/24（火） 8:30",
        "まだお伝えしないでください：原因の所在、上記以外の内容",
        "問い合わせ先：田中 美咲（お客様窓口）",
    ]


@pytest.mark.parametrize(
    "contact",
    [
        None,
        ContactView(at(5, 0), "not_reached", "x", said="secret"),
        ContactView(at(5, 0), "mail", "x"),
    ],
)
def test_what_the_customer_was_not_told_is_not_offered(contact: ContactView | None) -> None:
    """A call that reached nobody has told nothing."""
    view = replace(status("en"), last_contact=contact, promise=None, liaison="")
    texts = " ".join(read(status_card(view, WORDS["en"])))
    assert "Nothing has been told to the customer yet" in texts
    assert "secret" not in texts


def test_long_lists_are_cut_and_counted() -> None:
    """A manager with forty cases sees the first ones, and how many more."""
    view = replace(listed("en"), lines=listed("en").lines * 40)
    card = list_card(view, WORDS["en"])
    assert "55 more cases" in read(card)
    assert size(card) <= LIMIT


def test_welcome_offers_only_what_works() -> None:
    """The place decides what may be pressed."""
    view = welcome("ja")
    assert verbs(welcome_card(view, WORDS["ja"])) == ["use_channel", "drill", "form_new", "help"]
    assert verbs(welcome_card(replace(view, actions=frozenset()), WORDS["ja"])) == []


def test_a_long_timeline_is_paged_and_small() -> None:
    """Each card within the limit, the latest lines last, the earlier ones counted."""
    line = TimelineLine(at(5, 0), "event-noted", {"text": "あ" * 9000, "person": "佐藤 健"})
    view = replace(timeline("ja"), lines=(line,) * 500)
    pages = timeline_cards(view, WORDS["ja"])
    assert len(pages) == 3
    assert all(size(page) <= LIMIT for page in pages)
    assert f"これより前の{14 * LINES}件は表示していません。" in read(pages[0])
    assert "経緯（17/17）" in read(pages[-1])


def test_an_empty_timeline_says_so() -> None:
    """One card, one sentence."""
    [page] = timeline_cards(replace(timeline("en"), lines=()), WORDS["en"])
    assert "Nothing has happened yet." in read(page)


def test_an_unknown_sentence_does_not_break_an_answer() -> None:
    """A note with a key from a newer version is shown as its key outside tests."""
    with pytest.raises(KeyError):
        form_card(replace(forms("en")["note"], error=NoteView("no-such-key")), WORDS["en"])
