"""The decision table of the gate: who is let in, and with which status the others are sent away."""

import base64
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import jwt
import pytest

from bot.teams.auth import Caller, Denied, Gate, Rules
from bot.teams.keys import KeyStore, KeysUnavailable
from tests.fake_identity import new_pair
from tests.fake_teams import FakeTeams
from tests.teams.rig import THREAD, Turned
from tests.teams_wire import ANN, APP_ID, TENANT

Activity = dict[str, Any]
FOREIGN = "99999999-9999-4999-8999-999999999999"


class Door:
    """A gate before a fake Teams."""

    def __init__(self, teams: FakeTeams, clock: Turned, gate: Gate) -> None:
        self.teams, self.clock, self.gate = teams, clock, gate

    def activity(self, **changed: Any) -> Activity:
        activity = {**self.teams.wire.press(ANN, THREAD, "claim"), **changed}
        return {name: value for name, value in activity.items() if value is not None}

    def signed(self, **claims: Any) -> dict[str, str]:
        return self.teams.identity.headers(self.teams.service_url, **claims)

    def seconds(self) -> int:
        return int(self.clock().timestamp())

    async def status(self, headers: dict[str, str], activity: Activity) -> int:
        result = await self.gate.check(headers, activity)
        return result.status if isinstance(result, Denied) else 200


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    clock = Turned()
    async with FakeTeams(clock=clock) as teams, aiohttp.ClientSession() as session:
        keys = KeyStore(session, clock.monotonic, metadata=teams.identity.metadata_url)
        rules = Rules(APP_ID, frozenset({TENANT}), frozenset({"127.0.0.1"}))
        yield Door(teams, clock, Gate(rules, keys, clock))
        await keys.close()


async def test_a_good_token_is_let_in_with_its_claims(door: Door) -> None:
    """Teams itself, for our tenant, at an address that we know."""
    result = await door.gate.check(door.signed(), door.activity())

    assert isinstance(result, Caller)
    assert result.claims["aud"] == APP_ID


CLAIMS: list[tuple[str, Callable[[int], dict[str, Any]], int]] = [
    ("wrong issuer", lambda _: {"iss": "https://evil.example"}, 401),
    ("emulator issuer", lambda _: {"iss": "https://sts.windows.net/d6d49420/"}, 401),
    ("no issuer", lambda _: {"iss": None}, 401),
    ("wrong audience", lambda _: {"aud": FOREIGN}, 401),
    ("our own outbound audience", lambda _: {"aud": "https://api.botframework.com"}, 401),
    ("several audiences", lambda _: {"aud": [APP_ID, FOREIGN]}, 401),
    ("no audience", lambda _: {"aud": None}, 401),
    ("expired a while ago", lambda now: {"exp": now - 301}, 401),
    ("expired within five minutes", lambda now: {"exp": now - 299}, 200),
    ("no end", lambda _: {"exp": None}, 401),
    ("an end that is no number", lambda _: {"exp": "tomorrow"}, 401),
    ("an end beyond all numbers", lambda _: {"exp": 10**400}, 401),
    ("not valid yet", lambda now: {"nbf": now + 301}, 401),
    ("valid in a moment", lambda now: {"nbf": now + 299}, 200),
    ("no beginning", lambda _: {"nbf": None}, 200),
    ("a beginning that is no number", lambda _: {"nbf": True}, 401),
    ("no serviceurl", lambda _: {"serviceurl": None}, 403),
    ("another serviceurl", lambda _: {"serviceurl": "https://smba.trafficmanager.net/x/"}, 403),
    ("a serviceurl that is no text", lambda _: {"serviceurl": 7}, 403),
    ("audience in capitals", lambda _: {"aud": APP_ID.upper()}, 200),
]


@pytest.mark.parametrize(
    ("claims", "status"), [row[1:] for row in CLAIMS], ids=[r[0] for r in CLAIMS]
)
async def test_claims_decide(
    door: Door, claims: Callable[[int], dict[str, Any]], status: int
) -> None:
    """Each claim of the token is checked, also for being there at all."""
    assert await door.status(door.signed(**claims(door.seconds())), door.activity()) == status


