"""A built package, taken apart."""

import io
import json
import struct
import zipfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from manifest import build

APP_ID = "11111111-2222-3333-4444-555555555555"
ABOUT = build.About(APP_ID, "swarm.example.com", "1.2.3")
SCHEMAS = (
    Path(build.__file__).parent.parent
    / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"
)
"""Microsoft's own schemas, as ``npm ci`` brings them."""


@cache
def built() -> bytes:
    """Drawn once for all tests: the icons take half a second."""
    return build.build(ABOUT)


def package() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(built()))


def read(name: str) -> dict[str, Any]:
    """One of the JSON files of the package."""
    found: dict[str, Any] = json.loads(package().read(name))
    return found


def texts(manifest: dict[str, Any]) -> dict[str, str]:
    """Every text that people read, by the key that the localisation file uses for it."""
    found = {f"{a}.{b}": manifest[a][b] for a in ("name", "description") for b in ("short", "full")}
    for n, commands in enumerate(manifest["bots"][0]["commandLists"]):
        for m, command in enumerate(commands["commands"]):
            for key, text in command.items():
                found[f"bots[0].commandLists[{n}].commands[{m}].{key}"] = text
    return found


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of an 8-bit RGBA picture without filters."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    (length,) = struct.unpack(">I", png[33:37])
    raw = zlib.decompress(png[41 : 41 + length])
    line = width * 4 + 1
    return width, height, [raw[y * line + 1 : (y + 1) * line] for y in range(height)]
