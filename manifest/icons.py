"""The two icons of the app, drawn: six around one.

Teams asks for a color icon of 192 x 192 pixels with its symbol in the middle 96 x 96, and an
outline icon of 32 x 32 pixels, pure white on nothing, without a margin.
"""

import math
import struct
import zlib
from functools import cache

Dot = tuple[float, float, float]
"""x, y and radius, in the unit circle."""

Pixel = tuple[int, int, int, int]

RING = [math.radians(60 * n - 90) for n in range(6)]
DOTS: list[Dot] = [
    (0.0, 0.0, 0.3),
    *((0.79 * math.cos(angle), 0.79 * math.sin(angle), 0.2) for angle in RING),
]
GRID = 4
"""Points per pixel in each direction, for smooth edges."""


@cache
def color(accent: tuple[int, int, int]) -> bytes:
    """The color icon as PNG: white dots on the accent colour."""
    cover = _cover(192, 96)
    return _png([[_mixed(accent, share) for share in row] for row in cover])


@cache
def outline() -> bytes:
    """The outline icon as PNG: white, and transparent elsewhere."""
    return _png([[(255, 255, 255, round(255 * share)) for share in row] for row in _cover(32, 32)])


def _mixed(accent: tuple[int, int, int], share: float) -> Pixel:
    red, green, blue = (round(channel + (255 - channel) * share) for channel in accent)
    return red, green, blue, 255


def _cover(size: int, symbol: int) -> list[list[float]]:
    """How much of each pixel the dots cover, 0 to 1."""
    return [[_share(x, y, size, symbol / 2) for x in range(size)] for y in range(size)]


def _share(x: int, y: int, size: int, radius: float) -> float:
    if max(abs(x + 0.5 - size / 2), abs(y + 0.5 - size / 2)) > radius:
        return 0.0
    inside = 0
    for step in range(GRID * GRID):
        across = (x + (step % GRID + 0.5) / GRID - size / 2) / radius
        down = (y + (step // GRID + 0.5) / GRID - size / 2) / radius
        inside += any((across - a) ** 2 + (down - b) ** 2 <= r * r for a, b, r in DOTS)
    return inside / GRID**2


def _png(rows: list[list[Pixel]]) -> bytes:
    """An 8-bit RGBA PNG of the pixels."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 6, 0, 0, 0)
    lines = b"".join(b"\0" + b"".join(bytes(pixel) for pixel in row) for row in rows)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
