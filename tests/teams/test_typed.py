"""What people type is understood as they write it, in both languages; nothing is guessed."""

import re
from datetime import time, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.swarm import AreaState, How, Phase, Severity
from bot.teams.inbound import Mentioned
from bot.teams.intents import (
    AddArea,
    All,
    Claim,
    Close,
    Contact,
    CustomerCalled,
    Duty,
    Finding,
    Help,
    Hi,
    Intent,
    Join,
    Language,
    Lead,
    Liaison,
    MoveTime,
    MySwarms,
    New,
    NextAction,
    Note,
    NotUnderstood,
    OnPhone,
    Recovered,
    Release,
    Reopen,
    SetAside,
    SmallTalk,
    Status,
    TakeOver,
    Timeline,
    UseChannel,
    Writing,
)
from bot.teams.typed import language, match_area, read
from bot.teams.verbs import VERBS

RYO = Mentioned("29:ryo", "渡辺 亮")

SAID: dict[str, Intent] = {
    # new
    "new Shop tills cannot log in": New("Shop tills cannot log in"),
    "new Sev-A Contoso: Shop tills cannot log in": New(
        "Shop tills cannot log in", Severity.A, "Contoso"
    ),
    "New SEV B disk full customer=Contoso impact=half the shops": New(
        "disk full", Severity.B, "Contoso", "half the shops"
    ),
    "new P1 POS down ticket: 2411240012\nsince 4:10\nall shops": New(
        "POS down", Severity.A, ticket="2411240012", description="since 4:10\nall shops"
    ),
    "新規 件名": New("件名"),
    "新規　重大　ＰＯＳ（全店）障害": New("ＰＯＳ（全店）障害", Severity.A),
    "新規 重大な障害": New("重大な障害"),
    "新規 Sev-A アオバストア：ログインできない 影響：128店舗": New(
        "ログインできない", Severity.A, "アオバストア", "128店舗"
    ),
    "新規 ログインできない 顧客：アオバ": New("ログインできない", None, "アオバ"),
    "new see https://x.example/1": New("see https://x.example/1"),
    "新規": New(""),
    # areas
    "claim storage": Claim("storage"),
    "Claim Storage please": Claim("Storage"),
    "please claim storage": Claim("storage"),
    "I'll take storage": Claim("storage"),
    "担当 ストレージ": Claim("ストレージ"),
    "担当　ＮＷ　お願いいたします。": Claim("ＮＷ"),
    "担当ストレージ": Claim("ストレージ"),
    "ストレージを担当します": Claim("ストレージ"),
    "ストレージ見ます": Claim("ストレージ"),
    "claim": Claim(""),
    "join network": Join("network"),
    "一緒に見る ストレージ": Join("ストレージ"),
    "ストレージを一緒に見ます": Join("ストレージ"),
    "release storage": Release("storage"),
    "担当を外れる ストレージ": Release("ストレージ"),
    "take over network": TakeOver("network"),
    "引き取る ネットワーク": TakeOver("ネットワーク"),
    "ネットワークを引き取ります": TakeOver("ネットワーク"),
    "add area DNS": AddArea("DNS"),
    "追加 認証": AddArea("認証"),
    "not relevant storage because it is another region": SetAside(
        "storage", "it is another region"
    ),
    "対象外 ストレージ 別リージョンのため": SetAside("ストレージ", "別リージョンのため"),
    # findings
    "finding storage ruled out logs are clean": Finding(
        "storage", AreaState.RULED_OUT, "logs are clean"
    ),
    "finding Storage: suspect, latency since 4:10": Finding(
        "Storage", AreaState.SUSPECT, "latency since 4:10"
    ),
    "finding network is the cause DNS change": Finding("network", AreaState.CAUSE, "DNS change"),
    "結果 ストレージ 問題なし ログに異常なし": Finding(
        "ストレージ", AreaState.RULED_OUT, "ログに異常なし"
    ),
    "結果：ネットワークは原因と判断 DNSの設定変更": Finding(
        "ネットワーク", AreaState.CAUSE, "DNSの設定変更"
    ),
    "調査結果 ストレージ 疑いあり 遅延": Finding("ストレージ", AreaState.SUSPECT, "遅延"),
    "finding storage not relevant (other region)": SetAside("storage", "other region"),
    "finding storage looks odd": Finding("storage", None, "looks odd"),
    # contacts
    "contact we check name resolution by phone to Mr Nakamura at 5:06 next 6:00": Contact(
        "we check name resolution", How.PHONE, "Mr Nakamura", "5:06", "6:00"
    ),
    "contact all is quiet at 5:06, next 6:00": Contact("all is quiet", at="5:06", next="6:00"),
    "連絡 変化なし 時刻 5:06 次回 6:00": Contact("変化なし", at="5:06", next="6:00"),
    "連絡 変化なし 次回 6:00 電話 中村様へ": Contact("変化なし", How.PHONE, "中村様", next="6:00"),
    "contact told them we restart the node next 6:00": Contact(
        "told them we restart the node", next="6:00"
    ),
    "contact going to restart it next time, next 6:00 told": Contact(
        "going to restart it next time", next="6:00", told=True
    ),
    "contact shops open at 9:00 as planned by mail next tomorrow 9:00": Contact(
        "shops open at 9:00 as planned", How.MAIL, next="tomorrow 9:00"
    ),
    "contact all is well by mail every 30m": Contact(
        "all is well", How.MAIL, every=timedelta(minutes=30)
    ),
    "contact recovered next none because the customer confirmed": Contact(
        "recovered", no_next=True, none_because="the customer confirmed"
    ),
    "contact recovered by phone, no next update because the customer confirmed": Contact(
        "recovered", How.PHONE, no_next=True, none_because="the customer confirmed"
    ),
    "contact all shops are back, no further updates needed": Contact(
        "all shops are back", no_next=True
    ),
    "contact told them no further update before noon next 12:30": Contact(
        "told them no further update before noon", next="12:30"
    ),
    "連絡 名前解決を確認中 電話 宛先 中村様 5:06 次回 6:00": Contact(
        "名前解決を確認中", How.PHONE, "中村様", "5:06", "6:00"
    ),
    "連絡　名前解決（ＤＮＳ）を確認中　次回　６：００": Contact(
        "名前解決（ＤＮＳ）を確認中", next="６：００"
    ),
    "連絡しました 電話で状況を説明 次回 6:30 目安": Contact(
        "状況を説明", How.PHONE, next="6:30", told=False
    ),
    "連絡 状況を説明 以後30分ごと": Contact("状況を説明", every=timedelta(minutes=30)),
    "連絡 不在 次回 6:10": Contact("", How.NOT_REACHED, next="6:10"),
    "連絡 復旧を報告 次回なし（お客様確認済み）": Contact(
        "復旧を報告", no_next=True, none_because="お客様確認済み"
    ),
    "連絡": Contact(""),
    "customer called Nakamura: wants news, call back 6:30": CustomerCalled(
        "Nakamura", "wants news, call back 6:30", "6:30"
    ),
    "お客様から 中村様 状況を知りたい 折り返し 6:30": CustomerCalled(
        "中村様", "状況を知りたい 折り返し 6:30", "6:30"
    ),
    "customer called Asked for a call-back at 7:40, please": CustomerCalled(
        "", "Asked for a call-back at 7:40, please", "7:40"
    ),
    "お客様から 中村様 11/25 7:40までに折り返しのご希望": CustomerCalled(
        "中村様", "11/25 7:40までに折り返しのご希望", "11/25 7:40"
    ),
    "お客様から 中村様より折り返しのご希望 7:40まで": CustomerCalled(
        "中村様", "折り返しのご希望 7:40まで", "7:40まで"
    ),
    "お客様から 大野部長 開店が心配": CustomerCalled("大野部長", "開店が心配"),
    "お客様から 大野部長より 7:40までに折り返しのご希望": CustomerCalled(
        "大野部長", "7:40までに折り返しのご希望", "7:40"
    ),
    "お客様から 部長会議の結果を知りたい": CustomerCalled("", "部長会議の結果を知りたい"),
    "customer called please call back": CustomerCalled("", "please call back"),
    "お客様から電話がありました 中村様 開店が心配": CustomerCalled("中村様", "開店が心配"),
    "next 6:30": MoveTime("6:30"),
    "次回 6:30 お伝え済み": MoveTime("6:30", told=True),
    # the rest of the record
    "note rebooted node 3": Note("rebooted node 3"),
    "メモ 再起動（ノード３）": Note("再起動（ノード３）"),
    "next action check name resolution 渡辺 亮 by 6:40": NextAction(
        "check name resolution", RYO, "6:40"
    ),
    "次の対応 店舗側の名前解決を確認 渡辺 亮 11/25 6:40まで": NextAction(
        "店舗側の名前解決を確認", RYO, "11/25 6:40"
    ),
    "next action wait for 2 shops": NextAction("wait for 2 shops"),
    "I'm on the phone": OnPhone(),
    "電話中です": OnPhone(),
    "writing": Writing(),
    "作成中": Writing(),
    # recovery and life
    "recovered": Recovered(Phase.RECOVERED),
    "recovered since 5:40 confirmed by Ms Ono, 128 of 128": Recovered(
        Phase.RECOVERED, since="5:40", confirmed_by="Ms Ono", extent="128 of 128"
    ),
    "復旧 5:40から 確認 大野様 128/128店舗": Recovered(
        Phase.RECOVERED, since="5:40", confirmed_by="大野様", extent="128/128店舗"
    ),
    "復旧しました。": Recovered(Phase.RECOVERED),
    "復旧（お客様確認待ち）": Recovered(Phase.UNCONFIRMED),
    "暫定復旧": Recovered(Phase.MITIGATED),
    "復旧作業中": Recovered(Phase.FIXING),
    "経過観察 9:00まで": Recovered(Phase.WATCHING, until="9:00"),
    "watching until tomorrow 9:00": Recovered(Phase.WATCHING, until="tomorrow 9:00"),
    "close": Close(),
    "Close this case, please": Close(),
    "クローズしてください": Close(),
    "reopen": Reopen(),
    "再開します": Reopen(),
    # asking
    "status": Status(),
    "ＳＴＡＴＵＳ！": Status(),
    "Status Aoba": Status("Aoba"),
    "状況": Status(),
    "状況を教えてください": Status(),
    "状況 アオバ": Status("アオバ"),
    "ｽﾃｰﾀｽ": Status(),
    "timeline": Timeline(),
    "経緯 2611240012": Timeline("2611240012"),
    "help": Help(),
    "？": Help(),
    "使い方": Help(),
    "hi": Hi(),
    "こんにちは": Hi(),
    "": Hi(),
    "@Swarm": Hi(),
    "＠Ｓｗａｒｍ　状況": Status(),
    "hello, status please": Status(),
    "my swarms": MySwarms(),
    "all": All(),
    "一覧": All(),
    # people and places
    "I'll lead": Lead(),
    "主担当になります": Lead(),
    "I’ll talk to the customer": Liaison(),
    "お客様窓口になる": Liaison(),
    "use this channel": UseChannel(),
    "このチャネルを使う": UseChannel(),
    "on duty 22-7": Duty(on=True, start=time(22), end=time(7)),
    "当番 22:30〜7:00": Duty(on=True, start=time(22, 30), end=time(7)),
    "勤務開始": Duty(on=True),
    "off": Duty(on=False),
    "勤務終了": Duty(on=False),
    "language ja": Language("ja"),
    "言語 英語": Language("en"),
    "language fr": Language(""),
}


