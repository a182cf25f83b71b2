"""A transaction of Azure Tables as one request: its text, and what the answer says. Pure.

Microsoft Learn, "Performing entity group transactions". The library can do this too, but passes
every part through the email package both ways, which costs more than all the rest of a press.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from bot.store.tables_rows import Row
from bot.store.tables_size import Do, Operation

_VERBS = {
    Do.CREATE: "POST",
    Do.REPLACE: "PUT",
    Do.CHANGE: "PATCH",
    Do.PUT: "PATCH",
    Do.DELETE: "DELETE",
}
_BOUNDARY = re.compile(r"^--[^\r\n]+", re.MULTILINE)
_STATUS = re.compile(r"^HTTP/1\.1 (\d{3})", re.MULTILINE)
_ETAG = re.compile(r"^etag: *(.*?)\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answer:
    """To one operation; when the transaction failed there is one only. ``code`` of an error."""

    status: int
    etag: str = ""
    code: str = ""


def text(operations: Sequence[Operation], table: str, boundary: str) -> bytes:
    """The body of the request, of the type ``multipart/mixed`` with that boundary. ``table`` is
    its full address."""
    inner = f"changeset_{boundary}"
    start = f"--{boundary}\r\nContent-Type: multipart/mixed; boundary={inner}\r\n\r\n"
    parts = "".join(f"--{inner}\r\n{_part(step, table)}\r\n" for step in operations)
    return f"{start}{parts}--{inner}--\r\n--{boundary}--\r\n".encode()


def _part(step: Operation, table: str) -> str:
    creates, deletes = step.do is Do.CREATE, step.do is Do.DELETE
    lines = [
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "",
        f"{_VERBS[step.do]} {table if creates else _address(table, step.row)} HTTP/1.1",
        "Accept: application/json;odata=minimalmetadata",
        "DataServiceVersion: 3.0",
    ]
    if creates:
        lines.append("Prefer: return-no-content")
    if step.etag or deletes:
        lines.append(f"If-Match: {step.etag or '*'}")
    data = "" if deletes else json.dumps(step.row)
    if data:
        lines += ["Content-Type: application/json", f"Content-Length: {len(data)}"]
    lines += ["", data]
    return "\r\n".join(lines)


def _address(table: str, row: Row) -> str:
    partition, key = (
        quote(row[name].replace("'", "''"), safe="") for name in ("PartitionKey", "RowKey")
    )
    return f"{table}(PartitionKey='{partition}',RowKey='{key}')"


def answers(said: str) -> list[Answer]:
    """The answers in the body of the response, in the order of the operations."""
    parts = _BOUNDARY.split(said)
    return [_answer(part, status) for part in parts if (status := _STATUS.search(part))]


def _answer(part: str, status: re.Match[str]) -> Answer:
    head, _, body = part[status.end() :].replace("\r\n", "\n").partition("\n\n")
    etag = _ETAG.search(head)
    return Answer(int(status[1]), etag[1] if etag else "", _error_code(body))


def _error_code(body: str) -> str:
    try:
        return str(json.loads(body)["odata.error"]["code"])
    except (ValueError, KeyError, TypeError):
        return ""
