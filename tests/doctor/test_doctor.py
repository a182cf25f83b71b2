"""The doctor: silent when all is well, and for each thing that breaks it says which, and what to
do."""

import base64
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.doctor_report import Finding, Level, as_json, healthy, lines
from bot.doctor_teams import Network
from bot.doctor_telemetry import telemetry
from bot.ports import Conflict, StoreDown
from bot.store.checkup import transactions
from bot.store.tables_client import Tables
from bot.store.tables_meta import META, prepare
from bot.store.tables_size import Operation
from bot.store.urls import open_store
from bot.telemetry_names import CONNECTION
from manifest.build import About, build
from tests.azurite import Accounts
from tests.doctor.rig import Rig, rigged
from tests.teams_record import Fault
from tests.teams_wire import ANN, APP_ID, BEN, CHANNEL, CHIE

US = "https://api.botframework.us"
CHECKS = [
    "settings", "policy", "tickets", "store", "clock", "keys", "issuer", "token", "connector",
    "channels", "people", "bot", "bot", "package", "telemetry", "telemetry",
]  # fmt: skip


async def test_all_is_well(rig: Rig) -> None:
    """One line a check, in the order in which one would put things right, and nothing to do."""
    findings = await rig.examined(url="")
    assert {f.level for f in findings} == {Level.OK}, findings
    assert [f.check for f in findings] == CHECKS
    assert healthy(findings)
    assert not any(f.todo for f in findings)


async def test_all_is_well_on_azure_tables(tmp_path: Path, azurite: Accounts) -> None:
    """The same on the other store, which also tells the time; nothing of the trial is left."""
    async with rigged(tmp_path, azurite) as rig:
        findings = await rig.examined(url="")
        assert {f.level for f in findings} == {Level.OK}, findings
        tables = Tables(rig.environ["SWARM_STORE"])
        assert await tables.query(META, "doctor", "", "~") == []
        await tables.close()


async def test_nothing_is_posted(rig: Rig) -> None:
    """Teams is asked who is there and for 1:1 chats; nobody sees anything."""
    await rig.examined()
    assert {call.kind for call in rig.teams.calls} == {"members", "direct"}
    assert rig.teams.messages == {} or all(not rig.teams.thread(c) for c in rig.teams.messages)


# ---------------------------------------------------------------- each check, failing


async def no_secret(rig: Rig) -> None:
    del rig.environ["MicrosoftAppPassword"]


async def misspelt_setting(rig: Rig) -> None:
    rig.environ["SWARM_STROE"] = "x"


async def faulty_policy(rig: Rig) -> None:
    rig.policy.write_text('zone = "Mars"\n', encoding="utf-8")


async def lost_policy(rig: Rig) -> None:
    rig.policy.unlink()


async def short_ticket_secret(rig: Rig) -> None:
    short = base64.b64encode(b"sixteen bytes ..").decode()
    rig.environ["SWARM_TICKET_SECRET_GENERIC"] = f"whsec_{short}"


async def no_folder_for_the_store(rig: Rig) -> None:
    rig.environ["SWARM_STORE"] = f"sqlite:///{rig.folder}/none/swarm.db"


async def something_else_in_the_store(rig: Rig) -> None:
    path = rig.folder / "other.db"
    path.write_bytes(b"this is no database, whatever it is called" * 100)
    rig.environ["SWARM_STORE"] = f"sqlite:///{path}"


async def clock_ahead(rig: Rig) -> None:
    rig.off = timedelta(minutes=4)


async def clock_behind(rig: Rig) -> None:
    rig.off = timedelta(minutes=-4)


async def no_identity_service(rig: Rig) -> None:
    rig.teams.identity.down = True


async def expired_client_secret(rig: Rig) -> None:
    rig.teams.identity.refuse = True


async def foreign_keys(rig: Rig) -> None:
    rig.teams.identity.roll_over(endorsements=("webchat",))


