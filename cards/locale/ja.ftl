# 日本語の文言。id と変数は en.ftl と同じ（テストで比較しています）。
# 空の引数は "none" として届きます。文は必ず一つの項目に書き、コードでつなげません。

## 共通

app = Swarm
person = { $name }さん
drill = 【訓練】{ $text }
nobody = 未定
span-seconds = { $n }秒
span-minutes = { $n }分
span-hours = { $h }時間
span-both = { $h }時間{ $n }分
customer-of = { $customer ->
    [none] お客様
   *[other] { $customer }
 }
who-of = { $who ->
    [none] お客様
   *[other] { $who }
 }
only-you = この表示はあなただけに見えています。
severity-A = Sev-A
severity-B = Sev-B
severity-C = Sev-C

## 対応カード

card-head = { $customer ->
    [none] { $severity }｜{ $ticket }
   *[other] { $severity }｜{ $customer }｜{ $ticket }
 }
card-internal = 社内限り
card-phase-open = 対応中（{ $t }〜）
card-drill = 【訓練】実際のお客様には連絡しません
card-impact = 業務影響
card-impact-empty = 未確認
card-since = 発生時刻
card-hard-deadline = お客様の期限
card-next-contact = お客様への次回連絡
card-first-response = お客様への初回応答
card-call-back = お客様への折り返し
card-report = 報告書の提出
card-due-told = { $t } まで
card-due-target = { $t }
card-overdue = { $t } の予定を過ぎています
card-owner-told = { $to ->
    [none] { card-owner }（お客様にお伝え済み）
   *[other] { card-owner } → { $to }（お客様にお伝え済み）
 }
card-owner-target = { $to ->
    [none] { card-owner }（社内の目安）
   *[other] { card-owner } → { $to }（社内の目安）
 }
card-owner-first = { card-owner }
card-judged = お客様には { $t } とお伝えしたままです。
card-owner = { $name ->
    [none] 担当者未定
   *[other] { $name }
 }
card-next-none = 未設定
card-next-waived = 予定なし（{ $reason }）
card-promise-update = 次回連絡：{ $to ->
    [none] { $t } まで ― { card-owner }
   *[other] { $to }へ { $t } まで ― { card-owner }
 }
card-promise-first-response = 初回応答：{ $to ->
    [none] { $t } まで ― { card-owner }
   *[other] { $to }へ { $t } まで ― { card-owner }
 }
card-promise-call-back = 折り返し：{ $to ->
    [none] { $t } まで ― { card-owner }
   *[other] { $to }へ { $t } まで ― { card-owner }
 }
card-promise-report = 報告書の提出：{ $to ->
    [none] { $t } まで ― { card-owner }
   *[other] { $to }へ { $t } まで ― { card-owner }
 }
card-promises-more = ほかに{ $n }件のお約束があります。
card-hold-call = { $name }さんがお客様と電話中（{ $t }〜）
card-hold-writing = { $name }さんがお客様への連絡を作成中（{ $t }〜）
card-last-contact = 最終連絡
card-last = { $to ->
    [none] { $t } { $how }（{ $name }）
   *[other] { $t } { $how }、{ $to }（{ $name }）
 }
card-last-none = まだありません
card-said = 「{ $text }」
card-next-action = 次の対応
card-next-action-none = 未設定
card-next-action-value = { $name ->
    [none] { card-next-action-until }
   *[other] { $t ->
        [none] { $text } ― { $name }
       *[other] { $text } ― { $name }、{ $t } まで
    }
 }
card-next-action-until = { $t ->
    [none] { $text }
   *[other] { $text } ― { $t } まで
 }
card-areas = 調査項目
card-free = 担当者なし：{ $areas }
card-areas-more = ほか{ $n }項目
card-area-detail = { $text ->
    [none] { $t }〜
   *[other] { $t }〜・{ $text }
 }
card-area-since = { $until ->
    [none] { $t }〜
   *[other] { $t }〜（{ $until } 頃まで）
 }
card-area-found = { $from ->
    [none] { $t } 確認
   *[other] { $t } 確認（{ $from }〜{ $to }）
 }
card-area-waiting = { $whom }の回答待ち（{ $t } まで）
card-area-why = 変更あり（{ $why }）
card-area-away = { $name }（離席中、{ $t } まで）
card-link-evidence = 確認内容
card-link-place = 作業場所
card-more-presence = 所要見込み・離席
card-aside = 対象外：{ $areas }
people-more = 他{ $n }名
card-foot = 主担当 { $lead }・お客様窓口 { $liaison }・調査メンバー { $n }名・{ $t } 現在
card-foot-both = 主担当・お客様窓口 { $lead }・調査メンバー { $n }名・{ $t } 現在
card-unknown-people = 名簿に見つからない方：{ $names }
card-nobody-on-duty = 当番表では勤務中の方がいないため、どなたにも通知していません。
card-recovered-since = 復旧時刻
card-mitigated-since = 暫定復旧の時刻
card-extent = 復旧の範囲
card-confirmed-by = 確認いただいた方
card-closed = { $t } にクローズしました
card-more-customer = お客様
card-more-areas = 調査項目
card-more-roles = 役割・引き継ぎ
card-more-case = 案件
card-more-story = 報告・経緯
card-cut = 表示を短くしています。全文は経緯で確認できます。
pointer = 以前の表示です。
pointer-down = 最新のカードは、このスレッドの下にあります。
pointer-elsewhere = 最新のカードは、別のスレッドにあります。

## 状態

area-free = 担当者なし
area-looking = 調査中
area-suspect = 疑いあり
area-cause = 原因と判断
area-ruled-out = 問題なし
area-waiting = 回答待ち
area-check-again = 要再確認
area-not-relevant = 対象外
area-left = 結果の記録なし
swarm-open = 対応中
swarm-fixing = 復旧作業中
swarm-mitigated = 暫定復旧
swarm-unconfirmed = 復旧（お客様確認待ち）
swarm-recovered = 復旧
swarm-watching = 経過観察中
swarm-watching-until = 経過観察中（{ $t } まで）
swarm-closed = クローズ
how-phone = 電話
how-mail = メール
how-ticket = チケット
how-meeting = 会議
how-not-reached = 不在（つながらず）
kind-first-response = 初回応答
kind-update = 次回連絡
kind-call-back = 折り返し
kind-report = 報告書の提出
field-title = 件名
field-severity = 重大度
field-customer = お客様名
field-description = 説明
field-business-impact = 業務影響
field-customer-deadline = お客様の期限
field-url = リンク
field-status = 状態
field-contact = 連絡先
field-assignee = 担当者
field-plan = サポートプラン
field-symptom-since = 発生時刻
field-created-at = 受付時刻
field-source = 受付元
field-channel = チャネル
field-updated-at = 更新時刻

## ボタン

press-claim = { $area }を担当する
press-join = 一緒に見る
press-join-area = { $area }を一緒に見る
press-release = { $area }の担当を外れる
press-take-over = { $area }を引き取る
press-still-on = 継続中
press-estimate = あと{ $n }分
press-please-take = 代わってほしい
press-confirm = { $area ->
    [none] 問題なしのまま
   *[other] { $area }は問題なしのまま
 }
press-away = 離席（{ $span }）
press-come-back = 離席から戻る
press-form-waiting = 回答待ちにする
press-form-place = 作業場所を登録
press-runbook = 手順を表示
press-set-aside = 対象外にする
press-lead = 主担当になる
press-liaise = お客様窓口になる
press-hold-call = 電話中
press-hold-writing = 作成中
press-free-ladder = 電話・作成を終了
press-snooze = 15分後に再通知
press-snooze-span = { $span }後に再通知
press-take-promise = 私が連絡します
press-already-done = 連絡済み
press-phoned = 電話しました
press-ask-manager = マネージャーに相談
press-answer-call = 対応に入る
press-decline-call = 今は難しい
press-promises = お約束の一覧
press-form-promise = お約束を追加
press-form-end-promise = お約束を終了
press-form-change = 変更点を記録
press-form-correct = 記録を訂正
press-form-call-in = { $area ->
    [none] 呼び出す
   *[other] 「{ $area }」の担当者を呼び出す
 }
press-status = 最新の状況
press-timeline = 経緯
press-reopen = 再開する
press-refresh = 表示を更新
press-back = カードに戻る
press-more = その他
press-set = 次の対応を設定する
press-add-area = { $area }を追加
press-form-contact = 連絡を記録
press-form-move = 時刻を変更
press-form-note = メモを書く
press-form-next = 次の対応
press-form-recover = 復旧を宣言
press-form-close = クローズする
press-form-area = 調査項目を追加
press-form-customer-called = お客様から連絡あり
press-form-finding = 調査結果を書く
press-form-set-aside = { $area ->
    [none] 対象外にする
   *[other] { $area }を対象外にする
 }
press-form-areas = 一緒に見る・引き取る・外れる
press-form-areas-claim = ほかの項目を担当する
press-form-new = 案件を始める
press-use-channel = このチャネルを使う
press-drill = 訓練で試す
press-help = 使い方
press-cancel = キャンセル
press-my-swarms = 自分の案件

## 通知。宛名は addressed で文の前に置きます。

ping-arrival = { $severity }の新規案件です（{ customer-of }「{ $title }」）。{ $t ->
    [none] 主担当をお願いできますか。
   *[other] 初回応答は { $t } までです。
 }
ping-no-lead-yet = 主担当がまだ決まっていません。お願いできますか。
ping-unclaimed = 「{ $area }」の担当者がまだいません。確認をお願いできますか。
ping-unclaimed-nobody = 「{ $area }」に詳しい方は全員勤務時間外です。どなたかに依頼するか、対象外にすることができます。
ping-unclaimed-again = 「{ $area }」は担当者のいない状態が{ $span }続いています。依頼先を決めますか。
ping-still-on-it = 「{ $area }」は継続中ですか。
ping-waiting-over = { $whom ->
    [none] 「{ $area }」は回答予定を過ぎました。状況はいかがですか。
   *[other] 「{ $area }」は{ $whom }の回答予定（{ $t }）を過ぎました。状況はいかがですか。
 }
ping-check-again = 「{ $area }」を問題なしとした後に変更がありました（{ $why }）。結果は変わりませんか。
ping-claim-lapsed = { $heir ->
    [none] 「{ $area }」は{ $span }更新がないため、担当者なしに戻しました。{ $name }さんが作業中の場合もあります。
   *[other] 「{ $area }」は更新がないため、一緒に見ていた{ $heir }さんの担当にしました。{ $name }さんが作業中の場合もあります。
 }
ping-taken-over = { $away ->
    [yes] 離席中のため、「{ $area }」は{ $name }さんが引き取りました。記録は残っています。ありがとうございました。
   *[no] 「{ $area }」は{ $name }さんが引き取りました。記録は残っています。ありがとうございました。
 }
ping-left-team = { $area ->
    [none] { $name }さんがチームから外れました。この案件で役割がありました。引き継ぎ先を決めますか。
   *[other] { $name }さんがチームから外れました。「{ $area }」の担当者を決めますか。
 }
