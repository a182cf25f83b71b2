"""The live card of a swarm, in the order in which a stranger needs it. It holds no inputs: an edit
would throw away what somebody is typing."""

from adaptive_cards import types as ac
from adaptive_cards.card import TextBlock

from cards.areas import areas_blocks
from cards.elements import (
    BOLD,
    Element,
    Presses,
    beside,
    block,
    element,
    heading,
    labelled,
    row_of,
    text,
)
from cards.head import banner_line, head_line
from cards.more import more_block, more_press
from cards.promise import promise_block
from cards.render import Card, render
from cards.sight import Sight, in_sight
from cards.text import escape, link, plain
from cards.views import NoteView, SwarmView
from cards.words import Words

FOLLOW_UPS = 6
LAST_ROW = (
    "lead", "form_finding", "timeline", "export", "form_follow_up", "form_follow_done",
    "form_change", "reopen",
)  # fmt: skip


def swarm_card(view: SwarmView, words: Words) -> Card:
    """The card of 1.5 as JSON values, at most 28 KB, at most six actions in sight."""
    presses = Presses({"swarm": view.swarm, "turn": view.turn}, view.dialogs)
    sight = in_sight(view)
    body = [
        _head(view, words),
        *_notes(view, words, presses),
        *_case(view, words),
        promise_block(view, words, presses, sight),
        *_contact(view, words),
        *_next_action(view, words, presses, sight),
        *areas_blocks(view, words, presses, sight),
        *_follow_ups(view, words),
        *row_of(_last_row(words, presses, sight), ac.Spacing.MEDIUM),
    ]
    if "more" in sight.verbs:
        body += more_block(view, words, presses, sight)
    body.append(_foot(view, words))
    return render(body, words, fallback=summary(view, words))


def summary(view: SwarmView, words: Words, banner: str = "full") -> str:
    """What a locked phone shows when the card is posted; ``number``: no customer, no title."""
    key = "banner-card-number" if banner == "number" else "banner-card"
    case = view.severity, view.customer, view.ticket
    line = banner_line(key, *case, title=view.title, words=words)
    return words.t("drill", text=line) if view.drill else line


def _head(view: SwarmView, words: Words) -> Element:
    line = head_line(view.severity, view.customer, view.ticket, words, view.ticket_url)
    internal = words.t("card-internal")
    corner = element(TextBlock, text=internal, size=ac.FontSize.SMALL, is_subtle=True)
    return beside(element(TextBlock, text=line, weight=BOLD, wrap=True), corner)


def _notes(view: SwarmView, words: Words, presses: Presses) -> list[Element]:
    blocks = []
    if view.replaces is not None:
        said = link(words.t("card-replaces"), view.replaces)
        blocks.append(text(said, small=True, subtle=True))
    if view.note:
        blocks.append(_note(view.note, view, words, presses))
    if view.drill:
        style = ac.ContainerStyle.EMPHASIS
        blocks.append(block([text(words.t("card-drill"), bold=True)], style))
    return blocks


def _note(note: NoteView, view: SwarmView, words: Words, presses: Presses) -> Element:
    said = words.say(note.key, note.args, view.as_of, mark=_short)
    said = words.t("drill", text=said) if view.drill else said
    items = [text(said, bold=True)]
    items += row_of(_offers(note, view, words, presses))
    items.append(text(words.t("only-you"), small=True, subtle=True, spacing=ac.Spacing.SMALL))
    return block(items, ac.ContainerStyle.EMPHASIS)


def _offers(note: NoteView, view: SwarmView, words: Words, presses: Presses) -> list[Element]:
    offers = []
    if note.take_over and "take_over" in view.actions:
        key, turn = note.take_over
        title = words.t("press-take-over", area=plain(str(note.args.get("area", key)), 22))
        offers.append(presses.press(title, "take_over", area=key, area_turn=turn))
    if note.join and "join" in view.actions:
        offers.append(presses.press(words.t("press-join"), "join", area=note.join))
    return offers


def _case(view: SwarmView, words: Words) -> list[Element]:
    title = escape(view.title, 120)
    impact = view.impact or words.t("card-impact-empty")
    items = [
        heading(words.t("drill", text=title) if view.drill else title),
        text(_phase(view, words), bold=view.phase != "open", spacing=ac.Spacing.NONE),
        labelled(words.t("card-impact"), impact),
    ]
    if view.symptom_since:
        items.append(labelled(words.t("card-since"), words.clock(view.symptom_since, view.as_of)))
    if view.hard_deadline:
        deadline = words.long(view.hard_deadline, view.as_of)
        items.append(labelled(words.t("card-hard-deadline"), deadline))
    if view.recovery:
        since, confirmed_by, extent = view.recovery
        label = "mitigated" if view.phase == "mitigated" else "recovered"
        items.append(labelled(words.t(f"card-{label}-since"), words.clock(since, view.as_of)))
        if extent:
            items.append(labelled(words.t("card-extent"), extent))
        if confirmed_by:
            items.append(labelled(words.t("card-confirmed-by"), words.honour(confirmed_by)))
    return items