async def keys_of_something_else(rig: Rig) -> None:
    rig.environ["SWARM_OPENID_METADATA"] = f"{rig.url}/healthz"


async def foreign_service(rig: Rig) -> None:
    await rig.place(service_url="https://teams.example.com/")


async def unreachable_service(rig: Rig) -> None:
    await rig.place(service_url="http://127.0.0.1:9/teams/")


async def removed_from_the_team(rig: Rig) -> None:
    rig.teams.fail(Fault(403, "BotNotInConversationRoster", kinds=("members",)))


async def channel_deleted(rig: Rig) -> None:
    rig.teams.rosters.pop(CHANNEL)


async def not_registered(rig: Rig) -> None:
    rig.teams.fail(Fault(401, "BotNotRegistered", kinds=("members",), times=None))


async def teams_away(rig: Rig) -> None:
    rig.teams.fail(Fault(503, "ServiceError", kinds=("members",)))


async def outsiders(rig: Rig) -> None:
    guest = replace(CHIE, upn="chie_other.example#EXT#@example.com")
    rig.teams.rosters[CHANNEL] = (ANN, BEN, guest)


async def no_bot(rig: Rig) -> None:
    rig.url = "http://127.0.0.1:9"


async def another_program(rig: Rig) -> None:
    rig.answers["/healthz"] = (200, {"hello": "world"})


async def another_version(rig: Rig) -> None:
    rig.answers["/healthz"] = (200, {"version": "9.9.9"})


async def not_ready(rig: Rig) -> None:
    rig.answers["/readyz"] = (503, {"reasons": {"store": "the store does not answer"}})


def packed(**changes: str) -> Callable[[Rig], Awaitable[None]]:
    async def pack(rig: Rig) -> None:
        about = replace(About(APP_ID, "swarm.example.com", "0.1.0"), **changes)
        assert rig.package is not None
        rig.package.write_bytes(build(about))

    return pack


async def no_package(rig: Rig) -> None:
    assert rig.package is not None
    rig.package.write_bytes(b"PK")


async def tokens_of_another_cloud(rig: Rig) -> None:
    rig.environ["SWARM_TOKEN_ISSUER"] = US


async def nobody_receives(rig: Rig) -> None:
    rig.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9"


async def wrong_key_of_the_receiver(rig: Rig) -> None:
    rig.answers["/v1/traces"] = (401, None)


async def something_else_receives(rig: Rig) -> None:
    rig.environ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = f"{rig.url}/other?key=hidden"


async def no_address_of_a_receiver(rig: Rig) -> None:
    rig.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:port"


async def cut_connection_string(rig: Rig) -> None:
    rig.environ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "IngestionEndpoint=https://example.com"


async def monitor_without_its_library(rig: Rig) -> None:
    rig.environ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = connection(rig.url)


def connection(url: str) -> str:
    return f"InstrumentationKey=33333333-3333-4333-8333-333333333333;IngestionEndpoint={url}/"


