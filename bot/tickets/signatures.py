"""Signatures of webhooks, as the Standard Webhooks specification (v1, symmetric) describes them.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

Own code, because the ``standardwebhooks`` library reads its own clock, decodes the body before it
has checked it, and raises five kinds of error on malformed headers. The tests sign with it.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=5)
"""How old, or how far ahead, a signature may be (the specification leaves the figure to us)."""
_MAX_SIGNATURES = 20
_PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class Ok:
    """Signed with one of the secrets, not long ago. ``id`` is the same when it is sent again."""

    id: str


@dataclass(frozen=True, slots=True)
class Denied:
    """Not to be trusted; ``reason`` may be told to the sender and holds nothing secret."""

    reason: str


def secrets_in(setting: str) -> tuple[bytes, ...]:
    """The keys of a setting: one or several ``whsec_<base64>``, separated by spaces.

    Raises ValueError, which says the place of the faulty secret but not the secret.
    """
    keys = []
    for number, word in enumerate(setting.split(), start=1):
        try:
            encoded = word.removeprefix(_PREFIX)
            key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
        except (binascii.Error, ValueError):
            raise ValueError(f"secret {number} is not base64 (expected whsec_<base64>)") from None
        if len(key) < 16:
            raise ValueError(f"secret {number} is shorter than 16 bytes")
        keys.append(key)
    return tuple(keys)


def sign(message: str, stamp: str, body: bytes, key: bytes) -> str:
    """The ``webhook-signature`` of a message of ours; ``stamp`` is a Unix time in seconds."""
    signed = f"{message}.{stamp}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def verify(
    headers: Mapping[str, str], body: bytes, keys: Iterable[bytes], now: datetime
) -> Ok | Denied:
    """Whether ``body`` (the raw bytes) was signed with one of ``keys`` within the tolerance.

    ``headers`` are looked up in lower case. Never raises.
    """
    message, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    signatures = headers.get("webhook-signature", "").split()
    missing = [
        name
        for name, value in (
            ("webhook-id", message),
            ("webhook-timestamp", stamp),
            ("webhook-signature", signatures),
        )
        if not value
    ]
    if missing:
        return Denied(f"not signed: {', '.join(missing)} missing")
    if not re.fullmatch(r"[0-9]{1,12}", stamp):
        return Denied("webhook-timestamp is not a Unix time in seconds")
    age = now.timestamp() - int(stamp)
    if abs(age) > TOLERANCE.total_seconds():
        side = "old" if age > 0 else "far ahead"
        return Denied(f"webhook-timestamp is too {side}: {abs(age):.0f} s, at most 300")
    signed = f"{message}.{stamp}.".encode("utf-8", "surrogateescape") + body
    return _match(signed, signatures, keys, message)


def _match(
    signed: bytes, signatures: list[str], keys: Iterable[bytes], message: str
) -> Ok | Denied:
    expected = [hmac.new(key, signed, hashlib.sha256).digest() for key in keys]
    given = [digest for one in signatures[:_MAX_SIGNATURES] if (digest := _digest(one))]
    if not given:
        return Denied("webhook-signature holds no signature of the form v1,<base64>")
    # No early end: the time taken must not tell which one came close.
    matches = [hmac.compare_digest(ours, theirs) for ours in expected for theirs in given]
    return Ok(message) if any(matches) else Denied("webhook-signature does not match")


def _digest(signature: str) -> bytes:
    """The bytes of ``v1,<base64>``; empty for other versions and malformed ones."""
    version, _, encoded = signature.partition(",")
    if version != "v1":
        return b""
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""
