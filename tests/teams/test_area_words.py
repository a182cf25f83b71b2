"""Words about areas and absences, in both languages, as people write them."""

import time
from datetime import timedelta

import pytest

from bot.domain.swarm import AreaState
from bot.teams import intents as i
from bot.teams.area_words import with_link
from bot.teams.typed import read


def m(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("still on it", i.StillOn()),
        ("Yes, still on it", i.StillOn()),
        ("still on storage", i.StillOn("storage")),
        ("継続中です", i.StillOn()),
        ("ストレージ継続中です", i.StillOn("ストレージ")),
        ("30 more minutes", i.Estimate("", m(30))),
        ("I need 15 more min for storage", i.Estimate("storage", m(15))),
        ("estimate storage 1h", i.Estimate("storage", m(60))),
        ("eta 45", i.Estimate("", m(45))),
        ("あと３０分", i.Estimate("", m(30))),
        ("ストレージはあと1時間半です", i.Estimate("ストレージ", m(90))),
        ("見込み ストレージ 20分", i.Estimate("ストレージ", m(20))),
        ("estimate storage", i.Estimate("storage", None)),
        ("still ruled out", i.Confirm()),
        ("問題なしのまま 基盤", i.Confirm("基盤")),
        ("away", i.Away()),
        ("away for 45 minutes", i.Away(m(45))),
        ("Away until 6:00 please", i.Away(until="6:00 please")),
        ("離席します", i.Away()),
        ("離席 ４５分", i.Away(m(45))),
        ("離席 6:00まで", i.Away(until="6:00")),
        ("back", i.Back()),
        ("戻りました", i.Back()),
        ("waiting storage for the vendor until 6:40", i.WaitFor("storage", "the vendor", "6:40")),
        ("waiting for the vendor on storage by 6:40", i.WaitFor("storage", "the vendor", "6:40")),
        ("回答待ち ネットワーク SIベンダー 6:40まで", i.WaitFor("ネットワーク", "SIベンダー", "6:40")),
        ("回答待ち：ネットワーク SIベンダー", i.WaitFor("ネットワーク", "SIベンダー")),
        ("link storage https://a.example/x?y=1", i.WorkAt("storage", "https://a.example/x?y=1")),
        ("作業場所 ストレージ なし", i.WorkAt("ストレージ")),
        ("runbook storage", i.Runbook("storage")),
        ("手順 ストレージ", i.Runbook("ストレージ")),
        ("結果 ストレージ 問題なし 異常なし",
         i.Finding("ストレージ", AreaState.RULED_OUT, "異常なし")),
    ],
)  # fmt: skip
def test_words_about_areas(said: str, meant: i.Intent) -> None:
    """Any width, politely or not, with the area before or after."""
    assert read(said) == meant


@pytest.mark.parametrize(
    "said",
    ["back to square one", "away from storage", "minutes of the call: 30 more people", "6:30"],
)
def test_other_words_are_not_taken_for_signs_of_life(said: str) -> None:
    """A sentence that only begins like one is asked back."""
    assert isinstance(read(said), i.NotUnderstood)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("clean, see https://a.example/log.", ("clean, see", "https://a.example/log")),
        ("異常なし（https://a.example/log）", ("異常なし", "https://a.example/log")),
        ("no link here", ("no link here", "")),
    ],
)
def test_a_link_in_a_finding_becomes_its_evidence(text: str, found: tuple[str, str]) -> None:
    """The text stays a text."""
    assert with_link(text) == found


@pytest.mark.parametrize(
    "said", ["waiting " + "a " * 4_000, "あと" * 4_000, "1 " * 4_000, "away " + "9" * 8_000]
)
def test_no_text_takes_long_to_read(said: str) -> None:
    """Eight thousand signs at once hold nobody up."""
    start = time.process_time()
    read(said)
    assert time.process_time() - start < 2
