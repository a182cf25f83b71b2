"""Times are read as people write them, or asked back; never guessed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.times import ReadTime, TimeFault, read_duration, read_time
from cards.words import Words

TOKYO = ZoneInfo("Asia/Tokyo")
DUBLIN = ZoneInfo("Europe/Dublin")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 5, 30, tzinfo=TOKYO)  # a Tuesday


def tokyo(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)


READ: dict[str, datetime] = {
    "6:00": tokyo(24, 6),
    "06:00": tokyo(24, 6),
    "6:00:30": tokyo(24, 6) + timedelta(seconds=30),
    "6時": tokyo(24, 6),
    "6時半": tokyo(24, 6, 30),
    "6時15分": tokyo(24, 6, 15),
    "0600": tokyo(24, 6),
    "600": tokyo(24, 6),
    "1800": tokyo(24, 18),
    "18:00": tokyo(24, 18),
    "１８：３０": tokyo(24, 18, 30),
    "6pm": tokyo(24, 18),
    "6 p.m.": tokyo(24, 18),
    "6:30 am": tokyo(24, 6, 30),
    "12pm": tokyo(24, 12),
    "6 o'clock": tokyo(24, 6),
    "午前9時": tokyo(24, 9),
    "午後3時半": tokyo(24, 15, 30),
    "午後0時": tokyo(24, 12),
    "朝9時": tokyo(24, 9),
    "夜9時": tokyo(24, 21),
    "正午": tokyo(24, 12),
    "noon": tokyo(24, 12),
    "midnight": tokyo(25, 0),
    "24:00": tokyo(25, 0),
    "25:00": tokyo(25, 1),
    "25時半": tokyo(25, 1, 30),
    "30分後": tokyo(24, 6),
    "あと30分": tokyo(24, 6),
    "1時間後": tokyo(24, 6, 30),
    "1時間半後": tokyo(24, 7),
    "in 30 minutes": tokyo(24, 6),
    "in half an hour": tokyo(24, 6),
    "+30m": tokyo(24, 6),
    "30m": tokyo(24, 6),
    "90 min": tokyo(24, 7),
    "1h30m": tokyo(24, 7),
    "now": NOW,
    "今": NOW,
    "翌6時": tokyo(25, 6),
    "翌1:00": tokyo(25, 1),
    "明日9時": tokyo(25, 9),
    "明日の9時": tokyo(25, 9),
    "tomorrow 9:00": tokyo(25, 9),
    "tomorrow at 9am": tokyo(25, 9),
    "9:00 tomorrow": tokyo(25, 9),
    "明後日9時": tokyo(26, 9),
    "今日18時": tokyo(24, 18),
    "本日(11/24) 18:00": tokyo(24, 18),
    "11/25 9:00": tokyo(25, 9),
    "11/25（水） 9:00": tokyo(25, 9),
    "11月25日 9時": tokyo(25, 9),
    "11月25日(水)9時00分": tokyo(25, 9),
    "Nov 25 9:00": tokyo(25, 9),
    "November 25th, 2026 9:00": tokyo(25, 9),
    "25 Nov 9:00": tokyo(25, 9),
    "9:00 on 25 Nov": tokyo(25, 9),
    "Wed 25 Nov 09:00": tokyo(25, 9),
    "2026-11-25 9:00": tokyo(25, 9),
    "2026/11/25 9:00": tokyo(25, 9),
    "2026年11月25日 9時": tokyo(25, 9),
    "2026-11-25T09:00": tokyo(25, 9),
    "2026-11-25T09:00:00+09:00": tokyo(25, 9),
    "2026-11-25T00:00Z": tokyo(25, 9),
    "Thursday 17:00": tokyo(26, 17),
    "Thu at 5pm": tokyo(26, 17),
    "木曜17時": tokyo(26, 17),
    "木曜日の17時": tokyo(26, 17),
    "火曜 18:00": tokyo(24, 18),
    "6:00まで": tokyo(24, 6),
    "6時頃": tokyo(24, 6),
    "by 6:00": tokyo(24, 6),
    "until 6:00.": tokyo(24, 6),
    "1/1 9:00": datetime(2027, 1, 1, 9, tzinfo=TOKYO),
}


@pytest.mark.parametrize(("text", "moment"), READ.items())
def test_usual_spellings_are_read(text: str, moment: datetime) -> None:
    """Every usual spelling of a time, in either language, gives the moment that it means."""
    read = read_time(text, NOW, TOKYO)

    assert isinstance(read, ReadTime)
    assert read.at == moment
    assert read.at.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "6", "30:00", "6:60", "13pm", "午後12時", "午前12時", "夜1時", "午後15時",
        "tomorrow", "明日", "11/25", "Thursday", "25/11 9:00", "11/31 9:00", "2/30 9:00",
        "11/25(木) 9:00", "2026-13-01T09:00Z", "9999-12-31T23:59-12:00", "1999-01-01 9:00",
        "2101-01-01T00:00Z", "0m", "next week", "6:00 9:00", "99999999999999 days", "６時　半",
    ],
)  # fmt: skip
def test_what_is_not_clear_is_not_guessed(text: str) -> None:
    """A text that could mean several moments, or none, is unclear, and is given back."""
    assert read_time(text, NOW, TOKYO) == TimeFault("unclear", text)


@pytest.mark.parametrize("text", ["5:00", "5時", "今日5時", "today 5:00", "0500"])
def test_a_time_that_has_passed_is_a_question(text: str) -> None:
    """A clock time that has passed today is not silently tomorrow: both moments are offered."""
    read = read_time(text, NOW, TOKYO)

    assert read == TimeFault("passed", text, tokyo(24, 5).astimezone(UTC), tokyo(25, 5))


def test_yesterday_by_mistake_is_asked_back_as_the_next_such_time() -> None:
    """Who writes yesterday for a time to come is offered today's while that is still ahead."""
    later, earlier = (read_time(f"yesterday {at}", NOW, TOKYO) for at in ("23:00", "3:00"))
    assert isinstance(later, TimeFault)
    assert isinstance(earlier, TimeFault)
    assert (later.tomorrow, earlier.tomorrow) == (tokyo(24, 23), tokyo(25, 3))