BROKEN: list[tuple[Callable[[Rig], Awaitable[None]], str, str, str]] = [
    (no_secret, "settings", "MicrosoftAppPassword is missing", "run --help"),
    (misspelt_setting, "settings", "is SWARM_STORE meant?", "run --help"),
    (faulty_policy, "policy", "zone", "policy check"),
    (lost_policy, "policy", "policy.toml", "policy check"),
    (short_ticket_secret, "tickets", "shorter than 24 bytes", "openssl"),
    (no_folder_for_the_store, "store", "none", "folder"),
    (something_else_in_the_store, "store", "other.db", "path"),
    (clock_ahead, "clock", "s ahead", "NTP"),
    (clock_behind, "clock", "s behind", "NTP"),
    (no_identity_service, "token", "503", "firewall"),
    (no_identity_service, "keys", "answers 503", "firewall"),
    (expired_client_secret, "token", "invalid_client", "new client secret"),
    (foreign_keys, "keys", "none speaks for Teams", "SWARM_OPENID_METADATA"),
    (keys_of_something_else, "keys", "without an address of keys", "firewall"),
    (tokens_of_another_cloud, "issuer", "api.botframework.us, but", "SWARM_TOKEN_ISSUER to https"),
    (foreign_service, "connector", "not allowed", "SWARM_SERVICE_HOSTS"),
    (unreachable_service, "connector", "127.0.0.1:9", "firewall"),
    (removed_from_the_team, "channels", "BotNotInConversationRoster", "add the app"),
    (channel_deleted, "channels", "ConversationNotFound", "@Swarm use this channel"),
    (not_registered, "channels", "BotNotRegistered", "Teams channel in Azure"),
    (teams_away, "channels", "does not answer", "try again"),
    (outsiders, "channels", "Chie Mori", "allow_external"),
    (no_bot, "bot", "no bot answers", "logs"),
    (another_program, "bot", "is no swarmbot", "something else"),
    (another_version, "bot", "runs 9.9.9", "same version"),
    (not_ready, "bot", "the store does not answer", "logs"),
    (packed(app_id="9" * 8 + APP_ID[8:]), "package", "app id", "swarmbot manifest"),
    (packed(version="0.0.9"), "package", "version 0.0.9", "upload"),
    (packed(), "package", "host swarm.example.com", "upload"),
    (no_package, "package", "is no app package", "swarmbot manifest"),
    (nobody_receives, "telemetry", "127.0.0.1:9/v1/traces: Client", "4318"),
    (no_address_of_a_receiver, "telemetry", "cannot be read", "4318"),
    (wrong_key_of_the_receiver, "telemetry", "/v1/traces answers 401", "OTLP_HEADERS"),
    (something_else_receives, "telemetry", "/other answers 404", "OTEL_EXPORTER_OTLP_ENDPOINT"),
    (cut_connection_string, "telemetry", "no instrumentation key", "copy"),
    (monitor_without_its_library, "telemetry", "not installed", "requirements-azure"),
]


@pytest.mark.parametrize(
    ("breaks", "check", "says", "todo"), BROKEN, ids=[f"{b.__name__}-{c}" for b, c, *_ in BROKEN]
)
async def test_what_is_broken_is_found(
    rig: Rig, breaks: Callable[[Rig], Awaitable[None]], check: str, says: str, todo: str
) -> None:
    """The check that looks at it says what is wrong, and what to do."""
    await breaks(rig)
    found = await rig.found(check)
    assert says in found.says
    assert todo in found.todo


async def nobody_on_duty(rig: Rig) -> None:
    rig.policy.write_text('zone = "Asia/Tokyo"\n', encoding="utf-8")


async def no_policy(rig: Rig) -> None:
    del rig.environ["SWARM_POLICY"]


async def no_ticket_secret(rig: Rig) -> None:
    del rig.environ["SWARM_TICKET_SECRET_GENERIC"]


async def two_ticket_secrets(rig: Rig) -> None:
    rig.environ["SWARM_TICKET_SECRET_GENERIC"] *= 1
    old = base64.b64encode(b"an old secret that is long enough").decode()
    rig.environ["SWARM_TICKET_SECRET_GENERIC"] += f" whsec_{old}"


async def clock_slightly_off(rig: Rig) -> None:
    rig.off = timedelta(seconds=20)


async def allowed_outsiders(rig: Rig) -> None:
    await outsiders(rig)
    text = rig.policy.read_text(encoding="utf-8")
    rig.policy.write_text("allow_external = true\n" + text, encoding="utf-8")


async def unknown_manager(rig: Rig) -> None:
    text = rig.policy.read_text(encoding="utf-8")
    rig.policy.write_text(text.replace("ann@", "nobody@"), encoding="utf-8")


async def blocked_chat(rig: Rig) -> None:
    rig.teams.unreachable.add(BEN.mention)


