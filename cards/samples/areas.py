"""Sample areas: one in each state, a full card of them, and a runbook."""

from dataclasses import replace

from cards.samples.swarms import PRESSES, TEXTS, at, busy
from cards.views import AreaView, NoteView, RunbookView, SwarmView

OWN = frozenset(
    {"estimate", "still_on", "confirm", "away", "come_back", "form_waiting", "form_place"}
)
LINK = "https://wiki.example.com/graphs/login?from=0400&to=0515"
RUNBOOK = {
    "en": "# First five minutes\n\n1. Which volumes are *slow*, and since when?\n2. Is it an effect?"
    "\n\n```\niostat -xz 5 3\nkubectl get events --all-namespaces\n```\n\n"
    "**Ruled out** means: below 20 ms at p99.",
    "ja": "# 最初の5分\n\n1. 遅いボリュームはどれか、いつからか\n2. 別の処理の影響ではないか\n\n"
    "```\niostat -xz 5 3\n```\n\n"
    "**問題なし**の目安：p99 で 20 ms 未満",
}
VENDOR = {"en": "the network vendor (4711)", "ja": "回線ベンダー（4711）"}


def every_state(language: str) -> SwarmView:
    """06:45: severity has changed; somebody is away, somebody waits."""
    x = TEXTS[language]
    platform, storage, network, identity = x["areas"].split(",")
    checked = (at(4, 0), at(5, 15))
    return replace(
        busy(language),
        as_of=at(6, 45),
        actions=PRESSES | OWN,
        anybody_away=True,
        areas=(
            AreaView("app", "POS", "free"),
            AreaView("identity", identity, "suspect", finding=x["latency"], wanted=True),
            AreaView("dns", "DNS", "cause", x["network"], (), at(6, 5), x["dns"], link=LINK),
            AreaView("platform", platform, "check_again", x["platform"], (), at(4, 56),
                     x["healthy"], why=("severity", "business_impact"), found_at=at(5, 18),
                     checked=checked),
            AreaView("storage", storage, "looking", x["storage"], (x["identity"],), at(6, 40),
                     away=at(7, 10), until=at(7, 30), place=LINK),
            AreaView("network", network, "waiting", x["network"], (), at(6, 5), until=at(8, 0),
                     whom=VENDOR[language]),
            AreaView("db", "DB", "ruled_out", x["platform"], (), at(5, 0), x["healthy"],
                     found_at=at(5, 18), checked=checked, link=LINK),
            AreaView("mail", "Mail", "not_relevant"),
        ),
    )  # fmt: skip


def owner_away(language: str) -> SwarmView:
    """Whoever claims what somebody else has, who is away, may take it over at once."""
    view = every_state(language)
    name, owner = view.areas[4].name, view.areas[4].owner
    args = {"area": name, "name": owner, "until": at(7, 10)}
    return replace(view, note=NoteView("owner-away", args, "storage", ("storage", 3)))


def full(language: str) -> SwarmView:
    """Twelve areas with long findings and links, forty people."""
    x = TEXTS[language]
    long_link = LINK + "&panel=" + "x" * (400 - len(LINK) - 7)
    states = ("suspect", "looking", "ruled_out", "check_again", "cause", "waiting")
    areas = tuple(
        AreaView(
            f"area-{n}", f"{x['areas'].split(',')[n % 4]} {n}", states[n % 6], x["storage"],
            (x["network"], x["platform"], x["identity"]), at(5, n), x["latency"] * 3,
            until=at(7, n), whom=VENDOR[language], why=("severity",), found_at=at(5, 18),
            checked=(at(4, 0), at(5, 15)), link=long_link, place=long_link,
        )
        for n in range(12)
    )  # fmt: skip
    return replace(every_state(language), areas=areas, people=40)


def runbook(language: str) -> RunbookView:
    x = TEXTS[language]
    storage = x["areas"].split(",")[1]
    view = busy(language)
    return RunbookView(
        storage, RUNBOOK[language], x["storage"], view.severity, view.customer, view.ticket
    )
