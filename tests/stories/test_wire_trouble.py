"""Teams in trouble for a long time, as it comes over the wire, for a case that nobody touches."""

from pathlib import Path

import pytest

from tests.fake_teams import FakeTeams, Fault
from tests.stories.wired import Wired, wired
from tests.teams_wire import ANN, BEN, CHANNEL

OTHER = "19:other@thread.tacv2"
LONG = {
    "503": Fault(503, times=None),
    "429": Fault(429, retry_after="40", times=None),
    "silence": Fault(0, silent=True, times=None),
}
ENOUGH = 0.15
"""Real seconds in which a silent Teams is given up."""


async def led(world: Wired) -> None:
    """A case led by Ann; its first response is due at 05:07."""
    await world.ticket()
    await world.press(ANN, "lead")
    for area in ("platform", "storage", "network"):
        await world.press(ANN, "claim", area=area)
        await world.moment()


def texts(world: Wired, conversation: str) -> list[str]:
    return [str(seen.activity) for seen in world.teams.thread(conversation)]


@pytest.mark.parametrize("name", LONG)
async def test_ten_minutes_without_teams(tmp_path: Path, name: str) -> None:
    """The update falls due in the middle of it. Afterwards: one reminder, the latest; one edit of
    the card; and a message that may have arrived was not repeated before Teams answered."""
    async with wired(tmp_path, teams_timeout=ENOUGH if name == "silence" else 10) as world:
        await led(world)
        await world.until("05:05")
        there, edits = len(world.thread), world.thread[0].edits
        since = len(world.teams.calls)
        world.teams.fail(LONG[name])
        await world.until("05:15")
        kinds = [call.kind for call in world.teams.calls[since:] if call.kind != "update"]
        assert kinds.count("send") <= 2 or name == "429"
        assert (len(world.thread), world.thread[0].edits) == (there, edits)

        world.teams.heal()
        await world.until("05:16:50")
        assert world.thread[0].edits == edits + 1
        assert "Due at 05:07, not yet logged" in str(world.thread[0].card)
        assert len(world.thread) == there + 1
        assert "planned for 05:07 is not logged" in str(world.thread[-1].card)


def deleted(teams: FakeTeams) -> None:
    del teams.rosters[CHANNEL]
    for thread in teams.threads():
        del teams.messages[thread]


def removed(teams: FakeTeams) -> None:
    teams.fail(Fault(403, "BotNotInConversationRoster", conversation=CHANNEL, times=None))


@pytest.mark.parametrize("lose", [deleted, removed])
async def test_a_channel_is_lost_and_the_case_goes_on(tmp_path: Path, lose: object) -> None:
    """Ann is told once, in 1:1; Ben says "use this channel" in another; the case is there."""
    async with wired(tmp_path) as world:
        await led(world)
        await world.until("05:05")
        assert callable(lose)
        lose(world.teams)
        await world.until("05:20")
        direct = [str(seen.activity) for seen in world.teams.direct(ANN)]
        assert sum("I can no longer post in" in text for text in direct) == 1

        world.teams.rosters[OTHER] = world.teams.users
        await world.send(world.teams.wire.say(BEN, OTHER, "use this channel"))
        await world.until("05:22")
        [thread] = world.teams.threads(OTHER)
        assert "Due at 05:07, not yet logged" in str(world.teams.thread(thread)[0].card)
        direct = [str(seen.activity) for seen in world.teams.direct(ANN)]
        assert all("I can no longer post in" not in text for text in direct)
        await world.send(world.teams.wire.say(ANN, thread, "contact checking, next 6:00"))
        await world.moment()
        assert "checking" in str(world.teams.thread(thread)[0].card)
