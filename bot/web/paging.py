"""The outgoing webhook to a paging service, for when nobody answers in Teams.

Signed as the Standard Webhooks specification (v1, symmetric) says; the same page carries the same
``webhook-id`` however often it is sent, so the receiver can drop what it has already.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime

import aiohttp

from bot.ports import Busy, ChatError, Failing, Gone, Page, Refused, Throttled, Uncertain
from bot.tickets.signatures import sign

TIMEOUT = 10.0
"""Seconds in which the service must answer."""


class WebhookPager:
    """``Pager``: posts to the address of the policy in force. Signed with every one of ``keys`` (two
    while one replaces the other); without any nothing is sent."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        address: Callable[[], str],
        keys: Sequence[bytes],
        clock: Callable[[], datetime],
    ) -> None:
        self._session = session
        self._address = address
        self._keys = tuple(keys)
        self._clock = clock

    async def page(self, page: Page) -> None:
        """Send it. Raises ChatError as the road understands it."""
        address = self._address()
        if not address or not self._keys:
            raise Refused("no paging service, or no SWARM_PAGING_SECRET")
        body = json.dumps(page.body, ensure_ascii=False).encode()
        stamp = str(int(self._clock().timestamp()))
        headers = {
            "content-type": "application/json",
            "webhook-id": page.id,
            "webhook-timestamp": stamp,
            "webhook-signature": " ".join(sign(page.id, stamp, body, key) for key in self._keys),
        }
        limit = aiohttp.ClientTimeout(total=TIMEOUT)
        try:
            async with self._session.post(
                address, data=body, headers=headers, timeout=limit, allow_redirects=False
            ) as response:
                error = refusal(response.status, response.headers.get("retry-after", ""))
        except aiohttp.ClientConnectorError as failed:
            raise Busy(f"paging service not reached: {failed}") from failed
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as failed:
            raise Uncertain(f"paging service: {failed}") from failed
        if error is not None:
            raise error


def refusal(status: int, retry_after: str = "") -> ChatError | None:
    """What an answer of the service means; None when it took the page."""
    said = f"paging service answered {status}"
    if 200 <= status < 300:
        return None
    if status == 429:
        wait = float(retry_after) if retry_after.isdigit() else 30.0
        return Throttled(said, retry_after=min(wait, 300.0))
    if status >= 500:
        return Uncertain(said, status=status)
    if status in (408, 409, 425):
        return Failing(said, status=status)
    if status in (404, 410):
        return Gone(said, status=status)
    return Refused(said, status=status)