@pytest.mark.parametrize(("text", "intent"), SAID.items())
def test_what_people_write(text: str, intent: Intent) -> None:
    """Each usual way of writing gives the intent that a colleague would see in it."""
    assert read(text, [RYO]) == intent


@pytest.mark.parametrize("text", [text for text in SAID if text and "\n" not in text])
def test_odd_blanks_change_nothing(text: str) -> None:
    """No-break blanks and blanks around, as Teams and phones put them, are just blanks."""
    odd = "\u00a0 " + text.replace(" ", "\u00a0 ") + " \n"

    assert read(odd, [RYO]) == SAID[text]


@pytest.mark.parametrize(
    "text",
    ["お疲れさまです", "承知しました！", "了解です。", "ありがとうございます", "thanks!", "OK", "👍",
     "よろしくお願いします", "Got it."],
)  # fmt: skip
def test_small_talk_needs_no_answer(text: str) -> None:
    """Politeness between colleagues is no command, and is not answered by a machine."""
    assert read(text) == SmallTalk()


@pytest.mark.parametrize(
    "text",
    ["close the valve on node 3", "recovered? not yet", "復旧の見込みは？", "off to lunch",
     "担当者は誰ですか", "いい天気ですね", "closed-loop control", "leading indicators are bad",
     "mitigated by luck maybe", "on duty is who?"],
)  # fmt: skip
def test_what_only_looks_like_a_command(text: str) -> None:
    """A sentence that begins like a command but goes on otherwise does nothing."""
    assert isinstance(read(text), NotUnderstood)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("statsu", "status"),
        ("cliam storage", "claim"),
        ("reopn", "reopen"),
        ("タイムラン", "タイムライン"),
    ],
)
def test_the_nearest_words_are_offered(text: str, nearest: str) -> None:
    """A slip of the fingers is not carried out; what may have been meant is named first."""
    said = read(text)

    assert isinstance(said, NotUnderstood)
    assert said.text == text
    assert said.nearest[0] == nearest


