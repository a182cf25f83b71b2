"""What the bot needs of Microsoft: its token, Teams' signing keys, the way to Teams, and whom and
what it reaches there. Nothing is posted, and nobody is disturbed."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import aiohttp

from bot.doctor_report import Finding, fault, note, ok, skipped
from bot.doctor_report import why as _why
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.shown import Address, Place
from bot.ports import Busy, ChatError, Failing, Forbidden, Gone, PersonRow, Refused
from bot.spelling import counted
from bot.teams.chat import TeamsChat
from bot.teams.hosts import url_fault
from bot.teams.keys import read_keys
from bot.teams.roster import is_external
from bot.teams.token import Tokens

WITHIN = 5.0
"""Seconds for one question."""
NETWORK = "look at the way out of this machine: name resolution, firewall, proxy"
DEFAULT_SERVICE = "https://smba.trafficmanager.net/teams/"

_TOKEN_TODO = {
    "invalid_client": "make a new client secret for the app and set MicrosoftAppPassword",
    "unauthorized_client": "MicrosoftAppId and MicrosoftAppTenantId do not belong together",
    "invalid_request": "look at MicrosoftAppId and MicrosoftAppTenantId: one is misspelt",
}


@dataclass(frozen=True, slots=True)
class Network:
    """``get`` asks over one session. ``told`` is given the time that an answer bears."""

    session: aiohttp.ClientSession
    told: Callable[[datetime, float], None]

    async def get(self, url: str) -> tuple[int, object]:
        """Status and JSON (None when it is none). Raises OSError, aiohttp.ClientError."""
        started = asyncio.get_running_loop().time()
        async with (
            asyncio.timeout(WITHIN),
            self.session.get(url, allow_redirects=False) as response,
        ):
            self._time(response.headers.get("Date", ""), started)
            try:
                return response.status, await response.json(content_type=None)
            except ValueError:
                return response.status, None

    async def post(self, url: str, headers: Mapping[str, str]) -> int:
        """The status of an empty post. Raises OSError, aiohttp.ClientError, ValueError."""
        async with (
            asyncio.timeout(WITHIN),
            self.session.post(url, data=b"", headers=headers, allow_redirects=False) as response,
        ):
            return response.status

    def _time(self, date: str, started: float) -> None:
        try:
            said = parsedate_to_datetime(date)
        except ValueError:
            return
        if said.tzinfo is not None:
            self.told(said, asyncio.get_running_loop().time() - started)


async def token(tokens: Tokens, *, managed: bool) -> Finding:
    """Whether the bot gets a token of its own."""
    away = NETWORK
    if managed:
        away = "assign the user-assigned identity to this machine or container, as MicrosoftAppId"
    try:
        await tokens.get()
    except Busy as error:
        return fault("token", f"no token: {error}", away)
    except Failing as error:
        todo = next((t for code, t in _TOKEN_TODO.items() if code in str(error)), "")
        return fault("token", f"no token: {error}", todo or _TOKEN_TODO["invalid_request"])
    return ok("token", "Entra gives the bot its token")


async def keys(network: Network, metadata: str, issuer: str) -> list[Finding]:
    """Whether Teams can be recognised: its signing keys are there, and speak for Teams; and
    ``issuer``, whom the bot believes, is who those keys' cloud says that it is."""
    try:
        status, described = await network.get(metadata)
        told = described if isinstance(described, dict) else {}
        address = told.get("jwks_uri")
        if status != 200 or not isinstance(address, str):
            said = f"{metadata} answers {status} without an address of keys"
            return [fault("keys", said, NETWORK), skipped("issuer", "see: keys")]
        _, document = await network.get(address)
    except (OSError, aiohttp.ClientError) as error:
        todo = f"{NETWORK}; Teams gets 503 until the keys are there"
        found = fault("keys", f"{metadata}: {_why(error)}", todo)
        return [found, skipped("issuer", "see: keys")]
    return [_speaking(document), _issuer(told.get("issuer"), issuer, metadata)]


def _issuer(named: object, issuer: str, metadata: str) -> Finding:
    """Tokens of a cloud bear its issuer; with another one set, nobody gets in."""
    if not isinstance(named, str) or not named:
        todo = "look at SWARM_OPENID_METADATA, and at SWARM_TOKEN_ISSUER"
        return note("issuer", f"{metadata} does not say who its tokens are from", todo)
    if named != issuer:
        said = f"tokens are believed from {issuer}, but {metadata} says {named}"
        todo = f"set SWARM_TOKEN_ISSUER to {named}, or correct SWARM_OPENID_METADATA"
        return fault("issuer", f"{said}: nobody gets in", todo)
    return ok("issuer", f"tokens are believed from {issuer}")


def _speaking(document: object) -> Finding:
    found = read_keys(document)
    speaking = sum("msteams" in key.endorsements for key in found.values())
    if not speaking:
        todo = "look at SWARM_OPENID_METADATA: these are not the keys of Teams' service"
        said = f"{counted(len(found), 'signing key')}, none speaks for Teams"
        return fault("keys", said, todo)
    many = counted(speaking, "signing key speaks", "signing keys speak")
    return ok("keys", f"{many} for Teams")


