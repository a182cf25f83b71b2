"""Decision tables: who looks at what."""

import pytest

from bot.domain import messages as m
from bot.domain.answers import AnswerKey as K
from bot.domain.limits import AREA_NAME, AREAS_MOST, HELPERS_MOST
from bot.domain.people import Person
from bot.domain.swarm import AreaState as S
from tests.build import AOIFE, ITO, SATO, TAKAHASHI, Story, at, kinds, person

Given = list[tuple[Person, m.Command]]
CLAIMED: Given = [(ITO, m.Claim("storage"))]
TAKEN_OVER = ["AreaClaimed", "Raised"]
"""And the former owner is told."""
JOINED: Given = [*CLAIMED, (AOIFE, m.Join("storage"))]


@pytest.mark.parametrize(
    ("given", "by", "command", "facts", "key"),
    [
        ([], ITO, m.Claim("storage"), ["AreaClaimed"], K.CLAIMED),
        (CLAIMED, ITO, m.Claim("storage"), [], K.ALREADY_YOURS),
        (CLAIMED, AOIFE, m.Claim("storage"), [], K.ALREADY_CLAIMED),
        ([], ITO, m.Claim("tills"), [], K.AREA_UNKNOWN),
        ([], ITO, m.Join("storage"), ["AreaClaimed"], K.CLAIMED),
        (CLAIMED, AOIFE, m.Join("storage"), ["AreaJoined"], K.JOINED),
        (JOINED, AOIFE, m.Join("storage"), [], K.ALREADY_JOINED),
        (CLAIMED, ITO, m.Join("storage"), [], K.ALREADY_JOINED),
        (CLAIMED, ITO, m.Release("storage"), ["AreaReleased"], K.RELEASED),
        (JOINED, AOIFE, m.Release("storage"), ["AreaReleased"], K.RELEASED),
        (CLAIMED, AOIFE, m.Release("storage"), [], K.NOT_YOURS),
        ([], AOIFE, m.Release("storage"), [], K.NOT_YOURS),
        (CLAIMED, AOIFE, m.TakeOver("storage", turn=1), TAKEN_OVER, K.TAKEN_OVER),
        (CLAIMED, AOIFE, m.TakeOver("storage"), TAKEN_OVER, K.TAKEN_OVER),
        (CLAIMED, AOIFE, m.TakeOver("storage", turn=0), [], K.ALREADY_CLAIMED),
        (CLAIMED, ITO, m.TakeOver("storage", turn=1), [], K.ALREADY_YOURS),
        ([], AOIFE, m.TakeOver("storage", turn=7), ["AreaClaimed"], K.CLAIMED),
        (CLAIMED, SATO, m.SetAside("storage", "no disk"), ["AreaSetAside"], K.SET_ASIDE),
        ([(SATO, m.SetAside("storage"))], SATO, m.SetAside("storage"), [], K.ALREADY_ASIDE),
        ([(SATO, m.SetAside("storage"))], ITO, m.Claim("storage"), ["AreaClaimed"], K.CLAIMED),
        (CLAIMED, ITO, m.Find("storage", S.SUSPECT, "latency"), ["Found"], K.FOUND),
        (CLAIMED, ITO, m.Find("storage", S.SUSPECT, " "), [], K.TEXT_EMPTY),
        (CLAIMED, ITO, m.Find("storage", S.LOOKING), ["Found"], K.FOUND),
        (CLAIMED, ITO, m.Find("storage", S.FREE, "x"), [], K.NOT_NOW),
        (CLAIMED, ITO, m.Find("storage", S.NOT_RELEVANT, "x"), [], K.NOT_NOW),
        ([], SATO, m.AddArea("Tills"), ["AreaAdded"], K.AREA_ADDED),
        ([], SATO, m.AddArea("", key="identity"), ["AreaAdded"], K.AREA_ADDED),
        ([], SATO, m.AddArea("  "), [], K.AREA_NAME_EMPTY),
        ([], SATO, m.AddArea("!!"), [], K.AREA_NAME_EMPTY),
        ([], SATO, m.AddArea("ストレージ"), [], K.AREA_EXISTS),
        ([], SATO, m.AddArea("ＳＴＯＲＡＧＥ"), [], K.AREA_EXISTS),
    ],
)
def test_areas(given: Given, by: Person, command: m.Command, facts: list[str], key: K) -> None:
    """Given what others did, a command about an area leads to these facts and this answer."""
    story = Story()
    for who, earlier in given:
        story.do("04:53", who, earlier)
    decision = story.do("04:54", by, command)
    assert (kinds(decision), decision.answer.key) == (facts, key)
    assert decision.answer.refused is (not facts)


