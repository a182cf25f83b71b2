"""The words that people begin with. Both languages are always understood, whatever the channel's."""

import difflib
import re
from typing import Final

from bot.teams.folding import Folded

VERBS: Final[dict[str, tuple[str, ...]]] = {
    "new": ("new", "new swarm", "open swarm", "新規", "新規案件", "起票"),
    "use": ("use this channel", "use channel", "このチャネルを使う", "このチャンネルを使う",
            "このチャネルを使用", "このチャネルを使って", "ここを使う"),
    "claim": ("claim", "take", "i'll take", "i take", "taking", "i have", "looking at", "担当"),
    "join": ("join", "help with", "look together", "look together at", "一緒に見る",
             "一緒に見ます", "参加"),
    "release": ("release", "unclaim", "let go of", "担当を外れる", "担当を外れます", "外れる"),
    "take_over": ("take over", "takeover", "taking over", "引き取る", "引き取り", "引取"),
    "lead": ("lead", "i'll lead", "i lead", "take the lead", "i'll take the lead", "主担当",
             "主担当になる", "主担当になります"),
    "liaison": ("liaison", "i'll talk to the customer", "talk to the customer", "お客様窓口",
                "お客様窓口になる", "お客様窓口になります", "窓口"),
    "add_area": ("add area", "new area", "add", "調査項目を追加", "調査項目追加", "項目追加", "追加"),
    "step_back": ("step back", "stepping back", "i step back", "役割を外れる", "役割を外れます"),
    "leave_lead": ("step back as lead", "step back from the lead", "主担当を外れる",
                   "主担当を外れます", "主担当外れます"),
    "leave_liaison": ("step back as liaison", "お客様窓口を外れる", "お客様窓口を外れます",
                      "窓口を外れる", "窓口を外れます"),
    "hand_over": ("hand over to", "hand over", "handover", "引き継ぎ", "引き継ぐ", "引き継ぎます",
                  "引継ぎ", "引継"),
    "accept": ("accept", "i accept", "引き受ける", "引き受けます", "引き受け"),
    "keep_on": ("cancel hand over", "cancel handover", "withdraw hand over", "i'll go on",
                "引き継ぎ取消", "引き継ぎ取り消し", "引き継ぎを取り消す", "自分で続ける", "自分で続けます"),
    "hours": ("hours", "my hours", "対応時間", "稼働時間"),
    "drill": ("drill", "try a drill", "start drill", "訓練", "訓練で試す", "訓練開始"),
    "set_aside": ("not relevant", "set aside", "対象外", "対象外にする"),
    "finding": ("finding", "result", "found", "結果", "調査結果"),
    "still_on": ("still on it", "still on", "yes, still on it", "継続中", "継続"),
    "estimate": ("estimate", "eta", "見込み", "所要"),
    "confirm": ("still ruled out", "confirm", "問題なしのまま", "再確認済み"),
    "waiting": ("waiting", "回答待ち"),
    "work_at": ("link", "workplace", "作業場所", "リンク"),
    "runbook": ("runbook", "show runbook", "手順", "手順書"),
    "away": ("away", "i'm away", "afk", "離席", "離席中"),
    "back": ("back", "i'm back", "戻りました", "戻った", "離席から戻る"),
    "contact": ("contact", "contacted", "log contact", "told the customer", "連絡", "連絡を記録",
                "連絡済み"),
    "customer": ("customer called", "the customer called", "customer phoned", "customer wrote",
                 "customer says", "customer asks", "customer contacted us", "お客様から連絡あり",
                 "お客様から連絡", "お客様から電話", "お客様から", "お客様より", "顧客から"),
    "move": ("next", "next update", "next contact", "change time", "change the time", "次回",
             "次回連絡", "次回のご連絡", "時刻変更", "時刻を変更"),
    "promise": ("promise", "promises", "open promises", "約束", "お約束", "約束一覧"),
    "end_promise": ("end promise", "drop promise", "promise ended", "約束終了", "約束を終了"),
    "move_promise": ("move promise", "change promise", "約束変更", "約束を変更"),
    "correct": ("correct", "correct record", "correct this record", "correct contact", "訂正",
                "記録を訂正", "記録訂正"),
    "severity": ("severity", "sev", "raise severity", "lower severity", "change severity",
                 "set severity", "raise severity to", "lower severity to", "重要度", "重大度",
                 "重要度を変更", "重大度を変更", "重要度変更", "重大度変更"),
    "impact": ("impact", "business impact", "scope", "影響", "業務影響", "影響範囲"),
    "since": ("since", "symptom since", "started", "began", "発生", "発生時刻"),
    "deadline": ("deadline", "customer's deadline", "customer deadline", "hard deadline",
                 "お客様の期限", "お客様期限", "期限"),
    "title": ("title", "件名", "タイトル"),
    "take_promise": ("i'll contact them", "i'll call them", "私が連絡します", "私が連絡する"),
    "snooze": ("remind me later", "remind me", "snooze", "後で通知", "後で再通知", "再通知"),
    "phoned": ("phoned", "i phoned", "電話しました", "電話済み", "電話した"),
    "off_phone": ("off the phone", "call ended", "call is over", "電話終了", "電話終わり",
                  "電話が終わりました"),
    "ask_manager": ("ask the manager", "ask manager", "ask a manager", "マネージャーに相談",
                    "マネージャに相談"),
    "call_in": ("call in", "呼び出す", "呼び出し", "呼び出して"),
    "coming": ("coming", "i'm coming", "i am coming", "対応に入ります", "対応します", "向かいます"),
    "cannot": ("can't now", "cannot now", "not now", "今は難しい", "今は難しいです"),
    "draft": ("draft", "draft update", "show draft", "下書き", "文面"),
    "inside": ("report inside", "inside report", "internal report", "first report", "社内報告",
               "社内へ報告", "社内に報告", "第一報"),
    "note": ("note", "memo", "メモ", "記録"),
    "next_action": ("next action", "action", "todo", "次の対応", "対応"),
    "phone": ("on the phone", "i'm on the phone", "i am on the phone", "電話中"),
    "writing": ("writing", "i'm writing", "i'm writing it", "i am writing it", "drafting", "作成中"),
    "fixing": ("fixing", "recovery under way", "復旧作業中"),
    "mitigated": ("mitigated", "暫定復旧"),
    "recovered": ("recovered", "resolved", "declare recovery", "復旧", "復旧を宣言"),
    "watching": ("watching", "monitoring", "経過観察", "経過観察中"),
    "follow_up": ("follow-up", "follow up", "followup", "フォローアップ", "フォロー"),
    "follow_up_done": ("follow-up done", "follow up done", "フォローアップ完了", "フォロー完了"),
    "export": ("export", "export timeline", "download", "経緯を出力", "経緯出力", "エクスポート", "出力"),
    "close": ("close", "クローズ"),
    "reopen": ("reopen", "re-open", "再開"),
    "status": ("status", "show status", "状況", "最新の状況", "ステータス"),
    "timeline": ("timeline", "history", "経緯", "対応経緯", "タイムライン"),
    "help": ("help", "commands", "?", "使い方", "ヘルプ"),
    "hi": ("hi", "hello", "hey", "こんにちは", "こんばんは", "おはようございます", "はじめまして"),
    "mine": ("my swarms", "mine", "自分の案件", "私の案件", "担当案件"),
    "all": ("all", "all swarms", "list", "一覧", "全件", "すべて"),
    "on_duty": ("on duty", "start shift", "当番", "勤務開始", "勤務中"),
    "off_duty": ("off duty", "off", "end shift", "勤務終了", "非番", "当番終了", "当番終わり"),
    "language": ("language", "lang", "言語", "表示言語"),
}  # fmt: skip

