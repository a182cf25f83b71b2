"""Sample answers: timeline, lists, status, welcome."""

from datetime import datetime, timedelta
from typing import Any

from cards.samples.swarms import TEXTS, at, overdue
from cards.views import (
    LedgerLine,
    LedgerView,
    ListLine,
    ListView,
    StatusView,
    TimelineLine,
    TimelineView,
    WelcomeView,
)


def timeline(language: str) -> TimelineView:
    """Every kind of event at least once."""
    x = TEXTS[language]
    platform, storage, network, identity = x["areas"].split(",")
    lead, ito, nakamura = x["lead"], x["storage"], x["caller"]
    told: list[tuple[int, int, str, dict[str, object]]] = [
        (4, 52, "opened", {"title": x["title"], "person": ""}),
        (4, 53, "raised", {"ping": "arrival", "people": (lead, ito), "fate": "acted",
                           "actor": lead, "after": timedelta(minutes=1)}),
        (4, 54, "lead_taken", {"person": lead, "liaison_too": True}),
        (4, 56, "area_claimed", {"area": platform, "person": x["platform"], "taken_from": ""}),
        (4, 57, "raised", {"ping": "unclaimed-nobody", "people": (lead,)}),
        (5, 0, "ladder_held", {"kind": "call", "person": lead}),
        (5, 2, "area_claimed", {"area": storage, "person": ito, "taken_from": ""}),
        (5, 3, "area_joined", {"area": storage, "person": x["identity"]}),
        (5, 6, "contacted", {"how": "phone", "to": nakamura, "said_at": at(5, 6),
                             "said": x["said"], "person": lead}),
        (5, 6, "promise_kept", {"number": 1, "late": timedelta(0)}),
        (5, 6, "promise_made", {"kind": "update", "to": nakamura, "due": at(6, 0), "told": True}),
        (5, 7, "ladder_freed", {}),
        (5, 8, "raised", {"kind": "now", "people": (), "fate": "skipped"}),
        (5, 10, "raised", {"ping": "ask-manager", "people": (x["manager"],), "person": lead}),
        (5, 11, "call_answered", {"person": x["manager"], "coming": True}),
        (5, 12, "phoned", {"number": 2, "called": lead, "person": x["manager"]}),
        (5, 13, "contact_corrected", {"contact": 9, "how": "mail", "to": nakamura,
                                      "said_at": at(5, 5), "said": "", "person": lead}),
        (5, 18, "found", {"area": platform, "state": "ruled_out", "text": x["healthy"],
                          "person": x["platform"]}),
        (5, 24, "found", {"area": storage, "state": "suspect", "text": "", "person": ito}),
        (5, 30, "area_added", {"area": identity}),
        (5, 40, "noted", {"text": x["latency"], "person": ito}),
        (5, 45, "ticket_changed", {"changed": ("business_impact", "severity"), "kept": ("title",)}),
        (5, 46, "severity_changed", {"severity": "B", "before": "A", "reason": x["extent"],
                                     "person": lead}),
        (5, 47, "title_changed", {"title": x["title"], "before": x["next"], "person": lead}),
        (5, 47, "impact_changed", {"impact": x["extent"], "before": x["said"], "person": lead}),
        (5, 48, "symptom_dated", {"since": at(4, 10), "before": at(4, 15), "person": lead}),
        (5, 48, "deadline_set", {"deadline": at(8, 30), "before": None, "person": lead}),
        (5, 50, "snoozed", {"number": 2, "until": at(6, 5)}),
        (6, 5, "promise_kept", {"number": 2, "late": timedelta(minutes=5)}),
        (6, 5, "area_claimed", {"area": network, "person": x["network"], "taken_from": ito}),
        (6, 20, "next_action_set", {"text": x["next"], "owner": x["network"], "until": at(6, 40)}),
        (6, 31, "area_released", {"area": storage, "person": ito, "heir": x["identity"]}),
        (6, 32, "area_set_aside", {"area": identity, "reason": ""}),
        (7, 20, "customer_heard", {"who": x["boss"], "text": x["said"], "person": x["manager"]}),
        (7, 21, "promise_taken", {"number": 4, "person": x["manager"]}),
        (7, 25, "promise_moved", {"number": 3, "due": at(7, 30), "told": False}),
        (7, 26, "liaison_taken", {"person": x["manager"]}),
        (7, 31, "cadence_changed", {"every": timedelta(minutes=30)}),
        (8, 34, "phase_moved", {"phase": "recovered", "since": at(8, 31),
                                "confirmed_by": nakamura}),
        (8, 40, "next_contact_waived", {"reason": x["extent"]}),
        (8, 50, "promise_ended", {"number": 5, "reason": x["extent"]}),
        (8, 51, "promise_missed", {"number": 6, "late": timedelta(minutes=20), "reason": ""}),
        (8, 52, "closed", {"n": 1}),
        (8, 55, "reopened", {}),
        (8, 56, "status_shown", {}),
        (8, 57, "home_lost", {"channel": x["channel"], "why": "403"}),
        (8, 58, "home_found", {"channel": ""}),
    ]  # fmt: skip
    lines = tuple(TimelineLine(at(h, m), f"event-{key}", args) for h, m, key, args in told)
    return TimelineView("A", x["customer"], "2611240012", at(9, 0), lines)


def promises(language: str) -> LedgerView:
    """Every way in which a promise ends, and two that are open."""
    x = TEXTS[language]

    def line(
        number: int, kind: str, to: str, due: datetime, outcome: str, **more: Any
    ) -> LedgerLine:
        told = "judged" not in more
        return LedgerLine(number, kind, to, due, told=told, outcome=outcome, **more)

    return LedgerView(
        "sw-1", "81", "A", x["customer"], "2611240012", at(7, 40),
        open=(
            line(5, "update", "", at(8, 0), "open", owner=x["lead"], judged=at(7, 45)),
            line(6, "report", x["caller"], at(17, 0, 26), "open", owner=x["manager"]),
        ),
        ended=(
            line(4, "call_back", x["boss"], at(7, 30), "missed"),
            line(3, "update", "", at(7, 0), "late", late=timedelta(minutes=9)),
            line(2, "update", "", at(6, 0), "on_time"),
            line(1, "call_back", x["caller"], at(5, 20), "ended", reason=x["extent"]),
        ),
        on_time=(1, 3),
        actions=frozenset({"form_contact", "form_move", "form_end_promise", "form_promise",
                           "form_correct"}),
    )  # fmt: skip


def listed(language: str, key: str = "list-all") -> ListView:
    x = TEXTS[language]
    one = ListLine(
        "A", x["customer"], "2611240012", x["title"], "open", at(6, 0),
        "https://desk.example.com/tickets/2611240012",
    )  # fmt: skip
    return ListView(
        key, at(5, 24), (one, ListLine("B", "", "2611230007", x["next"], "watching", drill=True))
    )


def status(language: str) -> StatusView:
    view = overdue(language)
    promise = view.promise
    return StatusView(
        view.swarm, view.turn, "A", view.customer, view.ticket, "open", at(7, 21),
        view.last_contact, promise, view.hard_deadline, view.liaison,
        frozenset({"form_customer_called"}),
    )  # fmt: skip


def welcome(language: str) -> WelcomeView:
    return WelcomeView(
        TEXTS[language]["manager"], frozenset({"use_channel", "form_new", "drill", "help"})
    )
