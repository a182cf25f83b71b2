"""What people type when they know more about the case, in both languages."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import commands as c
from bot.domain.people import Person
from bot.domain.swarm import Severity
from bot.teams import intents as i
from bot.teams.case_fields import change, change_said
from bot.teams.typed import read
from bot.teams.writing import Fault, Writer
from tests.build import OPENED, at

TOKYO = ZoneInfo("Asia/Tokyo")
WRITER = Writer(Person("1", "佐藤 健"), OPENED, TOKYO)


@pytest.mark.parametrize(
    ("text", "level", "why"),
    [
        ("severity B because three shops are left", "B", "three shops are left"),
        ("severity b: three shops are left", "B", "three shops are left"),
        ("severity to A, all shops are down", "A", "all shops are down"),
        ("sev B because of the workaround", "B", "the workaround"),
        ("Sev-B because three shops are left", "B", "three shops are left"),
        ("raise severity to A because it spreads", "A", "it spreads"),
        ("lower severity to C as it is gone", "C", "it is gone"),
        ("severity 2 because three shops are left", "2", "three shops are left"),
        ("severity B", "B", ""),
        ("severity", "", ""),
        ("重要度 B 残り3店舗のため", "B", "残り3店舗のため"),
        ("重大度をBに変更 残り3店舗のため", "B", "残り3店舗のため"),
        ("重大度　Ｂ（理由：残り3店舗）", "B", "残り3店舗"),
        ("重要度 AからBへ 理由 残り3店舗", "B", "残り3店舗"),
        ("Sev-Bに変更 残り3店舗のため", "B", "残り3店舗のため"),
        ("重要度を変更 C 復旧したため", "C", "復旧したため"),
    ],
)
def test_a_severity_with_its_reason(text: str, level: str, why: str) -> None:
    """In any width and order of politeness; the verb alone asks for both."""
    assert read(text) == i.ChangeCase(severity=level, why=why)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("impact 3 shops cannot open", i.ChangeCase(impact="3 shops cannot open")),
        ("impact is 3 shops", i.ChangeCase(impact="3 shops")),
        ("scope: all shops in Osaka", i.ChangeCase(impact="all shops in Osaka")),
        ("影響 3店舗のみ", i.ChangeCase(impact="3店舗のみ")),
        ("業務影響：全128店舗で開店できない", i.ChangeCase(impact="全128店舗で開店できない")),
        ("影響範囲は大阪のみ", i.ChangeCase(impact="大阪のみ")),
        ("since 4:40", i.ChangeCase(since="4:40")),
        ("started about 4:40", i.ChangeCase(since="about 4:40")),
        ("発生 4:40", i.ChangeCase(since="4:40")),
        ("発生時刻は4時40分頃です", i.ChangeCase(since="4時40分頃")),
        ("since unknown", i.ChangeCase(since="unknown")),
        ("発生 不明", i.ChangeCase(since="不明")),
        ("deadline 8:30", i.ChangeCase(deadline="8:30")),
        ("customer's deadline Thu 17:00", i.ChangeCase(deadline="Thu 17:00")),
        ("お客様の期限 8時半", i.ChangeCase(deadline="8時半")),
        ("期限 なし", i.ChangeCase(deadline="なし")),
        ("title Tills and refunds are down", i.ChangeCase(title="Tills and refunds are down")),
        ("件名 返品もできない", i.ChangeCase(title="返品もできない")),
        ("impact", i.ChangeCase()),
        ("件名", i.ChangeCase()),
    ],
)
def test_each_field_has_a_word(text: str, intent: i.Intent) -> None:
    """What was typed is kept as it was typed; times stay text."""
    assert read(text) == intent


@pytest.mark.parametrize(
    "text",
    ["since you ask, yes", "deadline pressure is high", "severity is a strange word",
     "Sev-A is bad", "発生していません", "期限切れ", "severityA", "影響はありますか", "impact on Osaka?",
     "件名は何でしょうか。", "発生時刻は何時ですか"],
)  # fmt: skip
def test_other_words_are_not_guessed_at(text: str) -> None:
    """A sentence that begins alike changes nothing."""
    assert not isinstance(read(text), i.ChangeCase)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("severity 2 because x", c.ChangeCase(severity=Severity.B, reason="x")),
        ("since 4:40", c.ChangeCase(symptom_since=at("04:40"))),
        ("発生 昨日23時", c.ChangeCase(symptom_since=datetime(2026, 11, 23, 14, tzinfo=UTC))),
        ("発生 23時", c.ChangeCase(symptom_since=datetime(2026, 11, 23, 14, tzinfo=UTC))),
        ("deadline 8:30", c.ChangeCase(customer_deadline=at("08:30"))),
        ("お客様の期限 11/24 4:00", c.ChangeCase(customer_deadline=at("04:00"))),
        ("期限 なし", c.ChangeCase(cleared=("customer_deadline",))),
        ("since unknown", c.ChangeCase(cleared=("symptom_since",))),
        ("影響 未確認", c.ChangeCase(cleared=("business_impact",))),
        ("影響 なし", c.ChangeCase(business_impact="なし")),
        ("impact none", c.ChangeCase(business_impact="none")),
    ],
)
def test_from_words_to_the_command(text: str, command: c.Command) -> None:
    """Times in the zone of whoever writes; no impact is an impact."""
    intent = read(text)
    assert isinstance(intent, i.ChangeCase)
    assert change_said(intent, WRITER) == command


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("since 9:00", "symptom-future"),
        ("since 2 o'cluck", "time-unclear"),
        ("deadline 4:00", "time-passed"),
        ("deadline 25:99", "time-unclear"),
        ("title", "text-empty"),
    ],
)
def test_what_cannot_be_read_is_asked_back(text: str, key: str) -> None:
    """By name; a bare time that has just passed is a question, not tomorrow."""
    intent = read(text)
    assert isinstance(intent, i.ChangeCase)
    with pytest.raises(Fault) as fault:
        change_said(intent, WRITER)
    assert fault.value.key == key


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(
    ("severity", "why", "impact", "since", "deadline", "title"), st.text(max_size=40))))  # fmt: skip
def test_no_words_make_it_fail(fields: dict[str, str]) -> None:
    """Whatever arrives from a form is a command, or a fault with words."""
    try:
        found: c.Command | str = change(fields, WRITER)
    except Fault as fault:
        found = fault.key
    words = ("time-unclear", "time-passed", "symptom-future")
    assert isinstance(found, c.ChangeCase) or found in words
