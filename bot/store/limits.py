"""How often the bot may speak in one conversation: pure arithmetic, kept in one row each.

Teams allows a bot 7 messages in 1 s, 8 in 2 s, 60 in 30 s and 1,800 in an hour in one conversation
(Microsoft Learn, "Optimize your bot with rate limiting in Teams"). Two generic cell rate
algorithms stay below all four, with some room for clocks that differ a little. Each keeps one
moment, its theoretical arrival time (TAT): a message moves it on by ``step``, and may leave
``burst - 1`` steps before it.

Edits of cards may use half of that, and keep a step's distance from what was said before them, so
that a whole burst stays free for messages. An edit that has to wait is *booked*: it counts from its
moment on, and messages go before it where both keep the limits. So edits hardly ever make a
reminder wait for them.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

Micros = int
"""A moment (since 1970, UTC) or a duration, in microseconds: exact, unlike seconds as a float."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BOOKED_AT_MOST = 32  # more of them count at once, and may then delay a message
Tats = tuple[Micros, Micros]


@dataclass(frozen=True, slots=True)
class Rate:
    step: Micros
    burst: int

    def first(self, tat: Micros) -> Micros:
        return tat - (self.burst - 1) * self.step


CHANNEL = (Rate(650_000, 3), Rate(3_000_000, 590))
EDITS = (Rate(1_300_000, 2), Rate(6_000_000, 295))


@dataclass(frozen=True, slots=True)
class Limits:
    """The row of a conversation. ``booked`` are edits not yet charged to ``channel``, in order."""

    channel: Tats = (0, 0)
    edits: Tats = (0, 0)
    booked: tuple[Micros, ...] = ()
    paused_until: Micros = 0


def reserve(limits: Limits, now: datetime, *, edit: bool = False) -> tuple[Limits, datetime]:
    """The next allowed moment of sending, not before ``now``, and the row with it taken."""
    start = max(_micros(now), limits.paused_until)
    if edit:
        start = max(_first(limits.edits, EDITS, start), limits.channel[0] + CHANNEL[0].step)
    channel, moment, later = _place(limits, start)
    if edit:
        limits = replace(limits, edits=_charge(limits.edits, EDITS, moment))
    if edit and moment > _micros(now) and len(limits.booked) < _BOOKED_AT_MOST:
        limits = replace(limits, booked=tuple(sorted((*limits.booked, moment))))
    else:
        limits = replace(limits, channel=_charge(channel, CHANNEL, moment), booked=later)
    return limits, _EPOCH + timedelta(microseconds=moment)


def pause(limits: Limits, until: datetime) -> Limits:
    """Nobody gets a moment before ``until``; a shorter pause does not end a longer one."""
    return replace(limits, paused_until=max(limits.paused_until, _micros(until)))


def _place(limits: Limits, start: Micros) -> tuple[Tats, Micros, tuple[Micros, ...]]:
    """The first moment that breaks no limit for itself or for what is booked after it.

    With it: the arrival times when everything booked before it is charged, and what comes after.
    """
    channel, later = limits.channel, limits.booked
    while True:
        moment = _first(channel, CHANNEL, start)
        if not later or (moment <= later[0] and _keeps(_charge(channel, CHANNEL, moment), later)):
            return channel, moment, later
        channel, later = _charge(channel, CHANNEL, later[0]), later[1:]


def _keeps(channel: Tats, moments: tuple[Micros, ...]) -> bool:
    for moment in moments:
        if _first(channel, CHANNEL, moment) > moment:
            return False
        channel = _charge(channel, CHANNEL, moment)
    return True


def _first(tats: Tats, rates: tuple[Rate, Rate], start: Micros) -> Micros:
    return max(start, rates[0].first(tats[0]), rates[1].first(tats[1]))


def _charge(tats: Tats, rates: tuple[Rate, Rate], moment: Micros) -> Tats:
    return (max(tats[0], moment) + rates[0].step, max(tats[1], moment) + rates[1].step)


def _micros(moment: datetime) -> Micros:
    return (moment - _EPOCH) // timedelta(microseconds=1)