ping-before = { customer-of }への次回連絡は { $t } です。下書きを用意しました。
ping-soon = { customer-of }への連絡予定まであと{ $span }です（{ $t }）。
ping-now = { customer-of }への連絡予定の時刻です（{ $t }）。
ping-overdue-liaison = { $t } 予定の連絡がまだ記録されていません。連絡済みでしたら「連絡済み」を押してください。
ping-overdue-lead = { $last ->
    [none] { customer-of }への連絡（{ $t } 予定）がまだ記録されていません。どなたか連絡できる方はいますか。
   *[other] { customer-of }への最終連絡は { $last } です（予定は { $t }）。どなたか連絡できる方はいますか。
 }
ping-overdue-manager = { $told ->
    [none] { customer-of }への { $t } の連絡がまだ記録されていません（{ $span }経過）。スレッドには通知済みです。支援が必要か、ご確認をお願いします。
   *[other] { customer-of }への { $t } の連絡がまだ記録されていません（{ $span }経過）。{ $told }には通知済みです。支援が必要か、ご確認をお願いします。
 }
ping-overdue-phone = { $phone ->
    [none] Teamsでは応答がありません。{ whom-to-phone }へお電話をお願いします。
   *[other] Teamsでは応答がありません。{ whom-to-phone }へお電話をお願いします（{ $phone }）。
 }
whom-to-phone = { $name ->
    [none] 対応中の方
   *[other] { $name }さん
 }
ping-in-call-end = お電話は続いていますか。終わりましたら、お伝えした内容を記録できます。
ping-overdue-page = Teamsで応答がないため、{ customer-of }への { $t } の連絡について呼び出しサービスに通知しました。
ping-told-changed = { $state ->
    [none] お客様へお伝えした「{ $area }」の内容が変わりました。次回の下書きに訂正文を入れました。
   *[other] { $t } にお客様へお伝えした「{ $area }」の内容が変わりました（当時：{ $was } → 現在：{ $state }）。次回の下書きに訂正文を入れました。
 }
ping-ask-manager = { $text ->
    [none] { $name }さんからの相談です（{ customer-of }「{ $title }」）。支援をお願いできますか。
   *[other] { $name }さんからの相談です（{ customer-of }「{ $title }」）。「{ $text }」
 }
ping-called-in = { $name }さんから「{ $area }」の確認依頼です（{ customer-of }「{ $title }」）。対応をお願いできますか。
banner-overdue-page = { $severity } { $ticket }、{ customer-of }：呼び出しサービスに通知しました
banner-overdue-page-number = { $severity } { $ticket }：呼び出しサービスに通知しました
banner-told-changed = { $severity } { $ticket }、{ customer-of }：お伝えした「{ $area }」の内容が変わりました
banner-told-changed-number = { $severity } { $ticket }：お客様へお伝えした内容が変わりました
banner-ask-manager = { $severity } { $ticket }、{ customer-of }：{ $name }さんからの相談です
banner-ask-manager-number = { $severity } { $ticket }：相談が届いています
banner-called-in = { $severity } { $ticket }、{ customer-of }：「{ $area }」の確認依頼です
banner-called-in-number = { $severity } { $ticket }：確認依頼が届いています
ping-supervisor-open = { $lead ->
    [none] { $t } に{ customer-of }の{ $severity }対応を開始しました。業務影響：{ card-impact-of }。主担当は未定です。現時点でお願いすることはありません。変化があればお知らせします。
   *[other] { $t } に{ customer-of }の{ $severity }対応を開始しました。業務影響：{ card-impact-of }。主担当は{ $lead }さんです。現時点でお願いすることはありません。変化があればお知らせします。
 }
card-impact-of = { $impact ->
    [none] 未確認
   *[other] { $impact }
 }
ping-supervisor-change = { $severity }、{ customer-of }の案件は { $t } に「{ $phase }」になりました。現時点でお願いすることはありません。
ping-home-lost = { $channel ->
    [none] 投稿できるチャネルがないため、この案件の対応スレッドを作れません。使用するチャネルで「@Swarm このチャネルを使う」と送ってください。
   *[other] 「{ $channel }」に投稿できなくなったため、この案件の対応スレッドを使えません。移動先のチャネルで「@Swarm このチャネルを使う」と送ってください。それまでの通知は個人チャットに届きます。
 }

banner-arrival = { $t ->
    [none] { $severity } { $ticket } { customer-of }：{ $title }
   *[other] { $severity } { $ticket } { customer-of }：{ $title }（初回応答 { $t } まで）
 }
banner-arrival-number = { $t ->
    [none] { $severity } { $ticket }：新規案件
   *[other] { $severity } { $ticket }：初回応答 { $t } まで
 }
banner-no-lead-yet = { $severity } { $ticket } { customer-of }：主担当がまだ決まっていません
banner-no-lead-yet-number = { $severity } { $ticket }：主担当がまだ決まっていません
banner-unclaimed = { $severity } { $ticket } { customer-of }：「{ $area }」の担当者がいません
banner-unclaimed-number = { $severity } { $ticket }：担当者のいない調査項目があります
banner-unclaimed-nobody = { $severity } { $ticket } { customer-of }：「{ $area }」に詳しい方は勤務時間外です
banner-unclaimed-nobody-number = { $severity } { $ticket }：調査項目に詳しい方は勤務時間外です
banner-unclaimed-again = { $severity } { $ticket } { customer-of }：「{ $area }」の担当者がまだいません
banner-unclaimed-again-number = { $severity } { $ticket }：担当者のいない調査項目が残っています
banner-still-on-it = { $severity } { $ticket } { customer-of }：「{ $area }」は継続中ですか
banner-still-on-it-number = { $severity } { $ticket }：継続中ですか
banner-waiting-over = { $severity } { $ticket } { customer-of }：「{ $area }」の回答はありましたか
banner-waiting-over-number = { $severity } { $ticket }：回答予定を過ぎました
banner-check-again = { $severity } { $ticket } { customer-of }：「{ $area }」の再確認をお願いします
banner-check-again-number = { $severity } { $ticket }：再確認が必要な調査項目があります
banner-claim-lapsed = { $severity } { $ticket } { customer-of }：「{ $area }」の更新がありません
banner-claim-lapsed-number = { $severity } { $ticket }：更新のない調査項目があります
banner-taken-over = { $severity } { $ticket } { customer-of }：「{ $area }」は{ $name }さんが引き取りました
banner-taken-over-number = { $severity } { $ticket }：調査項目が引き取られました
banner-left-team = { $severity } { $ticket } { customer-of }：{ $name }さんがチームから外れました
banner-left-team-number = { $severity } { $ticket }：チームから外れた方がいます
banner-before = { $severity } { $ticket } { customer-of }：次回連絡 { $t }
banner-before-number = { $severity } { $ticket }：次回連絡 { $t }
banner-soon = { $severity } { $ticket } { customer-of }：連絡予定 { $t }（あと{ $span }）
banner-soon-number = { $severity } { $ticket }：連絡予定 { $t }（あと{ $span }）
banner-now = { $severity } { $ticket } { customer-of }：連絡予定の時刻です（{ $t }）
banner-now-number = { $severity } { $ticket }：連絡予定の時刻です（{ $t }）
banner-overdue-liaison = { $severity } { $ticket } { customer-of }：{ $t } の連絡がまだ記録されていません
banner-overdue-liaison-number = { $severity } { $ticket }：{ $t } の連絡がまだ記録されていません
banner-overdue-lead = { $severity } { $ticket } { customer-of }：{ $t } の連絡ができる方はいますか
banner-overdue-lead-number = { $severity } { $ticket }：{ $t } の連絡ができる方はいますか
banner-overdue-manager = { $severity } { $ticket } { customer-of }：{ $t } の連絡が未記録です。支援の要否をご確認ください
banner-overdue-manager-number = { $severity } { $ticket }：{ $t } の連絡が未記録です。支援の要否をご確認ください
banner-overdue-phone = { $severity } { $ticket } { customer-of }：{ whom-to-phone }へお電話をお願いします
banner-overdue-phone-number = { $severity } { $ticket }：お電話での確認をお願いします
banner-in-call-end = { $severity } { $ticket } { customer-of }：お電話は続いていますか
banner-in-call-end-number = { $severity } { $ticket }：お電話は続いていますか
banner-supervisor-open = { $severity } { $ticket } { customer-of }：対応を開始しました
banner-supervisor-open-number = { $severity } { $ticket }：対応を開始しました
banner-supervisor-change = { $severity } { $ticket } { customer-of }：{ $phase }
banner-supervisor-change-number = { $severity } { $ticket }：{ $phase }
banner-home-lost = { $severity } { $ticket } { customer-of }：チャネルに投稿できなくなりました
banner-home-lost-number = { $severity } { $ticket }：チャネルに投稿できなくなりました
banner-card = { $severity } { $ticket } { customer-of }：{ $title }
banner-card-number = { $severity } { $ticket }

settled-lead = { $name }さんが主担当です。
settled-claimed = 「{ $area }」は{ $name }さんが担当しています。
settled-aside = 「{ $area }」は対象外になりました。
settled-found = 「{ $area }」は「{ $state }」になりました。
settled-lapsed = 「{ $area }」は担当者なしに戻りました。
settled-contacted = { $t } の連絡を{ $name }さんが記録しました。
settled-moved = 次回連絡は { $t } に変わりました。
settled-taken = { $name }さんが連絡します。
settled-held-call = { $name }さんがお客様と電話中です。
settled-held-writing = { $name }さんがお客様への連絡を作成中です。
settled-snoozed = { $t } に再度お知らせします。
settled-ended = このお約束は終了しました（{ $reason }）。
settled-newer = 新しいお知らせが下にあります。
settled-closed = この案件はクローズしました。
settled-home-found = { $channel ->
    [none] この案件の投稿先が決まりました。
   *[other] この案件は「{ $channel }」で続けます。
 }
settled-gone = 対応は不要になりました。
settled-handover = この引き継ぎは終了しました。現在の担当はカードで確認できます。
settled-phoned = 電話での連絡が行われました。お客様への連絡はまだ残っています。

## 応答

opened = 対応を開始しました。
ticket-updated = チケットの変更をカードに反映しました。
duplicate = { $link ->
    [none] この案件の対応スレッドはすでにあります。
   *[other] この案件の対応スレッドはすでにあります：{ $link }
 }
lead-set = { $liaison_too ->
    [yes] { $name }さんが主担当です。お客様窓口も兼ねます。
   *[no] { $name }さんが主担当です。
 }
already-lead = すでに主担当です。
liaison-set = { $name }さんがお客様窓口です。
already-liaison = すでにお客様窓口です。
area-added = 「{ $area }」を追加しました。担当者はまだいません。
area-exists = 「{ $area }」はすでにカードにあります。
area-limit = 調査項目は{ $n }件までです。いまある項目をお使いください。
area-name-empty = 調査項目の名前を入力してください。
area-unknown = { $area ->
    [none] どの調査項目ですか。調査項目：{ $areas }
   *[other] 「{ $area }」という調査項目は見つかりません。調査項目：{ $areas }
 }
