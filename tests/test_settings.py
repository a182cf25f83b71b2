"""Settings: everything that is wrong is said at once, and no secret is ever printed."""

import base64

import pytest

from bot.settings import VARIABLES, Settings, SettingsError, is_loopback

KEY = b"a secret of many bytes, made up"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
CREDENTIALS = {
    "MicrosoftAppId": "11111111-2222-3333-4444-555555555555",
    "MicrosoftAppPassword": "made-up-password",
    "MicrosoftAppTenantId": "99999999-2222-3333-4444-555555555555",
}


def faults(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refused:
        Settings.read(environ)
    return refused.value.faults


def test_credentials_are_enough() -> None:
    """With the three credentials the bot starts on loopback with an embedded store."""
    settings = Settings.read({**CREDENTIALS, "PATH": "/bin"})
    assert (settings.host, settings.port, settings.authenticated) == ("127.0.0.1", 3978, True)
    assert str(settings.sqlite_path) == "swarm.db"
    assert settings.allowed_tenants == {CREDENTIALS["MicrosoftAppTenantId"]}


def test_without_credentials_it_says_what_is_missing() -> None:
    """Each missing credential is named, and the way to try the bot without them."""
    found = faults({})
    names = ["MicrosoftAppId", "MicrosoftAppTenantId", "MicrosoftAppPassword"]
    assert [fault.split()[0] for fault in found] == names
    assert all("SWARM_DEV=1" in fault for fault in found)


def test_a_managed_identity_needs_no_password() -> None:
    """With UserAssignedMSI there is no client secret to ask for."""
    environ = {**CREDENTIALS, "MicrosoftAppType": "UserAssignedMSI"}
    del environ["MicrosoftAppPassword"]
    assert Settings.read(environ).app_type == "UserAssignedMSI"


def test_a_credential_in_other_capitals_is_pointed_out() -> None:
    """MicrosoftAppID is a common slip: the message says which name is meant."""
    environ = {**CREDENTIALS, "MicrosoftAppID": CREDENTIALS["MicrosoftAppId"]}
    del environ["MicrosoftAppId"]
    assert "MicrosoftAppID is set" in faults(environ)[0]


def test_an_empty_variable_counts_as_not_set() -> None:
    """Containers pass empty variables: they mean the default."""
    settings = Settings.read({"SWARM_DEV": "1", "SWARM_PORT": "", "SWARM_POLICY": " "})
    assert (settings.port, settings.policy) == (3978, None)


def test_every_fault_is_reported_at_once_by_name() -> None:
    """Five mistakes, five sentences, each with the name and what is expected."""
    found = faults(
        {
            "SWARM_PORT": "harbour",
            "SWARM_LOG": "xml",
            "SWARM_STROE": "sqlite:///x.db",
            "SWARM_OPENID_METADATA": "http://login.example/metadata",
            "SWARM_TICKET_SECRET_GENERIC": "not base64!",
            "SWARM_DEV": "1",
        }
    )
    text = "\n".join(found)
    assert len(found) == 5
    assert "SWARM_PORT is 'harbour'; expected: the port to listen on, 0 to 65535" in found
    assert "SWARM_STROE is not a setting; is SWARM_STORE meant?" in found
    for name in ("SWARM_LOG", "SWARM_OPENID_METADATA", "SWARM_TICKET_SECRET_GENERIC"):
        assert name in text


def test_an_issuer_is_kept_letter_by_letter() -> None:
    """Tokens are compared with it: what stands at its end must stay; another address may lose it."""
    address = "https://sts.example.us/v2/"
    environ = {"SWARM_TOKEN_ISSUER": address, "SWARM_LOGIN_AUTHORITY": address}
    settings = Settings.read({**CREDENTIALS, **environ})
    assert settings.token_issuer == address
    assert settings.login_authority == address.rstrip("/")
    assert faults({**CREDENTIALS, "SWARM_TOKEN_ISSUER": "http://sts.example.us/"})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "bot.example.com"])
def test_without_authentication_it_listens_on_this_machine_only(host: str) -> None:
    """SWARM_DEV=1 on an open address would let anybody in: refused."""
    (fault,) = faults({"SWARM_DEV": "1", "SWARM_HOST": host})
    assert fault.startswith("SWARM_HOST")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost"])
def test_loopback_addresses_are_known(host: str) -> None:
    """All spellings of this machine are fine without authentication."""
    assert is_loopback(host)
    assert not Settings.read({"SWARM_DEV": "1", "SWARM_HOST": host}).authenticated


