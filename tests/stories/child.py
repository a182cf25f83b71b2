"""The program in a process of its own, which can be killed. Forked from one that has read all of it
already, so that a start takes a moment and not a second."""

import asyncio
import multiprocessing
import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess

from bot.app import Time, serve
from bot.settings import Settings
from cards.gallery import gallery
from cards.words import LANGUAGES, words_for

for language in LANGUAGES:
    gallery(words_for(language))

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])


def started(environ: Mapping[str, str]) -> BaseProcess:
    """A process that serves until it is killed; it says nothing."""
    process = FORKS.Process(target=_serve, args=(dict(environ),), daemon=True)
    process.start()
    return process


def _serve(environ: dict[str, str]) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    settings = Settings.read(environ)
    clocks = Time(lambda: datetime.now(UTC), time.monotonic, asyncio.sleep)
    asyncio.run(serve(settings, settings.policy, clocks))
