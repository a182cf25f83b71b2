"""Where a swarm lives: lost once, found where somebody says, and told to one person."""

import pytest

from bot.domain import messages as m
from bot.domain.home import Home
from bot.domain.plan import PointStray, PostPing, PostRoot, goes_direct, plan
from bot.domain.shown import Address, Shown, ShownCard, Stray
from bot.domain.swarm import PingKind, Where
from tests.build import AOIFE, ITO, SATO, TANAKA, Story, on_duty, policy

OLD, NEW = Address("19:old", "https://t"), Address("19:new", "https://t")
LOSE = m.LoseHome("escalations", "403")
FIND = m.FindHome(Home(NEW, "cases"))
IN_OLD = Shown(
    home=OLD,
    thread=Address("19:old;messageid=1", "https://t"),
    indexed=True,
    cards=(ShownCard(0, "1", 99, 99),),
)


def lost(story: Story) -> list[m.Raised]:
    decision = story.do("05:00", None, LOSE)
    return [fact for fact in decision.facts if isinstance(fact, m.Raised)]


def test_the_lead_is_told_in_private_and_once() -> None:
    """Losing it twice is losing it once."""
    story = Story()
    story.do("04:53", SATO, m.Lead())
    [said] = lost(story)
    assert (said.kind, said.where, said.to) == (PingKind.HOME_LOST, Where.DIRECT, (SATO,))
    assert story.do("05:01", None, LOSE).facts == ()


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (policy(on_duty(ITO), managers=(TANAKA,)), (ITO,)),
        (policy(managers=(TANAKA,)), (TANAKA,)),
        (policy(), ()),
    ],
)
def test_without_a_lead_the_next_who_can_act_is_told(rules: object, told: object) -> None:
    """Whoever is on duty, else a manager; with nobody, the timeline says so."""
    [said] = lost(Story(rules))  # type: ignore[arg-type]
    assert said.to == told
    assert said.skipped is (told == ())


def test_only_a_lost_swarm_is_moved() -> None:
    """One that has its thread stays where it is."""
    story = Story()
    assert story.do("05:00", None, FIND).facts == ()
    assert lost(story)
    story.do("05:01", None, FIND)
    assert story.swarm.lost is None
    assert story.swarm.home == Home(NEW, "cases")
    assert [ping.kind for ping in story.swarm.pings if ping.kind is PingKind.HOME_LOST] == []


def test_a_moved_swarm_gets_a_thread_and_leaves_its_strays() -> None:
    """First the new root; a card in a thread that was left is pointed at last."""
    story = Story()
    lost(story)
    story.do("05:01", None, FIND)
    assert plan(story.swarm, IN_OLD) == (PostRoot(),)
    there = Shown(
        home=NEW,
        thread=Address("19:new;messageid=2", "https://t"),
        indexed=True,
        cards=(ShownCard(0, "2", 99, 99),),
        strays=(Stray(OLD, "1"), Stray(OLD, "0", settled=True)),
    )
    assert plan(story.swarm, there)[-1] == PointStray("1")
    assert PointStray("0") not in plan(story.swarm, there)


def test_while_it_is_lost_people_are_reached_alone() -> None:
    """A reminder that mentions somebody in the thread goes to their 1:1 chat."""
    story = Story()
    story.do("04:53", SATO, m.Lead())
    story.until("05:08")
    [now] = [ping for ping in story.swarm.pings if ping.kind is PingKind.NOW]
    post = PostPing(now.key)
    assert not goes_direct(post, story.swarm, IN_OLD)
    lost(story)
    assert goes_direct(post, story.swarm, IN_OLD)
    assert post in plan(story.swarm, Shown())
    story.do("05:09", None, FIND)
    assert not goes_direct(post, story.swarm, IN_OLD)


def test_a_closed_swarm_that_owes_nothing_is_left_in_peace() -> None:
    """Nobody is told, and nothing is tried any more."""
    story = Story()
    story.do("04:55", AOIFE, m.LogContact("fixed", no_next="solved"))
    story.do("04:56", AOIFE, m.Close(confirmed=True))
    assert lost(story) == []
    assert story.swarm.lost is not None
    assert plan(story.swarm, IN_OLD) == ()
