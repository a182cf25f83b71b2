"""A ticket leads to one swarm, whoever asks and however often."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.tickets.sources import ADAPTERS, swarm_id, swarm_id_from_message


def test_the_names_never_change() -> None:
    """The name of a swarm is stable over versions: links and rows depend on it."""
    assert swarm_id("generic", "2411220030001") == "sw-wsdw2hxw3pfx"
    assert swarm_id_from_message("19:abc@thread.tacv2", "1") == "sw-6eohszz3y5l5"


@given(st.text(), st.text())
def test_names_are_safe_in_addresses(source: str, ticket: str) -> None:
    """Whatever the ticket's id is, the swarm's name is short and needs no escaping."""
    assert re.fullmatch(r"sw-[a-z2-7]{12}", swarm_id(source, ticket))


def test_different_origins_differ() -> None:
    """Source, ticket and kind of origin all count, also where one runs into the other."""
    names = {
        swarm_id("a", "bc"),
        swarm_id("ab", "c"),
        swarm_id("a", "BC"),
        swarm_id_from_message("a", "bc"),
    }

    assert len(names) == 4


def test_the_sources_are_listed() -> None:
    """Which sources there are is written down in one place."""
    assert set(ADAPTERS) == {"generic"}
