"""What the garbage collector of a process that serves looks through."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def kept_for_good() -> Iterator[None]:
    """What is loaded inside is never looked through by the garbage collector.

    Its rounds through 90 MB of modules took a fifth of all processor time, held up one press in a
    hundred by 0.1 s, and made the start 0.4 s longer (``python -m tests.bench``).
    """
    gc.disable()
    yield
    gc.freeze()
    gc.set_threshold(10_000)  # drawing a card takes a thousand objects, and leaves no cycles
    gc.enable()