async def lost_chat(rig: Rig) -> None:
    rig.teams.rosters.pop("a:ann")
    rig.teams.directs.clear()


async def silent_chat(rig: Rig) -> None:
    rig.teams.fail(Fault(502, "ServiceError", kinds=("direct",), times=None))


async def degraded(rig: Rig) -> None:
    rig.answers["/readyz"] = (200, {"status": "degraded", "checks": {"keys": "away"}})


async def no_telemetry(rig: Rig) -> None:
    del rig.environ["OTEL_EXPORTER_OTLP_ENDPOINT"]


async def telemetry_switched_off(rig: Rig) -> None:
    rig.environ["OTEL_SDK_DISABLED"] = "true"


async def keys_of_nobody(rig: Rig) -> None:
    rig.answers["/openid"] = (200, {"jwks_uri": f"{rig.teams.url}/keys"})
    rig.environ["SWARM_OPENID_METADATA"] = f"{rig.url}/openid"


NOTED: list[tuple[Callable[[Rig], Awaitable[None]], str, str, str]] = [
    (nobody_on_duty, "policy", "nobody is on duty", "rota"),
    (nobody_on_duty, "people", "names nobody", "managers"),
    (no_policy, "policy", "the defaults hold", "SWARM_POLICY"),
    (no_ticket_secret, "tickets", "no webhook comes in", "SWARM_TICKET_SECRET_GENERIC"),
    (two_ticket_secrets, "tickets", "2 secrets", "old one"),
    (clock_slightly_off, "clock", "s ahead", "NTP"),
    (allowed_outsiders, "channels", "Chie Mori", "policy allows"),
    (unknown_manager, "people", "nobody@example.com: not known in Teams", "correct the name"),
    (blocked_chat, "people", "Ben Ode: gets no 1:1 messages", "install the app"),
    (lost_chat, "people", "Ann Lee: gets no 1:1 messages", "install the app"),
    (silent_chat, "people", "Teams does not answer", "try again"),
    (degraded, "bot", "degraded", "other checks"),
    (no_telemetry, "telemetry", "off", "OTEL_EXPORTER_OTLP_ENDPOINT"),
    (telemetry_switched_off, "telemetry", "OTEL_SDK_DISABLED", "take"),
    (keys_of_nobody, "issuer", "does not say", "SWARM_TOKEN_ISSUER"),
]


@pytest.mark.parametrize(
    ("does", "check", "says", "todo"), NOTED, ids=[f"{d.__name__}-{c}" for d, c, *_ in NOTED]
)
async def test_what_should_be_known_is_said(
    rig: Rig, does: Callable[[Rig], Awaitable[None]], check: str, says: str, todo: str
) -> None:
    """It works, and the operator should know of it."""
    await does(rig)
    found = await rig.found(check, Level.NOTE)
    assert says in found.says
    assert todo in found.todo


async def test_a_new_bot_is_told_to_go_to_a_channel(rig: Rig) -> None:
    """Before anybody has added it, that is the one thing to do; the store is made."""
    rig.environ["SWARM_STORE"] = f"sqlite:///{rig.folder}/new.db"
    findings = {f.check: f for f in await rig.examined()}
    assert findings["store"].level is Level.OK
    assert findings["channels"].level is Level.FAULT
    assert "@Swarm use this channel" in findings["channels"].todo


async def test_it_works_beside_a_running_bot(rig: Rig) -> None:
    """On SQLite the bot alone writes: that is said, and channels and people are asked all the same."""
    running = open_store(rig.environ["SWARM_STORE"])
    try:
        findings = {f.check: f for f in await rig.examined()}
    finally:
        await running.close()
    assert "a running bot serves it" in findings["store"].says
    assert {findings[name].level for name in ("store", "channels", "people")} == {Level.OK}


