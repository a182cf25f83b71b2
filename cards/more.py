"""What stands behind *More* on the live card: the rarer presses, hidden until asked for."""

from typing import Any

from adaptive_cards import types as ac
from adaptive_cards.card import ActionToggleVisibility, Container, TargetElement

from cards.elements import Element, Presses, around, as_json, row_of, text
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


def more_press(words: Words) -> Element:
    target = TargetElement(element_id="more")
    title = words.t("press-more")
    return as_json(ActionToggleVisibility(title=title, target_elements=[target], mode=None))


def more_block(view: SwarmView, words: Words, presses: Presses, sight: Sight) -> list[Element]:
    groups = (
        ("card-more-customer", _offered(_CUSTOMER, view, words, presses, sight)),
        ("card-more-areas", _area_presses(view, words, presses, sight)),
        ("card-more-presence", _presence(view, words, presses)),
        ("card-more-roles", _offered(_ROLES, view, words, presses, sight)),
        ("card-more-case", _offered(_CASE, view, words, presses, sight)),
        ("card-more-story", _offered(_STORY, view, words, presses, sight)),
    )
    items: list[Element] = []
    for label, actions in groups:
        if actions:
            items.append(text(words.t(label), small=True, bold=True))
            rows = -(-len(actions) // ROW)
            width = -(-len(actions) // rows)
            for i in range(0, len(actions), width):
                items += row_of(actions[i : i + width])
    if not items:
        return []
    style = ac.ContainerStyle.EMPHASIS
    return [around(Container, "items", items, id="more", is_visible=False, style=style, bleed=True)]


def _area_presses(view: SwarmView, words: Words, presses: Presses, sight: Sight) -> list[Element]:
    actions = _offered(_AREAS, view, words, presses, sight)
    if "add_area" in view.actions:
        actions += [
            presses.press(words.t("press-add-area", area=plain(name, 22)), "add_area", key=key)
            for key, name in view.addable[:ADDABLE]
        ]
    return actions


def _presence(view: SwarmView, words: Words, presses: Presses) -> list[Element]:
    """How long somebody needs for what they look at, and that they are away: one press each."""
    actions = []
    held = any(area.owner and area.state in _ASKED for area in view.areas)
    if "estimate" in view.actions and held:
        actions = [
            presses.press(words.t("press-estimate", n=n), "estimate", minutes=str(n))
            for n in _ESTIMATES
        ]
    if "away" in view.actions and held:
        title = words.say("press-away", {"span": view.away_for}, view.as_of)
        actions.append(presses.press(title, "away"))
    if "come_back" in view.actions and view.anybody_away:
        actions.append(presses.press(words.t("press-come-back"), "come_back"))
    return actions


def _offered(
    verbs: tuple[str, ...], view: SwarmView, words: Words, presses: Presses, sight: Sight
) -> list[Element]:
    return [
        presses.press(words.t(f"press-{verb.replace('_', '-')}"), verb, **_data(verb, view))
        for verb in verbs
        if verb in view.actions and verb not in sight.verbs and _useful(verb, view)
    ]


def _useful(verb: str, view: SwarmView) -> bool:
    if verb in ("hold_call", "hold_writing"):
        return view.hold is None
    return view.promise is not None if verb == "form_move" else True


def _data(verb: str, view: SwarmView) -> dict[str, Any]:
    return {"promise": view.promise.number} if verb == "form_move" and view.promise else {}