def test_two_people_claim_at_once() -> None:
    """One owns the area; the other hears who and since when."""
    story = Story()
    story.do("04:53", ITO, m.Claim("storage"))
    second = story.do("04:53", AOIFE, m.Claim("storage"))
    assert second.answer.args == {"area": "storage", "name": ITO, "at": at("04:53")}


def test_the_longest_helper_inherits() -> None:
    """When the owner leaves, whoever joined first owns it, and it is not called out as free."""
    story = Story()
    for who, command in [*JOINED, (TAKAHASHI, m.Join("storage")), (ITO, m.Release("storage"))]:
        story.do("04:53", who, command)
    area = story.swarm.area("storage")
    assert area is not None
    assert (area.owner, area.helpers, area.free_since) == (AOIFE, (TAKAHASHI,), None)


@pytest.mark.parametrize(
    ("found", "state", "wanted"),
    [
        (S.LOOKING, S.FREE, True),
        (S.SUSPECT, S.SUSPECT, True),
        (S.CAUSE, S.CAUSE, False),
        (S.RULED_OUT, S.RULED_OUT, False),
    ],
)
def test_a_released_area_keeps_its_result(found: S, state: S, wanted: bool) -> None:
    """A result outlives its owner; a suspect that nobody follows wants somebody again."""
    story = Story()
    commands: list[m.Command] = [
        m.Claim("storage"),
        m.Find("storage", found, "x"),
        m.Release("storage"),
    ]
    for command in commands:
        story.do("04:53", ITO, command)
    area = story.swarm.area("storage")
    assert area is not None
    assert (area.state, area.owner, area.free_since is not None) == (state, None, wanted)


def test_whoever_finds_something_in_a_free_area_has_it() -> None:
    """A finding is a sign of somebody looking."""
    story = Story()
    story.do("04:55", AOIFE, m.Find("network", S.SUSPECT, "a public address"))
    area = story.swarm.area("network")
    assert area is not None
    assert (area.owner, area.since, area.finding) == (AOIFE, at("04:55"), "a public address")


def test_more_areas_than_a_card_holds_are_refused() -> None:
    """A hundred areas asked for: as many as fit, then a clear answer."""
    story = Story()
    answers = [story.do("04:55", SATO, m.AddArea(f"part {n}")).answer for n in range(100)]
    assert len(story.swarm.areas) == AREAS_MOST
    assert answers[-1].key is K.AREA_LIMIT
    assert answers[-1].args == {"n": AREAS_MOST}


def test_a_long_name_is_cut_and_the_same_area_afterwards() -> None:
    """The name of an area fits into a button, and cutting makes no second area of it."""
    story = Story()
    story.do("04:55", SATO, m.AddArea("長" * 300))
    again = story.do("04:55", SATO, m.AddArea("長" * 300))
    assert story.swarm.areas[-1].name == "長" * AREA_NAME
    assert again.answer.key is K.AREA_EXISTS


def test_an_area_has_room_for_few_helpers() -> None:
    """With a crowd in one area nobody knows who looks at what."""
    story = Story()
    story.do("04:55", ITO, m.Claim("storage"))
    decisions = [
        story.do("04:55", person(f"P{n}"), m.Join("storage")) for n in range(HELPERS_MOST + 1)
    ]
    assert [d.answer.key for d in decisions] == [K.JOINED] * HELPERS_MOST + [K.HELPER_LIMIT]
