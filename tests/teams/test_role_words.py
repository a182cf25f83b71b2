"""Words about roles, hand-overs, hours and drills, in both languages."""

import pytest

from bot.domain.handover import Role
from bot.teams import intents as i
from bot.teams.inbound import Mentioned
from bot.teams.typed import read

KOBAYASHI, ITO = Mentioned("29:k", "小林 学"), Mentioned("29:i", "伊藤 直子")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("step back", i.StepBack()),
        ("役割を外れます", i.StepBack()),
        ("主担当を外れる", i.StepBack(Role.LEAD)),
        ("お客様窓口を外れます", i.StepBack(Role.LIAISON)),
        ("accept", i.AcceptHandover()),
        ("引き受けます", i.AcceptHandover()),
        ("引き受ける 2611240012", i.AcceptHandover("2611240012")),
        ("can't now 2611240012", i.AnswerCall(coming=False, query="2611240012")),
        ("今は難しい INC-4711", i.AnswerCall(coming=False, query="INC-4711")),
        ("対応します 2611240012", i.AnswerCall(coming=True, query="2611240012")),
        ("hours", i.Hours()),
        ("対応時間 アオバ", i.Hours("アオバ")),
        ("drill", i.Drill()),
        ("訓練 認証基盤の停止", i.Drill("認証基盤の停止")),
        ("自分で続けます", i.KeepOn()),
        ("cancel hand over", i.KeepOn()),
        ("引き継ぎ", i.HandOver()),
        ("主担当", i.Lead()),
        ("担当を外れる ストレージ", i.Release("ストレージ")),
        ("引き取る ストレージ", i.TakeOver("ストレージ")),
    ],
)
def test_roles_are_understood(said: str, meant: i.Intent) -> None:
    """And what is nearly the same stays what it is: areas are released and taken over."""
    assert read(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("hand over 小林 学", i.HandOver(KOBAYASHI)),
        ("hand over to 小林 学 please", i.HandOver(KOBAYASHI, None, "", "please")),
        ("引き継ぎ 小林 学さん", i.HandOver(KOBAYASHI)),
        ("引き継ぎ 小林 学さんへ お怒りです", i.HandOver(KOBAYASHI, None, "", "お怒りです")),
        ("hand over 小林 学 at 7:00", i.HandOver(KOBAYASHI, None, "7:00")),
        (
            "hand over 小林 学 at 7:00 bridge 伊藤 直子 short calls only",
            i.HandOver(KOBAYASHI, ITO, "7:00", "short calls only"),
        ),
        (
            "引き継ぎ 小林 学さん 7時から つなぎ 伊藤 直子さん お怒りです",
            i.HandOver(KOBAYASHI, ITO, "7時", "お怒りです"),
        ),
        (
            "引き継ぎ つなぎ 伊藤 直子さん 小林 学さん 7時半から",
            i.HandOver(KOBAYASHI, ITO, "7時半"),
        ),
    ],
)
def test_a_hand_over_names_receiver_bridge_time_and_a_line(said: str, meant: i.Intent) -> None:
    """Whoever stands behind "bridge" bridges; what is left over is told to the receiver."""
    assert read(said, (KOBAYASHI, ITO)) == meant
