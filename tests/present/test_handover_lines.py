"""What somebody wrote when handing over stays readable when the packet has gone."""

from zoneinfo import ZoneInfo

import pytest

from bot.domain import messages as m
from bot.domain.handover import Lines
from bot.present.lists import timeline_lines
from bot.present.reader import Reader
from cards.timeline import timeline_line
from cards.views import TimelineView
from tests.build import KOBAYASHI, SATO, Story

GIVEN = Lines(mood="calm", untold="DNS is suspected", reach="Mr Ono, 03-0000-0000")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("given", [Lines(), GIVEN])
def test_the_free_lines_stand_in_the_timeline(language: str, given: Lines) -> None:
    """Mood, what is not told yet, whom to reach: each if it was written, and nothing else."""
    story = Story()
    story.do("05:00", SATO, m.Lead())
    story.do("06:00", SATO, m.HandOver(KOBAYASHI, given))
    reader = Reader(language, ZoneInfo("Asia/Tokyo"))
    lines = timeline_lines(story.log, story.swarm, story.rules, reader, None)
    offered = next(line for line in lines if line.key == "event-handover_offered")
    view = TimelineView("A", "Aoba", "1", reader.at(story.now), ())
    said = timeline_line(offered, view, reader.words)
    assert KOBAYASHI.name in said
    for text in (GIVEN.mood, GIVEN.untold, GIVEN.reach):
        assert (text in said) == (given is GIVEN)
    assert "none" not in said
