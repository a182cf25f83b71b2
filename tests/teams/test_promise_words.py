"""What people type about promises, records, calls and their own hours, in both languages."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.swarm import How, PromiseKind
from bot.teams import intents as i
from bot.teams.hours import hours
from bot.teams.inbound import Mentioned
from bot.teams.typed import read

TOKYO = ZoneInfo("Asia/Tokyo")
RYO = Mentioned("29:ryo", "渡辺 亮")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("promises", i.Promises()),
        ("約束", i.Promises()),
        ("約束を教えて", i.Promises()),
        ("promises Aoba", i.Promises("Aoba")),
        ("約束 アオバ", i.Promises("アオバ")),
        ("promise report to Mr Ono by Thu 17:00",
         i.Promise(PromiseKind.REPORT, "Mr Ono", "Thu 17:00")),
        ("promise a call-back by 6:30", i.Promise(PromiseKind.CALL_BACK, "", "6:30")),
        ("約束 報告書 中村様 11/26 17時まで",
         i.Promise(PromiseKind.REPORT, "中村様", "11/26 17時")),
        ("約束 折り返し 大野様 ７：４０まで", i.Promise(PromiseKind.CALL_BACK, "大野様", "７：４０")),
        ("end promise 3 because it is settled", i.EndPromise(3, "it is settled")),
        ("約束終了 3 お客様より不要とのこと", i.EndPromise(3, "お客様より不要とのこと")),
        ("end promise", i.EndPromise()),
        ("move promise 3 7:30 told", i.MoveTime("7:30", True, 3)),
        ("約束変更 7:30", i.MoveTime("7:30")),
        ("I'll contact them", i.TakePromise()),
        ("私が連絡します 3", i.TakePromise(3)),
        ("remind me later", i.RemindLater()),
        ("後で通知", i.RemindLater()),
        ("phoned", i.Phoned()),
        ("電話しました", i.Phoned()),
        ("off the phone", i.OffPhone()),
        ("電話終了", i.OffPhone()),
        ("ask the manager the customer is angry", i.AskManager("the customer is angry")),
        ("マネージャーに相談", i.AskManager()),
        ("coming", i.AnswerCall(coming=True)),
        ("今は難しいです", i.AnswerCall(coming=False)),
        ("当番終わり", i.Duty(on=False)),
    ],
)  # fmt: skip
def test_the_words_are_understood(text: str, intent: i.Intent) -> None:
    """In both languages, politely or not, in any width."""
    assert read(text) == intent


@pytest.mark.parametrize(
    ("text", "record", "wrong"),
    [
        ("correct at 5:58 by mail", None, ("", "5:58", How.MAIL, "")),
        ("訂正 5:58 メール", None, ("", "5:58", How.MAIL, "")),
        ("correct 12 we apologised to Mr Ono", 12, ("we apologised", "", None, "Mr Ono")),
        ("記録を訂正 12 お詫びをお伝え", 12, ("お詫びをお伝え", "", None, "")),
    ],
)
def test_a_correction_says_only_what_was_wrong(
    text: str, record: int | None, wrong: tuple[str, str, How | None, str]
) -> None:
    """The last record, or the one of that number."""
    intent = read(text)
    assert isinstance(intent, i.Correct)
    found = intent.contact
    assert (intent.record, (found.said, found.at, found.how, found.to)) == (record, wrong)


@pytest.mark.parametrize(
    "text",
    ["call in 渡辺 亮 for network", "呼び出す 渡辺 亮さん network", "呼び出し network 渡辺 亮さん"],
)
def test_whom_to_call_in_is_mentioned(text: str) -> None:
    """And the area is what is left."""
    assert read(text, [RYO]) == i.CallIn("network", RYO)


@pytest.mark.parametrize("text", ["phoned Mr Ono, he is calm", "off we go", "promised nothing"])
def test_a_sentence_that_only_begins_so_is_not_guessed_at(text: str) -> None:
    """Phoning the customer is a contact, not an answer to "please phone"."""
    assert isinstance(read(text), i.NotUnderstood)


@given(st.text(max_size=60))
def test_no_words_break_the_reading(text: str) -> None:
    """Whatever follows the verb: an intent."""
    for verb in ("promise", "約束", "correct", "end promise", "move promise", "call in"):
        assert read(f"{verb} {text}") is not None


@pytest.mark.parametrize(
    ("now", "begins", "ends"),
    [
        ("2026-11-24T20:00", "2026-11-24T22:00", "2026-11-25T07:00"),
        ("2026-11-24T23:30", "2026-11-24T22:00", "2026-11-25T07:00"),
        ("2026-11-25T02:00", "2026-11-24T22:00", "2026-11-25T07:00"),
        ("2026-11-25T07:00", "2026-11-25T22:00", "2026-11-26T07:00"),
    ],
)
def test_hours_are_those_that_go_on_or_come_next(now: str, begins: str, ends: str) -> None:
    """At two in the morning, 22-7 has begun yesterday."""
    moment = datetime.fromisoformat(now).replace(tzinfo=TOKYO).astimezone(UTC)
    found = hours(time(22), time(7), moment, TOKYO)
    assert [one.astimezone(TOKYO).strftime("%Y-%m-%dT%H:%M") for one in found] == [begins, ends]


@given(
    st.times(), st.times(), st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(["Asia/Tokyo", "Europe/Dublin", "America/New_York"]),
)  # fmt: skip
def test_hours_always_lie_around_or_ahead_of_now(
    start: time, end: time, now: datetime, zone: str
) -> None:
    """Also on the days when the clocks change."""
    moment = now.replace(tzinfo=UTC)
    begins, ends = hours(start, end, moment, ZoneInfo(zone))
    assert ends > moment
    assert ends >= begins
