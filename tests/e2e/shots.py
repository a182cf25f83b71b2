"""``python -m tests.e2e.shots`` copies the best pictures of the last browser tests into the docs.

Run ``pytest tests/e2e`` first; look at what you copy.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TAKEN = ROOT / "out" / "e2e"
SHOWN = ROOT / "docs" / "images"
BEST = {
    "live": "card",
    "reminder": "reminder",
    "contact-form": "form",
    "closed": "closed",
    "thread": "thread",
    "draft": "draft",
    "hand-over": "hand-over",
}
"""The step of the story, and what its picture is called in the docs."""


def copy() -> list[Path]:
    """Copies, for each language; raises FileNotFoundError when a step has no picture."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    copied = []
    for language in ("en", "ja"):
        for step, name in BEST.items():
            taken = sorted((TAKEN / language).glob(f"[0-9][0-9]-{step}.png"))
            if not taken:
                raise FileNotFoundError(f"no picture of {step} in {TAKEN / language}")
            copied.append(Path(shutil.copy(taken[-1], SHOWN / f"{name}.{language}.png")))
    return copied


if __name__ == "__main__":
    try:
        print(*copy(), sep="\n")
    except FileNotFoundError as error:
        sys.exit(f"{error}; run: pytest tests/e2e")
