"""Each way in which Teams fails, as it comes over the wire: what stands in the thread afterwards."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fake_teams import Fault, most_within
from tests.stories.wired import Wired, wired
from tests.teams_wire import ANN, CHANNEL

FAULTS = {
    "slow": Fault(delay=0.2),
    "429 with seconds": Fault(429, retry_after="9"),
    "429 without a time": Fault(429),
    "412": Fault(412, "PreconditionFailed"),
    "500": Fault(500, "ServiceError"),
    "502": Fault(502),
    "502, done all the same": Fault(502, applied=True),
    "503": Fault(503),
    "504": Fault(504),
    "403": Fault(403, "BotNotInConversationRoster"),
    "404": Fault(404, "ConversationNotFound"),
    "cut": Fault(0),
    "cut, done all the same": Fault(0, applied=True),
}
ONCE_MORE = {"502, done all the same", "cut, done all the same"}
"""What Teams did without saying so may stand there once more."""


def fault(name: str, *kinds: str) -> Fault:
    return replace(FAULTS[name], kinds=kinds)


def writes(world: Wired, since: int, kind: str) -> int:
    return sum(call.kind == kind for call in world.teams.calls[since:])


@pytest.mark.parametrize("name", FAULTS)
async def test_a_new_case_is_shown(tmp_path: Path, name: str) -> None:
    """The first post fails: two minutes later the thread is there."""
    async with wired(tmp_path) as world:
        world.teams.fail(fault(name, "create"))
        assert (await world.ticket())[0] == 202
        await world.until("04:54:30")
        assert len(world.teams.threads()) == (2 if name in ONCE_MORE else 1)
        if name in {"502", "503", "504", "cut"} | ONCE_MORE:
            kinds = [call.kind for call in world.teams.calls]
            assert (
                "members" in kinds[kinds.index("create") : len(kinds) - kinds[::-1].index("create")]
            )


@pytest.mark.parametrize("name", FAULTS)
async def test_a_reminder_is_sent(tmp_path: Path, name: str) -> None:
    """The reminder at 05:07 fails: within three minutes it is there."""
    async with wired(tmp_path) as world:
        await world.ticket()
        await world.press(ANN, "lead")
        for area in ("platform", "storage", "network"):
            await world.press(ANN, "claim", area=area)
            await world.moment()
        await world.until("05:06")
        before = len(world.thread)
        world.teams.fail(fault(name, "send"))
        await world.until("05:10")
        assert len(world.thread) - before == (2 if name in ONCE_MORE else 1)


@pytest.mark.parametrize("name", FAULTS)
async def test_a_card_is_put_right(tmp_path: Path, name: str) -> None:
    """An edit fails: within two minutes the card shows the truth, and it is the only one."""
    async with wired(tmp_path) as world:
        await world.ticket()
        world.teams.fail(fault(name, "update"))
        await world.press(ANN, "claim", area="storage")
        await world.until("04:54:30")
        assert "Ann Lee" in str(world.thread[0].card)
        assert "claim" not in str([seen.card for seen in world.thread[1:]])


async def test_a_card_that_was_deleted_is_posted_again(tmp_path: Path) -> None:
    """Somebody deleted the live card: after the second 404 another one stands there."""
    async with wired(tmp_path) as world:
        await world.ticket()
        world.teams.messages[world.thread_id][0].deleted = True
        press = world.teams.wire.say(ANN, world.thread_id, "claim storage")
        await world.send(press)
        await world.until("04:54")
        assert "Ann Lee" in str(world.thread[-1].card)


async def test_a_retry_after_is_kept_by_everybody(tmp_path: Path) -> None:
    """Nine seconds are asked for: no write into the channel before, and no more than allowed."""
    async with wired(tmp_path) as world:
        await world.ticket()
        start = len(world.teams.sent_at(CHANNEL))
        world.teams.fail(fault("429 with seconds", "update"))
        await world.press(ANN, "claim", area="storage")
        await world.send(world.teams.wire.say(ANN, world.thread_id, "help"))
        await world.moment(30)
        first, *later = world.teams.sent_at(CHANNEL)[start:]
        assert later
        assert min((moment - first).total_seconds() for moment in later) >= 9
        assert most_within(world.teams.sent_at(CHANNEL), 1) <= 7
