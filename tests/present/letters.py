"""The letters of one night, and the files that they are compared with.

``python -m tests.present.letters`` writes them anew; look at the difference.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.domain import messages as m
from bot.domain.reported import ReportKind
from bot.domain.swarm import AreaState, CustomerContact, How, Phase, PromiseKind, Swarm
from bot.present.drafts import Draft, drafted, text_of
from bot.present.inside import report_text
from tests.build import ITO, SATO, TAKAHASHI, WATANABE, Story, at, policy, ticket

GOLDEN = Path(__file__).parent / "golden"

TEXTS = {
    "ja": {
        "customer": "アオバストア株式会社", "title": "店舗のPOSにログインできない", "who": "中村",
        "impact": "全128店舗", "extent": "全128店舗", "company": "青葉サポート",
        "suspect": "ストレージが有力な原因と見ています",
        "tell": "店舗からの名前解決の結果が、4時10分頃を境に変わっております。",
    },
    "en": {
        "customer": "Aoba Store", "title": "Shop tills cannot log in", "who": "Mr Nakamura",
        "impact": "all 128 shops", "extent": "All 128 shops", "company": "Aoba Support",
        "suspect": "Storage is the likely cause",
        "tell": "Since about 04:10, names resolve differently from the shops.",
    },
}  # fmt: skip


def begun(language: str) -> Story:
    """04:52: 佐藤 leads, two areas are looked at, the network by nobody."""
    x = TEXTS[language]
    rules = policy(language=language, company={language: x["company"]}, desk_phone="03-0000-0000")
    case = ticket(
        customer=x["customer"], title=x["title"], business_impact=x["impact"],
        symptom_since=at("04:15"), customer_deadline=at("08:30"),
        contact=CustomerContact(x["who"], "", language),
    )  # fmt: skip
    story = Story(rules, ticket=case)
    story.do("04:54", SATO, m.Lead())
    story.do("04:56", TAKAHASHI, m.Claim("platform"))
    story.do("05:02", ITO, m.Claim("storage"))
    return story


def draft(story: Story, now: str) -> Draft:
    """The letter for the promise that is due next."""
    owed = story.swarm.promises[0] if story.swarm.promises else None
    return drafted(story.swarm, story.rules, at(now), owed)


def night(language: str) -> Iterator[tuple[str, str]]:
    """(name, text) of every letter and report of the night, in their order."""
    return ((name, text) for name, text, _ in nightly(language))


def nightly(language: str) -> Iterator[tuple[str, str, Swarm]]:
    """The same with the case as it was then."""
    x, s = TEXTS[language], begun(language)
    yield "1-first", written(draft(s, "05:00")), s.swarm
    s.do("05:06", SATO, m.LogContact("-", at=at("05:06"), next_due=at("06:00"), told=True))
    s.do("05:18", TAKAHASHI, m.Find("platform", AreaState.RULED_OUT, "clean on cluster-77"))
    s.do("05:24", ITO, m.Find("storage", AreaState.SUSPECT, "latency on san-04"))
    yield "inside-1", report_text(s.swarm, s.rules, at("05:25"), ReportKind.STATUS), s.swarm
    yield "2-nothing-new", written(draft(s, "05:45")), s.swarm
    s.do("05:58", SATO, m.LogContact(x["suspect"], How.TICKET, next_due=at("07:00"), told=True))
    s.do("06:05", WATANABE, m.Claim("network"))
    s.do("06:22", WATANABE, m.Find("network", AreaState.CAUSE, "dns fwd-2 changed", tell=x["tell"]))
    s.do("06:31", ITO, m.Find("storage", AreaState.RULED_OUT, "only an effect"))
    yield "3-correction", written(draft(s, "06:45")), s.swarm
    sent = text_of(draft(s, "06:58"))
    s.do("07:00", SATO, m.LogContact(sent, How.MAIL, next_due=at("09:00"), told=True))
    s.do("08:02", SATO, m.Recover(Phase.FIXING))
    yield "4-fixing", written(draft(s, "08:05")), s.swarm
    s.do("08:31", SATO, m.Recover(Phase.UNCONFIRMED, at("08:31")))
    yield "5-unconfirmed", written(draft(s, "08:32")), s.swarm
    watched = m.Recover(Phase.WATCHING, None, x["who"], x["extent"], at("10:00"))
    s.do("08:34", SATO, watched)
    due = at("17:00") + timedelta(days=2)
    s.do("08:35", SATO, m.Owe(PromiseKind.REPORT, "", due))
    yield "6-recovered", written(draft(s, "08:36")), s.swarm
    yield "inside-2", report_text(s.swarm, s.rules, at("08:36"), ReportKind.RECOVERY), s.swarm
    report = next(p for p in s.swarm.promises if p.kind is PromiseKind.REPORT)
    yield "7-report", written(drafted(s.swarm, s.rules, at("10:30"), report)), s.swarm


def written(draft: Draft) -> str:
    """Subject, letter and what to say on the phone."""
    return f"{draft.subject}\n\n{text_of(draft)}\n\n--\n{draft.phone}"


if __name__ == "__main__":
    for language in TEXTS:
        for name, text in night(language):
            (GOLDEN / f"{name}.{language}.txt").write_text(text + "\n", encoding="utf-8")
