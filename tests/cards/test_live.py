"""The live card: what a stranger sees in five seconds, and what it never holds."""

import re
from dataclasses import replace

import pytest

from cards.samples.afterwards import follow_ups
from cards.samples.swarms import SWARMS, arrived, busy, closed, crowded, on_the_phone, too_late
from cards.swarm import swarm_card
from cards.views import AreaView, PromiseView
from tests.cards.looking import ALL, LIVE, WORDS, actions, elements, inputs, read, verbs

RELATIVE = re.compile(
    r"\b(ago|in \d+ ?(min|h|hour)|just now|minutes left)\b|[0-9]分(前|後)(?!に再)|あと\d(?!\d*分$)|本日|明日|昨日"
)


@pytest.mark.parametrize("name", LIVE)
def test_the_live_card_holds_no_inputs(name: str) -> None:
    """An edit of the card would throw away what somebody is typing."""
    assert inputs(LIVE[name][1]) == []


@pytest.mark.parametrize("name", ALL)
def test_at_most_six_actions_are_in_sight(name: str) -> None:
    """Teams' store rule, and as much as anybody reads."""
    assert len(actions(ALL[name][1], hidden=False)) <= 6
    sets = [one for one in elements(ALL[name][1]) if one["type"] == "ActionSet"]
    assert all(len(one["actions"]) <= 6 for one in sets)


@pytest.mark.parametrize("name", LIVE)
def test_no_time_is_relative(name: str) -> None:
    """A card stays on the screen for hours: "in 20 minutes" would go stale."""
    assert not [text for text in read(LIVE[name][1]) if RELATIVE.search(text)]


@pytest.mark.parametrize("name", LIVE)
def test_the_first_line_holds_customer_and_ticket(name: str) -> None:
    """Whoever scrolls through ten threads finds the case by its first line."""
    first = next(one["text"] for one in elements(LIVE[name][1]) if one["type"] == "TextBlock")
    customer = "アオバストア" if LIVE[name][0] == "ja" else "Aoba Store"
    assert customer in first
    assert "[2611240012](https://desk.example.com/tickets/2611240012)" in first


@pytest.mark.parametrize("name", LIVE)
def test_presses_carry_swarm_and_turn_and_no_inputs(name: str) -> None:
    """A press says what it acts on, and does not wait for a required input elsewhere."""
    for action in actions(LIVE[name][1]):
        if action["type"] != "Action.ToggleVisibility":
            assert action["data"]["swarm"] == "sw_2611240012"
            assert action["data"]["turn"] == "12"
            assert action["associatedInputs"] == "none"


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("name", SWARMS)
def test_the_card_offers_only_what_may_be_pressed(language: str, name: str) -> None:
    """With nothing allowed there is no button but those that only show more."""
    view = replace(SWARMS[name](language), actions=frozenset())
    assert verbs(swarm_card(view, WORDS[language])) == []


def test_every_free_area_is_claimed_in_one_press() -> None:
    """Three areas, three buttons, each with its name."""
    shown = actions(swarm_card(arrived("en"), WORDS["en"]), hidden=False)
    claims = [(one["title"], one["data"]["area"]) for one in shown if one.get("verb") == "claim"]
    assert claims == [
        ("Claim Platform", "platform"), ("Claim Storage", "storage"), ("Claim Network", "network")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "free", "hidden"),
    [("Ann", 2, "form_next"), ("Ann", 1, ""), ("", 0, ""), ("", 1, "form_next")],
)
def test_what_was_found_is_written_down_without_a_search(lead: str, free: int, hidden: str) -> None:
    """Once somebody has an area, findings come more often than the next action is set: that gives
    way when there is no room for both, and stands behind *More*."""
    held = AreaView("db", "DB", "looking", "Ann", (), busy("en").as_of)
    areas = (held, *(AreaView(str(n), str(n), "free") for n in range(free)))
    view = replace(busy("en"), lead=lead, next_action=None, areas=areas)
    card = swarm_card(view, WORDS["en"])
    shown = set(verbs(card, hidden=False))
    assert {"form_contact", "hold_call", "form_finding"} <= shown
    assert {"form_next"} - shown == ({hidden} - {""})
    assert "form_next" in verbs(card)


def test_with_many_free_areas_two_have_a_button_and_the_rest_a_choice() -> None:
    """Seven buttons would not be read."""
    shown = verbs(swarm_card(crowded("en"), WORDS["en"]), hidden=False)
    assert shown.count("claim") == 2
    assert "form_areas" in shown


def test_unclaimed_areas_stand_before_the_claimed_ones() -> None:
    """They ask for a press."""
    texts = read(swarm_card(busy("ja"), WORDS["ja"]))
    assert texts.index("担当者なし：ネットワーク") < texts.index("調査項目")


def test_forms_open_as_dialogs_where_there_are_dialogs() -> None:
    """Teams takes a task/fetch; elsewhere the press itself asks for the form."""
    card = swarm_card(replace(busy("en"), dialogs=True), WORDS["en"])
    opener = next(one for one in actions(card) if one["title"] == "Log contact")
    assert opener["type"] == "Action.Submit"
    assert opener["data"] == {
        "msteams": {"type": "task/fetch"}, "verb": "form_contact", "swarm": "sw_2611240012",
        "turn": "12", "promise": 2,
    }  # fmt: skip
    plain = next(
        one for one in actions(swarm_card(busy("en"), WORDS["en"])) if one["title"] == "Log contact"
    )
    assert (plain["type"], plain["verb"]) == ("Action.Execute", "form_contact")


