"""The forms: cards of their own, in a dialog or as a message, and the line that replaces them.

Ids of the inputs (all values arrive as texts; empty when nothing was typed)::

    report           text
    draft            subject, said (the letter), how, when, to, next, next_at, reason
    contact          said, when, to, how, next (usual|told|target|none), next_at, reason,
                     every (keep|15m|30m|60m|120m|240m)
    move             due, agreed (yes|no)
    note             text
    next             text, owner (me|nobody|<id>), until
    recover          phase, since, confirmed_by, extent, watch_until
    close            end_<number>: a reason ends that promise, empty keeps it; follow_text, owner, follow_due
    follow_up        text, owner (me|<id>), follow_due
    follow_done      follow_up (its number)
    area             key (a key of the list|other), name
    areas            area, do (claim|join|release|take_over|set_aside)
    customer_called  who, message, call_back, owner (liaison|me)
    finding          area, state (looking|suspect|ruled_out|cause), text, link, tell, window
    waiting          area, whom, until
    place            area, place
    set_aside        area, reason
    promise          kind (report|call_back|update), to, due, agreed, owner (liaison|me|<id>), about
    end_promise      promise (its number), reason
    correct          record (its number), said, when, to, how (keep_how|phone|mail|ticket|meeting)
    call_in          area, called (<id>)
    hand_over        receiver (<id>), mood, untold, reach, other, there_at, bridge (me_until|<id>)
    change           severity (keep|A|B|C), why, impact, since, deadline, title
    new              title, severity (A|B|C), customer, impact, ticket

The press ``submit_<form>`` carries ``swarm``, ``form``, ``nonce`` and the view's ``data``.
"""

from collections.abc import Callable, Mapping

from adaptive_cards import types as ac
from adaptive_cards.card import ActionExecute, ActionSubmit

from cards import forms_followups
from cards.draft import marks_block, phone_block
from cards.elements import Element, as_json, heading, text
from cards.forms_areas import AREA_FORMS
from cards.forms_case import CASE_FORMS
from cards.forms_promises import PROMISE_FORMS, promise_choices
from cards.forms_roles import ROLE_FORMS
from cards.head import head_line
from cards.inputs import choose, named, write
from cards.render import Card, render
from cards.text import escape, plain
from cards.views import ContactView, FormView
from cards.words import Words

AREAS = 40
REPORT = 1500
LETTER = 3500
"""Characters of a letter that can be edited."""


def form_card(view: FormView, words: Words) -> Card:
    """The form with its values as typed, what was wrong on top, and its buttons."""
    title = form_title(view, words)
    body = [heading(title, large=False)]
    if view.ticket:
        line = head_line(view.severity, view.customer, view.ticket, words)
        body.append(text(line, small=True, subtle=True, spacing=ac.Spacing.NONE))
    if view.error:
        said = words.say(view.error.key, view.error.args, view.as_of, mark=_short)
        body.append(text(said, bold=True, color=ac.Colors.ATTENTION))
    body += [text(words.say(h.key, h.args, view.as_of, mark=_short)) for h in view.hints]
    if view.draft:
        body += marks_block(view.draft, view.as_of, words)
    fields = FIELDS[view.form](view, words)
    body += fields
    if view.draft:
        body += phone_block(view.draft, words)
    if view.zone:
        body.append(text(words.t("form-zone", zone=escape(view.zone, 60)), small=True))
    return render(
        body,
        words,
        fallback=title,
        actions=[_submit(view, words, {one.get("id") for one in fields}), *_cancel(view, words)],
    )


def form_title(view: FormView, words: Words) -> str:
    """The title of the dialog, or of the message."""
    title = words.t(f"form-{view.form.replace('_', '-')}")
    return words.t("drill", text=title) if view.drill else title


def form_done(view: FormView, words: Words, key: str, args: Mapping[str, object]) -> Card:
    """The one line that replaces a form which was sent."""
    said = words.say(key, args, view.as_of, mark=_short)
    said = words.t("drill", text=said) if view.drill else said
    return render([text(said)], words, fallback=said)


def _cancel(view: FormView, words: Words) -> list[Element]:
    """A dialog has a cross of its own; a message stays until somebody puts it away."""
    if view.dialogs:
        return []
    action = ActionExecute(
        title=words.t("press-cancel"),
        verb="cancel_form",
        data={"swarm": view.swarm, "nonce": view.nonce},
        associated_inputs=ac.AssociatedInputs.NONE,
        mode=None,
    )
    return [as_json(action)]