async def connector(
    network: Network, places: Sequence[Place], hosts: frozenset[str]
) -> list[Finding]:
    """Whether Teams' services can be reached: any answer will do."""
    urls = list(dict.fromkeys(place.service_url for place in places)) or [DEFAULT_SERVICE]
    return [await _service(network, url, hosts) for url in urls]


async def _service(network: Network, url: str, hosts: frozenset[str]) -> Finding:
    if reason := url_fault(url, hosts):
        todo = "name its host in SWARM_SERVICE_HOSTS, if it is a cloud of Microsoft's"
        return fault("connector", f"{url} {reason}", todo)
    try:
        status, _ = await network.get(f"{url.rstrip('/')}/v3/conversations")
    except (OSError, aiohttp.ClientError) as error:
        return fault("connector", f"{url}: {_why(error)}", NETWORK)
    return ok("connector", f"{url} answers ({status})")


async def channels(
    chat: TeamsChat, places: Sequence[Place], *, allow_external: bool
) -> list[Finding]:
    """Each known channel: may the bot still speak there, and does somebody from outside listen?"""
    if not places:
        todo = "add the app to a team, and write in a channel: @Swarm use this channel"
        return [fault("channels", "no channel is known: tickets wait until there is one", todo)]
    return [await _channel(chat, place, allow_external) for place in places]


async def _channel(chat: TeamsChat, place: Place, allow_external: bool) -> Finding:
    name = " / ".join(filter(None, (place.team_name, place.name))) or place.conversation
    try:
        members = await chat.members(Address(place.conversation, place.service_url, place.tenant))
    except Forbidden as error:
        todo = "add the app to the team again, or let an administrator allow it"
        return fault("channels", f"{name}: the bot may not speak there ({error})", todo)
    except Gone as error:
        todo = "write in the channel that is used now: @Swarm use this channel"
        return fault("channels", f"{name}: is not there any more ({error})", todo)
    except Refused as error:
        todo = "look at the check of the token, and at the bot's Teams channel in Azure"
        return fault("channels", f"{name}: Teams refuses the bot ({error})", todo)
    except ChatError as error:
        return fault("channels", f"{name}: Teams does not answer ({error})", "try again later")
    outside = [
        member.name or member.mention for member in members if is_external(member, place.tenant)
    ]
    if outside and not allow_external:
        todo = "move them out, use another channel, or set allow_external = true in the policy"
        said = f"{name}: nothing is posted, people from outside are in it: {', '.join(outside)}"
        return fault("channels", said, todo)
    if outside:
        said = f"{name}: people from outside read along: {', '.join(outside)}"
        return note("channels", said, "the policy allows it")
    return ok("channels", f"{name}: {counted(len(members), 'member')}")


def named_in(rules: Policy) -> list[Person]:
    """Everybody whom the policy names, each once."""
    named = [
        *rules.managers, *rules.supervisors, *rules.viewers, *rules.always_on_duty,
        *(shift.person for shift in rules.rota),
        *(expert for area in rules.areas for expert in area.experts),
    ]  # fmt: skip
    return list(dict.fromkeys(named))


async def people(
    chat: TeamsChat, rules: Policy, rows: Sequence[PersonRow], places: Sequence[Place]
) -> list[Finding]:
    """Whom of the policy the bot cannot reach in 1:1. Opening a chat shows nobody anything."""
    known = {row.id: row for row in rows}
    named = named_in(rules)
    if not named:
        return [note("people", "the policy names nobody", "name managers and a rota")]
    tried = [(p.name, await _unreachable(chat, known.get(p.id), places)) for p in named]
    findings = [note("people", f"{name}: {why[0]}", why[1]) for name, why in tried if why]
    whom = "the one person of the policy" if len(named) == 1 else f"all {len(named)} of the policy"
    return findings or [ok("people", f"{whom} can be reached in 1:1")]


async def _unreachable(
    chat: TeamsChat, row: PersonRow | None, places: Sequence[Place]
) -> tuple[str, str] | None:
    """Why this person gets no 1:1 message, and what to do; None when they do."""
    if row is None or not row.mention:
        todo = "correct the name, or add them to a team that has the app"
        return "not known in Teams", todo
    place = next((place for place in places if not place.gone), None)
    try:
        if row.direct is not None:
            await chat.probe(row.direct)
        elif place is not None:
            await chat.open_direct(place.service_url, place.tenant, row.mention)
        else:
            return "cannot be tried without a channel", "see: channels"
    except (Forbidden, Gone):
        todo = "install the app for them (setup policy), or add them to a team that has it"
        return "gets no 1:1 messages; is mentioned in the thread instead", todo
    except ChatError as error:
        return f"Teams does not answer ({error})", "try again later"
    return None
