"""What pings about roles, hand-overs and hours say."""

from bot.domain.audience import keeper
from bot.domain.policy import Policy
from bot.domain.swarm import Ping, PingKind, Swarm
from bot.present.reader import Reader

OF_ROLES = frozenset(
    {
        PingKind.ROLE_BACK,
        PingKind.HAND_OVER,
        PingKind.HANDOVER_SILENT,
        PingKind.HANDOVER_ACCEPTED,
        PingKind.HANDOVER_DECLINED,
        PingKind.SHIFT_HINT,
        PingKind.REST_HINT,
    }
)


def role_args(swarm: Swarm, ping: Ping, policy: Policy, reader: Reader) -> dict[str, object]:
    """The arguments beside those that every ping has."""
    match ping.kind:
        case PingKind.HAND_OVER | PingKind.HANDOVER_SILENT:
            return _waiting(swarm, ping, reader)
        case PingKind.SHIFT_HINT:
            # For whoever reads it later, the shift is the one in which it was said.
            end = policy.shift_end(ping.to[0], ping.at)
            return {"end": reader.maybe(end)}
        case PingKind.REST_HINT:
            since = (s.since for s in swarm.stints if s.person in ping.to)
            return {"span": ping.at - next(since, ping.at)}
        case _:
            return {"name": ping.by.name if ping.by else "", "text": ping.text}


def _waiting(swarm: Swarm, ping: Ping, reader: Reader) -> dict[str, object]:
    one = swarm.handover(ping.handover)
    if one is None:
        return {"name": "", "receiver": "", "then": "", "until": None, "next": None}
    kept = (p.due for p in swarm.promises if keeper(p, swarm) == one.giver)
    return {
        "name": one.giver.name,
        "receiver": one.receiver.name,
        "then": one.then.name if one.then else "",
        "until": reader.maybe(one.then_at),
        "next": reader.maybe(min(kept, default=None)),
    }