_SMALL_TALK = frozenset({
    "thanks", "thank you", "thx", "ty", "ok", "okay", "got it", "understood", "will do", "sure",
    "yes", "no", "good morning", "good night", "great", "nice", "well done",
    "はい", "いいえ", "了解", "了解です", "了解しました", "了解いたしました", "承知です", "承知しました",
    "承知いたしました", "かしこまりました", "わかりました", "分かりました", "ありがとう", "ありがとうございます",
    "ありがとうございました", "お疲れさま", "お疲れさまです", "お疲れさまでした", "お疲れ様", "お疲れ様です",
    "お疲れ様でした", "おつかれさまです", "よろしくお願いします", "よろしくお願いいたします",
    "よろしくお願い致します", "お世話になっております", "すみません", "助かります",
})  # fmt: skip

_POLITE_START = re.compile(
    r"^(?:(?:please|pls|kindly|can you|could you|すみませんが?|恐れ入りますが)[\s,、]+)+",
    re.IGNORECASE,
)
# What may stand between a Japanese verb and its object, or after both, and means nothing.
_FILLER = re.compile(
    r"^(?:[\s:、,。.!?~]|を(?!\w*だけ)|は|の(?=\s|$)|に(?=\s|$)|で(?=\s|$)|します|しました|してください"
    r"|して下さい|して|する|です|中です|お願いします|お願いいたします|お願い致します|おねがいします"
    r"|ください|下さい|教えて|見せて|知りたい|になります|になる|がありました|があり|が来ました|ありました|ました)+"
)
POLITE_END = re.compile(
    r"(?:[\s、,。.!?~]|\b(?:please|pls|thanks|thank you)\b|(?:を)?(?:お願いします|お願いいたします"
    r"|お願い致します|おねがいします|おねがい)|(?:して|で)?(?:ください|下さい)|を?教えて|を?見せて"
    r"|を?知りたい(?:です)?|(?:を?担当)?(?:します|しました|する)|です(?:か)?|ます)+$",
    re.IGNORECASE,
)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々]")


