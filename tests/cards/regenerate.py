"""``python -m tests.cards.regenerate`` writes the golden cards anew; look at the difference."""

import json
import shutil
from pathlib import Path

from cards.gallery import gallery
from cards.render import Card
from cards.words import LANGUAGES, Words

GOLDEN = Path(__file__).parent / "golden"


def written(card: Card) -> str:
    """A card as it stands in a golden file."""
    return json.dumps(card, ensure_ascii=False, indent=1) + "\n"


def regenerate() -> int:
    """Write all cards; returns how many."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    GOLDEN.mkdir()
    count = 0
    for language in LANGUAGES:
        for name, card in gallery(Words(language, strict=True)).items():
            (GOLDEN / f"{name}.{language}.json").write_text(written(card), encoding="utf-8")
            count += 1
    return count


if __name__ == "__main__":
    print(regenerate(), "cards written")
