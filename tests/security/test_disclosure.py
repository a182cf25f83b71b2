"""What customers, tickets and people say, and what opens doors, stands in no log line."""

import json
from pathlib import Path

import pytest

from tests.security.wire import TICKETS, Forged, bearer, order, said, send, signed, ticket, token
from tests.stories.wired import SECRET, wired

PLANTED = "Wombat"
"""Stands in everything that somebody says or sends below."""


async def test_nothing_that_was_said_stands_in_the_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Tickets, words, presses and forms, also those that were refused: who did what, never what
    they said; and no secret, no token, no signature."""
    async with wired(tmp_path) as world:
        everything = ticket(
            id="T-1", title=f"{PLANTED} title", customer=f"{PLANTED} Ltd",
            description=f"{PLANTED} description", business_impact=f"{PLANTED} impact",
            contact={"name": f"{PLANTED} Smith", "phone": PLANTED},
        )  # fmt: skip
        sent = signed(world, everything)
        await send(world.url, Forged(TICKETS, sent, everything).wire())
        await world.rest()
        wire, (ann, *_) = world.teams.wire, world.teams.users
        for text in (
            f"note {PLANTED}",
            f"contact {PLANTED} next 6:00",
            f"close {PLANTED}",
            PLANTED,
        ):
            await world.send(wire.say(ann, world.thread_id, text))
        await world.press(ann, "claim")
        await world.send(wire.press(ann, world.thread_id, "submit_note", {"note": PLANTED}))
        for bad in (
            ticket(severity=PLANTED), ticket(status=PLANTED), ticket(created_at=PLANTED),
            PLANTED.encode(), json.dumps([PLANTED]).encode(),
        ):  # fmt: skip
            await send(world.url, Forged(TICKETS, signed(world, bad), bad).wire())
        forged = token({"alg": "RS256", "kid": "key-1"}, {"name": PLANTED}, "c2lnbmF0dXJl")
        await send(world.url, Forged(headers=forged, body=said(order(world))).wire())
        wrong = order(world, serviceUrl=f"https://{PLANTED}.example/", text=PLANTED)
        await send(world.url, Forged(headers=bearer(world), body=said(wrong)).wire())
        await world.rest()
        thread = json.dumps([seen.activity for seen in world.thread])
    printed = "".join(capfd.readouterr())
    assert PLANTED in thread
    assert "ticket-accepted" in printed
    secrets = [SECRET.removeprefix("whsec_"), "made-up", sent[2][1], forged[0][1].split(".")[1]]
    for word in (PLANTED, *secrets):
        lines = [line for line in printed.splitlines() if word.casefold() in line.casefold()]
        assert lines == []


async def test_figures_name_nobody(tmp_path: Path) -> None:
    """/metrics, /healthz and /readyz may be read by others: counts, never words or people."""
    async with wired(tmp_path) as world:
        body = ticket(title=PLANTED, customer=PLANTED)
        await send(world.url, Forged(TICKETS, signed(world, body), body).wire())
        await world.rest()
        ann = world.teams.users[0]
        await world.send(world.teams.wire.press(ann, world.thread_id, PLANTED, {}))
        for path in ("/metrics", "/healthz", "/readyz", "/"):
            async with world.session.get(world.url + path) as answer:
                text = await answer.text()
            assert PLANTED not in text
            assert ann.name not in text
