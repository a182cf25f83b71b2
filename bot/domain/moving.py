"""How a promise ends or gets another time, honestly.

Every promise ends in exactly one of: kept on time, kept late, missed, ended. A time that the
customer counts on is moved only with them: without their word it goes on deciding what is late, and
once it has passed, a new agreement is a new promise beside a missed one.
"""

from datetime import datetime

from bot.domain import facts as m
from bot.domain.limits import line
from bot.domain.swarm import Promise


def moved(
    promise: Promise, due: datetime, now: datetime, number: int, *, told: bool
) -> list[m.Fact]:
    """The facts of another time for the promise; ``number`` is the next free one."""
    if not promise.owed:
        return [m.PromiseMoved(promise.number, due, told)]
    if not told:
        return [m.PromiseMoved(promise.number, due, told=False, judged=promise.judged_by)]
    if now <= promise.judged_by:
        return [m.PromiseMoved(promise.number, due, told=True)]
    return [
        m.PromiseMissed(promise.number, now - promise.judged_by),
        m.PromiseMade(
            number, promise.kind, promise.to, due, now, told=True, owner=promise.owner,
            text=promise.text,
        ),
    ]  # fmt: skip


def ended(promise: Promise, reason: str, now: datetime) -> m.Fact:
    """The fact of ending it without a contact: after its time it is missed."""
    if promise.owed and now > promise.judged_by:
        return m.PromiseMissed(promise.number, now - promise.judged_by, line(reason))
    return m.PromiseEnded(promise.number, line(reason))