def _head(token: str, **head: Any) -> str:
    """The token with another header, its signature as before."""
    written = base64.urlsafe_b64encode(json.dumps(head).encode()).rstrip(b"=").decode()
    return ".".join([written, *token.split(".")[1:]])


HEADERS: list[tuple[str, Callable[[Door, str], dict[str, str]]]] = [
    ("no header", lambda _, __: {}),
    ("empty", lambda _, __: {"Authorization": ""}),
    ("basic", lambda _, token: {"Authorization": f"Basic {token}"}),
    ("lower case scheme", lambda _, token: {"Authorization": f"bearer {token}"}),
    ("no token", lambda _, __: {"Authorization": "Bearer "}),
    ("garbage", lambda _, __: {"Authorization": "Bearer garbage"}),
    ("dots", lambda _, __: {"Authorization": "Bearer a.b.c"}),
    ("not ASCII", lambda _, __: {"Authorization": "Bearer \udcff.b.c"}),
    ("token twice", lambda _, token: {"Authorization": f"Bearer {token} {token}"}),
    (
        "a header of brackets",
        lambda _, __: {
            "Authorization": f"Bearer {base64.urlsafe_b64encode(b'[' * 6000).decode()}.e30.eHg"
        },
    ),
    ("no signature", lambda _, token: {"Authorization": f"Bearer {token.rpartition('.')[0]}."}),
    ("no kid", lambda _, token: {"Authorization": f"Bearer {_head(token, alg='RS256')}"}),
    ("kid of no text", lambda _, t: {"Authorization": f"Bearer {_head(t, alg='RS256', kid=1)}"}),
    ("unknown kid", lambda _, t: {"Authorization": f"Bearer {_head(t, alg='RS256', kid='x')}"}),
    ("alg none", lambda _, t: {"Authorization": f"Bearer {_head(t, alg='none', kid='key-1')}"}),
    (
        "another algorithm of the same key",
        lambda door, _: {
            "Authorization": "Bearer "
            + jwt.encode(
                door.teams.identity.claims(door.teams.service_url),
                door.teams.identity.pairs[0].private,
                algorithm="RS512",
                headers={"kid": "key-1"},
            )
        },
    ),
    (
        "signed with a shared secret",
        lambda door, _: {
            "Authorization": "Bearer "
            + jwt.encode(
                door.teams.identity.claims(door.teams.service_url),
                "a secret of more than thirty-two bytes",
                algorithm="HS256",
                headers={"kid": "key-1"},
            )
        },
    ),
    (
        "signed by somebody else under the same kid",
        lambda door, _: {
            "Authorization": "Bearer "
            + door.teams.identity.sign(
                door.teams.identity.claims(door.teams.service_url), new_pair("key-1")
            )
        },
    ),
]


@pytest.mark.parametrize("make", [row[1] for row in HEADERS], ids=[row[0] for row in HEADERS])
async def test_bad_tokens_are_401(door: Door, make: Callable[[Door, str], dict[str, str]]) -> None:
    """Whatever is no token of Teams is sent away with 401, never with an error of ours."""
    token = door.signed()["Authorization"].removeprefix("Bearer ")

    assert await door.status(make(door, token), door.activity()) == 401


ACTIVITIES: list[tuple[str, dict[str, Any], int]] = [
    ("no serviceUrl", {"serviceUrl": None}, 403),
    ("serviceUrl of no text", {"serviceUrl": ["x"]}, 403),
    ("another serviceUrl", {"serviceUrl": "http://127.0.0.1:1/"}, 403),
    ("no channelId", {"channelId": None}, 403),
    ("another channel", {"channelId": "webchat"}, 403),
    ("another tenant", {"conversation": {"id": "x", "tenantId": FOREIGN}}, 403),
    ("another tenant in channelData", {"channelData": {"tenant": {"id": FOREIGN}}}, 403),
    ("no tenant", {"conversation": {"id": "x"}, "channelData": {}}, 403),
    ("tenant of no text", {"conversation": {"tenantId": 7}, "channelData": None}, 403),
    ("tenant in channelData only", {"conversation": {"id": "x"}}, 200),
    ("tenant in the conversation only", {"channelData": None}, 200),
    ("tenant in capitals", {"conversation": {"tenantId": TENANT.upper()}}, 200),
    ("no conversation", {"conversation": None, "channelData": 7}, 403),
]


