"""``python -m tests.bench``: every figure of time and memory, from one run on one machine.

Contenders are measured in turn, round after round, so that a busy machine is busy for all of them:
compare within a run, not between runs. Writes ``out/bench.json``. ``scale`` measures ten thousand
open swarms instead, in four minutes, and writes ``out/scale.json``.
"""

import argparse
import asyncio
import json
import logging
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import structlog

from tests.bench import machine, pressing, rest, scale, stages, tickets
from tests.bench.report import table
from tests.bench.scale_report import scale_table
from tests.bench.world import world

OUT = Path("out/bench.json")
SCALE = Path("out/scale.json")


async def measure(rounds: int, seconds: float) -> dict[str, Any]:
    found: dict[str, Any] = {"machine": machine.about()}
    with tempfile.TemporaryDirectory(dir=OUT.parent) as folder:
        async with world(Path(folder)) as day:
            found["rest"] = asdict(await rest.measure(day, rounds))
        async with world(Path(folder) / "press") as day:
            found["pressing"] = asdict(await pressing.measure(day, rounds, seconds))
            found["stages"] = asdict(await stages.measure(day, 1000))
        async with world(Path(folder) / "tickets") as day:
            store = await day.seeded("tickets", 0, channels=50)
            async with day.bot(store) as bot:
                found["single"] = [
                    asdict(await tickets.single(day, bot, f"one-{delay}", delay))
                    for delay in (0.0, 0.3)
                ]
                await asyncio.sleep(5)  # the channels are quiet again
                found["storm"] = [
                    asdict(await tickets.storm(day, bot, f"storm-{channels}", channels))
                    for channels in (10, 1)
                ]
    return found


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument(
        "what", nargs="?", choices=("all", "scale"), default="all", help="scale: 10,000 open swarms"
    )
    options.add_argument("--rounds", type=int, default=5, help="rounds of each contender")
    options.add_argument("--seconds", type=float, default=4.0, help="of each round")
    given = options.parse_args()
    quiet = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(wrapper_class=quiet)  # the parts of the bot that run in this process
    OUT.parent.mkdir(exist_ok=True)
    if given.what == "scale":
        with tempfile.TemporaryDirectory(dir=OUT.parent) as folder:
            found = asyncio.run(scale.measure(Path(folder).absolute()))
        told, out = scale_table(found), SCALE
    else:
        found = asyncio.run(measure(given.rounds, given.seconds))
        told, out = table(found), OUT
    out.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(told)
    print(f"\n{out}")


if __name__ == "__main__":
    main()
