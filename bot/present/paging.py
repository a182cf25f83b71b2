"""What a paging service is told when nobody answers in Teams."""

from bot.domain.audience import keeper
from bot.domain.policy import Policy
from bot.domain.swarm import Ping, Swarm
from bot.ports import Page

EVENT = "swarm.customer_update_overdue"


def page_of(swarm: Swarm, ping: Ping, policy: Policy) -> Page:
    """Ticket, times and whom to phone; the customer's name only where banners show it."""
    promise = swarm.promise(ping.promise) if ping.promise is not None else None
    owner = keeper(promise, swarm) if promise else None
    ticket = swarm.ticket
    data: dict[str, object] = {
        "swarm": swarm.id,
        "ticket": ticket.id,
        "severity": ticket.severity.value,
        "due": promise.due.isoformat() if promise else None,
        "owner": owner.name if owner else None,
        "phone": policy.phones.get(owner.id) if owner else None,
    }
    if policy.banner == "full":
        data |= {"customer": ticket.customer, "title": ticket.title, "url": ticket.url}
    body = {"type": EVENT, "timestamp": ping.at.isoformat(), "data": data}
    return Page(f"{swarm.id}-{ping.key}", body)
