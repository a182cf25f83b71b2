"""Requests as they stand on the wire, byte by byte: what no client library would send."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.stories.wired import SECRET, Wired
from tests.teams_wire import ANN, CHANNEL

MESSAGES = "/api/messages"
TICKETS = "/tickets/generic"
Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Forged:
    """One request. ``measured`` adds the body's length; ``raw`` is sent instead of all the rest."""

    path: str = MESSAGES
    headers: Headers = ()
    body: bytes = b""
    method: str = "POST"
    measured: bool = True
    raw: bytes = b""

    def wire(self) -> bytes:
        if self.raw:
            return self.raw
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: swarm.example.com"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.measured:
            lines.append(f"Content-Length: {len(self.body)}")
        head = "\r\n".join([*lines, "Content-Type: application/json", "Connection: close", "", ""])
        return head.encode("latin-1") + self.body


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` 0: the connection was closed without a word."""

    status: int
    text: str = ""
    headers: dict[str, str] = field(default_factory=dict)


async def send(url: str, wire: bytes, *, within: float = 20) -> Answer:
    """Writes the bytes and reads one answer."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(wire)
        async with asyncio.timeout(within):
            head = await reader.readuntil(b"\r\n\r\n")
            found = head.decode("latin-1").split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in found[1:] if ": " in line)
            body = await reader.read(int(headers.get("content-length", "0")))
    except (asyncio.IncompleteReadError, ConnectionError):
        return Answer(0)
    finally:
        writer.close()
    return Answer(int(found[0].split()[1]), body.decode(errors="replace"), headers)


def chunked(body: bytes, size: int = 16_384) -> bytes:
    parts = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def order(world: Wired, **changed: Any) -> dict[str, Any]:
    """Words that would open a swarm, were they believed."""
    activity = world.teams.wire.say(ANN, CHANNEL, "new Sev-A Contoso: forged")
    return {**activity, **changed}


def said(activity: dict[str, Any]) -> bytes:
    return json.dumps(activity).encode()


def claims(world: Wired, **changed: Any) -> dict[str, Any]:
    return world.teams.identity.claims(world.teams.service_url, **changed)


def bearer(world: Wired, **changed: Any) -> Headers:
    """Signed as Teams signs, with these claims."""
    return [("Authorization", f"Bearer {world.teams.identity.sign(claims(world, **changed))}")]


def encoded(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def token(header: dict[str, Any], content: dict[str, Any], signature: str = "") -> Headers:
    return [("Authorization", f"Bearer {encoded(header)}.{encoded(content)}.{signature}")]


def ticket(**changed: Any) -> bytes:
    return json.dumps({"id": "forged", "title": "forged", "severity": "A", **changed}).encode()


def signed(
    world: Wired, body: bytes, *, secret: str = SECRET, age: float = 0, version: str = "v1",
    identity: str = "msg-1",
) -> Headers:  # fmt: skip
    """The headers of the Standard Webhooks specification."""
    stamp = str(int(world.time.now.timestamp() - age))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{identity}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return [
        ("webhook-id", identity),
        ("webhook-timestamp", stamp),
        ("webhook-signature", f"{version},{base64.b64encode(digest).decode()}"),
    ]