@pytest.mark.parametrize("value", ["yes", "true", "2"])
def test_dev_is_switched_on_by_1_alone(value: str) -> None:
    """Whoever writes SWARM_DEV=true learns it, and is not let in by accident."""
    assert any(f.startswith("SWARM_DEV") for f in faults({**CREDENTIALS, "SWARM_DEV": value}))


def test_secrets_never_print() -> None:
    """Neither the settings nor a complaint about them shows a secret."""
    key = "AccountName=a;AccountKey=topsecret;EndpointSuffix=core.example"
    settings = Settings.read(
        {**CREDENTIALS, "SWARM_STORE": key, "SWARM_TICKET_SECRET_GENERIC": SECRET}
    )
    printed = f"{settings!r} {settings} {settings.model_dump()}"
    bad = faults({"SWARM_STORE": "topsecret", "SWARM_TICKET_SECRET_GENERIC": "topsecret"})
    for secret in ("topsecret", SECRET, KEY.decode(), CREDENTIALS["MicrosoftAppPassword"]):
        assert secret not in printed + "".join(bad)


def test_several_secrets_while_one_replaces_another() -> None:
    """Two secrets, parted by a space, are both accepted."""
    plain = SECRET.removeprefix("whsec_").rstrip("=")
    settings = Settings.read(
        {"SWARM_DEV": "1", "SWARM_TICKET_SECRET_GENERIC": f"{SECRET}  {plain}"}
    )
    assert settings.ticket_keys["generic"] == (KEY, KEY)


@pytest.mark.parametrize("value", ["whsec_", "whsec_c2hvcnQ=", "whsec_ああ", SECRET + " x"])
def test_an_unusable_secret_is_refused(value: str) -> None:
    """Empty, too short, not base64, or one bad among good ones."""
    environ = {"SWARM_DEV": "1", "SWARM_TICKET_SECRET_GENERIC": value}
    assert "SWARM_TICKET_SECRET_GENERIC" in faults(environ)[0]


def test_a_secret_for_an_unknown_source_is_refused() -> None:
    """A misspelt source would otherwise refuse every ticket later."""
    environ = {"SWARM_DEV": "1", "SWARM_TICKET_SECRET_GENERC": SECRET}
    assert faults(environ) == (
        "SWARM_TICKET_SECRET_GENERC is not a setting; is SWARM_TICKET_SECRET_GENERIC meant?",
    )


@pytest.mark.parametrize(
    "value",
    [
        "sqlite:///x.db",
        "sqlite:////var/x.db",
        "UseDevelopmentStorage=true",
        "https://a.table.example",
    ],
)
def test_stores_that_are_known(value: str) -> None:
    """An embedded file, Azure Tables by address or connection string."""
    settings = Settings.read({"SWARM_DEV": "1", "SWARM_STORE": value})
    assert (settings.sqlite_path is not None) == value.startswith("sqlite")


@pytest.mark.parametrize(
    "value", ["swarm.db", "sqlite:///", "sqlite://x.db", "postgres://x", "http://127.0.0.1:10002/x"]
)
def test_stores_that_are_not(value: str) -> None:
    """Everything else is refused, naming the forms that are known."""
    (fault,) = faults({"SWARM_DEV": "1", "SWARM_STORE": value})
    assert "sqlite:///path" in fault


def test_lists_are_parted_by_spaces_or_commas() -> None:
    """Both ways of writing a list are common."""
    settings = Settings.read({"SWARM_DEV": "1", "SWARM_SERVICE_HOSTS": "a.example, b.example"})
    assert settings.service_hosts == ("a.example", "b.example")


def test_every_variable_says_what_it_expects() -> None:
    """The descriptions are what people read when something is wrong."""
    assert all(VARIABLES.values())


def test_pages_are_signed_with_a_secret_from_the_environment() -> None:
    """One or several; a bad one is named, and never printed."""
    found = Settings.read({"SWARM_DEV": "1", "SWARM_PAGING_SECRET": f"{SECRET} {SECRET}"})
    assert len(found.paging_secret) == 2
    assert SECRET.removeprefix("whsec_") not in repr(found)
    [fault] = faults({"SWARM_DEV": "1", "SWARM_PAGING_SECRET": "topsecret!"})
    assert fault.startswith("SWARM_PAGING_SECRET expected: whsec_")
    assert "topsecret" not in fault