def _submit(view: FormView, words: Words, ids: set[str | None]) -> Element:
    """What was typed wins over what the form was opened with."""
    verb = f"submit_{view.form}"
    data = {"swarm": view.swarm, "form": view.form, "nonce": view.nonce}
    data |= {key: value for key, value in view.data.items() if key not in ids}
    title = words.t(f"submit-{view.form}")
    style = ac.ActionStyle.POSITIVE
    if view.dialogs:
        fetch = {"verb": verb, **data}
        return as_json(ActionSubmit(title=title, style=style, data=fetch, mode=None))
    return as_json(ActionExecute(title=title, style=style, verb=verb, data=data, mode=None))


def _contact(view: FormView, words: Words) -> list[Element]:
    hows = named(words, "phone", "mail", "ticket", "meeting", "not_reached")
    every = named(words, "keep", "15m", "30m", "60m", "120m", "240m")
    return [
        write(view, words, "said", long=True),
        write(view, words, "when"),
        write(view, words, "to"),
        choose(view, words, "how", hows),
        choose(view, words, "next", named(words, "usual", "told", "target", "none")),
        write(view, words, "next_at"),
        write(view, words, "reason", word="because"),
        choose(view, words, "every", every),
    ]


def _draft(view: FormView, words: Words) -> list[Element]:
    """The letter to copy and edit, and how and when it was sent."""
    hows = named(words, "mail", "ticket", "phone", "meeting")
    draft = view.draft
    return [
        write(view, words, "subject", value=draft.subject if draft else "", most=400),
        write(view, words, "said", word="letter", required=True, long=True, most=LETTER,
              value=draft.text if draft else ""),
        choose(view, words, "how", hows),
        write(view, words, "when"),
        write(view, words, "to"),
        choose(view, words, "next", named(words, "told", "target", "usual", "none")),
        write(view, words, "next_at"),
        write(view, words, "reason"),
    ]  # fmt: skip


def _report(view: FormView, words: Words) -> list[Element]:
    """A report inside, to be read and edited before it is given out."""
    return [write(view, words, "text", word="report", required=True, long=True, most=REPORT)]


def _note(view: FormView, words: Words) -> list[Element]:
    return [write(view, words, "text", required=True, long=True)]


def _next(view: FormView, words: Words) -> list[Element]:
    owners = [*named(words, "me", "nobody"), *view.people[:AREAS]]
    return [
        write(view, words, "text", word="action", required=True),
        choose(view, words, "owner", owners),
        write(view, words, "until"),
    ]


def _recover(view: FormView, words: Words) -> list[Element]:
    phases = [(phase, words.t(f"swarm-{phase}")) for phase in view.phases]
    return [
        choose(view, words, "phase", phases),
        write(view, words, "since"),
        write(view, words, "confirmed_by"),
        write(view, words, "extent"),
        write(view, words, "watch_until"),
    ]


def _close(view: FormView, words: Words) -> list[Element]:
    if not view.promises:
        return [text(words.t("close-none")), *forms_followups.at_the_close(view, words)]
    items = [text(words.t("close-open-promises", n=len(view.promises)))]
    for number, label in promise_choices(view, words):
        items.append(write(view, words, f"end_{number}", word="promise", label=label))
    return [*items, *forms_followups.at_the_close(view, words)]


def _correct(view: FormView, words: Words) -> list[Element]:
    records = [(str(one.number), _record(one, view, words)) for one in view.records]
    hows = named(words, "keep_how", "phone", "mail", "ticket", "meeting")
    return [
        choose(view, words, "record", records),
        write(view, words, "said", word="correct-said", long=True),
        write(view, words, "when", word="correct-when"),
        write(view, words, "to", word="correct-to"),
        choose(view, words, "how", hows),
    ]


def _record(one: ContactView, view: FormView, words: Words) -> str:
    args = {"t": one.at, "how": one.how, "to": one.to}
    return words.say("choice-record", args, view.as_of, mark=_plain)


def _new(view: FormView, words: Words) -> list[Element]:
    severities = [(one, words.t(f"severity-{one}")) for one in "ABC"]
    return [
        write(view, words, "title", word="case-title", required=True),
        choose(view, words, "severity", severities, word="case-severity"),
        write(view, words, "customer", word="case-customer"),
        write(view, words, "impact"),
        write(view, words, "ticket"),
    ]


def _short(raw: str) -> str:
    return escape(raw, 120)


def _plain(raw: str) -> str:
    return plain(raw, 40)


FIELDS: dict[str, Callable[[FormView, Words], list[Element]]] = {
    **AREA_FORMS,
    **CASE_FORMS,
    **PROMISE_FORMS,
    **ROLE_FORMS,
    "contact": _contact,
    "draft": _draft,
    "report": _report,
    "note": _note,
    "next": _next,
    "recover": _recover,
    "close": _close,
    "follow_up": forms_followups.follow_up,
    "follow_done": forms_followups.follow_done,
    "correct": _correct,
    "new": _new,
}
