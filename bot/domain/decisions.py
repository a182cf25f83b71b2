"""Short ways to say "this happened" and "this did not"."""

from bot.domain.answers import Answer, AnswerKey, Decision
from bot.domain.facts import Fact


def accept(key: AnswerKey, *facts: Fact, **args: object) -> Decision:
    """The facts, and what the person is told."""
    return Decision(facts, Answer(key, args))


def refuse(key: AnswerKey, **args: object) -> Decision:
    """No facts, and why."""
    return Decision((), Answer(key, args, refused=True))
