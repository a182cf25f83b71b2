"""The app package that an administrator uploads to Teams: manifest, Japanese words, icons.

The same input gives the same bytes, so that a package can be compared with what was uploaded.
"""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from manifest import icons

HERE = Path(__file__).parent
EPOCH = (1980, 1, 1, 0, 0, 0)
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def manifest(app_id: str, website: str) -> dict[str, Any]:
    """The manifest of the bot with this application id. Raises ValueError."""
    if not _GUID.fullmatch(app_id):
        raise ValueError(
            f"{app_id!r} is no application id; expected: 8-4-4-4-12 hexadecimal digits"
        )
    parts = urlsplit(website)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError(f"{website!r} is no website; expected: an https address")
    text = (HERE / "manifest.json").read_text(encoding="utf-8")
    values = {"{app id}": app_id.lower(), "{website}": website.rstrip("/")}
    for name, value in values.items():
        text = text.replace(name, json.dumps(value)[1:-1])
    found: dict[str, Any] = json.loads(text)
    return found


def build(app_id: str, website: str) -> bytes:
    """The package as a zip file. ``website`` tells people who runs the bot; privacy and terms
    are expected below it. Raises ValueError when one of the two cannot be used."""
    described = manifest(app_id, website)
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
            zipped.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return package.getvalue()