claimed-ok = 「{ $area }」を担当として記録しました。
already-claimed = 「{ $area }」は { $at } から{ $name }さんが担当しています。一緒に見ることもできます。
already-yours = 「{ $area }」はすでに担当中です。
joined-ok = 「{ $area }」を{ $name }さんと一緒に見る形で記録しました。
already-joined = 「{ $area }」はすでに一緒に見ています。
released-ok = 「{ $area }」の担当を外れました。ありがとうございました。
not-yours = 「{ $area }」は担当されていないため、変更はありません。
taken-over = { $old ->
    [none] 「{ $area }」は{ $new }さんが引き取りました。
   *[other] 「{ $area }」は{ $new }さんが引き取りました（前任：{ $old }さん）。
 }
set-aside-ok = 「{ $area }」を対象外にしました。担当すると元に戻ります。
already-aside = 「{ $area }」はすでに対象外です。
finding-ok = 「{ $area }」を「{ $state }」として記録しました。
link-unclear = { $text ->
    [none] リンクを貼り付けてください。
   *[other] 「{ $text }」はリンクとして記録できません。https:// で始まる、長すぎないアドレスを貼り付けてください。
 }
tell-long = お客様向けの一文は{ $n }文字以内で入力してください。
confirmed-ok = 「{ $area }」は問題なしのまま記録しました。
nothing-to-check = 「{ $area }」は再確認の必要がありません。
waits-ok = 「{ $area }」を{ $whom }の回答待ちにしました（{ $at } まで）。その時刻に確認します。
whom-empty = 「{ $area }」はどなたの回答待ちですか。例：回答待ち { $area } ベンダー 6:40まで
until-empty = { $whom }の回答予定はいつですか。例：6:40まで
placed-ok = { $link ->
    [none] 「{ $area }」の作業場所のリンクを外しました。
   *[other] 「{ $area }」の作業場所を記録しました。
 }
still-on-ok = 「{ $areas }」を継続中として記録しました。
estimated-ok = 「{ $areas }」は { $at } 頃までの見込みとして記録しました。
estimate-range = 見込みは{ $least }から{ $most }までで入力できます。
nothing-yours = この案件で担当している調査項目がありません。先に「担当する」を押してください。
owner-away = 「{ $area }」は{ $name }さんの担当ですが、{ $until } まで離席中です。一緒に見ることも、引き取ることもできます。
away-ok = { $until } まで離席中として記録しました。その間はお知らせを控えます。ほかの方が引き取ることもできます。
back-ok = お戻りを記録しました。
runbook-none = 「{ $area }」の手順は登録されていません。
text-empty = 内容がまだありません。一行入力してください。
contact-logged = { $next ->
    [none] { $at } の連絡を記録しました。次回連絡の予定はありません。
   *[other] { $told ->
        [yes] { $at } の連絡を記録しました。次回連絡は { $next } までです（お客様にお伝え済み）。
       *[no] { $at } の連絡を記録しました。次回連絡は { $next } です（社内の目安）。
    }
 }
contact-not-reached = { $at } のご不在を記録しました。お客様への連絡はまだ済んでいません。
contact-future = { $at } は未来の時刻です。お伝えした時刻を確認してください。
already-logged = この連絡は { $at } に{ $name }さんが記録済みです。別の連絡として追加しますか。
severity-changed = { $due ->
    [none] 重大度を { $severity } に変更しました。
   *[other] 重大度を { $severity } に変更しました。お客様への次回連絡は { $due } までです。
 }
severity-why = { $severity } に変更する理由を添えてください。例：重大度 B 残り3店舗のため
title-changed = 件名を「{ $title }」に変更しました。
impact-changed = { $impact ->
    [none] 業務影響を未確認に戻しました。
   *[other] 業務影響を記録しました：「{ $impact }」
 }
symptom-dated = { $at ->
    [none] 発生時刻を未確認に戻しました。
   *[other] 発生時刻を { $at } として記録しました。
 }
symptom-future = { $at } はまだ先の時刻です。いつから発生しているかを入力してください。
deadline-set = { $at ->
    [none] お客様の期限を取り消しました。
   *[other] お客様の期限を { $at } として記録しました。
 }
case-changed = { $due ->
    [none] 変更を記録しました：{ $changed }
   *[other] 変更を記録しました：{ $changed }。お客様への次回連絡は { $due } までです。
 }
case-same = すでにその内容で記録されています。変更はありません。
time-unlikely = { $at } は1年以上離れています。日付をご確認ください。
contact-corrected = 記録を { $at } に訂正しました。訂正前の内容は経緯に残ります。
contact-unknown = この記録が見つかりません。訂正できるのは直近の記録です。「経緯」で確認できます。
correct-reached = 不在の記録と連絡の記録は別です。連絡として新しく記録できます。
phoned-ok = { $name ->
    [none] 電話したことを記録しました。
   *[other] { $name }さんに電話したことを記録しました。
 }
manager-asked = { $phone ->
    [none] { $name }さんに相談を送りました。
   *[other] { $name }さんに相談を送りました。応答がない場合：{ $phone }
 }
no-manager = 相談できるマネージャーがほかにいません。マネージャーはポリシーで設定します。
called-in-ok = { $phone ->
    [none] { $name }さんに「{ $area }」の確認を依頼しました。経緯に記録しています。
   *[other] { $name }さんに「{ $area }」の確認を依頼しました。経緯に記録しています。応答がない場合：{ $phone }
 }
call-answered = { $name ->
    [none] 記録しました。ありがとうございます。
   *[other] 対応に入ることを記録しました。ありがとうございます。{ $name }さんは経緯で確認できます。
 }
call-declined = 今は難しいと記録しました。ご回答ありがとうございました。
call-gone = すでに対応済みです。操作は不要です。
person-needed = どなたですか。＠で宛先を指定し、調査項目を続けて書いてください。
on-duty-ok = { $t ->
    [none] { $until } まで勤務中として記録しました。「勤務終了」で終わります。
   *[other] { $t } から { $until } まで勤務中として記録しました。「勤務終了」で終わります。
 }
off-duty-ok = { $t ->
    [none] 勤務時間外として記録しました。「当番」と書くまでお知らせしません。
   *[other] 勤務時間外として記録しました。次の勤務（{ $t }）までお知らせしません。
 }
language-ok = これからは日本語でお知らせします。
language-unknown = 日本語と英語に対応しています。「言語 日本語」または language en と書いてください。
time-passed = { $date ->
    [none] { $at } はすでに過ぎています。これからの時刻を選んでください。
   *[other] { $at } はすでに過ぎています。{ $date } のことですか。
 }
time-far = { $at } は先すぎます。もう少し近い時刻を選んでください。
cadence-range = 間隔は{ $least }から{ $most }までで指定できます。
promise-limit = お客様へのお約束がすでに{ $n }件あります。先にどれかを記録するか、終了してください。
helper-limit = 「{ $area }」にはすでに{ $n }名が参加しています。気づいたことはスレッドに書いてください。
time-unclear = { $text ->
    [none] 時刻を入力してください。例：18:30、30分後、11/25 9:00
   *[other] 「{ $text }」を時刻として読み取れませんでした。例：18:30、30分後、11/25 9:00
 }
customer-heard-ok = { $due ->
    [none] { who-of }からの連絡を記録しました。
   *[other] { who-of }からの連絡を記録しました。折り返しは { $due } までです。
 }
promise-made = { $at } の予定で記録しました。
promise-moved = { $told ->
    [yes] 次回連絡を { $at } に変更しました（お客様にお伝え済み）。
   *[no] { $judged ->
        [none] 次回連絡を { $at } に変更しました（社内の目安）。
       *[other] 通知を { $at } に変更しました。お客様には { $judged } とお伝えしたままです。ご了承を得ている場合は「お伝え済み」を付けて、もう一度時刻を書けます。
    }
 }
promise-taken = お客様への連絡は{ $name }さんが担当します。{ $until } まで通知を止めます。
promise-ended = このお約束を終了しました。
promise-gone = この連絡はすでに済んでいます。対応は不要です。
reason-empty = 理由を一言入力してください。
held-call = { $until } まで通知を止めます。お電話が終わりましたら、内容を記録できます。
held-writing = { $until } まで通知を止めます。
freed-ok = 通知を再開しました。
snoozed-ok = { $at } に再度お知らせします。
snoozed-before = この通知はすでに一度延ばしています。時刻そのものを変更することもできます。
noted-ok = 記録しました。
next-action-ok = { $text ->
    [none] 次の対応を未設定に戻しました。
   *[other] 次の対応を記録しました：{ $text }
 }
phase-moved = 「{ $phase }」になりました。
phase-same = すでに「{ $phase }」です。
not-now = { $phase ->
    [none] この操作は今はできません。
   *[other] 「{ $phase }」の間は、この操作はできません。
 }
close-open-promises = クローズ前の確認です。お客様へのお約束が{ $n }件残っています。ここで終了しないお約束は、予定の前に引き続きお知らせします。
closed-ok = { $n ->
    [0] クローズしました。皆さん、お疲れさまでした。
   *[other] クローズしました。お客様へのお約束が{ $n }件残っています。予定の前にお知らせします。
 }
closed = { $at ->
    [none] この案件はクローズ済みです。続ける場合は「再開する」を押してください。
   *[other] この案件は { $at } にクローズしました。続ける場合は「再開する」を押してください。
 }
reopened-ok = 案件を再開しました。
not-closed = この案件は対応中です。再開の必要はありません。
close-barred = { $who ->
    [roles] このチームでは、主担当・お客様窓口・マネージャーが案件をクローズします。いずれかの方にご依頼ください。
   *[managers] このチームでは、マネージャーが案件をクローズします。マネージャーにご依頼ください。
 }
status-shown = 最新の状況はこちらです。
unknown-swarm = この案件は見つかりませんでした。「自分の案件」で一覧を確認できます。
repeated = すでに記録済みです。
nothing = 変更はありません。
not-a-member = { $team ->
    [none] 変更できるのはチームのメンバーのみです。「状況 { $ticket }」と送って確認することもできます。
   *[other] 変更できるのは{ $team }のメンバーのみです。「状況 { $ticket }」と送って確認することもできます。
 }
not-allowed = { $name ->
    [none] この操作は{ $role }が行えます。
   *[other] この操作は{ $role }（{ $name }さん）が行えます。
 }
role-lead = 主担当
role-liaison = お客様窓口
role-manager = マネージャー
old-card = 表示が古くなっていました。最新の状況はこちらです。
not-stored = 保存できていない可能性があります。もう一度押してください。
not-stored-typed = 保存できていない可能性があります。反映されていなければ、もう一度送信してください。
being-updated = この案件は、ボットの新しいバージョンが更新しています。少し待ってから、もう一度押してください。
being-updated-typed = この案件は、ボットの新しいバージョンが更新しています。少し待ってから、もう一度送信してください。
try-again = 処理に時間がかかりました。もう一度押してください。
external-channel = このチャネルには社外の方がいるため、案件は投稿しません。
channel-used = 今後の案件はこのチャネルに投稿します。
channel-barred = このチームでは、投稿先のチャネルをマネージャーが決めます。マネージャーにご依頼ください。
channel-only = チームのチャネルで使える操作です。チャネルに書き込んでください。
thread-only = 対応スレッドの中で使える操作です。「自分の案件」で一覧を確認できます。
not-understood = 内容を読み取れませんでした。次のことができます。
ambiguous = 該当する案件が複数あります。どの案件ですか。
no-match = { $text ->
    [none] 該当する対応中の案件はありません。
   *[other] 「{ $text }」に該当する対応中の案件はありません。
 }
