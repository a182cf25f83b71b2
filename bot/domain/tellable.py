"""What may be said to the customer about the areas. Nothing else of an area may enter a draft.

Raw evidence stays inside: of a finding only its state is told, and the one sentence that somebody
wrote for the customer. A suspect is "being checked", and a cause is one only once such a sentence
says so.
"""

from dataclasses import dataclass

from bot.domain.swarm import Area, AreaState, Swarm

_TOLD = {
    AreaState.FREE: AreaState.LOOKING,
    AreaState.SUSPECT: AreaState.LOOKING,
    AreaState.CHECK_AGAIN: AreaState.LOOKING,
}


@dataclass(frozen=True, slots=True)
class Tellable:
    """``state`` is LOOKING, WAITING, RULED_OUT or CAUSE; ``sentence`` may be empty."""

    area: str
    name: str
    state: AreaState
    sentence: str = ""


def tellable(swarm: Swarm) -> tuple[Tellable, ...]:
    """A line for each area that matters to the case."""
    return tuple(
        Tellable(area.key, area.name, _state(area), area.tell)
        for area in swarm.areas
        if area.state is not AreaState.NOT_RELEVANT
    )


def _state(area: Area) -> AreaState:
    if area.state is AreaState.CAUSE and not area.tell:
        return AreaState.LOOKING
    return _TOLD.get(area.state, area.state)
