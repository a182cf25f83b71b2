"""Sample pings and forms."""

from dataclasses import replace
from datetime import datetime, timedelta

from cards.samples.afterwards import follow_ups
from cards.samples.areas import VENDOR
from cards.samples.letters import INSIDE, letter
from cards.samples.presses import presses_of
from cards.samples.roles import role_pings
from cards.samples.swarms import TEXTS, at, busy
from cards.views import ContactView, FormView, MentionView, NoteView, PingView, PromiseView

# ---------------------------------------------------------------- pings


def _ping(
    language: str,
    kind: str,
    moment: datetime,
    to: str = "",
    **args: object,
) -> PingView:
    x = TEXTS[language]
    names = zip(("platform", "storage", "network"), x["areas"].split(","), strict=False)
    turn = f"ping:{kind}:2"
    return PingView(
        swarm="sw_2611240012",
        turn=turn,
        kind=kind,
        severity="A",
        customer=x["customer"],
        ticket="2611240012",
        as_of=moment,
        mentions=(MentionView(x[to], f"29:{to}"),) if to else (),
        args=args,
        presses=presses_of(kind, turn),
        area_names=tuple(names),
    )


def pings(language: str) -> dict[str, PingView]:
    """Every kind of ping once, with the presses that it asks for."""
    x = TEXTS[language]
    network = x["areas"].split(",")[2]
    made = (
        _ping(language, "arrival", at(4, 53), "lead", title=x["title"], t=at(5, 7)),
        _ping(language, "no-lead-yet", at(4, 56), "manager"),
        _ping(language, "unclaimed", at(4, 58), "network", area=network),
        _ping(language, "unclaimed-nobody", at(4, 58), "lead", area=network),
        _ping(language, "unclaimed-again", at(5, 8), "lead", area=network,
              span=timedelta(minutes=15)),
        _ping(language, "still-on-it", at(5, 47), area=network),
        _ping(language, "waiting-over", at(8, 0), area=network, whom=VENDOR[language], t=at(8, 0)),
        _ping(language, "check-again", at(5, 20), area=network, why=("severity", "business_impact")),
        _ping(language, "claim-lapsed", at(5, 57), area=network, name=x["network"],
              span=timedelta(minutes=60), heir=""),
        _ping(language, "taken-over", at(5, 57), area=network, name=x["network"], away=True),
        _ping(language, "left-team", at(5, 57), area=network, name=x["network"]),
        replace(_ping(language, "before", at(5, 45), t=at(6, 0)), draft=letter(language)),
        _ping(language, "soon", at(5, 55), t=at(6, 0), span=timedelta(minutes=5)),
        _ping(language, "now", at(6, 0), "lead", t=at(6, 0)),
        _ping(language, "overdue-liaison", at(6, 5), "lead", t=at(6, 0)),
        _ping(language, "overdue-lead", at(6, 10), "platform", t=at(6, 0), last=at(5, 6)),
        _ping(language, "overdue-manager", at(6, 15), t=at(6, 0), span=timedelta(minutes=15),
              told=(x["lead"], x["platform"])),
        _ping(language, "overdue-phone", at(6, 20), "platform", name=x["lead"],
              phone="+81 3 0000 0000"),
        _ping(language, "overdue-page", at(6, 25), t=at(6, 0)),
        _ping(language, "follow-up", at(10, 0, 30), text=follow_ups(language)[0].text, late=None,
              name=""),
        _ping(language, "told-changed", at(6, 31), area=x["areas"].split(",")[1], t=at(5, 58),
              was="suspect", state="ruled_out"),
        _ping(language, "ask-manager", at(5, 10), title=x["title"], name=x["lead"],
              text=x["impact"]),
        _ping(language, "called-in", at(5, 11), area=network, title=x["title"], name=x["lead"]),
        _ping(language, "in-call-end", at(5, 15)),
        _ping(language, "supervisor-open", at(4, 55), t=at(4, 52), lead=x["lead"],
              impact=x["impact"]),
        _ping(language, "supervisor-change", at(8, 34), t=at(8, 31), phase="recovered"),
        _ping(language, "home-lost", at(6, 2), channel=x["channel"]),
        _ping(language, "first-report", at(5, 12), "lead"),
        replace(_ping(language, "report-inside", at(5, 20), name=x["lead"]),
                report=INSIDE[language]),
        replace(_ping(language, "recovery-report", at(8, 34)), draft=letter(language)),
    )  # fmt: skip
    return {view.kind: view for view in (*made, *role_pings(language, _ping))}


# ---------------------------------------------------------------- forms


def forms(language: str) -> dict[str, FormView]:
    """Every form once; ``contact-again`` is shown again because a time could not be read."""
    x = TEXTS[language]
    view = busy(language)
    blank = FormView(
        "note", view.swarm, "n-81", at(5, 24), "A", x["customer"], view.ticket, areas=view.areas
    )
    contact = replace(blank, form="contact", data={"promise": 2}, values={"to": x["caller"]})
    unclear = NoteView("time-unclear", {"text": "6時ごろかな"})
    report = PromiseView(6, "report", at(17, 0, 26), True, x["manager"], x["caller"])
    late = {"said": x["said"], "to": x["caller"], "next": "told", "next_at": "6時ごろかな"}
    said = ContactView(at(5, 6), "phone", x["lead"], x["caller"], x["said"], 9)
    was = {"t": at(5, 58), "area": x["areas"].split(",")[1], "was": "suspect", "state": "ruled_out"}
    correction = NoteView("form-correction", was)
    owners = (("id-1", x["network"]), ("id-2", x["storage"]))
    return {
        "contact": contact,
        "contact-again": replace(contact, values=late, error=unclear),
        "contact-correction": replace(contact, hints=(correction,)),
        "move": replace(blank, form="move", data={"promise": 2}),
        "draft": replace(
            blank,
            form="draft",
            draft=letter(language),
            data={"promise": 2},
            values={"to": x["caller"], "next": "told", "next_at": "7:00"},
        ),
        "report": replace(blank, form="report", values={"text": INSIDE[language]}),
        "note": blank,
        "follow_up": replace(blank, form="follow_up", people=owners),
        "follow_done": replace(blank, form="follow_done", follow_ups=follow_ups(language)),
        "next": replace(blank, form="next", people=owners),
        "recover": replace(blank, form="recover", phases=("mitigated", "recovered")),
        "close": replace(blank, form="close", promises=(report,), data={"confirmed": True}),
        "close-none": replace(blank, form="close"),
        "area": replace(blank, form="area", addable=(("identity", x["areas"].split(",")[3]),)),
        "areas": replace(blank, form="areas", data={"do": "claim"}),
        "customer_called": replace(blank, form="customer_called"),
        "finding": replace(blank, form="finding", data={"area": "storage"}),
        "waiting": replace(blank, form="waiting", data={"area": "network"}),
        "place": replace(blank, form="place", data={"area": "storage"}),
        "set_aside": replace(blank, form="set_aside", data={"area": "network"}),
        "promise": replace(blank, form="promise", people=owners),
        "end_promise": replace(blank, form="end_promise", promises=(report,), data={"promise": 6}),
        "correct": replace(blank, form="correct", records=(said,)),
        "change": replace(
            blank,
            form="change",
            case={"impact": x["extent"], "since": at(4, 15), "deadline": None, "title": x["title"]},
        ),
        "call_in": replace(blank, form="call_in", people=owners, data={"area": "network"}),
        "hand_over": replace(blank, form="hand_over", people=owners),
        "new": FormView("new", "", "n-82", at(5, 24), values={"title": x["title"]}),
    }
