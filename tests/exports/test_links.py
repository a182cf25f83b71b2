"""Links to exports: signed, for one story, over after ten minutes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.exports.links import LIFE, Grant, Links, over_at
from tests.build import at

NOW = at("08:52")
GRANT = Grant("sw-1", "xlsx", True, "ja", "id-sato", int(over_at(NOW).timestamp()))
LINKS = Links("https://swarm.example.com/", b"s" * 32)
TOKEN = LINKS.token(GRANT)


def test_a_link_gives_what_it_was_made_for() -> None:
    """Its last part is the name of the file."""
    url = LINKS.url(GRANT, "2611240012")
    head, token, name = url.rsplit("/", 2)
    assert (head, name) == ("https://swarm.example.com/exports", "swarm-2611240012-customer.xlsx")
    assert LINKS.read(token, NOW) == GRANT


def test_after_ten_minutes_it_is_over() -> None:
    """Not a second longer."""
    token = LINKS.token(GRANT)
    assert LINKS.read(token, NOW + LIFE - timedelta(seconds=1)) == GRANT
    assert LINKS.read(token, NOW + LIFE) is None


def test_another_secret_signs_other_links() -> None:
    """What somebody else signed opens nothing."""
    assert Links("https://swarm.example.com", b"t" * 32).read(LINKS.token(GRANT), NOW) is None


def test_a_link_for_the_customer_is_none_for_us() -> None:
    """Nobody makes a link with everything out of one with less."""
    payload, signature = LINKS.token(GRANT).split(".")
    inside = LINKS.token(replace(GRANT, safe=False)).split(".")[0]
    assert LINKS.read(f"{inside}.{signature}", NOW) is None
    assert LINKS.read(f"{payload}.{signature}", NOW) == GRANT


@given(st.integers(0, 400), st.characters())
@example(-1, "h")
@example(TOKEN.index("_"), "/")
def test_a_changed_sign_makes_it_worthless(place: int, sign: str) -> None:
    """Whichever it is, and even if it would stand for the same bytes."""
    place %= len(TOKEN)
    changed = TOKEN[:place] + sign + TOKEN[place + 1 :]
    assert changed == TOKEN or LINKS.read(changed, NOW) is None


@pytest.mark.parametrize(
    "token", ["", ".", "a.b", "é.é", "=" * 50, "a" * 5000, "\ud800.x", "e30.e30"]
)
def test_rubbish_is_no_link(token: str) -> None:
    """And no error either."""
    assert LINKS.read(token, NOW) is None