def test_an_empty_next_action_has_its_own_button() -> None:
    """No stamp of guilt: not set, and the press that sets it."""
    shown = actions(swarm_card(on_the_phone("en"), WORDS["en"]), hidden=False)
    assert "Set next action" in [one["title"] for one in shown]


def test_who_comes_too_late_is_offered_to_look_together() -> None:
    """The answer is kind, personal, and has the next step in it."""
    card = swarm_card(too_late("en"), WORDS["en"])
    assert "Ito Naoko took Storage at 05:02. You can look at it together." in read(card)
    join = next(one for one in actions(card, hidden=False) if one["title"] == "Look together")
    assert (join["verb"], join["data"]["area"]) == ("join", "storage")


def test_the_promise_is_the_only_filled_block_with_the_largest_text() -> None:
    """It is what a manager looks for."""
    card = swarm_card(busy("ja"), WORDS["ja"])
    filled = [e for e in elements(card, hidden=False) if e["type"] == "Container" and "style" in e]
    assert [one["style"] for one in filled] == ["accent"]
    largest = [one["text"] for one in elements(card) if one.get("size") == "extraLarge"]
    assert largest == ["6:00 まで"]


def test_a_late_promise_says_so_in_words() -> None:
    """Never by colour alone, and without blame."""
    assert "7:00 の予定を過ぎています" in read(LIVE["swarm-overdue.ja"][1])
    assert "Due at 07:00, not yet logged" in read(LIVE["swarm-overdue.en"][1])


@pytest.mark.parametrize("told", [True, False])
def test_told_and_target_are_told_apart(told: bool) -> None:
    """A time that the customer was given is a promise, ours alone is not."""
    promise = PromiseView(2, "update", busy("ja").as_of, told=told, owner="佐藤 健")
    texts = " ".join(read(swarm_card(replace(busy("ja"), promise=promise), WORDS["ja"])))
    assert ("お客様にお伝え済み" in texts) is told
    assert ("社内の目安" in texts) is not told


def test_a_closed_case_is_only_completed_and_reopened() -> None:
    """What is still owed can be logged; the records can be put right. Of seven presses six are
    in sight: then a correction is written."""
    view = closed("en")
    after = ["timeline", "export", "form_follow_up", "form_change", "reopen"]
    assert verbs(swarm_card(view, WORDS["en"])) == ["form_contact", *after]
    assert verbs(swarm_card(replace(view, promise=None), WORDS["en"])) == after
    allowed = view.actions | {"form_follow_done"}
    full = replace(view, actions=allowed, follow_ups=follow_ups("en"))
    shown = set(verbs(swarm_card(full, WORDS["en"])))
    assert shown == {"form_contact", "form_follow_done", *after} - {"form_change"}


def test_nobody_investigates_a_closed_case_any_more() -> None:
    """An area without a result says so; it does not go on "since 5:04"."""
    (area, *_), view = closed("en").areas, closed("en")
    open_area = replace(area, state="looking", owner="Ito Naoko", since=view.opened_at, finding="")
    shown = read(swarm_card(replace(view, areas=(open_area,)), WORDS["en"]))
    assert "No result noted" in shown
    assert not [line for line in shown if "Investigating" in line or "since " in line]


def test_names_in_rows_have_no_san() -> None:
    """さん is for sentences; in a row it is noise."""
    texts = read(LIVE["swarm-busy.ja"][1])
    assert not [text for text in texts if "さん" in text]


@pytest.mark.parametrize("name", [name for name in ALL if name.endswith(".ja")])
def test_no_utc_on_a_japanese_card(name: str) -> None:
    """Everybody is in one zone: the zone is not written."""
    assert not [text for text in read(ALL[name][1]) if "UTC" in text or "JST" in text]


@pytest.mark.parametrize("name", ["swarm-drill.en", "swarm-drill.ja"])
def test_a_drill_says_so_in_its_title(name: str) -> None:
    """Nobody phones a customer because of a drill."""
    language, card = ALL[name]
    title = next(one["text"] for one in elements(card) if one.get("style") == "heading")
    assert title.startswith("【訓練】" if language == "ja" else "DRILL")
    assert card["fallbackText"].startswith("【訓練】" if language == "ja" else "DRILL")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_card_that_stands_for_a_lost_one_says_so_with_a_link(language: str) -> None:
    """The link leads to the beginning of the thread; without one the sentence stands alone."""
    view = replace(SWARMS["busy"](language), replaces="https://teams.microsoft.com/l/message/1/2")
    said = "\n".join(read(swarm_card(view, WORDS[language])))
    assert (
        f"[{WORDS[language].t('card-replaces')}](https://teams.microsoft.com/l/message/1/2)" in said
    )
    alone = "\n".join(read(swarm_card(replace(view, replaces=""), WORDS[language])))
    assert WORDS[language].t("card-replaces") in alone
    assert "](" not in alone.splitlines()[2]
