"""The app package: what Teams refuses is noticed here, in both languages."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest

from bot.version import VERSION
from manifest import build
from tests.manifest.packages import ABOUT, APP_ID, SCHEMAS, built, package, pixels, read


def newest() -> str:
    """The newest version of the manifest that Microsoft's package has a schema for."""
    released = [path.name for path in SCHEMAS.iterdir() if re.fullmatch(r"v1\.[0-9]+", path.name)]
    return max(released, key=lambda name: int(name.rpartition(".")[2]))


@pytest.mark.parametrize(
    ("name", "schema"),
    [("manifest.json", "MicrosoftTeams"), ("ja.json", "MicrosoftTeams.Localization")],
)
def test_the_package_is_as_microsofts_newest_schema_wants_it(name: str, schema: str) -> None:
    """Both files name the newest schema, and keep it."""
    content = read(name)
    described = json.loads((SCHEMAS / newest() / f"{schema}.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft4Validator(described)
    assert not validator.is_valid({**content, "nobody": "knows"})
    assert [error.message for error in validator.iter_errors(content)] == []
    assert f"/{newest()}/{schema}.schema.json" in content["$schema"]


def test_the_package_holds_what_the_manifest_names() -> None:
    """Manifest, language file and icons lie at the root, and nothing else."""
    manifest = read("manifest.json")
    languages = [one["file"] for one in manifest["localizationInfo"]["additionalLanguages"]]
    assert set(package().namelist()) == {"manifest.json", *languages, *manifest["icons"].values()}


def test_the_bot_is_the_one_that_was_asked_for() -> None:
    """The ids, the host and the version stand where they belong; no placeholder is left."""
    manifest = read("manifest.json")
    told = (manifest["id"], manifest["bots"][0]["botId"], manifest["webApplicationInfo"]["id"])
    assert told == (APP_ID,) * 3
    assert (manifest["version"], manifest["validDomains"]) == ("1.2.3", ["swarm.example.com"])
    assert not re.search(rb"\{[a-z ]+\}", package().read("manifest.json"))
    urls = [url for key, url in manifest["developer"].items() if key.endswith("Url")]
    assert all(url.startswith("https://swarm.example.com") for url in urls)


def test_a_tool_may_give_the_app_an_id_and_a_company_its_own_pages() -> None:
    """The app's id in Teams may differ from the bot's, and the website from the bot's host."""
    other = "99999999-2222-3333-4444-555555555555"
    manifest = build.manifest(
        replace(ABOUT, teams_app_id=other, website="https://it.example.com/swarm/")
    )
    assert (manifest["id"], manifest["bots"][0]["botId"]) == (other, APP_ID)
    assert manifest["developer"]["privacyUrl"] == "https://it.example.com/swarm/privacy"


def test_the_version_of_the_program_can_be_a_packages() -> None:
    """What is built has the version of what builds it."""
    assert list(replace(ABOUT, version=VERSION).faults()) == []


def test_no_more_is_asked_of_a_team_than_who_is_in_its_channels() -> None:
    """One permission, for the rosters of private and shared channels; no message is read unasked."""
    asked = read("manifest.json")["authorization"]["permissions"]
    assert asked == {
        "resourceSpecific": [{"name": "ChannelMember.Read.Group", "type": "Application"}]
    }


def test_the_color_icon_is_as_teams_wants_it() -> None:
    """192 pixels, solid to the edges, the symbol in the middle 96."""
    width, height, rows = pixels(package().read("color.png"))
    assert (width, height) == (192, 192)
    edge = rows[0][:4]
    assert edge[3] == 255
    for y, row in enumerate(rows):
        for x in range(width):
            if not (48 <= x < 144 and 48 <= y < 144):
                assert row[x * 4 : x * 4 + 4] == edge
    assert rows[96][96 * 4 : 96 * 4 + 4] == b"\xff\xff\xff\xff"


def test_the_outline_icon_is_as_teams_wants_it() -> None:
    """32 pixels, pure white, transparent elsewhere, and drawn to the edges."""
    width, height, rows = pixels(package().read("outline.png"))
    assert (width, height) == (32, 32)
    seen = [row[x * 4 : x * 4 + 4] for row in rows for x in range(width)]
    assert all(pixel[:3] == b"\xff\xff\xff" for pixel in seen)
    assert {pixel[3] for pixel in seen} >= {0, 255}
    assert any(rows[y][x * 4 + 3] for x in range(width) for y in (0, height - 1))


def test_the_same_input_gives_the_same_package() -> None:
    """Two builds can be compared byte by byte, also from two machines."""
    shouted = replace(ABOUT, app_id=APP_ID.upper(), host=ABOUT.host.upper())
    assert built() == build.build(shouted)
    entries = package().infolist()
    assert {(entry.date_time, entry.create_system) for entry in entries} == {(build.EPOCH, 3)}


WRONG = {
    "app_id": ["", "bot", APP_ID + "0", '"}', "1" * 36],
    "teams_app_id": ["bot"],
    "host": [
        "", "localhost", "https://a.example.com", "a.example.com/x", "a.example.com:3978",
        "10.0.0.1", "*.example.com", "a..example.com", "-a.example.com", "a b.example.com",
        'a.example.com"', "a" * 64 + ".example.com",
    ],
    "version": ["", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "not installed"],
    "website": [
        "www.example.com", "http://www.example.com", "https://", "https://a@example.com",
        "https://example.com?x", "https://example.com/\n", "https://[", "javascript:alert(1)",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_a_wrong_argument_is_named(name: str, value: str) -> None:
    """The message says which one it is and what is expected."""
    with pytest.raises(build.ManifestError) as raised:
        build.build(replace(ABOUT, **{name: value}))
    (fault,) = raised.value.faults
    assert fault.startswith(f"{name.replace('_', '-')} is")
    assert "expected: " in fault


def test_every_fault_is_named_at_once() -> None:
    """Nobody corrects one only to hear of the next."""
    wrong = build.About("x", "x", "x", "x", "x")
    with pytest.raises(build.ManifestError) as raised:
        build.build(wrong)
    assert len(raised.value.faults) == 5
