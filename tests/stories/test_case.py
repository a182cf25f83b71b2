"""People correct what is known of the case: by card and by message, in both languages."""

import pytest

from bot.domain.swarm import AreaState, Severity
from bot.teams.inbound import Installed
from tests.build import at, clock, policy
from tests.stories.conftest import Begin
from tests.stories.world import AOIFE, ITO, SATO, TANAKA, World, answered, who, words
from tests.teams_wire import User


async def going_on(begin: Begin, **rules: object) -> World:
    """佐藤 leads, storage is ruled out, the customer was told six o'clock."""
    world = await begin(policy(**rules))  # type: ignore[arg-type] # as in tests.build
    await world.told(Installed(world.source(TANAKA, "direct"), added=True))
    await world.ticket()
    await world.press(SATO, "lead")
    await world.say(ITO, "結果 ストレージ 問題なし 異常なし")
    return world


@pytest.mark.parametrize(
    ("person", "said", "answer"),
    [
        (AOIFE, "severity B because three shops are left",
         "Severity is now Sev-B. The customer is to hear from us by Tue 24 Nov 05:52"),
        (SATO, "重要度 B 残り3店舗のため",
         "重大度を Sev-B に変更しました。お客様への次回連絡は 11/24（火） 5:52 までです。"),
        (AOIFE, "impact three shops only", "Business impact recorded: “three shops only”."),
        (SATO, "影響 3店舗のみ", "業務影響を記録しました：「3店舗のみ」"),
        (AOIFE, "since 4:40", "Recorded: since Tue 24 Nov 04:40."),
        (SATO, "発生 4:40", "発生時刻を 11/24（火） 4:40 として記録しました。"),
        (AOIFE, "deadline 8:30", "Recorded: the customer's deadline is Tue 24 Nov 08:30."),
        (SATO, "お客様の期限 8時半", "お客様の期限を 11/24（火） 8:30 として記録しました。"),
        (AOIFE, "title Tills and refunds are down", "The title is now “Tills and refunds are down”."),
        (SATO, "件名 返品もできない", "件名を「返品もできない」に変更しました。"),
    ],
)  # fmt: skip
async def test_one_line_corrects_a_field(
    begin: Begin, person: User, said: str, answer: str
) -> None:
    """Read back in the writer's language."""
    world = await going_on(begin)
    [heard] = await world.say(person, said)
    assert answer in words(heard)


async def test_the_card_and_the_timeline_show_what_changed(begin: Begin) -> None:
    """Everybody sees it on the card; the timeline keeps who, why and what it was before."""
    world = await going_on(begin)
    for line in ("severity B because three shops are left", "impact three shops only",
                 "since 4:40", "deadline 8:30", "title Refunds fail"):  # fmt: skip
        await world.say(SATO, line)
    await world.say(SATO, "since 4:30")
    await world.moment()
    for shown in ("Sev-B", "three shops only", "04:30", "24 Nov 08:30", "Refunds fail"):
        assert shown in world.live
    timeline = words((await world.say(AOIFE, "timeline"))[-1])
    assert "Severity changed from Sev-A to Sev-B: three shops are left (佐藤 健)" in timeline
    assert "Business impact changed to “three shops only” (佐藤 健)" in timeline
    assert "before: “全128店舗で開店準備ができない”" in timeline
    assert "Start of the symptom: " in timeline
    assert "Start of the symptom changed from " in timeline
    assert "Customer's deadline: " in timeline
    assert "Title changed to “Refunds fail” (佐藤 健)" in timeline
    told = words((await world.say(SATO, "経緯"))[-1])
    assert "重大度を Sev-A から Sev-B に変更：three shops are left（佐藤 健さん）" in told


async def test_a_form_for_several_at_once(begin: Begin) -> None:
    """It shows what is known now, is empty otherwise, and what stays empty stays as it is."""
    world = await going_on(begin)
    await world.moment()
    await world.press(SATO, "form_change", world.thread[0])
    asked = words(world.thread[-1])
    assert "空欄：「全128店舗で開店準備ができない」のまま" in asked
    assert "変更なし（Sev-A）" in asked
    done = await world.fill(
        SATO, "change", severity="B", why="残り3店舗のため", since="4時10分頃", deadline="8:30"
    )
    assert "変更を記録しました：重大度、発生時刻、お客様の期限" in answered(done)
    ticket = (await world.state()).ticket
    assert ticket.severity is Severity.B
    assert (ticket.symptom_since, ticket.customer_deadline) == (at("04:10"), at("08:30"))
    assert ticket.title == "店舗のPOSにログインできない"


