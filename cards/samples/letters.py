"""A sample letter to the customer, with a mark of the guard, and a sample report inside."""

from cards.views import DraftView, NoteView

_SUBJECT = {
    "ja": "【第二報】「店舗のPOSにログインできない」の件（お問い合わせ番号 2611240012）",
    "en": "[Report 2] Shop tills cannot log in (case 2611240012)",
}
_TITLE = {"ja": "第二報", "en": "Report 2"}
_TEXT = {
    "ja": """アオバストア
中村様

いつもお世話になっております。青葉サポートの佐藤 健です。5時45分時点の状況をご報告いたします。

■ 影響範囲
　全128店舗で開店準備ができない（お客様からのご連絡による）

■ 判明したこと
　前回のご連絡から新しい進展はございませんが、調査を継続しております。

■ 実施したこと
　基盤：確認を終え、異常は見つかっておりません。

■ 確認中
　ストレージ、ネットワーク

■ 復旧の見込み
　確認中です。分かり次第お知らせいたします。

■ 次回のご連絡
　本日（11月24日）7時00分まで。進展がない場合もご連絡いたします。

お急ぎの場合は、お問い合わせ番号を添えてサポート窓口までご連絡ください。""",
    "en": """Aoba Store
Dear Mr Nakamura,

This is Sato Ken of Aoba Support. Here is where we stand at 05:45.

Scope:
128 shops cannot open (as you told us)

What we now know:
There is nothing new since our last update; we are continuing.

Done:
Platform: checked, nothing abnormal found.

Being checked:
Storage, Network

Expected recovery:
Not known yet; we will tell you as soon as it is.

Next update:
By 07:00 today (24 November), even if there is nothing new

If it is urgent, please contact our support desk and name the case number.""",
}
_PHONE = {
    "ja": "青葉サポートの佐藤 健です。ご連絡いただいた件でお電話いたしました。現在、調査を進めております。"
    "原因は確認中です。基盤には異常が見つかっておりません。次は7時までに、進展がなくてもご連絡いたします。",
    "en": "This is Sato Ken of Aoba Support, calling about your case. We are investigating. The cause is "
    "not known yet. Nothing abnormal was found in Platform. We will call again by 07:00, even if there "
    "is nothing new.",
}
_COLLEAGUE = {"ja": "伊藤", "en": "Ito"}

INSIDE = {
    "ja": """【第一報・社内限り】アオバストア 店舗のPOSにログインできない（Sev-A、2611240012）
■ 発生：11/24（火） 4:15頃から（受付 11/24（火） 4:52）
■ 業務影響：全128店舗で開店準備ができない（お客様の期限 11/24（火） 8:30）
■ 判明していること：基盤（問題なし：4:00〜5:15 異常なし）
■ 確認中のこと：ストレージ（疑いあり、伊藤 直子）、ネットワーク（担当者なし）
■ お願い：ネットワークを確認できる方は対応スレッドへ。お客様への個別の連絡はお控えください
■ 体制：主担当 佐藤 健、お客様窓口 佐藤 健、調査 高橋 翔、伊藤 直子
■ 次報：11/24（火） 6:00頃
■ 問い合わせ先：佐藤 健（対応スレッドでの質問はお控えください）""",
    "en": """[Report 1, internal] Aoba Store: Shop tills cannot log in (Sev-A, 2611240012)
Since: about Tue 24 Nov 04:15 (ticket Tue 24 Nov 04:52)
Impact: 128 shops cannot open (customer's deadline Tue 24 Nov 08:30)
Known: Platform (Ruled out: nothing abnormal from 04:00 to 05:15)
Not known yet: Storage (Suspect, Ito Naoko), Network (nobody)
We ask: whoever knows Network, please join the thread; please don't contact the customer on your own
On it: lead Sato Ken, liaison Sato Ken; Takahashi Sho, Ito Naoko
Next report: about Tue 24 Nov 06:00
Questions: Sato Ken, not the thread""",
}


def letter(language: str) -> DraftView:
    """The second report, as it lies in the liaison's chat a quarter of an hour before its time."""
    marks = (NoteView("guard-name", {"text": _COLLEAGUE[language]}),)
    return DraftView(_TITLE[language], _SUBJECT[language], _TEXT[language], _PHONE[language], marks)
