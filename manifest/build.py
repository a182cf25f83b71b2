"""The app package that an administrator uploads to Teams: manifest, Japanese words, icons.

The same input gives the same bytes, so that a package can be compared with what was uploaded.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from manifest import icons

HERE = Path(__file__).parent
EPOCH = (1980, 1, 1, 0, 0, 0)
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(\.{_LABEL})*\.[a-z][a-z0-9-]{{0,61}}[a-z0-9]")
_VERSION = re.compile(r"(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}")


class ManifestError(ValueError):
    """No package can be built. ``faults`` has one sentence for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class About:
    """What a package is built for.

    ``app_id`` is the bot's application (client) id, ``host`` the name that Teams reaches the bot
    at, ``version`` the program's. ``website`` says who runs the bot, with ``/privacy`` and
    ``/terms`` below it (empty: the bot itself shows them). ``teams_app_id`` is the app's id in
    Teams where another tool has given it one (empty: the same as ``app_id``).
    """

    app_id: str
    host: str
    version: str
    website: str = ""
    teams_app_id: str = ""

    def faults(self) -> Iterator[str]:
        """Every reason why no package can be built."""
        for name, value in (("app-id", self.app_id), ("teams-app-id", self.teams_app_id)):
            if not _GUID.fullmatch(value) and (value or name == "app-id"):
                yield f"{name} is {value!r}; expected: 8-4-4-4-12 hexadecimal digits"
        if not _HOST.fullmatch(self.host.lower()):
            yield (
                f"host is {self.host!r}; expected: a public host name such as swarm.example.com, "
                "without https:// and without a path"
            )
        if not _VERSION.fullmatch(self.version):
            yield f"version is {self.version!r}; expected: three numbers such as 1.2.3"
        if self.website and not _is_website(self.website):
            yield f"website is {self.website!r}; expected: an https address, without a query"


def _is_website(text: str) -> bool:
    try:
        parts = urlsplit(text)
        plain = parts.scheme == "https" and "@" not in parts.netloc
        return bool(plain and parts.hostname and not set(text) & set("?# \t\r\n"))
    except ValueError:
        return False


def manifest(about: About) -> dict[str, Any]:
    """The manifest. Raises ManifestError with every fault."""
    if faults := list(about.faults()):
        raise ManifestError(faults)
    host = about.host.lower()
    values = {
        "{app id}": about.app_id.lower(),
        "{teams app id}": (about.teams_app_id or about.app_id).lower(),
        "{host}": host,
        "{version}": about.version,
        "{website}": about.website.rstrip("/") or f"https://{host}",
    }
    text = (HERE / "manifest.json").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(name, json.dumps(value)[1:-1])
    found: dict[str, Any] = json.loads(text)
    return found


def build(about: About) -> bytes:
    """The package as a zip file. Raises ManifestError with every fault."""
    described = manifest(about)
    accent = bytes.fromhex(described["accentColor"].removeprefix("#"))
    files = {
        "manifest.json": json.dumps(described, ensure_ascii=False, indent=2).encode(),
        "ja.json": (HERE / "ja.json").read_bytes(),
        "color.png": icons.color((accent[0], accent[1], accent[2])),
        "outline.png": icons.outline(),
    }
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(_entry(name), data, zipfile.ZIP_DEFLATED)
    return package.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """The same on every system: ``zipfile`` writes down which one it runs on."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
