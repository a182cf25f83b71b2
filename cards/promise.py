"""The promise block: when the customer hears from us next. The only filled block of the card."""

from datetime import datetime

from adaptive_cards import types as ac
from adaptive_cards.card import TextBlock

from cards.elements import BOLD, Element, Presses, block, element, row_of, text
from cards.sight import Sight
from cards.text import escape
from cards.views import PromiseView, SwarmView
from cards.words import Words

OTHERS = 3
_LABELS = {
    "first_response": "card-first-response",
    "call_back": "card-call-back",
    "report": "card-report",
}


def promise_block(view: SwarmView, words: Words, presses: Presses, sight: Sight) -> Element:
    promise = view.promise
    items = [text(words.t(_LABELS.get(_kind(promise), "card-next-contact")), bold=True)]
    if promise:
        items += _due(promise, words, view.as_of)
    elif view.no_next:
        items.append(text(words.t("card-next-waived", reason=escape(view.no_next, 160))))
    elif view.phase == "closed":
        items.append(text(words.t("close-none")))
    else:
        items.append(_largest(words.t("card-next-none")))
    items += _hold(view, words)
    items += _others(view, words)
    items += row_of(_buttons(view, words, presses, sight))
    return block(items, _style(view))


def _kind(promise: PromiseView | None) -> str:
    return promise.kind if promise else ""


def _style(view: SwarmView) -> ac.ContainerStyle:
    if view.promise and view.promise.overdue:
        return ac.ContainerStyle.ATTENTION
    done = view.phase in ("recovered", "watching", "closed")
    return ac.ContainerStyle.GOOD if done else ac.ContainerStyle.ACCENT


def _due(promise: PromiseView, words: Words, as_of: datetime) -> list[Element]:
    told = promise.told or promise.kind in ("first_response", "report")
    key = "card-overdue" if promise.overdue else "card-due-told" if told else "card-due-target"
    items = [
        _largest(words.say(key, {"t": promise.due}, as_of)),
        text(
            words.say(_owner_key(promise), _parties(promise), as_of, mark=_short),
            spacing=ac.Spacing.NONE,
        ),
    ]
    if promise.judged:
        judged = words.say("card-judged", {"t": promise.judged}, as_of)
        items.append(text(judged, spacing=ac.Spacing.NONE))
    if promise.text:
        items.append(text(escape(promise.text, 160), small=True, spacing=ac.Spacing.NONE))
    return items


def _owner_key(promise: PromiseView) -> str:
    if promise.kind == "first_response":
        return "card-owner-first"
    return "card-owner-told" if promise.told else "card-owner-target"


def _parties(promise: PromiseView) -> dict[str, object]:
    return {"name": promise.owner, "to": promise.to}


def _largest(content: str) -> Element:
    return element(
        TextBlock,
        text=content,
        wrap=True,
        size=ac.FontSize.EXTRA_LARGE,
        weight=BOLD,
        spacing=ac.Spacing.NONE,
    )


def _hold(view: SwarmView, words: Words) -> list[Element]:
    if view.hold is None:
        return []
    kind, who, since = view.hold
    args = {"name": who, "t": since}
    return [text(words.say(f"card-hold-{kind}", args, view.as_of, mark=_short), bold=True)]


def _others(view: SwarmView, words: Words) -> list[Element]:
    lines = [
        text(
            words.say(
                f"card-promise-{promise.kind.replace('_', '-')}",
                {"t": promise.due, **_parties(promise)},
                view.as_of,
                mark=_short,
            ),
            spacing=ac.Spacing.SMALL,
        )
        for promise in view.other_promises[:OTHERS]
    ]
    more = len(view.other_promises) - OTHERS
    return [*lines, text(words.t("card-promises-more", n=more), small=True)] if more > 0 else lines


def _buttons(view: SwarmView, words: Words, presses: Presses, sight: Sight) -> list[Element]:
    number = {"promise": view.promise.number} if view.promise else {}
    buttons: list[Element] = []
    if "form_contact" in sight.verbs:
        title = words.t("press-form-contact")
        buttons.append(presses.press(title, "form_contact", primary=True, **number))
    buttons += [
        presses.press(words.t(f"press-{verb.replace('_', '-')}"), verb)
        for verb in ("hold_call", "free_ladder")
        if verb in sight.verbs
    ]
    return buttons


def _short(raw: str) -> str:
    return escape(raw, 60)
