"""Links into Teams."""

from urllib.parse import quote, urlencode, urlsplit

from bot.domain.shown import Address

CLIENTS = {
    "smba.trafficmanager.net": "teams.microsoft.com",
    "smba.onyx.prod.teams.trafficmanager.net": "teams.microsoft.com",
    "smba.infra.gcc.teams.microsoft.com": "teams.microsoft.com",
    "smba.infra.gov.teams.microsoft.us": "gov.teams.microsoft.us",
    "smba.infra.dod.teams.microsoft.us": "dod.teams.microsoft.us",
}
"""Where people open Teams, by the address at which the bot speaks to it."""


def thread_link(thread: Address) -> str:
    """A link to the first message of a thread (Teams documentation, "deep link to a channel
    message"); "" where it is not known how Teams is opened."""
    client = CLIENTS.get(urlsplit(thread.service_url).hostname or "")
    channel, _, root = thread.conversation.partition(";messageid=")
    if client is None or not root:
        return ""
    query = urlencode({"tenantId": thread.tenant} if thread.tenant else {})
    address = f"https://{client}/l/message/{quote(channel, safe='')}/{quote(root, safe='')}"
    return f"{address}?{query}" if query else address