@pytest.mark.parametrize("text", ["11/23 9:00", "2026-11-23T09:00+09:00", "火曜 5:00", "30分前"])
def test_a_passed_moment_with_a_day_offers_no_tomorrow(text: str) -> None:
    """When the text named the day, tomorrow would be a guess, so none is offered."""
    read = read_time(text, NOW, TOKYO)

    assert isinstance(read, TimeFault)
    assert read.kind == "passed"
    assert read.tomorrow is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [(tokyo(24, 22), tokyo(25, 1)), (tokyo(25, 0, 30), tokyo(25, 1)), (tokyo(25, 2), tokyo(26, 1))],
)
def test_25_oclock_is_the_coming_small_hour(now: datetime, expected: datetime) -> None:
    """25:00 is 1:00 after the coming midnight, and for the night shift past midnight this 1:00."""
    assert read_time("25:00", now, TOKYO) == ReadTime(expected.astimezone(UTC))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("5:06", tokyo(24, 5, 6)),
        ("5:30", tokyo(24, 5, 30)),
        ("5:31", tokyo(24, 5, 30)),
        ("23:50", tokyo(23, 23, 50)),
        ("25:00", tokyo(24, 1)),
        ("10分前", tokyo(24, 5, 20)),
        ("10 min ago", tokyo(24, 5, 20)),
        ("10分", tokyo(24, 5, 20)),
        ("昨日18時", tokyo(23, 18)),
        ("11/23 9:00", tokyo(23, 9)),
        ("12/31 9:00", datetime(2026, 12, 31, 9, tzinfo=TOKYO)),
        ("月曜 9時", tokyo(23, 9)),
        ("just now", NOW),
        ("4時頃", tokyo(24, 4)),
    ],
)
def test_when_it_was_said(text: str, moment: datetime) -> None:
    """Asked when something was, a bare time is the most recent one; a moment ahead is refused."""
    read = read_time(text, NOW, TOKYO, past=True)

    if moment > NOW:
        assert read == TimeFault("future", text, moment.astimezone(UTC))
    else:
        assert isinstance(read, ReadTime)
        assert read.at == moment


