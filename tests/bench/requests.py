"""What Azurite was asked, by its own log: one line for each HTTP request that reached it."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

_LINE = re.compile(r'"([A-Z]+) /(\w+)/(\S*) HTTP/1\.1" (\d{3})')
_ROW = re.compile(r"RowKey(?:=| ge )'([a-z])\|")

READ_STATE, READ_TEAMS, WRITE_TEAMS = "read state", "read teams row", "write teams row"
TRANSACTION, LIMITS, LOOK, LOST = "transaction", "limits row", "look at what is due", "lost races"
OTHER = "other"

_SWARMS = {
    ("GET", "s"): READ_STATE,
    ("GET", "t"): READ_TEAMS,
    ("PUT", "t"): WRITE_TEAMS,
    ("GET", "w"): LOOK,
    ("GET", "e"): "read events",
}


@dataclass(slots=True)
class Requests:
    """Reads the log from where it was read last."""

    log: Path
    read: int = 0

    def since(self, account: str) -> Counter[str]:
        """The requests to that account since the last call, by kind."""
        with self.log.open("rb") as file:
            file.seek(self.read)
            lines = file.read()
            self.read = file.tell()
        found = _LINE.findall(lines.decode(errors="replace"))
        return Counter(
            _kind(verb, path, status) for verb, of, path, status in found if of == account
        )


def _kind(verb: str, path: str, status: str) -> str:
    path = unquote(path)
    if status in {"409", "412"}:
        return LOST
    if path.startswith("$batch"):
        return TRANSACTION
    table = re.split(r"[(?]", path)[0]
    if table == "swarmlimits":
        return LIMITS
    row = _ROW.search(path)
    return _SWARMS.get((verb, row[1] if row else ""), OTHER) if table == "swarms" else OTHER
