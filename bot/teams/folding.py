"""A text beside its folded form: words are found in one width, and cut from what was written."""

import re
import unicodedata
from dataclasses import dataclass

# A sign with the marks that NFKC would join to it (half-width ｶ and ﾞ become one ガ).
_CLUSTER = re.compile("(?s:.)[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*")
_EDGE = " \t\n、,:：;；。「」"


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is ``original`` in NFKC; ``starts`` maps each place of it (and its end) back."""

    original: str
    text: str
    starts: tuple[int, ...]

    def cut(self, start: int = 0, end: int | None = None) -> str:
        """What was written between two places of ``text``, without blanks and commas around."""
        stop = self.starts[len(self.text) if end is None else end]
        return self.original[self.starts[start] : stop].strip(_EDGE)

    def rest(self, start: int = 0, end: int | None = None) -> "Folded":
        return fold(self.cut(start, end))


def fold(text: str) -> Folded:
    """Never raises; full-width signs, odd blanks and half-width kana become the usual ones."""
    folded: list[str] = []
    starts: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        plain = unicodedata.normalize("NFKC", cluster.group())
        folded.append(plain)
        starts.extend([cluster.start()] * len(plain))
    return Folded(text, "".join(folded), (*starts, len(text)))
