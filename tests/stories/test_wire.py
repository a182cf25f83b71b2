"""Through HTTP, as Teams and the ticket system see it: signed, answered, and never a 5xx."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cards.looking import actions, elements
from tests.stories.wired import wired
from tests.stories.world import answered
from tests.teams_wire import ANN, BEN, CHANNEL, CHIE, user

EVERYONE = "<at>everyone</at> **bold** [link](http://evil.example) # head \u0000\u0007\u202e"


async def test_a_sev_a_over_the_wire(tmp_path: Path) -> None:
    """Ticket, thread, claim, contact through a dialog, reminder, close: all signed."""
    async with wired(tmp_path, SWARM_FORMS="dialog") as world:
        status, body = await world.ticket()
        assert (status, body["created"]) == (202, True)
        assert (await world.ticket())[1]["created"] is False
        await world.press(ANN, "lead")
        status, answer = await world.press(BEN, "claim", area="storage")
        assert status == 200
        assert "Ben Ode" in answered(answer)

        data = world.pressing(ANN, "form_contact")["value"]["action"]["data"]
        fetch = world.teams.wire.task_fetch(ANN, world.thread_id, data)
        _, dialog = await world.send(fetch)
        form = dialog["task"]["value"]["card"]["content"]
        typed = {
            **form["actions"][0]["data"],
            "said": "checking",
            "next": "told",
            "next_at": "6:00",
        }
        submit = world.teams.wire.task_submit(ANN, world.thread_id, typed)
        status, done = await world.send(submit)
        assert (status, done["task"]["type"]) == (200, "message")

        await world.until("06:01")
        assert "Ann Lee" in str(world.thread[-1].card)
        await world.send(world.teams.wire.say(ANN, world.thread_id, "contact fixed, next none because solved"))  # fmt: skip
        await world.send(world.teams.wire.say(ANN, world.thread_id, "close"))
        await world.moment()
        assert "Closed at" in str(world.thread[0].card)


@pytest.mark.parametrize(
    ("opener", "wrong", "right", "said"),
    [
        ("form_contact", {"said": ""}, {"how": "not_reached"}, "not been reached"),
        ("form_move", {"due": "whenever"}, {"due": "6:00", "agreed": "yes"}, "06:00"),
        ("form_note", {"text": " "}, {"text": "rebooted node 3"}, "Noted"),
        ("form_next", {"text": "x", "until": "?"}, {"text": "check DNS", "until": "6:40"}, "DNS"),
        ("form_recover", {"since": "?"}, {"phase": "mitigated", "since": "4:45"}, "Mitigated"),
        ("form_close", {}, {"end_1": "drill"}, "closed"),
        ("form_area", {"key": "other", "name": ""}, {"name": "DNS"}, "DNS"),
        ("form_area", {"key": "power"}, {"key": "power", "name": "DNS"}, "DNS"),
        ("form_areas", {"area": "power", "do": "claim"}, {"area": "storage"}, "Storage"),
        ("form_customer_called", {"who": ""}, {"who": "Mr Ohno", "call_back": "7:40"}, "07:40"),
        (
            "form_finding",
            {"area": "power"},
            {"area": "storage", "state": "cause", "text": "slow"},
            "Cause",
        ),
    ],
)
async def test_every_form_is_a_dialog(
    tmp_path: Path, opener: str, wrong: dict[str, str], right: dict[str, str], said: str
) -> None:
    """It opens, stays open with what was wrong on top, and closes with a sentence."""
    async with wired(tmp_path, SWARM_FORMS="dialog") as world:
        wire = world.teams.wire
        await world.ticket()
        await world.press(ANN, "lead")
        data = world.pressing(ANN, opener)["value"]["action"]["data"]
        _, dialog = await world.send(wire.task_fetch(ANN, world.thread_id, data))
        [button] = dialog["task"]["value"]["card"]["content"]["actions"]
        typed = {**button["data"], **wrong}
        if wrong:
            _, again = await world.send(wire.task_submit(ANN, world.thread_id, typed))
            assert again["task"]["type"] == "continue"
        typed |= right
        status, done = await world.send(wire.task_submit(ANN, world.thread_id, typed))
        assert (status, done["task"]["type"]) == (200, "message")
        assert said in done["task"]["value"]


async def test_setting_aside_is_a_dialog_in_the_chat_with_the_lead(tmp_path: Path) -> None:
    """Nobody is on duty for an area: the lead is asked in 1:1, and says there that it is not
    relevant, and why."""
    async with wired(tmp_path, SWARM_FORMS="dialog") as world:
        wire = world.teams.wire
        await world.ticket()
        await world.press(ANN, "lead")
        for area in ("platform", "storage"):
            await world.press(BEN, "claim", area=area)
            await world.moment()
        await world.until("05:00")
        chat = world.teams.directs[ANN.mention]
        buttons = [a["data"] for seen in world.teams.direct(ANN) for a in actions(seen.card or {})]
        data = next(one for one in buttons if one.get("verb") == "form_set_aside")
        _, dialog = await world.send(wire.task_fetch(ANN, chat, data))
        [button] = dialog["task"]["value"]["card"]["content"]["actions"]
        typed = {**button["data"], "area": "network", "reason": " "}
        _, again = await world.send(wire.task_submit(ANN, chat, typed))
        assert again["task"]["type"] == "continue"
        _, done = await world.send(wire.task_submit(ANN, chat, {**typed, "reason": "all local"}))
        assert done["task"]["type"] == "message"
        assert "Network" in done["task"]["value"]
        await world.moment()
        assert "Not relevant: Network" in str(world.thread[0].card)


async def test_a_case_is_opened_by_a_dialog(tmp_path: Path) -> None:
    """ "Start a case" on the welcome: without a title it stays open; sent twice it is one case."""
    async with wired(tmp_path, SWARM_FORMS="dialog") as world:
        wire = world.teams.wire
        _, dialog = await world.send(wire.task_fetch(ANN, CHANNEL, {"verb": "form_new"}))
        [button] = dialog["task"]["value"]["card"]["content"]["actions"]
        typed = {**button["data"], "title": " ", "severity": "A", "customer": "Aoba"}
        _, again = await world.send(wire.task_submit(ANN, CHANNEL, typed))
        assert again["task"]["type"] == "continue"
        for _ in range(2):
            submit = wire.task_submit(ANN, CHANNEL, {**typed, "title": "Tills are down"})
            _, done = await world.send(submit)
            assert done["task"]["type"] == "message"
        assert len(world.teams.threads()) == 1
        assert "Tills are down" in str(world.thread[0].card)


@pytest.mark.parametrize("issuer", ["https://api.botframework.us", "https://sts.example.us/v2/"])
async def test_in_another_cloud_tokens_have_another_issuer(tmp_path: Path, issuer: str) -> None:
    """SWARM_TOKEN_ISSUER names it: its tokens are believed, and those of the public cloud are not."""
    async with wired(tmp_path, SWARM_TOKEN_ISSUER=issuer) as world:
        assert (await world.send(world.teams.wire.say(ANN, CHANNEL, "help")))[0] == 401
        world.teams.identity.issuer = issuer
        assert (await world.send(world.teams.wire.say(ANN, CHANNEL, "help")))[0] == 200


def strange_presses(swarm: str) -> list[tuple[str, dict[str, Any]]]:
    """Verbs that nobody knows, data that is junk, swarms that never were."""
    return [
        ("nonsense", {"swarm": swarm}),
        ("form_nonsense", {"swarm": swarm}),
        ("submit_nonsense", {"swarm": swarm}),
        ("claim", {}),
        ("claim", {"swarm": swarm}),
        ("claim", {"swarm": swarm, "area": ["x"]}),
        ("claim", {"swarm": {"a": 1}, "area": "storage"}),
        ("claim", {"swarm": "sw-unknown", "area": "storage"}),
        ("claim", {"swarm": swarm, "area": EVERYONE}),
        ("claim", {"swarm": swarm, "area": "x" * 100_000}),
        ("take_over", {"swarm": swarm, "area": "nowhere", "area_turn": "NaN"}),
        ("snooze", {"swarm": swarm, "promise": "999999999999999999"}),
        ("snooze", {"swarm": swarm, "promise": -1}),
        ("take_promise", {"swarm": swarm, "promise": "77", "turn": "now-77"}),
        ("form_move", {"swarm": swarm, "promise": "77"}),
        ("submit_move", {"swarm": swarm, "promise": "x", "due": "6:00"}),
        ("submit_contact", {"swarm": swarm, "said": 7}),
        ("submit_close", {"swarm": "sw-unknown"}),
        ("submit_recover", {"swarm": swarm, "phase": "dancing", "since": "9999999"}),
        ("submit_set_aside", {"swarm": swarm, "area": "nowhere", "reason": "so"}),
        ("submit_new", {"title": "   "}),
        ("timeline", {"swarm": "sw-unknown"}),
        ("status", {"swarm": ""}),
        ("", {"swarm": swarm}),
    ]


@pytest.mark.parametrize("number", range(len(strange_presses(""))))
async def test_strange_presses_are_answered_and_do_nothing(tmp_path: Path, number: int) -> None:
    """HTTP 200 with something to read, and the case is what it was."""
    async with wired(tmp_path) as world:
        swarm = (await world.ticket())[1]["swarm"]
        before = await world.bot.store.events(swarm)
        verb, data = strange_presses(swarm)[number]
        activity = world.teams.wire.press(ANN, world.thread_id, verb, data, card="1")
        status, answer = await world.send(activity)
        assert status == 200
        assert answer["statusCode"] in (200, 400)
        assert answer["value"]
        changed = [type(e.fact).__name__ for e in await world.bot.store.events(swarm)][
            len(before) :
        ]
        assert changed in ([], ["PhaseMoved"])
        assert changed == [] or verb == "submit_recover"


async def test_a_closed_case_says_so(tmp_path: Path) -> None:
    """Presses on what was open when the card was drawn: when it was closed, and how to go on."""
    async with wired(tmp_path) as world:
        await world.ticket()
        claim = world.pressing(ANN, "claim", area="storage")
        finding = world.pressing(ANN, "form_finding")
        await world.send(world.teams.wire.say(ANN, world.thread_id, "contact fixed, next none because solved"))  # fmt: skip
        await world.send(world.teams.wire.say(ANN, world.thread_id, "close"))
        count = len(world.thread)
        for activity in (claim, finding):
            status, answer = await world.send(activity)
            assert status == 200
            assert "This case was closed at" in answered(answer)
        assert len(world.thread) == count


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"title": ""}, ["title"]),
        ({"severity": "Z", "created_at": "yesterday"}, ["severity", "created_at"]),
        ({"id": None, "title": 7, "url": "javascript:alert(1)"}, ["id", "title", "url"]),
    ],
)
async def test_a_bad_ticket_is_told_every_fault(
    tmp_path: Path, fields: dict[str, Any], named: list[str]
) -> None:
    """400 with each bad field by name, and nothing is opened."""
    async with wired(tmp_path) as world:
        status, body = await world.ticket(**fields)
        assert status == 400
        assert sorted({error["field"] for error in body["errors"]}) == sorted(named)
        assert world.teams.threads() == []


async def test_what_people_write_is_never_more_than_text(tmp_path: Path) -> None:
    """Markdown, mentions and control characters in a ticket and in words stay harmless."""
    async with wired(tmp_path) as world:
        status, _ = await world.ticket(title=EVERYONE, customer=EVERYONE, business_impact=EVERYONE)
        assert status == 202
        for said in (f"add area {EVERYONE}", f"claim {EVERYONE}", f"note {EVERYONE}", EVERYONE):
            status, _ = await world.send(world.teams.wire.say(ANN, world.thread_id, said))
            assert status == 200
        await world.moment()
        shown = str([seen.activity for seen in world.thread])
        assert "\\x00" not in shown
        assert "\\u202e" not in shown
        cards = [seen.card for seen in world.thread if seen.card]
        markdown = [e["text"] for card in cards for e in elements(card) if e["type"] == "TextBlock"]
        live = re.compile(r"<at>everyone|(?<!\\)\]\(http://evil|(?<!\\)\*\*bold")
        assert [text for text in markdown if live.search(text)] == []
        assert "evil" in str(markdown)
        assert all(not seen.text for seen in world.thread)


async def test_a_description_of_a_megabyte_is_kept_short(tmp_path: Path) -> None:
    """The ticket is taken, the card stays below 28 KB."""
    async with wired(tmp_path) as world:
        status, _ = await world.ticket(description="あ" * 350_000)
        assert status == 202
        assert len(str(world.thread[0].card)) < 28 * 1024


async def test_a_hundred_areas_are_too_many(tmp_path: Path) -> None:
    """As many as a card can hold are taken, the rest is refused with the number."""
    async with wired(tmp_path) as world:
        swarm = (await world.ticket())[1]["swarm"]
        for number in range(100):
            say = world.teams.wire.say(ANN, world.thread_id, f"add area area{number}")
            assert (await world.send(say))[0] == 200
        loaded = await world.bot.store.load(swarm)
        assert loaded is not None
        assert len(loaded.swarm.areas) == 16
        assert "16" in str(world.thread[-1].activity)


async def test_strangers_are_kept_out(tmp_path: Path) -> None:
    """Another tenant: 403. A member of another team, in 1:1: told kindly, and nothing happens."""
    async with wired(tmp_path) as world:
        swarm = (await world.ticket())[1]["swarm"]
        press = world.pressing(ANN, "claim", area="storage")
        elsewhere = "99999999-9999-4999-8999-999999999999"
        press["channelData"]["tenant"]["id"] = press["conversation"]["tenantId"] = elsewhere
        assert (await world.send(press))[0] == 403

        stranger = user(77, "Stan Gere")
        data = {"swarm": swarm, "area": "storage", "turn": "1"}
        status, answer = await world.send(world.teams.wire.press(stranger, "a:77", "claim", data))
        assert status == 200
        assert "Only members of Escalations" in answered(answer)
        loaded = await world.bot.store.load(swarm)
        assert loaded is not None
        assert all(area.owner is None for area in loaded.swarm.areas)


async def test_members_are_told_apart_by_their_identity_not_by_card_data(tmp_path: Path) -> None:
    """Whatever the button's data says about who and what: the envelope and the store decide."""
    async with wired(tmp_path) as world:
        swarm = (await world.ticket())[1]["swarm"]
        press = world.pressing(CHIE, "claim", area="storage")
        forged = {"by": ANN.id, "person": ANN.id, "owner": ANN.name, "title": "x", "severity": "C"}
        press["value"]["action"]["data"] |= forged
        await world.send(press)
        loaded = await world.bot.store.load(swarm)
        assert loaded is not None
        area = loaded.swarm.area("storage")
        assert area is not None
        assert area.owner is not None
        assert area.owner.id == CHIE.id
        assert loaded.swarm.ticket.title == "Tills cannot log in"


async def test_use_this_channel_and_help_are_presses_of_the_welcome(tmp_path: Path) -> None:
    """The card that greets has three buttons, and each of them works; none takes its place."""
    async with wired(tmp_path) as world:
        for verb in ("use_channel", "help", "form_new"):
            status, answer = await world.send(world.teams.wire.press(ANN, CHANNEL, verb, {}))
            assert status == 200
            assert isinstance(answer["value"], str)
            assert answer["value"]
        await world.moment()
        said = [str(seen.card) for seen in world.teams.thread(CHANNEL)]
        assert any("What you can write" in card for card in said)
