"""A drafted letter as people see it: on a reminder in 1:1, and in the form in which it is edited."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.policy import Policy
from bot.domain.reported import ReportKind
from bot.domain.swarm import Promise, Swarm
from bot.present.drafts import Draft, DraftKind, drafted, text_of, title_of
from bot.present.guard import Mark, marks
from bot.present.inside import kind_due, report_text
from bot.present.reader import Reader
from cards.views import DraftView, FormView, NoteView


def draft_of(
    swarm: Swarm,
    policy: Policy,
    now: datetime,
    wanted: Mapping[str, object],
    chosen: datetime | None = None,
) -> Draft:
    """The draft that a press asks for: of its promise (else the next one), of its kind."""
    named = str(wanted.get("promise") or "")
    known = {str(promise.number): promise for promise in swarm.promises}
    promise = known.get(named) or _next(swarm)
    kind = str(wanted.get("kind") or "")
    asked = DraftKind(kind) if kind in list(DraftKind) else None
    return drafted(swarm, policy, now, promise, asked, chosen=chosen)


def draft_view(draft: Draft, swarm: Swarm, policy: Policy, text: str = "") -> DraftView:
    """The letter (as somebody has edited it: ``text``) with the guard's marks beside it."""
    text = text or text_of(draft)
    title = title_of(draft.kind, draft.number, draft.language)
    pointed = marks(f"{draft.subject}\n{text}", swarm, policy, draft.signer)
    return DraftView(title, draft.subject, text, draft.phone, tuple(map(_note, pointed)))


def draft_form(
    view: FormView, swarm: Swarm, policy: Policy, reader: Reader, now: datetime
) -> FormView:
    """The form with the letter as it is due now, and when the next update is proposed."""
    draft = draft_of(swarm, policy, now, view.data)
    shown = draft_view(draft, swarm, policy, view.values.get("said", ""))
    data = {**view.data, "next_text": draft.next_text, "seen": seen(shown)}
    values = {"to": draft.to, **_proposed(draft, reader, now), **view.values}
    return replace(view, draft=shown, data=data, values=values)


def draft_again(
    view: FormView, swarm: Swarm, policy: Policy, now: datetime, chosen: datetime | None = None
) -> FormView:
    """The form once more: the guard looks at the letter as it was typed, and what is said on the
    phone names the time that was ``chosen``."""
    draft = draft_of(swarm, policy, now, view.data, chosen)
    shown = draft_view(draft, swarm, policy, view.values.get("said", ""))
    next_text = view.values.get("next_text", draft.next_text)
    return replace(
        view, draft=shown, data={**view.data, "next_text": next_text, "seen": seen(shown)}
    )


def report_form(view: FormView, swarm: Swarm, policy: Policy, now: datetime) -> FormView:
    """The report inside that is due now: of the state, or the declaration of recovery."""
    asked = str(view.data.get("kind", ""))
    kind = ReportKind(asked) if asked in list(ReportKind) else kind_due(swarm)
    values = {"text": report_text(swarm, policy, now, kind), **view.values}
    return replace(view, data={**view.data, "kind": kind.value}, values=values)


def seen(view: DraftView) -> str:
    """What the guard has pointed at already, so that it asks about nothing twice."""
    return ",".join(fingerprint(mark.key, str(mark.args.get("text", ""))) for mark in view.marks)


def fingerprint(key: str, text: str) -> str:
    """A mark in a few signs."""
    return f"{key[6:8]}{sum(ord(sign) * place for place, sign in enumerate(text, 1)):x}"


def _proposed(draft: Draft, reader: Reader, now: datetime) -> dict[str, str]:
    if draft.next_due is not None:
        local = reader.at(draft.next_due)
        day = "" if local.date() == reader.at(now).date() else f"{local.month}/{local.day} "
        return {"next": "told", "next_at": f"{day}{local.hour}:{local.minute:02}"}
    if draft.kind is DraftKind.RECOVERY:
        return {"next": "none", "reason": reader.words.t("swarm-recovered")}
    return {"next": "usual"}


def _next(swarm: Swarm) -> Promise | None:
    return swarm.promises[0] if swarm.promises else None


def _note(mark: Mark) -> NoteView:
    return NoteView(mark.key, {"text": mark.text})
