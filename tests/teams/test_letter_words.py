"""Asking for a letter or a report inside, in words."""

import pytest

from bot.teams.intents import Contact, Draft, Intent, New, Note, ReportInside
from bot.teams.typed import read

SAID: dict[str, Intent] = {
    "draft": Draft(),
    "Draft please": Draft(),
    "show draft": Draft(),
    "draft Aoba": Draft("Aoba"),
    "下書き": Draft(),
    "下書きを見せて": Draft(),
    "下書き アオバ": Draft("アオバ"),
    "文面 2611240012": Draft("2611240012"),
    "report inside": ReportInside(),
    "first report": ReportInside(),
    "internal report Aoba": ReportInside("Aoba"),
    "社内報告": ReportInside(),
    "社内へ報告します": ReportInside(),
    "第一報": ReportInside(),
}


@pytest.mark.parametrize(("text", "intent"), SAID.items())
def test_letters_and_reports_are_asked_for_in_words(text: str, intent: Intent) -> None:
    """Both languages; with the name of a case in a 1:1 chat."""
    assert read(text) == intent


@pytest.mark.parametrize(
    ("text", "kind"),
    [("note the draft is ready", Note), ("連絡 第一報をお送りしました", Contact),
     ("new draft printer is broken", New)],
)  # fmt: skip
def test_other_sentences_with_these_words_mean_what_they_meant(text: str, kind: type) -> None:
    """Only the first word decides."""
    assert isinstance(read(text), kind)