person-unknown = 「{ $name }」という方が見つかりません。@を付けて指定してください。
unknown-press = このボタンは使えなくなりました。最新の状況はこちらです。
note-created-in-future = チケットの受付時刻（{ $t }）が未来のため、現在の時刻を受付時刻とみなしました。
note-changed = チケットが変更されました：{ $changed }
ask-liaison = この案件のご質問は{ $liaison }さんへお願いします。スレッドのメンバーは調査中です。
direct-welcome = 通知はこのチャットに届きます。「自分の案件」で一覧を、「使い方」で操作を確認できます。

## はじめに、使い方

welcome-title = Swarmです
welcome-text = { $name ->
    [none] Sev-Aが来るとこのチャネルに対応スレッドを作り、誰が何を見ているかと、お客様への次回連絡を表示します。予定の前に担当の方へお知らせします。
   *[other] { $name }さんが追加しました。Sev-Aが来るとこのチャネルに対応スレッドを作り、誰が何を見ているかと、お客様への次回連絡を表示します。予定の前に担当の方へお知らせします。
 }
help-title = 使い方
help-new = @Swarm 新規 件名
help-new-text = 対応スレッドを作ります
help-claim = 担当 ストレージ
help-claim-text = 調査項目を担当します
help-contact = 連絡 ストレージを確認中です 次回 6:00
help-contact-text = お客様への連絡を記録します
help-status = 状況
help-status-text = 最新の状況を表示します（個人チャットでは「状況 お客様名」）
help-finding = 結果 ストレージ 問題なし 4:00以降エラーなし
help-finding-text = 調査結果を書きます
help-still = 継続中 / あと30分
help-still-text = 担当中の項目を続けていることを伝えます
help-waiting = 回答待ち ストレージ ベンダー 6:40まで
help-waiting-text = どなたの回答をいつまで待つかを記録します
help-away = 離席 30分 / 戻りました
help-away-text = 離席中はお知らせを控え、ほかの方が引き取れます
help-called = お客様から 7:40までに折り返しのご希望
help-called-text = お客様からの連絡を記録します
help-change = 重大度 B 残り3店舗のため / 影響 … / 発生 4:40
help-change-text = 案件の情報を変更します
help-lead = 主担当 / お客様窓口
help-lead-text = 主担当、またはお客様窓口になります
help-promises = 約束 / 約束 報告書 木曜17時
help-promises-text = お客様へのお約束を一覧で表示、または追加します
help-duty = 当番 22-7 / 勤務終了
help-duty-text = お知らせしてよい時間を伝えます
help-note = メモ 内容
help-note-text = 経緯にメモを残します
help-recover = 復旧 / クローズ / 再開
help-recover-text = 案件の状態を変えます
help-timeline = 経緯
help-timeline-text = 時系列で表示します
help-mine = 自分の案件 / 全件
help-mine-text = 自分の案件、または対応中の全案件を表示します（個人チャット）

## 一覧、状況、経緯

list-mine = 自分の案件
list-all = 対応中の案件
list-none = 対応中の案件はありません。
list-old = { $t }時点の情報です。現在、最新の情報を読み込めません。
list-all-none = 対応中の案件は一件もありません。
list-line = { $customer ->
    [none] { $severity }｜{ $ticket }｜{ $title }
   *[other] { $severity }｜{ $customer }｜{ $ticket }｜{ $title }
 }
list-state = { $due ->
    [none] { $phase }・次回連絡の予定なし
   *[other] { $phase }・お客様への次回連絡 { $due } まで
 }
list-more = ほか{ $n }件
status-head = { $customer ->
    [none] { $ticket }｜{ $severity }｜{ $phase }｜{ $t } 現在
   *[other] { $customer }｜{ $severity }｜{ $phase }｜{ $t } 現在
 }
status-say = お伝えしてよい内容（{ $t } {$how}）：{ $text }
status-say-none = お客様へはまだ何もお伝えしていません。「対応中」とだけお伝えください。
status-next = { $to ->
    [none] 次回のご連絡：{ $t } まで（{ card-owner }）
   *[other] 次回のご連絡：{ $t } まで、{ $to }へ（{ card-owner }）
 }
status-next-overdue = { $to ->
    [none] 次回のご連絡：{ $t } の予定を過ぎています（{ card-owner }）
   *[other] 次回のご連絡：{ $to }への { $t } の予定を過ぎています（{ card-owner }）
 }
status-next-none = 次回のご連絡：時刻は未設定です
status-deadline = { $t ->
    [none] お客様の期限：未確認
   *[other] お客様の期限：{ $t }
 }
status-not-yet = まだお伝えしないでください：原因の所在、上記以外の内容
status-ask = { $name ->
    [none] 問い合わせ先：お客様窓口は未定です
   *[other] 問い合わせ先：{ $name }（お客様窓口）
 }
timeline-title = 経緯
promises-title = お客様へのお約束
promises-none = お約束はまだありません。
promises-on-time = 予定どおり：{ $of }件中{ $n }件
promises-before = これより前の{ $n }件は省略しています。
promise-what = { $to ->
    [none] No.{ $number } { $kind }
   *[other] No.{ $number } { $kind }（{ $to }）
 }
promise-line-open = { $judged ->
    [none] { promise-open }
   *[other] { promise-open }。お客様には { $judged } とお伝えしたままです。
 }
promise-open = { $told ->
    [yes] { promise-what }：{ $due } まで ― { card-owner }（お客様にお伝え済み）
   *[no] { promise-what }：{ $due } ― { card-owner }（社内の目安）
 }
promise-line-on-time = { promise-what } { $due }：予定どおり
promise-line-late = { promise-what } { $due }：{ $late }遅れ
promise-line-missed = { $reason ->
    [none] { promise-what } { $due }：未連絡
   *[other] { promise-what } { $due }：未連絡（{ $reason }）
 }
promise-line-ended = { promise-what } { $due }：終了（{ $reason }）
timeline-page = 経緯（{ $n }/{ $of }）
timeline-none = まだ記録はありません。
timeline-before = これより前の{ $n }件は表示していません。
event-opened = { $person ->
    [none] チケットを受け付けました：{ $title }
   *[other] { $person }さんが対応を開始しました：{ $title }
 }
event-ticket_changed = { $changed ->
    [none] { $kept ->
        [none] チケットの更新：ここでの変更と同じ内容になりました
       *[other] チケットの更新（ここでの変更を優先：{ $kept }）
    }
   *[other] { $kept ->
        [none] チケットの変更：{ $changed }
       *[other] チケットの変更：{ $changed }（ここでの変更を優先：{ $kept }）
    }
 }
event-severity_changed = 重大度を { $before } から { $severity } に変更：{ $reason }（{ $person }さん）
event-title_changed = 件名を「{ $title }」に変更（{ $person }さん）。変更前：「{ $before }」
event-impact_changed = { $impact ->
    [none] 業務影響を未確認に変更（{ $person }さん）。変更前：「{ $before }」
   *[other] { $before ->
        [none] 業務影響：「{ $impact }」（{ $person }さん）
       *[other] 業務影響を「{ $impact }」に変更（{ $person }さん）。変更前：「{ $before }」
    }
 }
event-symptom_dated = { $since ->
    [none] 発生時刻を未確認に変更（{ $person }さん）。変更前：{ $before }
   *[other] { $before ->
        [none] 発生時刻：{ $since }（{ $person }さん）
       *[other] 発生時刻を { $before } から { $since } に変更（{ $person }さん）
    }
 }
event-deadline_set = { $deadline ->
    [none] お客様の期限を取り消し（{ $person }さん）。変更前：{ $before }
   *[other] { $before ->
        [none] お客様の期限：{ $deadline }（{ $person }さん）
       *[other] お客様の期限を { $before } から { $deadline } に変更（{ $person }さん）
    }
 }
event-lead_taken = { $liaison_too ->
    [yes] { $person }さんが主担当（お客様窓口を兼務）
   *[no] { $person }さんが主担当
 }
event-liaison_taken = { $person }さんがお客様窓口
event-area_added = 調査項目を追加：{ $area }
event-area_claimed = { $taken_from ->
    [none] { $area }：{ $person }さんが担当
   *[other] { $area }：{ $person }さんが引き取り（前任：{ $taken_from }さん）
 }
event-area_joined = { $area }：{ $person }さんがサポート
event-area_released = { $heir ->
    [none] { $area }：{ $person }さんが担当を外れました
   *[other] { $area }：{ $person }さんが外れ、{ $heir }さんが担当
 }
event-area_set_aside = { $reason ->
    [none] { $area }：対象外
   *[other] { $area }：対象外（{ $reason }）
 }
event-found = { $text ->
    [none] { $area }：{ $state }（{ $person }さん）
   *[other] { $area }：{ $state } ― { $text }（{ $person }さん）
 }
event-area_waits = { $area }：{ $whom }の回答待ち（{ $until } まで、{ $person }さん）
event-estimated = { $areas }：{ $until } 頃までの見込み（{ $person }さん）
event-work_placed = { $link ->
    [none] { $area }：作業場所のリンクを削除（{ $person }さん）
   *[other] { $area }：作業場所のリンクを登録（{ $person }さん）
 }
event-still_on_it = { $areas }：{ $person }さんが継続中
event-claim_lapsed = { $heir ->
    [none] { $area }：{ $person }さんの更新がないため担当者なし
   *[other] { $area }：{ $person }さんの更新がないため{ $heir }さんが継続
 }
event-results_doubted = 要再確認（{ $why }の変更）：{ $areas }
event-went_away = { $person }さんが離席（{ $until } まで）
event-came_back = { $person }さんが離席から復帰
event-team_left = { $person }さんがチームから外れた
event-contacted = { $said ->
    [none] { contact-what }
   *[other] { contact-what }：「{ $said }」
 }
contact-what = { $to ->
    [none] お客様への連絡（{ $said_at } { $how }、{ $person }さん）
   *[other] { $to }への連絡（{ $said_at } { $how }、{ $person }さん）
 }
event-customer_heard = { $text ->
    [none] { who-of }から連絡あり（{ $person }さん記録）
   *[other] { who-of }から連絡あり：「{ $text }」（{ $person }さん記録）
 }
event-promise_made = { $told ->
    [yes] { card-promise-of }{ $due } まで（お客様にお伝え済み）
   *[no] { card-promise-of }{ $due }（社内の目安）
 }
card-promise-of = { $to ->
    [none] { $kind }の予定：
   *[other] { $kind }の予定（{ $to }）：
 }
event-promise_kept = { $late ->
    [none] お客様への連絡：予定どおり
   *[other] お客様への連絡：{ $late }遅れ
 }
