"""Areas on the live card, and runbooks: read in five seconds, with twelve areas and forty people."""

from dataclasses import replace

import pytest

from cards.render import LIMIT, size
from cards.runbook import runbook_card
from cards.samples.areas import every_state, full, owner_away, runbook
from cards.samples.swarms import TEXTS
from cards.swarm import swarm_card
from tests.cards.looking import WORDS, actions, elements, read


@pytest.mark.parametrize("language", WORDS)
def test_twelve_areas_and_forty_people_fit_uncut(language: str) -> None:
    """With the longest links, texts and names: below 28 KB, nothing left out."""
    card = swarm_card(full(language), WORDS[language])
    texts = read(card)
    assert size(card) < LIMIT - 1024
    assert WORDS[language].t("card-cut") not in texts
    assert sum("](https://wiki.example.com" in text for text in texts) == 12


@pytest.mark.parametrize("language", WORDS)
def test_an_area_takes_two_lines_of_text_and_one_among_many(language: str) -> None:
    """Longer findings are cut: whoever wants more opens the evidence. With many areas the line
    of a result begins with what was found."""
    few, many = (
        [e for e in elements(card) if "](https://wiki" in str(e.get("text", ""))]
        for view in (every_state(language), full(language))
        for card in [swarm_card(view, WORDS[language])]
    )
    assert {one.get("maxLines") for one in few} == {2}
    assert {one.get("maxLines") for one in many} == {1}
    found = TEXTS[language]["latency"][:20]
    assert sum(one["text"].startswith(found) for one in many) == 6


def test_what_wants_somebody_has_a_button_whatever_its_state() -> None:
    """A suspect that nobody follows is claimed in one press like a free area."""
    shown = actions(swarm_card(every_state("en"), WORDS["en"]), hidden=False)
    claims = [one["data"]["area"] for one in shown if one.get("verb") == "claim"]
    assert claims == ["app", "identity"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("for the network vendor (4711), until 08:00", "changed since: severity, business impact",
                "since 06:40, until about 07:30", "05:18 (checked 04:00–05:15)")),
        ("ja", ("回線ベンダー（4711）の回答待ち（8:00 まで）", "変更あり（重大度、業務影響）",
                "6:40〜（7:30 頃まで）", "5:18 確認（4:00〜5:15）")),
    ],
)  # fmt: skip
def test_every_state_says_what_it_rests_on(language: str, lines: tuple[str, ...]) -> None:
    """For whom and until when, why again, since when and how long, checked for which time."""
    said = "\n".join(read(swarm_card(every_state(language), WORDS[language])))
    assert not [line for line in lines if line not in said]


@pytest.mark.parametrize("phase", ["recovered", "watching"])
def test_once_recovered_nobody_is_looked_for(phase: str) -> None:
    """No red line and no claims; the form behind *More* still has them."""
    card = swarm_card(replace(every_state("en"), phase=phase), WORDS["en"])
    assert "claim" not in [one.get("verb") for one in actions(card)]
    assert not any(text.startswith("Nobody yet") for text in read(card))
    assert "form_areas" in [one.get("verb") for one in actions(card)]


def test_whoever_is_away_says_so_on_the_card() -> None:
    """With the time at which they are back, and a press to be back earlier."""
    card = swarm_card(every_state("ja"), WORDS["ja"])
    assert any("伊藤 直子（離席中、7:10 まで）" in text for text in read(card))
    assert "come_back" in [one.get("verb") for one in actions(card)]


def test_what_an_absent_owner_has_may_be_taken_over_at_once() -> None:
    """The answer to a claim offers it, before looking together."""
    shown = actions(swarm_card(owner_away("en"), WORDS["en"]), hidden=False)
    offered = [(one["verb"], one["data"].get("area_turn")) for one in shown
               if one.get("verb") in ("take_over", "join")]  # fmt: skip
    assert offered == [("take_over", 3), ("join", None)]
    assert len(shown) <= 6


def test_where_the_work_happens_is_no_longer_shown_once_closed() -> None:
    """The call is over; the evidence stays."""
    view = replace(every_state("en"), phase="closed")
    said = "\n".join(read(swarm_card(view, WORDS["en"])))
    assert "[workspace]" not in said
    assert "[evidence]" in said


def test_commands_of_a_runbook_stay_as_they_are() -> None:
    """No sign of a command is read as Markdown, or escaped."""
    commands = ["grep -E 'a_b_c|*x*' <in >out  # [1]", "  indented --flag=~tilde"]
    text = "# Head\n\n- *one*\n- two\n\n```sh\n" + "\n".join(commands) + "\n```\n**end**"
    card = runbook_card(replace(runbook("en"), text=text), WORDS["en"])
    runs = [one for one in elements(card) if one["type"] == "TextRun"]
    assert [one["text"] for one in runs] == commands
    assert {one["fontType"].lower() for one in runs} == {"monospace"}
    texts = [one["text"] for one in elements(card) if one["type"] == "TextBlock"]
    assert texts[-3:] == ["Head", "- *one*\n- two", "**end**"]


def test_a_runbook_for_all_to_see_is_folded() -> None:
    """One line and a button; opened by whoever needs it."""
    card = runbook_card(replace(runbook("en"), folded=True), WORDS["en"])
    [hidden] = [one for one in card["body"] if one.get("isVisible") is False]
    [show] = actions(card)
    assert show["targetElements"][0]["elementId"] == hidden["id"]


def test_the_longest_runbook_fits_on_a_card() -> None:
    """As long as the policy lets it be: three thousand Japanese signs, sixty lines of commands."""
    text = "\n".join(["```", *["手" * 50] * 58, "```"])
    card = runbook_card(replace(runbook("ja"), text=text), WORDS["ja"])
    assert size(card) < LIMIT
    assert WORDS["ja"].t("card-cut") not in read(card)
