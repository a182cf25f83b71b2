"""The checks of a run find what they are there to find."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain import commands as c
from bot.domain import facts as f
from bot.domain.reminders import wake
from bot.domain.shown import Address, Shown, ShownCard, ShownPing
from bot.domain.swarm import Swarm
from tests.build import ITO, OPENED, SATO, Story
from tests.replicas import teams_checks
from tests.replicas.checks import faults
from tests.replicas.evidence import Act, Case, Death, Evidence, Posted, Standing

SWARM, HOME, THREAD = "swarm-1", "19:a@thread.tacv2", "19:a@thread.tacv2;messageid=1"
NOTED, OP = "rebooted node 3", "op-claim"
WHERE = Address(THREAD, "http://127.0.0.1/")


def second(number: float) -> datetime:
    return OPENED + timedelta(seconds=number)


def draw(swarm: Swarm, to: Address) -> dict[str, Any]:
    """A card that says how far the swarm has come."""
    return card(str(swarm.rev))


def card(turn: str) -> dict[str, Any]:
    return {"actions": [{"type": "Action.Execute", "data": {"swarm": SWARM, "turn": turn}}]}


def story() -> Story:
    """A case with a claim, a note, and the reminder of its first response."""
    story = Story()
    story.do("04:53", SATO, c.Claim("storage"), op=OP)
    story.do("04:54", ITO, c.Note(NOTED), op="op-note")
    story.until("05:08")
    return story


def good() -> Evidence:
    """A run in which nothing went wrong; one post was in flight at a kill, and came twice."""
    told = story()
    keys = [ping.key for ping in told.said]
    wanted = {ping.key for ping in told.swarm.pings}
    posted = [Posted(second(1), THREAD, "1", SWARM, "root")]
    posted += [Posted(p.at, THREAD, f"p-{p.key}", SWARM, p.key) for p in told.said]
    posted.append(replace(posted[1], at=posted[1].at + timedelta(seconds=3), id="surplus"))
    shown = Shown(
        Address(HOME, WHERE.service_url), WHERE, indexed=True,
        cards=(ShownCard(0, "1", told.swarm.card_rev, 1),),
        pings=tuple(ShownPing(k, f"p-{k}", WHERE, settled=k not in wanted) for k in keys),
    )  # fmt: skip
    standing = [Standing("1", card(str(told.swarm.rev)))]
    standing += [Standing(f"p-{k}", card(k) if k in wanted else {}) for k in keys]
    moment = wake(told.swarm, told.rules)
    case = Case(told.swarm, tuple(told.log), shown, (moment,) if moment else ())
    return Evidence(
        tickets={SWARM: (told.swarm.ticket.id, HOME)},
        acts=(
            Act(SATO.id, SWARM, "claim", accepted=True, op=OP),
            Act(ITO.id, SWARM, "note", accepted=True, text=NOTED),
            Act(ITO.id, SWARM, "note", accepted=False, text="perhaps"),
        ),
        posted=tuple(posted),
        deaths=(Death(posted[1].at + timedelta(seconds=1), "replica-1"),),
        cases={SWARM: case},
        writes={HOME: tuple(second(n) for n in range(50))},
        standing={THREAD: tuple(standing)},
    )


def found(evidence: Evidence) -> list[str]:
    return faults(evidence, story().rules, draw, timedelta(seconds=60))


def test_a_run_in_which_nothing_went_wrong_has_no_faults() -> None:
    """What was in flight at a kill may have come twice; what was not accepted may be missing."""
    assert found(good()) == []


Spoil = Callable[[Evidence], Evidence]


def with_case(**changes: Any) -> Spoil:
    def spoil(evidence: Evidence) -> Evidence:
        return replace(evidence, cases={SWARM: replace(evidence.cases[SWARM], **changes)})

    return spoil


def with_events(change: Callable[[tuple[f.Event, ...]], list[f.Event]]) -> Spoil:
    def spoil(evidence: Evidence) -> Evidence:
        events = tuple(change(evidence.cases[SWARM].events))
        return with_case(events=events)(evidence)

    return spoil


def without(kind: type) -> Spoil:
    return with_events(lambda events: [e for e in events if not isinstance(e.fact, kind)])


def claimed_by_nobody_knows(events: tuple[f.Event, ...]) -> list[f.Event]:
    again = f.Event(len(events) + 1, second(2000), ITO, "x", f.AreaClaimed("storage", ITO))
    return [*events, again]


def done_again(events: tuple[f.Event, ...]) -> list[f.Event]:
    claim = next(e for e in events if e.op == OP)
    return [*events, replace(claim, seq=len(events) + 1)]


def with_posted(change: Callable[[Posted], Posted | None], *more: Posted) -> Spoil:
    def spoil(evidence: Evidence) -> Evidence:
        kept = [changed for p in evidence.posted if (changed := change(p))]
        return replace(evidence, posted=(*kept, *more))

    return spoil


def with_card(message: str, shown: dict[str, Any] | None) -> Spoil:
    def spoil(evidence: Evidence) -> Evidence:
        there = [s for s in evidence.standing[THREAD] if not s.id.startswith(message)]
        if shown is not None:
            there += [
                replace(s, card=shown)
                for s in evidence.standing[THREAD]
                if s.id.startswith(message)
            ]
        return replace(evidence, standing={THREAD: tuple(there)})

    return spoil


def into_thread(evidence: Evidence) -> Evidence:
    shown = replace(evidence.cases[SWARM].shown, in_thread=("soon-7",))
    return with_case(shown=shown)(evidence)


def elsewhere(evidence: Evidence) -> Evidence:
    shown = replace(evidence.cases[SWARM].shown, home=Address("19:b", "http://127.0.0.1/"))
    return with_case(shown=shown)(evidence)


def two_cards(evidence: Evidence) -> Evidence:
    shown = evidence.cases[SWARM].shown
    cards = (*shown.cards, replace(shown.cards[0], number=1, message="2"))
    return with_case(shown=replace(shown, cards=cards))(evidence)


SPOILT: dict[str, tuple[Spoil, str]] = {
    "the ticket is gone": (lambda e: replace(e, cases={}), "is not stored"),
    "the ticket is another": (
        lambda e: replace(e, tickets={SWARM: ("T-2", HOME)}), "was opened as"),
    "the case is in another channel": (elsewhere, "asked for"),
    "a press is lost": (
        with_events(lambda es: [replace(e, op="") if e.op == OP else e for e in es]),
        "accepted and is not in the log"),
    "a note is lost": (without(f.Noted), "accepted and is not in the log"),
    "a press acted twice": (with_events(done_again), "was done 2 times"),
    "a note is there twice": (
        with_events(lambda es: [*es, *(e for e in es if isinstance(e.fact, f.Noted))]),
        "in the log 2 times"),
    "an event is missing": (with_events(lambda es: [*es[:3], *es[4:]]), "the log is numbered"),
    "an area has two owners": (with_events(claimed_by_nobody_knows), "storage was"),
    "the log leads elsewhere": (with_events(lambda es: [*es[:-1]]), "gives another state"),
    "a wake row is missing": (with_case(wakes=()), "right would be"),
    "a wake row is at once": (with_case(wakes=(None,)), "right would be"),
    "a reminder never came": (
        with_posted(lambda p: None if p.key.startswith("now") else p), "was never said"),
    "a reminder went into the thread": (into_thread, "can be reached"),
    "a reminder came twice": (
        with_posted(lambda p: p, Posted(second(2000), THREAD, "x", SWARM, "root"),
                    Posted(second(2001), THREAD, "y", SWARM, "root")), "nobody died in between"),
    "nobody died when it came twice": (
        lambda e: replace(e, deaths=(Death(second(-60), "replica-1"),)), "nobody died in between"),
    "a message that nobody knows": (
        with_posted(lambda p: p, Posted(second(2000), THREAD, "x", "", "", asks=False)),
        "nobody knows x"),
    "two live cards": (two_cards, "its card is"),
    "eight messages in a second": (
        lambda e: replace(e, writes={HOME: (OPENED,) * 8}), "8 messages within 1 s"),
    "too many in half a minute": (
        lambda e: replace(e, writes={HOME: tuple(second(n * 0.45) for n in range(65))}),
        "within 30 s"),
    "the card is stale": (with_card("1", card("2")), "its card shows event 2"),
    "the card shows something else": (
        with_card("1", {**card("99"), "more": 1}), "is not the one of event"),
    "the card is gone": (with_card("1", None), "does not stand in Teams"),
    "a reminder is gone": (with_card("p-now", None), "should stand in"),
    "a reminder asks for nothing": (with_card("p-now", {}), "asks for nothing"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_each_check_finds_its_fault(name: str) -> None:
    """One thing is spoilt at a time, and named."""
    spoil, words = SPOILT[name]
    assert any(words in fault for fault in found(spoil(good()))), found(spoil(good()))


def test_what_was_overtaken_at_once_need_not_be_said_and_what_waited_long_is_a_fault() -> None:
    """A reminder that somebody answered before it could leave is no loss."""
    told = story()
    told.do("05:08:20", SATO, c.LogContact("we are on it"))
    case = Case(told.swarm, tuple(told.log), Shown())
    unsaid = Evidence(cases={SWARM: case})
    now = next(ping for ping in told.said if ping.kind == "now")

    def named(patience: float) -> list[str]:
        unheard = teams_checks.unsaid_reminders(unsaid, timedelta(seconds=patience))
        return [fault for fault in unheard if now.key in fault]

    assert named(120) == []
    assert len(named(10)) == 1


def test_a_courtesy_may_be_missing_only_if_somebody_died() -> None:
    """It counts as sent when its sender died on the way; not otherwise."""
    told = Story()
    told.do("04:53", SATO, c.Lead())
    told.until("04:58")
    key = next(ping.key for ping in told.said if ping.kind.value.startswith("unclaimed"))
    shown = Shown(pings=(ShownPing(key, "", settled=True, why="uncertain"),))
    case = Case(told.swarm, tuple(told.log), shown)
    died = Evidence(cases={SWARM: case}, deaths=(Death(told.now, "replica-0"),))
    calm = replace(died, deaths=())

    def named(evidence: Evidence) -> list[str]:
        unheard = teams_checks.unsaid_reminders(evidence, timedelta(hours=1))
        return [fault for fault in unheard if key in fault]

    assert named(died) == []
    assert len(named(calm)) == 1


def test_a_hold_that_ran_out_explains_a_second_message() -> None:
    """Its sender was stopped for so long that somebody else had to take over."""
    first = Posted(second(0), THREAD, "1", SWARM, "root")
    soon, late = (replace(first, at=second(s), id="2") for s in (5, 16))
    assert list(teams_checks.said_twice(Evidence(posted=(first, late)))) == []
    assert len(list(teams_checks.said_twice(Evidence(posted=(first, soon))))) == 1