event-promise_moved = { $told ->
    [yes] 次回連絡を { $due } に変更（お客様にお伝え済み）
   *[no] 次回連絡を { $due } に変更（社内の目安）
 }
event-promise_taken = お客様への連絡は{ $person }さんが担当
event-promise_ended = お約束を終了：{ $reason }
event-promise_missed = { $reason ->
    [none] 未連絡（予定から{ $late }経過）
   *[other] 未連絡（予定から{ $late }経過、{ $reason }）
 }
event-contact_corrected = { $said ->
    [none] 記録{ $contact }を訂正：{ contact-what }
   *[other] 記録{ $contact }を訂正：{ contact-what }「{ $said }」
 }
event-call_answered = { $coming ->
    [yes] { $person }さんが対応に入ります
   *[no] { $person }さんは今は難しいとのことです
 }
event-phoned = { $called ->
    [none] { $person }さんが電話しました
   *[other] { $person }さんが{ $called }さんに電話しました
 }
event-cadence_changed = 以後{ $every }ごとに連絡
event-next_contact_waived = 次回連絡なし：{ $reason }
event-ladder_held = { $kind ->
    [call] { $person }さんがお客様と電話中
   *[writing] { $person }さんがお客様への連絡を作成中
 }
event-ladder_freed = 通知を再開
event-snoozed = 再通知：{ $until }
event-raised = { $fate ->
    [acted] { $after ->
        [none] { raised-line }。{ $actor }さんがすぐに対応
       *[other] { raised-line }。{ $actor }さんが{ $after }後に対応
    }
    [overtaken] { $after ->
        [none] { raised-line }。すぐに次の通知へ
       *[other] { raised-line }。{ $after }後に次の通知へ
    }
    [unsent] { raised-line }。送信できませんでした
   *[none] { raised-line }
 }
raised-line = { $people ->
    [none] { raised-nobody }
   *[other] { $person ->
        [none] { raised-what }（{ $people }）
       *[other] { raised-what }（{ $people }、判断：{ $person }さん）
    }
 }
raised-nobody = { $fate ->
    [skipped] { raised-what }（該当する方なし）
   *[other] { raised-what }
 }
raised-what = { $ping ->
    [none] { $kind }
   *[other] { $ping }
 }
event-noted = { $text }（{ $person }さん）
event-next_action_set = { $owner ->
    [none] 次の対応：{ card-next-action-when }
   *[other] 次の対応：{ card-next-action-when }（{ $owner }さん）
 }
card-next-action-when = { $until ->
    [none] { next-action-text }
   *[other] { next-action-text } ― { $until } まで
 }
next-action-text = { $text ->
    [none] 未設定
   *[other] { $text }
 }
event-phase_moved = { $confirmed_by ->
    [none] { $phase }（{ $since }〜）
   *[other] { $phase }（{ $since }〜、{ $confirmed_by }が確認）
 }
event-closed = { $n ->
    [0] クローズ
   *[other] クローズ（お客様へのお約束{ $n }件は継続）
 }
event-reopened = 再開
event-status_shown = 最新の状況を表示
event-home_lost = { $channel ->
    [none] 投稿できるチャネルなし
   *[other] 「{ $channel }」に投稿できなくなりました
 }
event-home_found = { $channel ->
    [none] 元のチャネルで継続
   *[other] 「{ $channel }」で継続
 }
raised-arrival = 新規案件をお知らせ
raised-no-lead-yet = 主担当のお願い
raised-unclaimed = 調査項目の確認のお願い
raised-unclaimed-nobody = 詳しい方が勤務時間外であることをお知らせ
raised-unclaimed-again = 担当者のいない調査項目をお知らせ
raised-still-on-it = 継続中かどうかを確認
raised-waiting-over = 回答の状況を確認
raised-check-again = 再確認を依頼
raised-claim-lapsed = 担当者なしに戻したことを通知
raised-taken-over = 引き取りを通知
raised-left-team = チームから外れた方を通知
raised-before = 次回連絡の予告
raised-soon = 次回連絡の直前のお知らせ
raised-now = 連絡予定の時刻のお知らせ
raised-overdue-liaison = 予定時刻を過ぎたことのお知らせ
raised-overdue-lead = 主担当への連絡依頼
raised-overdue-manager = マネージャーへのお知らせ
raised-overdue-phone = 電話のお願い
raised-overdue-page = 呼び出しサービスに通知
raised-told-changed = お客様へお伝えした内容の変化を通知
raised-ask-manager = マネージャーに相談
raised-called-in = 呼び出し
raised-in-call-end = 通話終了の確認
raised-supervisor-open = 管理者へのお知らせ
raised-supervisor-change = 管理者への状況変化のお知らせ
raised-home-lost = チャネルに投稿できないことをお知らせ

## 入力フォーム

form-contact = 連絡を記録
form-move = 時刻を変更
form-note = メモを書く
form-next = 次の対応
form-recover = 復旧の状況
form-close = クローズ
form-area = 調査項目を追加
form-areas = 調査項目
form-customer-called = お客様から連絡あり
form-finding = 調査結果を書く
form-waiting = 回答待ちにする
form-place = 作業場所
form-set-aside = 対象外にする
form-promise = お約束を追加
form-end-promise = お約束を終了
form-change = 変更点の記録
form-correct = 記録を訂正
form-call-in = 呼び出す
form-new = 案件を始める
form-zone = 時刻は{ $zone }の時間です。
form-correction = { $t } にお伝えした「{ $area }」の内容が変わりました（当時：{ $was } → 現在：{ $state }）。訂正をお伝えください。
field-said = お伝えした内容
field-said-hint = お客様にお伝えしたこと（不在の場合は空欄）
field-when = お伝えした時刻
field-when-hint = 空欄は現在の時刻。例：5:06、6時半
field-to = 宛先
field-to-hint = 例：中村様
field-how = 手段
choice-phone = 電話
choice-mail = メール
choice-ticket = チケット
choice-meeting = 会議
choice-not_reached = 不在（つながらず）
field-next = 次回連絡
choice-told = 下の時刻（お客様にお伝えした時刻）
choice-target = 下の時刻（社内の目安）
choice-usual = いつもの間隔（社内の目安）
choice-none = 次回なし（理由を下に入力）
field-next_at = 次回連絡の時刻
field-next_at-hint = 例：6時半、30分後、11/25 9:00
field-because = 次回なしの場合の理由
field-because-hint = 一言で
field-reason = 理由
field-reason-hint = 一言で
field-reason-error = 理由を一言入力してください。
field-promise_kind = 内容
choice-report = 報告書の提出
choice-call_back = 折り返し
choice-update = 連絡
field-by = いつまで
field-by-hint = 木曜17時、11/26 17:00
field-by-error = いつまでかを入力してください。
field-about = 補足
field-about-hint = 例：障害報告書
field-which = どのお約束
field-which-hint = お約束を選択
field-which-error = 終了するお約束を選択してください。
field-record = どの記録
choice-record = { $to ->
    [none] { $t } { $how }
   *[other] { $t } { $how }、{ $to }
 }
field-change-severity = 重大度
choice-keep_severity = 変更なし（{ $severity }）
field-change-why = 重大度を変更する理由
field-change-why-hint = 例：残り3店舗のため
field-change-impact = 業務影響・影響範囲
field-change-impact-hint = { $now ->
    [none] どなたが、どのくらい業務できないか
   *[other] 空欄：「{ $now }」のまま
 }
field-change-since = 発生時刻
field-change-since-hint = { $now ->
    [none] 例：4:15
   *[other] 空欄：{ $now } のまま。「不明」：未確認に戻す
 }
field-change-deadline = お客様の期限
field-change-deadline-hint = { $now ->
    [none] 例：8時半、11/25 9:00
   *[other] 空欄：{ $now } のまま。「なし」：取り消す
 }
field-change-title = 件名
field-change-title-hint = 空欄：「{ $now }」のまま
field-correct-said = お伝えした内容
field-correct-said-hint = 空欄：変更なし
field-correct-when = お伝えした時刻
field-correct-when-hint = 空欄：変更なし。例：5:58
field-correct-to = 宛先
field-correct-to-hint = 空欄：変更なし
choice-keep_how = 変更なし
field-person = どなた
field-person-hint = 呼び出す方を選択
field-person-error = 呼び出す方を選択してください。
field-every = 以後の間隔
choice-keep = これまでの間隔のまま
choice-15m = 以後15分ごと
choice-30m = 以後30分ごと
choice-60m = 以後1時間ごと
choice-120m = 以後2時間ごと
choice-240m = 以後4時間ごと
field-due = 新しい時刻
field-due-hint = 例：6時半、30分後、11/25 9:00
field-due-error = 新しい時刻を入力してください。
field-agreed = お客様への連絡
choice-yes = お客様にお伝え済み
choice-no = 社内の目安
field-text = メモ
field-text-hint = 一行で構いません
field-text-error = 内容を一行入力してください。
field-action = 次に行うこと
field-action-hint = 例：店舗側の名前解決を確認
field-action-error = 次に行うことを入力してください。
field-owner = 担当
choice-me = 自分
choice-nobody = 未定
choice-liaison = お客様窓口
field-until = 予定の時刻
field-until-hint = 例：6:40、30分後
field-phase = 状態
field-since = いつから
field-since-hint = 空欄は現在の時刻。例：8:31
field-confirmed_by = 確認いただいた方
field-confirmed_by-hint = 例：中村様
field-extent = 復旧の範囲
field-extent-hint = 例：128店舗中128店舗
field-watch_until = 経過観察の終了予定
field-watch_until-hint = 例：10:00、2時間後
field-promise = { $name ->
    [none] { $kind }（{ $t } まで）
   *[other] { $kind }（{ $t } まで、{ $name }）
 }
field-promise-hint = 空欄は残します。終了する場合は理由
close-none = お客様へのお約束は残っていません。
field-key = 調査項目
choice-other = その他（名前を下に入力）
field-name = 調査項目の名前
field-name-hint = 例：DNS
field-area = 調査項目
field-area-hint = 調査項目を選択
field-area-error = 調査項目を選択してください。
choice-area = { $name ->
    [none] { $area }（{ $state }）
   *[other] { $area }（{ $state }、{ $name }）
 }
