"""docs/openapi.yaml describes the HTTP face as it is, and nothing that fits or breaks it is a 5xx."""

import asyncio
import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from bot.tickets.generic import LENGTHS, read
from bot.tickets.reading import TicketRead
from bot.version import VERSION
from tests.build import OPENED
from tests.stories.wired import Wired, wired
from tests.teams_wire import ANN, CHANNEL

ROOT = Path(__file__).parents[2]
API: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
TICKET = API["components"]["schemas"]["Ticket"]
EXAMPLES = {"get": 3, "post": 12}
"""For each operation, way of generating and way of running; some ten seconds in all."""
SCHEMA = schemathesis.openapi.from_dict(API)
OPERATIONS = sorted((path, method) for path, item in API["paths"].items() for method in item)


async def test_every_route_is_described_and_no_other(tmp_path: Path) -> None:
    """Paths and methods are those of the program."""
    async with wired(tmp_path) as world:
        found = {
            (route.resource.canonical, route.method.lower())
            for route in world.bot.web.router.routes()
            if route.resource is not None and route.method != "HEAD"
        }
    assert found == set(OPERATIONS)
    assert API["info"]["version"] == VERSION


def test_the_ticket_is_described_field_by_field() -> None:
    """What the adapter reads stands in the description, and the other way round."""
    source = (ROOT / "bot" / "tickets" / "generic.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'reader\.(?:text|identifier|time|flag)\("(\w+)"', source))
    asked |= {"severity", "url", "contact", "status"}
    assert set(TICKET["properties"]) == asked
    inner = {name.removeprefix("contact.") for name in LENGTHS if name.startswith("contact.")}
    assert set(TICKET["properties"]["contact"]["properties"]) == inner


def test_the_readmes_ticket_fits() -> None:
    """The example in the README is a ticket by the description, and by the adapter."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    text = re.search(r"```json\n(.*?)```", readme, re.DOTALL)
    assert text is not None
    sample = {name: value for name, value in json.loads(text[1]).items() if value != "…"}
    jsonschema.validate(sample, {**TICKET, "components": API["components"]})
    sample["url"] = ""
    assert isinstance(read(json.dumps(sample).encode(), OPENED), TicketRead)


MODES = {
    "get": [GenerationMode.POSITIVE],
    "post": [GenerationMode.POSITIVE, GenerationMode.NEGATIVE],
}
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]


def tried(url: str, path: str, method: str, mode: GenerationMode) -> list[int]:
    """Requests by the description (or against it), each with its answer compared with it."""
    seen: list[int] = []

    @given(case=SCHEMA[path][method.upper()].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES[method], deadline=None, database=None, derandomize=True,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def attempt(case: schemathesis.Case[Any]) -> None:
        answer = case.call(base_url=url, timeout=20)
        seen.append(answer.status_code)
        assert answer.status_code < 500, (case.as_curl_command(), answer.text)
        if case.method.lower() == method:
            case.validate_response(answer, checks=CHECKS)

    attempt()
    return seen


@pytest.mark.parametrize("dev", ["0", "1"], ids=["as in production", "without authentication"])
async def test_nothing_that_is_sent_is_a_5xx(tmp_path: Path, dev: str) -> None:
    """Every operation, with what fits its description and with what breaks it: answered as
    described, and the bot goes on."""
    statuses: dict[str, set[int]] = {}
    async with wired(tmp_path, SWARM_DEV=dev) as world:
        for path, method in OPERATIONS:
            if dev == "1" and method == "get":
                continue
            for mode in MODES[method]:
                found = await asyncio.to_thread(tried, world.url, path, method, mode)
                statuses.setdefault(path, set()).update(found)
        async with world.session.get(world.url + "/readyz") as answer:
            assert answer.status == 200
    if dev == "1":
        assert statuses["/api/messages"] <= {200, 400, 403}
    else:
        assert statuses["/healthz"] == {200}
        assert statuses["/api/messages"] <= {400, 401, 403}


async def test_a_ticket_by_the_description_is_taken(tmp_path: Path) -> None:
    """At the source that exists, what fits is stored and what does not is named."""
    seen: list[tuple[int, str]] = []

    async with wired(tmp_path, SWARM_DEV="1") as world:

        def attempt_all() -> None:
            @given(case=SCHEMA["/tickets/{source}"]["POST"].as_strategy())
            @settings(
                max_examples=30, deadline=None, database=None, derandomize=True,
                phases=[Phase.generate], suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            def attempt(case: schemathesis.Case[Any]) -> None:
                case.path_parameters = {"source": "generic"}
                case.headers.clear()
                answer = case.call(base_url=world.url, timeout=20)
                seen.append((answer.status_code, answer.text))

            attempt()

        await asyncio.to_thread(attempt_all)
    assert {status for status, _ in seen} <= {202, 400}
    for status, text in seen:
        assert status == 202 or json.loads(text)["errors"][0]["field"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every part of an activity, by its path."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()  # fmt: skip
    for key, part in inner:
        yield (*path, key)
        yield from places(part, (*path, key))


def good(world: Wired) -> list[dict[str, Any]]:
    """Activities as Teams sends them."""
    wire, thread = world.teams.wire, world.thread_id
    contact = world.pressing(ANN, "form_contact")["value"]["action"]["data"]
    return [
        wire.say(ANN, thread, "note rebooted"),
        wire.say(ANN, CHANNEL, "new Sev-B Aoba: slow"),
        world.pressing(ANN, "lead"),
        wire.task_fetch(ANN, thread, contact),
        wire.task_submit(ANN, thread, {**contact, "said": "x", "next_at": "6:00"}),
        wire.install(ANN, CHANNEL),
    ]


async def test_an_activity_of_which_a_part_is_anything_is_no_5xx(tmp_path: Path) -> None:
    """Signed as Teams signs, with one part replaced by any JSON: answered or refused by name."""
    seen: list[int] = []
    async with wired(tmp_path) as world:
        await world.ticket()
        loop, activities = asyncio.get_running_loop(), good(world)
        parts = [(n, path) for n, one in enumerate(activities) for path in places(one)]

        @given(part=st.sampled_from(parts), value=ANYTHING)
        @settings(
            max_examples=120, deadline=None, database=None, derandomize=True,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def attempt(part: tuple[int, tuple[Any, ...]], value: Any) -> None:
            activity = copy.deepcopy(activities[part[0]])
            at: Any = activity
            for key in part[1][:-1]:
                at = at[key]
            at[part[1][-1]] = value
            sent = asyncio.run_coroutine_threadsafe(world.deliver(activity), loop)
            status, answer = sent.result(20)
            assert status < 500, (part[1], value, answer)
            seen.append(status)

        await asyncio.to_thread(attempt)
        await world.rest()
    assert {200, 400} <= set(seen)
