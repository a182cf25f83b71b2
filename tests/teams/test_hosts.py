import pytest

from bot.teams.hosts import TEAMS_HOSTS, url_fault


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net:443/teams",
        "https://SMBA.trafficmanager.net/amer/",
        "https://smba.infra.gov.teams.microsoft.us/teams/",
    ],
)
def test_the_addresses_of_teams_are_believed(url: str) -> None:
    """Every documented service host passes, in any spelling of its name."""
    assert url_fault(url, TEAMS_HOSTS) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/emea/",
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://user:word@smba.trafficmanager.net/",
        "https://evil.example\\@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net:port/",
        "https://smba.trafficmanager.net/../x",
        "https://smba.trafficmanager.net/?x=1",
        "https://smba.trafficmanager.net/#x",
        "https://smba.trafficmanager.net /",
        "https://[::1",
        "ftp://smba.trafficmanager.net/",
        "http://127.0.0.1:9000/",
        "https://localhost/",
        "smba.trafficmanager.net",
        "https:///emea/",
        "",
    ],
)
def test_every_other_address_is_refused(url: str) -> None:
    """Foreign hosts, plain http and addresses that play tricks all have a fault."""
    assert url_fault(url, TEAMS_HOSTS) != ""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_must_be_listed_outside_development(host: str) -> None:
    """Loopback, with plain http and any port, is for tests that name it and for development."""
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:9000/teams/"

    assert url_fault(url, TEAMS_HOSTS) != ""
    assert url_fault(url, {host}) == ""
    assert url_fault(url, frozenset(), dev=True) == ""


def test_development_talks_to_this_machine_only() -> None:
    """Without tokens not even Teams' own addresses are called."""
    assert url_fault("https://smba.trafficmanager.net/emea/", TEAMS_HOSTS, dev=True) != ""


def test_a_listed_port_opens_that_port_alone() -> None:
    """An entry host:port allows this port, and no other."""
    hosts = {"gateway.example:8443"}

    assert url_fault("https://gateway.example:8443/x", hosts) == ""
    assert url_fault("https://gateway.example/x", hosts) != ""
