"""The promise ledger, from the log to its card."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.audience import keeper
from bot.domain.facts import Event
from bot.domain.ledger import Entry, Outcome, ledger, on_time
from bot.domain.swarm import PromiseKind, Swarm
from bot.present.reader import Reader
from bot.present.views import presses
from cards.promises import promises_card
from cards.views import LedgerLine, LedgerView

Card = dict[str, object]


def promise_list(
    events: Sequence[Event],
    swarm: Swarm,
    reader: Reader,
    now: datetime,
    *,
    may_press: bool,
    dialogs: bool,
    in_place: bool = False,
) -> Card:
    """Every promise of the case; ``in_place`` of the live card it leads back to it."""
    entries = ledger(events)
    still = sorted((e for e in entries if e.outcome is Outcome.OPEN), key=lambda e: e.due)
    over = [e for e in reversed(entries) if e.outcome is not Outcome.OPEN]
    view = LedgerView(
        swarm=swarm.id,
        turn=str(swarm.rev),
        severity=swarm.ticket.severity.value,
        customer=swarm.ticket.customer,
        ticket=swarm.ticket.id,
        as_of=reader.at(now),
        open=tuple(_line(entry, swarm, reader) for entry in still),
        ended=tuple(_line(entry, swarm, reader) for entry in over),
        on_time=on_time(entries),
        actions=presses(swarm) if may_press else frozenset(),
        drill=swarm.ticket.drill,
        dialogs=dialogs,
        in_place=in_place,
    )
    return promises_card(view, reader.words)


def _line(entry: Entry, swarm: Swarm, reader: Reader) -> LedgerLine:
    promise = swarm.promise(entry.number)
    owner = keeper(promise, swarm) if promise else None
    judged = entry.judged if entry.judged != entry.due else None
    return LedgerLine(
        number=entry.number,
        kind=entry.kind.value,
        to=entry.to,
        due=reader.at(entry.due),
        told=entry.told and entry.kind is not PromiseKind.FIRST_RESPONSE,
        outcome=entry.outcome.value,
        owner=owner.name if owner else "",
        late=entry.late,
        reason=entry.reason,
        judged=reader.maybe(judged),
    )