async def test_a_wrong_key_of_azure_tables_is_named(tmp_path: Path, azurite: Accounts) -> None:
    """The store says no; what needs it is not tried, and says so."""
    async with rigged(tmp_path, azurite) as rig:
        key = base64.b64encode(b"another key").decode()
        parts = rig.environ["SWARM_STORE"].split(";")
        parts[2] = f"AccountKey={key}"
        rig.environ["SWARM_STORE"] = ";".join(parts)
        findings = {f.check: f for f in await rig.examined()}
    assert findings["store"].level is Level.FAULT
    assert "Storage Table Data Contributor" in findings["store"].todo
    assert key not in str(findings)
    assert findings["people"].level is Level.SKIPPED


class Halfway(Tables):
    """A store that answers as if everything had happened, also what must not."""

    async def transact(self, table: str, operations: Sequence[Operation]) -> str:
        try:
            return await super().transact(table, operations)
        except Conflict:
            return 'W/"1"'


async def test_a_store_whose_transactions_are_none_is_found(azurite: Accounts) -> None:
    """Whole or not at all is what everything is built on, so it is tried, not believed."""
    tables = Halfway(azurite.account())
    await prepare(tables, make=True)
    with pytest.raises(StoreDown, match="must fail has happened"):
        await transactions(tables)
    await tables.close()


async def test_without_a_token_nothing_is_asked_of_teams(rig: Rig) -> None:
    """The reason stands where the check would be."""
    rig.teams.identity.refuse = True
    findings = {f.check: f for f in await rig.examined()}
    assert findings["channels"].says == "not tried: see: token"
    assert rig.teams.calls == []


async def test_development_asks_nothing_of_microsoft(rig: Rig) -> None:
    """Without authentication there is no token, no key and no Teams to ask."""
    rig.environ = {
        "SWARM_DEV": "1",
        "SWARM_STORE": rig.environ["SWARM_STORE"],
        "SWARM_POLICY": rig.environ["SWARM_POLICY"],
    }
    findings = await rig.examined()
    levels = {f.check: f.level for f in findings}
    assert {levels[n] for n in ("keys", "token", "connector", "channels", "people")} == {
        Level.SKIPPED
    }
    assert rig.teams.identity.key_fetches == 0


async def test_an_empty_delivery_tries_the_receiver_of_telemetry(rig: Rig) -> None:
    """With the bot's own headers, as the bot would; and no span is in it."""
    rig.environ["OTEL_EXPORTER_OTLP_HEADERS"] = "api-key=a%20key, other=x"
    said = as_json(await rig.examined())
    assert [(path, body) for path, _, body in rig.delivered] == [
        ("/v1/traces", b""), ("/v1/metrics", b""),
    ]  # fmt: skip
    told = rig.delivered[0][1]
    assert (told["api-key"], told["other"]) == ("a key", "x")
    assert told["Content-Type"] == "application/x-protobuf"
    assert "a key" not in said


async def test_azure_monitor_is_asked_where_its_library_is(rig: Rig) -> None:
    """Any answer of its address will do; the instrumentation key is not shown."""
    async with aiohttp.ClientSession() as session:
        network = Network(session, lambda *_: None)
        given = {CONNECTION: connection(rig.url)}
        there = await telemetry(network, given, installed=lambda: True)
        away = await telemetry(network, {CONNECTION: connection("http://127.0.0.1:9")}, installed=lambda: True)  # fmt: skip
    assert [(f.level, f.says) for f in there] == [
        (Level.OK, f"Azure Monitor: {rig.url}/ answers (404)")
    ]
    assert away[0].level is Level.FAULT
    assert "firewall" in away[0].todo
    assert "3333" not in as_json([*there, *away])


@pytest.mark.parametrize("issuer", [US, f"{US}/"])
async def test_another_cloud_with_its_own_issuer_is_well(rig: Rig, issuer: str) -> None:
    """The setting fits what the cloud's own description says, to the last letter."""
    rig.answers["/openid"] = (200, {"issuer": issuer, "jwks_uri": f"{rig.teams.url}/keys"})
    rig.environ |= {"SWARM_OPENID_METADATA": f"{rig.url}/openid", "SWARM_TOKEN_ISSUER": issuer}
    assert (await rig.found("issuer", Level.OK)).says == f"tokens are believed from {issuer}"


