"""What ``swarmbot demo`` finds out by itself."""

from pathlib import Path

import pytest

from bot.demo import here


@pytest.mark.parametrize(
    ("environ", "link", "zone"),
    [
        ({"TZ": "Europe/Berlin"}, "Asia/Tokyo", "Europe/Berlin"),
        ({"TZ": ":Europe/Berlin"}, "Asia/Tokyo", "Europe/Berlin"),
        ({}, "Asia/Tokyo", "Asia/Tokyo"),
        ({"TZ": "CET-1CEST"}, "Nowhere/City", "UTC"),
    ],
)
def test_the_demo_has_the_zone_of_the_machine(
    environ: dict[str, str], link: str, zone: str, tmp_path: Path
) -> None:
    """Cards that say 00:31 at half past four in the afternoon would be taken for wrong."""
    localtime = tmp_path / "localtime"
    localtime.symlink_to(tmp_path / "zoneinfo" / link)
    assert here(environ, localtime) == zone
