"""Every card looks as it did when somebody last looked at it."""

import pytest

from tests.cards.looking import ALL
from tests.cards.regenerate import GOLDEN, written


@pytest.mark.parametrize("name", ALL)
def test_the_card_is_the_one_that_was_looked_at(name: str) -> None:
    """A change of a card is seen in a review (python -m tests.cards.regenerate writes it)."""
    assert written(ALL[name][1]) == (GOLDEN / f"{name}.json").read_text(encoding="utf-8")


def test_no_golden_card_is_left_over() -> None:
    """What is no longer drawn is no longer kept."""
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(ALL)