async def test_an_issuer_without_its_last_letter_is_another(rig: Rig) -> None:
    """Tokens are compared letter by letter, so the doctor does not let a missing slash pass."""
    rig.answers["/openid"] = (200, {"issuer": f"{US}/", "jwks_uri": f"{rig.teams.url}/keys"})
    rig.environ |= {"SWARM_OPENID_METADATA": f"{rig.url}/openid", "SWARM_TOKEN_ISSUER": US}
    assert f"SWARM_TOKEN_ISSUER to {US}/," in (await rig.found("issuer")).todo


async def test_one_is_not_several(rig: Rig) -> None:
    """One key, one member and one person of the policy are spoken of as one."""
    rig.policy.write_text('[people]\nmanagers = ["ann@example.com"]\n', encoding="utf-8")
    rig.teams.rosters[CHANNEL] = (ANN,)
    said = {f.check: f.says for f in await rig.examined() if f.level is Level.OK}
    assert said["keys"] == "1 signing key speaks for Teams"
    assert said["channels"].endswith(": 1 member")
    assert said["people"] == "the one person of the policy can be reached in 1:1"


async def test_no_secret_is_ever_said(rig: Rig) -> None:
    """Neither the client secret, nor a signing secret, nor a token stands in any line."""
    secrets = [rig.environ["MicrosoftAppPassword"], rig.environ["SWARM_TICKET_SECRET_GENERIC"][6:]]
    said = as_json(await rig.examined())
    assert not [secret for secret in [*secrets, "token-1"] if secret in said]


# ---------------------------------------------------------------- how it is said

FINDINGS = [
    Finding("store", Level.OK, "works"),
    Finding("policy", Level.NOTE, "nobody is\non duty", "look at the rota"),
    Finding("token", Level.FAULT, "no token", "make a secret"),
    Finding("people", Level.SKIPPED, "not tried: see: token"),
]


def test_a_line_each_with_what_to_do() -> None:
    """Words carry the state; a line break in a reason breaks no line."""
    printed = lines(FINDINGS, colour=False).splitlines()
    assert len(printed) == len(FINDINGS) + 1
    assert printed[1].split()[:2] == ["note", "policy"]
    assert printed[2] == "FAULT  token   no token -> make a secret"
    assert printed[-1] == "1 fault, 1 note, 1 ok"


def test_colour_is_never_the_only_sign() -> None:
    """Without its colours every line is the same."""
    coloured = lines(FINDINGS, colour=True)
    assert "\x1b[31m" in coloured
    for number in (2, 31, 32, 33, 0):
        coloured = coloured.replace(f"\x1b[{number}m", "")
    assert coloured == lines(FINDINGS, colour=False)


def test_json_is_for_programs() -> None:
    """Whether all is well, and each finding with its level and what to do."""
    content = json.loads(as_json(FINDINGS))
    assert content["healthy"] is False
    assert content["findings"][2] == {
        "check": "token", "level": "fault", "says": "no token", "todo": "make a secret",
    }  # fmt: skip
    assert healthy([one for one in FINDINGS if one.level is not Level.FAULT])


@pytest.mark.parametrize(
    "url", ["swarm", "http://", "ftp://x", "http://[", "https://a b", "http://127.0.0.1:99999"]
)
async def test_a_wrong_address_of_the_bot_is_a_finding(rig: Rig, url: str) -> None:
    """Whatever is written behind --url and --package, nothing crashes."""
    rig.url, rig.package = url, Path("/nowhere/swarm.zip")
    assert "look at its logs" in (await rig.found("bot")).todo
    assert "is no app package" in (await rig.found("package")).says
