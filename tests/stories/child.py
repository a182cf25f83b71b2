"""The program in a process of its own, which can be killed. Forked from one that has read all of it
already, so that a start takes a moment and not a second."""

import asyncio
import multiprocessing
import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess

from bot import logs
from bot.app import Time, serve
from bot.settings import Settings
from cards.gallery import gallery
from cards.words import LANGUAGES, words_for

for language in LANGUAGES:
    gallery(words_for(language))

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])


def started(environ: Mapping[str, str], said: str = os.devnull) -> BaseProcess:
    """A process that serves until it is killed; what it says is added to the file ``said``."""
    process = FORKS.Process(target=_serve, args=(dict(environ), said), daemon=True)
    process.start()
    return process


def _serve(environ: dict[str, str], said: str) -> None:
    file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(file, stream)
    logs.configure("json")
    settings = Settings.read(environ)
    clocks = Time(lambda: datetime.now(UTC), time.monotonic, asyncio.sleep)
    asyncio.run(serve(settings, settings.policy, clocks, {}))
