"""The line that says which case a card is about: severity, customer, ticket."""

from functools import lru_cache

from cards.text import escape, link, plain
from cards.words import NONE, Words

KEPT = 1024
"""So many lines are kept: a case has the same ones on card after card."""


@lru_cache(KEPT)
def head_line(severity: str, customer: str, ticket: str, words: Words, url: str = "") -> str:
    """``Sev-A | customer | ticket`` in Markdown, the ticket linked when there is an address."""
    return words.t(
        "card-head",
        severity=words.t(f"severity-{severity}"),
        customer=escape(customer, 40) or NONE,
        ticket=link(plain(ticket, 40), url),
    )


@lru_cache(KEPT)
def banner_line(
    key: str, severity: str, customer: str, ticket: str, *, title: str, words: Words
) -> str:
    """What a locked phone shows of a case: the sentence ``key``."""
    return words.t(
        key,
        severity=words.t(f"severity-{severity}"),
        customer=plain(words.honour(customer), 120) or NONE,
        ticket=plain(ticket, 120) or NONE,
        title=plain(title, 120) or NONE,
    )
