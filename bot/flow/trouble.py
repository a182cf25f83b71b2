"""What becomes of an effect that Teams did not take. Pure: a decision table.

Follows Microsoft's list of status codes that may be retried (412, 429, 502, 503, 504), with what
experience adds: 404 can be spurious once, and an answer that never came is no refusal.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain import plan as p
from bot.flow.changes import (
    Change,
    card_left,
    stray_left,
    without_card,
    without_ping,
    without_thread,
)
from bot.ports import Busy, ChatError, Failing, Forbidden, Gone, Refused, Throttled, Uncertain

LONGEST = timedelta(minutes=15)

REFUSED_MOST = 3
"""So often in a row is the edit of a card refused before it is given up."""

KEEP_OUT = timedelta(minutes=5)
"""Where the bot is shut out, it knocks no less often than this: the event that lets it in again
may have been lost."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``change``: give up, and this is what is recorded. Else try again after ``wait``.

    ``certain`` is False when the call may have succeeded although no answer came.
    """

    wait: timedelta | None = None
    change: Change | None = None
    certain: bool = True


def backoff(attempt: int, spread: float, first: float = 1.0, most: float = 60.0) -> timedelta:
    """Exponential, with up to a fifth more by ``spread`` (0 to 1), so that replicas differ."""
    seconds = min(first * 2 ** (attempt - 1), most)
    return timedelta(seconds=seconds * (1 + 0.2 * spread))


def after_failure(
    effect: p.Effect, error: ChatError, attempt: int, spread: float, *, replaces: bool = False
) -> Verdict:
    """What to do about ``error`` at the ``attempt``-th attempt (from 1).

    ``replaces``: the card of the effect stands for another one already.
    """
    match error:
        case Throttled():
            return Verdict(timedelta(seconds=error.retry_after * (1 + 0.1 * spread)))
        case Busy():
            return Verdict(backoff(attempt, spread))
        case Uncertain():
            return Verdict(backoff(attempt, spread, first=2), certain=p.is_edit(effect))
        case Failing():
            slow = backoff(attempt, spread, first=60, most=LONGEST.total_seconds())
            return Verdict(slow, certain=p.is_edit(effect))
        case Gone():
            return _gone(effect, attempt, spread)
        case Forbidden():
            return Verdict(kept_out(attempt, spread))
        case Refused():
            return _refused(effect, attempt, spread, replaces=replaces)
        case _:
            return Verdict(backoff(attempt, spread, first=5))


def kept_out(attempt: int, spread: float) -> timedelta:
    """How long a channel is left alone in which the bot may not speak."""
    return backoff(attempt, spread, 15, KEEP_OUT.total_seconds())


def shut_out(effect: p.Effect, error: ChatError) -> bool:
    """Whether the failure says that the bot cannot speak there, and not that a message is gone."""
    if isinstance(error, Gone):
        return not p.is_edit(effect) or error.code == "ConversationNotFound"
    return isinstance(error, Forbidden)


def second_opinion(effect: p.Effect, error: ChatError, *, answers: bool) -> Change | None:
    """The bot is shut out for the second time; ``answers``: the channel itself can be asked all the
    same. What is gone then is recorded; None: the channel is lost.

    A post that is forbidden is believed whatever the channel answers: an archived team can be
    read, and not be written in.
    """
    if not answers or isinstance(effect, p.PostRoot):
        return None
    if isinstance(effect, p.EditCard):
        return without_card(effect.number)
    return without_thread if isinstance(error, Gone) else None


def _gone(effect: p.Effect, attempt: int, spread: float) -> Verdict:
    """One 404 in a thousand is not true: it is believed the second time."""
    if attempt == 1:
        return Verdict(timedelta(seconds=3))
    if isinstance(effect, p.EditCard):
        return Verdict(change=without_card(effect.number))
    return Verdict(backoff(attempt, spread, 30, LONGEST.total_seconds()))


def _refused(effect: p.Effect, attempt: int, spread: float, *, replaces: bool) -> Verdict:
    """The same again would be refused again: a ping is given up. A live card that Teams no longer
    lets us edit is left, and another one posted; one that stands for another already waits for the
    next change, or there would be no end of cards."""
    match effect:
        case p.PostPing(key) | p.SettlePing(key):
            return Verdict(change=without_ping(key, "refused"))
        case p.PointStray(message):
            return Verdict(change=stray_left(message))
        case p.EditCard(number) if not replaces:
            if attempt < REFUSED_MOST:
                return Verdict(backoff(attempt, spread, 15))
            return Verdict(change=card_left(number))
        case _:
            return Verdict(LONGEST)
