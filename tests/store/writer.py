"""A process that commits for ever and says what was acknowledged: ``python -m tests.store.writer``
with the address of a store. Made to be killed."""

import asyncio
import sys
from dataclasses import replace

from bot.store.urls import open_store
from tests.store.contract import NOW, SHOWN, a_swarm, note


async def write(url: str) -> None:
    store = open_store(url)

    async def one(name: str) -> None:
        loaded = await store.commit(None, a_swarm(name), [])
        while True:
            seq = loaded.swarm.rev + 1
            loaded = await store.commit(loaded, replace(loaded.swarm, rev=seq), [note(seq)])
            print(name, seq, loaded.etag, flush=True)
            if seq % 5 == 0:
                row = await store.teams(name)
                if row:
                    await store.record(name, row, SHOWN, hold_until=NOW)
                loaded = await store.finish(loaded, NOW)

    await asyncio.gather(*(one(f"swarm{n}") for n in range(8)))


asyncio.run(write(sys.argv[1]))