async def test_a_closed_case_is_corrected_from_its_card(begin: Begin) -> None:
    """The report comes after the close, and with it the exact time: the card says it then."""
    world = await going_on(begin)
    await world.say(SATO, "復旧")
    await world.press(SATO, "form_close")
    await world.fill(SATO, "close")
    await world.moment()
    assert (await world.state()).closed
    await world.press(SATO, "form_change", world.thread[0])
    await world.fill(SATO, "change", since="4時10分頃", impact="3店舗のみ")
    await world.moment()
    assert (await world.state()).ticket.symptom_since == at("04:10")
    assert "3店舗のみ" in world.live


async def test_what_is_wrong_in_the_form_is_asked_back(begin: Begin) -> None:
    """A severity without a reason, a time that cannot be read: with everything typed kept."""
    world = await going_on(begin)
    await world.press(SATO, "form_change")
    again = await world.fill(SATO, "change", severity="B", impact="3店舗のみ")
    assert "Sev-B に変更する理由を添えてください" in answered(again)
    assert "3店舗のみ" in str(again["value"])
    again = await world.fill(SATO, "change", severity="B", why="x", since="9:00")
    assert "9:00 はまだ先の時刻です" in answered(again)
    assert (await world.state()).ticket.severity is Severity.A


async def test_a_form_that_was_open_for_long_undoes_nobody(begin: Begin) -> None:
    """Somebody else corrected the title meanwhile; the form sends only what was typed."""
    world = await going_on(begin)
    await world.press(SATO, "form_change")
    await world.say(AOIFE, "title Refunds fail")
    await world.fill(SATO, "change", impact="3店舗のみ")
    ticket = (await world.state()).ticket
    assert (ticket.title, ticket.business_impact) == ("Refunds fail", "3店舗のみ")


async def test_a_verb_alone_opens_the_form(begin: Begin) -> None:
    """Whoever writes only "impact" is asked for the rest."""
    world = await going_on(begin)
    await world.say(AOIFE, "impact")
    await world.fill(AOIFE, "change", impact="three shops")
    assert (await world.state()).ticket.business_impact == "three shops"


async def test_what_was_ruled_out_is_checked_again(begin: Begin) -> None:
    """It began earlier than the period that was looked at: the card says so."""
    world = await going_on(begin)
    await world.say(SATO, "発生 4:10")
    await world.moment()
    area = (await world.state()).area("storage")
    assert area is not None
    assert area.state is AreaState.CHECK_AGAIN
    assert "changed since: start of the symptom" in world.live


async def test_a_supervisor_hears_of_a_new_severity(begin: Begin) -> None:
    """In 1:1, as when the ticket says it."""
    world = await going_on(begin, supervisors=(who(TANAKA),))
    await world.say(SATO, "severity B because three shops are left")
    assert "Sev-B" in words(world.direct(TANAKA)[-1])


async def test_taken_back_by_the_same_way(begin: Begin) -> None:
    """Severity, deadline and symptom as before; the first response is owed as at first."""
    world = await going_on(begin)
    for line in ("severity B because x", "deadline 8:30", "since 4:10",
                 "severity A because it was a mistake", "deadline none", "発生 不明"):  # fmt: skip
        await world.say(SATO, line)
    ticket = (await world.state()).ticket
    assert ticket.severity is Severity.A
    assert (ticket.customer_deadline, ticket.symptom_since) == (None, None)
    assert clock((await world.state()).promises[0].due) == "05:07"


async def test_the_ticket_does_not_silently_undo_it(begin: Begin) -> None:
    """It comes again with an assignee and the old severity: B stays, and the timeline says so."""
    world = await going_on(begin)
    await world.say(SATO, "severity B because three shops are left")
    await world.ticket(assignee="Aoife", updated_at=at("05:30"))
    await world.moment()
    assert "Sev-B" in world.live
    timeline = words((await world.say(AOIFE, "timeline"))[-1])
    assert "Ticket changed: assignee; what was set here stays: severity" in timeline
    await world.ticket(assignee="Aoife", severity=Severity.C, updated_at=at("05:40"))
    await world.moment()
    assert "Sev-C" in world.live
