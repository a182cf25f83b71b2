"""The line that says which case a card is about: severity, customer, ticket."""

from cards.text import escape, link, plain
from cards.words import NONE, Words


def head_line(severity: str, customer: str, ticket: str, words: Words, url: str = "") -> str:
    """``Sev-A | customer | ticket`` in Markdown, the ticket linked when there is an address."""
    return words.t(
        "card-head",
        severity=words.t(f"severity-{severity}"),
        customer=escape(customer, 40) or NONE,
        ticket=link(plain(ticket, 40), url),
    )
