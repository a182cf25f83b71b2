"""From the webhook to the message in Teams: one id on every line, in every span."""

import asyncio
from pathlib import Path

from tests.ops.recording import Spied, logged
from tests.stories.wired import wired
from tests.teams_wire import ANN, BEN


async def test_a_ticket_is_followed_to_its_thread(tmp_path: Path) -> None:
    """Ticket, stored revision and sent card have one id; it is in the answer to the webhook and
    in the operation that stands in the case's log for ever."""
    with logged() as lines:
        async with wired(tmp_path) as world:
            body = '{"id": "T-1", "title": "Tills", "severity": "A"}'
            await world.post(body)
            await world.rest()
            [accepted] = lines.all(event="ticket-accepted")
            [stored] = lines.all(action="stored", kind="Open")
            [root] = lines.all(action="sent", effect="root")
            [opened, *_] = await world.bot.store.events(accepted["swarm"])
    assert len(accepted["trace"]) == 32
    assert accepted["trace"] == stored["trace"] == root["trace"]
    assert root["rev"] >= stored["rev"] >= opened.seq
    assert opened.op == stored["op"]
    assert opened.op.startswith("~" + accepted["trace"][:12])


async def test_every_answer_bears_the_id(tmp_path: Path) -> None:
    """Whoever sent a request can name it to the operator; an id that they bring is not taken."""
    with logged() as lines:
        async with wired(tmp_path) as world:
            brought = {"X-Request-Id": "f" * 32, "traceparent": f"00-{'f' * 32}-{'f' * 16}-01"}
            for path in ("/healthz", "/no/such/path"):
                async with world.session.get(world.url + path, headers=brought) as answer:
                    assert len(answer.headers["X-Request-Id"]) == 32
                    assert answer.headers["X-Request-Id"] != "f" * 32
            async with world.session.post(world.url + "/tickets/generic", data=b"{}") as answer:
                named = answer.headers["X-Request-Id"]
    [refused] = lines.all(event="ticket-refused")
    assert refused["trace"] == named


async def test_a_press_is_followed_to_the_card(tmp_path: Path) -> None:
    """Two people press one after the other: each press, what it changed, and the card that shows
    it have an id of their own."""
    with logged() as lines:
        async with wired(tmp_path) as world:
            await world.ticket()
            await world.press(ANN, "lead")
            await world.moment()
            await world.press(BEN, "claim", area="storage")
            await world.moment()
    claimed, led = lines.all(kind="Claim")[0], lines.all(kind="Lead")[0]
    edits = lines.all(action="sent", effect="EditCard/0")
    assert claimed["trace"] != led["trace"]
    assert {led["trace"], claimed["trace"]} <= {edit["trace"] for edit in edits}
    answered = lines.all(event="invoke.answered", action="press claim")
    assert [one["trace"] for one in answered] == [claimed["trace"]]


async def test_what_time_brings_has_an_id_too(tmp_path: Path) -> None:
    """A reminder belongs to no request: its moment is the root of it."""
    with logged() as lines:
        async with wired(tmp_path) as world:
            await world.ticket()
            await world.until("05:09")
    ticks = {line["trace"] for line in lines.all(kind="Tick")}
    pings = [line for line in lines.all(action="sent") if line["effect"].startswith("PostPing")]
    assert ticks
    assert ticks & {ping["trace"] for ping in pings}


async def test_presses_at_once_are_told_apart(tmp_path: Path) -> None:
    """Decided in one transaction, they are still two acts with two ids."""
    with logged() as lines:
        async with wired(tmp_path) as world:
            await world.ticket()
            presses = [world.pressing(ANN, "lead"), world.pressing(BEN, "claim", area="storage")]
            await asyncio.gather(*(world.deliver(press) for press in presses))
            await world.rest()
    stored = [line for line in lines.all(action="stored") if line["kind"] in ("Lead", "Claim")]
    assert len({line["trace"] for line in stored}) == 2
    assert len({line["rev"] for line in stored}) == 2


async def test_spans_hang_together(tmp_path: Path) -> None:
    """One trace: the request at its root, the commit and the message in Teams below it."""
    spied = Spied()
    with logged() as lines:
        async with wired(tmp_path, spans=spied.spans) as world:
            await world.ticket()
            await world.press(ANN, "lead")
    [posted] = spied.all("POST /tickets/{source}")
    [thread] = spied.all("teams thread")
    [accepted] = lines.all(event="ticket-accepted")
    for span in (posted, thread):
        assert span.context is not None
        assert format(span.context.trace_id, "032x") == accepted["trace"]
    assert posted.parent is None
    assert posted.attributes == {
        "http.route": "/tickets/{source}",
        "http.response.status_code": 202,
    }
    [press] = spied.all("press lead")
    assert press.attributes == {"swarm.outcome": "answered"}
    commits = [s.parent.span_id for s in spied.all("store commit") if s.parent]
    assert press.context is not None
    assert press.context.span_id in commits


async def test_what_is_asked_outside_of_any_trace_leaves_none_behind(tmp_path: Path) -> None:
    """Spans of a look at the store do not make all later moments one trace."""
    with logged() as lines:
        async with wired(tmp_path, spans=Spied().spans) as world:
            await world.ticket()
            await world.until("05:25")
    ticks = [line["trace"] for line in lines.all(kind="Tick")]
    assert len(ticks) > 1
    assert len(set(ticks)) == len(ticks)
