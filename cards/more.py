"""What stands behind *More* on the live card: the rarer presses, hidden until asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from adaptive_cards import types as ac
from adaptive_cards.card import ActionToggleVisibility, Container, TargetElement

from cards.elements import Element, Presses, around, as_json, button, row_of, text
from cards.sight import Sight
from cards.text import plain
from cards.views import SwarmView
from cards.words import Words

ROW = 6
ADDABLE = 3
_CUSTOMER = (
    "hold_call", "hold_writing", "form_draft", "form_customer_called", "form_move", "form_promise",
    "promises", "form_correct",
)  # fmt: skip
_AREAS = ("form_finding", "form_areas", "form_waiting", "form_place", "form_area")
_ESTIMATES = (15, 30, 60)
_ASKED = ("looking", "suspect", "waiting", "check_again")
"""States of areas for which an estimate means something."""
_ROLES = ("lead", "liaise", "form_hand_over", "step_back", "ask_manager")
_CASE = ("form_change", "form_note", "form_next", "form_recover", "form_close", "status")
_STORY = ("form_report", "timeline", "export", "form_follow_up", "form_follow_done")


@lru_cache(8)
def more_press(words: Words) -> Element:
    target = TargetElement(element_id="more")
    title = words.t("press-more")
    return as_json(ActionToggleVisibility(title=title, target_elements=[target], mode=None))


def more_block(view: SwarmView, words: Words, presses: Presses, sight: Sight) -> list[Element]:
    rows = _rows(_offer(view, sight), words, presses.dialogs)
    if not rows:
        return []
    items: list[Element] = []
    for label, buttons in rows:
        if label:
            items.append(text(label, small=True, bold=True))
        items += row_of([presses.filled(button, dict(data)) for button, data in buttons])
    style = ac.ContainerStyle.EMPHASIS
    return [around(Container, "items", items, id="more", is_visible=False, style=style, bleed=True)]


Data = tuple[tuple[str, Any], ...]
Wanted = tuple[str, str, Data]
"""A button: its title, its verb, and its own data."""
Row = tuple[str, tuple[tuple[Element, Data], ...]]
"""Buttons beside each other, and the label above them, if any."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """All that the buttons behind *More* depend on: the same on card after card."""

    verbs: frozenset[str]
    addable: tuple[tuple[str, str], ...]
    held: bool
    away: bool
    away_for: timedelta
    promise: int | None


def _offer(view: SwarmView, sight: Sight) -> _Offer:
    verbs = view.actions - sight.verbs
    if view.hold is not None:
        verbs -= {"hold_call", "hold_writing"}
    return _Offer(
        verbs=verbs if view.promise else verbs - {"form_move"},
        addable=view.addable[:ADDABLE],
        held=any(area.owner and area.state in _ASKED for area in view.areas),
        away=view.anybody_away,
        away_for=view.away_for,
        promise=view.promise.number if view.promise else None,
    )


@lru_cache(256)
def _rows(offer: _Offer, words: Words, dialogs: bool) -> tuple[Row, ...]:
    move = {"form_move": (("promise", offer.promise),)}
    groups = (
        ("card-more-customer", _offered(_CUSTOMER, offer, words, move)),
        ("card-more-areas", _area_presses(offer, words)),
        ("card-more-presence", _presence(offer, words)),
        ("card-more-roles", _offered(_ROLES, offer, words)),
        ("card-more-case", _offered(_CASE, offer, words)),
        ("card-more-story", _offered(_STORY, offer, words)),
    )
    return tuple(
        row for label, wanted in groups for row in _in_rows(words.t(label), wanted, dialogs)
    )


def _in_rows(label: str, wanted: list[Wanted], dialogs: bool) -> list[Row]:
    made = [(button(title, verb, dialogs=dialogs), data) for title, verb, data in wanted]
    rows = -(-len(made) // ROW)
    width = -(-len(made) // rows) if rows else 1
    starts = range(0, len(made), width)
    return [("" if i else label, tuple(made[i : i + width])) for i in starts]


def _offered(
    verbs: tuple[str, ...], offer: _Offer, words: Words, data: Mapping[str, Data] | None = None
) -> list[Wanted]:
    own = data or {}
    return [
        (words.t(f"press-{verb.replace('_', '-')}"), verb, own.get(verb, ()))
        for verb in verbs
        if verb in offer.verbs
    ]


def _area_presses(offer: _Offer, words: Words) -> list[Wanted]:
    wanted = _offered(_AREAS, offer, words)
    if "add_area" in offer.verbs:
        wanted += [
            (words.t("press-add-area", area=plain(name, 22)), "add_area", (("key", key),))
            for key, name in offer.addable
        ]
    return wanted


def _presence(offer: _Offer, words: Words) -> list[Wanted]:
    """How long somebody needs for what they look at, and that they are away: one press each."""
    wanted: list[Wanted] = []
    if "estimate" in offer.verbs and offer.held:
        wanted = [
            (words.t("press-estimate", n=n), "estimate", (("minutes", str(n)),)) for n in _ESTIMATES
        ]
    if "away" in offer.verbs and offer.held:
        title = words.t("press-away", span=words.duration(offer.away_for))
        wanted.append((title, "away", ()))
    if "come_back" in offer.verbs and offer.away:
        wanted.append((words.t("press-come-back"), "come_back", ()))
    return wanted