def _phase(view: SwarmView, words: Words) -> str:
    if view.phase == "open":
        return words.say("card-phase-open", {"t": view.opened_at}, view.as_of)
    if view.phase == "watching" and view.watch_until:
        return words.say("swarm-watching-until", {"t": view.watch_until}, view.as_of)
    if view.phase == "closed" and view.closed_at:
        return words.say("card-closed", {"t": view.closed_at}, view.as_of)
    return words.t(f"swarm-{view.phase}")


def _contact(view: SwarmView, words: Words) -> list[Element]:
    contact = view.last_contact
    if contact is None:
        return [labelled(words.t("card-last-contact"), words.t("card-last-none"))]
    args = {"t": contact.at, "how": contact.how, "to": contact.to, "name": contact.by}
    line = words.say("card-last", args, view.as_of, mark=lambda raw: plain(raw, 60))
    items = [labelled(words.t("card-last-contact"), line, 240)]
    if contact.said:
        said = words.t("card-said", text=escape(contact.said, 150))
        items.append(text(said, small=True, spacing=ac.Spacing.NONE, lines=3))
    return items


def _next_action(view: SwarmView, words: Words, presses: Presses, sight: Sight) -> list[Element]:
    label = words.t("card-next-action")
    if view.phase == "closed":
        return []
    if view.next_action is None or not view.next_action[0]:
        items = [labelled(label, words.t("card-next-action-none"))]
        if "form_next" in sight.verbs:
            items += row_of([presses.press(words.t("press-set"), "form_next")])
        return items
    action, who, until = view.next_action
    args = {"text": plain(action, 100), "name": plain(who, 40), "t": until}
    return [labelled(label, words.say("card-next-action-value", args, view.as_of), 240)]


def _last_row(words: Words, presses: Presses, sight: Sight) -> list[Element]:
    actions = [
        presses.press(words.t(f"press-{verb.replace('_', '-')}"), verb)
        for verb in LAST_ROW
        if verb in sight.verbs
    ]
    if "more" in sight.verbs:
        actions.append(more_press(words))
    return actions


def _follow_ups(view: SwarmView, words: Words) -> list[Element]:
    """What is still to be done, once the case is closed."""
    if view.phase != "closed" or not view.follow_ups:
        return []
    items = [text(words.t("card-follow-ups"), bold=True, spacing=ac.Spacing.MEDIUM)]
    for one in view.follow_ups[:FOLLOW_UPS]:
        args = {"text": one.text, "name": one.owner, "due": one.due}
        said = words.say("card-follow-up", args, view.as_of, mark=_short)
        items.append(text(said, spacing=ac.Spacing.NONE))
    return items


def _foot(view: SwarmView, words: Words) -> Element:
    nobody = words.t("nobody")
    lead, liaison = (escape(name, 40) or nobody for name in (view.lead, view.liaison))
    as_of = words.clock(view.as_of, view.as_of)
    if view.lead == view.liaison:
        line = words.t("card-foot-both", lead=lead, n=view.people, t=as_of)
    else:
        line = words.t("card-foot", lead=lead, liaison=liaison, n=view.people, t=as_of)
    items = [text(line, small=True, subtle=True)]
    if view.nobody_on_duty:
        items.append(text(words.t("card-nobody-on-duty"), small=True, subtle=True))
    if view.unknown_people:
        names = words.join(escape(name, 40) for name in view.unknown_people[:5])
        items.append(text(words.t("card-unknown-people", names=names), small=True, subtle=True))
    return block(items)


def _short(raw: str) -> str:
    return escape(raw, 80)


def pointer_card(view: SwarmView, words: Words, elsewhere: str | None = None) -> Card:
    """What a card becomes that is not kept up to date any more: three lines that lead to the one
    that is. It is further down, or ``elsewhere``: behind that link ("" when there is none)."""
    line = head_line(view.severity, view.customer, view.ticket, words, view.ticket_url)
    older = words.t("pointer")
    body = [
        text(line, bold=True),
        text(words.t("drill", text=older) if view.drill else older, spacing=ac.Spacing.SMALL),
        text(_where(words, elsewhere), subtle=True, spacing=ac.Spacing.NONE),
    ]
    return render(body, words, fallback=words.t("pointer"))


def _where(words: Words, elsewhere: str | None) -> str:
    if elsewhere is None:
        return words.t("pointer-down")
    return link(words.t("pointer-elsewhere"), elsewhere)
