"""What time the service says it is: the ``Date`` of its answers (RFC 9110, 6.6.1)."""

import asyncio
import itertools
from email.utils import parsedate_to_datetime
from typing import Any

from bot.ports import Heard

EVERY = 10
"""The time is read from every so-manieth answer: a bot at rest gets eight a second."""


class Dates:
    """Two hooks of the library's pipeline, around each try of a request."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._count = itertools.count()

    def asked(self, request: Any) -> None:
        request.context["swarm_asked"] = asyncio.get_running_loop().time()

    def answered(self, response: Any) -> None:
        if next(self._count) % EVERY:
            return
        took = asyncio.get_running_loop().time() - response.context["swarm_asked"]
        try:
            date = parsedate_to_datetime(response.http_response.headers.get("Date", ""))
        except ValueError:
            return
        if date.tzinfo is not None:
            self._heard(date, took)


def hooks(heard: Heard | None) -> dict[str, Any]:
    """What the library's client is given, to tell ``heard``."""
    if heard is None:
        return {}
    dates = Dates(heard)
    return {"raw_request_hook": dates.asked, "raw_response_hook": dates.answered}
