"""The state of a swarm stays small, whatever people write into it."""

from dataclasses import replace

import msgspec

from bot.domain import messages as m
from bot.domain.limits import (
    AREAS_MOST,
    FOLLOW_UPS_MOST,
    HELPERS_MOST,
    LINE,
    LINK,
    PEOPLE_MOST,
    PROMISES_MOST,
    REPORT,
    TELL,
    TEXT,
)
from bot.domain.people import Person
from bot.domain.swarm import (
    AreaState,
    CustomerContact,
    HoldKind,
    Phase,
    PromiseKind,
    Severity,
    Swarm,
)
from tests.build import SATO, Story, at, minutes, policy, ticket

LONG = "障害" * 5_000
ROOM = 2**20 // 10
"""Of a row of Azure Tables, in which the state lies in pieces."""


def size(swarm: Swarm) -> int:
    return len(msgspec.json.encode(swarm))


def somebody(number: int) -> Person:
    """A person with an Entra id and a long Japanese name."""
    return Person(
        f"{number:08x}-0000-4000-8000-000000000000", f"山田 太郎左衛門（第{number}支援部）"
    )


def full() -> Story:
    """A swarm with as much of everything as it takes."""
    everywhere = ticket(
        title=LONG, customer=LONG, description=LONG, business_impact=LONG, assignee=LONG,
        url="https://example.com/" + "x" * 5_000, plan=LONG, contact=CustomerContact(LONG, LONG, LONG),
    )  # fmt: skip
    managers = tuple(somebody(n) for n in range(3))
    story = Story(policy(managers=managers, supervisors=managers), ticket=everywhere)
    for number in range(AREAS_MOST):
        story.do("04:53", SATO, m.AddArea(f"{number:02}{LONG}"))
    for number, area in enumerate(story.swarm.areas):
        story.do("04:53", somebody(number), m.Claim(area.key))
        link, tell = "https://e.example/" + "x" * (LINK - 18), LONG[:TELL]
        story.do("04:53", somebody(number), m.Find(area.key, AreaState.RULED_OUT, LONG, link, tell))
        story.do("04:53", somebody(number), m.WorkAt(area.key, link))
    for number in range(FOLLOW_UPS_MOST):
        story.do("04:53", SATO, m.AddFollowUp(f"{number}{LONG}", somebody(number)))
        story.do("04:53", somebody(number), m.GoAway())
        for helper in range(HELPERS_MOST + 2):
            story.do("04:53", somebody(100 + helper), m.Join(area.key))
    for number in range(PROMISES_MOST + 2):
        owed = m.Owe(PromiseKind.CALL_BACK, f"{number}{LONG}", at("09:00"), LONG, somebody(number))
        story.do("04:54", SATO, owed)
    for number in range(PEOPLE_MOST + 200):
        note = m.Note(LONG)
        story.do("04:55", somebody(number), note, op=f"{number:04}-0123456789abcdef01234567")
    story.do("04:56", SATO, m.LogContact(LONG, to=LONG, no_next=LONG))
    story.do("04:56", SATO, m.LogContact(LONG, no_next=LONG))
    story.do("04:56", SATO, m.SetNextAction(LONG, SATO, at("06:00")))
    story.do("04:57", SATO, m.Open(replace(everywhere, severity=Severity.B)))
    for number, area in enumerate(story.swarm.areas):
        story.do("04:57", somebody(number), m.Estimate(minutes(30), area.key))
    story.do("04:57", SATO, m.Report(LONG[:REPORT]))
    story.do("04:57", SATO, m.Recover(Phase.UNCONFIRMED, None, LONG, LONG))
    story.until("10:00")
    return story


def test_a_swarm_filled_to_the_brim_stays_small() -> None:
    """Every text as long as it may be, every list as full: a tenth of what a row can hold."""
    assert ROOM / 2 < size(full().swarm) < ROOM


def test_a_swarm_does_not_grow_by_being_worked_on() -> None:
    """A month of claims, releases, contacts and phases leaves it as small as a day does."""
    story = Story(policy(managers=(SATO,), supervisors=(SATO,), wide="all"))
    day_s_work: list[m.Command] = [
        m.Claim("storage"),
        m.Release("storage"),
        m.LogContact("x", every=minutes(60)),
        m.Recover(Phase.MITIGATED),
        m.Report("x"),
        m.Recover(Phase.RECOVERED),
        m.Recover(Phase.OPEN),
        m.HoldLadder(HoldKind.CALL),
        m.ShowStatus(),
        m.Close(confirmed=True),
        m.Reopen(),
    ]
    sizes = []
    for day in range(30):
        now = at("06:00") + minutes(day * 24 * 60)
        for step, command in enumerate(day_s_work):
            story.do(now + minutes(step * 20), SATO, command)
        sizes.append(size(story.swarm))
    assert sizes[-1] < sizes[6] + 200


def test_the_log_keeps_what_the_card_cuts() -> None:
    """A finding is one line on the card; its fact holds all of it that fits into a text."""
    story = Story()
    decision = story.do("05:00", SATO, m.Find("storage", AreaState.CAUSE, LONG))
    fact = decision.facts[0]
    assert isinstance(fact, m.Found)
    assert len(fact.text) == TEXT
    assert len(story.swarm.areas[1].finding) == LINE


def test_calls_for_an_area_are_forgotten_with_its_owner() -> None:
    """However often an area changes hands, only the rungs of its present turn are kept."""
    story = Story()
    story.do("04:53", SATO, m.Lead())
    for hour in range(5, 20):
        story.do(f"{hour}:00", SATO, m.Claim("storage"))
        story.do(f"{hour}:01", SATO, m.Release("storage"))
    story.until("20:00")
    rungs = [rung.mark for rung in story.swarm.calls if rung.mark.startswith("area/storage/")]
    assert rungs == ["area/storage/30/1", "area/storage/30/2"]
