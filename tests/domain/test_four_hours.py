"""A Sev-A of four hours, told minute by minute: how often do we speak, and to whom?"""

from collections.abc import Callable
from datetime import timedelta
from itertools import combinations

import pytest

from bot.domain import messages as m
from bot.domain.swarm import AreaState, HoldKind, How, Phase, Ping, PromiseKind, Where
from tests.build import (
    AOIFE,
    ITO,
    KOBAYASHI,
    SATO,
    SUZUKI,
    TAKAHASHI,
    TANAKA,
    WATANABE,
    Story,
    at,
    lines,
    minutes,
    on_duty,
    policy,
)

RULES = policy(
    [
        *on_duty(SATO, duty="lead", start="00:00", end="07:00"),
        *on_duty(TAKAHASHI, ITO, AOIFE, start="00:00", end="09:00"),
        *on_duty(WATANABE, start="06:00", end="15:00"),
        *on_duty(KOBAYASHI, duty="lead", start="07:00", end="16:00"),
    ],
    {"platform": (TAKAHASHI,), "storage": (ITO,), "network": (WATANABE,), "identity": (AOIFE,)},
    managers=(TANAKA,),
    supervisors=(TANAKA, SUZUKI),
    check_ins=True,
)


def night() -> Story:
    """The night as people live it with the bot: they press what it offers, mostly in time."""
    s = Story(RULES)
    s.do("04:54", SATO, m.Lead())
    s.do("04:56", TAKAHASHI, m.Claim("platform"))
    s.do("04:56", AOIFE, m.AddArea("", key="identity"))
    s.do("04:56", AOIFE, m.Claim("identity"))
    s.do("05:00", SATO, m.HoldLadder(HoldKind.CALL))
    s.do("05:02", ITO, m.Claim("storage"))
    s.do("05:14", SATO, m.LogContact("調査開始", at=at("05:06"), next_due=at("06:00"), told=True))
    s.do("05:18", TAKAHASHI, m.Find("platform", AreaState.RULED_OUT, "問題なし"))
    s.do("05:24", ITO, m.Find("storage", AreaState.SUSPECT, "応答遅延"))
    s.do("05:24", ITO, m.Estimate(minutes(30), "storage"))
    s.do("05:30", AOIFE, m.Note("サインインログを見ています"))
    s.do("05:47", SATO, m.HoldLadder(HoldKind.WRITING))
    s.do("05:58", SATO, m.LogContact("第二報", How.TICKET, next_due=at("07:00"), told=True))
    s.do("06:05", WATANABE, m.Claim("network"))
    s.do("06:10", ITO, m.StillOn())
    s.do("06:12", AOIFE, m.Find("identity", AreaState.RULED_OUT, "遅れて届くだけ"))
    s.do("06:22", WATANABE, m.Find("network", AreaState.SUSPECT, "公開アドレスになる"))
    s.do("06:31", ITO, m.Find("storage", AreaState.RULED_OUT, "影響で生じた遅延"))
    s.do("06:40", WATANABE, m.SetNextAction("SIベンダーの切り戻し", WATANABE, at("07:30")))
    s.do("06:41", WATANABE, m.WaitFor("network", "SIベンダー", at("08:00")))
    s.do("07:01", KOBAYASHI, m.Lead())
    s.do("07:02", KOBAYASHI, m.HoldLadder(HoldKind.CALL))
    s.do(
        "07:09", KOBAYASHI, m.LogContact("第三報", at=at("07:04"), next_due=at("07:39"), told=True)
    )
    s.do("07:20", SUZUKI, m.CustomerCalled("大野部長", "責任者から電話を", at("07:40"), TANAKA))
    s.do("07:31", KOBAYASHI, m.HoldLadder(HoldKind.CALL))
    s.do("07:36", WATANABE, m.Find("network", AreaState.CAUSE, "DNSフォワーダーの変更"))
    s.do("07:38", TANAKA, m.LogContact("訂正", to="大野部長", every=minutes(30)))
    s.do("07:39", KOBAYASHI, m.LogContact("続報", next_due=at("08:09"), told=True))
    s.do("08:02", KOBAYASHI, m.Recover(Phase.FIXING))
    s.do("08:08", KOBAYASHI, m.LogContact("1店舗で確認"))
    s.do("08:34", KOBAYASHI, m.Recover(Phase.RECOVERED, at("08:31"), "中村", "128/128"))
    s.do("08:36", KOBAYASHI, m.LogContact("復旧", no_next="復旧済み"))
    s.do("08:40", KOBAYASHI, m.Owe(PromiseKind.REPORT, "", at("08:40") + minutes(56 * 60)))
    s.do("08:52", KOBAYASHI, m.Close(confirmed=True))
    return s


def sleepy_night() -> Story:
    """The same night, but nobody thinks of the customer until the bot has spoken in the thread."""
    s = Story(RULES)
    s.until("04:56")
    s.do("04:56", SATO, m.Lead())
    for area, by in (("platform", TAKAHASHI), ("storage", ITO)):
        s.do("04:58", by, m.Claim(area))
    end = at("08:52")
    while True:
        asked = next((p for p in s.swarm.pings if p.promise and p.where is Where.THREAD), None)
        if asked:
            s.do(s.now + minutes(3), SATO, m.LogContact("x", promise=asked.promise))
        elif s.now + minutes(1) > end:
            return s
        else:
            s.until(s.now + minutes(1))


def same(one: Ping, other: Ping) -> bool:
    """The same question: kind and subject."""
    return (one.kind, one.promise, one.areas) == (other.kind, other.promise, other.areas)


@pytest.mark.parametrize("tell", [night, sleepy_night])
def test_four_hours_of_a_sev_a(tell: Callable[[], Story]) -> None:
    """At most twenty messages of our own accord, eight of them in the thread; nobody is asked the
    same within half an hour."""
    said = tell().said
    assert len(said) <= 20, lines(said)
    assert len([p for p in said if p.where is Where.THREAD]) <= 8, lines(said)
    for one, other in combinations(said, 2):
        if other.at - one.at < timedelta(minutes=30) and same(one, other):
            assert not {*one.to} & {*other.to}, lines([one, other])


def test_the_night_as_it_was_said() -> None:
    """Every message of the night, so that a change of the rules is seen by whoever makes it."""
    assert lines(night().said) == [
        "04:52 arrival thread 佐藤 健",
        "04:52 supervisor-open direct 田中 美咲",
        "04:52 supervisor-open direct 鈴木 由香",
        "04:57 unclaimed thread 伊藤 直子",
        "04:57 unclaimed-nobody direct 佐藤 健",
        "05:45 before direct 佐藤 健",
        "05:58 shift-hint direct 佐藤 健",  # the next update is due when the shift has ended
        "06:09 still-on-it direct 伊藤 直子",
        "06:45 before direct 佐藤 健",
        "06:55 soon direct 佐藤 健",
        "07:00 now thread 小林 学",  # 佐藤's shift has ended; 小林 leads from seven
        "07:24 before direct 小林 学",
        "07:35 soon direct 田中 美咲",
        "07:54 before direct 小林 学",
        "08:04 soon direct 小林 学",
        "08:23 before direct 小林 学",
        "08:33 soon direct 小林 学",
        "08:34 supervisor-change direct 田中 美咲",
        "08:34 supervisor-change direct 鈴木 由香",
        "08:34 recovery-report direct 小林 学",
    ]
