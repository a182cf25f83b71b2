"""Short ways to say "this happened" and "this did not"."""

from datetime import datetime

from bot.domain.answers import Answer, AnswerKey, Decision
from bot.domain.facts import Fact
from bot.domain.limits import AHEAD_MOST


def accept(key: AnswerKey, *facts: Fact, **args: object) -> Decision:
    """The facts, and what the person is told."""
    return Decision(facts, Answer(key, args))


def refuse(key: AnswerKey, **args: object) -> Decision:
    """No facts, and why."""
    return Decision((), Answer(key, args, refused=True))


def ahead_fault(at: datetime, now: datetime) -> Decision | None:
    """A refusal when ``at`` does not lie ahead, or further than anybody means; else None."""
    if at <= now:
        return refuse(AnswerKey.TIME_PASSED, at=at)
    return refuse(AnswerKey.TIME_FAR, at=at) if at - now > AHEAD_MOST else None
