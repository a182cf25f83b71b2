"""What can be seen from this machine alone: settings, policy, ticket secrets; and the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.doctor_report import Finding, fault, note, ok
from bot.policyfile import PolicyFile
from bot.policyform import PolicyError
from bot.ports import Clock, StoreDown
from bot.settings import PER_SOURCE, Settings, SettingsError
from bot.store.checkup import checkup
from bot.store.errors import CannotOpen, InUse
from bot.tickets.sources import ADAPTERS

GOOD_SECRET = 24
"""Bytes of a signing secret (Standard Webhooks: 24 to 64)."""
NOTED, TOO_FAR = timedelta(seconds=5), timedelta(seconds=60)
"""From when on a wrong clock is said, and is a fault: at five minutes nobody gets in."""


def settings(environ: Mapping[str, str]) -> tuple[Settings | None, list[Finding]]:
    """The settings, or every fault of the environment."""
    try:
        found = Settings.read(environ)
    except SettingsError as error:
        todo = "correct this variable; swarmbot run --help lists them all"
        away = (
            "run the doctor where the bot runs, with its settings; swarmbot run --help lists them"
        )
        faults = [(said, away if " is missing" in said else todo) for said in error.faults]
        return None, [fault("settings", *one) for one in faults]
    if not found.authenticated:
        todo = "for Teams: SWARM_DEV=0 and the bot's credentials"
        return found, [note("settings", "SWARM_DEV=1: no authentication, this machine only", todo)]
    said = f"{found.app_type} {found.app_id} in tenant {found.tenant_id}"
    return found, [ok("settings", said)]


def policy(file: PolicyFile, now: datetime) -> list[Finding]:
    """Every fault of the policy and its rota, and whether somebody is on duty."""
    try:
        file.refresh()
    except PolicyError as error:
        todo = "correct it; swarmbot policy check says what it means"
        return [fault("policy", said, todo) for said in error.faults]
    if file.path is None:
        todo = "write one from examples/policy.toml and set SWARM_POLICY"
        return [note("policy", "none: the defaults hold, and nobody is on duty", todo)]
    duty = file.policy(()).on_duty(now)
    if not duty:
        todo = "look at the rota, or name always_on_duty: nobody is called when a case comes in"
        return [note("policy", f"{file.path}: nobody is on duty now", todo)]
    return [ok("policy", f"{file.path}: {len(duty)} on duty now")]


def tickets(found: Settings) -> list[Finding]:
    """Whether ticket systems can come in, and only they."""
    findings = []
    for source in sorted(ADAPTERS):
        name, keys = PER_SOURCE + source.upper(), found.ticket_keys.get(source, ())
        if any(len(key) < GOOD_SECRET for key in keys):
            todo = 'make a new one: echo "whsec_$(openssl rand -base64 32)"'
            short = f"a secret of {name} is shorter than {GOOD_SECRET} bytes"
            findings.append(fault("tickets", short, todo))
        elif len(keys) > 1:
            todo = "take the old one out when the ticket system signs with the new one"
            findings.append(note("tickets", f"{name}: {len(keys)} secrets are good", todo))
        elif keys:
            findings.append(ok("tickets", f"{source}: signed tickets come in"))
    if findings:
        return findings
    todo = f"set {PER_SOURCE}GENERIC; without it cases begin with @Swarm new"
    return [note("tickets", "no source has a secret: no webhook comes in", todo)]


@dataclass(slots=True)
class Heard:
    """The greatest difference between our clock and one that told us the time."""

    clock: Clock
    off: timedelta | None = None
    told: list[str] = field(default_factory=list)

    def __call__(self, said: datetime, took: float) -> None:
        """``said`` has whole seconds, and the answer took ``took``: the middle of both is meant."""
        middle = said + timedelta(seconds=0.5 + took / 2)
        off = self.clock() - middle
        if self.off is None or abs(off) > abs(self.off):
            self.off = off

    def findings(self) -> list[Finding]:
        if self.off is None:
            return [note("clock", "nobody told us the time", "compare it with a clock you trust")]
        side = "ahead" if self.off > timedelta() else "behind"
        said = f"{abs(self.off).total_seconds():.0f} s {side}"
        todo = "let this machine follow a time server (NTP): from five minutes on nobody gets in"
        if abs(self.off) >= TOO_FAR:
            return [fault("clock", said, todo)]
        if abs(self.off) >= NOTED:
            return [note("clock", said, todo)]
        return [ok("clock", "right to a few seconds")]


async def store(address: str, heard: Heard) -> list[Finding]:
    """Read, write and transaction on the store."""
    shown = "SQLite" if address.startswith("sqlite:") else "Azure Tables"
    try:
        await checkup(address, heard)
    except InUse:
        return [ok("store", f"{shown}: a running bot serves it, and it alone writes")]
    except (CannotOpen, StoreDown) as error:
        return [fault("store", str(error), _store_todo(shown))]
    return [ok("store", f"{shown}: read, write and transaction work")]


def _store_todo(shown: str) -> str:
    if shown == "SQLite":
        return "look at the path, its folder and its rights, and at the free space"
    return (
        "look at SWARM_STORE, at the way there (firewall, proxy), and whether the identity has the "
        "role Storage Table Data Contributor"
    )
