"""The small cards that the bot posts of its own accord, and what they shrink to when settled.

Arguments of the sentences, beside severity, customer and ticket, which every ping has (``?``: may
be missing or empty)::

    arrival            title, t? (first response due)
    no-lead-yet        -
    unclaimed          area (one name, or a list of names)
    unclaimed-nobody   area
    unclaimed-again    area, span (how long)
    still-on-it        area
    waiting-over       area, whom?, t? (when the answer was expected)
    check-again        area, why (fields of the ticket)
    claim-lapsed       area, name (who had it), span (how long nothing was heard), heir?
    taken-over         area, name (who has it now), away (whether they took it from somebody away)
    left-team          area?, name
    before             t (due)
    soon               t, span (to go)
    now                t
    overdue-liaison    t
    overdue-lead       t, last? (last contact)
    overdue-manager    t, span (since due), told? (list of names)
    overdue-phone      name, phone?
    in-call-end        -
    supervisor-open    t (opened), lead?, impact?
    supervisor-change  phase, t
    home-lost          channel?
    no-liaison         -
    role-back          name (who steps back)
    hand-over          name (who hands over), then?, until? (when the one after comes)
    handover-silent    name, receiver, next? (the promise that stays)
    handover-accepted  name (who has accepted)
    handover-declined  name, text?
    shift-hint         t (due), end (of the shift)
    rest-hint          span
    first-report       -
    report-inside      name? (who gave it)
    recovery-report    -

``snooze`` (a duration) gives the button *Remind me* its time; without it 15 minutes are written.
"""

from collections.abc import Mapping

from adaptive_cards import types as ac

from cards.draft import draft_block, letter_lines
from cards.elements import Element, Presses, block, row_of, text
from cards.head import head_line
from cards.render import Card, render
from cards.text import escape, name_of, plain
from cards.views import MentionView, NoteView, PingView
from cards.words import Words

MENTIONS = 8
"""Above about 20 mentions Teams refuses the message; more than a handful helps nobody."""


def ping_card(view: PingView, words: Words) -> Card:
    """The sentence with its mentions, one line saying which case, and the presses asked for."""
    named = mentioned(view)
    people = words.join(words.t("person", name=_at(one)) for one in named)
    sentence = _sentence(f"ping-{view.kind}", view.args, view, words)
    sentence = words.t("drill", text=sentence) if view.drill else sentence
    presses = Presses({"swarm": view.swarm, "turn": view.turn}, view.dialogs)
    buttons = [
        presses.press(_title(verb, data, view, words), verb, primary=index == 0, **data)
        for index, (verb, data) in enumerate(view.presses)
    ]
    called = [text(people)] if people else []
    said = text(sentence, spacing=ac.Spacing.SMALL if called else None)
    drafted = draft_block(view.draft, view.as_of, words) if view.draft else []
    report = block(letter_lines(view.report), ac.ContainerStyle.EMPHASIS) if view.report else None
    details = [_detail(one, view, words) for one in view.details]
    body = [*called, said, _case(view, words), *details, *([report] if report else []), *drafted]
    body += row_of(buttons)
    fallback = ping_summary(view, words)
    return render(body, words, fallback=fallback, mentions=[one for one in named if one.id])


def settled_card(view: PingView, key: str, args: Mapping[str, object], words: Words) -> Card:
    """One line without buttons: what became of it. ``key`` is a word such as ``settled-lead``."""
    sentence = _sentence(key, args, view, words)
    sentence = words.t("drill", text=sentence) if view.drill else sentence
    return render([text(sentence), _case(view, words)], words, fallback=sentence)


def ping_summary(view: PingView, words: Words) -> str:
    """What a locked phone shows. ``banner`` number: severity and ticket number, no names."""
    key = f"banner-{view.kind}" + ("-number" if view.banner == "number" else "")
    line = words.say(key, {**view.args, **_which(view)}, view.as_of, mark=_plain)
    return words.t("drill", text=line) if view.drill else line


def mentioned(view: PingView) -> tuple[MentionView, ...]:
    """Whom the card mentions, with the names exactly as they stand in its text."""
    return tuple(MentionView(name_of(m.name), m.id) for m in view.mentions[:MENTIONS])


def _at(one: MentionView) -> str:
    return f"<at>{one.name}</at>" if one.id else escape(one.name, 60)


def _sentence(key: str, args: Mapping[str, object], view: PingView, words: Words) -> str:
    return words.say(key, {**_which(view), **args}, view.as_of, mark=_short)


def _which(view: PingView) -> dict[str, object]:
    return {"severity": view.severity, "customer": view.customer, "ticket": view.ticket}


def _detail(one: NoteView, view: PingView, words: Words) -> Element:
    said = words.say(one.key, one.args, view.as_of, mark=lambda raw: escape(raw, 240))
    return text(said, spacing=ac.Spacing.SMALL)


def _case(view: PingView, words: Words) -> Element:
    line = head_line(view.severity, view.customer, view.ticket, words, view.url)
    return text(line, small=True, subtle=True, spacing=ac.Spacing.SMALL)


def _title(verb: str, data: Mapping[str, str], view: PingView, words: Words) -> str:
    if verb == "snooze" and "snooze" in view.args:
        return words.say("press-snooze-span", {"span": view.args["snooze"]}, view.as_of)
    if verb == "estimate":
        return words.t("press-estimate", n=int(data.get("minutes", "30")))
    if verb == "release":
        return words.t("press-please-take")
    names = dict(view.area_names)
    area = plain(names.get(data.get("area", ""), data.get("area", "")), 22)
    key = f"press-{verb.replace('_', '-')}"
    if verb == "join" and area:
        key = "press-join-area"
    return words.t(key, area=area) if area else words.t(key)


def _short(raw: str) -> str:
    return escape(raw, 120)


def _plain(raw: str) -> str:
    return plain(raw, 80)
