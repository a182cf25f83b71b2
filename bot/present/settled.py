"""What became of a ping: one line, as far as the state can tell."""

from datetime import datetime

from bot.domain.policy import Policy
from bot.domain.shown import ShownPing
from bot.domain.swarm import AreaState, HoldKind, PingKind, Promise, Swarm
from bot.present.reader import Reader
from bot.present.views import area_name

Line = tuple[str, dict[str, object]]


def kind_of(key: str) -> PingKind | None:
    """The kind of a ping, from its key."""
    try:
        return PingKind(key.rpartition("-")[0])
    except ValueError:
        return None


def settled_line(swarm: Swarm, sent: ShownPing, policy: Policy, reader: Reader) -> Line:
    """The words' key and its values for a ping that is settled."""
    kind = kind_of(sent.key)
    if kind in (PingKind.ARRIVAL, PingKind.NO_LEAD) and swarm.lead is not None:
        return "settled-lead", {"name": swarm.lead.name}
    if kind is PingKind.NO_LIAISON and swarm.liaison is not None:
        return "settled-liaison", {"name": swarm.liaison.name}
    if kind in (PingKind.TOLD_CHANGED, PingKind.ASK_MANAGER):
        return "settled-gone", {}
    if kind is PingKind.HAND_OVER:
        return "settled-handover", {}
    if kind is PingKind.FOLLOW_UP:
        return "settled-follow-up", {}
    if kind is PingKind.OVERDUE_PHONE and sent.promise and swarm.promise(sent.promise):
        return "settled-phoned", {}
    if kind is PingKind.HOME_LOST and swarm.home is not None and swarm.lost is None:
        return "settled-home-found", {"channel": swarm.home.name}
    if sent.areas:
        return _areas(swarm, sent.areas, policy, reader)
    if sent.promise is not None:
        return _promise(swarm, sent.promise, reader)
    return ("settled-closed", {}) if swarm.closed else ("settled-gone", {})


RESULTS = (AreaState.RULED_OUT, AreaState.CAUSE, AreaState.WAITING)


def _areas(swarm: Swarm, keys: tuple[str, ...], policy: Policy, reader: Reader) -> Line:
    for key in keys:
        area = swarm.area(key)
        name = area_name(swarm, key, policy, reader.language)
        if area is not None and area.state in RESULTS:
            return "settled-found", {"area": name, "state": area.state.value}
        if area is not None and area.owner is None and area.lapsed_from is not None:
            return "settled-lapsed", {"area": name}
        if area is not None and area.owner is not None:
            return "settled-claimed", {"name": area.owner.name, "area": name}
    if swarm.closed:
        return "settled-closed", {}
    first = area_name(swarm, keys[0], policy, reader.language)
    aside = all((area := swarm.area(key)) is None or area.free_since is None for key in keys)
    return ("settled-aside", {"area": first}) if aside else ("settled-gone", {})


def _promise(swarm: Swarm, number: int, reader: Reader) -> Line:
    promise = swarm.promise(number)
    if promise is None:
        contact = swarm.last_contact
        if contact is None:
            return "settled-gone", {}
        return "settled-contacted", {"name": contact.by.name, "t": reader.at(contact.at)}
    return _still_owed(swarm, promise, reader)


def _still_owed(swarm: Swarm, promise: Promise, reader: Reader) -> Line:
    if swarm.hold is not None:
        key = "settled-held-call" if swarm.hold.kind is HoldKind.CALL else "settled-held-writing"
        return key, {"name": swarm.hold.by.name}
    quiet: datetime | None = promise.quiet_until
    if quiet is not None and quiet <= swarm.at:
        quiet = None  # that wait is over, and the ladder has gone on
    if quiet is not None and promise.owner is not None and not promise.snoozed:
        return "settled-taken", {"name": promise.owner.name}
    if quiet is not None:
        return "settled-snoozed", {"t": reader.at(quiet)}
    if not promise.raised:
        return "settled-moved", {"t": reader.at(promise.due)}
    return "settled-newer", {}
