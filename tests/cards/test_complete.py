"""Whatever the domain can say, the words can say."""

import re
from enum import StrEnum
from typing import get_args

import pytest

from bot.domain.answers import AnswerKey
from bot.domain.facts import Fact
from bot.domain.swarm import AreaState, How, Phase, PingKind, PromiseKind, Severity
from tests.cards.looking import WORDS

FAMILIES: list[tuple[str, type[StrEnum]]] = [
    ("area", AreaState), ("how", How), ("swarm", Phase), ("kind", PromiseKind),
    ("severity", Severity), ("ping", PingKind), ("banner", PingKind), ("raised", PingKind),
]  # fmt: skip
EVENTS = [re.sub(r"(?<!^)(?=[A-Z])", "_", fact.__name__).lower() for fact in get_args(Fact)]


@pytest.mark.parametrize("key", AnswerKey)
def test_every_answer_has_words(key: AnswerKey) -> None:
    """Nobody is answered with a key."""
    assert WORDS["en"].has(key.value)
    assert WORDS["ja"].has(key.value)


@pytest.mark.parametrize(("family", "values"), FAMILIES)
def test_every_state_has_words(family: str, values: type[StrEnum]) -> None:
    """Every phase, area state, way of contact, promise and ping."""
    keys = {f"{family}-{value.value.replace('_', '-')}" for value in values}
    assert keys <= set(WORDS["ja"].sentences.keys())


@pytest.mark.parametrize("kind", PingKind)
def test_every_ping_has_a_banner_without_names(kind: PingKind) -> None:
    """For phones that lie on a table."""
    assert WORDS["ja"].sentences[f"banner-{kind.value}-number"].variables <= {
        "severity", "ticket", "t", "span", "phase"
    }  # fmt: skip


@pytest.mark.parametrize("event", EVENTS)
def test_every_fact_has_a_line_in_the_timeline(event: str) -> None:
    """The timeline is the report of tomorrow morning: it has no gaps."""
    assert WORDS["en"].has(f"event-{event}")