@pytest.mark.parametrize("word", [word for words in VERBS.values() for word in words])
def test_every_word_of_the_table_is_understood(word: str) -> None:
    """No entry of the table is shadowed into nonsense by another."""
    assert not isinstance(read(word), NotUnderstood | SmallTalk)


def test_a_word_means_one_thing() -> None:
    """No word stands for two verbs."""
    words = [word for words in VERBS.values() for word in words]

    assert len(words) == len(set(words))


HELP = [
    line
    for code in ("en", "ja")
    for lines in re.findall(
        r"^help-(?!title)[a-z]+ = (.+)$",
        (files("cards") / "locale" / f"{code}.ftl").read_text("utf-8"),
        re.MULTILINE,
    )
    for line in lines.split(" / ")
]


@pytest.mark.parametrize("line", HELP)
def test_the_help_tells_the_truth(line: str) -> None:
    """Every line of the help, typed as it stands, is understood."""
    assert not isinstance(read(line, [RYO]), NotUnderstood | SmallTalk | Hi)


@given(st.text() | st.lists(st.sampled_from([*SAID, "（", "次回", "1", ":", "様"])).map("".join))
def test_no_text_breaks_it(text: str) -> None:
    """Whatever is typed, there is an intent; never an error."""
    assert isinstance(read(text, [RYO]), Intent)
    language(text)
    match_area(text, [("storage", ("Storage", "ストレージ"))])