field-do = 行うこと
choice-claim = 担当する
choice-join = 一緒に見る
choice-release = 担当を外れる
choice-take_over = 引き取る
choice-set_aside = 対象外にする
field-who = ご連絡をくださった方
field-who-hint = 例：大野部長
field-who-error = お名前を入力してください。
field-message = ご連絡の内容
field-message-hint = ご要望、ご質問、ご様子
field-call_back = 折り返しの時刻
field-call_back-hint = 空欄は折り返しなし。例：7:40
field-call_back_owner = 折り返す担当
field-state = 調査結果
choice-looking = 調査中
choice-suspect = 疑いあり
choice-ruled_out = 問題なし
choice-cause = 原因と判断
field-finding = 確認内容
field-finding-hint = 確認したことと、その時間帯
field-link = 確認内容のリンク
field-link-hint = あれば https://…
field-tell = お客様向けの一文
field-tell-hint = お伝えするのはこの一文のみ。ほかは社内限り
field-window = 確認した時間帯
field-window-hint = 空欄は発生から現在まで。例：4:00-5:15
field-whom = どなたの回答か
field-whom-hint = 例：ベンダー（ケース 4711）
field-whom-error = どなたの回答かを入力してください。
field-wait_until = 回答予定
field-wait_until-hint = 6:40、30分後、11/25 9:00
field-wait_until-error = 回答予定の時刻を入力してください。
field-place = リンク
field-place-hint = 通話、ノートブックなど。空欄で解除
runbook-title = 手順：{ $area }
runbook-yours = 「{ $area }」は{ $name }さんの担当です。手順をお知らせします。
field-case-title = 件名
field-case-title-hint = お客様が困っていること
field-case-title-error = 件名を入力してください。
field-case-severity = 重大度
field-case-customer = お客様名
field-case-customer-hint = 会社名
field-impact = 業務影響
field-impact-hint = どなたが、いつから、何ができないか
field-ticket = チケット番号
field-ticket-hint = ある場合のみ
submit-contact = 記録する
submit-move = 変更する
submit-note = 記録する
submit-next = 記録する
submit-recover = 宣言する
submit-close = クローズする
submit-area = 追加する
submit-areas = 実行する
submit-customer_called = 記録する
submit-finding = 記録する
submit-waiting = 記録する
submit-place = 記録する
submit-set_aside = 対象外にする
submit-promise = 記録する
submit-end_promise = 終了する
submit-change = 記録する
submit-correct = 訂正する
submit-call_in = 呼び出す
submit-new = 始める
form-done = 完了しました。
form-cancelled = 入力を取りやめました。何も保存していません。

# 対応の記録（エクスポート）。「told-…」はお客様が読む文
story-title = { $customer ->
    [none] 対応経緯：{ $title }
   *[other] 対応経緯：{ $customer } { $title }
}
story-title-safe = 対応の経過：{ $title }
story-customer = お客様
story-ticket = お問い合わせ番号
story-subject = 件名
story-since = 発生日時
story-opened = 受付日時
story-severity = 重大度
story-impact = 業務影響
story-lead = 主担当
story-liaison = お客様窓口
story-recovered = 復旧日時
story-extent = 復旧の範囲
story-confirmed-by = ご確認者
story-state = 状態
story-as-of = 作成日時
story-case = 案件
story-figures = 所要時間と件数
story-promises = お約束
story-follow-ups = フォローアップ
story-timeline = 経緯
story-when = 日時
story-who = 担当
story-what = 内容
story-kind = 種別
story-due = 予定
story-outcome = 結果
story-internal = 社内限り。調査内容・氏名・メモを含むため、お客様には共有しないでください。
story-zone = { $place ->
    [Asia-Tokyo] 時刻はすべて日本時間です。
   *[other] 時刻はすべて { $zone } の時刻です。
}
story-our-contact = 弊社担当
story-none = まだありません。
story-first-response = 初回応答まで
story-first-claim = 最初の担当者が決まるまで
story-recovery = 復旧まで
story-closed = クローズまで
story-promises-on-time = 予定どおりの連絡
story-promises-late = 予定より遅れた連絡
story-promises-missed = 未連絡
story-promises-ended = 終了したお約束
story-promises-open = 継続中のお約束
story-people = 対応に加わった人数
story-said-thread = ボットの投稿（スレッド）
story-said-direct = ボットの投稿（1対1）
story-promise = { $to ->
    [none] { $kind }
   *[other] { $kind }（{ $to }）
}
story-outcome-open = 予定
story-outcome-done = 完了
story-follow-up = { $text }（{ $name }）
story-outcome-on-time = 予定どおり
story-outcome-late = { $late }遅れ
story-outcome-missed = { $reason ->
    [none] 未連絡
   *[other] 未連絡（{ $reason }）
}
story-outcome-ended = { $reason ->
    [none] 終了
   *[other] 終了（{ $reason }）
}
story-us = 弊社担当
told-promise = { $to ->
    [none] { told-promise-kind }
   *[other] { told-promise-kind }（{ $to }）
}
told-promise-kind = { $promise ->
    [first_response] 初回のご連絡
    [call_back] 折り返しのお電話
    [report] 報告書の提出
   *[other] 次回のご連絡
}
told-received = お問い合わせを受け付けいたしました。
told-contact = { $to ->
    [none] { $said ->
        [none] { $how }にてご連絡いたしました。
       *[other] { $how }にてご連絡いたしました：「{ $said }」
    }
   *[other] { $said ->
        [none] { $to }へ{ $how }にてご連絡いたしました。
       *[other] { $to }へ{ $how }にてご連絡いたしました：「{ $said }」
    }
}
told-result = { $tell }
told-phase = { $confirmed_by ->
    [none] { told-step-whole }
   *[other] { told-step-whole }（{ $confirmed_by }ご確認）
}
told-step-whole = { $until ->
    [none] { $extent ->
        [none] { told-step }
       *[other] { told-step }（{ $extent }）
    }
   *[other] { told-step }（{ $until }まで）
}
told-step = { $step ->
    [fixing] 復旧作業を開始いたしました
    [mitigated] 暫定的に復旧いたしました
    [unconfirmed] 復旧を確認いたしました。お客様側でのご確認をお願いしております
    [watching] 復旧後の経過を確認しております
   *[other] 復旧いたしました
}

## お客様への文面。人名に「さん」は付けません。

letter-moment = { letter-month }{ $day }日（{ $weekday ->
    [mon] 月
    [tue] 火
    [wed] 水
    [thu] 木
    [fri] 金
    [sat] 土
   *[sun] 日
 }）{ $hour }時{ $minute }分
letter-month = { $month }月
letter-today = 本日（{ letter-month }{ $day }日）{ $hour }時{ $minute }分
letter-clock = { $hour }時{ $minute }分
letter-number = 第{ $n ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
    [7] 七
    [8] 八
    [9] 九
    [10] 十
    [11] 十一
    [12] 十二
   *[other] { $n }
 }報
letter-title-recovery = 復旧のご報告
letter-title-final = 障害報告書
letter-subject = 【{ $name }】「{ $title }」の件（お問い合わせ番号 { $ticket }）
letter-kept = 【{ $title }】{ $text }
letter-customer = { $company }
letter-dear = { $to ->
    [none] ご担当者様
   *[other] { $to }
 }
letter-signer = { $company ->
    [none] { $name ->
        [none] サポート担当
       *[other] 担当の{ $name }
    }
   *[other] { $name ->
        [none] { $company }
       *[other] { $company }の{ $name }
    }
 }
letter-greeting-first =
    いつもお世話になっております。{ $signer }です。
    ご連絡いただきました件につきまして、ご不便をおかけし申し訳ございません。
    { $t }時点の状況をご報告いたします。
letter-greeting = いつもお世話になっております。{ $signer }です。{ $t }時点の状況をご報告いたします。
letter-greeting-recovery = いつもお世話になっております。{ $signer }です。{ $t }時点の復旧の状況をご報告いたします。
letter-greeting-final = いつもお世話になっております。{ $signer }です。本件につきまして、{ $t }時点の内容でご報告いたします。
letter-desk = { $phone ->
    [none] お急ぎの場合は、お問い合わせ番号を添えてサポート窓口までご連絡ください。
   *[other] お急ぎの場合は、お問い合わせ番号を添えてサポート窓口（電話 { $phone }）までご連絡ください。
 }
letter-thanks = このたびはご不便をおかけし、申し訳ございませんでした。ご協力に感謝申し上げます。
letter-heading = ■ { $label }
letter-line = {"　"}{ $text }
letter-label-correction = 前回のご連絡の訂正
letter-label-what = 事象
letter-label-recovered = 復旧時刻
letter-label-period = 発生期間
letter-label-scope = 影響範囲
letter-label-known = 判明したこと
letter-label-status = 現在の状況
letter-label-cause = 原因
letter-label-done = 実施したこと
letter-label-checking = 確認中
letter-label-outlook = 復旧の見込み
letter-label-again = 再発の可能性
letter-label-after = 今後の対応
letter-next = { $due ->
    [none] 決まり次第、ご連絡いたします。
   *[other] { $due }まで。進展がない場合もご連絡いたします。
 }
letter-what-line = { $since ->
    [none] { $title }
   *[other] { $title }（{ $since }頃から）
 }
letter-scope-line = { $impact }（お客様からのご連絡による）
letter-crew = { $n ->
    [0] 調査を進めております。原因は確認中です。
    [1] 調査を進めております。原因は確認中です。
   *[other] 担当者{ $n }名で調査を進めております。原因は確認中です。
 }
letter-nothing-new = 前回のご連絡から新しい進展はございませんが、調査を継続しております。
letter-area = { $told ->
    [ruled_out] { $area }：確認を終え、異常は見つかっておりません。
    [waiting] { $area }：関係部門へ調査を依頼し、回答を待っております。
    [cause] { $area }が影響していることを確認いたしました。
   *[looking] { $area }：確認中です。
 }
letter-corrected = { $before ->
    [ruled_out] { $t }に「{ $area }」に異常は見つかっていないとお伝えしましたが、{ letter-now }
    [cause] { $t }に「{ $area }」を原因としてお伝えしましたが、{ letter-now }
   *[suspect] { $t }に「{ $area }」を原因の可能性があるものとしてお伝えしましたが、{ letter-now }
 }お詫びして訂正いたします。
letter-now = { $after ->
    [ruled_out] その後の確認により、今回の事象の原因ではないと判断いたしました。
    [not_relevant] その後の確認により、今回の事象とは関係がないと判断いたしました。
    [cause] その後の確認により、今回の事象に影響していることを確認いたしました。
   *[looking] 改めて確認を進めております。
 }
letter-outlook-line = { $step ->
    [fixing] 復旧に向けた作業を進めております。見込みは分かり次第お知らせいたします。
    [mitigated] 暫定的な対処により、業務をご利用いただける状態です。完全な復旧の見込みは分かり次第お知らせいたします。
   *[open] 確認中です。分かり次第お知らせいたします。
 }
letter-recovered-unconfirmed = { $t }より、復旧を確認しております。
letter-please-confirm = 恐れ入りますが、お客様側でもご確認をお願いいたします。
letter-confirmed = { $extent ->
    [none] { $confirmed_by }にご確認いただきました。
   *[other] { $extent }、{ $confirmed_by }にご確認いただきました。
 }
letter-period-line = { $start ->
    [none] { $end }まで
   *[other] { $end ->
        [none] { $start }頃から
       *[other] { $start }頃から{ $end }まで
    }
 }
