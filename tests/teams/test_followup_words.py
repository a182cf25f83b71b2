"""What people type about follow-ups and exports, in both languages."""

import pytest

from bot.teams import intents as i
from bot.teams.inbound import Mentioned
from bot.teams.typed import read

SATO = Mentioned("29:sato", "佐藤 健")
ANN = Mentioned("29:ann", "Ann Lee")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("follow-up watch the forwarder", i.FollowUp("watch the forwarder")),
        ("follow up: watch it by Monday", i.FollowUp("watch it", None, "Monday")),
        ("followup alert on DNS changes by 11/30", i.FollowUp("alert on DNS changes", None, "11/30")),
        ("follow-up alert on DNS changes", i.FollowUp("alert on DNS changes")),
        ("follow-up check the list for @Ann Lee on 30 Nov", i.FollowUp("check the list", ANN, "30 Nov")),
        ("フォローアップ 監視を追加 11/30まで", i.FollowUp("監視を追加", None, "11/30")),
        ("フォローアップ：@佐藤 健さん 手順書を直す 来週月曜まで",
         i.FollowUp("手順書を直す", SATO, "来週月曜")),
        ("フォローアップ", i.FollowUp("")),
        ("follow-up done", i.FollowUpDone()),
        ("follow-up done 2", i.FollowUpDone(2)),
        ("follow-up 2 done", i.FollowUpDone(2)),
        ("フォローアップ完了", i.FollowUpDone()),
        ("フォローアップ 2 完了", i.FollowUpDone(2)),
        ("フォローアップ完了 ２", i.FollowUpDone(2)),
        ("export", i.Export()),
        ("export Aoba", i.Export("Aoba")),
        ("export for the customer Aoba", i.Export("Aoba", safe=True)),
        ("export text 2611240012", i.Export("2611240012", as_text=True)),
        ("経緯を出力", i.Export()),
        ("経緯を出力 アオバ お客様向け テキスト", i.Export("アオバ", safe=True, as_text=True)),
        ("経緯 アオバ", i.Timeline("アオバ")),
    ],
)  # fmt: skip
def test_what_is_meant(said: str, meant: i.Intent) -> None:
    """As people write it, in any width; the day is asked about by whoever answers."""
    assert read(said, (SATO, ANN)) == meant
