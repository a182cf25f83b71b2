"""What happened, in order, on as many cards as it takes."""

from adaptive_cards import types as ac

from cards.elements import Element, Presses, bold_run, heading, row_of, run, runs, text
from cards.head import head_line
from cards.render import Card, render
from cards.text import plain
from cards.views import TimelineLine, TimelineView
from cards.words import Words

LINES = 30
"""On one card: 30 lines of the longest kind are about 25 KB."""
LONGEST = 240


def timeline_cards(view: TimelineView, words: Words, most: int = 3) -> tuple[Card, ...]:
    """The last ``most`` cards of the timeline, oldest line first; earlier lines are counted."""
    pages = [view.lines[i : i + LINES] for i in range(0, len(view.lines), LINES)] or [()]
    first = max(0, len(pages) - most)
    return tuple(
        _page(view, words, pages[index], (index + 1, len(pages)), skipped=index == first)
        for index in range(first, len(pages))
    )


def timeline_line(line: TimelineLine, view: TimelineView, words: Words) -> str:
    """One event in words, without its time; plain text."""
    said = words.say(line.key, line.args, view.as_of, mark=lambda raw: plain(raw, 160))
    return plain(said, LONGEST)


def _page(
    view: TimelineView,
    words: Words,
    lines: tuple[TimelineLine, ...],
    place: tuple[int, int],
    *,
    skipped: bool,
) -> Card:
    number, of = place
    title = words.t("timeline-title") if of == 1 else words.t("timeline-page", n=number, of=of)
    title = words.t("drill", text=title) if view.drill else title
    which = head_line(view.severity, view.customer, view.ticket, words)
    body = [heading(title), text(which, small=True, subtle=True)]
    if skipped and number > 1:
        body.append(text(words.t("timeline-before", n=(number - 1) * LINES), subtle=True))
    body += [_line(line, view, words) for line in lines]
    if not lines:
        body.append(text(words.t("timeline-none")))
    if view.back:
        swarm, turn = view.back
        presses = Presses({"swarm": swarm, "turn": turn})
        body += row_of([presses.press(words.t("press-back"), "refresh")], ac.Spacing.MEDIUM)
    return render(body, words, fallback=title)


def _line(line: TimelineLine, view: TimelineView, words: Words) -> Element:
    when = words.clock(line.at, view.as_of)
    said = run(timeline_line(line, view, words))
    return runs(bold_run(f"{when}\u2003"), said, spacing=ac.Spacing.SMALL)