letter-cause-open = 確認中です。分かり次第ご報告いたします。
letter-watching = { $until }まで経過を確認し、結果をご連絡いたします。
letter-report-by = 報告書は{ $due }までに提出いたします。
letter-open = 確認中です。
phone-hello = { $signer }です。ご連絡いただいた件でお電話いたしました。
phone-crew = 現在、調査を進めております。
phone-cause-open = 原因は確認中です。
phone-fine = { $areas }には異常が見つかっておりません。
phone-recovered = 復旧を確認いたしました。ご協力ありがとうございました。
phone-report = 報告書をお送りいたしますので、ご確認をお願いいたします。
phone-next = 次は{ $due }までに、進展がなくてもご連絡いたします。
letter-label-next = 次回のご連絡
phone-clock = { $minute ->
    [none] { $hour }時
   *[other] { $hour }時{ $minute }分
 }
letter-names = { $areas }

## 下書き

draft-title = 下書き：{ $title }
draft-as-of = { $t } 時点の内容です。送信前に「下書きを開く」で最新の内容を確認できます。
draft-subject = 件名
draft-phone = 電話でお伝えする場合
draft-marks = 送信前にご確認ください
guard-cause = 原因はまだ確定していません：「{ $text }」
guard-recovery = 復旧時刻のお約束と受け取られます：「{ $text }」
guard-blame = 責任の所在に触れています：「{ $text }」
guard-inside = 社内の言葉です：「{ $text }」
guard-name = 社内の方のお名前です：「{ $text }」
guard-link = 社内のリンクかもしれません：「{ $text }」
guard-evidence = 調査結果の内容が含まれています：「{ $text }」
form-draft = お客様への文面
field-letter = 本文（コピーしてお客様へ送り、送った内容に直してください）
field-letter-hint = お客様へ送った本文
field-letter-error = 送った本文を入力してください。
field-subject = 件名
field-subject-hint = 件名
submit-draft = 送信済みにする
draft-next-changed = 次回のご連絡を { $text } に合わせて本文を直しました。お客様へ送る本文を確認して、もう一度押してください。
draft-marked = 下の点を確認し、問題なければもう一度押してください。
press-form-draft = 下書きを開く

## 社内の報告

inside-title = { $customer ->
    [none] 【{ letter-number }・社内限り】{ $title }（{ $severity }、{ $ticket }）
   *[other] 【{ letter-number }・社内限り】{ $customer } { $title }（{ $severity }、{ $ticket }）
 }
inside-since = { $since ->
    [none] ■ 発生：確認中（受付 { $received }）
   *[other] ■ 発生：{ $since }頃から（受付 { $received }）
 }
inside-impact = { $impact ->
    [none] { $deadline ->
        [none] ■ 業務影響：確認中
       *[other] ■ 業務影響：確認中（お客様の期限 { $deadline }）
    }
   *[other] { $deadline ->
        [none] ■ 業務影響：{ $impact }
       *[other] ■ 業務影響：{ $impact }（お客様の期限 { $deadline }）
    }
 }
inside-known = { $text ->
    [none] ■ 判明していること：まだありません
   *[other] ■ 判明していること：{ $text }
 }
inside-open = { $text ->
    [none] ■ 確認中のこと：ありません
   *[other] ■ 確認中のこと：{ $text }
 }
inside-area = { $text ->
    [none] { $name ->
        [none] { $area }（担当者なし）
       *[other] { $area }（{ $state }、{ $name }）
    }
   *[other] { $area }（{ $state }：{ $text }）
 }
inside-ask = { $areas ->
    [none] ■ お願い：お客様への個別の連絡はお控えください
   *[other] ■ お願い：{ $areas }を確認できる方は対応スレッドへ。お客様への個別の連絡はお控えください
 }
inside-crew = { $lead ->
    [none] { $crew ->
        [none] ■ 体制：主担当は未定です
       *[other] ■ 体制：主担当は未定、調査 { $crew }
    }
   *[other] { $crew ->
        [none] ■ 体制：主担当 { $lead }、お客様窓口 { $liaison }
       *[other] ■ 体制：主担当 { $lead }、お客様窓口 { $liaison }、調査 { $crew }
    }
 }
inside-next = { $due ->
    [none] ■ 次報：変化があり次第
   *[other] ■ 次報：{ $due }頃
 }
inside-whom = { $name ->
    [none] ■ 問い合わせ先：お客様窓口は未定です（対応スレッドでの質問はお控えください）
   *[other] ■ 問い合わせ先：{ $name }（対応スレッドでの質問はお控えください）
 }
inside-recovered = { $customer ->
    [none] 【復旧】{ inside-recovered-what }
   *[other] 【復旧】{ $customer }の事象（{ $ticket }）：{ inside-recovered-what }
 }
inside-recovered-what = { $confirmed_by ->
    [none] { $extent ->
        [none] { $since } に復旧しました。お客様の確認待ちです。
       *[other] { $since } に復旧しました（{ $extent }）。お客様の確認待ちです。
    }
   *[other] { $extent ->
        [none] { $since } に復旧しました（{ $confirmed_by }が確認）。
       *[other] { $since } に復旧しました（{ $extent }、{ $confirmed_by }が確認）。
    }
 }
inside-watching = { $until } まで経過観察します。
inside-owed = { $name ->
    [none] 報告書は { $due } までです。
   *[other] 報告書は { $due } まで（担当：{ $name }さん）。
 }
inside-thanks = 対応いただいた皆さん、ありがとうございました。
form-report = 社内への報告
field-report = 報告（内容を確認し、必要なら直してください）
field-report-hint = 判明していること、確認中のこと、お願い
field-report-error = 報告の内容を入力してください。
submit-report = 送る
press-form-report = 社内へ報告
reported-ok = { $told ->
    [none] { $at ->
        [none] 報告をスレッドに投稿しました。
       *[other] 報告を記録しました。{ $at } に全体向けチャネルへ投稿します。
    }
   *[other] { $at ->
        [none] 報告を送りました：{ $told }
       *[other] 報告を送りました：{ $told }。{ $at } に全体向けチャネルへ投稿します。
    }
 }
report-long = 報告は{ $n }文字以内で入力してください。
event-report_given = { $kind ->
    [recovery] { $person } が復旧を社内に宣言しました。
   *[status] { $person } が社内に報告しました。
 }
ping-first-report = 社内への第一報がまだです。下書きから報告できます。
banner-first-report = { $severity } { $ticket } { customer-of }：社内への第一報がまだです
banner-first-report-number = { $severity } { $ticket }：社内への第一報がまだです
raised-first-report = 社内への第一報の依頼
ping-report-inside = { $name ->
    [none] 社内への報告です（{ $severity }、{ customer-of }）。
   *[other] { $name }さんからの社内への報告です（{ $severity }、{ customer-of }）。
 }
banner-report-inside = { $severity } { $ticket } { customer-of }：社内への報告
banner-report-inside-number = { $severity } { $ticket }：社内への報告
raised-report-inside = 社内への報告
ping-recovery-report = 復旧が宣言されました。お客様への復旧のご報告を下書きしました。
banner-recovery-report = { $severity } { $ticket } { customer-of }：復旧のご報告の下書きがあります
banner-recovery-report-number = { $severity } { $ticket }：復旧のご報告の下書きがあります
raised-recovery-report = 復旧のご報告の下書き
help-draft = 下書き
help-draft-text = お客様への次の文面と、電話での伝え方を表示します
help-report = 社内報告
help-report-text = 社内への報告を下書きします（復旧後は復旧の宣言）

## 役割、引き継ぎ、対応時間、訓練

press-form-hand-over = 引き継ぐ
press-accept-handover = 引き受ける
press-decline-handover = 今は難しい
press-withdraw-handover = 自分で続ける
press-step-back = 役割を外れる
ping-no-liaison = お客様窓口の担当者がいません。お願いできますか。
ping-role-back = { $name }さんがお客様窓口を外れました。ほかの方が引き受けるまで、{ customer-of }への連絡は主担当が行います。
ping-hand-over = { $then ->
    [none] { $name }さんからこの案件の引き継ぎです。引き受けるまでは、{ $name }さんが担当します。
   *[other] { $name }さんからこの案件の引き継ぎです。{ $then }さんが対応できる { $until } までの担当をお願いできますか。引き受けるまでは、{ $name }さんが担当します。
 }
ping-handover-silent = { $next ->
    [none] { $receiver }さんの確認待ちです。引き続き{ $name }さんが担当です。
   *[other] { $receiver }さんの確認待ちです。{ $next } の連絡は{ $name }さんが担当です。
 }
ping-handover-accepted = { $name }さんが引き受けました。お疲れさまでした。残っている担当はありません。
ping-handover-declined = { $text ->
    [none] { $name }さんは今は難しいとのことです。別の方を選べます。
   *[other] { $name }さんは今は難しいとのことです（{ $text }）。別の方を選べます。
 }
ping-shift-hint = { $end ->
    [none] { $t } の連絡は勤務終了後です。引き継ぎ先を決めますか。
   *[other] { $t } の連絡は勤務終了（{ $end }）以降です。引き継ぎ先を決めますか。
 }
ping-rest-hint = 対応開始から{ $span }です。必要でしたら、ここから引き継げます。
banner-no-liaison = { $severity } { $ticket } { customer-of }：お客様窓口の担当者がいません
banner-no-liaison-number = { $severity } { $ticket }：お客様窓口の担当者がいません
banner-role-back = { $severity } { $ticket } { customer-of }：お客様への連絡をお願いします
banner-role-back-number = { $severity } { $ticket }：お客様への連絡をお願いします
banner-hand-over = { $severity } { $ticket } { customer-of }：{ $name }さんからの引き継ぎ
banner-hand-over-number = { $severity } { $ticket }：案件の引き継ぎ
banner-handover-silent = { $severity } { $ticket } { customer-of }：引き継ぎの確認待ちです
banner-handover-silent-number = { $severity } { $ticket }：引き継ぎの確認待ちです
banner-handover-accepted = { $severity } { $ticket } { customer-of }：{ $name }さんが引き受けました
banner-handover-accepted-number = { $severity } { $ticket }：引き継ぎが完了しました
banner-handover-declined = { $severity } { $ticket } { customer-of }：{ $name }さんは今は難しいとのことです
banner-handover-declined-number = { $severity } { $ticket }：引き継ぎ先を選び直せます
banner-shift-hint = { $severity } { $ticket } { customer-of }：{ $t } の連絡は勤務終了後です
banner-shift-hint-number = { $severity } { $ticket }：{ $t } の連絡は勤務終了後です
banner-rest-hint = { $severity } { $ticket } { customer-of }：対応開始から{ $span }
banner-rest-hint-number = { $severity } { $ticket }：対応開始から{ $span }
raised-no-liaison = お客様窓口のお願い
raised-role-back = 主担当にお客様への連絡を依頼
raised-hand-over = 引き継ぎ内容を送信
raised-handover-silent = 引き継ぎの確認待ちをお知らせ
raised-handover-accepted = 引き受けを通知
raised-handover-declined = 引き継ぎが難しいことを通知
raised-shift-hint = 勤務終了後の予定をお知らせ
raised-rest-hint = 対応時間のお知らせ
settled-liaison = { $name }さんがお客様窓口です。
stepped-back = { $name ->
    [none] { $due ->
        [none] 役割を外れました。次の勤務者に依頼します。
       *[other] 役割を外れました。次の勤務者に依頼します。ほかの方が引き受けるまで、{ $due } の連絡は引き続きご担当ください。
    }
   *[other] 役割を外れました。お客様への連絡は{ $name }さんが行います。
 }