def _spelling(word: str) -> re.Pattern[str]:
    pattern = re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]?")
    return re.compile(pattern, re.IGNORECASE)


def _end(word: str) -> re.Pattern[str]:
    """What may follow an alias: a Latin word must end; a Japanese one may run into a particle, or
    into another script (担当ストレージ), but not into a longer word (担当者).

    Few words end in different ways: one pattern for each word and its end took 0.9 s to compile.
    """
    if not _JAPANESE.search(word):
        return re.compile(r"(?![\w'’-])" if word[-1].isalnum() else "")
    particles = r"を|は|に|の|で|し|す|が|お願|くだ|下さ|です|教え|見せ|あり|なり|に関"
    scripts = r"[^\u3040-\u309f\u3400-\u9fff々]"
    if not "\u3400" <= word[-1] <= "\u9fff":
        scripts += r"|[\u3400-\u9fff]"
    stop = r"(?![\u30a0-\u30ff])" if "\u30a0" <= word[-1] <= "\u30ff" else ""
    return re.compile(f"{stop}(?:$|(?={particles}|{scripts}))")


_ALIASES = sorted(
    ((word, verb) for verb, words in VERBS.items() for word in words),
    key=lambda pair: len(pair[0]),
    reverse=True,
)
_PATTERNS = [(_spelling(word), _end(word), verb) for word, verb in _ALIASES]


def split_verb(said: Folded) -> tuple[str, Folded] | None:
    """The verb that the text begins with, and what follows it without fillers."""
    start = polite.end() if (polite := _POLITE_START.match(said.text)) else 0
    for spelling, end, verb in _PATTERNS:
        found = spelling.match(said.text, start)
        if found and end.match(said.text, found.end()):
            rest = said.rest(found.end())
            filler = _FILLER.match(rest.text)
            return verb, rest.rest(filler.end()) if filler else rest
    return None


def without_politeness(rest: Folded) -> str:
    """An argument (an area, a name) without "please" and its Japanese brothers at the end."""
    found = POLITE_END.search(rest.text, max(0, len(rest.text) - 60))
    return rest.cut(0, found.start()) if found else rest.cut()


def is_small_talk(said: Folded) -> bool:
    plain = re.sub(r"[^\w\s]", "", said.text).strip().casefold()
    return not plain or plain in _SMALL_TALK


def nearest_words(said: Folded) -> tuple[str, ...]:
    """At most three words of the table that look like the beginning of the text, best first."""
    plain = said.text.casefold().strip()
    tried = {plain, *(" ".join(plain.split()[:count]) for count in (1, 2))}
    words = [word for word, _ in _ALIASES]
    scores = {
        word: max(difflib.SequenceMatcher(None, text[:40], word).ratio() for text in tried)
        for word in words
    }
    best = sorted((word for word in words if scores[word] >= 0.6), key=lambda w: -scores[w])
    return tuple(best[:3])
