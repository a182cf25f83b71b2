"""A drill from the welcome card to its close: said everywhere, and nobody outside hears of it."""

from dataclasses import replace

from bot.domain.drill import is_drill
from bot.domain.facts import Raised
from bot.domain.reported import ReportKind
from bot.domain.swarm import PingKind
from bot.present.drafts import drafted
from bot.present.inside import report_text
from bot.teams.inbound import Installed, Press
from bot.web.counting import count_open
from bot.web.metrics import Metrics
from tests.build import minutes, on_duty, policy
from tests.stories.conftest import Begin
from tests.stories.world import (
    AOIFE,
    ITO,
    SATO,
    SUZUKI,
    TANAKA,
    WATANABE,
    World,
    answered,
    who,
    words,
)
from tests.teams_wire import CHANNEL

PLAIN = policy(
    on_duty(who(WATANABE)),
    {"storage": (who(WATANABE),)},
    managers=(who(TANAKA),),
    supervisors=(who(SUZUKI),),
    paging="https://pager.example",
    phones={SATO.id: "+81 3 0000 0000"},
)
RUNBOOK = "Look at latency first."
RULES = replace(
    PLAIN,
    areas=tuple(replace(a, runbook=RUNBOOK if a.key == "storage" else "") for a in PLAIN.areas),
)


async def begun(begin: Begin, text: str = "drill") -> World:
    """Everybody has a 1:1 chat; 佐藤 begins a drill in the channel."""
    world = await begin(RULES)
    for person in (SATO, ITO, WATANABE, TANAKA, SUZUKI):
        await world.told(Installed(world.source(person, "direct"), added=True))
    await world.rest()
    for person in (SATO, ITO, WATANABE, TANAKA, SUZUKI):
        world.direct(person).clear()
    await world.say(SATO, text, CHANNEL)
    [summary] = await world.store.overview()
    world.swarm = summary.swarm
    return world


async def test_every_message_of_a_drill_says_so(begin: Begin) -> None:
    """Card, pings, forms, answers, runbooks, status, timeline, promises, lists, and every banner."""
    world = await begun(begin)
    await world.press(SATO, "lead")
    await world.say(ITO, "claim storage")
    await world.say(ITO, "finding storage suspect slow")
    await world.press(SATO, "form_note")
    assert answered(await world.fill(SATO, "note", text="practised")).startswith("【訓練】")
    await world.press(SATO, "form_contact")
    await world.say(SATO, "contact we are looking next 5:30")
    await world.say(ITO, "timeline")
    await world.say(ITO, "promises")
    await world.say(ITO, "status sample", "direct")
    await world.say(ITO, "my swarms", "direct")
    await world.until("06:30")
    await world.say(SATO, "close")
    everything = [one for all_seen in world.chat.messages.values() for one in all_seen]
    assert len(everything) > 12
    [runbook] = [seen for seen in everything if RUNBOOK in words(seen)]
    for title in (runbook.message.summary, words(runbook)):
        assert title.startswith(("DRILL", "【訓練】"))
    for seen in everything:
        said = words(seen)
        assert "DRILL" in said or "【訓練】" in said, said
        if seen.message.alert:
            assert seen.message.summary.startswith(("DRILL", "【訓練】"))


async def test_nobody_outside_hears_of_it(begin: Begin) -> None:
    """Neither manager nor supervisors nor who is on duty, nor the paging service; the whole ladder
    runs out among those who take part."""
    world = await begun(begin)
    await world.press(SATO, "lead")
    await world.say(ITO, "claim storage")
    await world.say(SATO, "contact we are looking next 5:30")
    await world.until("08:00")
    assert [world.direct(person) for person in (TANAKA, SUZUKI, WATANABE)] == [[], [], []]
    assert world.pages == []
    assert not any(WATANABE.name in words(seen) for seen in world.thread)
    raised = [
        e.fact for e in await world.road.store.events(world.swarm) if isinstance(e.fact, Raised)
    ]
    assert {PingKind.NOW, PingKind.OVERDUE_LEAD} <= {one.kind for one in raised if not one.skipped}
    assert "managers and supervisors are not called" in words(
        (await world.say(SATO, "ask manager"))[0]
    )


async def test_a_drill_is_begun_by_the_press_of_the_welcome_once(begin: Begin) -> None:
    """The same press delivered again begins no second one; in a 1:1 chat it begins none."""
    world = await begin(RULES)
    press = Press(world.source(AOIFE, CHANNEL, "77"), "drill", {})
    first = await world.handler.invoke(press)
    await world.handler.invoke(press)
    await world.rest()
    assert "The drill has begun" in answered(first)
    [summary] = await world.store.overview()
    assert is_drill(summary.swarm)
    [refused] = await world.say(AOIFE, "drill", "direct")
    assert "works in a channel" in words(refused)


async def test_a_drill_with_a_title_of_its_own(begin: Begin) -> None:
    """「訓練 件名」: what is practised."""
    world = await begun(begin, "訓練 認証基盤の停止")
    assert "DRILL: 認証基盤の停止" in world.live
    assert "DRILL, no real customer" in world.live


async def test_the_figures_know_no_drill(begin: Begin) -> None:
    """The gauge of open cases counts what is real; the list marks what is not."""
    world = await begun(begin)
    await world.ticket()
    metrics = Metrics()
    world.time.now += minutes(1)
    await count_open(world.road.overview, metrics, 5)
    assert 'swarm_open{severity="A"} 1.0' in metrics.text().decode()
    listed = words((await world.say(SATO, "all", "direct"))[-1])
    assert listed.count("DRILL: ") == 1


async def test_letters_and_reports_of_a_drill_say_so(begin: Begin) -> None:
    """Subject, phone version and the report inside: nobody takes them for real ones."""
    world = await begun(begin)
    await world.press(SATO, "lead")
    state = await world.state()
    letter = drafted(state, RULES, world.time.now)
    assert letter.subject.startswith(("【訓練】", "DRILL: "))
    assert letter.phone.startswith(letter.subject[:4])
    report = report_text(state, RULES, world.time.now, ReportKind.STATUS)
    assert report.startswith("DRILL: ")
