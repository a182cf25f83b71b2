"""Signed links to an export: whoever holds one may read one story, in one form, for ten minutes.

A browser that Teams opens carries no identity, so the link is the key: it is shown to one person
only, names them (for the log), and is over soon. Signed with HMAC-SHA-256 (RFC 2104).
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import msgspec

from bot.exports import FORMATS, file_name

LIFE = timedelta(minutes=10)
LONGEST = 2000
"""Characters of a token; ours have some 300."""
PATH = "/exports/"
_PURPOSE = b"swarmbot export link v1"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a link gives: the story of ``swarm`` as ``kind``, in ``language``; ``person`` is the id
    of whoever asked for it, ``until`` a Unix time."""

    swarm: str
    kind: str
    safe: bool
    language: str
    person: str
    until: int


class Links:
    """Makes and reads links below ``base``; every process with the same ``secret`` reads them."""

    def __init__(self, base: str, secret: bytes) -> None:
        self._base = base.rstrip("/")
        self._key = hmac.digest(secret, _PURPOSE, "sha256")

    def url(self, grant: Grant, ticket: str) -> str:
        """The address; its last part is the name of the file."""
        name = quote(file_name(ticket, grant.kind, safe=grant.safe))
        return f"{self._base}{PATH}{self.token(grant)}/{name}"

    def token(self, grant: Grant) -> str:
        payload = msgspec.json.encode(grant)
        return f"{_text(payload)}.{_text(self._signature(payload))}"

    def read(self, token: str, now: datetime) -> Grant | None:
        """What the token gives; None when it is not ours, was changed, or is over."""
        head, _, tail = token[: LONGEST + 1].partition(".")
        try:
            payload, signature = _bytes(head), _bytes(tail)
        except ValueError:
            return None
        if len(token) > LONGEST or not hmac.compare_digest(signature, self._signature(payload)):
            return None
        try:
            grant = msgspec.json.decode(payload, type=Grant)
        except msgspec.DecodeError:  # signed by a version with other grants
            return None
        return grant if now.timestamp() < grant.until and grant.kind in FORMATS else None

    def _signature(self, payload: bytes) -> bytes:
        return hmac.digest(self._key, payload, "sha256")


def over_at(now: datetime) -> datetime:
    """When a link that is made now is over, in whole seconds."""
    return (now + LIFE).astimezone(UTC).replace(microsecond=0)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """Raises ValueError for whatever ``_text`` does not write: there is one writing of a link."""
    padded = text + "=" * (-len(text) % 4)
    raw = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
    if _text(raw) != text:
        raise ValueError("not as it was written")
    return raw
