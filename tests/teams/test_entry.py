"""POST /api/messages as Teams sees it: statuses, bodies, and who is let through."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.ports import StoreDown
from bot.teams.answers import card_answer, dialog, dialog_text, text_answer
from bot.teams.auth import Gate, Rules
from bot.teams.connector import Connector
from bot.teams.entry import LARGEST_BODY, MessagesEntry
from bot.teams.inbound import Installed, MembersChanged, Press, Said
from bot.teams.keys import KeyStore
from bot.teams.sdk import Adapter
from bot.teams.token import NoToken
from tests.fake_teams import FakeTeams
from tests.teams.rig import THREAD, Memory, Turned
from tests.teams_wire import ANN, APP_ID, BEN, CHANNEL, TENANT

NOT_SAVED = text_answer("not saved, press again")


class Bot:
    """The entry behind a real HTTP server, with Teams on loopback before it."""

    def __init__(self, teams: FakeTeams, session: aiohttp.ClientSession, gate: Gate) -> None:
        self.teams, self.wire, self.session, self.memory = teams, teams.wire, session, Memory()
        adapter = Adapter(Connector(session, NoToken(), Turned(), hosts={"127.0.0.1"}))
        self.entry = MessagesEntry(gate, adapter, self.memory, lambda _: NOT_SAVED, patience=0.2)
        self.url = ""

    async def send(self, activity: dict[str, Any]) -> tuple[int, Any]:
        return await self.teams.deliver(self.session, self.url, activity)

    async def raw(self, body: bytes, **headers: str) -> tuple[int, Any]:
        async with self.session.post(self.url, data=body, headers=headers) as response:
            return response.status, await response.json()


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    clock = Turned()
    async with FakeTeams(clock=clock) as teams, aiohttp.ClientSession() as session:
        keys = KeyStore(session, clock.monotonic, metadata=teams.identity.metadata_url)
        rules = Rules(APP_ID, frozenset({TENANT}), frozenset({"127.0.0.1"}))
        bot = Bot(teams, session, Gate(rules, keys, clock))
        app = web.Application()
        app.router.add_post("/api/messages", bot.entry.handle)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        bot.url = "http://{}:{}/api/messages".format(*runner.addresses[0][:2])
        yield bot
        await bot.entry.close()
        await runner.cleanup()
        await keys.close()


async def test_a_press_is_answered_with_the_body_of_the_handler(bot: Bot) -> None:
    """200 and JSON, which the stock SDK turns into a 500."""
    assert await bot.send(bot.wire.press(ANN, THREAD, "claim")) == (200, text_answer("heard"))
    assert isinstance(bot.memory.came[0], Press)


@pytest.mark.parametrize(
    "body",
    [
        card_answer({"type": "AdaptiveCard", "version": "1.5", "body": []}),
        text_answer("担当中です"),
        dialog({"type": "AdaptiveCard"}, "Contact"),
        dialog_text("saved"),
    ],
)
async def test_every_kind_of_answer_arrives_as_it_was_made(bot: Bot, body: dict[str, Any]) -> None:
    """Cards, sentences and dialogs, for presses and for dialogs."""
    bot.memory.body = body
    for activity in (
        bot.wire.press(ANN, THREAD, "claim"),
        bot.wire.task_fetch(ANN, THREAD, {"form": "contact"}),
        bot.wire.task_submit(ANN, THREAD, {"form": "contact"}),
    ):
        assert await bot.send(activity) == (200, body)


@pytest.mark.parametrize("error", [StoreDown("away"), RuntimeError("bug")])
async def test_a_press_that_could_not_be_kept_says_so(bot: Bot, error: Exception) -> None:
    """Whatever breaks, the person reads that nothing was saved; Teams is not told to repeat."""
    bot.memory.error = error

    assert await bot.send(bot.wire.press(ANN, THREAD, "claim")) == (200, NOT_SAVED)


async def test_a_press_that_takes_too_long_is_answered_and_goes_on(bot: Bot) -> None:
    """The answer does not wait for ever, and what was begun is not broken off."""
    bot.memory.until = asyncio.Event()
    assert await bot.send(bot.wire.press(ANN, THREAD, "claim")) == (200, NOT_SAVED)

    assert bot.memory.ended == 0
    bot.memory.until.set()
    await bot.entry.close()
    assert bot.memory.ended == 1


async def test_an_unknown_invoke_is_answered_well_formed(bot: Bot) -> None:
    """New kinds of invoke do not become errors, and nobody handles them by accident."""
    activity = bot.wire.invoke(ANN, THREAD, "composeExtension/query", {"commandId": "x"})

    assert await bot.send(activity) == (200, {})
    assert bot.memory.came == []


async def test_nonsense_in_a_card_is_answered_inside_teams(bot: Bot) -> None:
    """A sound envelope with a broken value: HTTP 200, and the faults in Teams' error shape."""
    broken = {**bot.wire.press(ANN, THREAD, "claim"), "value": {"action": {"data": 7}}}

    status, body = await bot.send(broken)

    assert (status, body["statusCode"]) == (200, 400)
    assert "value.action.verb" in body["value"]["message"]
    form = {**bot.wire.task_submit(ANN, THREAD, {}), "value": {"data": 7}}
    status, body = await bot.send(form)
    assert (status, body["task"]["type"]) == (200, "message")


