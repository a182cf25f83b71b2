"""The table of moves: what may be done when, and its picture."""

from pathlib import Path
from typing import get_args

from bot.domain.commands import Command
from bot.domain.moves import ALLOWED, STEPS, diagram
from bot.domain.swarm import Phase

GOLDEN = Path(__file__).with_name("moves.mmd")


def test_the_diagram_is_the_one_that_was_looked_at() -> None:
    """The state diagram of the README changes only when somebody means it."""
    assert diagram() == GOLDEN.read_text(encoding="utf-8")


def test_every_command_is_allowed_somewhere() -> None:
    """No command exists that can never be given, and the table knows no others."""
    assert frozenset().union(*ALLOWED.values()) == frozenset(get_args(Command))


def test_every_phase_can_be_reached_and_left() -> None:
    """From the ticket every phase can be reached by steps or the close, and led back to open."""
    ways = {start: {*ends, Phase.CLOSED} for start, ends in STEPS.items()}
    ways[Phase.CLOSED] = {Phase.OPEN}
    for start in Phase:
        seen, ahead = {start}, [start]
        while ahead:
            new = ways[ahead.pop()] - seen
            seen |= new
            ahead += new
        assert seen == set(Phase)
