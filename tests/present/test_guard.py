"""The guard beside a letter: what it points at, and what it lets pass."""

import pytest

from bot.domain import messages as m
from bot.domain.swarm import AreaState
from bot.present.drafts import text_of
from bot.present.guard import marks, spoken
from tests.build import ITO, SATO, TANAKA, Story, led, person
from tests.present.letters import TEXTS, begun, draft, nightly


def story() -> Story:
    s = led(managers=(TANAKA,), internal_words=("P1 bridge",), supervisors=(person("Mori, Hana"),))
    s.do("04:55", ITO, m.Note("-"))
    return s


POINTED = [
    ("ストレージの応答遅延を有力な原因として調査中です", "guard-cause"),
    ("原因はストレージの応答遅延です", "guard-cause"),
    ("ストレージの障害が疑われます", "guard-cause"),
    ("The likely cause is storage", "guard-cause"),
    ("This was caused by a full disk", "guard-cause"),
    ("8時までに復旧いたします", "guard-recovery"),
    ("9:30頃には復旧する見込みです", "guard-recovery"),
    ("復旧予定は8時30分です", "guard-recovery"),
    ("It will be fixed by 8:30", "guard-recovery"),
    ("Log-in should be working again within 2 hours", "guard-recovery"),
    ("弊社の不具合によるものです", "guard-blame"),
    ("お客様の設定ミスと思われます", "guard-blame"),
    ("担当者のミスです", "guard-blame"),
    ("This is your fault", "guard-blame"),
    ("operator error", "guard-blame"),
    ("Sev-Aとして対応しております", "guard-inside"),
    ("切り分けを進めております", "guard-inside"),
    ("開発へエスカレーションしました", "guard-inside"),
    ("たぶんストレージです", "guard-inside"),
    ("Platform is ruled out", "guard-inside"),
    ("we talk in the p1 bridge", "guard-inside"),
    ("伊藤さんが確認しております", "guard-name"),
    ("田中より改めてご連絡いたします", "guard-name"),
    ("Ms Mori will call you", "guard-name"),
    ("担当の佐藤さんです", "guard-name"),
    ("https://wiki.example.test/incident を参照", "guard-link"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), POINTED)
def test_it_points_at_what_should_not_be_said(text: str, key: str) -> None:
    """Causes, times of recovery, blame, inside words, names, links."""
    s = story()
    assert key in [mark.key for mark in marks(text, s.swarm, s.rules, "佐藤 健")]


FINE = [
    "原因は確認中です。",
    "原因は不明です",
    "The cause is not known yet",
    "復旧の見込みは確認中です。分かり次第お知らせいたします。",
    "11月24日（火）8時31分に復旧を確認いたしました。",
    "次回のご連絡は本日（11月24日）7時00分までです",
    "Next update by 07:00, even if there is nothing new",
    "担当の佐藤 健です",
    "中村様にご確認いただきました",
    "Recovered at 08:31 on Tuesday 24 November",
    "ご不便をおかけし申し訳ございません",
]


@pytest.mark.parametrize("text", FINE)
def test_it_lets_pass_what_a_letter_must_say(text: str) -> None:
    """A guard that cries wolf is switched off in the head."""
    s = story()
    assert not [k for k in marks(text, s.swarm, s.rules, "佐藤 健") if k.key != "guard-inside"]


@pytest.mark.parametrize("language", TEXTS)
def test_nothing_is_pointed_at_in_our_own_letters(language: str) -> None:
    """What is drafted may be said: every letter of the night."""
    rules = begun(language).rules
    for name, text, swarm in nightly(language):
        if not name.startswith("inside"):
            assert not marks(text, swarm, rules, "佐藤 健")


def test_a_confirmed_cause_may_be_named() -> None:
    """Once a sentence for the customer says so."""
    s = story()
    s.do("05:10", ITO, m.Find("storage", AreaState.CAUSE, "raw", tell="容量が不足しておりました。"))
    assert not [
        k for k in marks("原因はストレージです", s.swarm, s.rules) if k.key == "guard-cause"
    ]


SPOKEN = [
    ("ストレージは確認中です", AreaState.LOOKING),
    ("ストレージの応答遅延を有力な原因として調査中です", AreaState.SUSPECT),
    ("Storage: being checked", AreaState.LOOKING),
    ("Storage is the likely cause", AreaState.SUSPECT),
]


@pytest.mark.parametrize(("text", "told"), SPOKEN)
def test_what_a_letter_tells_of_a_suspect_depends_on_its_words(text: str, told: AreaState) -> None:
    """Only a suspect that was named as one has to be corrected later."""
    s = begun("ja")
    s.do("05:24", ITO, m.Find("storage", AreaState.SUSPECT, "raw"))
    assert spoken(text, s.swarm, s.rules) == (("storage", told),)


def test_a_drafted_letter_tells_of_no_suspect() -> None:
    """All areas are in it, none of them as suspected."""
    s = begun("ja")
    s.do("05:24", ITO, m.Find("storage", AreaState.SUSPECT, "raw"))
    s.do("05:25", SATO, m.Find("platform", AreaState.RULED_OUT, "raw"))
    told = dict(spoken(text_of(draft(s, "05:45")), s.swarm, s.rules))
    assert told == {
        "platform": AreaState.RULED_OUT, "storage": AreaState.LOOKING, "network": AreaState.FREE,
    }  # fmt: skip
