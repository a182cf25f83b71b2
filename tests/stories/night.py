"""The Sev-A of four hours: who is in it, what they write, and when. In English and in Japanese."""

from dataclasses import dataclass

from bot.domain.policy import Policy
from tests.build import on_duty, policy
from tests.stories.transcript import Transcript
from tests.stories.world import World, who
from tests.teams_wire import User, user

TOKYO = "Asia/Tokyo"


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the night, as they are written in their language."""

    lead: User
    manager: User
    success: User
    platform: User
    storage: User
    identity: User
    network: User
    day: User

    @property
    def all(self) -> tuple[User, ...]:
        return (
            self.lead, self.manager, self.success, self.platform, self.storage, self.identity,
            self.network, self.day,
        )  # fmt: skip

    @property
    def team(self) -> tuple[User, ...]:
        """The members of the channel."""
        return (
            self.lead, self.platform, self.storage, self.identity, self.network, self.day,
        )  # fmt: skip


def cast(language: str) -> Cast:
    """The manager and the customer-success manager are no members of the channel."""
    names = {
        "en": ("Sato Ken", "Tanaka Misaki", "Suzuki Yuka", "Takahashi Sho", "Ito Naoko",
               "Aoife Byrne", "Watanabe Ryo", "Kobayashi Manabu"),
        "ja": ("佐藤 健", "田中 美咲", "鈴木 由香", "高橋 翔", "伊藤 直子", "Aoife Byrne", "渡辺 亮", "小林 学"),
    }[language]  # fmt: skip
    locale = {"en": "en-GB", "ja": "ja-JP"}[language]
    zones = (TOKYO,) * 5 + ("Europe/Dublin",) + (TOKYO,) * 2
    people = (
        user(60 + n, name, "en-IE" if zone != TOKYO else locale, zone)
        for n, (name, zone) in enumerate(zip(names, zones, strict=True))
    )
    return Cast(*people)


def rules(people: Cast, language: str) -> Policy:
    """The night shift until seven, the early one from six, the day from seven."""
    p = people
    rota = [
        *on_duty(who(p.lead), duty="lead", start="00:00", end="07:00"),
        *on_duty(who(p.platform), who(p.storage), who(p.identity), start="00:00", end="09:00"),
        *on_duty(who(p.network), start="06:00", end="15:00"),
        *on_duty(who(p.day), duty="lead", start="07:00", end="16:00"),
    ]
    experts = {"platform": p.platform, "storage": p.storage, "network": p.network,
               "identity": p.identity}  # fmt: skip
    return policy(
        rota,
        {area: (who(person),) for area, person in experts.items()},
        check_ins=True,
        managers=(who(p.manager),),
        supervisors=(who(p.manager), who(p.success)),
        language=language,
        company={"ja": "青葉サポート", "en": "Aoba Support"},
    )


@dataclass(frozen=True, slots=True)
class Texts:
    """What they write, in one language."""

    title: str
    customer: str
    impact: str
    contact: str
    boss: str
    started: str
    looking: str
    take: str
    clean: str
    slow: str
    told_storage: str
    late: str
    resolves: str
    effect: str
    partner: str
    revert: str
    mood: str
    untold: str
    boss_said: str
    moved: str
    cause: str
    sentence: str
    fixed: str
    one_shop: str
    extent: str
    back: str
    follow: str
    status: str
    export: str


TEXTS = {
    "en": Texts(
        "Shop tills cannot log in", "Aoba Store",
        "128 shops cannot open at 09:00 (about ¥300 M for half a day)", "Mr Nakamura", "Mr Ohno",
        "We are investigating with four engineers. We will call by six, even without news.",
        "looking at the sign-in logs", "I'll contact them 5",
        "no errors between 04:00 and 05:15", "latency on san-04 since 04:30, maybe this",
        "Storage answers slowly, which is the likely cause so far; we are investigating. Next update by seven.",
        "sign-ins arrive late, but are healthy", "the shops' name resolves to a public address since 04:10",
        "the latency is an effect: retries", "the customer's partner", "ask the partner to revert the DNS change",
        "worried about the opening at nine; prefers short calls", "where the cause lies",
        "says storage was named; wants a call from somebody in charge by 07:40",
        "Correction: storage was an effect. Name resolution has changed; we are working with your partner.",
        "the forwarder was changed at 04:10", "The name resolution of the shops changed at 04:10.",
        "The partner is reverting; one shop after the other.", "One shop can log in again.",
        "128 of 128 shops", "All 128 shops can log in again since 08:31.",
        "alert on changes of the DNS forwarder", "status Aoba", "export Aoba",
    ),
    "ja": Texts(
        "店舗のPOSにログインできない", "アオバストア",
        "全128店舗で9:00の開店準備ができない（半日で約3億円）", "中村", "大野部長",
        "4名で調査を開始しました。進展がなくても6時までにご連絡します。",
        "サインインのログを見ています", "私が連絡します 5",
        "4:00〜5:15 にエラーなし", "san-04 の応答遅延 4:30〜 たぶんこれ",
        "ストレージの応答遅延を確認しており、有力な原因として調査しております。次回は7時までにご連絡します。",
        "サインインは遅れて届くが正常", "店舗からの名前解決が 4:10 から公開アドレスになる",
        "遅延は再試行による影響", "お客様のSIパートナー", "SIパートナーにDNSの切り戻しを依頼",
        "9時の開店をご心配。短い電話をご希望", "原因の所在",
        "ストレージだと聞いている。7時40分までに責任者から電話がほしい",
        "訂正：ストレージは影響によるものでした。名前解決の結果が変わっており、SIパートナー様と確認しております。",
        "4:10 にフォワーダーが変更された", "店舗からの名前解決の結果が、4時10分頃を境に変わっております。",
        "切り戻しを進めております。順次確認いたします。", "1店舗でログインを確認しました。",
        "128/128店舗", "8時31分に全128店舗のログインを確認しました。",
        "DNSフォワーダーの変更を監視する", "状況 アオバ", "経緯を出力 アオバ",
    ),
}  # fmt: skip


async def lived(world: World, people: Cast, language: str) -> Transcript:
    """The night from 04:52 to 09:00, as a transcript."""
    x, p = TEXTS[language], people
    t = Transcript(world, p.all)
    ja = language == "ja"
    await t.until("04:53")
    await t.press("04:54", p.lead, "lead")
    await t.press("04:56", p.platform, "claim", area="platform")
    await t.press("04:56", p.identity, "add_area", key="identity")
    await t.press("04:56", p.identity, "claim", area="identity")
    await t.press("05:00", p.lead, "hold_call")
    await t.press("05:02", p.storage, "claim", area="storage")
    await t.form("05:14", p.lead, "form_contact", said=x.started, when="5:06", to=x.contact,
                 next="told", next_at="6:00")  # fmt: skip
    await t.form(
        "05:18", p.platform, "form_finding", area="platform", state="ruled_out", text=x.clean
    )
    await t.form("05:24", p.storage, "form_finding", area="storage", state="suspect", text=x.slow)
    await t.press("05:24", p.storage, "estimate", minutes="30")
    await t.card("05:24")
    await t.say("05:30", p.identity, f"note {x.looking}")
    await t.press("05:47", p.lead, "hold_writing")
    await t.form("05:58", p.lead, "form_draft", said=x.told_storage, how="ticket")
    await t.press("06:05", p.network, "claim", area="network")
    await t.press("06:10", p.storage, "still_on")
    await t.form(
        "06:12", p.identity, "form_finding", area="identity", state="ruled_out", text=x.late
    )
    await t.form(
        "06:22", p.network, "form_finding", area="network", state="suspect", text=x.resolves
    )
    await t.form(
        "06:31", p.storage, "form_finding", area="storage", state="ruled_out", text=x.effect
    )
    await t.form("06:40", p.network, "form_next", text=x.revert, owner="me", until="7:30")
    await t.form("06:41", p.network, "form_waiting", area="network", whom=x.partner, until="8:00")
    await t.card("06:41")
    await t.form("06:50", p.lead, "form_hand_over", receiver=p.day.id, mood=x.mood, untold=x.untold)
    await t.press("06:53", p.day, "accept_handover")
    await t.press("06:54", p.day, "hold_call")
    await t.form("07:04", p.day, "form_draft", how="phone", next_at="7:39")
    await t.say("07:21", p.success, x.status, direct=True)
    await t.form("07:22", p.success, "form_customer_called", who=x.boss, message=x.boss_said,
                 call_back="7:40", owner="liaison")  # fmt: skip
    await t.say("07:25", p.manager, x.take)
    await t.press("07:31", p.day, "hold_call")
    await t.form("07:36", p.network, "form_finding", area="network", state="cause", text=x.cause,
                 tell=x.sentence)  # fmt: skip
    await t.form("07:37", p.manager, "form_contact", said=x.moved, to=x.boss, next="usual")
    await t.form("07:38", p.day, "form_contact", said=x.fixed, to=x.contact, next="told",
                 next_at="8:09")  # fmt: skip
    await t.form("08:02", p.day, "form_recover", phase="fixing")
    await t.press("08:03", p.day, "hold_writing")
    await t.form("08:07", p.day, "form_contact", said=x.one_shop, to=x.contact, next="told",
                 next_at="8:40")  # fmt: skip
    await t.press("08:26", p.day, "hold_writing")
    await t.form("08:34", p.day, "form_recover", phase="recovered", since="8:31",
                 confirmed_by=x.contact, extent=x.extent)  # fmt: skip
    await t.form("08:36", p.day, "form_contact", said=x.back, to=x.contact, next="none",
                 reason="復旧" if ja else "recovered")  # fmt: skip
    await t.form("08:40", p.day, "form_promise", kind="report", to=x.contact, due="11/26 17:00",
                 agreed="yes", owner="me")  # fmt: skip
    await t.form("08:52", p.day, "form_close", follow_text=x.follow, owner=p.network.id,
                 follow_due="11/30")  # fmt: skip
    await t.card("08:52")
    await t.say("08:55", p.success, x.export, direct=True)
    await t.until("09:00")
    return t
