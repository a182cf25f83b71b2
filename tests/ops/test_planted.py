"""Recognisable words are planted wherever somebody can write any; then everything that leaves the
program for an operator is searched for them: log lines of both forms, spans and figures."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from opentelemetry.sdk.trace import ReadableSpan

from bot.ports import StoreDown
from bot.store.sqlite import SqliteStore
from tests.fake_teams import Fault
from tests.ops.recording import Spied, logged
from tests.stories.wired import SECRET, Wired, wired
from tests.teams_wire import ANN, BEN

WORD = "Wombat"
"""Stands in everything that customers, tickets and people say."""
PAGING = "whsec_d29tYmF0IHdvbWJhdCB3b21iYXQgd29tYmF0ISE="
PASSWORD = "pass-4711-word"
SECRETS = (PASSWORD, SECRET.removeprefix("whsec_"), PAGING.removeprefix("whsec_"))


class Breaking(SqliteStore):
    """Fails when it is told to, with a message that holds what was to be written."""

    error: Exception | None = None

    async def people(self) -> Any:
        if self.error is not None:
            raise self.error
        return await super().people()

    async def overview(self) -> Any:
        if self.error is not None:
            raise self.error
        return await super().overview()


@dataclass
class Left:
    """What has left the program."""

    log: str = ""
    shown: str = ""
    figures: str = ""
    spans: tuple[ReadableSpan, ...] = field(default_factory=tuple)

    def everything(self) -> Iterator[str]:
        yield from self.log.splitlines()
        yield from self.figures.splitlines()
        yield from (span.to_json() for span in self.spans)


async def story(world: Wired, store: Breaking) -> None:
    """A case from its ticket to its end, with everything that can go wrong on the way."""
    wire = world.teams.wire
    await world.ticket(
        title=f"{WORD} title", customer=f"{WORD} Ltd", description=f"{WORD} description",
        business_impact=f"{WORD} impact", contact={"name": f"{WORD} Smith", "phone": f"+81 {WORD}"},
    )  # fmt: skip
    await world.press(BEN, "claim", area="storage")
    for text in (
        f"note {WORD}", f"contact we told {WORD} by phone next 6:00", f"finding storage cause {WORD}",
        f"customer called {WORD}: call back by 7:40", f"waiting storage for {WORD} until 6:40",
        f"next action {WORD} by 6:40", f"link storage https://{WORD}.example/x", WORD,
        f"status {WORD}", f"end promise 1 {WORD}",
    ):  # fmt: skip
        await world.send(wire.say(ANN, world.thread_id, text))
        await world.moment()
    for form in ("note", "contact", "finding", "close"):
        data = {"swarm": WORD, "text": WORD, "said": WORD, "area": WORD, "verb": WORD}
        await world.send(wire.press(ANN, world.thread_id, f"submit_{form}", data))
        await world.send(wire.task_submit(ANN, world.thread_id, data))
    await world.send(wire.press(ANN, world.thread_id, WORD, {"swarm": WORD}))
    for bad in (f'{{"id": "{WORD}", "severity": "{WORD}"}}', f'"{WORD}"', f"{{{WORD}"):
        await world.post(bad)
    await world.until("06:05")
    # Teams refuses, and quotes what it refuses
    for status in (400, 403, 404, 500):
        world.teams.fail(Fault(status, f"{WORD} is too long", said=WORD, kinds=("update",)))
        await world.send(
            wire.say(ANN, world.thread_id, f"finding storage ruled out {WORD} {status}")
        )
        await world.moment()
    world.teams.heal()
    # a fault of ours, and a store that is away: their messages hold what was at hand
    for error in (RuntimeError(f"{WORD} {PASSWORD}"), StoreDown("no answer")):
        store.error = error
        async with world.session.get(world.url + "/metrics"):
            pass
        stranger = wire.say(BEN, world.thread_id, f"status {WORD}")
        await world.deliver(stranger)
        store.error = None
        await world.rest()
    await world.send(wire.say(ANN, world.thread_id, f"close {WORD}"))
    await world.until("08:00")


async def told(folder: Path, form: Literal["json", "text"]) -> Left:
    spied, left = Spied(), Left()
    with logged(form) as lines:
        store = Breaking(folder / "swarm.db")
        async with wired(
            folder, store=store, spans=spied.spans,
            MicrosoftAppPassword=PASSWORD, SWARM_PAGING_SECRET=PAGING,
        ) as world:  # fmt: skip
            await story(world, store)
            for path in ("/metrics", "/readyz", "/healthz"):
                async with world.session.get(world.url + path) as answer:
                    left.figures += await answer.text()
            left.shown = json.dumps([seen.activity for seen in world.thread])
    left.log, left.spans = lines.text, tuple(spied.all())
    return left


@pytest.mark.parametrize("form", ["json", "text"])
async def test_nothing_that_was_planted_leaves(
    tmp_path: Path, form: Literal["json", "text"]
) -> None:
    """A full story with refusals, faults of ours and a store that is away: not one line, figure or
    span has a word of it, nor a secret."""
    left = await told(tmp_path, form)
    assert WORD in left.shown
    assert len(left.spans) > 50
    assert "send_failed" in left.log
    assert "RuntimeError" in left.log
    for word in (WORD, *SECRETS):
        found = [line for line in left.everything() if word.casefold() in line.casefold()]
        assert found == []
