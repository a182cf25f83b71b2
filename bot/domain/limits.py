"""How much is kept of everything, so that the state of a swarm stays small for ever.

A row of Azure Tables holds 1 MiB; ``tests/domain/test_bounds.py`` fills a swarm to these limits and
measures that it takes less than a tenth of one. Facts may hold a little more than the state: each has its own row.
"""

from dataclasses import replace
from datetime import timedelta

from bot.domain.swarm import CustomerContact, Ticket

AREAS_MOST = 16
"""More areas than anybody can keep in mind, and few enough for a card."""

HELPERS_MOST = 5
"""Helpers of one area: with more, nobody knows who looks at what."""

PROMISES_MOST = 8
"""Open promises of one swarm."""

FOLLOW_UPS_MOST = 12
"""Open follow-ups of one swarm: a longer list belongs into a tracker."""

RECORDS_MOST = 5
"""So many of the last contacts can be corrected on a form."""

RECORD = 40
"""Characters of a text or a name by which such a record is recognised."""

PEOPLE_MOST = 64
"""So many of the people who took part are remembered by name."""

DONE_MOST = 150
"""So many operation ids are remembered: a retry by Teams comes within a minute."""

LINE = 120
"""Characters of what is one line: a name, a reason, an addressee, a finding on the card."""

TITLE = 200
"""Characters of a ticket's title."""

AREA_NAME = 30
"""Characters of an area's name: it stands in a button."""

TEXT = 2000
"""Characters of what is told in a fact: a note, what was said to the customer, a finding."""

HANDOVERS_MOST = 8
"""Hand-overs that wait at a time: a whole shift may go home together."""

HANDOVER_LINE = 200
"""Characters of each free line of a hand-over."""

GLANCE = 300
"""Characters of such a text in the state, where a card shows it."""

DESCRIPTION = 1000
"""Characters of a ticket's description; the ticket itself is one link away."""

URL = 1000
"""Characters of a link; a longer one is left out, because half a link leads nowhere."""

LINK = 400
"""Characters of a link that people paste: to evidence, or to where the work happens."""

TELL = 160
"""Characters of the sentence about a finding that was written for the customer. A longer one is
refused: half of it might say something else."""

AHEAD_MOST = timedelta(days=366)
"""How far ahead a time may lie: a promise for the year after next is a slip of the finger."""

SAME_CONTACT = timedelta(minutes=5)
"""Two people who write down one call do not agree on the minute."""

REPORT = 1500
"""Characters of a report inside; the last one is kept in the state, to be shown elsewhere later."""

CADENCE_LEAST = timedelta(minutes=1)
CADENCE_MOST = timedelta(days=31)


def line(text: str, most: int = LINE) -> str:
    """The text as one line of at most ``most`` characters."""
    return " ".join(text.split())[:most].rstrip()


def link(text: str) -> str | None:
    """The link as it was pasted, "" for none; None for what is no web address that can be kept."""
    pasted = text.strip()
    plain = pasted.isprintable() and not any(sign in pasted for sign in ' <>"')
    host = pasted.partition("://")[2].partition("/")[0]
    web = pasted.lower().startswith(("https://", "http://")) and host
    return pasted if not pasted or (plain and web and len(pasted) <= LINK) else None


def prose(text: str, most: int = TEXT) -> str:
    """The text, its lines kept, in at most ``most`` characters."""
    return text.strip()[:most].rstrip()


def bounded(ticket: Ticket) -> Ticket:
    """The ticket with every text cut to what is kept of it. ``id`` is left as it is: it is a key."""
    contact = ticket.contact
    return replace(
        ticket,
        title=line(ticket.title, TITLE),
        source=line(ticket.source),
        customer=line(ticket.customer),
        description=prose(ticket.description, DESCRIPTION),
        business_impact=prose(ticket.business_impact, GLANCE),
        url=ticket.url if len(ticket.url) <= URL else "",
        assignee=line(ticket.assignee),
        contact=CustomerContact(line(contact.name), line(contact.phone), line(contact.language)),
        plan=line(ticket.plan),
        channel=line(ticket.channel),
        status=line(ticket.status),
    )
