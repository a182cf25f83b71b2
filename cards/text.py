"""Texts that people or tickets wrote, made safe for a card: cleaned, escaped, cut."""

import re
import unicodedata
from functools import lru_cache

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)
_MARKDOWN = re.compile(r"([\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_]))")
"""Round brackets do nothing without square ones, nor does _ inside a word: fewer backslashes for
those clients that show them."""
_LEAD = re.compile(r"^([-+#]|\d{1,9}(?=[.)]))")
_ANGLES = str.maketrans("<>", "＜＞")
_NAME_SIGNS = str.maketrans("", "", "<>*`[]\\")

_kept = lru_cache(4096)
"""The same names and titles are written on card after card."""


def clean(text: str) -> str:
    """One line without control characters, direction marks and tags.

    ``<`` and ``>`` become full-width: Teams looks for ``<at>`` in a text before it reads Markdown,
    so a backslash would not stop it.
    """
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    return " ".join(text.split()).translate(_ANGLES)


def cut(text: str, width: int) -> str:
    """At most ``width`` columns, ending in … when shortened. East Asian wide signs count double."""
    if len(text) * 2 <= width:
        return text
    used = 0
    for index, sign in enumerate(text):
        used += 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
        if used > width:
            return _whole(text, index, width)
    return text


def _whole(text: str, index: int, width: int) -> str:
    kept = text[:index]
    while kept and _width(kept) > width - 1:
        kept = kept[:-1]
    while kept and (unicodedata.combining(text[len(kept)]) or text[len(kept)] == "\u200d"):
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def plain(text: str, width: int = 400) -> str:
    """For places without Markdown: text runs, titles of buttons, values of inputs."""
    return _plain(text[: width * 8], width)


@_kept
def _plain(text: str, width: int) -> str:
    return cut(clean(text), width)


def escape(text: str, width: int = 400) -> str:
    """For text blocks, which read Markdown: no sign of it has an effect."""
    return _escaped(text[: width * 8], width)


@_kept
def _escaped(text: str, width: int) -> str:
    return _MARKDOWN.sub(r"\\\1", _plain(text, width))


@_kept
def begin(text: str) -> str:
    """A paragraph that begins with ``-``, ``+``, ``#`` or ``1.`` is no list and no heading."""
    return _LEAD.sub(_begun, text)


def _begun(match: re.Match[str]) -> str:
    sign = match.group(1)
    return f"\\{sign}" if sign in "-+#" else f"{sign}\\"


def name_of(text: str) -> str:
    """A display name that may stand inside ``<at>``: the same in text and entity, no markup."""
    return cut(" ".join(_CONTROL.sub(" ", text[:400]).split()).translate(_NAME_SIGNS), 80) or "?"


def link(title: str, url: str) -> str:
    """A Markdown link; only the escaped title when the address is no plain web address."""
    if not re.fullmatch(r"https?://[^\s<>\"\\^`{|}]{1,500}", url):
        return escape(title)
    address = url.replace("(", "%28").replace(")", "%29").replace("[", "%5B").replace("]", "%5D")
    return f"[{escape(title)}]({address})"
