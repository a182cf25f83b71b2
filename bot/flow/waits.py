"""What must not be tried again yet, and what may have arrived although nobody said so.

Kept in memory: after a restart everything may be tried at once, and what was on its way then is
read from the teams row (see ``Delivery.remembered``).
"""

from dataclasses import dataclass
from datetime import datetime

ROOT = "root"

HOME = "home/"
"""The wait of everything that would be said in the channel whose id follows: the bot is shut out
there. A swarm that goes on elsewhere is not bound by it."""


@dataclass(frozen=True, slots=True)
class Wait:
    """``attempt`` tries have failed, the next may be made at ``until``.

    ``uncertain``: Teams may have done it all the same.
    """

    until: datetime
    attempt: int
    uncertain: bool = False


class Waits:
    """The waits of this process, by swarm and effect. Other effects of the swarm go on meanwhile."""

    def __init__(self) -> None:
        self._waits: dict[str, dict[str, Wait]] = {}

    def get(self, swarm: str, effect: str) -> Wait | None:
        return self._waits.get(swarm, {}).get(effect)

    def put(self, swarm: str, effect: str, wait: Wait) -> None:
        self._waits.setdefault(swarm, {})[effect] = wait

    def done(self, swarm: str, effect: str) -> None:
        """The effect has happened, or will never."""
        self._waits.get(swarm, {}).pop(effect, None)

    def forget(self, swarm: str) -> None:
        """Nothing is left to do for the swarm."""
        self._waits.pop(swarm, None)

    def homeless(self) -> list[str]:
        """The swarms that wait for a channel; their wait is over, because one is known (better)."""
        found: list[str] = []
        for swarm, waits in self._waits.items():
            ended = [key for key in waits if key == ROOT or key.startswith(HOME)]
            for key in ended:
                del waits[key]
            found += [swarm] if ended else []
        return found