no-role = この案件の主担当でもお客様窓口でもありません。
handover-offered = { $then ->
    [none] { $due ->
        [none] { $name }さんに依頼しました。引き受けるまでは引き続きご担当ください。
       *[other] { $name }さんに依頼しました。引き受けるまで、{ $due } の連絡は引き続きご担当ください。
    }
   *[other] { $then }さんが対応できる { $at } まで、{ $name }さんに依頼しました。引き受けるまでは引き続きご担当ください。
 }
handover-planned = { $at } に{ $name }さんに依頼します。引き受けるまでは引き続きご担当ください。
handover-accepted = { $then ->
    [none] { $name }さんから引き継ぎました。よろしくお願いします。
   *[other] { $name }さんから引き継ぎました。{ $at } に{ $then }さんへの引き継ぎを依頼します。よろしくお願いします。
 }
handover-declined = { $name }さんに伝えました。ご回答ありがとうございました。
handover-withdrawn = 引き継ぎを取り消しました。担当は変わりません。
handover-gone = お待ちしている引き継ぎはありません。
answer-word = { $word ->
    [accept] 引き受ける
    [coming] 対応します
   *[other] 今は難しい
 }
answer-which = { $tickets ->
    [none] どの案件ですか。該当するメッセージのボタンを押すか、「{ answer-word } 2611240012」のように案件番号を付けて送ってください。
   *[other] 回答をお待ちしている案件：{ $tickets }。該当するメッセージのボタンを押すか、「{ answer-word } 2611240012」のように案件番号を付けて送ってください。
 }
handover-empty = この案件で担当しているものがないため、引き継ぐものはありません。
handover-self = ご本人です。別の方を選べます。
handover-bridge = 間をつなぐ方には、引き継ぎ先の方が対応できる時刻が必要です。引き継ぎ先とは別の方を選べます。
handover-limit = 確認待ちの引き継ぎがすでに{ $n }件あります。回答をお待ちください。
drill-stays = 訓練のため、マネージャーと管理者には連絡しません。
event-stepped_back = { $heir ->
    [none] { stepped-back-what }
   *[other] { stepped-back-what }。お客様への連絡は{ $heir }さん
 }
stepped-back-what = { $lead ->
    [yes] { $liaison ->
        [yes] { $person }さんが主担当とお客様窓口を外れました
       *[no] { $person }さんが主担当を外れました
    }
   *[no] { $person }さんがお客様窓口を外れました
 }
event-handover_offered = { $then ->
    [none] 引き継ぎを依頼（{ $giver } → { $receiver }）{ handed-over-lines }
   *[other] 引き継ぎを依頼（{ $giver } → { $receiver }、{ $then_at } から { $then }）{ handed-over-lines }
 }
handed-over-lines = { $untold ->
    [none] {""}
   *[other] {" まだお伝えしていないこと："}{ $untold }
 }{ $mood ->
    [none] {""}
   *[other] {" お客様のご様子・ご要望："}{ $mood }
 }{ $reach ->
    [none] {""}
   *[other] {" 連絡先："}{ $reach }
 }{ $other ->
    [none] {""}
   *[other] {" その他："}{ $other }
 }
event-handover_accepted = { $receiver }さんが{ $giver }さんから引き継ぎました（{ handed-over-what }）
handed-over-what = { $areas ->
    [none] { handed-over-roles }
   *[other] { handed-over-roles }、{ $areas }
 }
handed-over-roles = { $lead ->
    [yes] { $liaison ->
        [yes] 主担当・お客様窓口
       *[no] 主担当
    }
   *[no] { $liaison ->
        [yes] お客様窓口
       *[no] 担当中のもの
    }
 }
event-handover_declined = { $reason ->
    [none] { $person }さんは今は引き継ぎが難しい（{ $giver }さんから）
   *[other] { $person }さんは今は引き継ぎが難しい（{ $giver }さんから）：{ $reason }
 }
event-handover_withdrawn = 引き継ぎの取り消し（{ $giver } → { $receiver }）
packet-roles = 引き継ぐ役割：{ $lead ->
    [yes] { $liaison ->
        [yes] 主担当・お客様窓口
       *[no] 主担当
    }
   *[no] お客様窓口
 }
packet-promise = お客様へのお約束：{ $told ->
    [none] { packet-promise-what }
    [yes] { packet-promise-what }（お客様にお伝え済み）
   *[no] { packet-promise-what }（社内の目安）
 }
packet-promise-what = { $to ->
    [none] { $kind } { $t } まで
   *[other] { $to }への{ $kind } { $t } まで
 }
packet-last = { $text ->
    [none] 最後の連絡：{ $t } { $how }
   *[other] 最後にお伝えした内容（{ $t } { $how }）：「{ $text }」
 }
packet-last-none = お客様への連絡はまだありません。
packet-correct = お伝えした内容からの変化：「{ $area }」は「{ $was }」から「{ $state }」に変わりました。
packet-untold = まだお伝えしていないこと：{ $text }
packet-mood = お客様のご様子・ご要望：{ $text }
packet-reach = 連絡先：{ $text }
packet-other = その他：{ $text }
packet-impact = 業務影響：{ $text }
packet-deadline = お客様の期限：{ $t }
packet-area = { $text ->
    [none] 引き継ぐ調査項目：{ $area }（{ $state }）
   *[other] 引き継ぐ調査項目：{ $area }（{ $state }）：{ $text }
 }
packet-known = { $text ->
    [none] { $area }：{ $state }
   *[other] { $area }：{ $state }（{ $text }）
 }
packet-free = 担当者なし：{ $areas }
packet-waiting = 回答待ち：{ $area }（{ $whom }、{ $t } まで）
packet-action = { $until ->
    [none] 次の対応：{ $text }
   *[other] 次の対応：{ $text }（{ $until } まで）
 }
form-hand-over = 引き継ぎ
field-receiver = 引き継ぎ先
field-receiver-hint = 引き継ぎ先を選択
field-receiver-error = 引き継ぎ先を選択してください。
field-mood = お客様のご様子・ご要望
field-mood-hint = 温度感、ご希望、ご心配
field-untold = まだお伝えしていないこと
field-untold-hint = こちらで分かっていて、お客様がご存じないこと
field-reach = 連絡先
field-reach-hint = お名前、電話、つながりやすい手段
field-other = その他
field-other-hint = 口頭で伝えたいこと
field-there_at = 対応できる時刻
field-there_at-hint = 空欄の場合は今すぐ。例：7:00
field-bridge = それまでの担当
choice-me_until = 自分
submit-hand_over = 引き継ぐ
help-hand-over = 引き継ぎ @名前
help-hand-over-text = 担当と連絡予定をまとめて引き継ぎます
hours-title = 対応時間
hours-mine = { $ticket ->
    [none] { $customer }：{ $span }
   *[other] { $customer }｜{ $ticket }：{ $span }
 }
hours-person = { $since ->
    [none] { $name }：{ $span }
   *[other] { $name }：{ $span }（{ $since } から継続中）
 }
hours-none = 現在担当しているものはありません。
hours-nobody = この案件の対応時間はまだありません。
hours-private = 対応時間は個人チャットでのみお伝えします。個人チャットで「対応時間」と送ってください。
hours-manager = ほかの方の対応時間はマネージャーにのみお伝えします。ご自身の分は「対応時間」で確認できます。
drill-begun = このチャネルで訓練の対応スレッドを始めました。参加していない方には通知しません。
drill-title = 店舗のPOSにログインできない
drill-customer = サンプルストア
drill-impact = 12店舗で開店準備ができない（架空の内容）
card-replaces = 更新できなくなったカードの代わりです。

# フォローアップ：終わったあとに行うこと
follow-up-added = { $name ->
    [none] フォローアップを記録しました：{ $text }（{ $due } にお知らせします）
   *[other] フォローアップを記録しました：{ $text }（{ $name }さん、{ $due } にお知らせします）
}
follow-up-moved = 「{ $text }」は { $due } に再度お知らせします。
follow-up-done = 完了として記録しました：{ $text }
follow-up-gone = このフォローアップはすでに完了しています。
follow-up-limit = フォローアップが{ $n }件残っています。完了したものを記録するか、課題管理ツールへの登録をお願いします。
follow-up-which = どれが完了しましたか。番号を付けて送ってください（例：フォローアップ完了 1）。
event-follow_up_added = フォローアップ（{ $owner }さん、{ $due }）：{ $text }
event-follow_up_moved = フォローアップの予定を { $due } に変更：{ $text }
event-follow_up_done = フォローアップ完了：{ $text }（{ $person }さん）
ping-follow-up = { $late ->
    [none] この案件のフォローアップです：{ $text }
   *[other] フォローアップが{ $late }残っています（{ $name }さん）：{ $text }
}
banner-follow-up = { $severity } { $ticket } { customer-of }：フォローアップ
banner-follow-up-number = { $severity } { $ticket }：フォローアップ
raised-follow-up = フォローアップのお知らせ
settled-follow-up = 完了、または予定を変更しました。
press-form-follow-up = フォローアップを追加
press-form-follow-done = フォローアップ完了
press-finish-follow-up = 完了
press-move-follow-up = 1週間後
press-export = 経緯を出力
form-follow-up = フォローアップ
form-follow-done = フォローアップ完了
field-follow_up = 行うこと
field-follow_up-hint = 例：DNSフォワーダーの変更を監視する
field-follow_up-error = 行うことを入力してください。
field-follow_new = フォローアップ（あれば）
field-follow_new-hint = 再発を防ぐために行うこと
field-follow_due = お知らせする日
field-follow_due-hint = 空欄：1週間後。例：11/30、月曜
field-which_follow_up = 完了したもの
field-which_follow_up-hint = フォローアップを選択
field-which_follow_up-error = 完了したフォローアップを選択してください。
submit-follow_up = 記録する
submit-follow_done = 完了
card-follow-ups = フォローアップ
card-follow-up = { $text }（{ $name }、{ $due }）
choice-follow-up = { $text }（{ $name }）
list-follow-ups = ご担当のフォローアップ
list-follow-up = { $ticket }｜{ $text }
list-follow-up-due = お知らせ：{ $due }
help-follow-up = フォローアップ … 11/30まで
help-follow-up-text = 終わったあとに行うことを、担当と日付とともに残します
help-export = 経緯を出力
help-export-text = 経緯をファイルで受け取ります（お客様向けもあります）

# エクスポート
export-title = 経緯の出力
export-inside = 社内用（調査内容・氏名を含む、すべての経緯）
export-safe = お客様用（お伝えした内容・お約束・復旧のみ）
export-xlsx = Excel
export-md = Markdown
export-until = リンクはご本人用です（{ $t } まで）。
export-sent = 個人チャットに送りました。
export-alone = ファイルは個人チャットでお渡ししています。個人チャットで「経緯を出力」とチケット番号を送ってください。
export-long = 長いため、途中までをお送りしました。全体は、運用の担当者に「swarmbot timeline」での出力をご依頼ください。
