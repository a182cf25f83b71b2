"""What the customer was told is tied to what is known."""

from typing import Any

from bot.domain import messages as m
from bot.domain.swarm import AreaState, PingKind
from bot.domain.told import outdated
from tests.build import AOIFE, ITO, SATO, Story, led, lines, on_duty, told

CHANGED = PingKind.TOLD_CHANGED


def suspected(**rules: Any) -> Story:
    """At 5:58 the customer hears of storage as a suspect."""
    story = led(**rules)
    story.do("05:24", ITO, m.Find("storage", AreaState.SUSPECT, "応答遅延"))
    told(story, "07:00", "05:58")
    story.do("05:59", SATO, m.LogContact("ストレージを確認しております", to="中村"))
    return story


def said(story: Story) -> list[str]:
    return [line for line in lines(story.said) if "told-changed" in line]


def test_a_suspect_that_is_ruled_out_asks_for_a_correction_at_once() -> None:
    """The bot, not the customer, notices: liaison and lead in 1:1, once."""
    story = suspected()
    story.do("06:00", AOIFE, m.Liaise())
    story.do("06:31", ITO, m.Find("storage", AreaState.RULED_OUT, "影響であり原因ではない"))
    story.until("06:32")
    assert said(story) == [
        "06:31 told-changed direct Aoife", "06:31 told-changed direct 佐藤 健"
    ]  # fmt: skip
    assert [one.area for one in outdated(story.swarm)] == ["storage"]
    story.until("06:50")
    assert len(said(story)) == 2


def test_the_next_word_to_the_customer_settles_it() -> None:
    """A contact that speaks of the area is the correction."""
    story = suspected()
    story.do("06:31", ITO, m.Find("storage", AreaState.RULED_OUT, "x"))
    story.until("06:32")
    assert CHANGED in {ping.kind for ping in story.swarm.pings}
    story.do("06:58", SATO, m.LogContact("Storage は原因ではありませんでした"))
    assert CHANGED not in {ping.kind for ping in story.swarm.pings}
    assert outdated(story.swarm) == ()


def test_being_checked_promises_nothing() -> None:
    """ "We are looking at storage" needs no correction, and a confirmed suspect neither."""
    story = led()
    story.do("05:10", SATO, m.LogContact("ストレージを調査中"))
    story.do("05:20", ITO, m.Find("storage", AreaState.SUSPECT, "x"))
    story.do("05:30", SATO, m.LogContact("ストレージに疑い"))
    story.do("05:40", ITO, m.Find("storage", AreaState.CAUSE, "x"))
    story.until("05:50")
    assert said(story) == []


def test_what_was_never_told_is_never_corrected() -> None:
    """A contact that names no area, or an attempt, ties nothing."""
    story = led()
    story.do("05:20", ITO, m.Find("storage", AreaState.SUSPECT, "x"))
    story.do("05:30", SATO, m.LogContact("調査しております"))
    story.do("05:40", ITO, m.Find("storage", AreaState.RULED_OUT, "x"))
    story.until("05:50")
    assert said(story) == []


def test_a_correction_of_the_record_ties_anew() -> None:
    """Storage was not spoken of at all: nothing to correct any more."""
    story = suspected()
    story.do("06:31", ITO, m.Find("storage", AreaState.RULED_OUT, "x"))
    story.do("06:40", SATO, m.CorrectContact(said="ストレージには異常なし"))
    assert outdated(story.swarm) == ()


def test_somebody_off_duty_hears_it_when_they_are_back() -> None:
    """Nobody reads it at night; it is not lost either."""
    story = suspected(rota=on_duty(SATO, end="06:15"))
    story.do("06:31", ITO, m.Find("storage", AreaState.RULED_OUT, "x"))
    story.until("06:40")
    assert said(story) == []
    story.do("06:41", AOIFE, m.Liaise())
    story.until("06:42")
    assert said(story) == ["06:41 told-changed direct Aoife"]
