"""The settings of the process, from the environment.

Nothing here reads the environment itself: ``Settings.read`` is given it. Every fault is reported
at once, by the variable's name and with what is expected; secrets never print.
"""

import ipaddress
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretBytes,
    SecretStr,
    ValidationError,
)

from bot.tickets.signatures import secrets_in
from bot.tickets.sources import ADAPTERS

PER_SOURCE = "SWARM_TICKET_SECRET_"
SQLITE = "sqlite:///"


class SettingsError(Exception):
    """The environment is not usable. ``faults`` has one sentence for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def is_loopback(host: str) -> bool:
    """Whether the host (a name or an address, also in brackets) can only be this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _url(text: str) -> str:
    """An https address; http only on loopback, where a test plays the identity service."""
    parts = urlsplit(text)
    host = parts.hostname or ""
    if not host or parts.scheme not in {"https", "http"}:
        raise ValueError
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError
    return text.rstrip("/")


def _store(text: SecretStr) -> SecretStr:
    value = text.get_secret_value()
    sqlite = value.startswith(SQLITE) and value != SQLITE
    pairs = {part.partition("=")[0].strip().lower() for part in value.split(";")}
    tables = pairs & {"accountname", "usedevelopmentstorage", "tableendpoint"}
    if not sqlite and not tables and not _url(value).startswith("https:"):
        raise ValueError
    return text