@pytest.mark.parametrize(
    ("changed", "status"), [row[1:] for row in ACTIVITIES], ids=[row[0] for row in ACTIVITIES]
)
async def test_activities_decide(door: Door, changed: dict[str, Any], status: int) -> None:
    """A good token opens only what it was made for: this address, Teams, our tenants."""
    assert await door.status(door.signed(), door.activity(**changed)) == status


async def test_an_address_off_the_list_is_refused_though_signed(door: Door) -> None:
    """Token and activity may agree on an address that is not one of Teams'."""
    url = "https://evil.example/teams/"
    headers = door.teams.identity.headers(url)

    assert await door.status(headers, door.activity(serviceUrl=url)) == 403


async def test_a_key_that_does_not_speak_for_teams_is_refused(door: Door) -> None:
    """The endorsements of the signing key must name the channel."""
    door.teams.identity.roll_over(endorsements=("webchat",))

    assert await door.status(door.signed(), door.activity()) == 403


async def test_a_token_that_was_let_in_ends_at_its_end(door: Door) -> None:
    """That its signature is remembered does not make it last longer."""
    token = door.signed(exp=door.seconds() + 60)
    assert await door.status(token, door.activity()) == 200

    door.clock.forward(seconds=359)
    assert await door.status(token, door.activity()) == 200
    door.clock.forward(seconds=2)
    assert await door.status(token, door.activity()) == 401


async def test_a_token_that_was_let_in_opens_no_other_door(door: Door) -> None:
    """Its address and the tenant are looked at each time, and another token is another one."""
    token = door.signed()
    assert await door.status(token, door.activity()) == 200

    assert await door.status(token, door.activity(serviceUrl="https://127.0.0.1/x")) == 403
    forged = {"Authorization": token["Authorization"][:-4] + "AAAA"}
    assert await door.status(forged, door.activity()) == 401


async def test_a_token_ends_with_its_key(door: Door) -> None:
    """When Teams has withdrawn the key that signed it, and we have heard of that."""
    token = door.signed(exp=door.seconds() + 30 * 86400)
    assert await door.status(token, door.activity()) == 200

    door.teams.identity.roll_over()
    door.clock.forward(days=8)
    assert await door.status(token, door.activity()) == 401


async def test_nobody_is_let_in_and_nobody_is_blamed_without_keys(door: Door) -> None:
    """A cold start without the key endpoint is an error of ours, of a type of its own."""
    door.teams.identity.down = True

    with pytest.raises(KeysUnavailable):
        await door.gate.check(door.signed(), door.activity())


async def test_development_believes_this_machine_only(door: Door) -> None:
    """Without tokens: loopback addresses pass, others and web pages do not."""
    gate = Gate(Rules("", frozenset(), dev=True), None, door.clock)
    teams = "https://smba.trafficmanager.net/emea/"

    assert isinstance(await gate.check({}, door.activity()), Caller)
    assert isinstance(await gate.check({}, door.activity(serviceUrl=teams)), Denied)
    assert isinstance(await gate.check({}, door.activity(serviceUrl=None)), Denied)
    assert isinstance(await gate.check({"Origin": "https://x"}, door.activity()), Denied)


@pytest.mark.parametrize("rules", [Rules("", frozenset({TENANT})), Rules(APP_ID, frozenset())])
async def test_a_gate_without_app_or_tenant_cannot_be_built(door: Door, rules: Rules) -> None:
    """The stock SDK lets everybody in when the app id is empty; this one does not start."""
    with pytest.raises(ValueError, match="app id"):
        Gate(rules, door.gate._keys, door.clock)
