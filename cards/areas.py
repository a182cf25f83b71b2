"""The areas on the live card: unclaimed ones first with their buttons, then who checks what."""

from datetime import datetime

from adaptive_cards import types as ac
from adaptive_cards.card import TextBlock

from cards.elements import (
    BOLD,
    Element,
    Presses,
    beside,
    block,
    bold_run,
    element,
    row_of,
    run,
    runs,
    text,
)
from cards.sight import Sight, free_areas
from cards.text import cut, escape, link, plain
from cards.views import AreaView, SwarmView
from cards.words import Words

ROWS = 12
CROWDED = 6
"""With more rows than that each has one line below it, which begins with what matters most."""

HELPERS = 1
SHORT = 50
"""Characters of a finding on a crowded card."""

_ORDER = ("cause", "suspect", "check_again", "looking", "waiting", "ruled_out")
_RESULTS = ("cause", "suspect", "ruled_out")
_EMPHASIS = {
    "cause": ac.Colors.ACCENT,
    "suspect": ac.Colors.ACCENT,
    "check_again": ac.Colors.ATTENTION,
}


def areas_blocks(view: SwarmView, words: Words, presses: Presses, sight: Sight) -> list[Element]:
    blocks = []
    free = free_areas(view)
    if free and view.phase != "closed":
        blocks.append(_free_block(free, words, presses, sight))
    taken = sorted(
        (area for area in view.areas if area.state in _ORDER), key=lambda a: _ORDER.index(a.state)
    )
    aside = [area for area in view.areas if area.state == "not_relevant"]
    if taken or aside:
        blocks.append(_taken_block(view, taken, aside, words))
    return blocks


def _free_block(
    free: tuple[AreaView, ...], words: Words, presses: Presses, sight: Sight
) -> Element:
    names = words.join(escape(area.name, 24) for area in free[:ROWS])
    line = words.t("card-free", areas=names if len(free) <= ROWS else f"{names}…")
    buttons = [
        presses.press(words.t("press-claim", area=plain(area.name, 22)), "claim", area=area.key)
        for area in sight.claims
    ]
    if sight.another:
        title = words.t("press-form-areas-claim")
        buttons.append(presses.press(title, "form_areas", do="claim"))
    items = [text(line, bold=True, color=ac.Colors.ATTENTION), *row_of(buttons)]
    return block(items, separator=True)


def _taken_block(
    view: SwarmView, taken: list[AreaView], aside: list[AreaView], words: Words
) -> Element:
    items = [text(words.t("card-areas"), bold=True)]
    for area in taken[:ROWS]:
        items += _row(area, words, view, crowded=len(taken) > CROWDED)
    more = len(taken) - ROWS
    if more > 0:
        items.append(text(words.t("card-areas-more", n=more), small=True))
    if aside:
        names = cut(words.join(escape(area.name, 24) for area in aside[:ROWS]), 160)
        items.append(text(words.t("card-aside", areas=names), small=True, subtle=True))
    return block(items, separator=True)


def _row(area: AreaView, words: Words, view: SwarmView, *, crowded: bool) -> list[Element]:
    closed = view.phase == "closed"
    named = [bold_run(plain(area.name, 24))]
    if area.owner:
        helpers = 0 if crowded else HELPERS
        named.append(run(f"\u2002{_people(area, words, view.as_of, helpers)}"))
    row = beside(runs(*named), _state(area, words, closed=closed), ac.Spacing.SMALL)
    parts = _detail(area, words, view.as_of, closed=closed)
    found = [escape(area.finding, SHORT if crowded else 100)]
    first = crowded and area.state in _RESULTS
    detail = " · ".join(filter(None, [*found, *parts] if first else [*parts, *found]))
    if not detail:
        return [row]
    return [row, text(detail, small=True, spacing=ac.Spacing.NONE, lines=1 if crowded else 2)]


def _detail(area: AreaView, words: Words, as_of: datetime, *, closed: bool) -> list[str]:
    """Whatever is known beside state and finding: since when, for whom, why, and links."""
    parts = [] if closed else _standing(area, words, as_of)
    if area.found_at and area.state == "ruled_out":
        start, end = area.checked or (None, None)
        found = {"t": area.found_at, "from": start, "to": end}
        parts.append(words.say("card-area-found", found, as_of))
    links = (("card-link-place", "" if closed else area.place), ("card-link-evidence", area.link))
    return parts + [link(words.t(title), url) for title, url in links if url]


def _standing(area: AreaView, words: Words, as_of: datetime) -> list[str]:
    """How it stands with an area that is no result yet."""
    if area.state == "waiting" and area.until:
        waits = {"whom": area.whom, "t": area.until}
        return [words.say("card-area-waiting", waits, as_of, mark=_short)]
    if area.state == "check_again":
        return [words.say("card-area-why", {"why": area.why}, as_of)]
    if area.since is None or area.state in ("ruled_out", "cause"):
        return []
    return [words.say("card-area-since", {"t": area.since, "until": area.until}, as_of)]


def _short(raw: str) -> str:
    return escape(raw, 60)


def _people(area: AreaView, words: Words, as_of: datetime, helpers: int) -> str:
    """The owner, so many helpers by name, and how many more there are."""
    names = [plain(name, 40) for name in (area.owner, *area.helpers[:helpers])]
    if area.away:
        names[0] = words.say("card-area-away", {"name": names[0], "t": area.away}, as_of)
    more = len(area.helpers) - helpers
    if more > 0:
        names.append(words.t("people-more", n=more))
    return words.join(names)


def _state(area: AreaView, words: Words, *, closed: bool) -> Element:
    """The state; of a closed case nobody investigates any more."""
    color = _EMPHASIS.get(area.state)
    state = "left" if closed and area.state == "looking" else area.state.replace("_", "-")
    return element(
        TextBlock,
        text=words.t(f"area-{state}"),
        horizontal_alignment=ac.HorizontalAlignment.RIGHT,
        color=color,
        weight=BOLD if color else None,
    )