@pytest.mark.parametrize(
    ("text", "code"),
    [("claim storage", "en"), ("担当 storage", "ja"), ("ｽﾄﾚｰｼﾞ", "ja"), ("ＯＫ", "en"),
     ("12:30 👍", None), ("", None)],
)  # fmt: skip
def test_the_language_of_a_text(text: str, code: str | None) -> None:
    """One Japanese sign makes it Japanese; else Latin letters make it English."""
    assert language(text) == code


AREAS = [
    ("platform", ("Platform", "基盤")),
    ("storage", ("Storage", "ストレージ")),
    ("network", ("Network", "ネットワーク")),
    ("identity", ("Identity", "ID・認証")),
    ("database", ("Database", "データベース")),
    ("dns-edge", ("DNS edge", "DNSエッジ")),
    ("dns-core", ("DNS core", "DNSコア")),
]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("storage", "storage"), ("STORAGE", "storage"), ("ストレージ", "storage"),
        ("ｽﾄﾚｰｼﾞ", "storage"), ("すとれーじ", "storage"), ("the storage area", "storage"),
        ("stor", "storage"), ("strage", "storage"), ("ストレージ周り", "storage"),
        ("NW", "network"), ("ＮＷ", "network"), ("ネットワーク側", "network"), ("net", "network"),
        ("基盤", "platform"), ("PF", "platform"), ("DB", "database"), ("ID", "identity"),
        ("認証", "identity"), ("ID・認証", "identity"), ("dns edge", "dns-edge"),
        ("dns", None), ("", None), ("s", None), ("power", None), ("・", None),
    ],
)  # fmt: skip
def test_areas_by_any_usual_name(text: str, key: str | None) -> None:
    """An area is known by its name, short form or beginning; when two fit, neither is taken."""
    assert match_area(text, AREAS) == key