@pytest.mark.parametrize("text", ["6:00", "in 5 minutes", "明日9時", "17:00"])
def test_what_lies_ahead_was_not_said(text: str) -> None:
    """A contact cannot have been made in the future, nor a bare time half a day ago."""
    read = read_time(text, NOW, TOKYO, past=True)

    assert isinstance(read, TimeFault)
    assert read.kind == "future"


def test_an_hour_that_does_not_exist() -> None:
    """When the clocks go forward, 2:30 does not exist and is read as 3:30 of the new time."""
    now = datetime(2026, 3, 7, 22, tzinfo=NEW_YORK)

    read = read_time("tomorrow 2:30", now, NEW_YORK)

    assert read == ReadTime(datetime(2026, 3, 8, 7, 30, tzinfo=UTC), dated=True)


@pytest.mark.parametrize(
    ("now", "past", "expected"),
    [
        (datetime(2026, 11, 1, 5, 0, tzinfo=UTC), False, datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        (datetime(2026, 11, 1, 6, 0, tzinfo=UTC), False, datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
        (datetime(2026, 11, 1, 6, 0, tzinfo=UTC), True, datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        (datetime(2026, 11, 1, 7, 0, tzinfo=UTC), True, datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_that_comes_twice(now: datetime, past: bool, expected: datetime) -> None:
    """When the clocks go back, 1:30 comes twice: the next one is meant, or the last one."""
    read = read_time("1:30", now, NEW_YORK, past=past)

    assert read == ReadTime(expected)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30", 30), ("30分", 30), ("３０分", 30), ("30m", 30), ("1h30m", 90), ("1時間半", 90),
        ("1.5h", 90), ("2時間", 120), ("90 min", 90), ("every 30 min", 30), ("30分ごと", 30),
        ("an hour", 60), ("1日", 1440), ("0", None), ("", None), ("soon", None), ("-5m", None),
        ("6:00", None), ("99999999", None),
    ],
)  # fmt: skip
def test_durations(text: str, minutes: int | None) -> None:
    """Durations are read in both languages, a bare number as minutes; nothing else is."""
    assert read_duration(text) == (None if minutes is None else timedelta(minutes=minutes))


# A time may lie in any zone and in any minute of a few years.
moments = st.integers(0, 5 * 366 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from([TOKYO, DUBLIN, NEW_YORK, ZoneInfo("Asia/Kolkata")])
alphabet = st.sampled_from(
    list("0123456789:/-+ 時分半後前月日曜午明翌昨木()apmtodywnxTZ.頃まで　１：年")
)


@given(text=st.text() | st.text(alphabet=alphabet), now=moments, zone=zones, past=st.booleans())
def test_no_text_breaks_it(text: str, now: datetime, zone: ZoneInfo, past: bool) -> None:
    """Any text gives a moment on the right side of now, or a fault; never an error."""
    read = read_time(text, now, zone, past=past)
    read_duration(text)

    if isinstance(read, ReadTime):
        assert read.at <= now if past else read.at >= now


WORDS = [Words("en"), Words("ja")]


def written(at: datetime, now: datetime) -> list[str]:
    """As cards write it in both languages, and as a letter does in Japanese."""
    day = "月火水木金土日"[at.weekday()]
    letter = f"{at.month}月{at.day}日（{day}）{at.hour}時{at.minute:02}分"
    return [letter, *(text for w in WORDS for text in (w.clock(at, now), w.long(at, now)))]


@given(now=moments, ahead=st.integers(0, 150 * 24 * 60), zone=zones)
def test_what_the_cards_write_is_read_back(now: datetime, ahead: int, zone: ZoneInfo) -> None:
    """Every date that a card shows can be typed as it stands, and means the same time on the wall."""
    at = (now + timedelta(minutes=ahead)).astimezone(zone)

    for text in written(at, now):
        read = read_time(text, now, zone)
        assert isinstance(read, ReadTime), text
        assert read.at.astimezone(zone).replace(tzinfo=None) == at.replace(tzinfo=None)


@given(minutes=st.integers(1, 7 * 24 * 60))
def test_durations_that_the_cards_write_are_read_back(minutes: int) -> None:
    """A duration can be typed as the bot writes it."""
    span = timedelta(minutes=minutes)

    assert [read_duration(words.duration(span)) for words in WORDS] == [span, span]