def _words(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _secrets(value: object) -> object:
    return tuple(map(SecretBytes, secrets_in(value))) if isinstance(value, str) else value


def _issuer(text: str) -> str:
    """An address that is only ever compared with what a token names, letter by letter: as given."""
    _url(text)
    return text


Url = Annotated[str, AfterValidator(_url)]
Issuer = Annotated[str, AfterValidator(_issuer)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class Settings(BaseModel):
    """What the program needs to know before it starts. The descriptions are shown to people."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    app_id: str = Field("", alias="MicrosoftAppId", description="the bot's application (client) id")
    app_password: SecretStr = Field(
        SecretStr(""), alias="MicrosoftAppPassword", description="the client secret of the bot"
    )
    tenant_id: str = Field(
        "", alias="MicrosoftAppTenantId", description="the tenant the bot is registered in"
    )
    app_type: Literal["SingleTenant", "UserAssignedMSI"] = Field(
        "SingleTenant", alias="MicrosoftAppType", description="SingleTenant or UserAssignedMSI"
    )
    store: Annotated[SecretStr, AfterValidator(_store)] = Field(
        SecretStr(SQLITE + "swarm.db"),
        alias="SWARM_STORE",
        description="sqlite:///path, or a connection string or https address of Azure Tables",
    )
    policy: Path | None = Field(
        None, alias="SWARM_POLICY", description="the path of the policy (a TOML file)"
    )
    dev: Literal["0", "1"] = Field(
        "0", alias="SWARM_DEV", description="1 (no authentication, this machine only) or 0"
    )
    host: str = Field("127.0.0.1", alias="SWARM_HOST", description="the address to listen on")
    port: int = Field(
        3978, alias="SWARM_PORT", ge=0, le=65535, description="the port to listen on, 0 to 65535"
    )
    openid_metadata: Url | None = Field(
        None,
        alias="SWARM_OPENID_METADATA",
        description="the https address of the OpenID metadata that Teams' tokens are checked by",
    )
    token_issuer: Issuer | None = Field(
        None,
        alias="SWARM_TOKEN_ISSUER",
        description="what Teams' tokens name as their issuer in another cloud, letter by letter (https)",
    )
    login_authority: Url | None = Field(
        None,
        alias="SWARM_LOGIN_AUTHORITY",
        description="the https address that the bot gets its own tokens from",
    )
    service_hosts: Words = Field(
        (),
        alias="SWARM_SERVICE_HOSTS",
        description="host names of further Teams services, parted by spaces",
    )
    tenants: Words = Field(
        (), alias="SWARM_TENANTS", description="ids of further tenants to serve, parted by spaces"
    )
    forms: Literal["auto", "dialog", "message"] = Field(
        "auto",
        alias="SWARM_FORMS",
        description="dialog, message, or auto (as the client allows)",
    )
    replicas: int = Field(
        1,
        alias="SWARM_REPLICAS",
        ge=1,
        le=100,
        description="how many processes share the store, 1 to 100",
    )
    log: Literal["json", "text"] = Field(
        "json", alias="SWARM_LOG", description="json (for machines) or text (for people)"
    )
    paging_secret: Annotated[tuple[SecretBytes, ...], BeforeValidator(_secrets)] = Field(
        (),
        alias="SWARM_PAGING_SECRET",
        description="whsec_ and 24 or more bytes in base64, which pages are signed with",
    )
    public_url: Url | None = Field(
        None,
        alias="SWARM_PUBLIC_URL",
        description="the https address at which people's browsers reach the bot, for downloads",
    )
    link_secret: SecretStr = Field(
        SecretStr(""),
        alias="SWARM_LINK_SECRET",
        description="what download links are signed with, 32 or more characters",
        min_length=32,
    )
    ticket_secrets: dict[str, tuple[SecretBytes, ...]] = Field(default_factory=dict)

    @classmethod
    def read(
        cls,
        environ: Mapping[str, str],
        *,
        sources: tuple[str, ...] = tuple(ADAPTERS),
        serving: bool = True,
    ) -> Self:
        """The settings in ``environ``; an empty variable counts as not set.

        ``sources`` are the ticket sources that may have a signing secret. Not ``serving`` (a
        command that only reads the store): no credentials are asked for. Raises SettingsError
        with every fault: bad values, unknown ``SWARM_*`` names, missing credentials.
        """
        given = {name: value.strip() for name, value in environ.items() if value.strip()}
        secrets, bad_secrets = _ticket_secrets(given, sources)
        dangers = _dangers(given) if serving else ()
        faults = [*_unknown(given, sources), *bad_secrets, *dangers]
        known = {name: given[name] for name in VARIABLES if name in given}
        try:
            settings = cls.model_validate({**known, "ticket_secrets": secrets})
        except ValidationError as error:
            raise SettingsError([*_bad_values(error, given), *faults]) from None
        if faults:
            raise SettingsError(faults)
        return settings

    @property
    def authenticated(self) -> bool:
        return self.dev == "0"

    @property
    def allowed_tenants(self) -> frozenset[str]:
        """The bot's own tenant and the further ones."""
        return frozenset(filter(None, (self.tenant_id, *self.tenants)))

    @property
    def ticket_keys(self) -> dict[str, tuple[bytes, ...]]:
        """The keys that tickets of each source are signed with, one of several."""
        return {
            source: tuple(secret.get_secret_value() for secret in secrets)
            for source, secrets in self.ticket_secrets.items()
        }

    @property
    def sqlite_path(self) -> Path | None:
        """The file of the embedded store; None when the store is Azure Tables."""
        value = self.store.get_secret_value()
        return Path(value.removeprefix(SQLITE)) if value.startswith(SQLITE) else None


VARIABLES: dict[str, str] = {
    field.alias: field.description or ""
    for field in Settings.model_fields.values()
    if field.alias is not None
}
"""Every variable, and what is expected in it."""

SECRET = frozenset(
    {"MicrosoftAppPassword", "SWARM_STORE", "SWARM_PAGING_SECRET", "SWARM_LINK_SECRET"}
)


def _bad_values(error: ValidationError, given: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys(str(fault["loc"][0]) for fault in error.errors()):
        shown = "" if name in SECRET else f" is {given[name]!r};"
        yield f"{name}{shown} expected: {VARIABLES[name]}"


def _unknown(given: Mapping[str, str], sources: tuple[str, ...]) -> Iterator[str]:
    known = [*VARIABLES, *(PER_SOURCE + source.upper() for source in sources)]
    for name in sorted(given):
        if name.upper().startswith("SWARM_") and name not in known:
            near = get_close_matches(name.upper(), known, n=1)
            yield f"{name} is not a setting" + (f"; is {near[0]} meant?" if near else "")


def _ticket_secrets(
    given: Mapping[str, str], sources: tuple[str, ...]
) -> tuple[dict[str, tuple[SecretBytes, ...]], list[str]]:
    """The secrets of each source (several, parted by spaces, while one replaces another)."""
    found: dict[str, tuple[SecretBytes, ...]] = {}
    faults = []
    for source in sources:
        name = PER_SOURCE + source.upper()
        if name not in given:
            continue
        try:
            found[source] = tuple(map(SecretBytes, secrets_in(given[name])))
        except ValueError as error:
            faults.append(f"{name}: {error}; expected: whsec_ and 24 or more bytes in base64")
    return found, faults


def _dangers(given: Mapping[str, str]) -> Iterator[str]:
    """Ways of starting that would let strangers in, or nobody."""
    host = given.get("SWARM_HOST", "127.0.0.1")
    if given.get("SWARM_DEV") == "1":
        if not is_loopback(host):
            yield (
                f"SWARM_HOST is {host!r}, but SWARM_DEV=1 switches authentication off; expected: "
                "127.0.0.1, ::1 or localhost, or SWARM_DEV=0 with the bot's credentials"
            )
        return
    needed = ["MicrosoftAppId", "MicrosoftAppTenantId"]
    if given.get("MicrosoftAppType") != "UserAssignedMSI":
        needed.append("MicrosoftAppPassword")
    spelt = {name.lower(): name for name in given}
    for name in needed:
        if name not in given:
            other = spelt.get(name.lower(), "")
            hint = f" ({other} is set, but capitals matter)" if other else ""
            yield (
                f"{name} is missing{hint}; expected: {VARIABLES[name]} "
                "(or SWARM_DEV=1 to try the bot on this machine without credentials)"
            )