async def test_words_and_events_go_through_the_turn(bot: Bot) -> None:
    """Each is handled once, and answered 200."""
    activities = [
        bot.wire.say(ANN, THREAD, "claim storage"),
        bot.wire.install(ANN),
        bot.wire.members_added(ANN, CHANNEL, BEN),
    ]

    assert [(await bot.send(a))[0] for a in activities] == [200, 200, 200]
    assert [type(i) for i in bot.memory.came] == [Said, Installed, MembersChanged]


async def test_words_that_could_not_be_kept_are_sent_again(bot: Bot) -> None:
    """503 makes Teams repeat; a mistake of ours would only repeat itself, so it is 200."""
    bot.memory.error = StoreDown("away")
    assert (await bot.send(bot.wire.say(ANN, THREAD, "claim storage")))[0] == 503

    bot.memory.error = RuntimeError("bug")
    with capture_logs() as logs:
        assert (await bot.send(bot.wire.say(ANN, THREAD, "claim storage")))[0] == 200
    assert [line["action"] for line in logs if line["log_level"] == "error"] == ["Said"]


@pytest.mark.parametrize("kind", ["messageReaction", "typing", "event", "endOfConversation"])
async def test_events_without_meaning_are_accepted(bot: Bot, kind: str) -> None:
    """Unknown events are 200, and nobody hears of them."""
    assert await bot.send({**bot.wire.say(ANN, THREAD, "x"), "type": kind}) == (200, {})
    assert bot.memory.came == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b'{"text": NaN}',
        b'{"text": "\\ud800"}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 30_000,
    ],
    ids=range(12),
)
async def test_what_is_no_json_object_is_400(bot: Bot, body: bytes) -> None:
    """Before anything is believed, and with the fault in words."""
    status, answer = await bot.raw(body)

    assert status == 400
    assert answer["errors"]


@pytest.mark.parametrize("measured", [True, False])
async def test_a_body_too_large_is_413(bot: Bot, measured: bool) -> None:
    """With its length told beforehand, and without."""
    body = b'{"text": "' + b"x" * LARGEST_BODY + b'"}'

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 16_384):
            yield body[start : start + 16_384]

    async with bot.session.post(bot.url, data=body if measured else chunks()) as response:
        assert response.status == 413


@pytest.mark.parametrize(
    "changed",
    [
        {"from": []},
        {"from": None},
        {"conversation": {}},
        {"type": None},
        {"type": 7},
        {"timestamp": "yesterday"},
        {"text": {"a": 1}},
        {"entities": [1]},
        {"recipient": "bot"},
        {"id": "x" * 600},
        {"id": "two\nlines"},
    ],
)
async def test_a_bad_activity_is_400_and_not_handled(bot: Bot, changed: dict[str, Any]) -> None:
    """Signed by Teams or not, a wrong shape is named and goes no further."""
    status, answer = await bot.send({**bot.wire.say(ANN, CHANNEL, "hi"), **changed})

    assert (status, bool(answer["errors"])) == (400, True)
    assert bot.memory.came == []


async def test_a_press_from_nobody_is_400(bot: Bot) -> None:
    """A broken envelope is no press, whatever the card says."""
    broken = {**bot.wire.press(ANN, THREAD, "claim"), "from": [], "value": 7}

    assert (await bot.send(broken))[0] == 400
    assert bot.memory.came == []


async def test_strangers_get_401_and_403_and_no_effect(bot: Bot) -> None:
    """Without a token 401; with a token for something else 403; nothing is handled or called."""
    press = bot.wire.press(ANN, THREAD, "claim")
    foreign = replace_tenant(press)

    assert (await bot.raw(json.dumps(press).encode()))[0] == 401
    assert (await bot.raw(json.dumps(press).encode(), Authorization="Bearer x.y.z"))[0] == 401
    assert (await bot.send(foreign))[0] == 403
    elsewhere = {**bot.wire.say(ANN, CHANNEL, "hi"), "serviceUrl": "https://evil.example/"}
    assert (await bot.send(elsewhere))[0] == 403
    assert bot.memory.came == []
    assert bot.teams.calls == []


def replace_tenant(activity: dict[str, Any]) -> dict[str, Any]:
    other = "99999999-9999-4999-8999-999999999999"
    return {
        **activity,
        "conversation": {**activity["conversation"], "tenantId": other},
        "channelData": {"tenant": {"id": other}},
    }


async def test_without_keys_teams_is_asked_to_come_again(bot: Bot) -> None:
    """503 at a cold start without the key endpoint: neither an error of ours nor a refusal."""
    bot.teams.identity.down = True

    assert (await bot.send(bot.wire.press(ANN, THREAD, "claim")))[0] == 503
    assert bot.memory.came == []


async def test_fifty_cold_presses_are_all_answered_with_one_look_at_the_keys(bot: Bot) -> None:
    """The first moment after a start is as good as any other."""
    presses = [bot.wire.press(ANN, THREAD, "claim") for _ in range(50)]

    answers = await asyncio.gather(*(bot.send(press) for press in presses))

    assert {status for status, _ in answers} == {200}
    assert len(bot.memory.came) == 50
    assert bot.teams.identity.key_fetches == 1
