"""Which buttons of the live card are in sight: six at most, the rarer ones behind *More* (which a
closed card does not have)."""

from dataclasses import dataclass

from cards.views import AreaView, SwarmView

MOST = 6
"""Teams' store rules allow six actions on a card."""
CLAIMS = 3


@dataclass(frozen=True, slots=True)
class Sight:
    """``claims`` get a button each; ``another`` opens the choice of the other free areas;
    ``verbs`` are the further buttons in sight."""

    claims: tuple[AreaView, ...]
    another: bool
    verbs: frozenset[str]


def in_sight(view: SwarmView) -> Sight:
    """One-press claims come before everything but the customer and *More*."""
    free = free_areas(view) if "claim" in view.actions else ()
    many = len(free) > CLAIMS
    claims = free[: CLAIMS - 1] if many else free
    another = many and "form_areas" in view.actions
    used = len(claims) + another
    verbs = [verb for verb in _wanted(view) if verb in view.actions]
    if view.note:
        used += bool(view.note.join) + bool(view.note.take_over)
    more = [] if view.phase == "closed" else ["more"]
    return Sight(claims, another, frozenset([*more, *verbs][: MOST - used]))


def _wanted(view: SwarmView) -> list[str]:
    if view.phase == "closed":
        return [
            *(["form_contact"] if view.promise else []),
            *(["form_follow_done"] if view.follow_ups else []),
            "timeline",
            "export",
            "reopen",
            "form_follow_up",
            "form_change",
        ]
    first = [
        "form_contact",
        *(["free_ladder"] if view.hold else []),
        *([] if view.lead else ["lead"]),
    ]
    call = [] if view.hold else ["hold_call"]
    action = [] if view.next_action else ["form_next"]
    if any(area.owner for area in view.areas):
        return [*first, *call, "form_finding", *action]
    return [*first, *action, *call, "form_finding"]


def free_areas(view: SwarmView) -> tuple[AreaView, ...]:
    """Those that nobody has and somebody should: also a suspect that nobody follows. Once it has
    recovered nobody is looked for; who wants to take one finds it behind *More*."""
    if view.phase in ("recovered", "watching"):
        return ()
    return tuple(area for area in view.areas if area.wanted or area.state == "free")
