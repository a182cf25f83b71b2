"""Sample pings about roles, hand-overs and hours."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from cards.samples.areas import VENDOR
from cards.samples.swarms import TEXTS, at
from cards.views import NoteView, PingView

MOOD = {
    "en": "Worried about the opening at nine; asks for short calls",
    "ja": "9時の開店を心配されている。電話は手短にとのご希望",
}
UNTOLD = {
    "en": "that the name resolution has changed",
    "ja": "名前解決の結果が変わっていること",
}
SAID = {
    "en": "We are checking storage, and call again by seven, news or not",
    "ja": "ストレージを確認中とお伝えした。進展がない場合も7時までに連絡",
}
CANNOT = {"en": "On the train until seven", "ja": "7時まで移動中です"}


def packet(language: str) -> tuple[NoteView, ...]:
    """What a receiver is given at ten to seven."""
    x = TEXTS[language]
    areas = x["areas"].split(",")
    return (
        NoteView("packet-roles", {"lead": True, "liaison": True}),
        NoteView("packet-promise",
                 {"kind": "update", "to": x["caller"], "t": at(7, 0), "told": True}),
        NoteView("packet-last", {"t": at(5, 58), "how": "ticket", "text": SAID[language]}),
        NoteView("packet-correct",
                 {"area": areas[1], "was": "suspect", "state": "ruled_out"}),
        NoteView("packet-untold", {"text": UNTOLD[language]}),
        NoteView("packet-mood", {"text": MOOD[language]}),
        NoteView("packet-reach", {"text": f"{x['caller']} 090-0000-0000"}),
        NoteView("packet-impact", {"text": x["impact"]}),
        NoteView("packet-deadline", {"t": at(8, 30)}),
        NoteView("packet-area", {"area": areas[2], "state": "suspect", "text": x["next"]}),
        NoteView("packet-known", {"area": areas[0], "state": "ruled_out", "text": ""}),
        NoteView("packet-waiting", {"area": areas[2], "whom": VENDOR[language], "t": at(8, 0)}),
        NoteView("packet-free", {"areas": (areas[3],)}),
        NoteView("packet-action", {"text": x["next"], "until": at(6, 40)}),
    )  # fmt: skip


def role_pings(language: str, ping: Callable[..., PingView]) -> tuple[PingView, ...]:
    """Every kind once, made by ``ping`` as the others are."""
    x = TEXTS[language]
    offered = ping(language, "hand-over", at(6, 50), name=x["lead"], then="", until=None)
    return (
        ping(language, "no-liaison", at(5, 30), "storage"),
        ping(language, "role-back", at(5, 30), name=x["storage"]),
        replace(offered, details=packet(language), url="https://tickets.example.com/1"),
        ping(language, "handover-silent", at(7, 0), name=x["lead"], receiver=x["network"],
             next=at(7, 0)),
        ping(language, "handover-accepted", at(7, 1), name=x["network"]),
        ping(language, "handover-declined", at(6, 52), name=x["network"], text=CANNOT[language]),
        ping(language, "shift-hint", at(5, 58), t=at(7, 0), end=at(7, 0)),
        ping(language, "rest-hint", at(8, 54), span=timedelta(hours=4)),
    )  # fmt: skip
