"""Sample views for the preview and the tests: one long night. People and companies are invented."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from cards.views import (
    AreaView,
    ContactView,
    NoteView,
    PromiseView,
    SwarmView,
)

TOKYO = ZoneInfo("Asia/Tokyo")
PRESSES = frozenset(
    [
        "claim",
        "join",
        "release",
        "take_over",
        "set_aside",
        "lead",
        "liaise",
        "hold_call",
        "hold_writing",
        "free_ladder",
        "snooze",
        "take_promise",
        "already_done",
        "status",
        "refresh",
        "form_contact",
        "form_move",
        "form_change",
        "form_note",
        "form_next",
        "form_recover",
        "form_close",
        "form_area",
        "form_customer_called",
        "form_finding",
        "form_set_aside",
        "form_areas",
        "add_area",
        "timeline",
    ]
)


def at(hour: int, minute: int, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)


TEXTS = {
    "ja": {
        "channel": "障害対応",
        "customer": "アオバストア",
        "title": "店舗のPOSにログインできない",
        "impact": "全128店舗で開店準備ができない（半日で約3億円）",
        "said": "ストレージの応答を確認中とお伝えした。進展がなくても6時までに連絡",
        "next": "店舗側の名前解決を確認",
        "lead": "佐藤 健",
        "storage": "伊藤 直子",
        "platform": "高橋 翔",
        "network": "渡辺 亮",
        "identity": "Aoife Byrne",
        "manager": "田中 美咲",
        "caller": "中村",
        "boss": "大野部長",
        "latency": "4:30から応答遅延。ログイン失敗より後に始まった",
        "healthy": "4:00〜5:15 異常なし",
        "dns": "4:10から店舗の名前解決がパブリックIPを返す",
        "areas": "基盤,ストレージ,ネットワーク,ID・認証",
        "extent": "128店舗中128店舗",
    },
    "en": {
        "channel": "escalations",
        "customer": "Aoba Store",
        "title": "Shop tills cannot log in",
        "impact": "128 shops cannot open (about ¥300 M for half a day)",
        "said": "We are checking storage latency. We call again by six, news or not",
        "next": "check name resolution from a shop",
        "lead": "Sato Ken",
        "storage": "Ito Naoko",
        "platform": "Takahashi Sho",
        "network": "Watanabe Ryo",
        "identity": "Aoife Byrne",
        "manager": "Tanaka Misaki",
        "caller": "Mr Nakamura",
        "boss": "Mr Ohno",
        "latency": "slow since 04:30, which is after the first failed log-in",
        "healthy": "nothing abnormal from 04:00 to 05:15",
        "dns": "since 04:10 shop names resolve to public addresses",
        "areas": "Platform,Storage,Network,Identity",
        "extent": "128 of 128 shops",
    },
}


def arrived(language: str) -> SwarmView:
    """04:53: the ticket is a minute old, nobody has done anything."""
    x = TEXTS[language]
    platform, storage, network, identity = x["areas"].split(",")
    return SwarmView(
        swarm="sw_2611240012",
        turn="12",
        severity="A",
        customer=x["customer"],
        ticket="2611240012",
        ticket_url="https://desk.example.com/tickets/2611240012",
        title=x["title"],
        phase="open",
        as_of=at(4, 53),
        opened_at=at(4, 52),
        actions=PRESSES,
        impact=x["impact"],
        hard_deadline=at(8, 30),
        promise=PromiseView(1, "first_response", at(5, 7), told=False),
        areas=(
            AreaView("platform", platform, "free"),
            AreaView("storage", storage, "free"),
            AreaView("network", network, "free"),
        ),
        addable=(("identity", identity), ("database", "DB")),
    )


def busy(language: str) -> SwarmView:
    """05:24: two areas are looked at, network is not."""
    x = TEXTS[language]
    platform, storage, network, _ = x["areas"].split(",")
    return replace(
        arrived(language),
        as_of=at(5, 24),
        symptom_since=at(4, 15),
        promise=PromiseView(2, "update", at(6, 0), told=True, owner=x["lead"], to=x["caller"]),
        last_contact=ContactView(at(5, 6), "phone", x["lead"], x["caller"], x["said"]),
        next_action=(x["next"], x["network"], at(6, 40)),
        areas=(
            AreaView("network", network, "free"),
            AreaView(
                "storage",
                storage,
                "suspect",
                x["storage"],
                (x["identity"],),
                at(5, 2),
                x["latency"],
            ),
            AreaView("platform", platform, "ruled_out", x["platform"], (), at(4, 56), x["healthy"]),
        ),
        lead=x["lead"],
        liaison=x["lead"],
        people=4,
    )


def overdue(language: str) -> SwarmView:
    x = TEXTS[language]
    view = busy(language)
    promise = PromiseView(3, "update", at(7, 0), True, x["lead"], x["caller"], overdue=True)
    call_back = PromiseView(4, "call_back", at(7, 40), True, x["manager"], x["boss"])
    return replace(
        view, as_of=at(7, 6), promise=promise, other_promises=(call_back,), liaison=x["manager"]
    )


def on_the_phone(language: str) -> SwarmView:
    x = TEXTS[language]
    return replace(busy(language), hold=("call", x["lead"], at(5, 20)), next_action=None)


def too_late(language: str) -> SwarmView:
    """The answer to somebody who pressed *Claim* a second after somebody else."""
    x = TEXTS[language]
    storage = x["areas"].split(",")[1]
    note = NoteView(
        "already-claimed", {"name": x["storage"], "at": at(5, 2), "area": storage}, "storage"
    )
    return replace(busy(language), note=note)


def recovered(language: str, phase: str = "watching") -> SwarmView:
    x = TEXTS[language]
    network = x["areas"].split(",")[2]
    return replace(
        busy(language),
        as_of=at(8, 45),
        phase=phase,
        recovery=(at(8, 31), x["caller"], x["extent"]),
        watch_until=at(10, 0),
        promise=PromiseView(6, "report", at(17, 0, 26), True, x["manager"], x["caller"]),
        last_contact=ContactView(at(8, 33), "phone", x["lead"], x["caller"]),
        areas=(AreaView("network", network, "cause", x["network"], (), at(6, 5), x["dns"]),
               *busy(language).areas[1:]),
    )  # fmt: skip


def closed(language: str) -> SwarmView:
    view = recovered(language, "closed")
    return replace(
        view,
        as_of=at(8, 52),
        closed_at=at(8, 52),
        actions=frozenset({"reopen", "timeline", "export", "form_contact", "form_follow_up",
                           "form_change", "refresh"}),
    )  # fmt: skip


def drill(language: str) -> SwarmView:
    return replace(arrived(language), drill=True, nobody_on_duty=True)


def crowded(language: str) -> SwarmView:
    """Seven free areas, many helpers, names that the directory does not know."""
    x = TEXTS[language]
    view = busy(language)
    free = tuple(AreaView(f"area-{n}", f"{x['areas'].split(',')[n % 4]} {n}", "free")
                 for n in range(7))  # fmt: skip
    return replace(
        view,
        areas=(*free, *view.areas[1:], AreaView("db", "DB", "not_relevant")),
        unknown_people=("k.suzuki@example.com",),
    )


def moved(language: str) -> SwarmView:
    """The reminder was moved without asking the customer, who still counts on the old time."""
    x = TEXTS[language]
    promise = PromiseView(
        3, "update", at(6, 30), False, x["lead"], x["caller"], judged=at(6, 0)
    )  # fmt: skip
    return replace(busy(language), promise=promise)


SWARMS = {
    "moved": moved,
    "arrived": arrived,
    "busy": busy,
    "too-late": too_late,
    "on-the-phone": on_the_phone,
    "overdue": overdue,
    "fixing": lambda language: replace(busy(language), phase="fixing"),
    "mitigated": lambda language: replace(
        recovered(language, "mitigated"), watch_until=None, promise=busy(language).promise
    ),
    "unconfirmed": lambda language: recovered(language, "unconfirmed"),
    "recovered": lambda language: recovered(language, "recovered"),
    "watching": recovered,
    "closed": closed,
    "drill": drill,
    "crowded": crowded,
}
